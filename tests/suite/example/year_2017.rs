//! The papers of 2017: a form, an order, two scans.
//!
//! **Invariant:** numbers of persons and accounts are those that test programs use; they pass their own check sums.
//! **Absent:** anybody who exists.

use super::Paper;
use super::face::Face::{Courier, Helvetica, HelveticaBold, Serif, SerifBold};
use super::paper::Origin;
use super::scan::{Scanner, signature};
use super::sheet::{Sheet, Style, style};
use super::year_2016::{BLUE, GREY, letterhead};

const LEFT: f64 = 70.0;
const RIGHT: f64 = 525.0;

const LABEL: Style = style(Helvetica, 9.0);

pub fn form() -> Paper {
    let mut sheet = Sheet::a4();
    letterhead(&mut sheet, "Formulier OR-12");
    let head = style(HelveticaBold, 14.0);
    let part = style(HelveticaBold, 10.5).coloured(BLUE);
    sheet.text(
        LEFT,
        112.0,
        head,
        "Aanvraag vergoeding hinder werkzaamheden",
    );
    sheet.text(
        LEFT,
        128.0,
        style(Helvetica, 9.0).coloured(GREY),
        "Voor bewoners en ondernemers in het Havenkwartier. Vul het formulier volledig in.",
    );
    sheet.text(LEFT, 156.0, part, "1  Uw gegevens");
    let fields: [(&'static str, &str, f64, &str); 8] = [
        (
            "naam",
            "Naam en voorletters",
            230.0,
            "{e|J.M. Verhulst-Pieters}",
        ),
        ("bsn", "Burgerservicenummer", 120.0, "{n|123456782}"),
        ("geboren", "Geboortedatum", 120.0, "{e|12 mei 1971}"),
        ("adres", "Straat en huisnummer", 230.0, "{e|Kadeplein 18}"),
        (
            "plaats",
            "Postcode en plaats",
            230.0,
            "{e|1099 ZX} Voorbeeldrecht",
        ),
        ("telefoon", "Telefoonnummer", 120.0, "{e|06-00 11 22 33}"),
        (
            "mail",
            "E-mailadres",
            230.0,
            "{e|j.verhulst}@postbus.example",
        ),
        (
            "iban",
            "Rekeningnummer (IBAN)",
            230.0,
            "{e|NL91 ABNA 0417 1643 00}",
        ),
    ];
    let mut y = 180.0;
    for (name, label, width, value) in fields {
        sheet.text(LEFT, y, LABEL, label);
        sheet.field(name, [220.0, y - 11.6, 220.0 + width, y + 4.4], value);
        y += 23.0;
    }
    sheet.text(LEFT, y + 10.0, part, "2  Uw aanvraag");
    y += 34.0;
    sheet.text(LEFT, y, LABEL, "Ik vraag de vergoeding aan als");
    sheet.tick("bewoner", 220.0, y, true, LABEL, "bewoner");
    sheet.tick("ondernemer", 320.0, y, false, LABEL, "ondernemer");
    y += 23.0;
    sheet.text(LEFT, y, LABEL, "De hinder bestond uit");
    for (name, on, text) in [
        ("geluid", true, "geluid buiten de toegestane uren"),
        ("bereik", true, "mijn woning of zaak was niet bereikbaar"),
        ("schade", false, "schade aan mijn eigendom"),
    ] {
        sheet.tick(name, 220.0, y, on, LABEL, text);
        y += 18.0;
    }
    y += 6.0;
    sheet.text(LEFT, y, LABEL, "Toelichting");
    sheet.field(
        "toelichting1",
        [220.0, y - 11.6, RIGHT, y + 4.4],
        "Op 16, 17 en 18 januari is er tot na middernacht geboord.",
    );
    sheet.field(
        "toelichting2",
        [220.0, y + 6.0, RIGHT, y + 22.0],
        "{d|Door mijn migraine kon ik daardoor niet werken.}",
    );
    y += 46.0;
    sheet.text(LEFT, y, LABEL, "Gevraagd bedrag");
    sheet.field("bedrag", [220.0, y - 11.6, 300.0, y + 4.4], "€ 150,00");
    sheet.text(LEFT, y + 34.0, part, "3  Ondertekening");
    y += 58.0;
    sheet.text(LEFT, y, LABEL, "Plaats en datum");
    sheet.field(
        "datum",
        [220.0, y - 11.6, 450.0, y + 4.4],
        "Voorbeeldrecht, 6 februari 2017",
    );
    sheet.text(LEFT, y + 34.0, LABEL, "Handtekening");
    let stroke = [224.0, y + 14.0, 350.0, y + 54.0];
    sheet.picture(stroke, signature(true));
    sheet.hide(stroke, "e");
    sheet.text(LEFT, y + 84.0, style(Helvetica, 8.0).coloured(GREY), "In te vullen door de gemeente: ontvangen 8 februari 2017, zaak Z-17-00941, behandelaar {e|K. Wiersma}");
    Paper {
        name: "aanvraag-vergoeding.pdf",
        sheets: vec![sheet],
        origin: Origin {
            author: "Formulierenserver",
            program: "Formulierenserver 7",
            day: "20170206",
        },
    }
}

pub fn order() -> Paper {
    let (text, bold, mono) = (
        style(Helvetica, 9.5),
        style(HelveticaBold, 9.5),
        style(Courier, 9.5),
    );
    let mut sheet = Sheet::a4();
    letterhead(&mut sheet, "Bestelling 45001187  –  1/1");
    sheet.text(LEFT, 112.0, style(HelveticaBold, 14.0), "Bestelformulier");
    sheet.frame([LEFT, 126.0, RIGHT, 214.0], 0.8);
    sheet.fill([297.0, 126.0, 297.8, 214.0], [0.0; 3]);
    for ((left, right), y) in [
        ("Leverancier", "Besteller"),
        (
            "Lumivia Sensoriek B.V.",
            "{e|M. el Amrani}, afdeling Inkoop",
        ),
        (
            "Lichtkade 40, 1098 ZZ Overdam",
            "budgethouder: {e|S. Dijkgraaf}",
        ),
        ("t.a.v. {e|R. Bakelaar}", "kostenplaats 610240"),
        ("leveranciersnummer 200731", "besteldatum 20 maart 2017"),
    ]
    .iter()
    .zip([142.0, 158.0, 173.0, 188.0, 203.0])
    {
        let style = if y < 150.0 { bold } else { text };
        sheet.text(LEFT + 8.0, y, style, left);
        sheet.text(306.0, y, style, right);
    }
    let columns = [78.0, 122.0, 340.0, 380.0];
    let top = 240.0;
    sheet.fill([LEFT, top - 12.0, RIGHT, top + 6.0], [0.9; 3]);
    for (head, x) in ["Pos.", "Artikel", "Aantal", ""].iter().zip(columns) {
        sheet.text(x, top, bold, head);
    }
    sheet.right(452.0, top, bold, "Prijs");
    sheet.right(RIGHT - 6.0, top, bold, "Bedrag");
    let mut y = top + 22.0;
    for [position, article, count, price, sum] in [
        [
            "10",
            "Telsensor LS, weerbestendig",
            "6",
            "{c|615,00}",
            "{c|3.690,00}",
        ],
        [
            "20",
            "Mastbeugel, gegalvaniseerd",
            "6",
            "{c|44,50}",
            "{c|267,00}",
        ],
        ["30", "Aansluitkabel 10 m", "12", "{c|17,75}", "{c|213,00}"],
        ["40", "Plaatsen, per uur", "24", "{c|78,50}", "{c|1.884,00}"],
    ] {
        sheet.text(columns[0], y, mono, position);
        sheet.text(columns[1], y, text, article);
        sheet.right(372.0, y, mono, count);
        sheet.right(452.0, y, mono, price);
        sheet.right(RIGHT - 6.0, y, mono, sum);
        sheet.rule(LEFT, RIGHT, y + 6.0);
        y += 20.0;
    }
    sheet.text(columns[1], y, bold, "Totaal exclusief btw, in euro");
    sheet.right(RIGHT - 6.0, y, style(Courier, 10.5), "6.054,00");
    sheet.text(LEFT, y + 36.0, bold, "Afleveradres");
    sheet.paragraph(LEFT, y + 52.0, 440.0, text, "Gemeentewerf, Sluisdijk 9, 1099 ZY Voorbeeldrecht. Melden bij de magazijnmeester, {e|B. Hoekzema}, {e|070-000 45 67}.");
    sheet.text(LEFT, y + 88.0, bold, "Facturen");
    sheet.paragraph(LEFT, y + 104.0, 440.0, text, "Uitsluitend digitaal aan facturen@voorbeeldrecht.example, onder vermelding van het bestelnummer. Facturen zonder bestelnummer sturen wij terug.");
    sheet.text(LEFT, y + 154.0, text, "Akkoord budgethouder:");
    let stroke = [190.0, y + 130.0, 310.0, y + 170.0];
    sheet.picture(stroke, signature(false));
    sheet.hide(stroke, "e");
    Paper {
        name: "bestelling-45001187.pdf",
        sheets: vec![sheet],
        origin: Origin {
            author: "M. el Amrani",
            program: "Financieel Pakket",
            day: "20170320",
        },
    }
}

/// A delivery note, scanned in black and white by a machine that recognises words.
pub fn delivery() -> Paper {
    let (text, bold) = (style(Serif, 10.0), style(SerifBold, 10.0));
    let mut sheet = Sheet::a4();
    sheet.text(LEFT, 80.0, style(SerifBold, 18.0), "Afleverbon");
    sheet.text(
        LEFT,
        100.0,
        text,
        "Lumivia Sensoriek B.V., Lichtkade 40, Overdam",
    );
    sheet.frame([360.0, 62.0, RIGHT, 106.0], 1.0);
    sheet.text(368.0, 80.0, text, "Bon 17-2209");
    sheet.text(368.0, 96.0, text, "Datum 5 april 2017");
    sheet.text(
        LEFT,
        146.0,
        text,
        "Afgeleverd aan: Gemeentewerf, Sluisdijk 9, Voorbeeldrecht",
    );
    sheet.text(LEFT, 164.0, text, "Bestelling: 45001187");
    let mut y = 200.0;
    for (count, what) in [
        ("Aantal", "Omschrijving"),
        ("6", "Telsensor LS, weerbestendig"),
        ("6", "Mastbeugel, gegalvaniseerd"),
        ("12", "Aansluitkabel 10 m"),
    ] {
        let style = if count == "Aantal" { bold } else { text };
        sheet.text(LEFT + 6.0, y, style, count);
        sheet.text(LEFT + 70.0, y, style, what);
        sheet.rule(LEFT, RIGHT, y + 6.0);
        y += 22.0;
    }
    y = sheet.paragraph(LEFT, y + 20.0, 440.0, text, "Opmerking chauffeur: één doos was nat, inhoud gecontroleerd en in orde bevonden door {e|B. Hoekzema}.");
    sheet.text(
        LEFT,
        y + 30.0,
        text,
        "Chauffeur: {e|D. Polderman}, kenteken {e|VB-00-ZZ}",
    );
    sheet.text(LEFT, y + 60.0, text, "Voor ontvangst:");
    let stroke = [180.0, y + 36.0, 300.0, y + 76.0];
    sheet.picture(stroke, signature(false));
    sheet.hide(stroke, "e");
    sheet.text(LEFT, y + 96.0, text, "Naam: {e|B. Hoekzema}");
    sheet.text(
        LEFT,
        790.0,
        style(Serif, 8.0),
        "Reclames binnen acht dagen na aflevering.",
    );
    let scanner = Scanner {
        sine: 0.0035,
        cosine: 0.999_993_9,
        scale: 200.0 / 72.0,
        fax: true,
        recognises: true,
    };
    Paper {
        name: "afleverbon-17-2209.pdf",
        sheets: vec![scanner.scan(&sheet)],
        origin: Origin {
            author: "Scanner werf",
            program: "Multiscan MX",
            day: "20170406",
        },
    }
}

/// A resident's letter, scanned as grey pictures without any text.
pub fn complaint() -> Paper {
    let text = style(Serif, 11.0);
    let mut sheet = Sheet::a4();
    for (line, y) in [
        "{e|J.M. Verhulst-Pieters}",
        "{e|Kadeplein 18}",
        "{e|1099 ZX} Voorbeeldrecht",
    ]
    .iter()
    .zip([80.0, 96.0, 112.0])
    {
        sheet.text(340.0, y, text, line);
    }
    for (line, y) in [
        "Aan het college van burgemeester en wethouders",
        "Raadhuisplein 1",
        "1099 ZZ Voorbeeldrecht",
    ]
    .iter()
    .zip([160.0, 176.0, 192.0])
    {
        sheet.text(LEFT, y, text, line);
    }
    sheet.text(LEFT, 228.0, text, "Voorbeeldrecht, 12 juni 2017");
    sheet.text(
        LEFT,
        258.0,
        style(SerifBold, 11.0),
        "Betreft: sensor tegenover mijn woning",
    );
    let y = sheet.paragraphs(LEFT, 290.0, 450.0, text, &[
        "Geacht college,",
        "Sinds een maand hangt aan de lichtmast tegenover mijn woning een grijze kast met een lens. Uw medewerker {e|S. Dijkgraaf} zei aan de telefoon dat het een sensor is die alleen telt. Ik kan dat niet controleren en voel mij bekeken.",
        "Ik verzoek u mij te laten weten wat deze kast vastlegt, hoe lang dat wordt bewaard en wie het kan inzien. Ook vraag ik u de sensor zo te draaien dat mijn voordeur buiten het gezichtsveld valt.",
        "Over de vergoeding die ik in februari heb aangevraagd heb ik nog niets gehoord. {d|Mijn gezondheid is er sindsdien niet beter op geworden.} U kunt mij overdag bereiken op {e|06-00 11 22 33}.",
        "Hoogachtend,",
    ]);
    let stroke = [LEFT, y, LEFT + 130.0, y + 44.0];
    sheet.picture(stroke, signature(true));
    sheet.hide(stroke, "e");
    sheet.text(LEFT, y + 64.0, text, "{e|J.M. Verhulst-Pieters}");
    sheet.frame([360.0, 210.0, 505.0, 244.0], 1.2);
    sheet.text(370.0, 224.0, style(SerifBold, 9.0), "INGEKOMEN");
    sheet.text(370.0, 237.0, style(Serif, 9.0), "14 juni 2017  17-04410");
    let scanner = Scanner {
        sine: -0.0061,
        cosine: 0.999_981_4,
        scale: 150.0 / 72.0,
        fax: false,
        recognises: false,
    };
    Paper {
        name: "brief-bewoner.pdf",
        sheets: vec![scanner.scan(&sheet)],
        origin: Origin {
            author: "Postkamer",
            program: "Multiscan MX",
            day: "20170614",
        },
    }
}
