//! Whether an address is that of an office, a firm or an authority, by what stands beside it.
//!
//! **Invariant:** what is asked stands in the same line, in the line before or in the cell beside it.
//! **Absent:** what an address is.

use super::super::sheet::Sheet;
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r#"(?i)postbus|bezoekadres|vestigingsadres|postadres|gemeentehuis|stadhuis|provinciehuis|antwoordnummer|(?:^|\n|\|)[\s"“„>*-]*(?:gemeente|provincie|ministerie|waterschap|rechtbank|omgevingsdienst|veiligheidsregio|ggd|inspectie|rijkswaterstaat|belastingdienst|uwv|college van)\b[^\n]{0,40}$"#,
    )
});
/// A firm or an authority directly before an address, in the words before it or the cell above or beside.
static FIRM: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r#"(?:\s(?:Advocaten|Notarissen|Makelaars|Architecten|Accountants|Ingenieurs)|(?:^|[\s(])(?:[BN]\.?V\.?|U\.?A\.?|V\.?O\.?F\.?|C\.V\.)|(?:^|[\n,(|"“]\s*|[.!?] )(?:[Dd]e |[Hh]et )?(?:[Rr]echtbank|[Gg]erechtshof|[Mm]inisterie|[Pp]rovincie|[Gg]emeente|[Rr]aad|[Ww]aterschap)\s[^,\d\n]{2,40})(?:\sis)?[\s,:;|(]*(?:(?:gevestigd|kantoorhoudende?)\s)?(?:(?:aan|te|op)\s)?(?:de\s|het\s)?$"#,
    )
});
/// Letters of a cell that is nothing but the name of an office.
const SHORT: usize = 60;

/// Whether it is the address of an office.
pub fn is_office(sheet: &Sheet, byte: usize) -> bool {
    let line = sheet.line_at(byte);
    let start = sheet
        .lines
        .get(line.saturating_sub(1))
        .map_or(0, |l| l.start);
    let cell = sheet.cell_at(byte);
    let own = sheet.cells.get(cell).map_or(start, |c| c.start);
    // In a table of many cells what stands in other rows says nothing, nor does the other column of two beside each other.
    let start = match sheet.cells_of(line).len() {
        0 | 1 => start,
        2 if !has_other_column(sheet, cell) => start,
        _ => own,
    };
    OFFICE.is_match(sheet.said(start, byte).trim_end_matches(['\n', ' ', '\t']))
        || OFFICE.is_match(sheet.said(start, byte))
        || is_of_firm(sheet, byte)
        || is_in_block(sheet, byte)
        || has_box(sheet, byte)
        || is_in_foot(sheet, byte)
}

/// Whether a cell stands in the left of two columns beside each other.
fn has_other_column(sheet: &Sheet, cell: usize) -> bool {
    let Some(of) = sheet.cells.get(cell) else {
        return false;
    };
    let cells = sheet.cells_of(of.line);
    let above = of.line.checked_sub(1);
    let is_below = above.is_some_and(|line| {
        sheet.cells_of(line).len() == 2 && sheet.same_column(cell, line).is_some()
    });
    is_below && cells.start == cell
}

/// Whether the site or the short number of an office stands in its line, as at the foot of a letter.
fn is_in_foot(sheet: &Sheet, byte: usize) -> bool {
    static FOOT: LazyLock<Regex> =
        LazyLock::new(|| expression(r"(?i)\bwww\.|(?:^|[^\d-])14 ?0\d{2,3}(?:$|\D)"));
    let line = sheet.line_at(byte);
    // Of two columns the other may be the head of the office's own letter.
    let said = match sheet.cells_of(line).len() {
        2 => sheet.cell_text(sheet.cell_at(byte)),
        _ => sheet.line_text(line),
    };
    FOOT.is_match(said)
}

/// The first line of a block: an authority.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^(?:[Bb]ezoekadres|[Pp]ostadres|(?:[Dd]e |[Hh]et )?(?:[Gg]emeente|[Pp]rovincie|[Mm]inisterie|[Ww]aterschap|[Rr]echtbank|[Oo]mgevingsdienst|[Vv]eiligheidsregio|GGD|Inspectie)\s\p{Lu})",
    )
});
/// The first line of a block: a firm.
static COMPANY: LazyLock<Regex> =
    LazyLock::new(|| expression(r"\s(?:[BN]\.?V\.?|V\.?O\.?F\.?|(?:&|en) (?:[Zz]n\.?|[Zz]onen))$"));
/// Before whom a letter to an organisation is meant for.
static ATTENTION: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)^(?:t\.?\s?a\.?\s?v\.?|ter attentie van)\s"));
/// Lines of such a block above an address.
const BLOCK: usize = 5;

/// Whether an address closes a block, in its column, that begins with the name of an authority.
fn is_in_block(sheet: &Sheet, byte: usize) -> bool {
    let mut cell = sheet.cell_at(byte);
    let Some(of) = sheet.cells.get(cell) else {
        return false;
    };
    // A line that is more than an address stands in no block of lines.
    if sheet.cell_text(cell).len() > SHORT || sheet.cell_text(cell).contains(':') {
        return false;
    }
    let least = of.line.saturating_sub(BLOCK);
    for line in (least..of.line).rev() {
        let is_apart = sheet.lines.get(line + 1).is_none_or(|l| l.is_apart);
        let Some(above) = sheet.same_column(cell, line).filter(|_| !is_apart) else {
            return false;
        };
        let said = sheet.cell_text(above).trim();
        if said.len() > SHORT {
            return false;
        }
        // Whoever is meant `ter attentie van` works for what stands above.
        let is_led = !sheet.lines.get(line).is_none_or(|l| l.is_apart);
        let is_plain = sheet.cells_of(line).len() < 3;
        let is_named = ATTENTION.is_match(said) && is_led && line > 0;
        if HEAD.is_match(said) || is_plain && COMPANY.is_match(said) || is_named {
            return true;
        }
        cell = above;
    }
    false
}

/// Whether a firm or an authority stands before it: in its cell, else alone in the cell before it or above.
fn is_of_firm(sheet: &Sheet, byte: usize) -> bool {
    let cell = sheet.cell_at(byte);
    let Some(of) = sheet.cells.get(cell) else {
        return false;
    };
    let above = of.line.checked_sub(1).and_then(|l| sheet.lines.get(l));
    let start = above.filter(|l| l.flows).map_or(of.start, |l| l.start);
    let own = sheet.said(start, byte);
    if own.contains(char::is_alphabetic) {
        return FIRM.is_match(&own.replace('\n', " "));
    }
    let beside = cell
        .checked_sub(1)
        .filter(|b| sheet.cells_of(of.line).contains(b));
    let above = of
        .line
        .checked_sub(1)
        .and_then(|line| sheet.same_column(cell, line));
    let said = beside.into_iter().chain(above).map(|c| sheet.cell_text(c));
    // Of `Afdeling | Zwart B.V.` the last is asked.
    let barred = of.line.checked_sub(1).map(|line| sheet.line_text(line));
    let barred = barred.filter(|l| l.contains('|') && sheet.cells_of(of.line).len() == 1);
    said.chain(barred)
        .any(|said| said.len() < SHORT && FIRM.is_match(said))
}

/// Whether the post box of an office stands behind it in its line.
fn has_box(sheet: &Sheet, byte: usize) -> bool {
    let line = sheet.lines.get(sheet.line_at(byte));
    let behind = line.map_or("", |l| sheet.said(byte, l.end));
    behind.to_lowercase().contains("postbus ")
}
