//! The colour space of everything that is written: sRGB, as an ICC profile and as an output intent (ISO 19005-2 §6.2.3).
//!
//! **Invariant:** the same bytes in every file; the creation time is a constant.
//! **Absent:** the profiles of sources.

use super::picture::deflated;
use moxcms::{ColorDateTime, ColorProfile};
use pdf_writer::{Array, Filter, Name, Pdf, Ref, TextStr};

/// The profile; `None` when it cannot be made.
pub fn srgb() -> Option<Vec<u8>> {
    let mut profile = ColorProfile::new_srgb();
    profile.creation_date_time = ColorDateTime {
        year: 2026,
        month: 1,
        day_of_the_month: 1,
        hours: 0,
        minutes: 0,
        seconds: 0,
    };
    profile.encode().ok()
}

/// Writes the profile.
pub fn write(pdf: &mut Pdf, id: Ref, profile: &[u8]) {
    pdf.stream(id, &deflated(profile))
        .filter(Filter::FlateDecode)
        .pair(Name(b"N"), 3);
}

/// Fills the catalog's list of output intents.
pub fn intent(list: &mut Array<'_>, profile: Ref) {
    list.push()
        .dict()
        .pair(Name(b"Type"), Name(b"OutputIntent"))
        .pair(Name(b"S"), Name(b"GTS_PDFA1"))
        .pair(
            Name(b"OutputConditionIdentifier"),
            TextStr("sRGB IEC61966-2.1"),
        )
        .pair(Name(b"DestOutputProfile"), profile);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_the_same_every_time() {
        let profile = srgb().unwrap();
        assert_eq!(profile.len(), 616);
        assert!(crate::verify::is_our_profile(&profile));
    }
}
