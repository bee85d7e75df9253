//! Street, number and town where a form asks them one by one.
//!
//! **Invariant:** a place counts only where its street or its number is asked beside it.
//! **Absent:** addresses that are written whole.

use super::super::person::guard;
use super::super::sheet::{Shape, Sheet};
use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

static STREET_LABEL: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)^(?:straat(?:naam)?|adres)\s*:?$"));
static NUMBER_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^(?:huis(?:nr|nummer)|toevoeging|huisletter|huisnr)\.?(?:\s*(?:/|en|\+)?\s*toev(?:oeging)?\.?)?\s*:?$",
    )
});
pub static TOWN_LABEL: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)^(?:woon)?plaats(?:naam)?\s*:?$"));
/// Lines of a form in which the parts of one address stand.
const FORM: usize = 3;

/// The parts that a form asks, unless they lie in one of these streets.
pub fn parts(sheet: &Sheet, streets: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let asks = |cell: usize, label: &Regex| label.is_match(sheet.cell_text(cell).trim());
    let value = |cell: usize| {
        let (of, next) = (sheet.cells.get(cell)?, sheet.cells.get(cell + 1)?);
        (of.line == next.line && next.terms.0 < next.terms.1).then_some((next.start, next.end))
    };
    let cells = 0..sheet.cells.len();
    let numbers: Vec<usize> = cells.clone().filter(|c| asks(*c, &NUMBER_LABEL)).collect();
    let line = |cell: usize| sheet.cells.get(cell).map_or(0, |c| c.line);
    let is_near = |cell: usize| {
        numbers
            .iter()
            .any(|n| line(*n).abs_diff(line(cell)) <= FORM)
    };
    let is_asked = |cell: &usize| {
        asks(*cell, &NUMBER_LABEL)
            || is_near(*cell) && (asks(*cell, &STREET_LABEL) || asks(*cell, &TOWN_LABEL))
    };
    let is_whole = |part: &(usize, usize)| streets.iter().any(|s| s.0 < part.1 && part.0 < s.1);
    let found = cells.filter(is_asked).filter_map(|cell| {
        let part = value(cell)?;
        let first = sheet.terms.get(sheet.term_from(part.0))?;
        let is_number = first.shape == Shape::Number;
        let is_name =
            matches!(first.shape, Shape::Capital | Shape::Upper) && !guard::is_stop(sheet, first);
        let fits = match asks(cell, &NUMBER_LABEL) {
            true => is_number,
            false => is_name,
        };
        fits.then_some(part)
    });
    found.filter(|part| !is_whole(part)).collect()
}
