//! Names that the sentence around them tells.

use super::*;

#[test]
fn one_letter_may_stand_for_the_family_name() {
    for (lines, expected) in [
        (
            &["gisteren belde Jolijn K. daarover"][..],
            &["Jolijn K."][..],
        ),
        (&["met de ouders van Jayden V., die niet"], &["Jayden V."]),
        (&["Kan Ronald de G. dat niet doen"], &["Ronald de G."]),
        (&["[12-02-2024 08:05:40] Joris v D: niet"], &["Joris v D"]),
        (&["zie ook Bijlage B en Tabel C daarbij"], &[]),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn a_first_name_is_told_amid_a_sentence() {
    for (line, expected) in [
        (
            "en daarna reageert Frank-Willem niet",
            &["Frank-Willem"][..],
        ),
        ("Met Janneke van Communicatie is dat zo", &["Janneke"]),
        ("dit instituut (Sjaak Wijma) is akkoord", &["Sjaak Wijma"]),
        ("net als Nel v.d. Pol is hij lid daarvan", &["Nel v.d. Pol"]),
        ("in het Noord-Zuid overleg van de Raad", &[]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}

#[test]
fn behind_a_word_for_what_a_person_does_stands_a_name() {
    for (line, expected) in [
        (
            "daarna stelt inkoopadviseur Qualtinga vast",
            &["Qualtinga"][..],
        ),
        ("Politiek assistent: Puck heeft meegelezen", &["Puck"]),
        ("het gezin Kovalenko heeft een hond thuis", &["Kovalenko"]),
        ("de beleidsadviseur Wonen was er niet bij", &[]),
        ("gesproken met ontwikkelaar Qualtinga over", &[]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}

#[test]
fn a_row_of_names_is_followed() {
    for (line, expected) in [
        (
            "de ouders van Jayme, Koen en Daphne de Bruijne kwamen",
            &["Jayme", "Koen", "Daphne de Bruijne"][..],
        ),
        (
            "mevrouw Zwartkamp en Qualtje waren er ook",
            &["Zwartkamp", "Qualtje"],
        ),
        ("mevrouw Zwartkamp en Burgerzaken belden op", &["Zwartkamp"]),
        (
            "met regio Brabant-Noord, Koen Terpstra zei",
            &["Koen Terpstra"],
        ),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}

#[test]
fn a_word_for_a_person_names_the_one_between_commas_or_brackets() {
    for (line, expected) in [
        (
            "zijn vaste dierenarts, Elsemiek van Dierenartsenpraktijk Zuid, zei",
            &["Elsemiek"][..],
        ),
        (
            "bespreken met de advocaat (De Hoop Scheffer) en de notaris",
            &["De Hoop Scheffer"],
        ),
        ("aan de voorzitter E. Dijkgraaf gezegd", &["E. Dijkgraaf"]),
        ("zoals Piet Hein van het Rode Kruis zei", &["Piet Hein"]),
        ("naar de eigenaar, Rabobank, gestuurd", &[]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}

#[test]
fn who_held_office_for_the_whole_country_is_public_without_a_function() {
    for (line, expected) in [
        ("daarom vroeg Hugo de Jonge aan Omtzigt en Leijten", &[][..]),
        ("de gemeentesecretaris, drs. P.W. van Doorn, tekent", &[]),
        ("daarom vroeg mevrouw De Jonge dat opnieuw", &["De Jonge"]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}

#[test]
fn names_are_told_by_more_signs_beside_them() {
    for (lines, expected) in [
        (
            &["een Poolse man die zich Wojtek noemde"][..],
            &["Wojtek"][..],
        ),
        (&["1. Qualtinga (Meeuwenplein 3): schulden"], &["Qualtinga"]),
        (&["4. Teklay G., statushouder, sinds mei"], &["Teklay G."]),
        (&["naar Ted Lie A Kwie die daar werkt"], &["Ted Lie A Kwie"]),
        (
            &["van Trijntje Qualtinga (kapsalon) gaat"],
            &["Trijntje Qualtinga"],
        ),
        (&["2027. Qualtinga klaagt over de krant"], &["Qualtinga"]),
        (&["ligt hij in de Isala te wachten"], &[]),
        (
            &["met uw beheerder (Guus van Pandbeheer Brabant) besproken"],
            &["Guus"],
        ),
        (
            &["namens deze,", "M. (Mirella) Vonk"],
            &["M. (Mirella) Vonk"],
        ),
        (
            &["Naam      Afdeling", "Donk, van der, S.L.      Burgerzaken"],
            &["Donk, van der, S.L."],
        ),
        (
            &["mail t.zwartkamp@x.nl", "dan bel ik tessa", "of tessa@x.nl"],
            &["tessa"],
        ),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn numbers_within_an_office_stand_below_what_says_so() {
    let list = [
        "Naam        Toestel",
        "Zwartkamp   4402",
        "Qualtinga   4417",
    ];
    assert_eq!(of_kind(Kind::Phone, &list), ["4402", "4417"]);
    assert_eq!(of_kind(Kind::Phone, &["Zwartkamp, tst. 5518."]), ["5518"]);
    let other = ["Naam        Bedrag", "Zwartkamp   4402"];
    assert_eq!(of_kind(Kind::Phone, &other), [""; 0]);
}

#[test]
fn what_a_file_says_next_tells_a_day_of_birth() {
    let born = "genaamd Yannick Elzinga, 14-02-2003, BSN 111222333";
    assert_eq!(of_kind(Kind::BirthDate, &[born]), ["14-02-2003"]);
    let child = [
        "Kind         Jolijn Zwart, 30/05/2015",
        "School       De Boog",
    ];
    assert_eq!(of_kind(Kind::BirthDate, &child), ["30/05/2015"]);
    let dated = "brief van Yannick Elzinga, 14-02-2003, kenmerk 5";
    assert_eq!(of_kind(Kind::BirthDate, &[dated]), [""; 0]);
}

#[test]
fn the_secretary_beside_the_mayor_is_public() {
    let board = [
        "de secretaris, W. Wieringa",
        "de burgemeester, A. Qualtinga",
    ];
    assert_eq!(persons(&board), [""; 0]);
    assert_eq!(persons(&["de secretaris, W. Wieringa"]), ["W. Wieringa"]);
}
