//! What stands like a name and is none: organisations, streets, laws, public functions, words of offices.
//!
//! **Invariant:** asked of every name before it is taken.
//! **Absent:** what one dossier says of a word; that is memory.

use super::super::sheet::{Shape, Sheet, Term};
use super::super::words::Words;
use super::capital::is_month_name;
use super::kin::is_word_for_person;
use crate::model::word::{is_borne, is_common, is_prefix, is_title};

/// Words before a name that make it an organisation's, folded.
static BEFORE: Words = Words::new(
    "stichting bouwbedrijf basisschool kapsalon restaurant autobedrijf woningcorporatie zorggroep bedrijf \
     firma cafe hotel school vereniging storm koning koningin prinses prins raad rechtbank gemeente \
     provincie wet zaal hogeschool universiteit instituut partij ministerie garage bakkerij slagerij \
     advocatenkantoor kantoor praktijk apotheek aannemersbedrijf waterschap gerechtshof camping \
     zorgcentrum verzorgingshuis ziekenhuis kerk sporthal buurthuis wijkcentrum winkel supermarkt \
     uitgeverij bureau fractie park huize villa molen college lyceum obs cbs team kamer ruimte \
     vergaderzaal vergaderkamer dorpshuis gemeenschapshuis verenigingsgebouw grillroom eetcafe brasserie \
     lunchroom cafetaria toko loods locatie afdeling rederij drogisterij boekhandel kwekerij manege \
     veiligheidsregio omgevingsdienst politieregio arrondissement ggd inspectie",
);
/// Words behind a name that make it an organisation's.
static BEHIND: Words = Words::new(
    "hotel hotels restaurant bv nv vof cv advocaten adviesgroep infra groenvoorziening timmerwerken partners holding group groep \
     bouw beheer makelaars makelaardij notarissen stichting installatietechniek installaties advies \
     transport consultancy vastgoed schilderwerken bouwbedrijf zonen zn metaal projecten dakwerken \
     hoveniers techniek verhuur media",
);
/// Words that do so where they have a capital.
static BEHIND_CAPITAL: Words = Words::new(
    "courant dagblad nieuwsblad weekblad tribune omroep legal law accountants architecten ingenieurs adviseurs advocatuur schoonmaak beveiliging security \
     solutions services software trading logistiek letselschade rechtsbijstand zorg thuiszorg \
     opleidingen coaching mediation incasso",
);
/// Towns of two words of which the first is a first name, folded.
const TOWNS: [(&str, &str); 2] = [("anna", "jacobapolder"), ("anna", "paulowna")];
/// Endings of words before or in a name that is an organisation's.
const ENDINGS: [&str; 38] = [
    "bedrijf",
    "school",
    "stichting",
    "vereniging",
    "corporatie",
    "groep",
    "bureau",
    "kantoor",
    "instituut",
    "centrum",
    "praktijk",
    "fonds",
    "bank",
    "winkel",
    "makelaardij",
    "verzekeringen",
    "dienst",
    "gemeente",
    "ministerie",
    "commissie",
    "academie",
    "maatschappij",
    "museum",
    "theater",
    "stadion",
    "ziekenhuis",
    "collectief",
    "festival",
    "project",
    "fractie",
    "fabriek",
    "industrie",
    "dagverblijf",
    "studio",
    "salon",
    "handel",
    "raad",
    "loket",
];
const STREETS: [&str; 24] = [
    "straat",
    "laan",
    "weg",
    "plein",
    "dijk",
    "kade",
    "singel",
    "gracht",
    "steeg",
    "dreef",
    "pad",
    "park",
    "hof",
    "markt",
    "baan",
    "wal",
    "plantsoen",
    "haven",
    "brug",
    "polder",
    "wijk",
    "kwartier",
    "huis",
    "kerk",
];
/// Endings of nearly nothing but streets.
const ROADS: [&str; 9] = [
    "straat", "laan", "weg", "plein", "kade", "singel", "gracht", "steeg", "dreef",
];
/// Endings of family names as well.
const HOUSES: [&str; 5] = ["huis", "hof", "wijk", "kerk", "dijk"];
/// Functions whose bearers act in public.
static PUBLIC: Words = Words::new(
    "burgemeester burgemeesters locoburgemeester wethouder wethouders gemeentesecretaris minister \
     ministers ministerpresident staatssecretaris commissaris gedeputeerde gedeputeerden raadslid \
     raadsleden portefeuillehouder koningin prinses dijkgraaf premier kamerlid statenlid heemraad \
     fractievoorzitter ombudsman kinderombudsman kamerleden rijksbouwmeester",
);
/// Words that are names of nobody wherever they stand.
static NOBODY: Words = Words::new(
    "beste hoi dag hallo hi ha groet groeten hoogachtend mobiel nederland nederlandse europa europese \
     staten rijk geboren voorletters voornamen achternaam postcode straat bijlage re fw fwd cc bcc aan \
     van sent from subject verzonden onderwerp datum plaats paraaf handtekening akkoord wie actie gereed \
     ja nee onbekend aanwezig afwezig verslag agenda notulen locatie tijd functie relatie kind kinderen \
     vacature the st nr mgr royal abn amro ing rabobank kpn groetjes mvg gr hgr heijn opel renault peugeot toyota volkswagen mercedes audi bmw \
     volvo skoda honda nissan mazda suzuki hyundai microsoft google whatsapp facebook outlook philips ikea \
     hema jumbo lidl aldi ziggo samsung iphone isala capgemini vattenfall antea heijmans arcadis deloitte kpmg pwc accenture ordina sogeti atos \
     centric berenschot sweco tauw enexis liander stedin essent eneco vitens odido postnl novartis pfizer shell \
     unilever asml achmea aegon menzis ahold randstad flynth prorail schiphol boskalis liefs ondergetekende noreply mvg",
);

/// Whether a word is a firm's, or an office's, that is known to everybody.
pub fn is_known_firm(key: &str) -> bool {
    NOBODY.contains(key)
}

/// A word of which a name is never a part.
pub fn is_stop(sheet: &Sheet, term: &Term) -> bool {
    let key = sheet.key(term);
    if matches!(key, "mei" | "april" | "juni" | "juli" | "augustus")
        && is_month_name(sheet, sheet.term_from(term.start))
    {
        return false;
    }
    (is_common(key) && !is_borne(key) && !sheet.is_prefix(term))
        || NOBODY.contains(key) && !sheet.is_prefix(term)
        || is_mixed(sheet.said(term.start, term.end))
        || ["nr", "nummer", "datum", "adres"]
            .iter()
            .any(|end| key.ends_with(end) && key.len() > end.len())
        || is_title(key) && term.shape != Shape::Initials
}

/// `HaskoningDHV`: capitals behind a small letter are a firm's.
fn is_mixed(said: &str) -> bool {
    let letters: Vec<char> = said.chars().collect();
    letters
        .windows(3)
        .any(|w| matches!(w, [a, b, c] if a.is_lowercase() && b.is_uppercase() && c.is_uppercase()))
}

pub fn is_public_function(key: &str) -> bool {
    PUBLIC.contains(key)
}

/// Whether two words are a town that is called as a person.
pub fn is_town(first: &str, second: &str) -> bool {
    TOWNS.contains(&(first, second))
}

pub fn is_street_name(key: &str) -> bool {
    STREETS
        .iter()
        .any(|s| key.ends_with(s) && key.len() > s.len() + 3)
}

fn is_office_before(key: &str) -> bool {
    BEFORE.contains(key) || ENDINGS.iter().any(|ending| key.ends_with(ending))
}

/// A word in lower case with a hyphen before a name: `motie-Zwart`.
fn is_headed(sheet: &Sheet, term: &Term) -> bool {
    let said = sheet.said(term.start, term.end);
    let (head, key) = (sheet.head(term), sheet.key(term));
    term.shape == Shape::Capital
        && said.starts_with(char::is_lowercase)
        && head != key
        && said.contains('-')
        && !is_prefix(head)
}

/// A line between dashes parts two messages.
fn is_rule(sheet: &Sheet, terms: &[Term]) -> bool {
    let line = terms.first().map_or("", |t| sheet.line_text(t.line).trim());
    line.starts_with("--") && line.ends_with("--")
}

/// Whether the last word of a stretch ends as nothing but streets do, and is on no list of names.
pub fn is_road(sheet: &Sheet, (first, end): (usize, usize)) -> bool {
    let last = sheet.terms.get(first..end).and_then(<[Term]>::last);
    last.is_some_and(|t| {
        let key = sheet.tail(t);
        let is_end = |end: &&str| key.ends_with(*end) && key.len() > end.len() + 3;
        ROADS.iter().any(is_end) && !t.known.name()
    })
}

/// Whether a title of nothing but persons stands before it; `Dr.` may begin the name of a street.
fn is_addressed(sheet: &Sheet, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|at| sheet.terms.get(at));
    before.is_some_and(|t| {
        matches!(
            sheet.key(t),
            "heer"
                | "heren"
                | "mevrouw"
                | "meneer"
                | "dhr"
                | "mw"
                | "mevr"
                | "mej"
                | "hr"
                | "familie"
                | "fam"
        )
    })
}

/// Whether what ends as a street does is one, and no name that a street may have too. `detector` says where it stands.
fn is_street(sheet: &Sheet, (first, end): (usize, usize), detector: &str) -> bool {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    let Some(last) = terms.last() else {
        return false;
    };
    let key = sheet.tail(last);
    if !is_street_name(key) || last.known.family || last.known.person || last.known.first {
        return false;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| key.ends_with(ending));
    let given = terms.first().filter(|_| terms.len() > 1);
    let given = given.is_some_and(|t| t.known.name() && !t.known.word);
    match detector {
        "title" => ends(&ROADS) && !is_addressed(sheet, first),
        "header" | "salutation" | "closing" | "speaker" | "column" => false,
        "label" | "list" | "initials" | "reversed" | "memory" => ends(&ROADS),
        _ => !(given && ends(&HOUSES)),
    }
}

/// Whether a stretch of terms is no person's name. `detector` says where it stands.
pub fn is_no_person(sheet: &Sheet, (first, end): (usize, usize), detector: &str) -> bool {
    let terms = sheet.terms.get(first..end).unwrap_or(&[]);
    if terms.is_empty() || terms.iter().any(|t| t.is_address) {
        return true;
    }
    if terms.iter().any(|t| is_headed(sheet, t)) || is_rule(sheet, terms) {
        return true;
    }
    if is_of_organisation(sheet, first) || is_postcode(sheet, first) {
        return true;
    }
    let is_street = is_street(sheet, (first, end), detector);
    // An organisation is named before or behind: `Stichting Jansen`, `Jansen B.V.`
    let before = first
        .checked_sub(1)
        .and_then(|at| sheet.terms.get(at).map(|t| (at, t)));
    let skips = before.filter(|(at, t)| sheet.is_prefix(t) && sheet.gap(*at) == " ");
    let before = match skips {
        Some((at, _)) => at
            .checked_sub(1)
            .and_then(|at| sheet.terms.get(at).map(|t| (at, t))),
        None => before,
    };
    let by_office = before.is_some_and(|(at, t)| {
        sheet.gap(at) == " "
            && is_office_before(sheet.key(t))
            && (t.shape != Shape::Lower || is_place_word(sheet.key(t)))
    });
    let behind = sheet.gap(end - 1);
    let next = sheet.terms.get(end);
    let is_firm = next.is_some_and(|t| {
        behind.chars().all(|c| c == ' ' || c == '.')
            && (BEHIND.contains(sheet.key(t))
                || BEHIND_CAPITAL.contains(sheet.key(t)) && t.shape == Shape::Capital
                || is_firm_form(sheet, t))
    }) || is_named_firm(sheet, end)
        || behind.trim_start().starts_with('&') && !are_couple(sheet, end);
    let in_office = terms.iter().any(|t| {
        let key = sheet.key(t);
        (is_office_before(key) || BEHIND.contains(key) || BEHIND_CAPITAL.contains(key))
            && !t.known.family
            && !t.known.person
            && t.shape != Shape::Initials
    });
    // `Villa Maria`
    let is_house = terms.len() > 1
        && sheet.gap(first) == " "
        && terms.iter().all(|t| t.shape != Shape::Initials)
        && terms
            .first()
            .is_some_and(|t| BEFORE.contains(sheet.key(t)) && t.known.word && !t.known.first);
    let and_sons = sheet.gap_before(first).trim_end().ends_with('&') && !are_couple(sheet, first);
    is_street || by_office || is_firm || in_office || is_house || and_sons
}

/// Whether the cell of a term is what a form says of an organisation: behind `Handelsnaam`.
fn is_of_organisation(sheet: &Sheet, first: usize) -> bool {
    const LABELS: [&str; 9] = [
        "handelsnaam",
        "bedrijfsnaam",
        "bedrijf",
        "organisatie",
        "naam onderneming",
        "naam organisatie",
        "naam bedrijf",
        "werkgever",
        "instelling",
    ];
    let is_label = |said: &str| LABELS.contains(&said.trim().to_lowercase().as_str());
    let Some(term) = sheet.terms.get(first) else {
        return false;
    };
    let cell = sheet
        .cells
        .get(term.cell)
        .map_or((0, 0), |c| (c.line, c.start));
    let beside = term
        .cell
        .checked_sub(1)
        .filter(|before| sheet.cells_of(cell.0).contains(before));
    let own = sheet.said(cell.1, term.start);
    let own = own.trim_end().strip_suffix(':');
    own.is_some_and(is_label)
        || beside.is_some_and(|b| is_label(sheet.cell_text(b).trim_end_matches([':', ' '])))
}

/// `Zwart Pluimvee B.V.`: an ordinary word between a name and the form of a firm.
fn is_named_firm(sheet: &Sheet, end: usize) -> bool {
    let word = sheet.terms.get(end);
    let form = sheet.terms.get(end + 1);
    sheet.gap(end - 1) == " "
        && sheet.gap(end) == " "
        && word.is_some_and(|t| t.shape == Shape::Capital && t.known.word)
        && form.is_some_and(|t| is_firm_form(sheet, t))
}

/// The letters of a postcode, before the name of a town.
fn is_postcode(sheet: &Sheet, first: usize) -> bool {
    let letters = sheet.terms.get(first);
    let digits = first.checked_sub(1).and_then(|at| sheet.terms.get(at));
    letters.is_some_and(|t| t.shape == Shape::Upper && sheet.key(t).len() == 2)
        && digits.is_some_and(|t| t.shape == Shape::Number && t.end - t.start == 4)
        && matches!(sheet.gap_before(first), " " | "")
}

/// Whether `&` joins two first names before a term: `Anton & Rie Jansen`.
fn are_couple(sheet: &Sheet, second: usize) -> bool {
    let term = |at: usize| sheet.terms.get(at);
    let given = second.checked_sub(1).and_then(term);
    let is_given = given.is_some_and(|t| t.known.first && !t.known.word);
    let family = term(second + 1).filter(|_| sheet.gap(second) == " ");
    let is_person = |t: &Term| {
        t.shape == Shape::Capital
            && !is_office_before(sheet.key(t))
            && !BEHIND.contains(sheet.key(t))
    };
    let of_more = family.is_some_and(|t| is_person(t) || sheet.is_prefix(t));
    is_given && term(second).is_some_and(|t| is_person(t) && (t.known.first || of_more))
}

/// A name without the firm behind it: of `Olga Visser van Lumivia B.V.` the person.
pub fn without_firm(sheet: &Sheet, (first, end): (usize, usize), detector: &str) -> (usize, usize) {
    let is_van = |at: &usize| sheet.terms.get(*at).is_some_and(|t| sheet.key(t) == "van");
    // Behind a title or a word for a person the first name alone is one: `mijn arts, Jolijn van Huisartsenpraktijk Zuid`.
    let is_given = |t: &Term| (t.known.first || t.known.person) && !t.known.word;
    let opens = sheet.terms.get(first).is_some_and(is_given);
    let least = if detector == "title" || opens { 1 } else { 2 };
    let cut = (first + least..end).rev().find(is_van);
    let named = |cut: usize| {
        let terms = sheet.terms.get(first..cut).unwrap_or(&[]);
        terms
            .iter()
            .filter(|t| t.shape == Shape::Capital || t.shape == Shape::Initials)
            .count()
            >= least
    };
    match cut.filter(|cut| named(*cut)) {
        Some(cut) if is_no_person(sheet, (first, end), detector) => (first, cut),
        _ => (first, end),
    }
}

/// A name without the word for a person before it: of `Buurvrouw Jolijn` the name.
pub fn without_word(sheet: &Sheet, (first, end): (usize, usize)) -> (usize, usize) {
    let is_led = end > first + 1
        && sheet.terms.get(first).is_some_and(|t| {
            t.shape == Shape::Capital && !t.known.name() && is_word_for_person(sheet.key(t))
        });
    (first + usize::from(is_led), end)
}

fn is_place_word(key: &str) -> bool {
    ENDINGS.iter().any(|ending| key.ends_with(ending)) || BEFORE.contains(key)
}

fn is_firm_form(sheet: &Sheet, term: &Term) -> bool {
    let said = sheet.said(term.start, term.end);
    matches!(
        said,
        "B.V." | "B.V" | "N.V." | "N.V" | "V.O.F." | "V.O.F" | "C.V." | "BV" | "NV" | "VOF"
    )
}
