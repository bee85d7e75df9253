//! The name of whom a letter or message addresses: `Beste Anna,`, `Geachte heer Jansen`.
//!
//! **Invariant:** words for groups are no names.
//! **Absent:** titles, which have a detector of their own.

use super::super::claims::Claim;
use super::super::sheet::{Shape, Sheet};
use super::super::words::Words;
use super::found::{Names, Strength};
use super::{guard, name};

static GREETINGS: Words = Words::new(
    "beste hoi dag ha hallo hi geachte lieve goedemorgen goedemiddag goedenavond goedendag hey dear he \
     hee waarde",
);
static GROUPS: Words = Words::new(
    "heer mevrouw college raad collega collegas allen dames leden bewoner bewoners relatie team \
     voorzitter iedereen ouders klant lezer heren redactie commissie buren meneer sir",
);

pub fn find(sheet: &Sheet, _: &[Claim], names: &mut Names) {
    for at in 1..sheet.terms.len() {
        let Some(before) = sheet.terms.get(at - 1) else {
            continue;
        };
        if !GREETINGS.contains(sheet.key(before)) || sheet.gap(at - 1) != " " {
            continue;
        }
        // `hoi jolijn,` in a line of its own
        let ends = sheet.gap(at).starts_with([',', '!', '\n']) || sheet.gap(at).is_empty();
        if ends && name::is_first_of_cell(sheet, at - 1) && name::is_small(sheet, at, at + 1) {
            names.add(sheet, (at, at + 1), Strength::Strong);
        }
        // `Geachte heer Jansen, beste Aad,`
        let is_second = before.shape == Shape::Lower;
        if is_second && !(sheet.gap_before(at - 1) == ", " && sheet.gap(at).starts_with(',')) {
            continue;
        }
        let opens = is_second
            || name::begins(sheet, at - 1)
            || sheet.gap_before(at - 1).contains(['>', '\n']);
        let Some(found) = name::forward(sheet, at).filter(|_| opens) else {
            continue;
        };
        let Some(term) = sheet.terms.get(at) else {
            continue;
        };
        if GROUPS.contains(sheet.key(term)) || guard::is_stop(sheet, term) {
            continue;
        }
        let end = found.terms.1;
        let gap = sheet.gap(end - 1);
        let closes = gap.starts_with([',', '!', '\n', '.', '\t', ':'])
            || gap.is_empty()
            || gap.starts_with(" -")
            || sheet
                .terms
                .get(end)
                .is_some_and(|t| matches!(sheet.key(t), "en" | "allen"));
        if closes {
            names.add(sheet, found.terms, Strength::Strong);
            // `Beste Anna en Piet,`
            if sheet.terms.get(end).is_some_and(|t| sheet.key(t) == "en")
                && let Some(other) = name::forward(sheet, end + 1)
            {
                names.add(sheet, other.terms, Strength::Strong);
            }
        }
    }
}
