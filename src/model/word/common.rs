//! Ordinary Dutch words that are written with a capital often enough, or are a name as well.
//!
//! **Invariant:** every word is folded, as [`super::Words`] folds it.
//! **Absent:** the words of one dossier, which are learned from what it says in lower case.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that hold a sentence together, months, days, and the marks of firms.
const SMALL: &str = "\
aan af al alle alleen als alsnog altijd ander andere bent bij bijna binnen boven bovendien buiten daar daarbij \
daarom daarop dan dat de deel den der deze dezelfde die dit doen doet door dus echter een eens eerder eerst \
eerste elk elke en enkele er ervan evenals gaan geen gehele geldt gelet gezien graag haar had hebben hebt \
heeft heel hem hen het hier hij hoe hoewel hun ieder iedere iemand iets ik immers in indien inmiddels is ja je \
jij jullie kan kon kunnen kunt laat later maar mag me met mij mijn moet moeten mogen na naar naast namens nee \
niet niets nog nogmaals nu of om omdat onder ons onze ook op over overigens per reeds sinds slechts sommige \
soms te tegen ten ter terug tevens tijdens toch toe toen tot tussen u uit uw vaak van vanaf vandaag veel \
verder via volgens voor voordat voorts vorig vorige waar waarbij waarom waarvan wanneer want waren was wat we \
weer wel welke werd werden wie wij wil willen worden wordt zal ze zeer zelf zich zij zijn zo zoals zodat \
zonder zou zouden zult zullen januari februari maart april mei juni juli augustus september oktober november \
december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag bv nv vof cv ltd gmbh inc nl eu bsn iban \
kvk btw tel fax email mail web www http https html pdf";

/// Words of offices, letters and files.
const OFFICE: &str = "\
aangifte aanvraag aanvrager achternaam adres advies adviseur advocaat afdeling afschrift afspraak afzender \
agenda akkoord ambtenaar antwoord artikel bedrag bedrijf beheerder behandelaar behandeld belanghebbende beleid \
bericht beroep beschikking beslissing besluit bestuur betreft bezwaar bijlage bijlagen blad brief burger \
burgemeester centrum client code college commissie concept contact contract controle datum deelnemer \
definitief dienst directeur directie document dossier factuur financien functie gebouw gebruiker geachte \
gegevens gemeente gemeenteraad gemachtigde gesprek goedkeuring griffier groep handtekening hoofd huisnummer \
indiener informatie inhoud inspecteur inspectie instelling intern inventaris inwoner inzake kantoor kenmerk \
klacht klager klant kosten kopie leverancier lijst locatie manager medewerker medisch meldingen melding memo \
ministerie minister naam nota notitie notaris nummer offerte omgeving omschrijving onderwerp onderzoek \
ondernemer ondertekend ontvanger openbaar opdracht opdrachtgever opmerking organisatie ouder ouders \
overeenkomst overheid overleg overzicht paragraaf partij passage persoon personeel plaats plan planning \
politie postadres postbus postcode prijs procedure project provincie raad rapport rechtbank rekening reactie \
regeling reden referentie register rekeningnummer ruimte samenvatting school secretaris stichting stuk taak \
team tekening telefoon telefoonnummer titel toelichting totaal uitspraak vergadering vergunning verklaring \
verslag verweer verzoek verzoeker vereniging voornaam voorstel voorzitter vraag waterschap werkgever werknemer \
wet wethouder woning zaak zaaknummer avg awb vng wob woo woz zienswijze zorg nederland nederlands nederlandse";

/// Words that are a family name or a first name as well.
const NAMES: &str = "\
aarde akker appel baan baars bakker bal balk bas beek been beer bel berg berk beuk bever bijl bisschop blad \
blauw bloed bloem blok bode boek boer bok bol boom boon boot borst bos braam brand breed brink bron brood \
broek brouwer brug bruin buis burg burger buur dam dekker dekkers dijk dom donk donker doorn dorp draad duif \
duin duinen duivel eik eiland floor fluit gans geel geluk goed goud graaf graf gracht gras groen groene groot \
haak haan haas hal hamer hand haring hart haven heer heide heil held hek helling hemel herder hert hertog \
heuvel hoek hoeve hof hol hond hoofd hoop hoorn horst hout huis huisman huizen hulst ijzer jager jas jong \
jonge jongen kaas kade kam kamp kan kant kapel kas kasteel kat keizer kerk ketel keur kind kist klaver klei \
klein kleine klerk klok knap knecht koe koek koel kok kolk kom koning konijn kool koopman koper koren korf \
kort korte koster kraan kraai kramer krant kroon kruik kruis kuiper kuipers kunst laan lam land lang lange \
last leeuw lente licht lijn linde loods loon loos maan maat man mark markt meer mees meester mens merk \
mes middel moed moes mol molen molenaar mond mooi moor mos mulder munt mus naald nagel nieuw noord noot oever \
oom oost oosten os oud oude paal paard pad palm pan papier parel pas paus peer pen peper pijl pijp pil pin \
plaat plas plein plomp poel poort poot post pot prijs prins punt put raaf rad ram rand recht regen reus rib \
ridder riet rijk ring rob roest roos rood rot ruiter rust schaap schaar schans schenk schild schilder \
schipper schippers schoen schoenmaker schout school schrijver schut schutter slager slot sluis smal smid snel \
snijder snoek spiegel spijker spring staal stad stal stam steen stel ster sterk stoel stok storm straat strand \
strik stroom suiker tak tand tas tempel timmer timmerman tol tom ton toren touw tuin tulp uil valk van vat \
veen veer veld velde ven verf vet vink vis visser vlag vlam vlas vlieger voet vogel vonk vorst vos \
vriend vroom vrolijk vuur waard wacht wagenaar wal wand water weer weg wel werf werk west wever wiel wijk \
wijn wijs wild wilde winkel winter wit witte wolf wolk zaal zand zee zeeman zeil zilver zomer zon zout zuid \
zuil zwaan zwaard zwager zwart";

static BORNE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| NAMES.split(' ').collect());
static ALL: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let others = SMALL.split(' ').chain(OFFICE.split(' '));
    others.chain(NAMES.split(' ')).collect()
});

/// Whether a word, folded, is ordinary Dutch whoever may bear it as a name.
pub fn is_common(key: &str) -> bool {
    ALL.contains(key)
}

/// Whether an ordinary word, folded, is borne as a name.
pub fn is_borne(key: &str) -> bool {
    BORNE.contains(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_words_are_known_and_names_that_are_none_are_not() {
        for word in [
            "bos", "dam", "bakker", "visser", "gemeente", "omdat", "maart",
        ] {
            assert!(is_common(word), "{word}");
        }
        for name in [
            "jansen",
            "willemsen",
            "hagedoorn",
            "quintessens",
            "bo",
            "li",
        ] {
            assert!(!is_common(name), "{name}");
        }
        for word in ALL.iter() {
            assert_eq!(super::super::folded_text(word), *word, "folded");
        }
    }
}
