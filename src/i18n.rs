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
    VerifyForeign: "Opmerking: dit bestand is niet door Lakwerk gemaakt.", "Remark: this file was not made by Lakwerk.";

    // The window.
    Opening: "Openen…", "Opening…";
    Open: "Openen", "Open";
    DropHere: "Sleep hier een PDF", "Drop a PDF here";
    OrTypePath: "of typ het pad naar een bestand", "or type the path of a file";

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
