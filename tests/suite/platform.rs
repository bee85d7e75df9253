//! An independent reader of the *productierapport*, written after the rules by which the ministries' publication platform
//! imports it, and dossiers that are hard on those rules.
//!
//! **Invariant:** nothing here knows the program's own form; what the platform would refuse or misread stops the test.
//! **Absent:** the platform.

use super::pdf_maker::{PdfMaker, lines};
use super::program::Program;
use super::published_decision::sheet;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A row as the platform understands it.
#[derive(Debug)]
pub struct PlatformRow {
    pub judgement: &'static str,
    pub grounds: BTreeSet<String>,
    pub document: String,
    pub source_type: String,
    /// Year, month, day.
    pub date: Option<(i32, u32, u32)>,
    pub suspended: bool,
    pub remark: String,
    pub links: Vec<String>,
    /// Whole numbers of other documents: what they are unique within, and their id.
    pub related: Option<(String, String)>,
    pub cases: Vec<String>,
    pub family: Option<u64>,
    pub thread: Option<u64>,
    pub context: String,
}

impl PlatformRow {
    /// Whether the platform waits for a file of it.
    pub fn has_file(&self) -> bool {
        matches!(self.judgement, "Openbaar" | "Deels openbaar")
    }
}

/// Every field with the heads under which the platform finds it, in small letters, and whether it must be there.
const FIELDS: [(&str, &[&str], bool); 14] = [
    ("id", &["id"], true),
    (
        "context",
        &["matter", "matter / marjoleinnummer", "publicatiecontext"],
        true,
    ),
    ("family", &["family", "familie", "family id"], false),
    (
        "thread",
        &["thread id", "email thread id", "email thread"],
        false,
    ),
    (
        "document",
        &[
            "document",
            "document id",
            "documentnr",
            "document nr",
            "documentnr.",
            "document nr.",
            "nr.",
            "omschrijving",
            "name",
        ],
        true,
    ),
    ("type", &["file type", "filetype"], false),
    ("date", &["date", "datum"], false),
    ("judgement", &["beoordeling", "openbaarmaking"], true),
    ("suspended", &["opgeschort", "suspended", "tag015"], false),
    (
        "ground",
        &[
            "beoordelingsgrond",
            "grond",
            "tagmulti006",
            "beoordelingsgrond (; gescheiden)",
        ],
        true,
    ),
    ("remark", &["toelichting", "opmerking"], false),
    (
        "link",
        &[
            "publiekelinktag",
            "publieke link",
            "publiekelink",
            "publicatielink",
            "publicatie link",
            "publiekelink ( | gescheiden)",
        ],
        false,
    ),
    ("related", &["gerelateerd id"], false),
    (
        "case",
        &["zaaknr", "casenr", "zaak", "case", "zaaknummer"],
        false,
    ),
];

/// The labels of grounds that the platform shows.
const GROUNDS: [&str; 28] = [
    "5.1.1a", "5.1.1b", "5.1.1c", "5.1.1d", "5.1.1e", "5.1.2a", "5.1.2b", "5.1.2c", "5.1.2d",
    "5.1.2e", "5.1.2f", "5.1.2g", "5.1.2h", "5.1.2i", "5.1.5", "5.2", "5.4", "10.1a", "10.1b",
    "10.1c", "10.1d", "10.2a", "10.2b", "10.2c", "10.2d", "10.2e", "10.2g", "11.1",
];

const TYPES: [&str; 14] = [
    "pdf",
    "doc",
    "image",
    "presentation",
    "spreadsheet",
    "email",
    "html",
    "note",
    "database",
    "xml",
    "video",
    "audio",
    "vcard",
    "chat",
];

/// Reads the first sheet: the first row are heads, every other row a document, by its id.
pub fn read(rows: &[Vec<String>]) -> BTreeMap<String, PlatformRow> {
    let heads: Vec<String> = rows[0]
        .iter()
        .map(|head| head.trim().to_lowercase())
        .collect();
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for (field, names, must) in FIELDS {
        let found = heads
            .iter()
            .enumerate()
            .filter(|(_, head)| names.contains(&head.as_str()));
        let places: Vec<usize> = found.map(|(place, _)| place).collect();
        assert!(places.len() <= 1, "{field} stands in two columns");
        assert!(!must || places.len() == 1, "{field} is missing");
        places.first().map(|place| columns.insert(field, *place));
    }
    assert_eq!(
        columns.len(),
        heads.len(),
        "a column that the platform does not know"
    );
    let mut read = BTreeMap::new();
    for cells in &rows[1..] {
        let cell = |field: &str| cells[columns[field]].trim();
        let id = cell("id").to_owned();
        assert!(
            !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()),
            "{id}"
        );
        let before = read.insert(id.clone(), row(&cell));
        assert!(before.is_none(), "{id} stands twice");
    }
    read
}

fn row<'a>(cell: &impl Fn(&str) -> &'a str) -> PlatformRow {
    let parts = |text: &str, by: &[char]| -> Vec<String> {
        let parts = text
            .split(by)
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let context = cell("context").to_owned();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    assert!(
        (1..=255).contains(&context.len()) && context.chars().all(is_plain),
        "{context}"
    );
    let document = cell("document").to_owned();
    assert!((1..=1024).contains(&document.len()), "{document}");
    let grounds: BTreeSet<String> = parts(cell("ground"), &[';']).into_iter().collect();
    for ground in &grounds {
        assert!(
            GROUNDS.contains(&ground.as_str()),
            "{ground} has no label there"
        );
    }
    let links = parts(cell("link"), &['|']);
    for link in &links {
        assert!(link.starts_with("http") && link.len() <= 2048, "{link}");
    }
    let remark = cell("remark").to_owned();
    // A remark that looks like an address is taken for the link.
    assert!(
        remark.chars().count() <= 1000 && !remark.starts_with("http"),
        "{remark}"
    );
    let source_type = cell("type").to_owned();
    assert!(TYPES.contains(&source_type.as_str()), "{source_type}");
    let number = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
    PlatformRow {
        judgement: match cell("judgement").to_lowercase().as_str() {
            "openbaar" => "Openbaar",
            "deels openbaar" => "Deels openbaar",
            "reeds openbaar" => "Reeds openbaar",
            _ => "Niet openbaar",
        },
        grounds,
        document,
        source_type,
        date: date(cell("date")),
        suspended: ["true", "ja", "yes", "1", "y", "j"]
            .contains(&cell("suspended").to_lowercase().as_str()),
        remark,
        links,
        related: cell("related")
            .rsplit_once('-')
            .map(|(context, id)| (context.to_owned(), id.to_owned())),
        cases: parts(cell("case"), &[';', ',']),
        family: number(cell("family")),
        thread: number(cell("thread")),
        context,
    }
}

/// `2016-07-13` or `13-07-2016`, with `/` too; the platform would read a month first in no other order than these.
fn date(text: &str) -> Option<(i32, u32, u32)> {
    if text.is_empty() {
        return None;
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    assert_eq!(parts.len(), 3, "{text}");
    let number = |part: &str| part.parse::<u32>().unwrap();
    let [first, month, last] = [0, 1, 2].map(|place| number(parts[place]));
    let (year, day) = match parts[0].len() {
        4 => (first, last),
        _ => (last, first),
    };
    assert!(
        (1..=12).contains(&month) && (1..=31).contains(&day),
        "{text}"
    );
    Some((year.try_into().unwrap(), month, day))
}

/// Each file in a folder is matched to its row by its name, and each row that waits for a file has one.
pub fn match_files(read: &BTreeMap<String, PlatformRow>, folder: &Path) {
    let files = std::fs::read_dir(folder).unwrap();
    let names: BTreeSet<String> = files
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".pdf").map(str::to_owned))
        .filter(|name| !name.starts_with("inventaris"))
        .collect();
    let waiting = read.iter().filter(|(_, row)| row.has_file());
    let waiting: BTreeSet<String> = waiting.map(|(id, _)| id.clone()).collect();
    assert_eq!(names, waiting);
}

#[test]
fn a_hard_dossier_is_read_as_it_is_meant() {
    let program = Program::new();
    let page = lines(&["Geachte heer"]);
    program.write("bron.pdf", PdfMaker::new().page(page, "").build());
    let run = |arguments: &[&str]| {
        let output = program.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    };
    let set = [
        "--set",
        "file-names=platform",
        "--set",
        "numbering=external",
    ];
    let reference = ["--set", "reference=Z-2022/0456"];
    run(&[&["new", "d", "--title", "Proef"], &set[..], &reference].concat());
    let add = |more: &[&str]| run(&[&["add", "d"], more].concat());
    add(&[
        "bron.pdf",
        "--number",
        "Z-12",
        "--title",
        "=SOM(A1) met 'aanhaling' en ; en é",
        "--judgement",
        "openbaar",
    ]);
    add(&[
        "bron.pdf",
        "--number",
        "Z12",
        "--title",
        "Tweede met bijna hetzelfde nummer",
        "--date",
        "2016-02-29",
    ]);
    add(&[
        "--no-file",
        "--number",
        "Z/13",
        "--title",
        "Notitie",
        "--judgement",
        "niet openbaar",
        "--ground",
        "5.2.1",
        "--ground",
        "5.1.6",
    ]);
    add(&[
        "bron.pdf",
        "--number",
        "Z 14",
        "--title",
        "Later",
        "--judgement",
        "openbaar",
    ]);
    add(&[
        "--no-file",
        "--number",
        "Z15",
        "--title",
        "Op het web",
        "--judgement",
        "reeds openbaar",
    ]);
    add(&["--no-file", "--number", "Z16", "--title", "Hetzelfde"]);
    run(&[
        "change",
        "d",
        "Z15",
        "--set",
        "link=https://voorbeeld.example/a",
    ]);
    run(&["change", "d", "Z16", "--set", "aside=dubbel van Z12"]);
    run(&["change", "d", "Z 14", "--set", "deferred=2999-01-01"]);
    run(&["change", "d", "Z12", "--set", "source-type=email"]);
    let area = serde_json::json!([[40.0, 100.0, 90.0, 112.0]]);
    let mark = |ground: &str| serde_json::json!({ "document": "Z12", "page": 1, "areas": area, "grounds": [ground] });
    let marks = ["5.2.1", "5.4a", "5.1.2e", "scope"].map(mark);
    program.write("m.json", serde_json::json!({ "marks": marks }).to_string());
    run(&["mark", "d", "--marks", "m.json"]);
    let export = ["export", "d", "--to", "uit", "--with-deferred"];
    run(&export);
    let rows = sheet(&program, "uit/openbaar/productierapport.xlsx");
    let read = self::read(&rows);
    assert_eq!(read.len(), 6);
    match_files(&read, &program.file("uit/openbaar"));
    let titled = |title: &str| {
        let found = read.iter().find(|(_, row)| row.document.starts_with(title));
        found.unwrap()
    };
    let (first, row) = titled("=SOM(A1)");
    assert_eq!(
        (first.as_str(), row.judgement, row.date),
        ("Z12", "Openbaar", None)
    );
    let (second, row) = titled("Tweede");
    assert_ne!(first.to_lowercase(), second.to_lowercase());
    assert_eq!(
        (row.judgement, row.date),
        ("Deels openbaar", Some((2016, 2, 29)))
    );
    assert_eq!(row.source_type, "email");
    assert_eq!(row.grounds, ["5.1.2e", "5.2"].map(str::to_owned).into());
    assert!(row.remark.contains("5.4a"), "{}", row.remark);
    let (_, row) = titled("Notitie");
    assert_eq!(row.judgement, "Niet openbaar");
    assert!(row.grounds.contains("5.2") && row.remark.contains("5.1.6"));
    assert!(titled("Later").1.suspended && !row.suspended);
    let (_, row) = titled("Op het web");
    assert_eq!((row.judgement, row.links.len()), ("Reeds openbaar", 1));
    let (_, row) = titled("Hetzelfde");
    let related = row.related.clone().unwrap();
    assert_eq!(
        related,
        (row.context.clone(), second.clone()),
        "the document it repeats"
    );
}
