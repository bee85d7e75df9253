//! Texts of reviewing: gestures, moving through the dossier, the second pair of eyes, history, overview.

macro_rules! with_review_texts {
    ($($table:tt)*) => { texts! {
        $($table)*

        // Gestures.
        HalfTaken: "Een naam of nummer is maar voor een deel gelakt: {} lakt het geheel", "A name or number is covered in part only: {} covers the whole";
        HalfPointer: "halve naam of half nummer", "half a name or number";
        ActionTakeWhole: "Hele naam of nummer lakken", "Cover the whole name or number";
        ActionRepeat: "Herhalen op andere pagina's…", "Repeat on other pages…";
        NoMarkToAddTo: "Op deze pagina was geen lakking om aan toe te voegen: dit is een nieuwe", "There was no mark on this page to add to: this is a new one";
        AddedTo: "Vlak toegevoegd aan de laatste lakking", "Area added to the last mark";
        KeysShiftDrag: "Vlak toevoegen aan de laatste lakking", "Add an area to the last mark";
        ShiftDrag: "Shift+slepen", "Shift+drag";
        KeysDouble: "Woord lakken; nogmaals: het hele e-mailadres", "Cover a word; again: the whole e-mail address";
        DoubleClick: "Dubbelklik", "Double click";
        KeysTriple: "Regel lakken", "Cover a line";
        TripleClick: "Driemaal klikken", "Triple click";
        KeysCell: "Cel van een tabel of alinea lakken", "Cover a cell of a table or a paragraph";
        CtrlDouble: "Ctrl+dubbelklik", "Ctrl+double click";
        KeysColumn: "Cel en alles eronder in de kolom lakken", "Cover the cell and all below it in its column";
        CtrlTriple: "Ctrl+driemaal klikken", "Ctrl+triple click";
        RepeatOf: "De lakking {}", "The mark {}";
        RepeatWhich: "Pagina's", "Pages";
        RepeatAll: "Alle", "All";
        RepeatOdd: "Oneven", "Odd";
        RepeatEven: "Even", "Even";
        RepeatRange: "Deze:", "These:";
        RepeatRangeHint: "bijvoorbeeld 2-5, 9", "for example 2-5, 9";
        RepeatOnlySame: "Alleen waar op die plaats dezelfde tekst of hetzelfde beeld staat.", "Only where the same text or image stands in that place.";
        RepeatNow: "Herhalen", "Repeat";
        RepeatDone: "Herhaald op {} [pagina|pagina's]", "Repeated on {} [page|pages]";
        RepeatOther: "op {} [pagina|pagina's] staat daar iets anders", "on {} [page|pages] something else stands there";
        RepeatStopped: "Herhalen gestopt; er is niets herhaald", "Repeating was stopped; nothing was repeated";
        CarryRunning: "Lakkingen overnemen: document {} lezen", "Taking over marks: reading document {}";
        RepeatRunning: "Herhalen: pagina {} van {}", "Repeating: page {} of {}";
        NotPages: "{} is geen reeks pagina's van dit document.", "{} is no range of pages of this document.";

        // Moving.
        ActionNextToJudge: "Volgend document om te beoordelen", "Next document to judge";
        ActionNextMark: "Volgende lakking", "Next mark";
        ActionPreviousMark: "Vorige lakking", "Previous mark";
        ActionGoToPage: "Ga naar pagina…", "Go to page…";
        PageField: "Pagina (1–{})", "Page (1–{})";
        GoTo: "Ga erheen", "Go there";
        PageNotThere: "{} is geen pagina van dit document. Kies 1 tot en met {}.", "{} is no page of this document. Choose 1 to {}.";
        SelectAllNot: "Ctrl+A kiest alles in een tekstveld. Kies rijen van een lijst met Shift of Ctrl en een klik", "Ctrl+A selects all in a text field. Choose rows of a list with Shift or Ctrl and a click";
        PageFinishedNow: "Pagina {} van {} afgerond", "Page {} of {} finished";
        PageFinishedBefore: "Pagina {} van {} was al afgerond", "Page {} of {} was finished already";
        AllJudged: "Alle documenten zijn beoordeeld", "All documents are judged";
        NoMoreMarks: "Er zijn geen lakkingen in deze lijst", "There are no marks in this list";

        // Look.
        ActionHideMarks: "Lakkingen verbergen", "Hide marks";
        ActionSideBySide: "Naast elkaar", "Side by side";
        ActionTextView: "Tekst na export", "Text after export";
        HiddenBanner: "Lakkingen verborgen", "Marks hidden";
        TextViewBanner: "Deze tekst ziet een programma na de export", "This text is what a program sees after the export";
        TextViewWorking: "De pagina wordt getekend en gelezen…", "The page is being drawn and read…";
        TextViewFailed: "Deze pagina kan niet worden getekend", "This page cannot be drawn";
        TextViewNone: "Deze pagina heeft na de export geen tekst", "This page has no text after the export";
        AsPublished: "{}, zoals gepubliceerd", "{}, as published";

        // The window itself; parts of it as a screen reader names them.
        PanelStart: "Beginscherm", "Start screen";
        PanelMenu: "Menubalk", "Menu bar";
        PanelStatus: "Statusbalk", "Status bar";
        PanelNotices: "Meldingen", "Notices";
        PanelEdge: "Breedte van het paneel", "Width of the panel";
        PanelLeft: "Linkerpaneel", "Left panel";
        PanelTabs: "Tabbladen", "Tabs";
        PanelRight: "Rechterpaneel", "Right panel";
        PanelDocuments: "Lijst van documenten", "List of documents";
        PanelPages: "Bladen van het document", "Sheets of the document";
        PanelCompare: "Beide plaatsen naast elkaar", "Both places side by side";
        PanelWidth: "Breedte van de gekozen lakking", "Width of the selected mark";
        PanelIntake: "Wat de bron nog bevat", "What else the source contains";
        PanelNote: "Bij de gekozen lakking", "With the selected mark";
        PanelFinding: "Bij de gekozen bevinding", "With the chosen finding";
        ActionDisplay: "Weergave van het venster…", "How the window looks…";
        DisplayColours: "Kleuren", "Colours";
        DisplaySystem: "Zoals het systeem", "As the system has it";
        DisplayLight: "Licht", "Light";
        DisplayDark: "Donker", "Dark";
        DisplayLabels: "Labels van lakkingen tijdens het werk", "Labels of redactions while working";
        DisplayLabelsSmall: "klein", "small";
        DisplayLabelsPrinted: "zoals gedrukt", "as printed";
        DisplayLabelsNone: "geen", "none";
        DisplayPages: "Documenten openen", "Open documents";
        DisplayPagesWide: "op paginabreedte", "at the width of the page";
        DisplayPagesWhole: "met een hele pagina", "with a whole page";
        DisplaySize: "Grootte van tekst en knoppen", "Size of text and buttons";
        DisplayPercent: "{} %", "{} %";
        DisplayKept: "Geldt voor u op deze computer; het dossier verandert er niet door.", "Holds for you on this computer; the dossier does not change.";

        // Grounds.
        ActionFavourites: "Gronden onder de cijfers…", "Grounds under the digits…";
        FavouritesHelp: "Voor iedereen die in dit dossier werkt.", "For everybody who works in this dossier.";
        FavouriteDigit: "Cijfer {}", "Digit {}";
        FavouriteNone: "geen grond", "no ground";
        FavouritesUsual: "Zoals in elk nieuw dossier", "As in every new dossier";
        FavouriteSet: "{} staat nu onder cijfer {}", "{} is under digit {} now";
        EditFavourites: "Gronden onder de cijfers", "Grounds under the digits";
        CommandsSearch: "Opdracht, document, grond, instelling of paginanummer", "Command, document, ground, setting or page number";
        CommandsNone: "Niets gevonden.", "Nothing found.";
        CommandsPage: "Pagina", "Page";
        CommandsGround: "Grond", "Ground";
        CommandsSetting: "Weergave", "Display";
        GroundPickerDigits: "Ctrl+1–9 zet de gemarkeerde grond onder dat cijfer", "Ctrl+1–9 puts the highlighted ground under that digit";
        MarkSpoken: "Lakking op pagina {}: {} {}", "Mark on page {}: {} {}";
        PageSpoken: "Blad {} van {}, {} [lakking|lakkingen]", "Sheet {} of {}, {} [mark|marks]";
        PageSpokenPublished: "Blad {} van {}, {} [lakking|lakkingen], zoals gepubliceerd", "Sheet {} of {}, {} [mark|marks], as published";
        PageSpokenFinished: "Blad {} van {}, {} [lakking|lakkingen], afgerond", "Sheet {} of {}, {} [mark|marks], finished";
        MarksOf: "{} [lakking|lakkingen]", "{} [mark|marks]";
        FilterCount: "{} ({})", "{} ({})";
        FilterBulk: "Samen gemaakt", "Made together";
        FilterNotes: "Met opmerking", "With a note";
        FilterBarePages: "Pagina's zonder lakking", "Pages without marks";
        BarePage: "{} p. {}: geen lakking", "{} p. {}: no mark";

        // Four eyes.
        FourEyes: "Vierogencontrole", "Four eyes";
        StageInProgress: "in bewerking", "in progress";
        StageReady: "gereed", "ready";
        StageChecked: "gecontroleerd", "checked";
        StageReturned: "teruggegeven", "given back";
        StageBy: "{}, door {}", "{}, by {}";
        ActionReady: "Gereed melden", "Report ready";
        ActionApprove: "Gecontroleerd", "Checked";
        ActionGiveBack: "Teruggeven…", "Give back…";
        ActionTakeUp: "Weer in bewerking nemen", "Take up again";
        GiveBackWhy: "Wat moet er nog gebeuren?", "What is still to be done?";
        GiveBackNow: "Teruggeven", "Give back";
        OwnWork: "U hebt document {} zelf als laatste gewijzigd. De controle hoort bij een ander.", "You were the last to change document {}. Checking it is for somebody else.";
        OwnWorkWhy: "Reden om toch zelf te controleren", "Reason to check it yourself all the same";
        CheckAnyway: "Toch gecontroleerd", "Checked all the same";
        NotReady: "Document {} is nog niet gereed gemeld", "Document {} was not reported ready yet";
        StageSet: "{} [document|documenten]: {}", "{} [document|documents]: {}";
        PagesOpenYet: "{} [pagina is|pagina's zijn] nog niet afgerond", "{} [page is|pages are] not finished yet";
        FilterDocuments: "Toon", "Show";
        DocumentsAll: "alle documenten", "all documents";
        DocumentsToJudge: "nog te beoordelen", "to be judged";
        DocumentsOpen: "met open pagina's", "with open pages";
        ActionSetName: "Uw naam op het scherm…", "Your name on the screen…";
        NameField: "Naam van {}", "Name of {}";
        NameKept: "De wijziging staat in het logboek.", "The change is kept in the log.";
        SetNameNow: "Naam wijzigen", "Change name";
        EditReview: "Document {}: {}", "Document {}: {}";
        EditName: "Naam van een account", "Name of an account";

        // History and overview.
        HistoryTab: "Geschiedenis", "History";
        ActionHistory: "Geschiedenis", "History";
        HistoryRow: "{} · {} · {}", "{} · {} · {}";
        HistoryIn: "{} in {}", "{} in {}";
        HistoryInMany: "{} in {} [document|documenten]", "{} in {} [document|documents]";
        HistoryRemoved: "{} verwijderd", "{} removed";
        HistoryUndone: "{} (teruggenomen)", "{} (taken back)";
        HistoryUndo: "Teruggenomen: {}", "Taken back: {}";
        HistoryRedo: "Opnieuw gedaan: {}", "Done again: {}";
        HistoryExported: "Geëxporteerd", "Exported";
        HistoryReading: "Het logboek wordt gelezen…", "The log is being read…";
        HistoryFailed: "Het logboek kan niet worden gelezen.", "The log cannot be read.";
        HistoryBack: "Laatste stap terugnemen: {}", "Take back the last step: {}";
        HistoryNone: "Er is niets terug te nemen", "There is nothing to take back";
        OverviewTab: "Overzicht", "Overview";
        ActionOverview: "Overzicht", "Overview";
        OverviewJudged: "{} van {} [document|documenten] beoordeeld", "{} of {} [document|documents] judged";
        OverviewOpen: "{} [pagina|pagina's] open", "{} [page|pages] open";
        OverviewIntake: "{} [document|documenten] met iets om over te besluiten", "{} [document|documents] with something to decide about";
        OverviewToLook: "Nog na te kijken op verborgen inhoud", "Still to be looked through for hidden content";
        OverviewToLookSaid: "{} [document|documenten] nog niet nagekeken op verborgen inhoud", "{} [document|documents] not looked through yet for hidden content";
        OverviewNoGround: "{} [lakking|lakkingen] zonder grond", "{} [mark|marks] without ground";
        OverviewToJudge: "Documenten te beoordelen", "Documents to judge";
        OverviewPages: "Pagina's open", "Pages open";
        OverviewContents: "Nog over te besluiten", "Still to decide about";
        OverviewFindings: "Controle vóór export", "Check before export";
        OverviewBlocking: "Blokkerende bevindingen", "Blocking findings";
        OverviewBlockingSaid: "{} blokkerende bevindingen", "{} blocking findings";
        OverviewWarnings: "Bevindingen om naar te kijken", "Findings to look at";
        OverviewWarningsSaid: "{} [bevinding|bevindingen] om naar te kijken", "{} [finding|findings] to look at";
        OverviewUnread: "Teksten nog niet gecontroleerd…", "Texts not checked yet…";
        OverviewReading: "Teksten worden gecontroleerd", "Texts are being checked";
        OverviewStage: "{}: {}", "{}: {}";
        OverviewGrounds: "Lakkingen per grond", "Marks per ground";
        OverviewDocuments: "Voortgang per document", "Progress per document";
        OverviewDocument: "{} {}: {} van {} [pagina|pagina's] afgerond, {} [lakking|lakkingen]", "{} {}: {} of {} [page|pages] finished, {} [mark|marks]";
        KeyColumn: "Toets", "Key";
        MeaningColumn: "Wat hij doet", "What it does";

    } };
}
