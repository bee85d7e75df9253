//! The name under a closing formula: `Met vriendelijke groet,`, also some lines below or beside another.
//!
//! **Invariant:** an office or a function there is no name.
//! **Absent:** signatures as ink.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet};
use super::found::{Names, Strength};
use super::{guard, name};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^[>\s|*_-]*(?:(?:met|vriendelijke|hartelijke|beste|warme|lieve|veel|vr\.?|gr\.?|dank en|alvast bedankt,? en|mede namens [^,]{2,30})[ ,]*)*(?:groet(?:en|jes)?|mvg|m\.?v\.?g\.?|hoogachtend|gr|hgr|met de meeste hoogachting|in afwachting van uw (?:reactie|antwoord)|voor akkoord|vr\.? ?gr\.?|kind regards|best regards|regards|liefs|ondertekening|aldus opgemaakt[^\n]{0,40}|w\.?g\.?|getekend|namens deze|namens (?:het college|burgemeester en wethouders|de (?:gemeente|directie|raad|minister))[^\n]{0,40}|handtekening|groetjes|kus(?:jes)?|knuffels?|tot (?:gauw|snel|ziens|dan|horens|kijk)|(?:alvast )?bedankt|dank je wel|thx|thanks|(?:fijn|prettig|goed)e? (?:weekend|dag|avond))\b(?: van\b)?[.,!: ]*",
    )
});
/// So many lines below the formula the name may stand.
const LINES: usize = 6;
/// So many of those may be read.
const READ: usize = 2;

/// Whether a text is a closing formula and nothing else.
pub fn closes(said: &str) -> bool {
    let formula = FORMULA.find(said);
    formula.is_some_and(|formula| said.get(formula.end()..).unwrap_or("").trim().is_empty())
}

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for line in 0..sheet.lines.len() {
        for cell in sheet.cells_of(line) {
            let said = sheet.cell_text(cell);
            let Some(formula) = FORMULA.find(said) else {
                continue;
            };
            let start = sheet.cells.get(cell).map_or(0, |c| c.start);
            let rest = said.get(formula.end()..).unwrap_or("").trim();
            if rest.is_empty() {
                below(sheet, line, cell, names);
            } else if rest.len() < 40 && !rest.contains(' ')
                || rest.len() < 40 && formula.as_str().contains([',', '.'])
            {
                take(sheet, start + formula.end(), start + said.len(), names);
            }
        }
    }
}

fn below(sheet: &Sheet, line: usize, cell: usize, names: &mut Names) {
    let mut read = 0;
    for next in line + 1..(line + 1 + LINES).min(sheet.lines.len()) {
        let cells = sheet.cells_of(next);
        let own = if cells.len() > 1 {
            sheet.same_column(cell, next).or(cells.clone().next())
        } else {
            cells.clone().next()
        };
        let Some(own) = own else { continue };
        if sheet
            .cell_text(own)
            .trim_matches(['>', ' ', '_', '.', '~', '-'])
            .is_empty()
        {
            continue;
        }
        read += 1;
        let mut taken = false;
        for one in if cells.len() > 1 { cells } else { own..own + 1 } {
            let Some(c) = sheet.cells.get(one) else {
                continue;
            };
            taken |= take(sheet, c.start, c.end, names);
        }
        if taken || read >= READ {
            return;
        }
    }
}

/// One letter, or initials, as all of a name: `Gr. T.`
fn is_initial(sheet: &Sheet, at: usize) -> bool {
    let term = sheet.terms.get(at);
    term.is_some_and(|t| matches!(t.shape, Shape::Letter | Shape::Initials))
}

fn take(sheet: &Sheet, start: usize, end: usize, names: &mut Names) -> bool {
    let (mut first, mut after) = (sheet.term_from(start), sheet.term_from(end));
    // Titles before the name, letters of a degree or a function behind it.
    while first < after
        && sheet.terms.get(first).is_some_and(|t| {
            crate::model::word::is_title(sheet.key(t)) || matches!(sheet.key(t), "de" | "namens")
        })
    {
        first += 1;
    }
    if let Some(comma) = (first..after).find(|at| {
        sheet.gap(*at).starts_with(',')
            || sheet.gap(*at).starts_with(" (")
            || sheet.gap(*at).starts_with(" -")
            || sheet.gap(*at).starts_with(" /")
    }) && name::reversed(sheet, first).is_none()
    {
        after = comma + 1;
    }
    if name::is_small(sheet, first, after) {
        names.add(sheet, (first, after), Strength::Strong);
        return true;
    }
    if after == first + 1 && is_initial(sheet, first) {
        names.add_code(first);
        return true;
    }
    let Some(found) = name::whole(sheet, first, after) else {
        return false;
    };
    let terms = sheet.terms.get(first..after).unwrap_or(&[]);
    let is_office = terms
        .iter()
        .any(|t| guard::is_stop(sheet, t) || guard::is_public_function(sheet.key(t)));
    let ordinary = name::worth(sheet, &found) < 2 && terms.len() > 1;
    if is_office || ordinary {
        return false;
    }
    names.add(sheet, found.terms, Strength::Strong);
    true
}
