//! Numbers and e-mail addresses that stand close to others of their kind.

use super::*;

#[test]
fn numbers_below_and_beside_each_other_are_all_found() {
    let phones = |lines: &[&str]| of_kind(Kind::Phone, lines);
    let below = ["0612340011", "020-5550123", "0318-555777", "06-12340099"];
    assert_eq!(phones(&below), below);
    assert_eq!(
        phones(&["bel 06-12340011/020-5550123"]),
        ["06-12340011", "020-5550123"]
    );
    assert_eq!(
        phones(&["vestigingsnummer 000012345678"]),
        Vec::<String>::new()
    );
    let accounts = |lines: &[&str]| of_kind(Kind::Iban, lines);
    let below = ["NL91ABNA0417164300", "NL20INGB0001234567"];
    assert_eq!(accounts(&below), below);
    let behind = ["BTW-id NL001234567B01", "IBAN NL91 ABNA 0417 1643 00"];
    assert_eq!(accounts(&behind), ["NL91 ABNA 0417 1643 00"]);
    assert_eq!(phones(&behind), Vec::<String>::new());
    let joined = "op NL91-ABNA-0417-1643-00 graag";
    assert_eq!(accounts(&[joined]), ["NL91-ABNA-0417-1643-00"]);
}

#[test]
fn a_comma_parts_mail_addresses_unless_a_scan_read_it_for_a_dot() {
    let found = |line: &str| of_kind(Kind::Email, &[line]);
    let two = ["q.oldenhof@voorbeeld.nl", "s.brink@elders.com"];
    assert_eq!(found("q.oldenhof@voorbeeld.nl, s.brink@elders.com"), two);
    assert_eq!(found("q.oldenhof@voorbeeld.nl,s.brink@elders.com"), two);
    assert_eq!(found("naar q.oldenhof@mail,nl"), ["q.oldenhof@mail,nl"]);
}

#[test]
fn numbers_of_papers_and_deeds_are_a_persons() {
    let found = |line: &str| of_kind(Kind::Number, &[line]);
    assert_eq!(found("een paspoort met nummer QW1234567"), ["QW1234567"]);
    let over = [
        "dat zij de houder is van een paspoort",
        "met nummer QW1234567 van het jaar 2020",
    ];
    assert_eq!(of_kind(Kind::Number, &over), ["QW1234567"]);
    assert_eq!(found("ambtenaar, aktenummer 1234567"), ["1234567"]);
    assert_eq!(found("VIN: WAB1234567"), ["WAB1234567"]);
}

#[test]
fn what_stands_above_a_line_of_words_says_nothing_of_its_numbers() {
    let found = |lines: &[&str]| of_kind(Kind::Bsn, lines);
    let above = ["te betalen € 91,00", "voor Zwartveld (111222333)"];
    assert_eq!(found(&above), ["111222333"]);
    let below = [
        "Naam          Rekening      Bedrag",
        "Zwartveld     open          91,00",
        "Gebeld met Oldenkerk en ook met Zwartveld (111222333)",
    ];
    assert_eq!(found(&below), ["111222333"]);
    assert_eq!(found(&["zaaknummer", "111222333"]), Vec::<String>::new());
}

#[test]
fn the_telephone_of_an_office_at_the_foot_of_a_letter_is_not_proposed() {
    let foot = "Bezoekadres: Plein 1, 5211 HH Delft. Telefoon (073) 615 51 55";
    assert_eq!(of_kind(Kind::Phone, &[foot]), [""; 0]);
    assert_eq!(
        of_kind(
            Kind::Phone,
            &["Uw adres is nieuw. Telefoon (073) 615 51 55"]
        ),
        ["(073) 615 51 55"]
    );
}

#[test]
fn the_number_of_an_inspector_is_a_persons() {
    assert_eq!(of_kind(Kind::Number, &["Zwart, insp.nr. 51077"]), ["51077"]);
}

#[test]
fn a_number_in_a_table_is_told_by_the_head_of_its_column_and_ends_with_its_row() {
    let table = [
        "VERZUIM 2022            AFDELING BEHEER EN ONDERHOUD",
        "Pers.nr     Naam             Ziek per    Hersteld",
        "100482      Abdi, Liban      03-01       07-01",
        "100517      Buuren, Ton      03-01       07-01",
    ];
    assert_eq!(of_kind(Kind::Number, &table), ["100482", "100517"]);
    assert_eq!(of_kind(Kind::Phone, &table), [""; 0]);
}
