//! The rule as a table: what is covered, what is said elsewhere, and what that is worth.

use super::*;
use crate::model::page::text::PageChar;

fn page(line: &str) -> PageText {
    let chars = line.chars().enumerate().map(|(i, c)| {
        let ink = PageRect::new(i as f64 * 10.0, 0.0, i as f64 * 10.0 + 9.0, 10.0).unwrap();
        PageChar::drawn(c, ink)
    });
    PageText::new(chars.collect(), &[])
}

/// A line whose part between square brackets is covered.
fn covered(line: &str) -> CoveredWords<()> {
    let before = line.chars().take_while(|c| *c != '[').count();
    let within = line
        .chars()
        .skip(before + 1)
        .take_while(|c| *c != ']')
        .count();
    let bare: String = line.chars().filter(|c| !"[]".contains(*c)).collect();
    let area = PageRect::new(
        before as f64 * 10.0,
        0.0,
        (before + within) as f64 * 10.0 - 1.0,
        10.0,
    );
    let mut words = CoveredWords::default();
    let areas = [area.unwrap()];
    words.add(&(), &page(&bare), &areas);
    words.on_page(&page(&bare), &areas);
    words
}

/// The surest that a text says of what is covered.
fn verdict(words: &CoveredWords<()>, text: &str) -> &'static str {
    let hits = words.in_text(text);
    let told: Vec<Verdict> = hits
        .iter()
        .filter_map(|hit| words.said_again(hit).map(|told| told.verdict))
        .collect();
    let is = |verdict| told.contains(&verdict);
    match () {
        () if is(Verdict::Tells) => "tells",
        () if is(Verdict::Seems) => "seems",
        () if is(Verdict::Passage) => "passage",
        () if is(Verdict::Word) => "word",
        () => "-",
    }
}

const PAIRS: [(&str, &str, &str); 83] = [
    // A name, wherever it stands and however it is set.
    ("aan [Willemsen] gestuurd", "Brief van Willemsen", "tells"),
    ("aan [Willemsen] gestuurd", "Willemsen", "tells"),
    ("aan [Willemsen] gestuurd", "brief van willemsen", "tells"),
    ("aan [Willemsen] gestuurd", "BRIEF VAN WILLEMSEN", "tells"),
    ("aan [Willemsen] gestuurd", "Nota (Willemsen)", "tells"),
    ("aan [Willemsen] gestuurd", "Willemsen's brief", "tells"),
    (
        "aan [Willemsen] gestuurd",
        "1a_brief-Willemsen.pdf",
        "tells",
    ),
    ("aan [Willemsen] gestuurd", "Willem-sen", "tells"),
    ("aan [Willemsen] gestuurd", "W i l l e m s e n", "tells"),
    ("aan [Willemsen] gestuurd", "Willem\u{ad}sen", "tells"),
    ("aan [Willemsen] gestuurd", "Ｗｉｌｌｅｍｓｅｎ", "tells"),
    ("aan [Willemsen] gestuurd", "Willеmsеn", "tells"),
    ("aan [Willemsen] gestuurd", "Willemsenstraat", "-"),
    ("aan [Willemsen] gestuurd", "Brief van Willems", "-"),
    ("aan [Willemsen] gestuurd", "Willemsens brief", "tells"),
    ("aan [Willem] en", "Rapport van Willems", "-"),
    ("de heer [Ménard] zegt", "Brief van Menard", "tells"),
    ("de heer [Menard] zegt", "Brief van MÉNARD", "tells"),
    ("de heer [O’Brien] zegt", "Brief van O'Brien", "tells"),
    ("de heer [O’Brien] zegt", "Brief van OBrien", "tells"),
    ("de heer [d'Hondt] zegt", "Brief van Hondt", "tells"),
    ("de heer [J a n s e n] zegt", "Brief van Jansen", "tells"),
    ("de heer [Søren] zegt", "Brief van Soren", "tells"),
    ("de heer [Willemsen] zegt", "Brief van ＷΙLLEMSEN", "tells"),
    (
        "de heer [mr. J.P.A. van der Berg-Smit] zegt",
        "Brief van Smit",
        "tells",
    ),
    // Short names.
    ("mevrouw [Li] zegt", "Brief van Li", "tells"),
    ("mevrouw [Li] zegt", "Provincie Limburg", "-"),
    ("en [Bo] zegt", "Gesprek met Bo", "tells"),
    ("en [Bo] zegt", "Boek over bomen", "-"),
    ("en [Ad] zegt", "een regeling ad hoc", "word"),
    // Half of a double name, initials, tussenvoegsels.
    (
        "mevrouw [Jansen-de Vries] zegt",
        "Brief van Jansen",
        "tells",
    ),
    (
        "mevrouw [Jansen-de Vries] zegt",
        "Brief van De Vries",
        "tells",
    ),
    (
        "de heer [Jansen] zegt",
        "Brief van mevrouw Dekkers-Jansen",
        "tells",
    ),
    ("de heer [J.P. Willemsen] zegt", "Brief J.P. Bakker", "-"),
    ("de heer [van der Willik] zegt", "Brief van der Molen", "-"),
    ("[de heer Willemsen]", "Verzoek aan de heer", "-"),
    // Addresses of mail and web.
    (
        "mail [j.willemsen@voorbeeld.nl] nu",
        "Brief van Willemsen",
        "tells",
    ),
    (
        "mail [jjansen@voorbeeld.nl] nu",
        "Brief van Jansen",
        "tells",
    ),
    ("mail [info@overdam.nl] nu", "Gemeente Overdam", "-"),
    ("mail [j.jansen@overdam.nl] nu", "Gemeente Overdam", "-"),
    ("mail [j.q@willemsen.nl] nu", "Brief van Willemsen", "tells"),
    ("zie [www.lumivia.nl] nu", "Offerte Lumivia", "tells"),
    (
        "de heer [Willemsen] zegt",
        "https://voorbeeld.nl/willemsen",
        "tells",
    ),
    (
        "de heer [Willemsen] zegt",
        "www.willemsenadvies.nl",
        "tells",
    ),
    ("de heer [Willemsen] zegt", "jwillemsen@x.nl", "tells"),
    // Ordinary Dutch that is a name as well.
    ("de heer [Bos] zegt", "Kap van het bos", "word"),
    ("de heer [Bos] zegt", "Bos bij Overdam", "word"),
    ("de heer [Bos] zegt", "Brief van Bos", "seems"),
    ("de heer [Bos] zegt", "BRIEF VAN HET BOS", "word"),
    ("de heer [Bos] zegt", "Brief van dhr. bos", "tells"),
    ("de heer [Bos] zegt", "Bos, J.", "tells"),
    ("de heer [Bos] zegt", "Bosbeheer", "-"),
    ("de heer [van Dam] zegt", "Aanleg van de dam", "word"),
    ("de heer [van Dam] zegt", "J. van Dam", "tells"),
    ("J. [Bakker] komt", "Vergunning bakker", "word"),
    ("J. [Bakker] komt", "Brief van mevrouw Bakker", "tells"),
    // Words that name nobody.
    ("ook [Gemeente Overdam] wil", "Brief van de gemeente", "-"),
    ("ook [Offerte] van", "Offerte 2018", "-"),
    ("[Omdat] het zo is", "Omdat het moet", "-"),
    ("de [WOZ van Willemsen] is", "Bezwaar WOZ", "-"),
    ("[Verwijzing volgt] nog", "Verwijzing", "word"),
    ("[Verwijzing volgt] nog", "een verwijzing", "-"),
    // Places.
    ("te [Kade 1, 1234 AB Overdam] dus", "Gemeente Overdam", "-"),
    ("wonend te [Overdam] dus", "Gemeente Overdam", "tells"),
    (
        "de heer [Willemsen te Overdam] zegt",
        "Gemeente Overdam",
        "-",
    ),
    // Numbers.
    ("bel [06 1234 5678] nu", "tel. 0612345678", "tells"),
    ("bel [0612345678] nu", "tel. +31 6 12345678", "tells"),
    ("bel [0612345678] nu", "tel. 0031-612345678", "tells"),
    ("bel [+31 (0)6 12345678] nu", "06-12 34 56 78", "tells"),
    ("bel [+31612345678] nu", "31612345678", "tells"),
    ("bel [0612345678] nu", "tel. 0612345679", "-"),
    ("bsn [123456782] nu", "1234.56.782", "tells"),
    ("bsn [1234 56 782] nu", "bsn 123456782", "tells"),
    (
        "op [NL12 ABCD 0123 4567 89] nu",
        "NL12ABCD0123456789",
        "tells",
    ),
    (
        "op [NL12ABCD0123456789] nu",
        "rekening 12.34.56.789",
        "tells",
    ),
    ("op [12.34.56.789] nu", "NL12 ABCD 0123 4567 89", "tells"),
    ("zaak [Z-2022-0456] dus", "Besluit Z 2022 0456", "tells"),
    ("in [2016] was", "Overzicht 2016", "-"),
    ("auto [VB-00-ZZ] is", "kenteken VB00ZZ", "tells"),
    ("auto [VB-00-ZZ] is", "1099 ZZ Overdam", "-"),
    // Passages.
    (
        "dat [het zo niet langer kan] dus",
        "Nota: het zo niet langer kan",
        "passage",
    ),
    (
        "dat [wij het er hier niet mee eens zijn geweest] dus",
        "wij het er hier niet mee eens",
        "tells",
    ),
    ("aan [J. Willemsen] gestuurd", "J. Willemsen", "tells"),
];

#[test]
fn the_rule_holds_for_every_pair() {
    let mut wrong = Vec::new();
    for (line, text, expected) in PAIRS {
        let found = verdict(&covered(line), text);
        if found != expected {
            wrong.push(format!("{line} | {text}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_dossier_says_in_lower_case_is_a_word() {
    let mut words = covered("in [Hagedoorn Makelaardij] komt");
    assert_eq!(verdict(&words, "de makelaardij"), "tells");
    words.on_page(&page("bij de makelaardij om de hoek"), &[]);
    assert_eq!(verdict(&words, "de makelaardij"), "-");
    assert_eq!(verdict(&words, "de hagedoorn"), "tells");
}

#[test]
fn a_page_is_asked_about_names_and_not_about_words() {
    let mut words = covered("de heer [Bos] zegt");
    let mut asks = |line: &str| {
        let hits = words.on_page(&page(line), &[]);
        let told = hits.iter().filter_map(|hit| words.said_again(hit));
        told.filter(|told| told.verdict.asks_on_page()).count()
    };
    assert_eq!(asks("Het bos en het Bos en Bos"), 0);
    assert_eq!(asks("dat de heer Bos zegt, J. Bos en wethouder Bos"), 3);
}

#[test]
fn a_hit_says_which_words_it_is_and_the_longest_is_told() {
    let mut words = covered("aan [J. Willemsen te Overdam] gestuurd");
    let hits = words.on_page(&page("van J. Willemsen te Overdam, en Willemsen"), &[]);
    let places: Vec<(usize, usize)> = hits.iter().map(|hit| hit.words).collect();
    assert_eq!(places, [(1, 5), (6, 7)]);
    let told = words.said_again(&hits[0]).unwrap();
    assert_eq!(told.words, "j willemsen te overdam");
    assert!(says("Aan J. Willemsen te Overdam", told.words));
    assert!(!says("Aan J. Willemsen", told.words));
}

#[test]
fn a_person_is_covered_behind_a_title_or_initials() {
    let person = |line: &str, part: &str| {
        let at = line.find(part).unwrap() as f64;
        let right = (at + part.len() as f64) * 10.0 - 1.0;
        let area = PageRect::new(at * 10.0, 0.0, right, 10.0).unwrap();
        covers_person(&page(line), &[area])
    };
    assert!(person("Aan de heer J. Willemsen te Overdam", "Willemsen"));
    assert!(person("Aan mevrouw van den Berg", "Berg"));
    assert!(!person("Aan de heer J. Willemsen te Overdam", "Overdam"));
    assert!(!person("Geachte heer, Namens de raad", "Namens"));
}
