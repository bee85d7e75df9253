//! Layouts that no list of contexts foresees: what stands beside a name says that it is one.

use super::*;

fn person_texts(lines: &[&str]) -> Vec<String> {
    of_kind(Kind::Person, lines)
}

#[test]
fn a_column_of_which_most_cells_are_names_is_one_whatever_its_head() {
    let lines = [
        "Inzet                  Diploma",
        "Anna Jansen            PW-3",
        "Roos van der Wiel      PW-4",
        "Kees Bakker            nee",
    ];
    let found = person_texts(&lines);
    assert!(found.contains(&"Roos van der Wiel".to_owned()), "{found:?}");
    let rooms = [
        "Zaal      Soort",
        "Rode Zaal      groot",
        "Kleine Zaal    klein",
    ];
    assert_eq!(person_texts(&rooms), Vec::<String>::new());
}

#[test]
fn names_of_users_are_found_where_a_user_stands_and_then_everywhere() {
    let log = ["14-04-2023 11:02 wvdberg7 Melding aangemaakt"];
    assert_eq!(person_texts(&log), ["wvdberg7"]);
    let table = [
        "Naam             Gebruikersnaam",
        "Anna Jansen      jnsnan02",
        "Kees Bakker      bkkrks",
    ];
    let found = person_texts(&table);
    assert!(found.contains(&"jnsnan02".to_owned()) && found.contains(&"bkkrks".to_owned()));
    let twice = [
        "Behandelaar      wvdqberg",
        "status gezet door wvdqberg vandaag",
    ];
    assert_eq!(person_texts(&twice), ["wvdqberg", "wvdqberg"]);
    assert_eq!(
        person_texts(&["14-04-2023 11:02 melding aangemaakt"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_name_is_found_however_its_parts_are_written() {
    for (line, expected) in [
        (
            "gesproken met R. (Rens) Hendrickx over",
            "R. (Rens) Hendrickx",
        ),
        ("de heer v.d. Heide belde", "v.d. Heide"),
        ("Aan: Jansen, mevr. L.; Bakker, K.", "Jansen, mevr. L."),
        (
            "wordt aan RIJKJE POSTMUS een verbod opgelegd",
            "RIJKJE POSTMUS",
        ),
        ("in het pand van Tj. Haitsma is", "Tj. Haitsma"),
    ] {
        let found = person_texts(&[line]);
        assert!(found.contains(&expected.to_owned()), "{line}: {found:?}");
    }
}

#[test]
fn those_who_sit_in_public_are_no_persons_to_hide() {
    for line in [
        "de wethouders F. Zwartveld, M. Snoekstra en J. Nauta waren er",
        "Raadslid Westra vraagt; Quirine Westra (CDA) antwoordt",
        "de minister van Water en Wegen, mevrouw D. Zwartveld",
    ] {
        assert_eq!(person_texts(&[line]), Vec::<String>::new(), "{line}");
    }
    // A clerk signs for the board.
    let signed = [
        "namens burgemeester en wethouders van Ede,",
        "",
        "R.C. Zwartveld",
    ];
    assert_eq!(person_texts(&signed), ["R.C. Zwartveld"]);
}

#[test]
fn a_code_in_brackets_further_on_belongs_to_the_name_of_its_line() {
    let found = of_kind(
        Kind::Initials,
        &[
            "Aanwezig: Annelies Vermeulen (voorzitter, AV)",
            "",
            "AV opent de vergadering en AV sluit haar.",
        ],
    );
    assert_eq!(found, ["AV", "AV", "AV"]);
}

#[test]
fn parts_of_an_address_that_a_form_asks_one_by_one_are_found() {
    let lines = [
        "Straat        Beukenlaan      Huisnr.     27",
        "Postcode      9401 HV         Plaats      Assen",
    ];
    let found = of_kind(Kind::Address, &lines);
    assert_eq!(found, ["Beukenlaan", "27", "9401 HV", "Assen"]);
    let columns = [
        "Ambachtsweg 14        Vijverlaan 6",
        "3401 MH Zeist         3401 ZC Zeist",
    ];
    let found = of_kind(Kind::Address, &columns);
    assert!(
        !found
            .iter()
            .any(|text| text.contains("6 3401") || text.contains("63401")),
        "{found:?}"
    );
}

#[test]
fn users_and_speakers_stand_before_the_hour() {
    for (line, expected) in [
        ("jvdende 03-07-2023 08:12: doorgezet", &["jvdende"][..]),
        ("Mark (extern)  09:34", &["Mark"]),
        ("Ingediend door: p. kooijman", &["p. kooijman"]),
        ("zaterdag 03-07-2023 08:12: doorgezet", &[]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}
