//! The rows of the example dossier and the file that lists them.
//!
//! **Invariant:** one name on the first page of the first document is left for the reader to mark; everybody else who
//! is no public figure is hidden everywhere.
//! **Absent:** hashes and sizes of the files; whoever adds them measures them.

use super::sheet::Marked;
use super::{Paper, year_2016, year_2017, year_2018};
use serde_json::{Value, json};

pub struct Row {
    pub number: &'static str,
    pub title: &'static str,
    pub work_title: &'static str,
    pub date: &'static str,
    pub kind: &'static str,
    pub judgement: Option<&'static str>,
    pub grounds: &'static [&'static str],
    pub remark: &'static str,
    pub paper: Option<Paper>,
}

/// A row that is judged by its marks.
fn row(
    number: &'static str,
    title: &'static str,
    [work_title, date, kind]: [&'static str; 3],
    paper: Option<Paper>,
) -> Row {
    Row {
        number,
        title,
        work_title,
        date,
        kind,
        judgement: None,
        grounds: &[],
        remark: "",
        paper,
    }
}

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row("1a", "Uitnodiging tot het doen van een offerte", ["Brief Lumivia tav Bakelaar DEF", "2016-03-14", "brief"], Some(year_2016::letter())),
        row("1b", "Offerte telsensoren Havenkwartier", ["LS-16-0077 offerte Bakelaar", "2016-04-01", "offerte"], Some(year_2016::offer())),
        row("1c", "Memo beoordeling van de offertes", ["memo Sanne aan PJ", "2016-04-18", "memo"], Some(year_2016::memo())),
        row("1d", "E-mail over gunning en startoverleg", ["RE gunning (Ruud)", "2016-05-09", "e-mail"], Some(year_2016::email())),
        row("2a", "Aanvraag vergoeding hinder werkzaamheden", ["OR-12 Verhulst", "2017-02-06", "formulier"], Some(year_2017::form())),
        row("2b", "Bestelling van zes telsensoren", ["bestelling 45001187 elamrani", "2017-03-20", "bestelformulier"], Some(year_2017::order())),
        row("2c", "Afleverbon telsensoren", ["scan0041", "2017-04-05", "afleverbon"], Some(year_2017::delivery())),
        row("2d", "Brief van een bewoner over een sensor", ["17-04410 Verhulst-Pieters", "2017-06-12", "brief"], Some(year_2017::complaint())),
        Row {
            judgement: Some("Reeds openbaar"),
            remark: "Gepubliceerd in het raadsinformatiesysteem op 3 oktober 2017",
            ..row("2e", "Raadsinformatiebrief voortgang slimme verlichting", ["RIB 2017-58", "2017-09-28", "raadsinformatiebrief"], None)
        },
        row("3a", "Overeenkomst beheer telsensoren, met bijlagen", ["2018-014 contract Oosterling getekend", "2018-01-15", "overeenkomst"], Some(year_2018::contract())),
        Row {
            judgement: Some("Niet openbaar"),
            grounds: &["5.1.2h"],
            ..row("3b", "Analyse van de beveiliging van het telnetwerk", ["kwetsbaarheden VERTROUWELIJK Wiersma", "2018-05-22", "analyse"], Some(year_2018::analysis()))
        },
        row("3c", "Concept-factsheet Licht dat meedenkt", ["factsheet v3 met citaten", "2018-09-03", "factsheet"], Some(year_2018::leaflet())),
    ]
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The marks of a paper in the shape of a marks file.
pub fn marks(paper: &Paper) -> Vec<Value> {
    let mark = |page: usize, mark: &Marked| {
        let areas = mark.areas.iter().map(|area| area.map(hundredths));
        json!({
            "page": page + 1,
            "areas": areas.collect::<Vec<_>>(),
            "grounds": mark.grounds,
        })
    };
    let sheets = paper.sheets.iter().enumerate();
    sheets
        .flat_map(|(page, sheet)| sheet.marks.iter().map(move |m| mark(page, m)))
        .collect()
}

/// The whole list.
pub fn json(rows: &[Row]) -> String {
    let documents = rows.iter().map(|row| {
        json!({
            "number": row.number,
            "group": format!("201{}", 5 + row.number[..1].parse::<u8>().unwrap()),
            "role": "stuk",
            "publication_title": row.title,
            "work_title": row.work_title,
            "date": row.date,
            "kind": row.kind,
            "file": row.paper.as_ref().map(|p| p.name),
            "judgement": row.judgement,
            "grounds": row.grounds,
            "remark": row.remark,
            "marks": row.paper.as_ref().map(marks).unwrap_or_default(),
        })
    });
    let facts = json!({
        "title": "Voorbeelddossier: slimme verlichting Havenkwartier",
        "body": "Gemeente Voorbeeldrecht",
        "requester_reference": "brief van 14 februari 2022",
        "reference": "VBR-WOO-2022-007",
        "received": "2022-02-14",
        "decided": "2022-05-09",
        "period": "1 januari 2016 tot en met 31 december 2018",
        "subject": "slimme verlichting en telsensoren in het Havenkwartier",
        "notation": { "style": "5.1.2e", "scope": "buiten verzoek" },
    });
    let whole = json!({ "facts": facts, "documents": documents.collect::<Vec<_>>() });
    compact(&whole)
}

/// One mark to a line: short enough to keep, open enough to read.
fn compact(whole: &Value) -> String {
    let mut out = format!("{{\"facts\": {:#},\n\"documents\": [\n", whole["facts"]);
    let documents = whole["documents"].as_array().unwrap();
    for (number, document) in documents.iter().enumerate() {
        let marks = document["marks"].as_array().unwrap();
        let mut plain = document.clone();
        plain.as_object_mut().unwrap().remove("marks");
        let head = format!("{plain:#}");
        let lines: Vec<String> = marks.iter().map(|mark| format!("    {mark}")).collect();
        out.push_str(head.trim_end_matches("\n}"));
        out.push_str(&format!(
            ",\n  \"marks\": [\n{}\n  ]\n}}",
            lines.join(",\n")
        ));
        out.push_str(if number + 1 < documents.len() {
            ",\n"
        } else {
            "\n"
        });
    }
    out + "]}\n"
}
