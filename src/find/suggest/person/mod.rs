//! Names of persons: how a name is built, the places where one stands, and which of them are proposed.
//!
//! **Invariant:** a name learned here is one that a strong context gave; a public functionary, an organisation and a street
//! are no names.
//! **Absent:** numbers and addresses, which claim first.

pub mod capital;
pub mod closing;
pub mod code;
pub mod column;
pub mod found;
pub mod guard;
pub mod header;
pub mod initials;
pub mod joined;
pub mod kin;
pub mod label;
pub mod letter;
pub mod list;
pub mod login;
pub mod mass;
pub mod name;
pub mod office;
pub mod prefix;
pub mod prose;
pub mod recall;
pub mod record;
pub mod reversed;
pub mod salutation;
pub mod single;
pub mod speaker;
pub mod title;
pub mod verbs;

use super::Memory;
use super::claims::Claim;
use super::kind::{Certainty, Kind};
use super::sheet::Sheet;
use found::{FoundName, Names, Strength};

/// Finds names by the text of a page and by what stands beside them.
type Find = fn(&Sheet, &[Claim], &mut Names);

/// Those that need nothing but the page, by their stable names, in the order of claiming.
pub(super) static DETECTORS: [(&str, Find); 15] = [
    ("initials", initials::find),
    ("title", title::find),
    ("header", header::find),
    ("salutation", salutation::find),
    ("closing", closing::find),
    ("label", label::find),
    ("column", column::find),
    ("mass", mass::find),
    ("record", record::find),
    ("speaker", speaker::find),
    ("reversed", reversed::find),
    ("prose", prose::find),
    ("list", list::find),
    ("login", login::find),
    ("joined", joined::find),
];

/// Finds names by what the whole dossier has said.
type Recall = fn(&Sheet, &Memory, &mut Names);

/// Those that find what other pages have said.
pub(super) static REMEMBERED: [(&str, Recall); 2] =
    [("memory", recall::find), ("code", code::find)];

/// The names of a page as claims: those that overlap as one, without public functionaries.
pub fn settle(sheet: &Sheet, memory: &Memory, names: &Names) -> Vec<Claim> {
    let mut found = names.found.clone();
    found.sort_by_key(|f| (f.terms.0, std::cmp::Reverse(f.terms.1)));
    let mut joined: Vec<FoundName> = Vec::new();
    for name in found {
        match joined.last_mut() {
            Some(last) if name.terms.0 < last.terms.1 => {
                if name.terms.1 > last.terms.1 && last.kind == name.kind {
                    last.terms.1 = name.terms.1;
                }
                last.strength = last.strength.max(name.strength);
            }
            _ => joined.push(name),
        }
    }
    let made = joined
        .into_iter()
        .filter(|f| !memory.is_public(sheet, f.terms))
        .filter(|f| f.kind == Kind::Initials || !memory.is_place(sheet, f));
    let claim = |f: FoundName| {
        let first = sheet.terms.get(f.terms.0)?;
        let last = sheet.terms.get(f.terms.1.checked_sub(1)?)?;
        let unsure = memory.is_ordinary(sheet, f.terms) && f.strength == Strength::Likely;
        Some(Claim {
            kind: f.kind,
            certainty: match f.strength {
                Strength::Strong => Certainty::High,
                Strength::Likely if unsure => Certainty::Low,
                Strength::Likely => Certainty::Medium,
            },
            detector: f.detector,
            at: (name::start_with_apostrophe(sheet, first), last.end),
            ground: None,
        })
    };
    made.filter_map(claim).collect()
}
