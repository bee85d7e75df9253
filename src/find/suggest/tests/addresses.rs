//! Addresses as they are written in forms and letters.

use super::*;

fn found(lines: &[&str]) -> Vec<String> {
    of_kind(Kind::Address, lines)
}

#[test]
fn addresses_are_found_whole_however_number_and_town_are_written() {
    for (lines, expected) in [
        (
            &["wonende Zwartelaan 86bis, 1234 AB Ede"][..],
            &["Zwartelaan 86bis, 1234 AB Ede"][..],
        ),
        (&["Wijk bij Duurstede", "1234 AB"], &["1234 AB"]),
        (
            &["Adres: Oude Rijksweg 17, 1234 AB Ede"],
            &["Oude Rijksweg 17, 1234 AB Ede"],
        ),
        (&["op de Rijksweg 17 gereden"], &[]),
        (&["woont Hazelaarstr. 12 te Ede"], &["Hazelaarstr. 12"]),
        (
            &["Zwartelaan 8, 1234 AB", "Ede"],
            &["Zwartelaan 8, 1234 ABEde"],
        ),
        (
            &[
                "Adres   Zwartelaan 8, 1234 AB  Tel  06-12345678",
                "        Ede                    M    06-12345679",
            ],
            &["Zwartelaan 8, 1234 AB", "Ede"],
        ),
        (
            &[
                "Naam        Straat         Tel",
                "Bas Zomer   de Meent 33    06-12345678",
            ],
            &["Meent 33"],
        ),
    ] {
        assert_eq!(found(lines), expected, "{lines:?}");
    }
}
