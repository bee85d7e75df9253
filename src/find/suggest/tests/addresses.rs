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
        (
            &["woont Hazelaarstr. 12 te Ede"],
            &["Hazelaarstr. 12 te Ede"],
        ),
        (
            &["(Kromme Elleboog 2, Hoorn)"],
            &["Kromme Elleboog 2, Hoorn"],
        ),
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

#[test]
fn the_address_of_a_firm_or_an_authority_is_no_persons() {
    for lines in [
        &["Zwartbouw B.V., Zwartelaan 8, 1234 AB Ede"][..],
        &["Zwartbouw N.V.", "Zwartelaan 8", "1234 AB Ede"],
        &["De rechtbank Zevenland, Zwartelaan 8 te Ede"],
        &["Vestigingsadres   Zwartelaan 8, 1234 AB Ede"],
        &["Teamleider Zaken | Gemeente Zevenland | Zwartelaan 8 | Postbus 12"],
    ] {
        assert_eq!(found(lines), Vec::<String>::new(), "{lines:?}");
    }
    let person = ["mevrouw S. Oldenkerk, Zwartelaan 8, 1234 AB Ede"];
    assert_eq!(found(&person), ["Zwartelaan 8, 1234 AB Ede"]);
}

#[test]
fn the_address_of_a_firm_or_an_authority_is_not_proposed() {
    for lines in [
        &[
            "Vereniging Qualtje",
            "t.a.v. mevrouw Zwartkamp",
            "Kerkstraat 5",
            "5211 HA Delft",
        ][..],
        &[
            "Hoveniers Qualtje BV",
            "Contactpersoon",
            "Eikenweg 77",
            "7608 CD Almelo",
        ],
        &["Gemeente Qualtje · Kerkstraat 1 · 8302 BW Emmeloord"],
        &["Kerkstraat 1    8302 BW Emmeloord    telefoon 14 0527"],
        &["Inspectie Qualtje", "Kerkstraat 1", "3521 AZ Utrecht"],
        &["winnaar is Qualtje Advocaten (Kerkstraat 7, Nijmegen)"],
    ] {
        assert_eq!(of_kind(Kind::Address, lines), [""; 0], "{lines:?}");
    }
    let home = ["De heer Qualtje", "Kerkstraat 5", "5211 HA Delft"];
    assert_eq!(of_kind(Kind::Address, &home).len(), 1);
    let beside = [
        "Kerkstraat 5                 Plein 1, Delft",
        "5211 HA Delft                www.delft.nl",
    ];
    assert!(of_kind(Kind::Address, &beside).concat().contains("5211"));
}
