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

    /// A text with its places filled in order.
    pub fn fill(self, text: Text, values: &[&dyn std::fmt::Display]) -> String {
        let mut values = values.iter();
        let mut parts = text.raw(self).split("{}");
        let mut out = parts.next().unwrap_or("").to_owned();
        for part in parts {
            if let Some(value) = values.next() {
                out.push_str(&value.to_string());
            }
            out.push_str(part);
        }
        out
    }
}

texts! {
    // Reading sources.
    NotAPdf: "{} is geen PDF of is te beschadigd om te lezen.", "{} is not a PDF or is too damaged to read.";
    PasswordNeeded: "{} is beveiligd met een wachtwoord.", "{} is protected by a password.";
    PasswordHint: "Geef het wachtwoord op (op de opdrachtregel met --password-stdin).", "Give the password (on the command line with --password-stdin).";
    UnsupportedSecurity: "{} is versleuteld op een manier die niet wordt ondersteund.", "{} is encrypted in a way that is not supported.";
    ResaveHint: "Sla het bestand opnieuw op als PDF zonder beveiliging en probeer het nog eens.", "Save the file again as a PDF without protection and try once more.";
    NoPages: "{} heeft geen pagina's.", "{} has no pages.";
    TooManyPages: "{} heeft meer dan {} pagina's.", "{} has more than {} pages.";
    SplitHint: "Splits het bestand en voeg de delen toe.", "Split the file and add the parts.";
    FileTooLarge: "{} is te groot.", "{} is too large.";
    EngineFailed: "{} kon niet worden gelezen: het leesprogramma is tweemaal vastgelopen.", "{} could not be read: the reading process failed twice.";
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
    NotADossier: "In {} staat geen dossier.", "There is no dossier in {}.";
    NotADossierHint: "Kies de map van een dossier, of maak er een met lakwerk new.", "Choose the folder of a dossier, or make one with lakwerk new.";
    FolderNotEmpty: "De map {} is niet leeg.", "The folder {} is not empty.";
    FolderNotEmptyHint: "Kies een nieuwe of lege map.", "Choose a new or empty folder.";
    DossierNewer: "Dossier {} is gemaakt met een nieuwere versie van Lakwerk.", "Dossier {} was made with a newer version of Lakwerk.";
    DossierNewerHint: "Werk Lakwerk bij; het dossier is niet gewijzigd.", "Update Lakwerk; the dossier was not changed.";
    DossierDamaged: "Dossier {} is beschadigd.", "Dossier {} is damaged.";
    DossierDamagedHint: "Zet een reservekopie van de dossiermap terug. Er is niets gewijzigd.", "Restore a backup of the dossier folder. Nothing was changed.";
    DossierInUse: "Dossier {} is in gebruik door {}.", "Dossier {} is in use by {}.";
    DossierInUseHint: "Sluit het dossier daar, of open het hier om alleen te lezen.", "Close the dossier there, or open it here for reading.";
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
    MarksAdded: "{} lakkingen toegevoegd.", "{} marks added.";
    DossierMade: "Dossier gemaakt in {}.", "Dossier made in {}.";
    NothingAdded: "Er is niets toegevoegd.", "Nothing was added.";
    OneDocumentOnly: "Nummer en titel gelden voor één document; voeg de documenten afzonderlijk toe.", "Number and title are for one document; add the documents one by one.";
    NothingToAdd: "Noem een PDF of een map, of gebruik --no-file.", "Name a PDF or a folder, or use --no-file.";
    NoFileWithFile: "Gebruik --no-file zonder bestanden.", "Use --no-file without files.";
    UnknownJudgement: "{} is geen beoordeling. Kies uit: Openbaar, Deels openbaar, Niet openbaar, Reeds openbaar.", "{} is no judgement. Choose from: Openbaar, Deels openbaar, Niet openbaar, Reeds openbaar.";
    UnknownRole: "{} is geen rol. Kies uit: stuk, besluit, inventaris, correspondentie.", "{} is no role. Choose from: stuk, besluit, inventaris, correspondentie.";
    NotADay: "{} is geen datum. Schrijf bijvoorbeeld 2016-07-13.", "{} is no date. Write for example 2016-07-13.";
    UnknownSetting: "{} is geen gegeven van een dossier. Kies uit: {}.", "{} is no fact of a dossier. Choose from: {}.";
    UnknownStyle: "{} is geen schrijfwijze. Kies uit: {}.", "{} is no way of writing. Choose from: {}.";
    UnknownDocument: "Document {} staat niet in het dossier.", "Document {} is not in the dossier.";

    // Exports.
    ExportBlocked: "Er is niets geëxporteerd: {} bevinding(en) houden dat tegen.", "Nothing was exported: {} finding(s) stand in the way.";
    ExportDone: "{} documenten veilig geëxporteerd, {} pagina's gecontroleerd.", "{} documents exported safely, {} pages checked.";
    ExportRaster: "{} pagina's zijn als afbeelding gepubliceerd.", "{} pages were published as a picture.";
    ExportWord: "Er is niets geëxporteerd: een gelakt woord staat in een documentnummer, een groep, het onderwerp of een kenmerk.", "Nothing was exported: a covered word stands in a document number, a group, the subject or a reference.";
    ExportWordHint: "Wijzig dat gegeven en exporteer opnieuw.", "Change it and export again.";
    InventoryDone: "De inventarislijst is geëxporteerd.", "The inventory was exported.";
    ExportedTo: "Te vinden in {}.", "To be found in {}.";
    LeftOutPages: "{}: niet gepubliceerd; de controle vond een fout op pagina {}.", "{}: not published; the check found a fault on page {}.";
    LeftOutFile: "{}: niet gepubliceerd; de controle van het hele bestand vond een fout.", "{}: not published; the check of the whole file found a fault.";
    LeftOutWord: "{}: niet gepubliceerd; een gelakt woord staat in de publicatietitel, de soort of de opmerking.", "{}: not published; a covered word stands in the publication title, the kind or the remark.";
    LeftOutUnjudged: "{}: nog niet beoordeeld.", "{}: not yet judged.";
    FindingNoGround: "{}: een lakking op pagina {} heeft geen weigeringsgrond.", "{}: a mark on page {} has no ground.";
    FindingNoDate: "{}: grond 5.1.4 is tijdelijk en vraagt om een datum bij het document.", "{}: ground 5.1.4 is temporary and needs a date with the document.";
    FindingSameName: "{}: een ander document krijgt dezelfde bestandsnaam.", "{}: another document gets the same file name.";
    InventoryFailed: "De inventarislijst kon niet worden gemaakt.", "The inventory could not be made.";

    // Marks files.
    MarksNotMarks: "Dit is geen bestand met lakkingen.", "This is not a marks file.";
    MarksForm: "Verwacht wordt JSON met een lijst \"marks\"; zie de handleiding.", "Expected is JSON with a list \"marks\"; see the manual.";
    MarkUnreadable: "Lakking {} in de lijst is niet te lezen.", "Mark {} in the list cannot be read.";
    MarkNoGround: "Lakking {} in de lijst heeft geen weigeringsgrond.", "Mark {} in the list has no ground.";
    MarkGround: "Lakking {} in de lijst: {}", "Mark {} in the list: {}";
    MarkArea: "Lakking {} in de lijst heeft geen vlak, of een vlak dat leeg of niet eindig is.", "Mark {} in the list has no area, or one that is empty or not finite.";
    MarkPage: "Lakking {} in de lijst staat op pagina {}; het document heeft {} pagina's.", "Mark {} in the list is on page {}; the document has {} pages.";
    MarkOutside: "Lakking {} in de lijst valt buiten pagina {}.", "Mark {} in the list lies outside page {}.";
    MarkNoDocument: "Lakking {} in de lijst noemt geen document.", "Mark {} in the list names no document.";
    MarkUnknownDocument: "Lakking {} in de lijst noemt een document dat niet in het dossier staat.", "Mark {} in the list names a document that is not in the dossier.";
    NothingDoneHint: "Er is niets geschreven. Verbeter de lijst en probeer het opnieuw.", "Nothing was written. Correct the list and try again.";

    // Outcomes.
    Cancelled: "Afgebroken; er is niets geschreven.", "Cancelled; nothing was written.";
    Refused: "{} is niet gepubliceerd: de controle vond op {} pagina('s) een fout (pagina {}).", "{} was not published: the check found a fault on {} page(s) (page {}).";
    RefusedFile: "{} is niet gepubliceerd: de controle van het hele bestand vond een fout.", "{} was not published: the check of the whole file found a fault.";
    RefusedHint: "Lak de genoemde pagina's geheel of laat het document weg.", "Blacken the named pages whole or leave the document out.";
    Written: "{} pagina's gelakt en gecontroleerd, waarvan {} als afbeelding.", "{} pages redacted and checked, of which {} as a picture.";
    VerifyClean: "{}: niets gevonden onder de gelakte vlakken.", "{}: nothing found under the black areas.";
    VerifyLeak: "{}: er is iets gevonden dat weg moest zijn ({}).", "{}: something was found that should be gone ({}).";
    VerifyUndecided: "{}: dit bestand is niet door Lakwerk gemaakt; zonder lakkingen en bron valt er niets over te zeggen.", "{}: this file was not made by Lakwerk; without marks and source nothing can be said about it.";
    VerifyUndecidedHint: "Geef met --marks de lakkingen en met --source het oorspronkelijke bestand op.", "Give the marks with --marks and the original file with --source.";
    VerifyFolderClean: "{}: {} bestanden gecontroleerd; niets gevonden onder de gelakte vlakken.", "{}: {} files checked; nothing found under the black areas.";
    VerifyFolderBad: "{}: niet in orde: {}.", "{}: not in order: {}.";
    VerifyNoReport: "{} is geen map van een export: het verslag ontbreekt of is niet te lezen.", "{} is not the folder of an export: the report is missing or cannot be read.";
    VerifyForeign: "Opmerking: dit bestand is niet door Lakwerk gemaakt.", "Remark: this file was not made by Lakwerk.";

    // The start screen.
    Opening: "Openen…", "Opening…";
    Open: "Openen", "Open";
    DropHere: "Sleep hier PDF's", "Drop PDFs here";
    OrTypePath: "of typ het pad van een PDF, een map of een dossier", "or type the path of a PDF, a folder or a dossier";
    ChooseFiles: "PDF's kiezen…", "Choose PDFs…";
    ShowExample: "Voorbeelddossier bekijken", "View the example dossier";
    ChooseDossier: "Dossier openen…", "Open a dossier…";
    RecentDossiers: "Onlangs geopend", "Opened recently";
    NewDossier: "Nieuw dossier", "New dossier";
    DossierName: "Naam van het dossier", "Name of the dossier";
    DossierFolder: "Map", "Folder";
    MakeDossier: "Dossier maken", "Make dossier";
    Back: "Terug", "Back";
    FilesToAdd: "{} bestand(en) worden toegevoegd.", "{} file(s) will be added.";

    // Menus and actions.
    MenuFile: "Bestand", "File";
    MenuEdit: "Bewerken", "Edit";
    MenuView: "Beeld", "View";
    MenuMark: "Lakken", "Redact";
    MenuDossier: "Dossier", "Dossier";
    MenuHelp: "Help", "Help";
    ActionAddFiles: "PDF's toevoegen…", "Add PDFs…";
    ActionAddByPath: "Toevoegen met een pad…", "Add by path…";
    ActionExport: "Exporteren…", "Export…";
    ActionCloseDossier: "Dossier sluiten", "Close dossier";
    ActionUndo: "Ongedaan maken", "Undo";
    ActionRedo: "Opnieuw doen", "Redo";
    ActionDelete: "Lakking verwijderen", "Delete mark";
    ActionEditNote: "Opmerking bij lakking", "Note with mark";
    ActionDeselect: "Niets selecteren", "Select nothing";
    ActionFitWidth: "Paginabreedte", "Fit width";
    ActionFitPage: "Hele pagina", "Fit page";
    ActionZoomIn: "Groter", "Zoom in";
    ActionZoomOut: "Kleiner", "Zoom out";
    ActionPageDown: "Scherm omlaag", "Screen down";
    ActionPageUp: "Scherm omhoog", "Screen up";
    ActionFirstPage: "Eerste pagina", "First page";
    ActionLastPage: "Laatste pagina", "Last page";
    ActionPreview: "Zo wordt het gepubliceerd", "As it will be published";
    ActionLeftPanel: "Documenten tonen", "Show documents";
    ActionRightPanel: "Lakkingen tonen", "Show marks";
    ActionChooseGround: "Grond kiezen…", "Choose ground…";
    ActionFreeFrame: "Vrij kader", "Free frame";
    ActionFinishPage: "Pagina afgerond, verder", "Page finished, go on";
    ActionNextUnfinished: "Volgende open pagina", "Next open page";
    ActionNextDocument: "Volgend document", "Next document";
    ActionPreviousDocument: "Vorig document", "Previous document";
    ActionJudgeOpen: "Openbaar", "Public";
    ActionEditFacts: "Gegevens van het dossier…", "Facts of the dossier…";
    ActionDestroy: "Dossier vernietigen…", "Destroy dossier…";
    ActionShowKeys: "Toetsen", "Keys";

    // The desk.
    Saved: "Opgeslagen", "Saved";
    WordsAgain: "Lakken op woorden", "Marks by the word";
    PageFailed: "Deze pagina kan niet worden getoond", "This page cannot be shown";
    PasswordAddAgain: "Voeg dit bestand opnieuw toe en geef het wachtwoord.", "Add this file again and give the password.";
    SavedAt: "Opgeslagen {}", "Saved {}";
    Saving: "Opslaan ({})", "Saving ({})";
    SaveFailed: "Niet opgeslagen: het dossier is alleen nog te lezen", "Not saved: the dossier can only be read now";
    ReadOnlyBy: "Alleen lezen: in gebruik door {}", "Read only: in use by {}";
    ReadOnly: "Alleen lezen: u mag niet in deze map schrijven", "Read only: you may not write in this folder";
    PathField: "Pad van een PDF of een map", "Path of a PDF or a folder";
    NoChooser: "Dit systeem heeft geen venster om bestanden te kiezen. Typ het pad, of sleep de bestanden hierheen.", "This system has no window to choose files. Type the path, or drop the files here.";
    Add: "Toevoegen", "Add";
    GoOnWorking: "Verder werken", "Go on working";
    ExportShort: "Export: document {} ({} van {})", "Export: document {} ({} of {})";
    NoDocuments: "Dit dossier is leeg. Sleep hier PDF's.", "This dossier is empty. Drop PDFs here.";
    DocumentWithoutFile: "Document {} heeft geen bestand.", "Document {} has no file.";
    Documents: "Documenten", "Documents";
    Thumbnails: "Miniaturen", "Thumbnails";
    NotJudged: "Nog niet beoordeeld", "Not yet judged";
    JudgedOf: "{} van {} documenten beoordeeld", "{} of {} documents judged";
    Progress: "{} van {} pagina's afgerond", "{} of {} pages finished";
    PageOf: "p. {} / {}", "p. {} / {}";
    ThumbnailPage: "Pagina {}", "Page {}";
    ThumbnailFinished: "Pagina {}, afgerond", "Page {}, finished";
    TextReal: "tekst: echt", "text: real";
    TextNone: "geen tekst (scan)", "no text (scan)";
    TextHidden: "tekst: onder de scan", "text: under the scan";
    TextUnknown: "tekst: …", "text: …";
    Totals: "{} lakkingen · {} pagina's open", "{} marks · {} pages open";
    MarksTab: "Lakkingen", "Marks";
    DocumentTab: "Document", "Document";
    FilterAll: "Hele dossier", "Whole dossier";
    FilterDocument: "Dit document", "This document";
    FilterNoGround: "Zonder grond", "Without ground";
    Filter: "Filter", "Filter";
    NoMarks: "Geen lakkingen.", "No marks.";
    WithoutGround: "zonder grond", "without ground";
    MarkRow: "{} p. {} {} {}", "{} p. {} {} {}";
    Note: "Opmerking bij lakking", "Note with mark";
    NoteOfNone: "Kies een lakking voor een opmerking", "Select a mark to add a note";
    SelectedMarks: "{} lakkingen geselecteerd", "{} marks selected";
    MadeBy: "Gelakt door {}", "Marked by {}";
    NoGroundYet: "Kies een grond (G)", "Choose a ground (G)";
    CurrentGround: "Grond", "Ground";
    MoreGrounds: "+…", "+…";
    PreviewBanner: "Zo wordt het gepubliceerd", "As it will be published";
    FirstHelp: "Kies een grond met 1–9 en sleep over de tekst die weg moet", "Choose a ground with 1–9 and drag over the text that must go";
    FreePointer: "vrij kader", "free frame";
    NoTextPointer: "geen tekst: vrij kader", "no text: free frame";
    Palette: "Grond kiezen", "Choose a ground";
    PaletteSearch: "Zoek op artikel of naam", "Search by article or name";
    PaletteFor: "Kies de grond voor deze lakking", "Choose the ground for this mark";
    Close: "Sluiten", "Close";
    Cancel: "Annuleren", "Cancel";
    Stop: "Stop", "Stop";
    Stopping: "Stopt na deze pagina…", "Stops after this page…";
    Undone: "{} ongedaan gemaakt", "{} undone";
    Redone: "{} opnieuw gedaan", "{} done again";
    NothingToUndo: "Er is niets ongedaan te maken", "There is nothing to undo";
    NothingToRedo: "Er is niets opnieuw te doen", "There is nothing to do again";
    RetaggedFrom: "{} lakking(en): {} → {}", "{} mark(s): {} → {}";
    Retagged: "{} lakking(en): nu {}", "{} mark(s): now {}";
    JudgedOpen: "{} document(en): Openbaar", "{} document(s): Openbaar";
    JudgedOpenSkipped: "{} document(en): Openbaar; {} met lakkingen blijven Deels openbaar", "{} document(s): Openbaar; {} with marks stay Deels openbaar";
    AllFinished: "Alle pagina's zijn afgerond", "All pages are finished";
    Removed: "{} lakking(en) verwijderd", "{} mark(s) deleted";
    Imported: "{} document(en) toegevoegd", "{} document(s) added";
    NotImported: "{} bestand(en) niet toegevoegd", "{} file(s) not added";
    Importing: "Toevoegen: {} ({} van {})", "Adding: {} ({} of {})";
    PasswordFor: "Wachtwoord voor {}", "Password for {}";
    PasswordField: "Wachtwoord", "Password";
    PasswordWrong: "{} is niet geopend: het wachtwoord is niet juist.", "{} was not opened: the password is not right.";
    EditMark: "Lakking p. {} ({})", "Mark p. {} ({})";
    EditMarks: "{} lakkingen", "{} marks";
    EditDocuments: "Documenten toevoegen", "Adding documents";
    EditDocumentsGone: "Documenten verwijderen", "Removing documents";
    EditDocument: "Wijziging van document {}", "Change of document {}";
    EditFactsDone: "Wijziging van het dossier", "Change of the dossier";
    EditPages: "Pagina's afronden", "Finishing pages";
    EditNoteDone: "Opmerking", "Note";
    EditGrounds: "Andere grond", "Another ground";
    EditShape: "Ander kader", "Another frame";
    Keys: "Toetsen", "Keys";
    KeysDigits: "Grond kiezen, of de geselecteerde lakkingen een andere grond geven", "Choose a ground, or give the selected marks another";
    KeysSecond: "Tweede grond erbij of eraf", "Add or take away a second ground";
    KeysCtrlDrag: "Vrij kader tekenen", "Draw a free frame";
    KeysArrows: "Geselecteerd vrij kader verschuiven (Shift: 10 pt)", "Move the selected free frame (Shift: 10 pt)";
    Digits: "1–9", "1–9";
    ShiftDigits: "Shift+1–9", "Shift+1–9";
    CtrlDrag: "Ctrl+slepen", "Ctrl+drag";
    Arrows: "Pijltjes", "Arrows";

    // Facts and documents.
    FactTitle: "Naam van het dossier", "Name of the dossier";
    FactBody: "Bestuursorgaan", "Public body";
    FactReference: "Kenmerk", "Reference";
    FactRequesterReference: "Kenmerk van verzoeker", "Reference of the requester";
    FactReceived: "Datum verzoek (jjjj-mm-dd)", "Date of the request (yyyy-mm-dd)";
    FactDecided: "Datum besluit (jjjj-mm-dd)", "Date of the decision (yyyy-mm-dd)";
    FactPeriod: "Periode", "Period";
    FactSubject: "Onderwerp", "Subject";
    FactStyle: "Schrijfwijze van gronden", "How grounds are written";
    FactScope: "Naam voor buiten het verzoek", "Name for outside the request";
    StyleLong: "5.1, tweede lid, onder e", "5.1, tweede lid, onder e";
    FieldNumber: "Nummer", "Number";
    FieldGroup: "Groep (jaar)", "Group (year)";
    FieldRole: "Rol", "Role";
    FieldPublicationTitle: "Publicatietitel", "Publication title";
    FieldDate: "Datum (jjjj-mm-dd)", "Date (yyyy-mm-dd)";
    FieldKind: "Soort", "Kind";
    FieldJudgement: "Beoordeling", "Judgement";
    FieldGrounds: "Gronden van het geheel", "Grounds of the whole";
    FieldRemark: "Opmerking", "Remark";
    FieldDeferred: "Uitgesteld tot (jjjj-mm-dd)", "Deferred until (yyyy-mm-dd)";
    WorkTitle: "Werktitel (wordt niet gepubliceerd): {}", "Work title (is not published): {}";
    JudgementFromMarks: "Volgt uit de lakkingen", "Follows from the marks";
    RemoveDocument: "Document verwijderen", "Remove document";
    AddRow: "Regel zonder bestand toevoegen", "Add a row without a file";

    // Finding.
    FindTab: "Zoeken", "Find";
    ActionFind: "Zoeken in het dossier…", "Find in the dossier…";
    ActionLookEverywhere: "Deze tekst overal in het dossier", "This text everywhere in the dossier";
    FindField: "Zoek naar", "Look for";
    FindWhole: "Hele woorden", "Whole words";
    FindCase: "Hoofdletters tellen mee", "Match case";
    FindRegex: "Reguliere uitdrukking", "Regular expression";
    FindHere: "Alleen in dit document", "In this document only";
    FindNothing: "Noem een tekst om te zoeken.", "Name a text to look for.";
    FindNotRegex: "Dit is geen reguliere uitdrukking", "This is not a regular expression";
    FindCount: "{} keer gevonden, in {} document(en)", "Found {} times, in {} document(s)";
    FindWithout: "{} pagina's zonder tekst niet doorzocht", "{} pages without text not searched";
    FindReading: "Lezen: document {}", "Reading: document {}";
    FindMarking: "Lakken: document {}", "Marking: document {}";
    FindTickAll: "Alles aanvinken", "Tick all";
    FindMark: "Aangevinkte lakken ({})", "Mark ticked ({})";
    FindPlace: "{} p. {}", "{} p. {}";
    FindTick: "Aanvinken {}: {}", "Tick {}: {}";
    FindMarked: "{} lakking(en) gemaakt; {} waren al gelakt", "{} mark(s) made; {} were covered already";
    FindUnread: "Niet gelezen en niet gelakt: document {}.", "Not read and not marked: document {}.";
    FindNoWords: "Onder deze lakking staat geen tekst om naar te zoeken", "There is no text under this mark to look for";

    // Export and destruction.
    ExportTitle: "Exporteren", "Export";
    ExportBlockedList: "Dit moet eerst worden opgelost:", "This must be solved first:";
    ExportGoTo: "Ga erheen", "Go there";
    ExportInto: "Nieuwe map voor de export", "New folder for the export";
    ExportWill: "{} document(en) worden gelakt, gecontroleerd en geëxporteerd.", "{} document(s) will be redacted, checked and exported.";
    ExportUnjudged: "{} document(en) zijn nog niet beoordeeld en gaan niet mee: {}.", "{} document(s) are not judged yet and stay behind: {}.";
    ExportStart: "Exporteren", "Export";
    ExportNothing: "Er is nog geen document beoordeeld. Lak een passage, of zet een document op Openbaar (O).", "No document is judged yet. Mark a passage, or set a document to Openbaar (O).";
    ExportRunning: "Document {} ({} van {})", "Document {} ({} of {})";
    ExportStage: "{}: pagina {} van {}", "{}: page {} of {}";
    ExportStopped: "Gestopt; er is niets geëxporteerd.", "Stopped; nothing was exported.";
    ExportBroken: "De export is vastgelopen; er is niets gepubliceerd.", "The export broke down; nothing was published.";
    OpenFolder: "Map openen", "Open folder";
    OpenInventory: "Inventaris openen", "Open inventory";
    ExportConcept: "De inventarislijst is een concept, omdat niet alles erbij is.", "The inventory is a draft, because not everything is in it.";
    FirstPageExported: "Eerste gelakte pagina", "First blackened page";
    DestroyTitle: "Dossier vernietigen", "Destroy dossier";
    DestroyText: "Alle bronnen en alles wat ervan is gemaakt in de map {} wordt verwijderd. Dit kan niet ongedaan worden gemaakt. Typ de naam van het dossier om dit te bevestigen.", "All sources and everything made from them in the folder {} will be removed. This cannot be undone. Type the name of the dossier to confirm.";
    DestroyNow: "Vernietigen", "Destroy";
    Destroyed: "Dossier {} is vernietigd.", "Dossier {} was destroyed.";

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
}
