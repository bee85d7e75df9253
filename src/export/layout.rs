//! The names of the folders and papers of an export.

/// What may be uploaded, and nothing else.
pub const PUBLIC: &str = "openbaar";
/// The proof, for the body itself.
pub const INTERNAL: &str = "intern";

/// Copies that are not for publication.
pub const COPIES: &str = "niet-openbaar";

/// The report for people, in the internal folder.
pub(super) const PAPER_NAME: &str = "verslag.pdf";
/// The report in the internal folder.
pub const REPORT_NAME: &str = "verslag.json";
/// What the export check found.
pub(super) const FINDINGS_NAME: &str = "bevindingen.json";
/// Stands in a folder for as long as an export is at work in it.
pub(super) const BUSY: &str = "bezig";
