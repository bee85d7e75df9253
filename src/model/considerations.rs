//! Why a ground is used: which grounds of a dossier need reasons, and a first text for each to work from.
//!
//! **Invariant:** every ground that needs reasons has a template; what stands between square brackets is for a person
//! to fill in, so that a template is never taken for the reasons themselves.
//! **Absent:** texts of decisions by others; the wording is our own.

use super::document::Aside;
use super::dossier::Dossier;
use super::ground::{Ground, GroundKind};
use std::collections::BTreeSet;

impl Dossier {
    /// The grounds in use for which a decision must give reasons, in law order. What an earlier decision refused was
    /// motivated there.
    pub fn grounds_to_motivate(&self) -> BTreeSet<Ground> {
        let judged = self.documents.iter().filter(|d| d.judged().is_some());
        let judged = judged.filter(|d| d.aside != Some(Aside::EarlierRefused));
        let used = judged.flat_map(|d| d.listed_grounds());
        used.filter(needs_reasons).collect()
    }
}

/// Whether something is still to be filled in.
pub fn is_open(text: &str) -> bool {
    text.contains('[')
}

/// Whether a decision must say why a ground is used; a passage outside the request needs no ground.
pub fn needs_reasons(ground: &Ground) -> bool {
    !matches!(
        ground.kind(),
        GroundKind::OutOfScope | GroundKind::Duplicate | GroundKind::Wob
    )
}

/// A first text for the considerations of a ground.
pub fn template(ground: &Ground) -> String {
    let id = ground.id();
    let own = OWN.iter().find(|(known, _)| *known == id);
    match (own, ground.kind()) {
        (Some((_, text)), GroundKind::Relative) => format!("{text} {WEIGHED}"),
        (Some((_, text)), _) => (*text).to_owned(),
        (None, _) => format!(
            "In [omschrijving van de documenten] staan passages waarvoor geldt: {}. [Toelichting.]",
            ground.name()
        ),
    }
}

/// What a relative ground asks for besides (article 5.1, third paragraph).
const WEIGHED: &str =
    "Dit belang weegt hier zwaarder dan het algemene belang van openbaarheid, omdat [toelichting].";

#[rustfmt::skip]
const OWN: &[(&str, &str)] = &[
    ("5.1.1a", "Openbaarmaking van [omschrijving] zou de eenheid van de Kroon in gevaar kunnen brengen, omdat [toelichting]. Wij maken deze passages daarom niet openbaar."),
    ("5.1.1b", "Openbaarmaking van [omschrijving] zou de veiligheid van de Staat kunnen schaden, omdat [toelichting]. Wij maken deze passages daarom niet openbaar."),
    ("5.1.1c", "In [omschrijving] staan gegevens waaruit wetenswaardigheden over de bedrijfsvoering, het productieproces, de afzet of de kring van afnemers en leveranciers van een onderneming zijn af te lezen. De onderneming heeft deze gegevens vertrouwelijk aan ons verstrekt. Deze grond laat geen belangenafweging toe; wij maken de gegevens niet openbaar."),
    ("5.1.1d", "In [omschrijving] staan bijzondere of strafrechtelijke persoonsgegevens. De betrokkene heeft voor openbaarmaking geen uitdrukkelijke toestemming gegeven en heeft de gegevens niet zelf openbaar gemaakt. Wij maken ze niet openbaar."),
    ("5.1.1e", "In [omschrijving] staan nummers die dienen ter identificatie van personen, zoals het burgerservicenummer. Openbaarmaking zou hier kennelijk inbreuk maken op de persoonlijke levenssfeer. Wij maken deze nummers niet openbaar."),
    ("5.1.2a", "Openbaarmaking van [omschrijving] zou de betrekkingen van Nederland met [land of organisatie] kunnen schaden, omdat [toelichting]."),
    ("5.1.2b", "Openbaarmaking van [omschrijving] zou de economische of financiële belangen van [publiekrechtelijke rechtspersoon] schaden, bijvoorbeeld de positie bij onderhandelingen of aanbestedingen, omdat [toelichting]."),
    ("5.1.2c", "Openbaarmaking van [omschrijving] zou de opsporing of vervolging van strafbare feiten kunnen hinderen, omdat [toelichting]."),
    ("5.1.2d", "Openbaarmaking van [omschrijving] zou inspectie, controle of toezicht door bestuursorganen kunnen hinderen, omdat [toelichting]."),
    ("5.1.2e", "In de documenten staan gegevens waarmee personen zijn te herkennen, zoals namen, handtekeningen, e-mailadressen en telefoonnummers. Het gaat om [ambtenaren die niet vanwege hun functie in de openbaarheid treden, inwoners, medewerkers van bedrijven]. Wie zij zijn, is voor het begrip van de documenten niet nodig; bekendmaking zou hun persoonlijke levenssfeer raken."),
    ("5.1.2f", "In [omschrijving] staan concurrentiegevoelige bedrijfs- en fabricagegegevens die niet vertrouwelijk aan ons zijn meegedeeld. Andere ondernemingen zouden met deze gegevens [voordeel], omdat [toelichting]."),
    ("5.1.2g", "Openbaarmaking van [omschrijving] zou het milieu kunnen schaden waarop deze informatie betrekking heeft, omdat [toelichting]."),
    ("5.1.2h", "Met [omschrijving] zou iemand personen, bedrijven of voorzieningen kunnen bedreigen, schaden of verstoren, omdat [toelichting]."),
    ("5.1.2i", "Openbaarmaking van [omschrijving] zou het goed functioneren van [bestuursorgaan] schaden, omdat [toelichting]."),
    ("5.1.4", "[Geadresseerde] heeft belang erbij als eerste van deze informatie kennis te nemen. Zodra dat is gebeurd, uiterlijk op [datum], maken wij de informatie alsnog openbaar."),
    ("5.1.5", "Openbaarmaking van [omschrijving] zou [ander belang] onevenredig benadelen. Dit valt niet onder een van de andere gronden, en het geval is uitzonderlijk, omdat [toelichting]."),
    ("5.1.6", "In [omschrijving] staan bedrijfs- en fabricagegegevens die vertrouwelijk aan ons zijn meegedeeld en die ook milieu-informatie zijn. Openbaarmaking zou [onderneming] ernstig schaden, omdat [toelichting]. Dit weegt hier zwaarder dan het algemene belang van openbaarheid."),
    ("5.2.1", "[Omschrijving] is opgesteld voor intern beraad en bevat persoonlijke beleidsopvattingen: meningen, voorstellen en argumenten van de deelnemers aan het beraad. Wie meedenkt, moet vrij kunnen spreken. De feiten, prognoses en beleidsalternatieven in dezelfde documenten zijn wel openbaar gemaakt."),
    ("5.4", "[Omschrijving] gaat over de vorming van een kabinet of college en valt onder de bijzondere regeling voor formatie. Wij maken deze passages niet openbaar."),
    ("5.4a", "[Omschrijving] gaat over de ondersteuning van een individueel lid van [vertegenwoordigend orgaan]. De wet zondert deze informatie van openbaarmaking uit."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_that_needs_reasons_has_a_template_to_fill_in() {
        let offered = Ground::offered().filter(needs_reasons);
        for ground in offered {
            let text = template(&ground);
            assert!(text.ends_with('.') && text.len() > 80, "{text}");
            assert!(is_open(&text), "{text}");
            let is_relative = ground.kind() == GroundKind::Relative;
            assert_eq!(text.contains(WEIGHED), is_relative, "{}", ground.id());
            assert!(
                OWN.iter().any(|(id, _)| *id == ground.id()),
                "{}",
                ground.id()
            );
        }
        let other = Ground::parse("8.8 Gemeentewet, artikel 25").unwrap();
        assert!(template(&other).contains(other.name()));
    }
}
