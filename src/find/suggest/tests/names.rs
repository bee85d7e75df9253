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
        (&["in het overleg over Anna Paulowna is"], &[]),
        (&["in het overleg over Anna Jacobapolder is"], &[]),
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

#[test]
fn names_in_lower_case_are_found_where_a_name_stands() {
    for (lines, expected) in [
        (&["hoi jolijn,", "kun je komen"][..], &["jolijn"][..]),
        (&["kun je komen?", "groetjes, arwen"], &["arwen"]),
        (
            &["Melder: mathilde van der zwart"],
            &["mathilde van der zwart"],
        ),
        (
            &["van: silvijn oldenkerk <s.o@x.nl>"],
            &["silvijn oldenkerk"],
        ),
        (&["arwen molsbergen   06-12345678"], &["arwen molsbergen"]),
        (&["hoi allen,", "groetjes, tot morgen"], &[]),
        (
            &["Beste Jolijn,", "groet aan jolijn en de rest"],
            &["Jolijn", "jolijn"],
        ),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn a_name_with_the_family_name_first_is_whole_and_takes_no_other_row() {
    for (lines, expected) in [
        (&["ZWARTVELD, F. DE"][..], &["ZWARTVELD, F. DE"][..]),
        (
            &["Zwartveld, M. op den", "Oldenkerk, K."],
            &["Zwartveld, M. op den", "Oldenkerk, K."],
        ),
        (
            &[
                "Nr   Zwartveld, M. ter    open",
                "12   OLDENKERK, K.        dicht",
            ],
            &["Zwartveld, M. ter", "OLDENKERK, K."],
        ),
        (&["gezien door N. te Amsterdam"], &[]),
        (&["Zwartveld, W. El"], &["Zwartveld, W. El"]),
        (&["met Oldenkerk,", "K.J. en verder"], &["Oldenkerk,K.J."]),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn more_labels_and_words_for_a_person_have_a_name_behind_them() {
    for (line, expected) in [
        ("Aangenomen door: Oldenkerk", &["Oldenkerk"][..]),
        ("Bestemd voor: Molsbergen", &["Molsbergen"]),
        (
            "Medeparaaf: Molsbergen / Oldenkerk",
            &["Molsbergen", "Oldenkerk"],
        ),
        ("en bedrijfsarts Molsbergen vond dat", &["Molsbergen"]),
        (
            "hebben Sietse en Quirine meegelezen",
            &["Sietse", "Quirine"],
        ),
        ("een bewoner Zwartveldlaan belde", &[]),
        ("in de Dr. Oldenlaan", &[]),
        ("is zoon van Mathilde Molsbergen", &["Mathilde Molsbergen"]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
    let codes = of_kind(Kind::Initials, &["gezien, paraaf: QvZ", "Paraaf: DG"]);
    assert_eq!(codes, ["QvZ"]);
}

#[test]
fn motions_laws_firms_and_ministers_are_no_names() {
    let office = ["Paraaf     Datum", "FEZ        1 mei", "QZX        2 mei"];
    assert_eq!(of_kind(Kind::Initials, &office), ["QZX"]);
    for line in [
        "de motie-Van der Zwart is aangenomen",
        "minister van Water en Wegen, Mathilde Zwartveld",
        "de Veiligheidsregio Zwartveld;",
    ] {
        assert_eq!(persons(&[line]), Vec::<String>::new(), "{line}");
    }
    let named = [
        "mevrouw Zwartveld belde",
        "over de Wet Zwartveld en Zwartveld Beheer.",
    ];
    assert_eq!(persons(&named), ["Zwartveld"]);
}

#[test]
fn names_of_users_and_dated_initials_are_those_of_persons() {
    let user = ["de heer K. Zwartveld", "gesloten door kzwartveld om 10:11"];
    assert_eq!(persons(&user), ["K. Zwartveld", "kzwartveld"]);
    let signed = [
        "Paraaf DG        Paraaf QS",
        "Molsbergen 12/3  Oldenkerk 13/3",
    ];
    assert_eq!(persons(&signed), ["Molsbergen", "Oldenkerk"]);
    assert_eq!(persons(&["de heer Lim-A-Po belde"]), ["Lim-A-Po"]);
    let born = ["bij oma (Quirine de Zwart, 12-04-1950) geweest"];
    assert_eq!(of_kind(Kind::BirthDate, &born), ["12-04-1950"]);
}
