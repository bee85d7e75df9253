//! The closed list of grounds: one row for each, with everything the program knows of it.
//!
//! **Invariant:** the order is that of inventories. A new ground is a row here and nothing elsewhere.
//! **Absent:** grounds of other acts (article 8.8), which a reviewer names.

use GroundKind::{Absolute, Duplicate, Other, OutOfScope, Relative, Wob};

/// How strongly a ground binds, which decides the questions the export check asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroundKind {
    /// Article 5.1, first paragraph: no weighing.
    Absolute,
    /// Article 5.1, second paragraph: weighed against openness.
    Relative,
    /// The remaining provisions of the Woo.
    Other,
    /// A secrecy rule of another act, by article 8.8 and its annex.
    OtherLaw,
    /// A ground of the act before the Woo.
    Wob,
    /// Not a refusal: the passage falls outside what was asked for.
    OutOfScope,
    /// Not a refusal: the passage stands in another document of the same dossier.
    Duplicate,
}

/// One row of the list.
#[derive(Debug)]
pub(super) struct Entry {
    /// What is stored, and the dotted spelling.
    pub id: &'static str,
    pub article: &'static str,
    pub paragraph: Option<u8>,
    pub part: Option<char>,
    pub kind: GroundKind,
    /// Information older than five years asks for reasons why this ground still holds (article 5.3 Woo).
    pub fades: bool,
    /// The label of the ministries' publication platform; `None` where it knows none.
    pub platform: Option<&'static str>,
    /// For a button or a spoken text.
    pub short: &'static str,
    /// In full.
    pub name: &'static str,
    /// A first text for the considerations, with what is to be filled in between square brackets; empty where a decision
    /// gives no reasons for this ground, or has no usual words for it.
    pub considerations: &'static str,
}

impl Entry {
    pub fn bracketed(&self) -> String {
        let paragraph = self.paragraph.map_or(String::new(), |p| format!("({p})"));
        format!(
            "{}{paragraph}{}",
            self.article,
            self.part.map_or(String::new(), String::from)
        )
    }

    pub fn in_words(&self) -> String {
        const ORDINALS: [&str; 6] = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde"];
        let mut text = self.article.to_owned();
        if let Some(word) = self
            .paragraph
            .and_then(|p| ORDINALS.get(usize::from(p).wrapping_sub(1)))
        {
            text.push_str(&format!(", {word} lid"));
        }
        if let Some(part) = self.part {
            text.push_str(&format!(", onder {part}"));
        }
        text
    }
}

/// The row of a ground by its canonical id.
pub(super) fn listed(id: &str) -> Option<usize> {
    LIST.iter().position(|entry| entry.id == id)
}

const COMPANY: &str = "vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens";
const ECONOMIC: &str = "economische of financiële belangen van de Staat, andere publiekrechtelijke lichamen of \
                        bestuursorganen";
const FUNCTIONING: &str =
    "goed functioneren van de Staat, andere publiekrechtelijke lichamen of bestuursorganen";

#[rustfmt::skip]
pub(super) static LIST: &[Entry] = &[
    Entry {
        id: "5.1.1a", article: "5.1", paragraph: Some(1), part: Some('a'), kind: Absolute, fades: false, platform: Some("5.1.1a"),
        short: "eenheid van de Kroon",
        name: "eenheid van de Kroon",
        considerations: "Openbaarmaking van [omschrijving] zou de eenheid van de Kroon in gevaar kunnen brengen, omdat [toelichting]. Wij maken deze passages daarom niet openbaar.",
    },
    Entry {
        id: "5.1.1b", article: "5.1", paragraph: Some(1), part: Some('b'), kind: Absolute, fades: false, platform: Some("5.1.1b"),
        short: "veiligheid van de Staat",
        name: "veiligheid van de Staat",
        considerations: "Openbaarmaking van [omschrijving] zou de veiligheid van de Staat kunnen schaden, omdat [toelichting]. Wij maken deze passages daarom niet openbaar.",
    },
    Entry {
        id: "5.1.1c", article: "5.1", paragraph: Some(1), part: Some('c'), kind: Absolute, fades: false, platform: Some("5.1.1c"),
        short: "bedrijfs- en fabricagegegevens",
        name: COMPANY,
        considerations: "In [omschrijving] staan gegevens waaruit wetenswaardigheden over de bedrijfsvoering, het productieproces, de afzet of de kring van afnemers en leveranciers van een onderneming zijn af te lezen. De onderneming heeft deze gegevens vertrouwelijk aan ons verstrekt. Deze grond laat geen belangenafweging toe; wij maken de gegevens niet openbaar.",
    },
    Entry {
        id: "5.1.1d", article: "5.1", paragraph: Some(1), part: Some('d'), kind: Absolute, fades: false, platform: Some("5.1.1d"),
        short: "bijzondere persoonsgegevens",
        name: "bijzondere en strafrechtelijke persoonsgegevens",
        considerations: "In [omschrijving] staan bijzondere of strafrechtelijke persoonsgegevens. De betrokkene heeft voor openbaarmaking geen uitdrukkelijke toestemming gegeven en heeft de gegevens niet zelf openbaar gemaakt. Wij maken ze niet openbaar.",
    },
    Entry {
        id: "5.1.1e", article: "5.1", paragraph: Some(1), part: Some('e'), kind: Absolute, fades: false, platform: Some("5.1.1e"),
        short: "identificatienummers",
        name: "identificatienummers",
        considerations: "In [omschrijving] staan nummers die dienen ter identificatie van personen, zoals het burgerservicenummer. Openbaarmaking zou hier kennelijk inbreuk maken op de persoonlijke levenssfeer. Wij maken deze nummers niet openbaar.",
    },
    Entry {
        id: "5.1.2a", article: "5.1", paragraph: Some(2), part: Some('a'), kind: Relative, fades: true, platform: Some("5.1.2a"),
        short: "internationale betrekkingen",
        name: "internationale betrekkingen",
        considerations: "Openbaarmaking van [omschrijving] zou de betrekkingen van Nederland met [land of organisatie] kunnen schaden, omdat [toelichting].",
    },
    Entry {
        id: "5.1.2b", article: "5.1", paragraph: Some(2), part: Some('b'), kind: Relative, fades: true, platform: Some("5.1.2b"),
        short: "economische of financiële belangen",
        name: ECONOMIC,
        considerations: "Openbaarmaking van [omschrijving] zou de economische of financiële belangen van [publiekrechtelijke rechtspersoon] schaden, bijvoorbeeld de positie bij onderhandelingen of aanbestedingen, omdat [toelichting].",
    },
    Entry {
        id: "5.1.2c", article: "5.1", paragraph: Some(2), part: Some('c'), kind: Relative, fades: true, platform: Some("5.1.2c"),
        short: "opsporing en vervolging",
        name: "opsporing en vervolging van strafbare feiten",
        considerations: "Openbaarmaking van [omschrijving] zou de opsporing of vervolging van strafbare feiten kunnen hinderen, omdat [toelichting].",
    },
    Entry {
        id: "5.1.2d", article: "5.1", paragraph: Some(2), part: Some('d'), kind: Relative, fades: true, platform: Some("5.1.2d"),
        short: "inspectie, controle en toezicht",
        name: "inspectie, controle en toezicht door bestuursorganen",
        considerations: "Openbaarmaking van [omschrijving] zou inspectie, controle of toezicht door bestuursorganen kunnen hinderen, omdat [toelichting].",
    },
    Entry {
        id: "5.1.2e", article: "5.1", paragraph: Some(2), part: Some('e'), kind: Relative, fades: true, platform: Some("5.1.2e"),
        short: "persoonlijke levenssfeer",
        name: "eerbiediging van de persoonlijke levenssfeer",
        considerations: "In de documenten staan gegevens waarmee personen zijn te herkennen, zoals namen, handtekeningen, e-mailadressen en telefoonnummers. Het gaat om [ambtenaren die niet vanwege hun functie in de openbaarheid treden, inwoners, medewerkers van bedrijven]. Wie zij zijn, is voor het begrip van de documenten niet nodig; bekendmaking zou hun persoonlijke levenssfeer raken.",
    },
    Entry {
        id: "5.1.2f", article: "5.1", paragraph: Some(2), part: Some('f'), kind: Relative, fades: true, platform: Some("5.1.2f"),
        short: "concurrentiegevoelige gegevens",
        name: "andere concurrentiegevoelige bedrijfs- en fabricagegegevens",
        considerations: "In [omschrijving] staan concurrentiegevoelige bedrijfs- en fabricagegegevens die niet vertrouwelijk aan ons zijn meegedeeld. Andere ondernemingen zouden met deze gegevens [voordeel], omdat [toelichting].",
    },
    Entry {
        id: "5.1.2g", article: "5.1", paragraph: Some(2), part: Some('g'), kind: Relative, fades: true, platform: Some("5.1.2g"),
        short: "bescherming van het milieu",
        name: "bescherming van het milieu",
        considerations: "Openbaarmaking van [omschrijving] zou het milieu kunnen schaden waarop deze informatie betrekking heeft, omdat [toelichting].",
    },
    Entry {
        id: "5.1.2h", article: "5.1", paragraph: Some(2), part: Some('h'), kind: Relative, fades: true, platform: Some("5.1.2h"),
        short: "beveiliging en sabotage",
        name: "beveiliging van personen en bedrijven en voorkomen van sabotage",
        considerations: "Met [omschrijving] zou iemand personen, bedrijven of voorzieningen kunnen bedreigen, schaden of verstoren, omdat [toelichting].",
    },
    Entry {
        id: "5.1.2i", article: "5.1", paragraph: Some(2), part: Some('i'), kind: Relative, fades: true, platform: Some("5.1.2i"),
        short: "goed functioneren van de Staat",
        name: FUNCTIONING,
        considerations: "Openbaarmaking van [omschrijving] zou het goed functioneren van [bestuursorgaan] schaden, omdat [toelichting].",
    },
    Entry {
        id: "5.1.4", article: "5.1", paragraph: Some(4), part: None, kind: Other, fades: false, platform: None,
        short: "geadresseerde neemt eerst kennis",
        name: "geadresseerde neemt eerst kennis",
        considerations: "[Geadresseerde] heeft belang erbij als eerste van deze informatie kennis te nemen. Zodra dat is gebeurd, uiterlijk op [datum], maken wij de informatie alsnog openbaar.",
    },
    Entry {
        id: "5.1.5", article: "5.1", paragraph: Some(5), part: None, kind: Other, fades: true, platform: Some("5.1.5"),
        short: "onevenredige benadeling",
        name: "onevenredige benadeling van een ander belang",
        considerations: "Openbaarmaking van [omschrijving] zou [ander belang] onevenredig benadelen. Dit valt niet onder een van de andere gronden, en het geval is uitzonderlijk, omdat [toelichting].",
    },
    Entry {
        id: "5.1.6", article: "5.1", paragraph: Some(6), part: None, kind: Other, fades: false, platform: None,
        short: "bedrijfsgegevens in milieu-informatie",
        name: "milieu-informatie: ernstige schade aan vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens",
        considerations: "In [omschrijving] staan bedrijfs- en fabricagegegevens die vertrouwelijk aan ons zijn meegedeeld en die ook milieu-informatie zijn. Openbaarmaking zou [onderneming] ernstig schaden, omdat [toelichting]. Dit weegt hier zwaarder dan het algemene belang van openbaarheid.",
    },
    Entry {
        id: "5.2.1", article: "5.2", paragraph: Some(1), part: None, kind: Other, fades: true, platform: Some("5.2"),
        short: "persoonlijke beleidsopvattingen",
        name: "persoonlijke beleidsopvattingen in stukken voor intern beraad",
        considerations: "[Omschrijving] is opgesteld voor intern beraad en bevat persoonlijke beleidsopvattingen: meningen, voorstellen en argumenten van de deelnemers aan het beraad. Wie meedenkt, moet vrij kunnen spreken. De feiten, prognoses en beleidsalternatieven in dezelfde documenten zijn wel openbaar gemaakt.",
    },
    Entry {
        id: "5.2.2", article: "5.2", paragraph: Some(2), part: None, kind: Other, fades: false, platform: Some("5.2"),
        short: "beleidsopvattingen, niet herleidbaar",
        name: "bevoegdheid om persoonlijke beleidsopvattingen in niet herleidbare vorm te verstrekken",
        considerations: "",
    },
    Entry {
        id: "5.4", article: "5.4", paragraph: None, part: None, kind: Other, fades: false, platform: Some("5.4"),
        short: "(in)formatie",
        name: "(in)formatie",
        considerations: "[Omschrijving] gaat over de vorming van een kabinet of college en valt onder de bijzondere regeling voor formatie. Wij maken deze passages niet openbaar.",
    },
    Entry {
        id: "5.4a", article: "5.4a", paragraph: None, part: None, kind: Other, fades: false, platform: None,
        short: "ondersteuning volksvertegenwoordigers",
        name: "ondersteuning van Kamerleden en raadsleden",
        considerations: "[Omschrijving] gaat over de ondersteuning van een individueel lid van [vertegenwoordigend orgaan]. De wet zondert deze informatie van openbaarmaking uit.",
    },
    Entry {
        id: "10.1a", article: "10", paragraph: Some(1), part: Some('a'), kind: Wob, fades: false, platform: Some("10.1a"),
        short: "eenheid van de Kroon",
        name: "eenheid van de Kroon",
        considerations: "",
    },
    Entry {
        id: "10.1b", article: "10", paragraph: Some(1), part: Some('b'), kind: Wob, fades: false, platform: Some("10.1b"),
        short: "veiligheid van de Staat",
        name: "veiligheid van de Staat",
        considerations: "",
    },
    Entry {
        id: "10.1c", article: "10", paragraph: Some(1), part: Some('c'), kind: Wob, fades: false, platform: Some("10.1c"),
        short: "bedrijfs- en fabricagegegevens",
        name: COMPANY,
        considerations: "",
    },
    Entry {
        id: "10.1d", article: "10", paragraph: Some(1), part: Some('d'), kind: Wob, fades: false, platform: Some("10.1d"),
        short: "bijzondere persoonsgegevens",
        name: "bijzondere persoonsgegevens",
        considerations: "",
    },
    Entry {
        id: "10.2a", article: "10", paragraph: Some(2), part: Some('a'), kind: Wob, fades: false, platform: Some("10.2a"),
        short: "internationale betrekkingen",
        name: "internationale betrekkingen",
        considerations: "",
    },
    Entry {
        id: "10.2b", article: "10", paragraph: Some(2), part: Some('b'), kind: Wob, fades: false, platform: Some("10.2b"),
        short: "economische of financiële belangen",
        name: ECONOMIC,
        considerations: "",
    },
    Entry {
        id: "10.2c", article: "10", paragraph: Some(2), part: Some('c'), kind: Wob, fades: false, platform: Some("10.2c"),
        short: "opsporing en vervolging",
        name: "opsporing en vervolging van strafbare feiten",
        considerations: "",
    },
    Entry {
        id: "10.2d", article: "10", paragraph: Some(2), part: Some('d'), kind: Wob, fades: false, platform: Some("10.2d"),
        short: "inspectie, controle en toezicht",
        name: "inspectie, controle en toezicht door bestuursorganen",
        considerations: "",
    },
    Entry {
        id: "10.2e", article: "10", paragraph: Some(2), part: Some('e'), kind: Wob, fades: false, platform: Some("10.2e"),
        short: "persoonlijke levenssfeer",
        name: "eerbiediging van de persoonlijke levenssfeer",
        considerations: "",
    },
    Entry {
        id: "10.2f", article: "10", paragraph: Some(2), part: Some('f'), kind: Wob, fades: false, platform: Some("10.2f"),
        short: "geadresseerde neemt eerst kennis",
        name: "belang van de geadresseerde om als eerste kennis te nemen",
        considerations: "",
    },
    Entry {
        id: "10.2g", article: "10", paragraph: Some(2), part: Some('g'), kind: Wob, fades: false, platform: Some("10.2g"),
        short: "onevenredige bevoordeling of benadeling",
        name: "voorkomen van onevenredige bevoordeling of benadeling",
        considerations: "",
    },
    Entry {
        id: "11.1", article: "11", paragraph: Some(1), part: None, kind: Wob, fades: false, platform: Some("11.1"),
        short: "persoonlijke beleidsopvattingen",
        name: "persoonlijke beleidsopvattingen in stukken voor intern beraad",
        considerations: "",
    },
    Entry {
        id: "scope", article: "", paragraph: None, part: None, kind: OutOfScope, fades: false, platform: None,
        short: "valt buiten het verzoek",
        name: "valt buiten het verzoek",
        considerations: "",
    },
    Entry {
        id: "dubbel", article: "", paragraph: None, part: None, kind: Duplicate, fades: false, platform: None,
        short: "dubbel",
        name: "staat al in een ander document",
        considerations: "",
    },
];
