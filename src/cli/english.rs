//! The help of the command line in English, beside the Dutch one that stands with the arguments.
//!
//! **Invariant:** every command and every argument has its English text: a test holds it.

use crate::find::suggest::Kind;
use crate::model::dossier::setting::{document_settings, dossier_settings};
use clap::Command;

/// The names of a command and of an argument, as in `add.files`, and their texts; `add` alone is what the command does, and
/// `add.after` what stands behind its help.
const HELP: &[(&str, &str)] = &[
    (
        "",
        "Lakwerk: redacting documents under the Wet open overheid.",
    ),
    (
        "after",
        "Without a command the window opens.\n\nExit codes: 0 done · 1 findings · 2 wrong use · 3 source unreadable · 4 not \
         verified · 5 dossier locked, damaged or newer · 6 no display · 70 fault of the program · 74 reading or writing failed · \
         130 cancelled",
    ),
    ("dossier", "Folder of a dossier to open in the window"),
    (
        "lang",
        "Language of the messages and of this help: nl or en",
    ),
    (
        "licences",
        "Shows the licences of everything in the program",
    ),
    ("handbook", "Writes the handbook as a PDF"),
    ("handbook.to", "File that is written"),
    ("handbook.force", "Replace a file that is there"),
    (
        "width",
        "Measures how many names fit where a name is redacted, and widens marks over white",
    ),
    (
        "width.documents",
        "Numbers of documents, for example 1a,1b; without numbers all",
    ),
    (
        "width.widen",
        "Widen all marks over white, as one action; marks with the same grounds and only white between them become one",
    ),
    ("width.json", "Write the measurements as JSON"),
    (
        "takeover",
        "Takes over a dossier from whoever holds it and gives no sign of life for five minutes",
    ),
    (
        "rescue",
        "Takes everything up to the damage out of a damaged dossier, into a new one",
    ),
    (
        "rescue.dossier",
        "Folder of the damaged dossier, which stays as it is",
    ),
    ("rescue.to", "New or empty folder"),
    ("demo", "Makes the example dossier, with marks"),
    ("demo.folder", "New or empty folder"),
    ("new", "Makes an empty dossier"),
    ("new.dossier", "New or empty folder"),
    ("new.title", "Name of the dossier"),
    ("add", "Adds PDFs, or a row without a file, to a dossier"),
    ("add.files", "PDFs, or folders with PDFs"),
    (
        "add.no_file",
        "Add a row of the inventory without a document",
    ),
    ("add.role", "stuk, besluit, inventaris or correspondentie"),
    ("add.group", "Group in the inventory, for example a year"),
    ("add.number", "Number, for example 1a"),
    ("add.title", "Publication title"),
    ("add.kind", "Kind of document, for example brief or offerte"),
    ("add.date", "Date of the document, for example 2016-07-13"),
    (
        "add.judgement",
        "Openbaar, Deels openbaar, Niet openbaar or Reeds openbaar",
    ),
    ("add.ground", "Ground for refusing the document as a whole"),
    ("add.remark", "Remark in the inventory"),
    (
        "change",
        "Changes documents, or without numbers the dossier itself",
    ),
    (
        "change.documents",
        "Numbers of documents, for example 1a,1b",
    ),
    (
        "change.set",
        "Fact of the documents, or of the dossier (see lakwerk new)",
    ),
    (
        "change.confirm_titles",
        "Confirm the proposed publication titles",
    ),
    (
        "change.before",
        "Put the documents before this one, or last with `end`",
    ),
    ("change.group_by_year", "Group by the year of the date"),
    (
        "change.renumber",
        "Number again in the order of the list; numbers that went out stay",
    ),
    ("change.considerations", "Considerations of a ground"),
    (
        "change.answer",
        "Answer a question of the check: in-decision or five-years, with the reason",
    ),
    ("split", "Splits a document in two or more"),
    ("split.document", "Number of the document"),
    ("split.at", "First page of each following document"),
    ("join", "Joins documents into the first"),
    ("join.documents", "Numbers of the documents, in order"),
    ("check", "Checks a dossier before the export"),
    ("check.json", "Write the findings as JSON"),
    (
        "check.cover",
        "Redact everywhere what is redacted elsewhere, of this passage (the number in brackets)",
    ),
    (
        "check.visible",
        "Leave a passage visible on purpose, with the reason",
    ),
    ("log", "Shows the log and whether it is whole"),
    ("log.json", "Write the log as JSON"),
    ("mark", "Adds marks from a file to a dossier"),
    (
        "mark.marks",
        "File with marks (JSON), in the form of lakwerk list --json",
    ),
    (
        "mark.update",
        "The marks are there already: give those of the same document, page and areas the grounds, the note and the parties of \
         the file",
    ),
    (
        "find",
        "Finds text in all documents, and on request redacts what was found",
    ),
    ("find.texts", "What to look for"),
    ("find.regex", "The text is a regular expression"),
    ("find.whole_words", "Whole words only"),
    ("find.same_case", "Capitals and small letters differ"),
    (
        "find.mark",
        "Redact everything that was found, as one action",
    ),
    ("find.ground", "Ground of the marks"),
    ("find.json", "Write the places as JSON"),
    (
        "suggest",
        "Proposes what may have to go: names, addresses, numbers; redacts only the kinds that you accept",
    ),
    ("suggest.text", "Show the text of each proposal too"),
    ("suggest.json", "Write the proposals as JSON"),
    (
        "twins",
        "Shows pages and documents that say nearly the same, and takes over marks on request",
    ),
    (
        "twins.carry",
        "Take over the marks of one document in the other, where the same words stand, as one action",
    ),
    ("twins.json", "Write the outcome as JSON"),
    (
        "register",
        "Shows, replaces or deletes the register of persons of a dossier (CSV: behandeling;tekst;grond;rol)",
    ),
    (
        "register.from",
        "Replace the register by this file; behandeling is verbergen, openbaar, altijd, nooit or patroon",
    ),
    ("register.delete", "Delete the register"),
    ("list", "Shows documents, judgements and marks"),
    ("list.json", "Write the list as JSON"),
    ("export", "Exports the redacted documents and the inventory"),
    (
        "export.to",
        "New or empty folder; else a folder with the date, beside the dossier",
    ),
    ("export.only", "The inventory alone"),
    (
        "export.edition",
        "publication, reading (for the second reader) or zienswijze=PARTY (for a third party)",
    ),
    (
        "export.documents",
        "These documents only; of a publication it is a part, which `lakwerk collect` joins with others",
    ),
    (
        "export.reason",
        "Why it is exported in spite of warnings; goes into the log and the report",
    ),
    (
        "export.with_deferred",
        "Also documents that are disclosed only later",
    ),
    (
        "collect",
        "Joins parts of an export, checks every file again and makes one inventory and one report",
    ),
    (
        "collect.after",
        "A part is the folder that `lakwerk export DOSSIER --documents 1a,1b --to PART` makes. Parts may be made one after the \
         other or on several computers, each from a copy of the same dossier in the same state.",
    ),
    ("collect.parts", "Folders of the parts"),
    ("collect.to", "New or empty folder for the whole"),
    (
        "redact",
        "Redacts one file without a dossier and checks the result",
    ),
    ("redact.input", "The file to redact"),
    ("redact.marks", "File with marks (JSON)"),
    ("redact.to", "The redacted file"),
    ("redact.report", "Write the report of the check"),
    ("redact.title", "Title in the redacted file"),
    ("redact.force", "Replace output that is there"),
    (
        "verify",
        "Checks a written file or a whole export again, as a stranger",
    ),
    (
        "verify.target",
        "The file to check, or the folder of an export",
    ),
    (
        "verify.dossier",
        "The dossier of which the export was made: checks against sources and marks too",
    ),
    ("verify.marks", "The marks that must be in it (JSON)"),
    ("verify.source", "The original file"),
    (
        "verify.password_stdin",
        "Read the password of the original file from standard input",
    ),
    (
        "verify.json",
        "Write the outcome as JSON to standard output",
    ),
    (
        "inspect",
        "Shows what a file hides: text under boxes, attachments, comments, earlier versions, metadata",
    ),
    ("inspect.files", "The PDFs to look at"),
    (
        "inspect.json",
        "Write the outcome as JSON to standard output",
    ),
];

/// What means the same with every command that has it.
const OF_EVERY_COMMAND: &[(&str, &str)] = &[
    ("dossier", "Folder of the dossier"),
    (
        "password_stdin",
        "Read the password of protected files from standard input",
    ),
    (
        "without_reading",
        "Do not read pages that are a picture without text: nothing can be searched in them then",
    ),
];

/// The help of a command and of those within it in English.
pub fn in_english(command: Command) -> Command {
    let command = texts_of(command, "");
    command.mut_subcommands(|inner| {
        let name = inner.get_name().to_owned();
        texts_of(inner, &name)
    })
}

fn texts_of(command: Command, name: &str) -> Command {
    let command = match text(name) {
        Some(about) => command.about(about),
        None => command,
    };
    let command = match after(name) {
        Some(after) => command.after_help(after),
        None => command,
    };
    command.mut_args(|arg| match help(name, arg.get_id().as_str()) {
        Some(help) => arg.help(help),
        None => arg,
    })
}

/// What stands behind the help of a command.
fn after(command: &str) -> Option<String> {
    if command == "change" {
        let settings = document_settings();
        return Some(format!(
            "Facts of a document: {settings}. Empty clears a fact."
        ));
    }
    text(&path(command, "after")).map(str::to_owned)
}

fn help(command: &str, argument: &str) -> Option<String> {
    match (command, argument) {
        ("suggest", "accept") => {
            let kinds = Kind::ALL.map(Kind::id).join(", ");
            return Some(format!(
                "Redact all proposals of a kind with this ground, as one action; kinds: {kinds}"
            ));
        }
        ("new", "set") => return Some(format!("Fact of the dossier: {}", dossier_settings())),
        _ => {}
    }
    let of_any = || OF_EVERY_COMMAND.iter().find(|(name, _)| *name == argument);
    let found = text(&path(command, argument)).or_else(|| of_any().map(|(_, text)| *text));
    found.map(str::to_owned)
}

fn path(command: &str, name: &str) -> String {
    match command {
        "" => name.to_owned(),
        _ => format!("{command}.{name}"),
    }
}

fn text(path: &str) -> Option<&'static str> {
    let known = HELP.iter().find(|(name, _)| *name == path);
    known.map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Arguments;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_has_its_help_in_english_and_no_text_is_left_over() {
        let dutch = Arguments::command();
        let mut known: Vec<String> = Vec::new();
        let mut lacking = Vec::new();
        let commands = std::iter::once(&dutch).chain(dutch.get_subcommands());
        for command in commands {
            let name = match command.get_name() {
                "lakwerk" => "",
                name => name,
            };
            known.extend([name.to_owned(), path(name, "after")]);
            if text(name).is_none() {
                lacking.push(name.to_owned());
            }
            if command.get_after_help().is_some() && after(name).is_none() {
                lacking.push(path(name, "after"));
            }
            for arg in command.get_arguments().map(|arg| arg.get_id().as_str()) {
                known.push(path(name, arg));
                if help(name, arg).is_none() {
                    lacking.push(path(name, arg));
                }
            }
        }
        assert_eq!(lacking, Vec::<String>::new());
        let left = HELP
            .iter()
            .filter(|(name, _)| !known.iter().any(|known| known == name));
        assert_eq!(
            left.map(|(name, _)| *name).collect::<Vec<_>>(),
            Vec::<&str>::new()
        );
    }
}
