//! Texts of the command line: marks files, outcomes, what a source hides, wrong use.

macro_rules! with_terminal_texts {
    ($($table:tt)*) => { with_check_texts! {
        $($table)*

        // Marks files.
        MarksNotMarks: "Dit is geen bestand met lakkingen.", "This is not a marks file.";
        MarksForm: "Verwacht wordt JSON met een lijst \"marks\"; zie de handleiding.", "Expected is JSON with a list \"marks\"; see the manual.";
        MarksEncoding: "Dit bestand met lakkingen is niet in UTF-8 geschreven maar in een andere tekencodering, zoals UTF-16.", "This marks file is not written in UTF-8 but in another encoding, such as UTF-16.";
        MarksEncodingHint: "Sla het op als UTF-8 en probeer het opnieuw.", "Save it as UTF-8 and try again.";
        MarksTooLarge: "Een bestand met lakkingen is ten hoogste 64 MB.", "A marks file has 64 MB at most.";
        MarksKeys: "Het bestand met lakkingen klopt niet, regel {} teken {}: een sleutel staat er twee keer of is onbekend, of dit is geen JSON.", "The marks file is not right, line {} character {}: a key stands there twice or is not known, or this is no JSON.";
        MarksSeveral: "De lakkingen zijn van meer dan één document.", "The marks are of more than one document.";
        MarkUnreadable: "Lakking {} in de lijst is niet te lezen, regel {} teken {}: een sleutel staat er twee keer, is onbekend of ontbreekt, of een waarde klopt niet.", "Mark {} in the list cannot be read, line {} character {}: a key stands there twice, is not known or is missing, or a value is not right.";
        MarkNoGround: "Lakking {} in de lijst heeft geen weigeringsgrond.", "Mark {} in the list has no ground.";
        MarkGround: "Lakking {} in de lijst: {}", "Mark {} in the list: {}";

        // Why a spelling is no ground.
        GroundEmpty: "Er is geen weigeringsgrond opgegeven.", "No ground is given.";
        GroundTruncated: "{} is geen volledige weigeringsgrond: het onderdeel ontbreekt (bijvoorbeeld {}). Kies een van {} tot en met {}.", "{} is not a whole ground: its part is missing (for example {}). Choose one of {} to {}.";
        GroundWhole: "Artikel {} als geheel is geen weigeringsgrond. Noem het lid en zo nodig het onderdeel, bijvoorbeeld {}.", "Article {} as a whole is no ground. Name the paragraph and, where there is one, the part, for example {}.";
        GroundLimit: "{} is geen weigeringsgrond: {}.", "{} is no ground: {}.";
        LimitReasons: "dit lid eist een uitdrukkelijke motivering", "this paragraph asks for explicit reasons";
        LimitEmissions: "dit lid beperkt de gronden bij emissies", "this paragraph limits the grounds for emissions";
        LimitOpinions: "dit lid beperkt artikel 5.2", "this paragraph limits article 5.2";
        LimitFiveYears: "dit artikel gaat over informatie ouder dan vijf jaar", "this article is about information older than five years";
        GroundNoPart: "{} bestaat niet: de onderdelen lopen van {} tot en met {}.", "{} does not exist: the parts go from {} to {}.";
        GroundNoArticle: "{} bestaat niet in de Woo of de Wob.", "{} is not in the Woo or the Wob.";
        GroundOtherLaw: "Noem bij 8.8 de wet en het artikel, bijvoorbeeld: 8.8 Wet politiegegevens, artikel 7.", "Name with 8.8 the act and the article, for example: 8.8 Wet politiegegevens, artikel 7.";
        GroundUnknown: "Dit is geen weigeringsgrond die de Woo kent. Voorbeelden: 5.1.2e, 5.1.1c, 5.2.1, buiten verzoek.", "This is no ground that the Woo knows. Examples: 5.1.2e, 5.1.1c, 5.2.1, buiten verzoek.";
        MarkArea: "Lakking {} in de lijst heeft geen vlak, of een vlak dat leeg of niet eindig is.", "Mark {} in the list has no area, or one that is empty or not finite.";
        MarkPage: "Lakking {} in de lijst staat op pagina {}; het document heeft {} [pagina|pagina's].", "Mark {} in the list is on page {}; the document has {} [page|pages].";
        MarkPageZero: "Lakking {} in de lijst staat op pagina 0; pagina's beginnen bij 1.", "Mark {} in the list is on page 0; pages begin at 1.";
        MarkOutside: "Lakking {} in de lijst valt buiten pagina {}.", "Mark {} in the list lies outside page {}.";
        MarkNoDocument: "Lakking {} in de lijst noemt geen document.", "Mark {} in the list names no document.";
        MarkUnknownDocument: "Lakking {} in de lijst noemt een document dat niet in het dossier staat.", "Mark {} in the list names a document that is not in the dossier.";
        MarkNotThere: "Lakking {} in de lijst staat niet in het dossier, op die pagina met die vlakken.", "Mark {} in the list is not in the dossier, on that page with those areas.";
        NothingDoneHint: "Er is niets geschreven. Verbeter de lijst en probeer het opnieuw.", "Nothing was written. Correct the list and try again.";

        // The walls around the processes that read files.
        Walls: "Afscherming van de processen die stukken lezen:", "Walls around the processes that read documents:";
        WallRow: "  {}: {}", "  {}: {}";
        WallCalls: "alleen toegestane systeemaanroepen (seccomp)", "only listed system calls (seccomp)";
        WallFiles: "geen bestanden (Landlock)", "no files (Landlock)";
        WallNetwork: "geen netwerk (Landlock)", "no network (Landlock)";
        WallLimits: "begrensd geheugen en geen nieuwe bestanden (rlimits)", "limited memory and no new files (rlimits)";
        WallStands: "actief", "active";
        WallMissing: "NIET ACTIEF op dit systeem", "NOT ACTIVE on this system";
        Unconfined: "De organisatie wil dat stukken alleen volledig afgeschermd worden gelezen, en dat kan op dit systeem niet.", "The organisation wants documents to be read within all walls only, and this system cannot build them.";
        UnconfinedHint: "lakwerk --version zegt welke afscherming ontbreekt. Neem een systeem met een nieuwere kern, of vraag uw beheerder.", "lakwerk --version says which wall is missing. Use a system with a newer kernel, or ask your administrator.";

        // Suggestions.
        SuggestRow: "{} p. {}: {} ({}), {}", "{} p. {}: {} ({}), {}";
        SuggestNoGround: "grond zelf kiezen", "choose a ground";
        SuggestCount: "{} [voorstel|voorstellen], {} aangenomen en gelakt", "{} [suggestion|suggestions], {} accepted and marked";
        SuggestNoKind: "Dat is geen soort voorstel. Soorten: {}. Bijvoorbeeld: --accept email=5.1.2e", "This is no kind of suggestion. Kinds: {}. For example: --accept email=5.1.2e";
        SuggestTwice: "De soort {} wordt twee keer aangenomen.", "The kind {} is accepted twice.";
        KindBsn: "burgerservicenummer", "citizen service number";
        KindIban: "rekeningnummer", "bank account";
        KindCard: "bankpas", "bank card";
        KindEmail: "e-mailadres", "e-mail address";
        KindPhone: "telefoonnummer", "telephone number";
        KindPlate: "kenteken", "licence plate";
        KindNumber: "persoonlijk nummer", "personal number";
        KindBirthDate: "geboortedatum", "date of birth";
        KindAddress: "adres", "address";
        KindPerson: "naam", "name";
        KindInitials: "initialen", "initials";
        KindSignature: "handtekening", "signature";
        KindListed: "lijst van de organisatie", "list of the office";
        CertaintyLow: "onzeker", "unsure";
        CertaintyMedium: "waarschijnlijk", "probable";
        CertaintyHigh: "zeker", "certain";
        RegisterKept: "Register met {} [regel|regels] bewaard", "Register with {} [line|lines] kept";
        NoList: "{} is geen document en geen lijst van personen: er staat geen regel in die in het register kan.", "{} is no document and no list of persons: no line of it can be put in the register.";
        NoListHint: "Een lijst is een CSV-bestand met puntkomma's: behandeling (verbergen, openbaar, altijd, nooit of patroon), naam of tekst, grond, rol en andere namen.", "A list is a CSV file with semicolons: treatment (verbergen, openbaar, altijd, nooit or patroon), name or text, ground, role and other names.";
        ListUnread: "Lijst {} is niet te lezen en wordt niet gebruikt.", "List {} cannot be read and is not used.";
        ListUnreadable: "Lijst {}, regel {}: geen CSV in UTF-8; de regel wordt overgeslagen.", "List {}, line {}: no CSV in UTF-8; the line is left out.";
        ListTreatment: "Lijst {}, regel {}: de behandeling is niet verbergen, openbaar, altijd, nooit of patroon; de regel wordt overgeslagen.", "List {}, line {}: the treatment is not verbergen, openbaar, altijd, nooit or patroon; the line is left out.";
        ListEmpty: "Lijst {}, regel {}: er staat geen naam of tekst; de regel wordt overgeslagen.", "List {}, line {}: there is no name or text; the line is left out.";
        ListGround: "Lijst {}, regel {}: de grond bestaat niet; de regel wordt overgeslagen.", "List {}, line {}: the ground does not exist; the line is left out.";
        ListPattern: "Lijst {}, regel {}: het patroon is niet te gebruiken; de regel wordt overgeslagen.", "List {}, line {}: the pattern cannot be used; the line is left out.";

        // Outcomes.
        Cancelled: "Afgebroken; er is niets geschreven.", "Cancelled; nothing was written.";
        Refused: "{} is niet gepubliceerd: {} [pagina kon niet worden gelezen of niet worden geverifieerd|pagina's konden niet worden gelezen of niet worden geverifieerd] (pagina {}).", "{} was not published: {} [page|pages] could not be read or not be verified (page {}).";
        RefusedTitle: "{} is niet gepubliceerd: de titel noemt wat gelakt is.", "{} was not published: its title says what is covered.";
        OutputCut: "De uitvoer kon niet geheel worden geschreven.", "The output could not be written in full.";
        InventoryAlone: "De inventarislijst is van een publicatie van alle documenten: laat --edition en --documents weg.", "The inventory is of a publication of all documents: leave out --edition and --documents.";
        OutputIsInput: "{} is ook invoer of andere uitvoer van deze opdracht.", "{} is also input or other output of this command.";
        OutputIsDossier: "{} ligt in een dossier; daar wordt geen uitvoer geschreven.", "{} lies in a dossier, where no output is written.";
        OutputOther: "Kies een andere plaats.", "Choose another place.";
        VerifyFolderAlone: "--marks en --source zijn voor één bestand; van een map vergelijkt --dossier.", "--marks and --source are for one file; of a folder, --dossier compares.";
        VerifyNotOfDossier: "Het dossier geeft geen document uit als {}.", "The dossier publishes no document as {}.";
        RefusedFile: "{} is niet gepubliceerd: de controle van het hele bestand vond een fout.", "{} was not published: the check of the whole file found a fault.";
        RefusedHint: "Lak de genoemde pagina's geheel of laat het document weg.", "Blacken the named pages whole or leave the document out.";
        Written: "{} [pagina|pagina's] gelakt en gecontroleerd, waarvan {} als afbeelding.", "{} [page|pages] redacted and checked, of which {} as a picture.";
        SeenElsewhere: "Let op: het beeld van pagina {} toont een woord dat elders is gelakt. Kijk of daar een lakking ontbreekt.", "Note: the picture of page {} shows a word that is covered elsewhere. See whether a mark is missing there.";
        PicturesUnread: "Pagina {} is een afbeelding zonder tekst en is niet gelezen: er kan niet in worden gezocht.", "Page {} is a picture without text and was not read: it cannot be searched.";
        LayerNotShown: "Let op: op pagina {} laat het beeld weinig zien van wat de tekstlaag zegt; wat het niet laat zien, is in de kopie niet te doorzoeken.", "Note: on page {} the picture shows little of what its layer of text says; what it does not show cannot be searched in the copy.";
        CutShapes: "Let op: op pagina {} steekt een donkere vorm onder een lakvlak uit. Kijk of er een deel van een letter te lezen is.", "Note: on page {} a dark shape sticks out from a black area. See whether a part of a letter can be read.";
        VerifyClean: "{}: niets gevonden onder de gelakte vlakken.", "{}: nothing found under the black areas.";
        VerifyLeak: "{}: er is iets gevonden dat weg moest zijn ({}).", "{}: something was found that should be gone ({}).";
        VerifyNoSource: "{}: onbeslist: dit bestand is niet door Lakwerk gemaakt; zonder lakkingen en bron valt er niets over te zeggen.", "{}: undecided: this file was not made by Lakwerk; without marks and source nothing can be said about it.";
        VerifyNoSourceHint: "Geef met --marks de lakkingen en met --source het oorspronkelijke bestand op.", "Give the marks with --marks and the original file with --source.";
        VerifyUndecided: "{}: onbeslist: {}.", "{}: undecided: {}.";
        VerifyUndecidedHint: "Er is niets gevonden, maar niet alles is te lezen. Bekijk deze onderdelen zelf, of maak het bestand zonder.", "Nothing was found, but not everything can be read. Look at these parts yourself, or make the file without them.";
        VerifyAlsoUndecided: "Bovendien onbeslist: {}.", "Undecided too: {}.";
        DoubtNoSource: "zonder lakkingen en bron is niet bekend wat weg moest zijn", "without marks and source it is not known what should be gone";
        DoubtEncrypted: "het bestand is versleuteld", "the file is encrypted";
        DoubtAttachment: "een bijlage bevat afbeeldingen of is niet te openen", "an attachment holds pictures or cannot be opened";
        DoubtEarlierRevision: "een eerdere versie bevat afbeeldingen, tekeningen of onleesbare letters", "an earlier revision holds pictures, drawings or unreadable letters";
        DoubtThumbnail: "er is een miniatuur van een pagina", "there is a thumbnail of a page";
        DoubtUnusedPicture: "er is een afbeelding die geen pagina toont", "there is a picture that no page shows";
        DoubtUnusedDrawing: "er is een tekening die geen pagina toont", "there is a drawing that no page shows";
        DoubtFontCodes: "verborgen tekst staat in codes die het bestand niet uitlegt", "hidden text stands in codes that the file does not explain";
        DoubtStream: "een onderdeel is niet uit te pakken", "a part cannot be unpacked";
        DoubtBeneath: "er staat iets dat op letters lijkt in een patroon, masker of verloop, of onder een vlak in codes die het bestand niet uitlegt", "something like letters stands in a pattern, mask or gradient, or beneath an area in codes that the file does not explain";
        DoubtSamples: "een afbeelding bevat beeldpunten die geen lezer toont", "a picture holds samples that no reader shows";
        VerifyFolderClean: "{}: {} [bestand|bestanden] gecontroleerd; niets gevonden onder de gelakte vlakken.", "{}: {} [file|files] checked; nothing found under the black areas.";
        VerifyFolderBad: "{}: niet in orde: {}.", "{}: not in order: {}.";
        VerifyChanged: "{}: is niet meer het bestand dat bij de export is gecontroleerd.", "{}: is no longer the file that was checked at the export.";
        VerifyMissing: "{}: ontbreekt.", "{}: is missing.";
        VerifyUnknown: "{}: staat in de map en niet in het verslag.", "{}: stands in the folder and not in the report.";
        VerifyNotInDossier: "{}: het dossier geeft geen document uit onder deze naam.", "{}: the dossier publishes no document under this name.";
        VerifyOtherInventory: "{}: noemt niet dezelfde documenten, beoordelingen en gronden als het dossier.", "{}: does not name the same documents, judgements and grounds as the dossier.";
        VerifyCopy: "Let op: {} is geen publicatie maar een leesversie of zienswijzeversie. Maak dit bestand niet openbaar.", "Note: {} is no publication but a reading copy or a copy for views. Do not publish this file.";
        VerifyCopies: "Let op: {} bevat geen publicatie maar een leesversie of zienswijzeversie. Maak deze bestanden niet openbaar.", "Note: {} holds no publication but a reading copy or a copy for views. Do not publish these files.";
        FaultSyntax: "de opbouw van het bestand klopt niet", "the structure of the file is not right";
        FaultClosedList: "een onderdeel dat er niet in hoort", "a part that does not belong in it";
        FaultUnreachable: "een onderdeel waar niets naar verwijst", "a part that nothing refers to";
        FaultStreams: "een ingepakt onderdeel met iets dat er niet in hoort", "a packed part with something that does not belong in it";
        FaultFonts: "een lettertype dat niet past bij de letters die worden gebruikt", "a font that does not fit the letters in use";
        FaultStructure: "inhoud zonder plaats in de leesvolgorde", "content without a place in the reading order";
        FaultClaim: "het bestand noemt zich ten onrechte PDF/A of PDF/UA", "the file wrongly calls itself PDF/A or PDF/UA";
        FaultNeedles: "een gelakt woord in het bestand", "a covered word in the file";
        FaultPageSize: "een pagina die ontbreekt of een andere maat heeft", "a page that is missing or has another size";
        FaultTextInside: "tekst binnen een lakvlak", "text inside a black area";
        FaultFlatInside: "een lakvlak dat niet één kleur heeft", "a black area that has more than one colour";
        FaultBeneath: "iets dat onder een lakvlak is getekend", "something drawn beneath a black area";
        FaultLabel: "een label dat ontbreekt of niet volledig is", "a label that is missing or not whole";
        FaultTextAdded: "tekst die de bron niet heeft", "text that the source does not have";
        FaultLayer: "tekst bij een scan die niet op de scan staat", "text of a scan that the scan does not show";
        FaultTextKept: "tekst buiten de lakvlakken die ontbreekt", "text beside the black areas that is missing";
        FaultPixels: "een pagina die er buiten de lakvlakken anders uitziet", "a page that looks different beside the black areas";
        VerifyNoReport: "{} is geen map van een export: het verslag ontbreekt of is niet te lezen.", "{} is not the folder of an export: the report is missing or cannot be read.";
        VerifyBeside: "Opmerking: naast de gelakte vlakken is tekst of beeld verdwenen of veranderd.", "Remark: beside the black areas text or looks were lost or changed.";
        VerifyForeign: "Opmerking: dit bestand is niet door Lakwerk gemaakt.", "Remark: this file was not made by Lakwerk.";

        // Parts of an export, joined.
        CollectDone: "{} [deel|delen] samengevoegd: {} [document|documenten], {} [pagina|pagina's]; elk bestand is opnieuw gecontroleerd.", "{} [part|parts] joined: {} [document|documents], {} [page|pages]; every file was checked again.";
        CollectNoPart: "{} is geen deel van een export, of is niet meer heel.", "{} is no part of an export, or no longer whole.";
        CollectNoPartHint: "Een deel is de map die lakwerk export --documents maakt van een publicatieversie, met openbaar en intern erin.", "A part is the folder that lakwerk export --documents makes of a publication, with openbaar and intern in it.";
        CollectEdition: "{} is geen deel van een publicatieversie maar van een andere uitgave.", "{} is no part of a publication but of another edition.";
        CollectProgram: "{} is gemaakt door een andere versie van Lakwerk.", "{} was made by another version of Lakwerk.";
        CollectProgramHint: "Maak alle delen met één versie, en voeg ze daarmee samen.", "Make all parts with one version, and join them with it.";
        CollectDossier: "{} en {} zijn delen van verschillende dossiers.", "{} and {} are parts of different dossiers.";
        CollectDossierHint: "Voeg alleen delen van hetzelfde dossier samen.", "Join parts of the same dossier only.";
        CollectState: "{} en {} zijn delen van verschillende standen van het dossier: ertussen is iets gewijzigd.", "{} and {} are parts of different states of the dossier: something was changed in between.";
        CollectDay: "{} en {} zijn niet op dezelfde dag gemaakt; de dag staat in elk bestand.", "{} and {} were not made on the same day; the day stands in every file.";
        CollectDayHint: "Maak alle delen op één dag, of zet met SOURCE_DATE_EPOCH voor alle dezelfde.", "Make all parts on one day, or set the same for all with SOURCE_DATE_EPOCH.";
        CollectCheck: "Bij {} en {} vond de controle vóór export niet hetzelfde.", "For {} and {} the check before export did not find the same.";
        CollectCheckHint: "Maak de delen op computers die gelijk zijn ingericht: met dezelfde wachtwoorden, en alle met of alle zonder Tesseract.", "Make the parts on computers that are set up alike: with the same passwords, and all with or all without Tesseract.";
        CollectDeferred: "Van {} en {} bevat er één wat pas later openbaar wordt (--with-deferred), en de andere niet.", "Of {} and {} one holds what becomes public only later (--with-deferred), and the other does not.";
        CollectAgainHint: "Maak alle delen opnieuw, van het dossier zoals het nu is.", "Make all parts again, of the dossier as it is now.";
        CollectTwoFiles: "Document {} zit in twee delen, en de bestanden zijn niet gelijk.", "Document {} is in two parts, and the files are not the same.";
        CollectTwoFilesHint: "Maak een van beide delen opnieuw, zonder dit document.", "Make one of the two parts again, without this document.";
        CollectChanged: "{}: {} ontbreekt of is niet meer het bestand dat is gecontroleerd.", "{}: {} is missing or is no longer the file that was checked.";
        CollectBad: "Niets samengevoegd; bij het opnieuw controleren niet in orde: {}.", "Nothing was joined; not in order when checked again: {}.";
        LeftOutNoPart: "{}: niet gepubliceerd; dit document zit in geen van de delen.", "{}: not published; this document is in none of the parts.";
        LeftOutNoPartHint: "Maak een deel met dit document, en voeg de delen opnieuw samen.", "Make a part with this document, and join the parts again.";
        LeftOutSource: "{}: niet gepubliceerd; de bron is niet te lezen.", "{}: not published; the source cannot be read.";
        LeftOutChecked: "{}: niet gepubliceerd; de controle vóór export houdt dit document tegen.", "{}: not published; the export check holds this document back.";
        LeftOutCheckedHint: "lakwerk check noemt waarom.", "lakwerk check says why.";
        // Twins.
        TwinDocuments: "{} zegt vrijwel hetzelfde als {} ({} %)", "{} says nearly the same as {} ({} %)";
        TwinTotals: "{} [paar|paren] pagina's en {} [paar|paren] documenten zeggen vrijwel hetzelfde", "{} [pair|pairs] of pages and {} [pair|pairs] of documents say nearly the same";
        TwinUnread: "Document {} is niet te lezen en is niet vergeleken.", "Document {} cannot be read and was not compared.";
        CarryWrong: "{} is geen VAN=NAAR met de nummers van twee documenten met een bestand.", "{} is no FROM=TO with the numbers of two documents with a file.";
        CarryDone: "Van {} in {} overgenomen: {} [lakking|lakkingen]; {} [was|waren] er al gelakt", "Taken over from {} in {}: {} [mark|marks]; {} [was|were] covered there already";
        Carried: "Van {} in {} overgenomen: {} [lakking|lakkingen]", "Taken over from {} in {}: {} [mark|marks]";
        CarryLeft: "Niet alles van {} is overgenomen. Lak zelf wat hoort bij de lakkingen op p. {}: daar staat in het andere document iets anders.", "Not all of {} was taken over. Mark by hand what goes with the marks on p. {}: the other document says something else there.";

        // What a source hides.
        HiddenUnderBar: "onder een eerder zwart vlak", "under an earlier black bar";
        HiddenCovered: "afgedekt", "covered";
        HiddenSameColour: "in de kleur van de achtergrond", "in the colour of its ground";
        HiddenOffPage: "buiten de pagina", "outside the page";
        HiddenClipped: "weggesneden of niet getekend", "clipped away or not drawn";
        HiddenOnLayer: "op een verborgen laag", "on a hidden layer";
        HiddenInvisible: "onzichtbare tekst die het beeld niet laat zien", "invisible text that the picture does not show";
        HiddenNoShape: "lettertype ontbreekt: niet te tekenen", "font missing: cannot be drawn";
        HiddenPicture: "deel van een afbeelding onder een dekkend vlak", "part of a picture under an opaque bar";
        HiddenShapes: "vormen die op letters lijken en die niemand ziet", "shapes like letters that nobody sees";
        HiddenTiny: "te klein om te lezen", "too small to read";
        InspectHidden: "p. {}, verborgen tekst ({}): {}", "p. {}, hidden text ({}): {}";
        InspectSeeThrough: "p. {}, doorzichtig vlak over leesbare tekst (bij {})", "p. {}, see-through bar over readable text (at {})";
        InspectProposal: "p. {}, niet toegepaste lakking ({} [vlak|vlakken], opdruk '{}', van '{}')", "p. {}, redaction never applied ({} [area|areas], overlay '{}', by '{}')";
        InspectAttachment: "bijlage: {} ({} bytes, {})", "attachment: {} ({} bytes, {})";
        InspectComment: "p. {}, opmerking ({}) van '{}': {}", "p. {}, comment ({}) by '{}': {}";
        InspectLayer: "laag: {} ({})", "layer: {} ({})";
        LayerShown: "zichtbaar", "shown";
        LayerHidden: "verborgen", "hidden";
        InspectField: "formulierveld {}: {}", "form field {}: {}";
        InspectHiddenField: "verborgen formulierveld {}: {}", "hidden form field {}: {}";
        InspectAction: "script of actie: {} ({})", "script or action: {} ({})";
        InspectLink: "p. {}, koppeling naar {}", "p. {}, link to {}";
        InspectMetadata: "metagegeven {}: {}", "metadata {}: {}";
        InspectSignature: "digitale handtekening: {}", "digital signature: {}";
        InspectRevisions: "eerdere versies van het bestand: {}", "earlier versions of the file: {}";
        InspectThumbnails: "miniaturen van pagina's: {}", "thumbnails of pages: {}";
        InspectPrivate: "gegevens van andere programma's: {}", "data of other programs: {}";
        InspectBefore: "bytes vóór het begin van de PDF: {}", "bytes before the start of the PDF: {}";
        InspectAfter: "bytes na het einde van de PDF: {}", "bytes after the end of the PDF: {}";
        InspectUnreadable: "de objecten van dit bestand zijn niet te lezen; alleen de pagina's zijn bekeken", "the objects of this file cannot be read; only its pages were looked at";
        InspectUnreadPage: "p. {} kon niet worden bekeken", "p. {} could not be looked at";
        InspectNothing: "niets verborgen gevonden", "nothing hidden was found";

        // Progress.
        StageReading: "Lezen", "Reading";
        StageDrawing: "Tekenen", "Drawing";
        StageChecking: "Controleren", "Checking";

        // Use of the command line.
        UsageWrong: "Deze opdracht is niet juist.", "This command is not right.";
        UsageUnknown: "Onbekend onderdeel van de opdracht: {}.", "Unknown part of the command: {}.";
        UsageMissing: "In deze opdracht ontbreekt: {}.", "Missing in this command: {}.";
        UsageValue: "Onjuiste waarde voor {}.", "Wrong value for {}.";
        UsageHint: "lakwerk --help toont wat er kan.", "lakwerk --help shows what is possible.";
        NoDisplay: "Er is geen beeldscherm om het venster op te openen.", "There is no display to open the window on.";
        NoDisplayHint: "Start Lakwerk in een grafische omgeving, of werk zonder venster: lakwerk redact IN.pdf --marks M.json --to UIT.pdf (lakwerk --help toont alle opdrachten).", "Start Lakwerk in a graphical session, or work without a window: lakwerk redact IN.pdf --marks M.json --to OUT.pdf (lakwerk --help shows all commands).";
        NoWindow: "Het venster kan niet worden geopend; het systeem zegt: {}", "The window cannot be opened; the system says: {}";
        NoWindowHint: "Onder X11 zijn nodig: libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1. Zonder venster werkt: lakwerk redact IN.pdf --marks M.json --to UIT.pdf (lakwerk --help toont alle opdrachten).", "X11 needs: libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1. Without a window this works: lakwerk redact IN.pdf --marks M.json --to OUT.pdf (lakwerk --help shows all commands).";
        WindowBroken: "Het venster is gesloten door een fout in het programma.", "The window closed because of a fault in the program.";
        WindowBrokenHint: "Wat als opgeslagen was gemeld, staat in het dossier. Start Lakwerk opnieuw.", "What was reported as saved is in the dossier. Start Lakwerk again.";
    } };
}
