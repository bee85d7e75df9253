//! The icons of the window: one sign each of the font `assets/fonts/icons.ttf`.
//!
//! **Invariant:** written by `.ci/fonts.py` together with the font, so that no name lacks its sign.

/// A document that was not judged.
pub const TO_JUDGE: &str = "\u{e602}";
/// A document that is partly public.
pub const PARTLY: &str = "\u{e18c}";
/// A document that is public.
pub const PUBLIC: &str = "\u{e184}";
/// A document that is not public.
pub const NOT_PUBLIC: &str = "\u{e4f8}";
/// A document that is public already.
pub const PUBLIC_ALREADY: &str = "\u{e28e}";
/// A document that another body decides on.
pub const OTHER_BODY: &str = "\u{ed52}";
/// A document that was checked by a second reader.
pub const CHECKED: &str = "\u{e606}";
/// A document that was reported ready.
pub const READY: &str = "\u{e398}";
/// A document that was given back; undo.
pub const RETURNED: &str = "\u{e08a}";
/// Redo.
pub const REDO: &str = "\u{e08c}";
/// Something to look at.
pub const WARNING: &str = "\u{e4e0}";
/// Something that stops the export.
pub const BLOCKING: &str = "\u{e4e4}";
/// Free frames are drawn.
pub const FREE_FRAME: &str = "\u{e3f2}";
/// Words are marked.
pub const TEXT_CURSOR: &str = "\u{e7d8}";
/// A signature.
pub const SIGNATURE: &str = "\u{ebac}";
/// A table.
pub const TABLE: &str = "\u{e476}";
/// Search.
pub const FIND: &str = "\u{e30c}";
/// The check before the export.
pub const CHECK: &str = "\u{eadc}";
/// The overview.
pub const OVERVIEW: &str = "\u{e150}";
/// The history.
pub const HISTORY: &str = "\u{e1a0}";
/// What the inventory says of a document.
pub const DOCUMENT: &str = "\u{e23a}";
/// The list of marks.
pub const MARKS: &str = "\u{ec76}";
/// A note.
pub const NOTE: &str = "\u{e34c}";
/// As it will be published.
pub const SHOWN: &str = "\u{e220}";
/// Without marks.
pub const HIDDEN: &str = "\u{e224}";
/// Side by side.
pub const COLUMNS: &str = "\u{e546}";
/// As text.
pub const AS_TEXT: &str = "\u{e6ee}";
/// Only to be read.
pub const LOCKED: &str = "\u{e308}";
/// Files are added.
pub const ADD_FILES: &str = "\u{e236}";
/// The export.
pub const EXPORT: &str = "\u{eaf0}";
/// A dossier or a folder.
pub const OPEN_FOLDER: &str = "\u{e256}";
/// Close.
pub const CLOSE: &str = "\u{e4f6}";
/// One more.
pub const ADD: &str = "\u{e3d4}";
/// More.
pub const MORE: &str = "\u{e1fe}";
/// Folded.
pub const FOLDED: &str = "\u{e13a}";
/// Unfolded; a list of choices.
pub const UNFOLDED: &str = "\u{e136}";
/// The panel at the left.
pub const LEFT_PANEL: &str = "\u{ec24}";
/// As wide as the window.
pub const FIT_WIDTH: &str = "\u{e534}";
/// A whole page.
pub const FIT_PAGE: &str = "\u{e626}";
/// The view of a page is turned.
pub const ROTATE: &str = "\u{e036}";
/// Help.
pub const HELP: &str = "\u{e3e8}";
/// Settings.
pub const SETTINGS: &str = "\u{e272}";
/// A person.
pub const PERSON: &str = "\u{e4c2}";
/// A day.
pub const DAY: &str = "\u{e10a}";
/// Done.
pub const DONE: &str = "\u{e182}";
/// Something worth to know.
pub const INFO: &str = "\u{e2ce}";
/// Remove.
pub const REMOVE: &str = "\u{e4a6}";
/// To be looked at later.
pub const LATER: &str = "\u{e19a}";
/// A remark or a question to a colleague.
pub const REMARK: &str = "\u{e17a}";
/// The list of all that can be asked for.
pub const COMMAND: &str = "\u{e1c4}";
/// Files can be dropped here.
pub const DROP: &str = "\u{e010}";
/// A duplicate.
pub const DUPLICATE: &str = "\u{e1ca}";
