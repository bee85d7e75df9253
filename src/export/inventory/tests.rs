//! The three forms of one fixed inventory against golden files, and what a concept says.
//!
//! **Invariant:** `LAKWERK_WRITE_GOLDEN=1` writes the golden files anew; a reviewer reads the difference.
//! **Absent:** opening the sheet in an office program; `.ci/inventory.py` asks another reader.

use super::*;
use crate::export::plan::Selection;
use crate::model::dossier::document::{Judgement, SourceRef};
use crate::model::dossier::mark::Mark;
use crate::model::dossier::sha256::Sha256;
use crate::model::dossier::{Dossier, Facts, InventoryColumns};
use crate::model::edit::{Change, Edit, NewDocument, NewMark};
use crate::model::ground::{Ground, GroundStyle, Notation, ScopeLabel};
use crate::model::page::geometry::{PageRect, PageSize};
use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read};
use std::path::Path;

const DAY: &str = "2022-06-01";

fn grounds(ids: &[&str]) -> Vec<Ground> {
    ids.iter().map(|id| Ground::parse(id).unwrap()).collect()
}

fn source(pages: usize) -> Option<SourceRef> {
    let size = PageSize {
        width: 595.0,
        height: 842.0,
    };
    Some(SourceRef {
        sha256: Sha256::of([0; 32]),
        size: 1,
        pages: vec![size; pages],
        encrypted: false,
    })
}

/// Group, title, date, kind, pages (0: no file), judgement, grounds of the document, remark, grounds of its marks.
type Line<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    usize,
    Option<Judgement>,
    &'a [&'a str],
    &'a str,
    &'a [&'a [&'a str]],
);

fn add(dossier: &Dossier, line: Line) -> Dossier {
    let (group, title, date, kind, pages, judgement, of_document, remark, marks) = line;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let id = dossier.next_document_id();
    let document = NewDocument {
        group: group.into(),
        work_title: "WERKTITEL_Jansen.docx".into(),
        publication_title: some(title),
        date: some(date),
        kind: kind.into(),
        source: source(pages).filter(|_| pages > 0),
        judgement,
        grounds: grounds(of_document),
        remark: remark.into(),
        ..NewDocument::default()
    };
    let added = Edit::AddDocuments {
        documents: vec![document],
    };
    let marks = marks.iter().map(|ids| NewMark {
        document: id,
        mark: Mark {
            page: 0,
            areas: vec![PageRect::new(10.0, 10.0, 60.0, 22.0).unwrap()],
            grounds: grounds(ids),
            note: "niet voor de lijst".into(),
            free: false,
        },
    });
    let marked = Edit::AddMarks {
        marks: marks.collect(),
        author: "A".into(),
    };
    dossier.after(&added).unwrap().after(&marked).unwrap()
}

fn facts() -> Facts {
    Facts {
        title: "Intern: dossier Jansen".into(),
        body: "Gemeente Voorbeeldrecht".into(),
        reference: "Z-2022-0456".into(),
        received: "2022-04-21".into(),
        subject: "aanschaf en beheer van sensoren".into(),
        period: "1 januari 2016 tot en met 31 december 2018".into(),
        notation: Notation {
            style: GroundStyle::Bracketed,
            scope: ScopeLabel::Scope,
        },
        ..Facts::default()
    }
}

#[rustfmt::skip]
const LINES: &[Line] = &[
    ("2016", "Aanvraagformulier subsidie", "2016-02-03", "formulier", 4, None, &[], "", &[&["5.1.2e"], &["5.1.1e"], &["5.1.2e", "5.1.1c"]]),
    ("2016", "Offerte \"Meten; weten\"", "2016-03-01", "offerte", 12, None, &[], "Bijlage ontbreekt in het archief", &[&["scope"], &["5.1.5"], &["5.2.1", "5.1.2i"], &["5.1.2e"], &["5.1.1c"]]),
    ("2016", "=SOM(A1:A9)", "", "e-mail", 1, Some(Judgement::Openbaar), &[], "-", &[]),
    ("2018", "Contract met de leverancier voor het plaatsen, beheren en uitlezen van sensoren in de binnenstad, met alle bijlagen en de verwerkersovereenkomst", "2018-11-30", "overeenkomst", 48, Some(Judgement::NietOpenbaar), &["5.1.1c", "8.8 Wet politiegegevens, artikel 7"], "", &[]),
    ("2018", "Memo uit een eerder verzoek", "2018-05", "memo", 2, None, &["10.2g", "10.1c"], "Gelakt bij besluit van 4 mei 2019", &[]),
    ("2018", "Factsheet", "2018-06-01", "factsheet", 0, Some(Judgement::ReedsOpenbaar), &[], "", &[]),
    ("2018", "Nota", "2018-06-02", "nota", 0, Some(Judgement::NietOpenbaar), &["scope"], "", &[]),
    ("2018", "", "2018-07-01", "brief", 1, Some(Judgement::DeelsOpenbaar), &[], "", &[&["5.1.4"]]),
];

fn dossier() -> Dossier {
    let set = Edit::SetFacts {
        facts: Box::new(facts()),
    };
    let start = Dossier::default().after(&set).unwrap();
    let filled = LINES
        .iter()
        .fold(start, |dossier, line| add(&dossier, *line));
    let judged = Edit::ChangeDocuments {
        documents: vec![DocumentId(4)],
        change: Change::Judgement(Some(Judgement::DeelsOpenbaar)),
    };
    let deferred = Edit::ChangeDocuments {
        documents: vec![DocumentId(7)],
        change: Change::DeferredUntil(Some("2022-07-15".into())),
    };
    filled.after(&judged).unwrap().after(&deferred).unwrap()
}

fn inventory_of(dossier: &Dossier, left_out: &[DocumentId]) -> Inventory {
    Inventory::of(
        &ExportPlan::of(dossier, &Selection::default(), &[]).unwrap(),
        left_out,
    )
}

fn golden(name: &str, now: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("LAKWERK_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let kept = std::fs::read(&path).unwrap();
    let (kept, now) = (String::from_utf8_lossy(&kept), String::from_utf8_lossy(now));
    assert!(kept == now, "{name} is now:\n{now}");
}

/// A sheet that people and other programs can open; compared by what it holds, for its compression may change.
fn golden_sheet(name: &str, now: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("LAKWERK_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    assert!(dump(&std::fs::read(path).unwrap()) == dump(now), "{name}");
}

fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

/// The tags of a part that begin with one of these names.
fn tags(part: &str, names: &[&str]) -> Vec<String> {
    let tag = |start: &str| start.split('>').next().unwrap_or("").to_owned();
    let all = part.split('<').skip(1).map(tag);
    all.filter(|t| names.iter().any(|n| t.split([' ', '/']).next() == Some(n)))
        .collect()
}

/// Everything a reader finds in a sheet: cells row by row, how it prints, what the file says about itself.
fn dump(xlsx: &[u8]) -> String {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx.to_vec())).unwrap();
    let sheet = book.worksheet_range("Inventarislijst").unwrap();
    let mut lines = Vec::new();
    for row in sheet.rows() {
        let cells = row.iter().map(|cell| match cell {
            Data::String(text) => text.as_str(),
            Data::Empty => "",
            other => panic!("{other:?} is no text"),
        });
        lines.push(cells.collect::<Vec<_>>().join(" | ").trim_end().to_owned());
    }
    let sheet = part(xlsx, "xl/worksheets/sheet1.xml");
    let setup = [
        "pane",
        "pageSetup",
        "pageMargins",
        "pageSetUpPr",
        "mergeCell",
        "col",
        "ignoredError",
    ];
    lines.extend(tags(&sheet, &setup));
    let footer = sheet.split("<oddFooter>").nth(1).unwrap();
    lines.push(footer.split('<').next().unwrap().to_owned());
    let book = part(xlsx, "xl/workbook.xml");
    lines.push(
        book.split("<definedNames>")
            .nth(1)
            .unwrap()
            .split("</definedNames>")
            .next()
            .unwrap()
            .into(),
    );
    lines.push(part(xlsx, "docProps/core.xml"));
    lines.push(part(xlsx, "docProps/app.xml"));
    lines.join("\n") + "\n"
}

#[test]
fn a_whole_inventory_is_as_it_was() {
    let inventory = inventory_of(&dossier(), &[]);
    golden("inventaris.csv", &inventory.to_csv().unwrap());
    golden("inventaris.json", inventory.to_json().unwrap().as_bytes());
    let xlsx = inventory.to_xlsx(DAY).unwrap();
    golden("inventaris.xlsx.txt", dump(&xlsx).as_bytes());
    golden_sheet("inventaris.xlsx", &xlsx);
    assert_eq!(xlsx, inventory_of(&dossier(), &[]).to_xlsx(DAY).unwrap());
    assert_eq!(inventory.file_name(Form::Xlsx), "inventaris.xlsx");
}

#[test]
fn a_work_title_never_shows() {
    let inventory = inventory_of(&dossier(), &[]);
    let all = inventory.to_json().unwrap() + &dump(&inventory.to_xlsx(DAY).unwrap());
    for secret in ["WERKTITEL", "Jansen", "niet voor de lijst"] {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(all.contains("Document 3e"));
}

#[test]
fn a_list_with_gaps_says_that_it_is_a_concept() {
    let unjudged: Line = ("2017", "Later", "", "", 1, None, &[], "", &[]);
    let dossier = add(&dossier(), unjudged);
    let inventory = inventory_of(&dossier, &[DocumentId(1)]);
    assert_eq!(inventory.missing.unjudged, ["2a"]);
    assert_eq!(inventory.missing.left_out, ["1b"]);
    assert_eq!(inventory.file_name(Form::Csv), "inventaris-CONCEPT.csv");
    let xlsx = inventory.to_xlsx(DAY).unwrap();
    golden("inventaris-CONCEPT.xlsx.txt", dump(&xlsx).as_bytes());
    golden_sheet("inventaris-CONCEPT.xlsx", &xlsx);
    assert!(
        !String::from_utf8(inventory.to_csv().unwrap())
            .unwrap()
            .contains("1b;")
    );
}

#[test]
fn the_decision_itself_is_not_listed() {
    let besluit = NewDocument {
        role: crate::model::dossier::document::Role::Besluit,
        source: source(1),
        ..NewDocument::default()
    };
    let added = Edit::AddDocuments {
        documents: vec![besluit],
    };
    let plain = inventory_of(&dossier(), &[]);
    assert_eq!(inventory_of(&dossier().after(&added).unwrap(), &[]), plain);
}

#[test]
fn a_dossier_without_facts_has_an_inventory() {
    let empty = inventory_of(&Dossier::default(), &[]);
    assert_eq!(empty.title, "Inventarislijst bij Woo-verzoek");
    assert_eq!(empty.count, "Geen documenten.");
    assert!(empty.to_xlsx(DAY).is_ok() && empty.to_xlsx("gisteren").is_err());
    let one: Line = (
        "",
        "Brief",
        "",
        "",
        1,
        Some(Judgement::Openbaar),
        &[],
        "",
        &[],
    );
    let inventory = inventory_of(&add(&Dossier::default(), one), &[]);
    assert_eq!(inventory.groups[0].heading, "");
    assert_eq!(inventory.count, "1 document: 1 openbaar.");
}

#[test]
fn headings_never_take_the_number_of_another_group() {
    let headings = |numbers: &[(&str, &str)]| -> Vec<String> {
        let documents = numbers.iter().map(|(number, group)| NewDocument {
            number: Some((*number).into()),
            group: (*group).into(),
            judgement: Some(Judgement::NietOpenbaar),
            ..NewDocument::default()
        });
        let documents = documents.collect();
        let dossier = Dossier::default().after(&Edit::AddDocuments { documents });
        let groups = inventory_of(&dossier.unwrap(), &[]).groups;
        groups.into_iter().map(|g| g.heading).collect()
    };
    assert_eq!(
        headings(&[("1a", "2016"), ("3a", "2018")]),
        ["1. 2016", "2. 2017", "3. 2018"]
    );
    assert_eq!(
        headings(&[("1a", "2016"), ("2a", "2018")]),
        ["1. 2016", "2017", "2. 2018"]
    );
    assert_eq!(headings(&[("1", "2016"), ("2", "2017")]), ["2016", "2017"]);
    assert_eq!(
        headings(&[("2a", "2016"), ("1a", "2017")]),
        ["2016", "2017"]
    );
}

#[test]
fn the_long_notation_keeps_grounds_apart() {
    let long = Facts {
        notation: Notation {
            style: GroundStyle::Long,
            scope: ScopeLabel::Verzoek,
        },
        ..facts()
    };
    let set = Edit::SetFacts {
        facts: Box::new(long),
    };
    let inventory = inventory_of(&dossier().after(&set).unwrap(), &[]);
    let row = inventory.rows().nth(4).unwrap();
    assert_eq!(
        inventory.row_cells(row)[6],
        "10, eerste lid, onder c; 10, tweede lid, onder g"
    );
    assert_eq!(
        inventory.used[0].meaning,
        "5.1, eerste lid, onder c, Woo: vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens."
    );
}

#[test]
fn the_preset_of_three_columns_keeps_every_row_in_every_form_for_people() {
    let three = Facts {
        columns: InventoryColumns::Three,
        ..facts()
    };
    let set = Edit::SetFacts {
        facts: Box::new(three),
    };
    let whole = inventory_of(&dossier(), &[]);
    let inventory = inventory_of(&dossier().after(&set).unwrap(), &[]);
    let sheet = dump(&inventory.to_xlsx(DAY).unwrap());
    let heads = ["Document", "Weigeringsgronden Woo", "Opmerkingen"];
    assert_eq!(inventory.heads(), heads);
    for head in heads {
        assert!(sheet.contains(head));
    }
    assert!(!sheet.contains("Soort") && !sheet.contains("Weigeringsgrond(en)"));
    let (html, plain) = (clip::html(&inventory), clip::plain(&inventory));
    assert_eq!(html.matches("<th>").count(), 3);
    for row in whole.rows() {
        let cell = format!("{} {}", row.number, row.title);
        assert!(sheet.contains(&cell) && plain.contains(&cell), "{cell}");
    }
    let csv = String::from_utf8(inventory.to_csv().unwrap()).unwrap();
    assert!(csv.contains("Soort"), "programs get all columns");
}

#[test]
fn the_platform_gets_the_column_that_it_takes_on_the_day() {
    let inventory = inventory_of(&dossier(), &[]);
    let heads = |day: &str| -> Vec<String> {
        let bytes = inventory.to_bytes(Form::Platform, day).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let heads = sheet.rows().next().unwrap().iter();
        heads.map(ToString::to_string).collect()
    };
    let (before, after) = (heads("2026-12-31"), heads("2027-01-01"));
    assert_eq!((before.len(), after.len()), (14, 14));
    assert_eq!(
        (before[1].as_str(), after[1].as_str()),
        ("Matter", "Publicatiecontext")
    );
    assert_eq!(before[2..], after[2..]);
}
