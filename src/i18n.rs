//! Every text that the program shows, Dutch first, English beside it.
//!
//! **Invariant:** the table is complete in both languages or it does not compile; a text with places (`{}`) has as many
//! in both.
//! **Absent:** texts that are printed in documents; those follow the dossier, in Dutch.

use serde::{Deserialize, Serialize};

/// The language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    #[serde(rename = "nl")]
    Dutch,
    #[serde(rename = "en")]
    English,
}

pub mod protection;
pub mod settings;
#[macro_use]
mod review;
#[macro_use]
mod check;
#[macro_use]
mod terminal;
#[macro_use]
mod facts;
#[macro_use]
mod desk;
#[macro_use]
mod actions;

macro_rules! texts {
    ($($name:ident: $dutch:literal, $english:literal;)*) => {
        /// One text of the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text { $($name),* }

        impl Text {
            pub const ALL: &[Text] = &[$(Text::$name),*];

            /// The text as it stands in the table, places included.
            pub fn raw(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Text::$name, Lang::Dutch) => $dutch, (Text::$name, Lang::English) => $english,)*
                }
            }
        }
    };
}

impl Lang {
    /// A text without places.
    pub fn text(self, text: Text) -> &'static str {
        text.raw(self)
    }

    /// A text with its places filled in order. `[one|many]` follows the number in the place before it.
    pub fn fill(self, text: Text, values: &[&dyn std::fmt::Display]) -> String {
        let mut values = values.iter();
        let mut parts = text.raw(self).split("{}");
        let mut out = parts.next().unwrap_or("").to_owned();
        for part in parts {
            let value = values.next().map(ToString::to_string).unwrap_or_default();
            out.push_str(&value);
            push_numbered(&mut out, part, value == "1");
        }
        out
    }
}

/// Adds a piece of a text, of each `[one|many]` the form that is wanted.
fn push_numbered(out: &mut String, piece: &str, is_one: bool) {
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once('[') {
        let (forms, tail) = after.split_once(']').unwrap_or((after, ""));
        let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
        out.push_str(before);
        out.push_str(if is_one { one } else { many });
        rest = tail;
    }
    out.push_str(rest);
}

// Each part of the table hands the rows before it on, so that there is one enum and one table.
with_action_texts! {
    // Reading sources.
    EmptyFile: "{} is leeg.", "{} is empty.";
    NotAPdf: "{} is geen PDF.", "{} is not a PDF.";
    NotAPdfHint: "Sla het stuk op als PDF en voeg dat toe.", "Save the document as a PDF and add that.";
    DamagedFile: "{} is beschadigd of onvolledig en kan niet worden gelezen.", "{} is damaged or incomplete and cannot be read.";
    DamagedHint: "Vraag het bestand opnieuw op of kopieer het nog eens.", "Ask for the file again or copy it once more.";
    PasswordNeeded: "{} is beveiligd met een wachtwoord.", "{} is protected by a password.";
    PasswordHint: "Ga naar het document; daar wordt het wachtwoord gevraagd.", "Go to the document; its password is asked for there.";
    PasswordHintTerminal: "Geef het wachtwoord op met --password-stdin.", "Give the password with --password-stdin.";
    UnsupportedSecurity: "{} is versleuteld op een manier die niet wordt ondersteund.", "{} is encrypted in a way that is not supported.";
    ResaveHint: "Sla het bestand opnieuw op als PDF zonder beveiliging en probeer het nog eens.", "Save the file again as a PDF without protection and try once more.";
    NoPages: "{} heeft geen pagina's.", "{} has no pages.";
    TooManyPages: "{} heeft meer dan {} pagina's.", "{} has more than {} pages.";
    PageTooLarge: "{} kan niet worden gelakt: pagina {} is breder of hoger dan 14.400 punten (5 meter).", "{} cannot be redacted: page {} is wider or higher than 14,400 points (5 metres).";
    PageTooLargeHint: "Maak die pagina kleiner, bijvoorbeeld door haar af te drukken naar PDF.", "Make that page smaller, for instance by printing it to PDF.";
    SplitHint: "Splits het bestand en voeg de delen toe.", "Split the file and add the parts.";
    FileTooLarge: "{} is te groot.", "{} is too large.";
    EngineFailed: "{} kon niet worden gelezen: het leesprogramma liep erop vast.", "{} could not be read: the reading process failed over it.";
    NotAdded: "{} is niet toegevoegd aan het dossier: {}.", "{} was not added to the dossier: {}.";
    BrokenPages: "{} is toegevoegd, maar het leesprogramma loopt vast op pagina {}.", "{} was added, but the reading process fails over page {}.";
    EngineStart: "Het leesprogramma kon niet worden gestart.", "The reading process could not be started.";
    ReinstallHint: "Installeer Lakwerk opnieuw of vraag uw beheerder.", "Install Lakwerk again or ask your administrator.";
    CannotRead: "{} kan niet worden gelezen: {}.", "{} cannot be read: {}.";
    CannotWrite: "Schrijven naar {} is niet gelukt: {}.", "Writing to {} failed: {}.";
    OutputExists: "{} bestaat al.", "{} exists already.";
    OutputExistsHint: "Kies een andere naam, of gebruik --force om het bestand te vervangen.", "Choose another name, or use --force to replace the file.";
    NoFolder: "De map van {} bestaat niet.", "The folder of {} does not exist.";
    IoNotFound: "het bestand bestaat niet", "the file does not exist";
    IoPermission: "u hebt geen toestemming", "permission is denied";
    IoFull: "de schijf is vol", "the disk is full";
    IoReadOnly: "de map is alleen-lezen", "the folder is read-only";
    IoOther: "het systeem meldt een fout", "the system reports an error";

    // Dossiers.
    PathMissing: "{} bestaat niet.", "{} does not exist.";
    PathMissingHint: "Kijk het pad na, of sleep het bestand of de map op dit venster.", "Look at the path again, or drop the file or folder on this window.";
    NotADossier: "In {} staat geen dossier.", "There is no dossier in {}.";
    NotADossierHint: "Kies de map van een dossier, of maak er een met lakwerk new.", "Choose the folder of a dossier, or make one with lakwerk new.";
    FolderNotEmpty: "De map {} is niet leeg.", "The folder {} is not empty.";
    FolderNotEmptyHint: "Kies een nieuwe of lege map.", "Choose a new or empty folder.";
    DossierNewer: "Dossier {} is gemaakt met een nieuwere versie van Lakwerk.", "Dossier {} was made with a newer version of Lakwerk.";
    DossierNewerHint: "Werk Lakwerk bij; het dossier is niet gewijzigd.", "Update Lakwerk; the dossier was not changed.";
    DossierDamaged: "Dossier {} is beschadigd.", "Dossier {} is damaged.";
    DossierDamagedHint: "Er is niets gewijzigd. Zet een reservekopie van de dossiermap terug, of haal met lakwerk rescue alles tot aan de schade terug.", "Nothing was changed. Restore a backup of the dossier folder, or have everything up to the damage recovered by lakwerk rescue.";
    DossierInUse: "Dossier {} is in gebruik door {} op {}, laatst opgeslagen {}.", "Dossier {} is in use by {} on {}, last kept {}.";
    DossierInUseHint: "Sluit het dossier daar, of open het hier om alleen te lezen. Is daar niemand meer aan het werk, dan neemt lakwerk takeover het over.", "Close the dossier there, or open it here for reading. If nobody works there any more, lakwerk takeover takes it over.";
    Rescued: "{} [handeling|handelingen] en {} [document|documenten] teruggehaald in {}.", "{} [step|steps] and {} [document|documents] recovered in {}.";
    RescuedWhole: "Het logboek is gaaf.", "The log is sound.";
    RescuedUpTo: "Vanaf handeling {} is het logboek beschadigd; {} [handeling is|handelingen zijn] niet teruggehaald.", "From step {} on the log is damaged; {} [step was|steps were] not recovered.";
    RescuedWithoutSource: "De bron ontbreekt of is veranderd bij {}. Voeg het bestand opnieuw toe.", "The source is missing or has changed for {}. Add the file again.";
    TakeoverWaits: "{} houdt het dossier vast op {}. Geeft dat in {} minuten geen teken van leven, dan wordt het overgenomen.", "{} holds the dossier on {}. If there is no sign of life for {} minutes, it is taken over.";
    TakeoverDone: "Dossier {} is vrij. Wat was opgeslagen, is er nog.", "Dossier {} is free. What was saved is still there.";
    OrphansRemoved: "{} [bron|bronnen] die bij geen stuk [hoort|horen], van werk dat is afgebroken, [is|zijn] verwijderd: {}", "{} [source|sources] that no document names, left by work that was ended, [was|were] removed: {}";
    OnNetwork: "De map staat op een netwerkschijf: opslaan duurt daar langer, en wat het netwerk verliest, ziet het programma niet.", "The folder is on a network share: saving takes longer there, and what the network loses the program does not see.";
    IsFolder: "{} is een map, geen bestand.", "{} is a folder, not a file.";
    NoOrdinaryFile: "{} is geen gewoon bestand, maar een koppeling, een pijp of een apparaat.", "{} is no ordinary file, but a link, a pipe or a device.";
    DossierLost: "Dossier {} is door een ander overgenomen.", "Dossier {} has been taken over by somebody else.";
    DossierLostHint: "Open het dossier opnieuw; wat al was opgeslagen, is er nog.", "Open the dossier again; what was saved is still there.";
    DossierDatabase: "Dossier {} kan niet worden gelezen of geschreven.", "Dossier {} cannot be read or written.";
    NumberInUse: "Dit nummer is al in gebruik.", "This number is in use.";
    EmptyNumber: "Een document heeft een nummer nodig.", "A document needs a number.";
    NoSuchDocument: "Dit document staat niet in het dossier.", "This document is not in the dossier.";
    NoSuchMark: "Deze lakking staat niet in het dossier.", "This mark is not in the dossier.";
    NoSuchPage: "Deze pagina staat niet in het document.", "This page is not in the document.";
    NoArea: "Een lakking heeft een vlak nodig.", "A mark needs an area.";
    SourceChanged: "de bron ontbreekt of is gewijzigd", "the source is missing or was changed";
    MarksUpdated: "{} [lakking|lakkingen] bijgewerkt.", "{} [mark|marks] updated.";
    MarksAdded: "{} [lakking|lakkingen] toegevoegd.", "{} [mark|marks] added.";
    DossierMade: "Dossier gemaakt in {}.", "Dossier made in {}.";
    NothingAdded: "Er is niets toegevoegd.", "Nothing was added.";
    OneDocumentOnly: "Nummer en titel gelden voor één document; voeg de documenten afzonderlijk toe.", "Number and title are for one document; add the documents one by one.";
    NothingToAdd: "Noem een PDF of een map, of gebruik --no-file.", "Name a PDF or a folder, or use --no-file.";
    NoFileWithFile: "Gebruik --no-file zonder bestanden.", "Use --no-file without files.";
    UnknownJudgement: "{} is geen beoordeling. Kies uit: Openbaar, Deels openbaar, Niet openbaar, Reeds openbaar.", "{} is no judgement. Choose from: Openbaar, Deels openbaar, Niet openbaar, Reeds openbaar.";
    UnknownRole: "{} is geen rol. Kies uit: stuk, besluit, inventaris, correspondentie.", "{} is no role. Choose from: stuk, besluit, inventaris, correspondentie.";
    NotADay: "{} is geen datum. Schrijf bijvoorbeeld 13-7-2016.", "{} is no date. Write for example 13-7-2016.";
    NotAnIsoDay: "{} is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2016-07-13.", "{} is no date. Write year-month-day, for example 2016-07-13.";
    NoValue: "Het isgelijkteken ontbreekt. Schrijf naam=waarde; met niets achter het isgelijkteken wordt gewist wat er stond.", "The equals sign is missing. Write name=value; with nothing behind the equals sign what stood there is cleared.";
    TitleEmpty: "De naam van het dossier is leeg.", "The name of the dossier is empty.";
    UnknownSetting: "{} is geen gegeven van een dossier. Kies uit: {}.", "{} is no fact of a dossier. Choose from: {}.";
    UnknownStyle: "{} is geen schrijfwijze. Kies uit: {}.", "{} is no way of writing. Choose from: {}.";
    UnknownDocument: "Document {} staat niet in het dossier.", "Document {} is not in the dossier.";

    // Exports.
    ExportBlocked: "Er is niets geëxporteerd: {} [bevinding houdt|bevindingen houden] dat tegen.", "Nothing was exported: {} [finding stands|findings stand] in the way.";
    ExportDone: "{} [document|documenten] veilig geëxporteerd, {} [pagina|pagina's] gecontroleerd.", "{} [document|documents] exported safely, {} [page|pages] checked.";
    ExportRaster: "{} [pagina is|pagina's zijn] als afbeelding gepubliceerd.", "{} [page was|pages were] published as a picture.";
    ExportLater: "Niet meegegaan, want pas later openbaar: {}.", "Left behind, as public only later: {}.";
    ExportWithheld: "Zonder bestand, want geweigerd, reeds openbaar of buiten het verzoek: {}.", "Without a file, as refused, public already or outside the request: {}.";
    InventoryDone: "De inventarislijst is geëxporteerd.", "The inventory was exported.";
    ExportedTo: "Te vinden in {}.", "To be found in {}.";
    LeftOutPages: "{}: niet gepubliceerd; pagina {} kon niet worden gelezen of niet worden geverifieerd.", "{}: not published; page {} could not be read or not be verified.";
    LeftOutFile: "{}: niet gepubliceerd; de controle van het hele bestand vond een fout.", "{}: not published; the check of the whole file found a fault.";
    LeftOutHeld: "{} Niet gepubliceerd.", "{} Not published.";
    LeftOutUnjudged: "{}: nog niet beoordeeld.", "{}: not yet judged.";
    InventoryFailed: "De inventarislijst kon niet worden gemaakt.", "The inventory could not be made.";

    // Finding.
    FindTab: "Zoeken", "Find";
    ActionFind: "Zoeken in het dossier…", "Find in the dossier…";
    ActionWiden: "Verbreden over wit", "Widen over blank";
    Widened: "{} [lakking|lakkingen] verbreed over wit", "{} [mark|marks] widened over blank";
    WidenedNot: "Naast {} [lakking|lakkingen] is geen wit over", "There is no blank left beside {} [mark|marks]";
    WidenUnread: "Van {} [lakking|lakkingen] is de pagina nog niet gelezen: ga ernaartoe en probeer het nog eens", "The page of {} [mark|marks] has not been read yet: go there and try again";
    WidthFits: "Breedte: {} van {} namen passen", "Width: {} of {} names fit";
    WidthWhy: "Zoveel namen van een lijst van 1.572 Nederlandse voor- en achternamen, met voorletter of voornaam ervoor, passen op deze plaats. Past er bijna geen, dan verraadt de breedte wie het is.", "So many names of a list of 1,572 Dutch first names and surnames, with an initial or a first name before them, fit in this place. If hardly any fits, the width tells who it is.";
    WidthFew: "Weinig: de breedte verraadt bijna wie het is", "Few: the width almost tells who it is";
    WidthRow: "{} p. {}: {} van {} namen passen", "{} p. {}: {} of {} names fit";
    ActionLookEverywhere: "Deze tekst overal in het dossier", "This text everywhere in the dossier";
    FindField: "Zoek naar", "Look for";
    FindSeveral: "Jansen; 06-12345678", "Jansen; 06-12345678";
    FindRecent: "Eerder gezocht", "Looked for before";
    FindWhole: "Hele woorden", "Whole words";
    FindCase: "Hoofdletters tellen mee", "Match case";
    FindRegex: "Reguliere uitdrukking", "Regular expression";
    FindHere: "Alleen in dit document", "In this document only";
    FindNothing: "Noem een tekst om te zoeken.", "Name a text to look for.";
    FindNotRegex: "Dit is geen reguliere uitdrukking", "This is not a regular expression";
    FindCount: "{} keer gevonden, in {} [document|documenten]", "Found {} [time|times], in {} [document|documents]";
    FindToRead: "{} [pagina|pagina's] nog niet gelezen", "{} [page|pages] not read yet";
    FindWithout: "{} [pagina|pagina's] zonder tekst niet doorzocht", "{} [page|pages] without text not searched";
    Looking: "Nakijken: {} ({} van {})", "Looking through: {} ({} of {})";
    LookingPage: "Nakijken: {} ({} van {}), pagina {} van {}", "Looking through: {} ({} of {}), page {} of {}";
    LookNow: "Nog niet nagekeken op verborgen inhoud; dat gebeurt nu", "Not looked through yet for hidden content; that is being done";
    LookLocked: "Wordt nagekeken op verborgen inhoud zodra u het wachtwoord geeft", "Will be looked through for hidden content once you give the password";
    LookBroken: "Het nakijken op verborgen inhoud brak af. Het gaat verder als u het dossier opnieuw opent.", "Looking for hidden content broke off. It goes on when you open the dossier again.";
    ScansReading: "Scans lezen: pagina {} van {}", "Reading scans: page {} of {}";
    ScansStop: "Niet verder lezen", "Read no further";
    ScansNone: "Scans worden niet gelezen: het programma Tesseract staat niet op deze computer. Zoeken en suggesties slaan pagina's zonder tekst over.", "Scans are not read: the program Tesseract is not on this computer. Search and suggestions skip pages without text.";
    ScansBroken: "Scans worden niet gelezen: het programma Tesseract op deze computer werkt niet. Zoeken en suggesties slaan pagina's zonder tekst over.", "Scans are not read: the program Tesseract on this computer does not work. Search and suggestions skip pages without text.";
    ScansOld: "Scans worden niet gelezen: Tesseract {} is te oud. Zoeken en suggesties slaan pagina's zonder tekst over.", "Scans are not read: Tesseract {} is too old. Search and suggestions skip pages without text.";
    ScansNoDutch: "Scans worden niet gelezen: Tesseract kent op deze computer geen Nederlands (nld). Zoeken en suggesties slaan pagina's zonder tekst over.", "Scans are not read: Tesseract knows no Dutch (nld) on this computer. Search and suggestions skip pages without text.";
    ScansHint: "Laat Tesseract 5 met Nederlands installeren (op Debian en Ubuntu: tesseract-ocr en tesseract-ocr-nld).", "Have Tesseract 5 with Dutch installed (on Debian and Ubuntu: tesseract-ocr and tesseract-ocr-nld).";
    ScansUnread: "{} [scan|scans] [kan|kunnen] niet worden gelezen: zoeken en suggesties slaan [die pagina|die pagina's] over", "{} [scan|scans] cannot be read: search and suggestions skip [that page|those pages]";
    FindReading: "Lezen: document {} ({} van {})", "Reading: document {} ({} of {})";
    FindMarking: "Lakken: document {} ({} van {})", "Marking: document {} ({} of {})";
    FindTickAll: "Alles aanvinken", "Tick all";
    FindMark: "Aangevinkte lakken ({})", "Mark ticked ({})";
    FindRow: "{} p. {}: {} [plaats|plaatsen]", "{} p. {}: {} [place|places]";
    FindRowCovered: "{} p. {}: {} [plaats|plaatsen], waarvan {} al gelakt", "{} p. {}: {} [place|places], of which {} covered already";
    FindPlace: "{} p. {}", "{} p. {}";
    FindTick: "Aanvinken {}: {}", "Tick {}: {}";
    FindMarked: "{} [lakking|lakkingen] gemaakt", "{} [mark|marks] made";
    FindMarkedAlready: "{} [was|waren] al gelakt", "{} [was|were] covered already";
    FindMarkedUnseen: "{} [is|zijn] niet te zien op de pagina", "{} [is|are] not to be seen on the page";
    FindNone: "Niet gevonden", "Not found";
    FindCovered: "al gelakt", "covered already";
    FindUnread: "Niet gelezen en niet gelakt: document {}.", "Not read and not marked: document {}.";
    FindNoWords: "Onder deze lakking staat geen tekst om naar te zoeken", "There is no text under this mark to look for";

    // Export and destruction.
    ExportTitle: "Exporteren", "Export";
    ExportBlockedList: "Dit moet eerst worden opgelost:", "This must be solved first:";
    ExportGoTo: "Ga erheen", "Go there";
    ExportInto: "Nieuwe map voor de export", "New folder for the export";
    ExportWill: "{} [document wordt|documenten worden] gelakt, gecontroleerd en geëxporteerd.", "{} [document|documents] will be redacted, checked and exported.";
    ExportHeld: "{} [document gaat|documenten gaan] niet mee, omdat de controle iets vond dat blokkeert: {}.", "{} [document stays|documents stay] behind, since the check found what blocks: {}.";
    ExportUnjudged: "{} [document is|documenten zijn] nog niet beoordeeld en [gaat|gaan] niet mee: {}.", "{} [document is|documents are] not judged yet and [stays|stay] behind: {}.";
    ExportStart: "Exporteren", "Export";
    ExportNothing: "Er is nog geen document beoordeeld. Lak een passage, of zet een document op Openbaar (O).", "No document is judged yet. Mark a passage, or set a document to Openbaar (O).";
    ExportRunning: "Document {} ({} van {})", "Document {} ({} of {})";
    ExportStage: "{}: pagina {} van {}", "{}: page {} of {}";
    ExportStopped: "Gestopt; er is niets geëxporteerd.", "Stopped; nothing was exported.";
    ImportBroken: "Het toevoegen is vastgelopen; het dossier is niet gewijzigd.", "Adding broke down; the dossier was not changed.";
    OpeningBroken: "Het openen is vastgelopen. Probeer het nog eens.", "Opening broke down. Try once more.";
    ExportBroken: "De export is vastgelopen; er is niets gepubliceerd.", "The export broke down; nothing was published.";
    OpenFolder: "Map openen", "Open folder";
    OpenInventory: "Inventaris openen", "Open inventory";
    ExportConcept: "De inventarislijst is een concept, omdat niet alles erbij is.", "The inventory is a draft, because not everything is in it.";
    FirstPageAtAll: "Eerste pagina: {}", "First page: {}";
    FirstPageExported: "Eerste gelakte pagina: {}", "First blackened page: {}";
    DestroyTitle: "Dossier vernietigen", "Destroy dossier";
    DestroyText: "Alle bronnen en alles wat ervan is gemaakt in de map {} wordt verwijderd. Dit kan niet ongedaan worden gemaakt. Typ de naam van het dossier om dit te bevestigen: {}", "All sources and everything made from them in the folder {} will be removed. This cannot be undone. Type the name of the dossier to confirm: {}";
    DestroyNow: "Vernietigen", "Destroy";
    Destroyed: "Dossier {} is vernietigd.", "Dossier {} was destroyed.";

    // What a source holds, at import.
    FoundSentence: "Bevat: {}. Dit komt niet in de export.", "Contains: {}. This does not go into the export.";
    FoundAttachment: "een bijlage", "an attachment";
    FoundAttachments: "{} bijlagen", "{} attachments";
    FoundComment: "een opmerking", "a comment";
    FoundComments: "{} opmerkingen", "{} comments";
    FoundProposal: "een niet toegepaste lakking", "a redaction that was never applied";
    FoundProposals: "{} niet toegepaste lakkingen", "{} redactions that were never applied";
    FoundRevision: "een eerdere versie", "an earlier version";
    FoundRevisions: "{} eerdere versies", "{} earlier versions";
    FoundActive: "een script, verborgen laag of verborgen veld", "a script, hidden layer or hidden field";
    FoundActives: "{} scripts, verborgen lagen of verborgen velden", "{} scripts, hidden layers or hidden fields";
    FoundName: "een naam in de metagegevens", "a name in the metadata";
    FoundNames: "{} namen in de metagegevens", "{} names in the metadata";
    FoundHidden: "verborgen tekst (p. {})", "hidden text (p. {})";
    FoundBars: "tekst onder eerdere zwarte vakken (p. {})", "text under earlier black bars (p. {})";
    IntakeAddAttachments: "Bijlagen als documenten toevoegen", "Add attachments as documents";
    IntakeAddComments: "Opmerkingen als pagina toevoegen", "Add comments as a page";
    IntakeTakeProposals: "Voorgestelde lakkingen overnemen ({})", "Take over proposed marks ({})";
    IntakeLeaveOut: "Bewust weglaten", "Leave out on purpose";
    IntakeNoPdf: "{}: {} [bijlage is|bijlagen zijn] geen PDF en [is|zijn] niet toegevoegd.", "{}: {} [attachment is|attachments are] no PDF and [was|were] not added.";
    StepRejected: "Afwijzing van {} [suggestie|suggesties]", "Rejection of {} [suggestion|suggestions]";
    EditRejected: "{} [suggestie|suggesties] afgewezen", "{} [suggestion|suggestions] rejected";
    EditIntake: "Besluit over wat de bron nog bevat", "Decision about what else the source contains";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_places() {
        for text in Text::ALL {
            let places = |lang| text.raw(lang).matches("{}").count();
            assert_eq!(places(Lang::Dutch), places(Lang::English), "{text:?}");
            assert!(
                !text.raw(Lang::Dutch).contains('!'),
                "{text:?}: an official does not shout"
            );
        }
    }

    #[test]
    fn places_are_filled_in_order() {
        assert_eq!(
            Lang::English.fill(Text::CannotRead, &[&"a.pdf", &"gone"]),
            "a.pdf cannot be read: gone."
        );
    }

    #[test]
    fn a_number_is_followed_by_its_own_form() {
        let said = |text: Text, count: usize| Lang::Dutch.fill(text, &[&count]);
        assert_eq!(said(Text::RepeatDone, 1), "Herhaald op 1 pagina");
        assert_eq!(said(Text::RepeatDone, 2), "Herhaald op 2 pagina's");
        assert_eq!(said(Text::FindMarkedAlready, 1), "1 was al gelakt");
        assert_eq!(said(Text::FindMarkedAlready, 2), "2 waren al gelakt");
    }

    #[test]
    fn a_choice_of_forms_has_two_and_stands_after_a_number() {
        for raw in Text::ALL
            .iter()
            .flat_map(|text| [Lang::Dutch, Lang::English].map(|lang| text.raw(lang)))
        {
            assert!(!raw.contains("(en)") && !raw.contains("(s)"), "{raw}");
            let (before, _) = raw.split_once('[').unwrap_or(("{}", ""));
            assert!(before.contains("{}"), "{raw}");
            let choices = raw.matches('[').count();
            let forms = raw.split('[').skip(1);
            let whole = forms.filter(|f| {
                f.split_once(']')
                    .is_some_and(|(f, _)| f.matches('|').count() == 1)
            });
            assert_eq!(
                (whole.count(), raw.matches(']').count()),
                (choices, choices),
                "{raw}"
            );
        }
    }
}
