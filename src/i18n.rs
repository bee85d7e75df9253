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
with_terminal_texts! {
    // Reading sources.
    EmptyFile: "{} is leeg.", "{} is empty.";
    NotAPdf: "{} is geen PDF.", "{} is not a PDF.";
    NotAPdfHint: "Sla het stuk op als PDF en voeg dat toe.", "Save the document as a PDF and add that.";
    DamagedFile: "{} is beschadigd of onvolledig en kan niet worden gelezen.", "{} is damaged or incomplete and cannot be read.";
    DamagedHint: "Vraag het bestand opnieuw op of kopieer het nog eens.", "Ask for the file again or copy it once more.";
    PasswordNeeded: "{} is beveiligd met een wachtwoord.", "{} is protected by a password.";
    PasswordHint: "Geef het wachtwoord op (op de opdrachtregel met --password-stdin).", "Give the password (on the command line with --password-stdin).";
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
    UnknownSetting: "{} is geen gegeven van een dossier. Kies uit: {}.", "{} is no fact of a dossier. Choose from: {}.";
    UnknownStyle: "{} is geen schrijfwijze. Kies uit: {}.", "{} is no way of writing. Choose from: {}.";
    UnknownDocument: "Document {} staat niet in het dossier.", "Document {} is not in the dossier.";

    // Exports.
    ExportBlocked: "Er is niets geëxporteerd: {} [bevinding houdt|bevindingen houden] dat tegen.", "Nothing was exported: {} [finding stands|findings stand] in the way.";
    ExportDone: "{} [document|documenten] veilig geëxporteerd, {} [pagina|pagina's] gecontroleerd.", "{} [document|documents] exported safely, {} [page|pages] checked.";
    ExportRaster: "{} [pagina is|pagina's zijn] als afbeelding gepubliceerd.", "{} [page was|pages were] published as a picture.";
    InventoryDone: "De inventarislijst is geëxporteerd.", "The inventory was exported.";
    ExportedTo: "Te vinden in {}.", "To be found in {}.";
    LeftOutPages: "{}: niet gepubliceerd; pagina {} kon niet worden gelezen of niet worden geverifieerd.", "{}: not published; page {} could not be read or not be verified.";
    LeftOutFile: "{}: niet gepubliceerd; de controle van het hele bestand vond een fout.", "{}: not published; the check of the whole file found a fault.";
    LeftOutHeld: "{} Niet gepubliceerd.", "{} Not published.";
    LeftOutUnjudged: "{}: nog niet beoordeeld.", "{}: not yet judged.";
    InventoryFailed: "De inventarislijst kon niet worden gemaakt.", "The inventory could not be made.";

    // The start screen.
    Opening: "Openen…", "Opening…";
    Open: "Openen", "Open";
    ProgramName: "Lakwerk", "Lakwerk";
    ProgramIs: "Documenten lakken voor een Woo-verzoek, met per vlak de grond, en veilig publiceren.", "Redact documents for a Woo request, with the ground for every area, and publish them safely.";
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
    FilesToAdd: "{} [bestand wordt|bestanden worden] toegevoegd.", "{} [file|files] will be added.";

    // Menus and actions.
    MenuFile: "Bestand", "File";
    MenuEdit: "Bewerken", "Edit";
    MenuView: "Beeld", "View";
    MenuMark: "Lakken", "Redact";
    MenuDocuments: "Documenten", "Documents";
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
    ActionTwoPages: "Twee pagina's naast elkaar", "Two pages side by side";
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
    ActionCoverPage: "Pagina geheel lakken", "Blacken the whole page";
    ActionCaret: "Lakken met het toetsenbord", "Mark with the keyboard";
    CaretWaits: "De tekst van deze pagina wordt nog gelezen. Probeer het zo weer.", "The text of this page is still being read. Try again in a moment.";
    CaretWords: "Enter lakt: {}", "Enter marks: {}";
    CaretFrame: "Enter lakt dit kader. Pijlen verplaatsen het, Shift en pijlen maken het groter.", "Enter marks this frame. Arrows move it, Shift and arrows size it.";
    ActionFreeFrame: "Vrij kader", "Free frame";
    FreeFrameOn: "Vrij kader aan (Esc)", "Free frame on (Esc)";
    FreeFrameWhy: "Elke sleep is een vrij kader, ook over woorden. Esc of B: weer op woorden.", "Every drag is a free frame, over words too. Esc or B: by the word again.";
    NothingDrawn: "Geen woord geraakt. Sleep over de tekst, of trek een groter kader.", "No word was touched. Drag over the text, or draw a larger frame.";
    DrawnOverMark: "Hier stond al een lakking ({}): er liggen er nu twee over elkaar", "There was a mark here already ({}): two lie over each other now";
    DrawnBesideWords: "Geen woord geraakt: dit is een vrij kader.", "No word was touched: this is a free frame.";
    ActionFinishPage: "Pagina afgerond, verder", "Page finished, go on";
    ActionNextUnfinished: "Volgende open pagina", "Next open page";
    ActionNextDocument: "Volgend document", "Next document";
    ActionPreviousDocument: "Vorig document", "Previous document";
    ActionJudgeOpen: "Openbaar", "Public";
    ActionEditFacts: "Gegevens van het dossier…", "Facts of the dossier…";
    ActionDestroy: "Dossier vernietigen…", "Destroy dossier…";
    ActionNextRegion: "Volgend deel van het venster", "Next part of the window";
    ActionPreviousRegion: "Vorig deel van het venster", "Previous part of the window";
    ActionSuggestions: "Suggesties bekijken", "Suggestions";
    SuggestionsTab: "Suggesties", "Suggestions";
    ActionNewDossier: "Nieuw dossier…", "New dossier…";
    ActionOpenDossier: "Dossier openen…", "Open a dossier…";
    ActionCommands: "Opdracht zoeken…", "Find a command…";
    ActionTurnPage: "Pagina in beeld draaien", "Turn page in view";
    PageTurned: "De pagina is in beeld gedraaid; de publicatie volgt de bron", "The page is turned in view; the publication follows the source";
    ActionLookLater: "Later kijken", "Look at later";
    ActionNextRemark: "Volgende pagina met een opmerking", "Next page with a remark";
    ActionRemark: "Opmerking aan collega's…", "Remark to colleagues…";
    ActionAssignToMe: "Ik behandel dit", "I work on this";
    RemarksTab: "Opmerkingen", "Remarks";
    RemarksSolvedToo: "Ook opgeloste", "Solved ones too";
    RemarksNone: "Geen opmerkingen. M maakt er een bij de pagina of de gekozen lakking.", "No remarks. M makes one on the page or the chosen mark.";
    RemarkChoose: "Kies een opmerking om haar te lezen of te beantwoorden.", "Choose a remark to read or answer it.";
    RemarkLater: "later kijken", "look at later";
    RemarkSolvedSaid: "{}: {}, opgelost", "{}: {}, solved";
    RemarkAnswerField: "Antwoord", "Answer";
    RemarkAnswer: "Antwoorden", "Answer";
    RemarkSolve: "Opgelost", "Solved";
    RemarkOpen: "Weer openen", "Open again";
    RemarkOnPage: "Bij {} p. {}; komt niet in de publicatie", "On {} p. {}; is not published";
    RemarkOnMark: "Bij de gekozen lakking, {} p. {}; komt niet in de publicatie", "On the chosen mark, {} p. {}; is not published";
    RemarkNow: "Opmerken", "Remark";
    NoRemarks: "Er zijn geen open opmerkingen", "There are no open remarks";
    NoSuchRemark: "Die opmerking staat niet meer in het document.", "That remark is no longer in the document.";
    LaterKept: "Deze pagina staat bij Later kijken", "This page is to be looked at later";
    LaterTakenBack: "Deze pagina staat niet meer bij Later kijken", "This page is no longer to be looked at later";
    AssignedToMe: "{} [document|documenten] bij u", "{} [document|documents] with you";
    AssignedToNobody: "{} [document|documenten] bij niemand", "{} [document|documents] with nobody";
    AssignedTo: "behandelaar {}", "worked on by {}";
    DocumentsMine: "van mij", "mine";
    DocumentsRemarked: "met opmerkingen", "with remarks";
    ThumbnailRemarked: "{}, met opmerking", "{}, with a remark";
    EditRemark: "Opmerking gemaakt", "Remark made";
    EditRemarkAnswered: "Opmerking beantwoord", "Remark answered";
    EditRemarkSolved: "Opmerking opgelost", "Remark solved";
    EditRemarkOpened: "Opmerking weer geopend", "Remark opened again";
    ActionProposeFacts: "Datum en soort voorstellen", "Propose date and kind";
    FactsReading: "Lezen: document {} ({} van {})", "Reading: document {} ({} of {})";
    FactsProposed: "{} [datum|datums] en {} [soort|soorten] ingevuld; kijk ze na op het tabblad Document", "{} [date|dates] and {} [kind|kinds] filled in; check them on the tab Document";
    PartyAdd: "Partij kiezen…", "Choose a party…";
    ConsiderationsOwn: "Eigen tekst voor {}", "Own text for {}";
    ConsiderationsKeep: "{} onthouden", "Keep {}";
    ConsiderationsForget: "{} niet meer onthouden", "No longer keep {}";
    ConsiderationNotKept: "De tekst kon niet worden onthouden", "The text could not be kept";
    ConsiderationForgotten: "De tekst wordt niet meer aangeboden", "The text is no longer offered";
    ConsiderationKept: "De tekst wordt in een volgend dossier aangeboden", "The text is offered in the next dossier";
    ActionHandbook: "Handboek", "Handbook (in Dutch)";
    ActionShowKeys: "Toetsen", "Keys";
    ActionAbout: "Over Lakwerk…", "About Lakwerk…";

    // The desk.
    Saved: "Opgeslagen", "Saved";
    WordsAgain: "Lakken op woorden", "Marks by the word";
    PageFailed: "Deze pagina kan niet worden getoond", "This page cannot be shown";
    PasswordAddAgain: "Voeg dit bestand opnieuw toe en geef het wachtwoord.", "Add this file again and give the password.";
    SavedAt: "Opgeslagen {}", "Saved {}";
    Saving: "Opslaan ({})", "Saving ({})";
    SaveFailed: "Niet opgeslagen: het dossier is alleen nog te lezen", "Not saved: the dossier can only be read now";
    SaveFailedHint: "De laatste handelingen staan alleen nog op het scherm. Verhelp dit en open het dossier opnieuw; alles wat eerder was opgeslagen, is er nog.", "The last steps are only on the screen. Mend this and open the dossier again; everything that was saved before is still there.";
    ReadOnlyBy: "Alleen lezen: in gebruik door {}", "Read only: in use by {}";
    ReadOnly: "Alleen lezen: u mag niet in deze map schrijven", "Read only: you may not write in this folder";
    PathField: "Pad van een PDF of een map", "Path of a PDF or a folder";
    NoDossierOpen: "Dat gaat in een dossier. Open er eerst een, of kies PDF's voor een nieuw dossier.", "That goes on in a dossier. Open one first, or choose PDFs for a new one.";
    FormFirst: "Maak eerst dit dossier, of ga terug.", "Make this dossier first, or go back.";
    NoChooser: "Dit systeem heeft geen venster om bestanden te kiezen. Typ het pad, of sleep de bestanden hierheen.", "This system has no window to choose files. Type the path, or drop the files here.";
    Add: "Toevoegen", "Add";
    LeaveExport: "Er loopt nog een export. Sluiten stopt die: er wordt dan niets gepubliceerd.", "An export is still running. Closing stops it: nothing is published then.";
    LeaveImport: "Er worden nog bestanden toegevoegd. Sluiten stopt dat: wat nog niet is toegevoegd, komt niet in het dossier.", "Files are still being added. Closing stops that: what was not added yet does not come into the dossier.";
    LeaveNow: "Stoppen en sluiten", "Stop and close";
    GoOnWorking: "Verder werken", "Go on working";
    ExportShort: "Export: document {} ({} van {})", "Export: document {} ({} of {})";
    NoDocuments: "Dit dossier is leeg. Sleep hier PDF's.", "This dossier is empty. Drop PDFs here.";
    DocumentWithoutFile: "Document {} heeft geen bestand.", "Document {} has no file.";
    Documents: "Documenten", "Documents";
    Thumbnails: "Miniaturen", "Thumbnails";
    NotJudged: "Nog niet beoordeeld", "Not yet judged";
    JudgedOf: "{} van {} [document|documenten] beoordeeld", "{} of {} [document|documents] judged";
    Progress: "{} van {} [pagina|pagina's] afgerond", "{} of {} [page|pages] finished";
    PageOf: "p. {} / {}", "p. {} / {}";
    ThumbnailPage: "Pagina {}", "Page {}";
    ThumbnailFinished: "Pagina {}, afgerond", "Page {}, finished";
    TextReal: "tekst: echt", "text: real";
    TextNone: "geen tekst (scan)", "no text (scan)";
    TextHidden: "tekst: onder de scan", "text: under the scan";
    TextFromPicture: "tekst: gelezen van de scan", "text: read from the scan";
    TextUnknown: "tekst: …", "text: …";
    Totals: "{} [lakking|lakkingen] · {} [pagina|pagina's] open", "{} [mark|marks] · {} [page|pages] open";
    TotalsFound: "{} · {} [bevinding|bevindingen]", "{} · {} [finding|findings]";
    MarksTab: "Lakkingen", "Marks";
    DocumentTab: "Document", "Document";
    FilterAll: "Hele dossier", "Whole dossier";
    FilterDocument: "Dit document", "This document";
    FilterNoGround: "Zonder grond", "Without ground";
    Filter: "Filter", "Filter";
    NoMarks: "Geen lakkingen.", "No marks.";
    WithoutGround: "zonder grond", "without ground";
    Note: "Opmerking bij lakking", "Note with mark";
    NoteOfNone: "Kies een lakking voor een opmerking", "Select a mark to add a note";
    SelectedMarks: "{} [lakking|lakkingen] geselecteerd", "{} [mark|marks] selected";
    MadeBy: "Gelakt door {}", "Marked by {}";
    NoGroundYet: "Kies een grond (G)", "Choose a ground (G)";
    CurrentGround: "Grond", "Ground";
    MoreGrounds: "+…", "+…";
    PreviewBanner: "Zo wordt het gepubliceerd", "As it will be published";
    PreviewMaking: "Publicatie wordt gemaakt…", "The publication is being made…";
    PreviewFailed: "Geen publicatie te maken", "No publication can be made";
    FirstHelp: "Kies een grond met 1–9 en sleep over de tekst die weg moet", "Choose a ground with 1–9 and drag over the text that must go";
    FreePointer: "vrij kader", "free frame";
    NoTextPointer: "geen tekst: vrij kader", "no text: free frame";
    GroundPicker: "Grond kiezen", "Choose a ground";
    GroundPickerSearch: "Zoek op artikel of naam", "Search by article or name";
    GroundPickerFor: "Kies de grond voor deze lakking", "Choose the ground for this mark";
    Close: "Sluiten", "Close";
    Cancel: "Annuleren", "Cancel";
    Stop: "Stop", "Stop";
    Stopping: "Stopt na deze pagina…", "Stops after this page…";
    Undone: "{} ongedaan gemaakt", "{} undone";
    Redone: "{} opnieuw gedaan", "{} done again";
    NothingToUndo: "Er is niets ongedaan te maken", "There is nothing to undo";
    NeedsMarks: "Kies eerst een lakking: klik erop, of kies haar in de lijst Lakkingen", "Select a mark first: click it, or choose it in the list Marks";
    NeedsOneMark: "Kies eerst één lakking: klik erop, of kies haar in de lijst Lakkingen", "Select one mark first: click it, or choose it in the list Marks";
    NeedsHalfWord: "Er is geen naam of nummer voor een deel gelakt", "No name or number is covered in part";
    NeedsDocuments: "Kies eerst een document", "Choose a document first";
    NeedsPages: "Dit document heeft geen pagina's", "This document has no pages";
    NotInPreview: "Zo wordt het gepubliceerd: druk op V om verder te lakken", "As it will be published: press V to go on marking";
    NothingToRedo: "Er is niets opnieuw te doen", "There is nothing to do again";
    RetaggedFrom: "{} [lakking|lakkingen]: {} → {}", "{} [mark|marks]: {} → {}";
    Retagged: "{} [lakking|lakkingen]: nu {}", "{} [mark|marks]: now {}";
    JudgedOpen: "{} [document|documenten]: Openbaar", "{} [document|documents]: Openbaar";
    JudgedOpenSkipped: "{} [document|documenten]: Openbaar; {} met lakkingen [blijft|blijven] Deels openbaar", "{} [document|documents]: Openbaar; {} with marks [stays|stay] Deels openbaar";
    AllFinished: "Alle pagina's zijn afgerond", "All pages are finished";
    Removed: "{} [lakking|lakkingen] verwijderd", "{} [mark|marks] deleted";
    Imported: "{} [document|documenten] toegevoegd", "{} [document|documents] added";
    ImportedRest: "Nog {} [document|documenten] toegevoegd, samen {}", "{} more [document|documents] added, {} together";
    ImportBusy: "Er worden nog bestanden toegevoegd. Voeg deze toe zodra dat klaar is.", "Files are still being added. Add these when that is done.";
    SameFile: "Document {} is precies hetzelfde bestand als document {}. Verwijder een van beide als dat niet de bedoeling is.", "Document {} is exactly the same file as document {}. Remove one of them if that is not meant.";
    FolderWithoutFiles: "In de map {} staan geen bestanden.", "There are no files in the folder {}.";
    FolderWithoutFilesHint: "Kies een map met PDF's.", "Choose a folder with PDFs.";
    NotImported: "{} [bestand|bestanden] niet toegevoegd", "{} [file|files] not added";
    ImportStopped: "Gestopt; {} [document|documenten] toegevoegd", "Stopped; {} [document|documents] added";
    ImportBegins: "Bestanden worden toegevoegd…", "Files are being added…";
    Importing: "Toevoegen: {} ({} van {})", "Adding: {} ({} of {})";
    ImportingPage: "Toevoegen: {} ({} van {}), pagina {} van {}", "Adding: {} ({} of {}), page {} of {}";
    PasswordFor: "Wachtwoord voor {}", "Password for {}";
    PasswordField: "Wachtwoord", "Password";
    PasswordWrong: "{} is niet geopend: het wachtwoord is niet juist.", "{} was not opened: the password is not right.";
    EditMark: "Lakking p. {} ({})", "Mark p. {} ({})";
    EditMarks: "{} [lakking|lakkingen]", "{} [mark|marks]";
    EditDocuments: "Documenten toevoegen", "Adding documents";
    EditDocumentsGone: "Documenten verwijderen", "Removing documents";
    EditDocument: "Wijziging van document {}", "Change of document {}";
    EditManyDocuments: "Wijziging van {} [document|documenten]", "Change of {} [document|documents]";
    EditFactsDone: "Wijziging van het dossier", "Change of the dossier";
    EditPages: "Pagina's afronden", "Finishing pages";
    EditNoteDone: "Opmerking", "Note";
    EditGrounds: "Andere grond", "Another ground";
    EditShape: "Ander kader", "Another frame";
    HandbookSearch: "Zoek in het handboek", "Search the handbook";
    HandbookPrint: "Als PDF bewaren", "Save as PDF";
    HandbookPaper: "Handboek van Lakwerk", "Handbook of Lakwerk";
    AboutVersion: "Versie {}", "Version {}";
    AboutPdfium: "Stukken worden gelezen met PDFium, build {}.", "Documents are read by PDFium, build {}.";
    AboutLists: "Lijsten van de organisatie worden gezocht in {}.", "Lists of the organisation are looked for in {}.";
    AboutWallsAsked: "Nagaan welke afscherming actief is…", "Finding out which walls are active…";
    AboutLicences: "Licenties", "Licences";
    AboutOwnLicence: "Lakwerk is vrij onder de EUPL 1.2. Daarin zitten PDFium, letters, woordenlijsten en de bibliotheken hieronder, elk onder eigen licentie; lakwerk licences toont alle teksten.", "Lakwerk is free under the EUPL 1.2. In it are PDFium, fonts, lists of words and the libraries below, each under a licence of its own; lakwerk licences shows all texts.";
    KeysDigits: "Grond kiezen, of de geselecteerde lakkingen een andere grond geven", "Choose a ground, or give the selected marks another";
    KeysSecond: "Tweede grond erbij of eraf", "Add or take away a second ground";
    KeysCtrlDrag: "Vrij kader tekenen", "Draw a free frame";
    KeysArrows: "Geselecteerd vrij kader verschuiven (Shift: 10 pt)", "Move the selected free frame (Shift: 10 pt)";
    Digits: "1–9", "1–9";
    ShiftDigits: "Shift+1–9", "Shift+1–9";
    CtrlDrag: "Ctrl+slepen", "Ctrl+drag";
    AltLetter: "Alt+letter, Alt, F10", "Alt+letter, Alt, F10";
    KeysMenus: "Menu openen", "Open a menu";
    ContextKeys: "Menutoets, Shift+F10", "Menu key, Shift+F10";
    KeysContext: "Menu van de rij of pagina openen", "Open the menu of the row or page";
    Arrows: "Pijltjes", "Arrows";

    // Facts and documents.
    FactsRequest: "Verzoek", "Request";
    FactsDecision: "Besluit", "Decision";
    FactsNotation: "Schrijfwijze", "Notation";
    FactsInventory: "Inventaris", "Inventory";
    FactTitle: "Naam van het dossier", "Name of the dossier";
    FactBody: "Bestuursorgaan", "Public body";
    FactReference: "Kenmerk", "Reference";
    FactRequesterReference: "Kenmerk van verzoeker", "Reference of the requester";
    FactReceived: "Datum verzoek (d-m-jjjj)", "Date of the request (d-m-yyyy)";
    FactDecided: "Datum besluit (d-m-jjjj)", "Date of the decision (d-m-yyyy)";
    FactPeriod: "Periode", "Period";
    FactSubject: "Onderwerp", "Subject";
    FactStyle: "Schrijfwijze van gronden", "How grounds are written";
    FactScope: "Naam voor buiten het verzoek", "Name for outside the request";
    StyleLong: "5.1, tweede lid, onder e", "5.1, tweede lid, onder e";
    FieldNumber: "Nummer", "Number";
    FieldGroup: "Groep (jaar)", "Group (year)";
    FieldRole: "Rol", "Role";
    FieldPublicationTitle: "Publicatietitel", "Publication title";
    FieldDate: "Datum (d-m-jjjj)", "Date (d-m-yyyy)";
    FieldKind: "Soort", "Kind";
    FieldJudgement: "Beoordeling", "Judgement";
    FieldGrounds: "Gronden van het geheel", "Grounds of the whole";
    FieldRemark: "Opmerking", "Remark";
    FieldDeferred: "Uitgesteld tot (d-m-jjjj)", "Deferred until (d-m-yyyy)";
    WorkTitle: "Werktitel (wordt niet gepubliceerd): {}", "Work title (is not published): {}";
    JudgementFromMarks: "Volgt uit de lakkingen", "Follows from the marks";
    RemoveDocument: "Document verwijderen", "Remove document";
    AddRow: "Regel zonder bestand toevoegen", "Add a row without a file";

    // The dossier as the law has it.
    NumberFrozen: "Dit nummer is al naar buiten gegaan en blijft zoals het is.", "This number was given out and stays as it is.";
    NothingToJoin: "Kies twee of meer documenten met een bestand.", "Choose two or more documents with a file.";
    OwnDuplicate: "Een document kan niet dubbel zijn van zichzelf.", "A document cannot be the duplicate of itself.";
    EditMarkFacts: "Gegevens van een lakking", "Facts of a mark";
    EditNumbers: "Nummering", "Numbering";
    EditOrder: "Verplaatsen van documenten", "Moving documents";
    EditSplit: "Splitsen", "Splitting";
    EditJoin: "Samenvoegen", "Joining";
    EditConsiderations: "Overwegingen", "Considerations";
    EditAnswer: "Antwoord op een bevinding", "Answer to a finding";
    PartEncrypted: "Document {} is beveiligd met een wachtwoord en kan niet worden gesplitst of samengevoegd.", "Document {} is protected by a password and cannot be split or joined.";
    PartEncryptedHint: "Sla het op zonder wachtwoord en voeg het opnieuw toe.", "Save it without a password and add it again.";
    PartDiffers: "Document {} kan niet worden gesplitst of samengevoegd: pagina {} zou er anders uitzien. Er is niets gewijzigd.", "Document {} cannot be split or joined: page {} would look different. Nothing was changed.";
    PartNoPage: "Document {} heeft geen pagina {} waarvoor het kan worden gesplitst.", "Document {} has no page {} before which it can be split.";
    DocumentsChanged: "{} [document|documenten] gewijzigd.", "{} [document|documents] changed.";
    FactsChanged: "Gegevens van het dossier gewijzigd.", "Facts of the dossier changed.";
    NothingToChange: "Er is niets om te wijzigen; gebruik --set.", "There is nothing to change; use --set.";
    SplitDone: "Gesplitst in {}.", "Split into {}.";
    JoinDone: "Samengevoegd in {}.", "Joined into {}.";
    NotYesNo: "{} is geen ja of nee.", "{} is not yes or no.";
    UnknownDocumentFact: "{} is geen gegeven van een document. Kies uit: {}.", "{} is no fact of a document. Choose from: {}.";
    FieldDiffers: "verschilt", "differs";
    FormForMany: "Wijzigingen gelden voor {} [document|documenten]", "Changes apply to {} [document|documents]";
    ConfirmTitle: "Titel bevestigen: {}", "Confirm title: {}";
    FieldLink: "Te vinden op (link)", "To be found at (link)";
    FieldEarlier: "Eerder besluit (datum en kenmerk)", "Earlier decision (date and reference)";
    FieldAside: "Bijzonderheid", "Special case";
    FieldSourceType: "Soort bron", "Source type";
    FieldBlackened: "Bron is al gelakt", "Source is blackened already";
    WhyBlackened: "De bron is bij een eerder besluit gelakt. Typ de gronden bij het document; ze komen in de inventarislijst.", "The source was blackened for an earlier decision. Type the grounds with the document; they go into the inventory.";
    FieldSupplied: "Bestand meeleveren", "Supply the file";
    WhySupplied: "Gaat het bestand mee in de export? Wat al openbaar is, gaat gewoonlijk niet mee.", "Does the file go into the export? What is public already usually does not.";
    FieldEnvironmental: "Milieu-informatie", "Environmental information";
    WhyEnvironmental: "Voor milieu-informatie gelden andere regels (artikel 5.1, vijfde tot en met zevende lid). Een lakking kan ervan afwijken.", "Other rules hold for environmental information (article 5.1, paragraphs 5 to 7). A mark can differ.";
    FieldEmissions: "Emissies in het milieu", "Emissions into the environment";
    WhyEmissions: "Informatie over emissies kan op een deel van de gronden niet worden geweigerd (artikel 5.1, zevende lid).", "Information on emissions cannot be refused on some grounds (article 5.1, paragraph 7).";
    AsideNone: "Geen", "None";
    AsideRefused: "Eerder geweigerd", "Refused before";
    AsideScope: "Buiten reikwijdte", "Outside the request";
    AsideDuplicate: "Dubbel van {}", "Duplicate of {}";
    FactReferenceDay: "Peildatum voor vijf jaar (d-m-jjjj)", "Reference day for five years (d-m-yyyy)";
    FactNumbering: "Nummering", "Numbering";
    NumberingGroup: "1a, 1b per groep", "1a, 1b per group";
    NumberingRunning: "1, 2, 3 doorlopend", "1, 2, 3 running";
    NumberingExternal: "Eigen nummers behouden", "Keep external numbers";
    FactFileNames: "Bestandsnamen", "File names";
    FileNamesNumber: "1a.pdf", "1a.pdf";
    FileNamesTitle: "1a Titel.pdf", "1a Title.pdf";
    FileNamesPlatform: "Alleen letters en cijfers (platform)", "Letters and digits only (platform)";
    FactColumns: "Kolommen van de inventarislijst", "Columns of the inventory";
    WhyColumns: "Drie kolommen, zoals veel besluiten ze afdrukken: document, gronden, opmerkingen.", "Three columns, as many decisions print them: document, grounds, remarks.";
    ColumnsFull: "Alle acht", "All eight";
    ColumnsThree: "Drie", "Three";
    WhyTitle: "Alleen voor uzelf; dit staat in geen enkel gepubliceerd stuk.", "For yourself only; in nothing that is published.";
    WhyBody: "Komt boven de inventarislijst.", "Stands above the inventory.";
    WhyReference: "Het kenmerk van het besluit; komt in de titel van de inventarislijst.", "The reference of the decision; in the title of the inventory.";
    WhyRequesterReference: "Het kenmerk dat de verzoeker zelf gebruikt.", "The reference that the requester uses.";
    WhyReceived: "De dag van het verzoek; er wordt geen termijn mee berekend.", "The day of the request; no deadline is computed from it.";
    WhyDecided: "De dag van het besluit; vanaf hier wordt vijf jaar teruggeteld.", "The day of the decision; five years are counted back from it.";
    WhyPeriod: "De periode waarop het verzoek ziet.", "The period that the request is about.";
    WhySubject: "Waarover het verzoek gaat, zonder namen van personen.", "What the request is about, without names of persons.";
    WhyReferenceDay: "Leeg: de datum van het besluit, anders vandaag. Oudere stukken vragen om een motivering (artikel 5.3).", "Empty: the day of the decision, else today. Older documents ask for reasons (article 5.3).";
    WhyNumbering: "Nummers die naar buiten zijn gegaan, veranderen niet meer.", "Numbers that were given out do not change any more.";
    WhyFileNames: "Een titel in de bestandsnaam is handig, maar iedereen ziet hem.", "A title in the file name is handy, but everybody sees it.";
    WhyStyle: "Eén schrijfwijze voor alle labels en lijsten van dit dossier.", "One way of writing for all labels and lists of this dossier.";
    ActionSplitHere: "Splits hier in een nieuw document", "Split here into a new document";
    ActionJoin: "Voeg geselecteerde documenten samen", "Join the selected documents";
    ActionConfirmTitles: "Bevestig voorgestelde titels", "Confirm proposed titles";
    ActionGroupByYear: "Groepeer op jaar", "Group by year";
    ActionRenumber: "Nummer opnieuw", "Number anew";
    PartsAgain: "Het dossier is intussen gewijzigd; splits of voeg opnieuw samen.", "The dossier was changed meanwhile; split or join again.";
    PartMade: "Nieuw document {}, {} [pagina|pagina's]", "New document {}, {} [page|pages]";
    PartsRunning: "Bezig met splitsen of samenvoegen…", "Splitting or joining…";
    WantsRunning: "Er zijn groepen met meer dan 26 documenten: doorlopende nummers lezen dan beter (Gegevens van het dossier).", "There are groups of more than 26 documents: running numbers read better then (Facts of the dossier).";
    Renumbered: "{} [nummer|nummers] gewijzigd", "{} [number|numbers] changed";
    ChainWhole: "Het logboek is heel: {} handelingen.", "The log is whole: {} entries.";

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
    FindPlace: "{} p. {}", "{} p. {}";
    FindTick: "Aanvinken {}: {}", "Tick {}: {}";
    FindMarked: "{} [lakking|lakkingen] gemaakt; {} [was|waren] al gelakt", "{} [mark|marks] made; {} [was|were] covered already";
    FindMarkedPart: "{} [lakking|lakkingen] gemaakt; {} [was|waren] al gelakt; {} [is|zijn] niet te zien op de pagina", "{} [mark|marks] made; {} [was|were] covered already; {} [is|are] not to be seen on the page";
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
        let done = |pages: usize, marks: usize| {
            Lang::Dutch.fill(Text::RepeatDone, &[&pages, &pages, &marks])
        };
        assert_eq!(
            done(1, 0),
            "Herhaald op 1 pagina; op 1 pagina staat daar iets anders; 0 waren al gelakt"
        );
        assert_eq!(
            done(2, 1),
            "Herhaald op 2 pagina's; op 2 pagina's staat daar iets anders; 1 was al gelakt"
        );
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
