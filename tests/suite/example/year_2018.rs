//! The papers of 2018: a contract with annexes, an analysis that is refused whole, a leaflet.
//!
//! **Invariant:** the annexes lie turned and cropped in their file and are right side up on the screen.
//! **Absent:** real designs.

use super::Paper;
use super::face::Face::{Condensed, Helvetica, HelveticaBold, Sans, SansBold, Times, TimesBold};
use super::paper::Origin;
use super::scan::{photograph, signature};
use super::sheet::{A4, Lie, Sheet, style};

const LEFT: f64 = 70.0;
const RIGHT: f64 = 525.0;

fn contract_text() -> Sheet {
    let (text, bold) = (style(Times, 11.0), style(TimesBold, 11.0));
    let mut sheet = Sheet::a4();
    sheet.text(
        LEFT,
        80.0,
        style(TimesBold, 16.0),
        "Overeenkomst van opdracht",
    );
    sheet.text(
        LEFT,
        100.0,
        text,
        "Beheer telsensoren Havenkwartier 2018–2021, nummer 2018-014",
    );
    let mut y = sheet.paragraphs(LEFT, 130.0, 455.0, text, &[
        "De ondergetekenden: de gemeente Voorbeeldrecht, vertegenwoordigd door haar burgemeester, de heer F. Terpstra, hierna te noemen de gemeente,",
        "en Lumivia Sensoriek B.V., gevestigd te Overdam en vertegenwoordigd door haar algemeen directeur, {e|T. Oosterling}, hierna te noemen de opdrachtnemer, komen het volgende overeen.",
    ]);
    for (head, body) in [
        (
            "Artikel 1  Opdracht",
            "De opdrachtnemer beheert 48 telsensoren en de rekenkast en levert de gemeente elk kwartaal een overzicht van de tellingen.",
        ),
        (
            "Artikel 2  Vergoeding",
            "De vergoeding bedraagt € 14.880,00 per jaar, exclusief btw. Meerwerk wordt verrekend tegen {c|€ 81,20} per uur. Bij een beschikbaarheid onder {c|98,5 %} geldt een korting van {c|4 %} per procentpunt.",
        ),
        (
            "Artikel 3  Gegevens",
            "Beelden worden in de sensor verwerkt en niet bewaard. De opdrachtnemer is verwerker in de zin van de privacywetgeving en meldt een inbreuk binnen 24 uur aan de gemeente.",
        ),
        (
            "Artikel 4  Duur",
            "Deze overeenkomst loopt van 1 februari 2018 tot en met 31 januari 2021 en kan eenmaal met een jaar worden verlengd.",
        ),
        (
            "Artikel 5  Contactpersonen",
            "Voor de gemeente: {e|S. Dijkgraaf}. Voor de opdrachtnemer: {e|R. Bakelaar}, telefoon {e|06-00 12 34 56}. Zij overleggen elk kwartaal.",
        ),
    ] {
        sheet.text(LEFT, y + 8.0, bold, head);
        y = sheet.paragraph(LEFT, y + 24.0, 455.0, text, body) + 6.0;
    }
    sheet.text(
        LEFT,
        y + 18.0,
        text,
        "Aldus overeengekomen te Voorbeeldrecht op 15 januari 2018.",
    );
    let second = 310.0;
    sheet.text(LEFT, y + 44.0, text, "Namens de gemeente,");
    sheet.text(second, y + 44.0, text, "Namens de opdrachtnemer,");
    for (x, mirrored) in [(LEFT, true), (second, false)] {
        let stroke = [x, y + 52.0, x + 130.0, y + 94.0];
        sheet.picture(stroke, signature(mirrored));
        sheet.hide(stroke, "e");
    }
    sheet.text(LEFT, y + 112.0, text, "F. Terpstra, burgemeester");
    sheet.text(
        second,
        y + 112.0,
        text,
        "{e|T. Oosterling}, algemeen directeur",
    );
    sheet.right(RIGHT, 804.0, style(Times, 9.0), "Pagina 1 van 3");
    sheet
}

#[rustfmt::skip]
const VISITS: [[&str; 6]; 6] = [
    ["Nr.", "Plaats", "Geplaatst", "Laatste storing", "Monteur", "Kosten per beurt"],
    ["H-01", "Kade, mast 12", "6 juni 2016", "geen", "{e|W. Zandbergen}", "{c|€ 96,00}"],
    ["H-02", "Kade, mast 14", "6 juni 2016", "3 maart 2017", "{e|W. Zandbergen}", "{c|€ 96,00}"],
    ["H-07", "Sluisdijk, mast 3", "9 juni 2016", "geen", "{e|N. Abbink}", "{c|€ 112,50}"],
    ["H-19", "Kadeplein, mast 2", "12 mei 2017", "19 juni 2017", "{e|N. Abbink}", "{c|€ 112,50}"],
    ["H-20", "Kadeplein, mast 5", "12 mei 2017", "geen", "{e|W. Zandbergen}", "{c|€ 96,00}"],
];

/// A wide table, turned in its file.
fn contract_table() -> Sheet {
    let (text, bold) = (style(Times, 10.0), style(TimesBold, 10.0));
    let mut sheet = Sheet::new((A4.1, A4.0));
    sheet.lie = Lie::Turned;
    sheet.text(
        LEFT,
        70.0,
        style(TimesBold, 14.0),
        "Bijlage 1  Sensoren en onderhoud",
    );
    let columns = [70.0, 140.0, 310.0, 430.0, 560.0, 690.0];
    let mut y = 104.0;
    for (number, row) in VISITS.iter().enumerate() {
        for (cell, x) in row.iter().zip(columns) {
            sheet.text(x, y, if number == 0 { bold } else { text }, cell);
        }
        sheet.rule(LEFT, 790.0, y + 6.0);
        y += 22.0;
    }
    sheet.paragraph(LEFT, y + 14.0, 700.0, text, "De sensor H-19 is op 19 juni 2017 gedraaid naar aanleiding van een brief van een bewoner. Sindsdien valt de gevel van {e|Kadeplein 18} buiten het gezichtsveld.");
    sheet.right(790.0, 560.0, style(Times, 9.0), "Pagina 2 van 3");
    sheet
}

/// A drawing from a printer's office, cropped: outside the crop stands who made it.
fn contract_drawing() -> Sheet {
    let (text, bold) = (style(Helvetica, 9.0), style(HelveticaBold, 9.0));
    let mut sheet = Sheet::a4();
    sheet.lie = Lie::Cropped;
    sheet.text(
        LEFT,
        70.0,
        style(HelveticaBold, 13.0),
        "Bijlage 2  Schets van de mast",
    );
    sheet.fill([180.0, 120.0, 188.0, 620.0], [0.5; 3]);
    sheet.fill([140.0, 620.0, 228.0, 632.0], [0.3; 3]);
    sheet.fill([150.0, 112.0, 218.0, 124.0], [0.85, 0.7, 0.2]);
    sheet.frame([188.0, 300.0, 226.0, 352.0], 1.0);
    for (y, head, body) in [
        (118.0, "Armatuur", "led, 32 W, gedimd tot 20 %"),
        (
            316.0,
            "Telsensor",
            "op {c|3,85 m}, onder {c|37 graden} naar beneden gericht",
        ),
        (410.0, "Kabelgoot", "binnenin, tweeaderig"),
        (
            622.0,
            "Mastvoet",
            "beton, met deurtje; sleutel: {h|serie VB-7}",
        ),
    ] {
        sheet.rule(232.0, 292.0, y - 3.0);
        sheet.text(300.0, y, bold, head);
        sheet.text(300.0, y + 13.0, text, body);
    }
    sheet.text(
        LEFT,
        720.0,
        text,
        "Getekend: {e|N. Abbink}   Gezien: {e|S. Dijkgraaf}   Schaal 1:20",
    );
    sheet.right(RIGHT, 804.0, style(Helvetica, 8.0), "Pagina 3 van 3");
    // Below the displayed page: a note for the printer, which nobody sees on the screen.
    sheet.unseen(
        20.0,
        A4.1 + 16.0,
        style(Helvetica, 7.0),
        "drukproef 2 – tekenkamer – N. Abbink – 11 jan 2018",
    );
    sheet
}

pub fn contract() -> Paper {
    Paper {
        name: "overeenkomst-beheer.pdf",
        sheets: vec![contract_text(), contract_table(), contract_drawing()],
        origin: Origin {
            author: "P.J. van der Horst",
            program: "Kantoorsuite 6.0",
            day: "20180111",
        },
    }
}

/// Refused whole, so nothing in it is marked.
pub fn analysis() -> Paper {
    let (text, bold) = (style(Times, 11.0), style(TimesBold, 11.0));
    let mut sheet = Sheet::a4();
    sheet.text(
        LEFT,
        80.0,
        style(TimesBold, 16.0),
        "Kwetsbaarheden telnetwerk Havenkwartier",
    );
    sheet.text(
        LEFT,
        100.0,
        text,
        "Vertrouwelijk  –  22 mei 2018  –  afdeling Informatiebeveiliging",
    );
    let mut y = 136.0;
    for (head, body) in [
        (
            "1  Toegang tot de rekenkast",
            "De kast aan de Sluisdijk heeft een standaardslot uit de serie VB-7. Wie de sleutel heeft, komt bij de netwerkpoort en kan de tellingen onderscheppen.",
        ),
        (
            "2  Beheer op afstand",
            "Het beheeraccount is gedeeld door vier medewerkers. Het wachtwoord is sinds de oplevering niet gewijzigd.",
        ),
        (
            "3  Aanbevelingen",
            "Vervang het slot, geef iedere beheerder een eigen account en sluit de netwerkpoort af. Herhaal de meting na zes maanden.",
        ),
    ] {
        sheet.text(LEFT, y, bold, head);
        y = sheet.paragraph(LEFT, y + 18.0, 455.0, text, body) + 14.0;
    }
    Paper {
        name: "kwetsbaarheden.pdf",
        sheets: vec![sheet],
        origin: Origin {
            author: "K. Wiersma",
            program: "Kantoorsuite 6.0",
            day: "20180522",
        },
    }
}

fn leaflet_front() -> Sheet {
    let (night, sun, white) = ([0.09, 0.13, 0.28], [0.98, 0.76, 0.18], [1.0; 3]);
    let mut sheet = Sheet::a4();
    sheet.fill([0.0, 0.0, A4.0, 150.0], night);
    sheet.fill([0.0, 150.0, A4.0, 158.0], sun);
    sheet.text(
        40.0,
        78.0,
        style(SansBold, 30.0).coloured(white),
        "Licht dat meedenkt",
    );
    sheet.text(
        40.0,
        108.0,
        style(Sans, 13.0).coloured(sun),
        "Twee jaar slimme verlichting in het Havenkwartier",
    );
    sheet.picture([40.0, 180.0, 555.0, 466.0], photograph());
    sheet.text(
        40.0,
        480.0,
        style(Condensed, 8.0),
        "De kade bij avond. Foto: gemeente Voorbeeldrecht",
    );
    for ((x, colour), (large, small)) in [
        (40.0, [0.86, 0.93, 0.98]),
        (216.0, [0.99, 0.94, 0.8]),
        (392.0, [0.88, 0.96, 0.88]),
    ]
    .into_iter()
    .zip([
        ("48", "telsensoren"),
        ("31 %", "minder stroom"),
        ("0", "beelden bewaard"),
    ]) {
        sheet.fill([x, 506.0, x + 163.0, 596.0], colour);
        sheet.text(
            x + 14.0,
            552.0,
            style(SansBold, 28.0).coloured(night),
            large,
        );
        sheet.text(x + 14.0, 576.0, style(Sans, 11.0), small);
    }
    sheet.text(
        40.0,
        634.0,
        style(SansBold, 12.0).coloured(night),
        "Passanten per avond (gemiddeld)",
    );
    for ((month, high), x) in [
        ("mrt", 38.0),
        ("apr", 52.0),
        ("mei", 70.0),
        ("jun", 88.0),
        ("jul", 96.0),
        ("aug", 91.0),
    ]
    .iter()
    .zip([60.0, 140.0, 220.0, 300.0, 380.0, 460.0])
    {
        sheet.fill([x, 770.0 - high, x + 46.0, 770.0], [0.2, 0.45, 0.7]);
        sheet.text(x + 12.0, 784.0, style(Condensed, 9.0), month);
        sheet.text(
            x + 12.0,
            764.0 - high,
            style(Condensed, 9.0),
            &format!("{:.0}", high * 24.0),
        );
    }
    sheet.right(555.0, 820.0, style(Condensed, 8.0), "1");
    sheet
}

const LEFT_COLUMN: &[(&str, &[&str])] = &[
    (
        "Hoe werkt het?",
        &[
            "Aan 48 lichtmasten hangt een kleine sensor. Die telt hoeveel mensen er lopen en fietsen. Is het stil, dan dimt het licht. Wordt het drukker, dan gaat het licht in de hele straat omhoog.",
            "De sensor herkent niemand. Het beeld wordt in de sensor zelf omgezet in een getal en meteen gewist. Alleen dat getal gaat naar de gemeente.",
        ],
    ),
    (
        "Wat levert het op?",
        &[
            "Het stroomverbruik daalde met bijna een derde. Bewoners geven de verlichting gemiddeld een 7,6; voor de vervanging was dat een 6,1.",
            "Ook de vleermuizen langs het water hebben er baat bij: op de kade is het licht in de nacht amberkleurig.",
        ],
    ),
    (
        "Wat kost het?",
        &[
            "De aanleg kostte € 56.000. Door het lagere verbruik is dat bedrag in ongeveer zeven jaar terugverdiend.",
            "Het beheer kost per jaar € 14.880. Dat is evenveel als voor de oude verlichting.",
        ],
    ),
];

const RIGHT_COLUMN: &[(&str, &[&str])] = &[
    (
        "Bewoners aan het woord",
        &[
            "{e|Joke Verhulst} woont in de wijk: \"In het begin voelde ik mij bekeken. De gemeente heeft het goed uitgelegd. Nu merk ik er niets meer van.\"",
            "Cafébaas {e|Hein Roelofsma} is tevreden: \"Op vrijdagavond is het terras net wat lichter. Dat praat makkelijker.\"",
        ],
    ),
    (
        "Hoe gaat het verder?",
        &[
            "In 2019 bekijkt de gemeenteraad of ook het Stationsplein en de Oosterpoort slimme verlichting krijgen. Daarvoor worden eerst de bewoners gehoord.",
            "De tellingen staan elk kwartaal op de website, als open gegevens die iedereen mag gebruiken.",
        ],
    ),
    (
        "Vragen?",
        &[
            "Wethouder A. Kooistra is elke eerste maandag van de maand van 16.00 tot 17.00 uur in het buurthuis.",
            "U kunt ook mailen naar havenkwartier@voorbeeldrecht.example of bellen met het klantcontactcentrum. Vraag naar {e|Sanne Dijkgraaf}.",
        ],
    ),
];

fn leaflet_back() -> Sheet {
    let (text, night) = (style(Sans, 10.5), [0.09, 0.13, 0.28]);
    let head = style(SansBold, 13.0).coloured(night);
    let mut sheet = Sheet::a4();
    sheet.fill([0.0, 0.0, A4.0, 40.0], night);
    let (left, right, wide) = (40.0, 310.0, 245.0);
    let column = |sheet: &mut Sheet, x: f64, parts: &[(&str, &[&str])]| {
        let mut y = 82.0;
        for (title, paragraphs) in parts {
            sheet.text(x, y, head, title);
            y = sheet.paragraphs(x, y + 18.0, wide, text, paragraphs) + 12.0;
        }
    };
    column(&mut sheet, left, LEFT_COLUMN);
    column(&mut sheet, right, RIGHT_COLUMN);
    sheet.fill([40.0, 770.0, 555.0, 771.0], night);
    sheet.text(
        40.0,
        790.0,
        style(Condensed, 8.0),
        "Concept 3, 3 september 2018  –  nog niet verspreid, citaten nog afstemmen",
    );
    sheet.right(555.0, 820.0, style(Condensed, 8.0), "2");
    sheet
}

pub fn leaflet() -> Paper {
    Paper {
        name: "factsheet-verlichting.pdf",
        sheets: vec![leaflet_front(), leaflet_back()],
        origin: Origin {
            author: "Bureau Communicatie",
            program: "OpmaakStudio 9",
            day: "20180903",
        },
    }
}
