//! The report of proof as a paper for the file of the case: what was written, how it was checked, what was left out and
//! why somebody went on.
//!
//! **Invariant:** no text of a document, no coordinates, no hash of a source; every written file with its hash.

use super::answer::Answer;
use super::inventory::long_date;
use super::made::{Listed, Made, program};
use super::report::{CheckResult, PageReport, Verdict};
use crate::engine::Check;
use crate::model::dossier::Facts;
use crate::writer::flow::{Flow, Paper, Row};
use crate::writer::{Claim, FileFacts};

/// Everything that the paper says.
pub(super) struct Proven<'a> {
    pub title: &'a Facts,
    pub edition: &'a str,
    pub reason: &'a str,
    /// `None` where nothing was asked.
    pub warnings: Option<usize>,
    pub made: &'a Made,
    /// What stands beside the documents.
    pub papers: &'a [Listed],
    pub unjudged: &'a [String],
    pub answers: &'a [Answer],
}

/// The bytes of a PDF.
pub(super) fn bytes(proven: &Proven<'_>, claim: Claim) -> Vec<u8> {
    let title = "Verslag van de controle bij openbaarmaking";
    let mut flow = Flow::new(Paper::Portrait);
    flow.heading(1, title);
    facts(&mut flow, proven);
    files(&mut flow, proven);
    documents(&mut flow, proven);
    checks(&mut flow, proven);
    left_out(&mut flow, proven);
    answers(&mut flow, proven);
    let facts = FileFacts {
        title: title.to_owned(),
        language: "nl-NL".to_owned(),
        date: proven.made.day.clone(),
    };
    flow.finish(&facts, claim, |page, pages| {
        format!("Pagina {page} van {pages}")
    })
}

fn plain(cells: &[&str]) -> Row {
    Row {
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        bold: false,
    }
}

fn heads(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|head| (*head).to_owned()).collect()
}

fn facts(flow: &mut Flow, proven: &Proven<'_>) {
    let (facts, made) = (proven.title, proven.made);
    let pages: usize = made.files.iter().map(|f| f.pages).sum();
    let documents = made.files.len();
    let (day, program) = (long_date(&made.day), program());
    let (entry, written) = (
        made.last_entry.to_string(),
        format!("{documents} documenten, {pages} pagina's"),
    );
    let warnings = proven.warnings.map_or_else(String::new, |n| n.to_string());
    let rows = [
        ("Bestuursorgaan", facts.body.as_str()),
        ("Kenmerk", facts.reference.as_str()),
        ("Uitgave", proven.edition),
        ("Dag", day.as_str()),
        ("Programma", program.as_str()),
        ("Laatste handeling in het logboek", entry.as_str()),
        ("Geschreven", written.as_str()),
        ("Waarschuwingen", warnings.as_str()),
        ("Reden om toch te exporteren", proven.reason),
    ];
    let rows = rows.iter().filter(|(_, value)| !value.trim().is_empty());
    let rows: Vec<Row> = rows.map(|(name, value)| plain(&[name, value])).collect();
    flow.table(&heads(&["Gegeven", "Waarde"]), &[1.0, 2.0], &rows);
}

fn files(flow: &mut Flow, proven: &Proven<'_>) {
    flow.heading(2, "Geschreven bestanden");
    flow.paragraph("De hash (SHA-256) is die van het geschreven bestand. Wie er een bit aan verandert, krijgt een andere.");
    let documents = proven.made.files.iter();
    let documents = documents.map(|f| plain(&[&f.name, &f.pages.to_string(), &f.sha256]));
    let papers = proven.papers.iter();
    let papers = papers.map(|f| plain(&[&f.name, "", &f.sha256]));
    let rows: Vec<Row> = documents.chain(papers).collect();
    flow.table(
        &heads(&["Bestand", "Pag.", "SHA-256"]),
        &[2.0, 0.6, 7.0],
        &rows,
    );
}

fn documents(flow: &mut Flow, proven: &Proven<'_>) {
    if proven.made.documents.is_empty() {
        return;
    }
    flow.heading(2, "Oordeel per document");
    verdicts(flow, proven);
    noted_pages(flow, proven);
}

/// A row for every document.
fn verdicts(flow: &mut Flow, proven: &Proven<'_>) {
    let rows = proven.made.documents.iter().map(|report| {
        let count = |verdict| {
            report
                .pages
                .iter()
                .filter(|p| p.verdict == verdict)
                .count()
                .to_string()
        };
        let boxes: usize = report.pages.iter().map(|p| p.boxes).sum();
        plain(&[
            report.document.as_deref().unwrap_or(""),
            &report.pages.len().to_string(),
            &boxes.to_string(),
            &count(Verdict::Verified),
            &count(Verdict::Raster),
            &count(Verdict::Refused),
            verdict(report.verdict),
        ])
    });
    let names = [
        "Nr.",
        "Pag.",
        "Lakvlakken",
        "Geverifieerd",
        "Als afbeelding",
        "Geweigerd",
        "Oordeel",
    ];
    flow.table(
        &heads(&names),
        &[1.0, 1.0, 1.5, 1.7, 1.9, 1.5, 3.0],
        &rows.collect::<Vec<_>>(),
    );
}

/// A row for every page of which there is something to say.
fn noted_pages(flow: &mut Flow, proven: &Proven<'_>) {
    let noted = |page: &&PageReport| page.verdict != Verdict::Verified || !page.reasons.is_empty();
    let rows = proven.made.documents.iter().flat_map(|report| {
        let number = report.document.clone().unwrap_or_default();
        report.pages.iter().filter(noted).map(move |page| {
            plain(&[
                &number,
                &page.page.to_string(),
                verdict(page.verdict),
                &reasons(page),
            ])
        })
    });
    let rows: Vec<Row> = rows.collect();
    if !rows.is_empty() {
        flow.heading(3, "Bijzondere pagina's");
        flow.table(
            &heads(&["Nr.", "Pagina", "Oordeel", "Reden"]),
            &[1.0, 1.0, 3.0, 4.0],
            &rows,
        );
    }
}

fn checks(flow: &mut Flow, proven: &Proven<'_>) {
    if proven.made.documents.is_empty() {
        return;
    }
    flow.heading(2, "Uitgevoerde controles");
    flow.paragraph(
        "Elk geschreven bestand is gelezen door een proces dat het niet heeft geschreven. Per controle staat hier bij \
         hoeveel documenten zij is geslaagd, niet geslaagd of niet uitgevoerd.",
    );
    let rows = Check::ALL.iter().map(|check| {
        let results = proven
            .made
            .documents
            .iter()
            .flat_map(|report| &report.checks);
        let of_check = results.filter(|result| result.name == *check);
        let count = |wanted| {
            of_check
                .clone()
                .filter(|r| r.result == wanted)
                .count()
                .to_string()
        };
        plain(&[
            in_words(*check),
            &count(CheckResult::Passed),
            &count(CheckResult::Failed),
            &count(CheckResult::NotRun),
        ])
    });
    let names = ["Controle", "Geslaagd", "Niet geslaagd", "Niet uitgevoerd"];
    flow.table(
        &heads(&names),
        &[6.0, 1.3, 1.7, 1.9],
        &rows.collect::<Vec<_>>(),
    );
}

fn left_out(flow: &mut Flow, proven: &Proven<'_>) {
    let left_out = proven.made.left_out.iter();
    let left_out = left_out.map(|absent| plain(&[&absent.document, &absent.in_words()]));
    let unjudged = proven
        .unjudged
        .iter()
        .map(|number| plain(&[number, "nog niet beoordeeld"]));
    let rows: Vec<Row> = left_out.chain(unjudged).collect();
    if !rows.is_empty() {
        flow.heading(2, "Niet gepubliceerd");
        flow.table(&heads(&["Nr.", "Reden"]), &[1.0, 6.0], &rows);
    }
}

fn answers(flow: &mut Flow, proven: &Proven<'_>) {
    if proven.answers.is_empty() {
        return;
    }
    flow.heading(2, "Gegeven redenen");
    let rows = proven.answers.iter().map(|answer| {
        let page = answer
            .page
            .map_or_else(String::new, |page| format!(" p. {page}"));
        let place = answer
            .document
            .clone()
            .map_or("Dossier".to_owned(), |number| format!("{number}{page}"));
        plain(&[&place, &answer.question, &answer.reason])
    });
    let rows: Vec<Row> = rows.collect();
    flow.table(
        &heads(&["Plaats", "Vraag", "Reden"]),
        &[1.3, 3.0, 4.0],
        &rows,
    );
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => "geverifieerd",
        Verdict::Raster => "geverifieerd als afbeelding",
        Verdict::Refused => "geweigerd",
    }
}

/// Why a page is what it is, in words.
fn reasons(page: &PageReport) -> String {
    let words = page.reasons.iter().map(|reason| reason_in_words(reason));
    words.collect::<Vec<_>>().join("; ")
}

/// The reasons that a report names, in the words of this paper.
#[rustfmt::skip]
const REASONS: [(&str, &str); 38] = [
    // What a check found.
    ("syntax", "de opbouw van het bestand klopt niet"),
    ("closed_list", "er staat een onderdeel in dat er niet in hoort"),
    ("unreachable", "er staat een onderdeel in waar niets naar verwijst"),
    ("streams", "een ingepakt onderdeel bevat iets dat er niet in hoort"),
    ("fonts", "een lettertype past niet bij de letters die worden gebruikt"),
    ("structure", "er is inhoud zonder plaats in de leesvolgorde"),
    ("claim", "de pagina voldoet niet aan PDF/A en PDF/UA"),
    ("needles", "een gelakt woord is in het bestand te vinden"),
    ("page_size", "de pagina ontbreekt of heeft een andere maat"),
    ("text_inside", "binnen een lakvlak is tekst te lezen"),
    ("flat_inside", "een lakvlak heeft niet één kleur"),
    ("beneath", "onder een lakvlak is iets getekend"),
    ("label", "een label ontbreekt of is niet volledig"),
    ("text_added", "er is tekst die de bron niet heeft"),
    ("layer", "tekst bij de scan staat niet op de scan"),
    ("text_kept", "tekst buiten de lakvlakken ontbreekt"),
    ("pixels", "de pagina ziet er buiten de lakvlakken anders uit"),
    // Why it is a picture, or parts of it are.
    ("interpreter", "de pagina kon niet opnieuw worden getekend"),
    ("soft_mask", "doorzichtigheid met een masker"),
    ("blend_mode", "kleuren die met hun ondergrond mengen"),
    ("group", "onderdelen die samen doorzichtig zijn"),
    ("pattern", "een patroon"),
    ("shading", "een kleurverloop"),
    ("jpeg_blocks", "een afbeelding waarvan een lakvlak de doorzichtigheid raakt"),
    ("image", "een afbeelding die niet opnieuw kon worden geschreven"),
    ("displaced", "tekst bij een lakvlak die twee programma's op een andere plaats zien"),
    ("appearance", "een deel dat twee programma's anders tekenen"),
    ("no_shape", "een letter waarvan het bestand de vorm niet bevat"),
    ("too_large", "de pagina is te groot of te ingewikkeld"),
    ("without_text", "afbeelding zonder tekst"),
    // What a person is to look at.
    (PageReport::CUT_SHAPES, "een donkere vorm steekt onder een lakvlak uit"),
    (PageReport::SEEN_ELSEWHERE, "het beeld toont een woord dat elders is gelakt"),
    // What went wrong.
    ("crashed", "het leesprogramma liep vast"),
    ("timed_out", "het lezen duurde te lang"),
    ("unreadable", "de pagina is niet te lezen"),
    ("unsound_answer", "het leesprogramma gaf een onjuist antwoord"),
    ("no_engine", "het leesprogramma kon niet worden gestart"),
    ("unconfined", "het leesprogramma kon niet worden afgeschermd"),
];

fn reason_in_words(reason: &str) -> &str {
    let known = REASONS.iter().find(|(name, _)| *name == reason);
    known.map_or(reason, |(_, words)| words)
}

/// What a check asks of a written file.
fn in_words(check: Check) -> &'static str {
    match check {
        Check::Syntax => "Het bestand heeft één versie en niets ervoor, ertussen of erna",
        Check::ClosedList => "Er staan alleen soorten objecten en gegevens in die zijn toegestaan",
        Check::Unreachable => "Elk object is vanuit het document te bereiken",
        Check::Streams => "Alles wat is ingepakt, is geheel uit te pakken en hoort er",
        Check::Fonts => "Lettertypen bevatten precies de letters die worden gebruikt",
        Check::Structure => "Alle inhoud heeft een plaats in de leesvolgorde",
        Check::Claim => "Het bestand noemt zich alleen PDF/A en PDF/UA als het eraan voldoet",
        Check::Needles => "Geen gelakt woord staat in enig object of in enige codering",
        Check::PageSize => "Elke pagina is te openen en even groot als in de bron",
        Check::TextInside => "Binnen een lakvlak is alleen het label te lezen",
        Check::FlatInside => "Een lakvlak heeft buiten het label één kleur",
        Check::Beneath => "Onder een lakvlak is niets getekend",
        Check::Label => "Elk label staat er volledig en onbedekt",
        Check::TextAdded => "Er is geen tekst bijgekomen",
        Check::Layer => "De tekst die bij een scan hoort, staat ook op de scan",
        Check::TextKept => "De tekst buiten de lakvlakken is er nog",
        Check::Pixels => "De pagina ziet er buiten de lakvlakken hetzelfde uit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_its_words_as_a_reason() {
        for check in Check::ALL {
            let name = serde_json::to_value(check).unwrap();
            let name = name.as_str().unwrap();
            assert_ne!(reason_in_words(name), name);
        }
    }
}
