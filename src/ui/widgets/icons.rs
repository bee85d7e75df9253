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
/// A document that was checked by a second reader.
pub const CHECKED: &str = "\u{e606}";
/// A document that was reported ready.
pub const READY: &str = "\u{e398}";
/// A document that was given back; undo.
pub const RETURNED: &str = "\u{e08a}";
/// Free frames are drawn.
pub const FREE_FRAME: &str = "\u{e3f2}";
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
/// As it will be published.
pub const SHOWN: &str = "\u{e220}";
/// Without marks.
pub const HIDDEN: &str = "\u{e224}";
/// Side by side.
pub const COLUMNS: &str = "\u{e546}";
/// As text.
pub const AS_TEXT: &str = "\u{e6ee}";
/// A dossier or a folder.
pub const OPEN_FOLDER: &str = "\u{e256}";
/// Close.
pub const CLOSE: &str = "\u{e4f6}";
/// One more.
pub const ADD: &str = "\u{e3d4}";
/// As wide as the window.
pub const FIT_WIDTH: &str = "\u{e534}";
/// A whole page.
pub const FIT_PAGE: &str = "\u{e626}";
/// Two pages beside each other.
pub const TWO_PAGES: &str = "\u{e0e6}";
/// Help.
pub const HELP: &str = "\u{e3e8}";
/// Settings.
pub const SETTINGS: &str = "\u{e272}";
/// Files can be dropped here.
pub const DROP: &str = "\u{e010}";
/// A heading whose rows are folded.
pub const FOLDED: &str = "\u{e13a}";
/// A heading whose rows show.
pub const UNFOLDED: &str = "\u{e136}";
/// What may have to go.
pub const SUGGESTIONS: &str = "\u{e2dc}";
/// Remarks of colleagues.
pub const REMARKS: &str = "\u{e17a}";
/// A page that is to be looked at again.
pub const FLAG: &str = "\u{e244}";
