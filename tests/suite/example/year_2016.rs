//! The papers of 2016: a letter, an offer, a memo, an e-mail.
//!
//! **Invariant:** everybody and everything named here is invented; numbers that could ring or pay cannot exist.
//! **Absent:** real documents.

use super::Paper;
use super::face::Face::{Helvetica, HelveticaBold, Sans, SansBold, Times, TimesBold};
use super::paper::Origin;
use super::sheet::{Sheet, Style, style};

const LEFT: f64 = 70.0;
const RIGHT: f64 = 525.0;
const WIDE: f64 = RIGHT - LEFT;
pub const BLUE: [f64; 3] = [0.1, 0.24, 0.45];
pub const GREY: [f64; 3] = [0.35; 3];

const TEXT: Style = style(Helvetica, 10.5);
const BOLD: Style = style(HelveticaBold, 10.5);
const SMALL: Style = style(Helvetica, 8.0).coloured(GREY);

/// The municipality's letterhead and the foot of the page.
pub fn letterhead(sheet: &mut Sheet, page: &str) {
    sheet.fill([LEFT, 42.0, LEFT + 26.0, 72.0], BLUE);
    sheet.fill([LEFT + 6.0, 50.0, LEFT + 20.0, 53.0], [0.95, 0.8, 0.2]);
    sheet.fill([LEFT + 6.0, 57.0, LEFT + 20.0, 60.0], [1.0; 3]);
    let name = style(HelveticaBold, 16.0).coloured(BLUE);
    sheet.text(LEFT + 36.0, 63.0, name, "Gemeente Voorbeeldrecht");
    sheet.rule(LEFT, RIGHT, 792.0);
    sheet.text(
        LEFT,
        804.0,
        SMALL,
        "Raadhuisplein 1, 1099 ZZ Voorbeeldrecht  –  www.voorbeeldrecht.example",
    );
    sheet.right(RIGHT, 804.0, SMALL, page);
}

/// Lines of a name and what stands behind it.
fn facts(sheet: &mut Sheet, x: f64, mut y: f64, tab: f64, all: &[(&str, &str)]) -> f64 {
    for (name, text) in all {
        sheet.text(x, y, style(HelveticaBold, 9.0), name);
        sheet.text(x + tab, y, style(Helvetica, 9.0), text);
        y += 13.0;
    }
    y
}

fn letter_front() -> Sheet {
    let mut first = Sheet::a4();
    letterhead(&mut first, "Pagina 1 van 2");
    let to = [
        "Lumivia Sensoriek B.V.",
        "t.a.v. de heer {e|R. Bakelaar}",
        "Lichtkade 40",
        "1098 ZZ Overdam",
    ];
    for (line, y) in to.iter().zip([130.0, 144.0, 158.0, 172.0]) {
        first.text(LEFT, y, TEXT, line);
    }
    facts(
        &mut first,
        340.0,
        130.0,
        82.0,
        &[
            ("Datum", "14 maart 2016"),
            ("Ons kenmerk", "VBR/2016/00318"),
            ("Behandeld door", "{e|S. Dijkgraaf}"),
            ("Telefoon", "{e|070-000 12 34}"),
            ("Bijlagen", "1 (programma van eisen)"),
        ],
    );
    first.text(
        LEFT,
        226.0,
        BOLD,
        "Onderwerp: uitnodiging tot het doen van een offerte, slimme verlichting Havenkwartier",
    );
    let y = first.paragraphs(LEFT, 258.0, WIDE, TEXT, &[
        "Geachte heer {e|Bakelaar},",
        "In het Havenkwartier wil de gemeente de openbare verlichting vervangen door ledverlichting die zich aanpast aan de drukte op straat. Daarvoor zijn sensoren nodig die passanten tellen zonder hen te herkennen. Het college heeft op 1 maart 2016 besloten hiervoor drie partijen uit te nodigen. Met deze brief nodigen wij u uit een offerte te doen.",
        "De opdracht omvat het leveren, plaatsen en gedurende twee jaar beheren van 42 telsensoren en de bijbehorende rekenkast. Het programma van eisen vindt u in de bijlage. Bijzondere aandacht vragen wij voor hoofdstuk 4: beelden mogen de sensor niet verlaten en worden na telling direct verwijderd.",
        "Uw offerte ontvangen wij graag uiterlijk op 8 april 2016, voorzien van een uitgesplitste prijsopgave. Offertes die later binnenkomen nemen wij niet in behandeling. Wij beoordelen de offertes op prijs (40 %), kwaliteit (40 %) en bescherming van de privacy (20 %).",
        "Op 21 maart 2016 om 10.00 uur is er een inlichtingenbijeenkomst in het stadskantoor. Aanmelden kan bij mevrouw M. el Amrani van de afdeling Inkoop.",
    ]);
    let y = first.paragraph(LEFT, y + 6.0, WIDE, TEXT, "Vragen die u schriftelijk stelt, beantwoorden wij voor alle partijen tegelijk in een nota van inlichtingen. Wij vragen u gedurende de procedure geen contact op te nemen met andere medewerkers of bestuurders van de gemeente.");
    first.text(LEFT, y + 16.0, BOLD, "Planning");
    facts(
        &mut first,
        LEFT,
        y + 38.0,
        130.0,
        &[
            ("21 maart 2016", "inlichtingenbijeenkomst"),
            ("29 maart 2016", "nota van inlichtingen"),
            ("8 april 2016", "sluiting van de inschrijving, 12.00 uur"),
            ("22 april 2016", "mededeling van de voorgenomen gunning"),
            ("1 juni 2016", "start van de uitvoering"),
        ],
    );
    first
}

fn letter_back() -> Sheet {
    let mut second = Sheet::a4();
    letterhead(&mut second, "Pagina 2 van 2");
    second.text(LEFT, 120.0, BOLD, "Contact");
    let y = second.paragraphs(LEFT, 140.0, WIDE, TEXT, &[
        "Heeft u vragen over de inhoud van de opdracht, dan kunt u terecht bij projectleider {e|S. Dijkgraaf}, telefoon {e|070-000 12 34} of per e-mail via {e|s.dijkgraaf}@voorbeeldrecht.example. Vragen over de procedure stelt u aan {e|M. el Amrani} via {e|m.elamrani}@voorbeeldrecht.example.",
        "De wethouder Openbare Ruimte, mevrouw A. Kooistra, en de leden van het college nemen niet deel aan de beoordeling.",
        "Wij zien uw offerte met belangstelling tegemoet.",
        "Met vriendelijke groet,",
        "namens burgemeester en wethouders van Voorbeeldrecht,",
    ]);
    let stroke = [LEFT, y + 2.0, LEFT + 120.0, y + 42.0];
    second.picture(stroke, super::scan::signature(false));
    second.hide(stroke, "e");
    second.text(LEFT, y + 62.0, TEXT, "{e|ing. S. Dijkgraaf}");
    second.text(LEFT, y + 76.0, TEXT, "projectleider Openbare Ruimte");
    second
}

pub fn letter() -> Paper {
    Paper {
        name: "uitnodiging-offerte.pdf",
        sheets: vec![letter_front(), letter_back()],
        origin: Origin {
            author: "S. Dijkgraaf",
            program: "Kantoorsuite 5.1",
            day: "20160314",
        },
    }
}

fn table(sheet: &mut Sheet, top: f64, rows: &[[&str; 4]]) -> f64 {
    let (text, bold) = (style(Sans, 8.5), style(SansBold, 8.5));
    sheet.fill([LEFT, top - 13.0, RIGHT, top + 5.0], [0.86, 0.92, 0.88]);
    let mut y = top;
    for (number, [what, count, each, sum]) in rows.iter().enumerate() {
        let style = if number == 0 { bold } else { text };
        sheet.text(LEFT + 5.0, y, style, what);
        sheet.right(350.0, y, style, count);
        sheet.right(430.0, y, style, each);
        sheet.right(RIGHT - 5.0, y, style, sum);
        sheet.rule(LEFT, RIGHT, y + 5.0);
        y += 18.0;
    }
    y
}

const OFFER: Style = style(Sans, 9.0);
const OFFER_BOLD: Style = style(SansBold, 10.0);

fn offer_sheet(page: &str) -> Sheet {
    const GREEN: [f64; 3] = [0.05, 0.4, 0.3];
    let small = style(Sans, 7.0).coloured(GREY);
    let mut sheet = Sheet::a4();
    sheet.text(LEFT, 66.0, style(SansBold, 20.0).coloured(GREEN), "Lumivia");
    sheet.text(
        LEFT,
        80.0,
        small,
        "SENSORIEK B.V.  –  Lichtkade 40, 1098 ZZ Overdam",
    );
    sheet.fill([LEFT, 90.0, RIGHT, 92.0], GREEN);
    sheet.text(
        LEFT,
        806.0,
        small,
        "KvK 00123456  –  op al onze offertes zijn onze leveringsvoorwaarden van toepassing",
    );
    sheet.right(RIGHT, 806.0, small, page);
    sheet
}

#[rustfmt::skip]
const PRICES: &[[&str; 4]] = &[
    ["Omschrijving", "Aantal", "Per stuk", "Bedrag"],
    ["Telsensor, weerbestendig", "42", "{c|€ 615,00}", "{c|€ 25.830,00}"],
    ["Rekenkast met voeding", "1", "{c|€ 7.940,00}", "{c|€ 7.940,00}"],
    ["Plaatsen en inregelen (uren)", "160", "{c|€ 78,50}", "{c|€ 12.560,00}"],
    ["Beheer, per jaar", "2", "{c|€ 6.300,00}", "{c|€ 12.600,00}"],
    ["Opleiding van twee beheerders", "1", "{c|€ 1.850,00}", "{c|€ 1.850,00}"],
    ["Korting wegens referentieproject", "", "", "{c|€ 4.780,00} –"],
];

fn offer_front() -> Sheet {
    let mut first = offer_sheet("1 / 2");
    first.text(LEFT, 122.0, style(SansBold, 13.0), "Offerte LS-16-0077");
    first.text(
        LEFT,
        140.0,
        OFFER,
        "Gemeente Voorbeeldrecht, afdeling Inkoop, t.a.v. {e|M. el Amrani}",
    );
    first.text(
        LEFT,
        153.0,
        OFFER,
        "Datum: 1 april 2016  –  geldig tot 1 juli 2016  –  uw kenmerk: VBR/2016/00318",
    );
    let y = first.paragraphs(LEFT, 182.0, WIDE, OFFER, &[
        "Geachte mevrouw {e|El Amrani},",
        "Hartelijk dank voor uw uitnodiging. Wij bieden u hierbij het leveren, plaatsen en beheren van telsensoren in het Havenkwartier aan. Onze sensor {c|LS-Argus 3} telt passanten met {c|twee gekruiste infraroodvlakken en een lerend filter op de sensor zelf}; er wordt geen beeld opgeslagen of verzonden.",
    ]);
    first.text(LEFT, y + 8.0, OFFER_BOLD, "Prijsopgave");
    let y = table(&mut first, y + 34.0, PRICES);
    let total = style(SansBold, 9.0);
    for ((name, sum), line) in [
        ("Totaal exclusief btw", "€ 56.000,00"),
        ("Btw 21 %", "€ 11.760,00"),
        ("Totaal inclusief btw", "€ 67.760,00"),
    ]
    .iter()
    .zip([2.0, 18.0, 34.0])
    {
        first.text(LEFT + 5.0, y + line, total, name);
        first.right(RIGHT - 5.0, y + line, total, sum);
    }
    first.paragraphs(LEFT, y + 70.0, WIDE, OFFER, &[
        "Betaling in drie termijnen: 40 % bij opdracht, 40 % bij oplevering en 20 % na de proefperiode van drie maanden. Facturen zijn betaalbaar binnen 30 dagen.",
    ]);
    first
}

fn offer_back() -> Sheet {
    let mut second = offer_sheet("2 / 2");
    second.text(LEFT, 122.0, OFFER_BOLD, "Aanpak");
    let y = second.paragraphs(LEFT, 142.0, WIDE, OFFER, &[
        "Wij plaatsen de sensoren in vier werkweken, beginnend aan de kade. De lichtmasten blijven in gebruik. Na het plaatsen volgt een proefperiode waarin wij de tellingen vergelijken met handtellingen van de gemeente; de afwijking is ten hoogste {c|3,5 %} per uur.",
        "De tellingen gaan als getal per kwartier naar de rekenkast. Daarbij gebruiken wij {c|een eigen sleutelwisseling waarvan de sleutel elk etmaal in de mast zelf wordt gemaakt}. De gemeente wordt eigenaar van alle tellingen.",
    ]);
    second.text(LEFT, y + 8.0, OFFER_BOLD, "Bezetting");
    let y = second.paragraphs(LEFT, y + 28.0, WIDE, OFFER, &[
        "Accountmanager: {e|R. Bakelaar}, {e|r.bakelaar}@lumivia.example, {e|06-00 12 34 56}",
        "Projectleider uitvoering: {e|W. Zandbergen}, {e|06-00 65 43 21}",
        "Wij vertrouwen erop u een passende aanbieding te hebben gedaan en lichten deze graag toe.",
        "Met vriendelijke groet,",
    ]);
    let stroke = [LEFT, y, LEFT + 120.0, y + 40.0];
    second.picture(stroke, super::scan::signature(true));
    second.hide(stroke, "e");
    second.text(
        LEFT,
        y + 58.0,
        OFFER,
        "{e|T. Oosterling}, algemeen directeur",
    );
    second
}

pub fn offer() -> Paper {
    Paper {
        name: "offerte-telsensoren.pdf",
        sheets: vec![offer_front(), offer_back()],
        origin: Origin {
            author: "R. Bakelaar",
            program: "OfferteMaker 3",
            day: "20160401",
        },
    }
}

pub fn memo() -> Paper {
    let (text, bold) = (style(Times, 11.0), style(TimesBold, 11.0));
    let mut sheet = Sheet::a4();
    sheet.text(LEFT, 74.0, style(TimesBold, 20.0), "Memo");
    sheet.rule(LEFT, RIGHT, 84.0);
    for ((name, what), y) in [
        ("Aan", "{e|P.J. van der Horst}, Juridische Zaken"),
        ("Van", "{e|S. Dijkgraaf}, Openbare Ruimte"),
        ("Datum", "18 april 2016"),
        ("Betreft", "beoordeling van de offertes voor de telsensoren"),
    ]
    .iter()
    .zip([104.0, 119.0, 134.0, 149.0])
    {
        sheet.text(LEFT, y, bold, name);
        sheet.text(LEFT + 60.0, y, text, what);
    }
    sheet.rule(LEFT, RIGHT, 160.0);
    let y = sheet.paragraphs(LEFT, 186.0, WIDE, text, &[
        "Op 8 april zijn twee offertes ontvangen. De derde partij heeft laten weten geen capaciteit te hebben. Beide offertes zijn tijdig en compleet ingediend. De beoordelingscommissie is op 13 april bijeengekomen.",
        "Op prijs ontlopen de offertes elkaar weinig. Op kwaliteit en op bescherming van de privacy scoort Lumivia hoger, omdat de verwerking geheel in de sensor plaatsvindt. De commissie stelt daarom voor de opdracht aan Lumivia te gunnen.",
        "{p|Persoonlijk vind ik de proefperiode van drie maanden te kort. Ik zou liever een half jaar aanhouden, ook als dat betekent dat wij de start moeten uitstellen.} Graag hoor ik of het programma van eisen daarvoor ruimte laat.",
        "Voor het gesprek met de wethouder stel ik de volgende lijn voor: {pi|wij houden de mogelijkheid van een tweede ronde achter de hand en noemen die niet uit onszelf, zodat wij bij de onderhandeling over het beheer ruimte houden.}",
    ]);
    sheet.text(LEFT, y + 6.0, bold, "Overige punten");
    let y = sheet.paragraphs(LEFT, y + 26.0, WIDE, text, &[
        "{s|Parkeergarage Oosterpoort: de slagbomen worden in juni vervangen. De aannemer heeft gevraagd of de nachtafsluiting kan vervallen; dat loopt via de beheerder.}",
        "Wil je vóór 22 april reageren? Ik ben bereikbaar op toestel {e|1234}.",
    ]);
    sheet.text(LEFT, y + 10.0, text, "{e|Sanne}");
    sheet.right(RIGHT, 804.0, style(Times, 9.0), "1");
    Paper {
        name: "memo-beoordeling.pdf",
        sheets: vec![sheet],
        origin: Origin {
            author: "Sanne Dijkgraaf",
            program: "Kantoorsuite 5.1",
            day: "20160418",
        },
    }
}

pub fn email() -> Paper {
    let (text, bold) = (style(Sans, 9.5), style(SansBold, 9.5));
    let mut sheet = Sheet::a4();
    for ((name, what), y) in [
        (
            "Van:",
            "{e|Dijkgraaf, Sanne} <{e|s.dijkgraaf}@voorbeeldrecht.example>",
        ),
        ("Verzonden:", "maandag 9 mei 2016 16:42"),
        (
            "Aan:",
            "{e|Bakelaar, Ruud} <{e|r.bakelaar}@lumivia.example>",
        ),
        (
            "CC:",
            "{e|Amrani, Mounia el}; inkoop@voorbeeldrecht.example",
        ),
        ("Onderwerp:", "RE: gunning telsensoren en startoverleg"),
        ("Bijlagen:", "planning-havenkwartier.xlsx (38 kB)"),
    ]
    .iter()
    .zip([60.0, 75.0, 90.0, 105.0, 120.0, 135.0])
    {
        sheet.text(LEFT, y, bold, name);
        sheet.text(LEFT + 80.0, y, text, what);
    }
    sheet.rule(LEFT, RIGHT, 146.0);
    let mut y = sheet.paragraphs(LEFT, 172.0, WIDE, text, &[
        "Dag {e|Ruud},",
        "Het college heeft vandaag besloten de opdracht aan jullie te gunnen. De brief volgt per post. Voor het startoverleg stel ik dinsdag 17 mei om 13.30 uur voor, vergaderkamer 2.14.",
        "Inbellen kan ook: {i|070-000 98 76, toegangscode 4471 902}. Willen jullie vóór die tijd laten weten wie er van jullie kant meegaat? {e|Wim Zandbergen} is in elk geval welkom.",
    ]);
    let blank = Sans.advance(' ') * text.size;
    let end = sheet.text(LEFT, y, text, "De stukken staan op") + blank;
    let end = sheet.link(
        end,
        y,
        text,
        "www.voorbeeldrecht.example/havenkwartier",
        "https://www.voorbeeldrecht.example/havenkwartier",
    );
    sheet.text(end, y, text, ".");
    y += 22.0;
    let end = sheet.text(LEFT, y, text, "Mailen mag naar") + blank;
    sheet.link(
        end,
        y,
        text,
        "{e|s.dijkgraaf}@voorbeeldrecht.example",
        "mailto:s.dijkgraaf@voorbeeldrecht.example",
    );
    y += 28.0;
    sheet.text(LEFT, y, text, "Groet,");
    sheet.text(LEFT, y + 15.0, text, "{e|Sanne}");
    sheet.text(
        LEFT,
        y + 34.0,
        style(Sans, 8.0).coloured(GREY),
        "{e|ing. S. Dijkgraaf}  –  projectleider  –  {e|070-000 12 34}  –  Gemeente Voorbeeldrecht",
    );
    y += 62.0;
    sheet.rule(LEFT, RIGHT, y - 14.0);
    let quoted = style(Sans, 9.0).coloured([0.2, 0.2, 0.4]);
    sheet.paragraphs(LEFT + 12.0, y, WIDE - 12.0, quoted, &[
        "Op 4 mei 2016 om 09:15 schreef {e|Ruud Bakelaar}:",
        "Beste {e|Sanne}, wij zijn benieuwd naar de uitkomst. {c|Onze fabrikant houdt tot half mei 60 sensoren voor ons vast tegen de lage prijs}; daarna kunnen wij de levertijd niet garanderen. Kun je al iets zeggen?",
    ]);
    sheet.right(RIGHT, 804.0, style(Sans, 8.0), "1");
    Paper {
        name: "e-mail-gunning.pdf",
        sheets: vec![sheet],
        origin: Origin {
            author: "sdijkgraaf",
            program: "Postvak 2016",
            day: "20160509",
        },
    }
}
