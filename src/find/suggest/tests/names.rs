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
