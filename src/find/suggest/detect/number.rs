//! Numbers that belong to one person, where a label says so: of a passport, a licence, an employee, a client.
//!
//! **Invariant:** without a label nothing is found; numbers of cases, orders and invoices are no person's.
//! **Absent:** citizen service numbers.

use super::super::claims::Claims;
use super::super::kind::{Certainty, Kind};
use super::super::sheet::Sheet;
use crate::find::suggest::beside::{expression, is_within, label};
use regex::Regex;
use std::sync::LazyLock;

static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| expression(r"[A-Za-z]{0,4}[-./]?\d[A-Za-z0-9]*(?:[-./]?[A-Za-z0-9]+)*"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let whose = r"personeel|pers\.?|medewerker|werknemer|cli[eë]nt|klant|boa|dienst|relatie|pati[eë]nt|leerling|student|lidmaatschap|deelnemer|inschrijf|polis|verzekerings|lener|burger|vreemdeling|debiteur|crediteur|big|politie|persoons?|akte|chassis|verbalisant|stam|abonnee|pas|agb|legitimatie|identiteits|id|paspoort|rijbewijs|document|verblijfs|tolk|insp\.?|inspecteurs?|toezichthouders?|brigadiers?|stamboek|badge";
    expression(&format!(
        r"(?i)(?:^|[\s(,;/])(?:(?:{whose})(?:bewijs|kaart|document|vergunning|s)?[- ]?(?:nummer|nr\.?|no\.?|code|id)|(?:paspoort|rijbewijs|identiteitskaart|id-kaart|v-nummer|v-nr\.?|v-?nummer|a-nummer|pgn|onderwijsnummer|legitimatie|vin|big|agb)(?:nummer|nr)?|(?:paspoort|rijbewijs|identiteitskaart|identiteitsbewijs|id-kaart|legitimatiebewijs)\s+met\s+(?:het\s+)?nummer)(?: (?:paspoort|rijbewijs|id|identiteitskaart))?[\s:.#=]*(?:is|nr\.?|nummer)?[\s:.#=(]*$"
    ))
});
const FEWEST_SIGNS: usize = 4;

pub fn find(sheet: &Sheet, claims: &mut Claims) {
    for hit in SHAPE.find_iter(&sheet.text) {
        let at = (hit.start(), hit.end());
        let long = hit.as_str().chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST_SIGNS;
        if !long || is_within(sheet, at, "@-/", "@") {
            continue;
        }
        let own = sheet.before(at.0, 48);
        let own =
            own.rsplit_once('\n').map_or(
                own,
                |(above, line)| if line.trim().is_empty() { above } else { line },
            );
        let line = sheet.line_at(at.0);
        let flows = line.checked_sub(1).and_then(|l| sheet.lines.get(l));
        let joined = flows
            .filter(|l| l.flows)
            .map_or(String::new(), |_| sheet.before(at.0, 48).replace('\n', " "));
        let said = label(sheet, at.0);
        if LABEL.is_match(own)
            || is_under(sheet, at.0)
            || LABEL.is_match(&joined)
            || said
                .split("  ")
                .chain([&*said])
                .any(|part| LABEL.is_match(part.trim()))
        {
            claims.add(Kind::Number, Certainty::High, at);
        }
    }
}

/// Whether a number begins a cell in a column of such numbers.
fn is_under(sheet: &Sheet, byte: usize) -> bool {
    let cell = sheet.cell_at(byte);
    let heading = sheet.heading(cell).map(|head| sheet.cell_text(head).trim());
    sheet.cells.get(cell).is_some_and(|c| c.start == byte)
        && heading.is_some_and(|said| LABEL.is_match(said))
}
