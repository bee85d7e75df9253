//! Words for a person, which a name may follow: of kin, of a trade, of a part in a case.
//!
//! **Absent:** titles, which are `model::word`'s.

use super::super::words::Words;

/// Words for a person, which a name may follow.
static PERSONS: Words = Words::new(
    "getuige medewerker medewerkster collega bewoner bewoonster betrokkene aanvrager aanvraagster \
     verzoeker verzoekster moeder vader zoon dochter broer broertje zus zusje client clienten melder \
     meldster patient buurman buurvrouw overbuurman overbuurvrouw buurjongen buurmeisje huisarts \
     verdachte overtreder echtgenote echtgenoot zwager schoonzus man vrouw vriend vriendin oom tante opa \
     oma kind kinderen partner ex expartner verbalisant ondergetekende voornaam heette heet genaamd \
     leerling juf meester mentor docent docente leerkracht trainer eigenaar eigenaresse huurder huurster \
     verhuurder bezwaarmaker klager klaagster inspreker inspreekster appellant appellante namens tav \
     gemachtigde adviseur wijkagent agent brigadier hoofdagent inspecteur toezichthouder handhaver \
     behandelaar psycholoog verpleegkundige bedrijfsarts jeugdarts arts teamleider contactpersoon collegas hradviseur \
     dochtertje zoontje ambtenaar bijnaam alias roepnaam boekhouder boekhoudster voorman notaris \
     gezinsvoogd voogd bewindvoerder mantelzorger thuisbegeleider begeleidster begeleider coach \
     zorgcoordinator procesregisseur casusregisseur kleinzoon kleindochter nicht neef schoonmoeder \
     schoonvader schoonzoon schoondochter stiefvader stiefmoeder pleegmoeder pleegvader \
     ergotherapeut fysiotherapeut kinderrechter woordvoerder woordvoerster stagiair stagiaire vrijwilliger \
     vrijwilligster conducteur leerplichtambtenaar consulent consulente beheerder \
     vervanger vervangster opvolger opvolgster voorganger zaakwaarnemer tolk \
     verbalisanten getuigen agenten toezichthouders bestuurder vakbondsbestuurder kandidaat gezin echtpaar \
     erven zorgverlener portier rentmeester uitbater knecht makelaar advocaat architect accountant chauffeur \
     monteur rechercheur officier huisbaas longarts dierenarts tandarts voorlichter leidinggevende jurist directeur \
     griffier chef teamchef afdelingshoofd conciërge vertrouwenspersoon verkoper verkoopster",
);
/// What words for what persons do end with: `inkoopadviseur`, `raadsonderzoeker`.
const DOERS: [&str; 34] = [
    "vertegenwoordiger",
    "initiatiefnemer",
    "ontwikkelaar",
    "woordvoerder",
    "leraar",
    "controller",
    "ondernemer",
    "teur",
    "adviseur",
    "medewerker",
    "medewerkster",
    "leider",
    "leidster",
    "begeleider",
    "begeleidster",
    "consulent",
    "inspecteur",
    "coordinator",
    "verpleegkundige",
    "onderzoeker",
    "deskundige",
    "specialist",
    "ambtenaar",
    "assistent",
    "assistente",
    "therapeut",
    "psycholoog",
    "hulpverlener",
    "regisseur",
    "beheerder",
    "coach",
    "manager",
    "buurman",
    "buurvrouw",
];

/// Whether a word stands for a person and may have a name behind it: `dochter`, `getuige`.
pub fn is_word_for_person(key: &str) -> bool {
    PERSONS.contains(key) || DOERS.iter().any(|end| key.ends_with(end))
}
