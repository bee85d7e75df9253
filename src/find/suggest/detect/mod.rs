//! Detectors of numbers, addresses and dates: each finds one kind by the text of a page alone.
//!
//! **Invariant:** expressions are of the linear engine; a number that a checksum can confirm is certain only when it does.
//! **Absent:** names.

pub mod address;
pub mod birthdate;
pub mod bsn;
pub mod card;
pub mod email;
mod form;
pub mod iban;
pub mod number;
mod office;
pub mod phone;
mod place_words;
pub mod plate;
mod town;

use super::claims::Claims;
use super::sheet::Sheet;

/// Finds by the text of a page alone.
type Find = fn(&Sheet, &mut Claims);

/// Those of this room, by their stable names, in the order of claiming.
pub(super) static DETECTORS: [(&str, Find); 9] = [
    ("iban", iban::find),
    ("card", card::find),
    ("bsn", bsn::find),
    ("email", email::find),
    ("number", number::find),
    ("phone", phone::find),
    ("plate", plate::find),
    ("birthdate", birthdate::find),
    ("address", address::find),
];
