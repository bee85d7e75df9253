//! Names that are words, streets or offices as well, and where they are told apart.

use super::*;

#[test]
fn a_family_name_that_ends_as_a_street_is_a_name_where_a_person_stands() {
    for (lines, expected) in [
        (
            &["Van: Quirine Zevenhuis <q@x.nl>"][..],
            &["Quirine Zevenhuis"][..],
        ),
        (&["de heer Hartekerk belde"], &["Hartekerk"]),
        (&["gezien door J. Borgerswijk"], &["J. Borgerswijk"]),
        (
            &["Hoogachtend,", "", "Arwen Zevenhuis"],
            &["Arwen Zevenhuis"],
        ),
        (
            &["gisteren kwam Mathilde Hartekerk langs"],
            &["Mathilde Hartekerk"],
        ),
        (
            &["gisteren kwam door Mathilde Wijnaldum in"],
            &["Mathilde Wijnaldum"],
        ),
        (&["wandelen in de Jan Zevenlaan"], &[]),
        (&["naar het Zevenhuis en de Hartekerk"], &[]),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn in_the_head_of_a_mail_offices_are_no_names() {
    for (line, expected) in [
        (
            "Aan: Oldenhof, S. (Sietse) - DV/KLM; Borger, A. de (Arwen) - QBR",
            &["Oldenhof, S.", "Sietse", "Borger, A. de", "Arwen"][..],
        ),
        (
            "Cc: _Postbus Beheer; DL-Zaken; QKLM; Dienstpostbus WXZ",
            &[],
        ),
        ("-----Doorgestuurd Bericht-----", &[]),
    ] {
        let lines = [line, "06-12345678"];
        assert_eq!(persons(&lines), expected, "{line}");
    }
}
