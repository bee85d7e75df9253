//! What is proposed of a page, by its text alone.

use super::*;
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::text::PageChar;

/// A page on which letters stand in a grid; two blanks or more part cells.
fn page(lines: &[&str]) -> PageText {
    let (mut chars, mut breaks) = (Vec::new(), Vec::new());
    for (row, line) in lines.iter().enumerate() {
        breaks.push(chars.len());
        for (column, text) in line.chars().enumerate() {
            let (left, top) = (6.0 * column as f64, 14.0 * row as f64);
            let ink = PageRect::new(left, top, left + 6.0, top + 10.0).unwrap();
            chars.push(PageChar {
                origin: PagePoint::new(left, top + 10.0),
                ..PageChar::drawn(text, ink)
            });
        }
    }
    PageText::new(chars, &breaks)
}

fn proposed(pages: &[&[&str]], lists: &[OfficeList]) -> Vec<(Kind, String)> {
    let pages: Vec<PageText> = pages.iter().map(|lines| page(lines)).collect();
    let readings: Vec<PageClaims> = pages.iter().map(PageClaims::of).collect();
    let memory = Memory::of(readings.iter(), Rules::of(lists.iter()));
    let of = |(page, reading): (&PageText, &PageClaims)| {
        let text = |s: &Suggestion| {
            let run = |(a, b): &(usize, usize)| page.chars[*a..*b].iter().map(|c| c.text).collect();
            s.chars.iter().map(run).collect::<Vec<String>>().join(" ")
        };
        let found = reading.suggestions(&memory);
        found.iter().map(|s| (s.kind, text(s))).collect::<Vec<_>>()
    };
    pages.iter().zip(&readings).flat_map(of).collect()
}

/// One page: what is proposed of the kind, in order.
fn of_kind(kind: Kind, lines: &[&str]) -> Vec<String> {
    let all = proposed(&[lines], &[]);
    let of_kind = all.into_iter().filter(|(k, _)| *k == kind);
    of_kind.map(|(_, text)| text).collect()
}

#[test]
fn citizen_numbers_are_found_by_checksum_or_label() {
    let found = |line: &str| of_kind(Kind::Bsn, &[line]);
    assert_eq!(found("BSN: 111222333"), ["111222333"]);
    assert_eq!(found("burgerservicenummer 1112.22.333"), ["1112.22.333"]);
    assert_eq!(found("BSN 123456789 staat er verkeerd"), ["123456789"]);
    assert_eq!(found("het nummer is dan 111 222 333"), Vec::<String>::new());
    assert_eq!(found("in dossier 123456789"), Vec::<String>::new());
}

#[test]
fn accounts_and_cards_are_found_by_checksum() {
    let found = |line: &str| of_kind(Kind::Iban, &[line]);
    assert_eq!(
        found("op NL91 ABNA 0417 1643 00 graag"),
        ["NL91 ABNA 0417 1643 00"]
    );
    assert_eq!(found("NL91ABNA0417164300."), ["NL91ABNA0417164300"]);
    assert_eq!(found("IBAN NL9IABNAO417164300"), ["NL9IABNAO417164300"]);
    assert_eq!(found("BTW NL123456789B01"), Vec::<String>::new());
    let over = of_kind(Kind::Iban, &["rekening NL91 ABNA", "0417 1643 00"]);
    assert_eq!(over, ["NL91 ABNA0417 1643 00"]);
    let card = |line: &str| of_kind(Kind::Card, &[line]);
    assert_eq!(card("pas 4111 1111 1111 1111"), ["4111 1111 1111 1111"]);
    assert_eq!(card("pas 4111 1111 1111 1112"), Vec::<String>::new());
}

#[test]
fn mail_addresses_of_persons_are_found_and_those_of_offices_are_not() {
    let found = |lines: &[&str]| of_kind(Kind::Email, lines);
    assert_eq!(
        found(&["mail j.jansen@mail-huis.nl."]),
        ["j.jansen@mail-huis.nl"]
    );
    assert_eq!(found(&["k.vries @ kpnmail.nl"]), ["k.vries @ kpnmail.nl"]);
    assert_eq!(
        found(&["info@gemeente.nl of woo@x.nl"]),
        Vec::<String>::new()
    );
    assert_eq!(
        found(&["naar kees.de.boer@", "voorbeeld.nl"]),
        ["kees.de.boer@voorbeeld.nl"]
    );
    assert_eq!(
        found(&["via s.jansen@dienst.example. Vragen over de brief"]),
        ["s.jansen@dienst.example"]
    );
    // Where people have a mailbox of their own, a function is a person.
    assert_eq!(
        found(&["bestuur.wijk@outlook.com, noreply@gmail.com"]),
        ["bestuur.wijk@outlook.com"]
    );
}

#[test]
fn telephone_numbers_are_found_however_they_are_grouped() {
    let found = |lines: &[&str]| of_kind(Kind::Phone, lines);
    for number in [
        "06-12345678",
        "0612345678",
        "06 12 34 56 78",
        "+31 6 12345678",
        "+31 (0)6 1234 5678",
        "0513-123456",
        "(0513) 12 34 56",
        "0031612345678",
        "+49 30 1234567",
    ] {
        assert_eq!(found(&[&format!("bel {number} morgen")]), [number]);
    }
    assert_eq!(found(&["tel. 06-1234", "5678"]), ["06-12345678"]);
    for none in [
        "14 0513",
        "0800-1234567",
        "op 01-02-2024 10:30",
        "Z-2024-0612345678",
        "0900-8844",
    ] {
        assert_eq!(found(&[none]), Vec::<String>::new(), "{none}");
    }
}

#[test]
fn plates_numbers_and_birth_dates_need_their_shape_or_label() {
    assert_eq!(
        of_kind(Kind::Plate, &["auto 12-ABC-3 en X-123-YZ"]),
        ["12-ABC-3", "X-123-YZ"]
    );
    assert_eq!(of_kind(Kind::Plate, &["kenteken: AB12CD"]), ["AB12CD"]);
    assert_eq!(
        of_kind(Kind::Number, &["Personeelsnummer: 123456"]),
        ["123456"]
    );
    assert_eq!(
        of_kind(Kind::Number, &["zaaknummer 123456"]),
        Vec::<String>::new()
    );
    let born = |lines: &[&str]| of_kind(Kind::BirthDate, lines);
    assert_eq!(born(&["geboren op 3 mei 1980 te Ede"]), ["3 mei 1980"]);
    assert_eq!(born(&["Daan (12-04-2012) en Noor"]), ["12-04-2012"]);
    assert_eq!(born(&["op 3 mei 2020 besloten"]), Vec::<String>::new());
    let table = [
        "Naam          Geb.datum     Status",
        "K. Jansen     01-02-1990    open",
    ];
    assert_eq!(born(&table), ["01-02-1990"]);
}

#[test]
fn addresses_are_found_whole_and_streets_alone_are_not() {
    let found = |lines: &[&str]| of_kind(Kind::Address, lines);
    assert_eq!(
        found(&["wonende Kerkstraat 12a, 1234 AB Oud-Ade"]),
        ["Kerkstraat 12a, 1234 AB Oud-Ade"]
    );
    assert_eq!(
        found(&["Lange Nieuwstraat 30-2", "1234 AB Bergen op Zoom"]),
        ["Lange Nieuwstraat 30-21234 AB Bergen op Zoom"]
    );
    assert_eq!(found(&["aan de Singel 3 te Delft"]), ["Singel 3 te Delft"]);
    for none in [
        "in de Kerkstraat staat",
        "Postbus 15, 8440 AA Heerenveen",
        "artikel 12",
        "Bezoekadres: Raadhuisplein 1",
        "week 12",
    ] {
        assert_eq!(found(&[none]), Vec::<String>::new(), "{none}");
    }
}

fn persons(lines: &[&str]) -> Vec<String> {
    of_kind(Kind::Person, lines)
}

#[test]
fn names_are_found_by_where_they_stand() {
    for (lines, expected) in [
        (
            &["door J.P. van den Berg gezien"][..],
            &["J.P. van den Berg"][..],
        ),
        (&["de heer Water is gehoord"], &["Water"]),
        (&["Beste Storm,"], &["Storm"]),
        (&["Van: Quint Zwartveld <q@x.nl>"], &["Quint Zwartveld"]),
        (
            &["Met vriendelijke groet,", "", "Tjibbe Nauta"],
            &["Tjibbe Nauta"],
        ),
        (&["Contactpersoon: Ilse Rood"], &["Ilse Rood"]),
        (&["Berg, J.P. van den"], &["Berg, J.P. van den"]),
        (&["[12-03-2024 10:11] Noor: kom je?"], &["Noor"]),
        (
            &[
                "Naam             Plaats        Tel",
                "Bas Zomer        Ede           06-12345678",
            ],
            &["Bas Zomer"],
        ),
        (
            &["Piet van 't Hof", "Kerkstraat 5", "1234 AB Ede"],
            &["Piet van 't Hof"],
        ),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn a_name_once_found_is_found_everywhere_in_the_dossier() {
    let pages: [&[&str]; 2] = [
        &["de heer Zwartveld klaagt"],
        &[
            "Volgens Zwartveld was dat bekend, en",
            "het zwarte veld ligt daar.",
        ],
    ];
    let found = proposed(&pages, &[]);
    let names: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(names, ["Zwartveld", "Zwartveld"]);
}

#[test]
fn public_functionaries_organisations_and_streets_are_no_names() {
    for line in [
        "wethouder Jansen opent de markt",
        "burgemeester P. de Vries",
        "Bakkerij De Vries levert brood",
        "Jansen B.V. en Stichting Kees Mulder",
        "in de Jan van Galenstraat",
        "het college van burgemeester en wethouders van Ede",
    ] {
        assert_eq!(persons(&[line]), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn the_lists_of_an_office_have_the_last_word() {
    let text = "behandeling;tekst;grond;rol\n\
        verbergen;Zwartveld;;medewerker\n\
        openbaar;T. Nauta;;directeur;Tjibbe Nauta | Boelie\n\
        altijd;project Zonnebloem;5.1.1c;\n\
        nooit;info-jan@x.nl;;\n\
        patroon;PRJ-\\d{4};5.1.2i;\n\
        weet niet;x;;\n\
        patroon;(;;\n\
        verbergen;;;\n\
        verbergen;Jansen;9.9;\n";
    let (list, bad) = OfficeList::parse(text);
    assert_eq!(
        bad,
        [
            BadLine::Treatment(7),
            BadLine::Pattern(8),
            BadLine::Empty(9),
            BadLine::Ground(10)
        ]
    );
    assert_eq!(OfficeList::parse(&list.csv()), (list.clone(), Vec::new()));
    let lines: [&[&str]; 1] = [&[
        "Zwartveld en Tjibbe Nauta over Project Zonnebloem,",
        "PRJ-1234, info-jan@x.nl",
    ]];
    let found = proposed(&lines, &[list]);
    let found: Vec<(Kind, &str)> = found
        .iter()
        .map(|(kind, text)| (*kind, text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Kind::Person, "Zwartveld"),
            (Kind::Listed, "Project Zonnebloem"),
            (Kind::Listed, "PRJ-1234")
        ]
    );
}

#[test]
fn a_name_that_is_broken_over_lines_is_found_whole() {
    for (lines, expected) in [
        (
            &["gesproken met Jan Willem-", "sen over het besluit"][..],
            &["Jan Willem-sen"][..],
        ),
        (
            &["gesproken met Jan Willem\u{ad}", "sen over het besluit"],
            &["Jan Willem\u{ad}sen"],
        ),
        (&["de heer Zonne-", "veld is gehoord"], &["Zonne-veld"]),
        (
            &["met Anna Jansen-", "Bakker besproken"],
            &["Anna Jansen-Bakker"],
        ),
        (&["Volgens Jan de", "Vries is dat", "zo."], &["Jan deVries"]),
        (&["gaf J.P. van den", "Water aan"], &["J.P. van denWater"]),
        (
            &[
                "gisteren kwam Kees",
                "Zonneveld langs om",
                "te klagen over ons",
            ],
            &["KeesZonneveld"],
        ),
        (
            &[
                "Er is met Jan de       Het besluit is",
                "Vries gesproken        door ons in mei",
            ],
            &["Jan de Vries"],
        ),
        (
            &[
                "er is al met Kees      het besluit is",
                "Zonneveld gebeld       door ons in mei",
                "om dit te regelen      aan hem gezonden",
            ],
            &["Kees Zonneveld"],
        ),
        (
            &[
                "Naam            Besluit",
                "Jan Willem-     toegekend",
                "sen             op bezwaar",
            ],
            &["Jan Willem- sen"],
        ),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn what_is_broken_over_lines_and_is_no_name_stays_none() {
    for (lines, expected) in [
        (
            &["naar aanleiding van uw Woo-", "verzoek is gezocht"][..],
            &[][..],
        ),
        (&["in heel Noord-", "en Zuid-Holland"], &[]),
        (&["over de AI-", "verordening gesproken"], &[]),
        (
            &["Van   Anna Zwartveld, team Zaken", "Cc    J. de Wit"],
            &["Anna Zwartveld", "J. de Wit"],
        ),
    ] {
        assert_eq!(persons(lines), expected, "{lines:?}");
    }
}

#[test]
fn the_words_around_a_name_are_no_part_of_it() {
    for (line, expected) in [
        (
            "Overleg met Olga Visser van Lumivia B.V. gehad",
            &["Olga Visser"][..],
        ),
        ("volgens Leo Zonneveld van de NMBS", &["Leo Zonneveld"]),
        ("Groetjes Anna", &["Anna"]),
        ("Dhr. Van 't Hof belde", &["Van 't Hof"]),
        ("brief aan Van Rossem gestuurd", &["Van Rossem"]),
        ("door Thomas L. Zwartveld", &["Thomas L. Zwartveld"]),
        ("de AI-verordening en het AI-systeem", &[]),
        ("in Bergen op Zoom en Den Haag", &[]),
        ("de Boarding Initiative Alliance", &[]),
    ] {
        assert_eq!(persons(&[line]), expected, "{line}");
    }
}

#[test]
fn a_form_is_no_table_and_a_table_no_form() {
    let form = [
        "ACHTERNAAM     BOS",
        "VOORNAMEN      Anna",
        "PC/PLAATS      Ede",
        "CLIENTNR       767945",
    ];
    assert_eq!(persons(&form), ["BOS", "Anna"]);
    let table = [
        "Nr   Achternaam      Voornaam    Telefoon",
        "1    Kloosterman     Anna        06-12345678",
    ];
    assert_eq!(persons(&table), ["Kloosterman", "Anna"]);
    let delimited = [
        "Nr;Naam;Geb.datum",
        "1;Bos, A. van den;01-02-1990",
        "2;Zwart, B.;03-04-1991",
    ];
    let found = proposed(&[&delimited], &[]);
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn codes_stand_for_persons_whom_the_dossier_names() {
    let minutes = [
        "Aanwezig: Kees Jansen (KJ), Anna de Vries (AdV)",
        "KJ meldt dat het klaar is. De BV ook.",
        "Actie: AdV",
    ];
    assert_eq!(
        of_kind(Kind::Initials, &minutes),
        ["KJ", "AdV", "KJ", "AdV"]
    );
    let none = [
        "Autoriteit Persoonsgegevens (AP) en de AP",
        "Kees Jansen was er niet",
    ];
    assert_eq!(of_kind(Kind::Initials, &none), Vec::<String>::new());
}

#[test]
fn who_signs_by_function_is_public_and_who_signs_for_the_board_is_not() {
    let board = [
        "namens burgemeester en wethouders van Ede,",
        "",
        "Kees Zonneveld",
        "teamleider",
    ];
    assert_eq!(persons(&board), ["Kees Zonneveld"]);
    let mayor = [
        "Hoogachtend,",
        "",
        "J. Zonneveld        P. Kloosterman",
        "secretaris          burgemeester",
    ];
    assert_eq!(persons(&mayor), ["J. Zonneveld"]);
    let street = ["K. Jansen, Burgemeester Haspelslaan 5"];
    assert_eq!(persons(&street), ["K. Jansen"]);
}

#[test]
fn a_scan_that_was_misread_is_read_as_it_was_meant() {
    assert_eq!(
        of_kind(Kind::Number, &["Cliëntnumrner: 166748"]),
        ["166748"]
    );
    assert_eq!(of_kind(Kind::Phone, &["tel. O6-l2345678"]), ["O6-l2345678"]);
    assert_eq!(persons(&["volgens PetraVerhoeven"]), ["PetraVerhoeven"]);
    let pages: [&[&str]; 2] = [&["de heer Zonneveld"], &["Volgens Zonncveld niet."]];
    let found = proposed(&pages, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_page_of_two_hundred_thousand_letters_is_read() {
    let line = "Jan Jansen, Kerkstraat 5, 06-12345678 a1b2c3; ";
    let line = line.repeat(40);
    let lines = vec![line.as_str(); 110];
    let all = proposed(&[&lines], &[]);
    assert!(all.len() > 10_000, "{}", all.len());
}

mod addresses;
mod layouts;
mod names;
mod numbers;
mod sentences;
