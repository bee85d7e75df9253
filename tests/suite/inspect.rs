//! What a source hides: each kind made on purpose, found, and left out of the export.

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{Program, marks};
use lakwerk::model::page::geometry::{PagePoint, PageRect};
use lakwerk::model::page::text::{PageText, folded};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What the inspection says of one file, and its exit code.
fn inspect(program: &Program, file: &Path) -> (Value, i32) {
    let output = program.run(&["inspect", file.to_str().unwrap(), "--json"]);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (all["files"][0].clone(), output.status.code().unwrap_or(-1))
}

fn inspected(source: &PdfMaker) -> (Value, i32) {
    let program = Program::new();
    let path = program.write("in.pdf", source.build());
    inspect(&program, &path)
}

fn letter(operators: &str) -> PdfMaker {
    let mut source = PdfMaker::new();
    let text = lines(&["Aan de heer Jansen", "Het besluit staat vast"]);
    source.page(text + operators, "");
    source
}

/// Every kind of hidden text, with the reason it is given; the hidden word is always the same.
fn hidden_texts() -> Vec<(&'static str, PdfMaker)> {
    let show = |x: i32, y: i32| format!("BT /F 12 Tf {x} {y} Td (GEHEIM) Tj ET\n");
    let bar = |colour: &str| format!("{}{colour} rg 35 96 80 18 re f\n", show(40, 100));
    let mut layered_page = PdfMaker::new();
    let group = layered_page.object("<</Type/OCG/Name(Concept)>>");
    let text = lines(&["Aan de heer Jansen"]) + &format!("/OC /L BDC {} EMC", show(40, 100));
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/Properties<</L {group} 0 R>>");
    layered_page.page_with(text, "", &resources);
    layered_page.catalog(&format!(
        "/OCProperties<</OCGs[{group} 0 R]/D<</Order[]/OFF[{group} 0 R]>>>>"
    ));
    vec![
        ("under_bar", letter(&bar("0 0 0"))),
        ("under_bar", letter(&bar("0.5 0 0"))),
        ("covered", letter(&bar("1 1 1"))),
        ("same_colour", letter(&format!("1 g {}", show(40, 100)))),
        (
            "same_colour",
            letter(&format!("0.9 1 0.9 rg 0 80 400 60 re f {}", show(40, 100))),
        ),
        ("off_page", letter(&show(40, -60))),
        ("off_page", letter(&show(500, 100))),
        (
            "clipped",
            letter(&format!("q 0 0 10 10 re W n {} Q", show(40, 100))),
        ),
        ("invisible", letter(&format!("3 Tr {}", show(40, 100)))),
        ("hidden_layer", layered_page),
    ]
}

#[test]
fn every_kind_of_hidden_text_is_found_with_its_reason_and_place() {
    for (reason, source) in hidden_texts() {
        let (found, code) = inspected(&source);
        let hidden = found["hidden_text"].as_array().unwrap();
        assert_eq!(code, 1, "{reason}");
        assert!(
            hidden.len() == 1 && hidden[0]["reason"] == reason && hidden[0]["text"] == "GEHEIM",
            "{reason}: {hidden:?}"
        );
        assert!(hidden[0]["page"] == 1 && hidden[0]["area"][0].is_number());
    }
}

#[test]
fn a_word_under_a_cover_that_is_written_on_is_found() {
    let source = letter(
        "BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 1 g 35 96 80 18 re f \
         0 g BT /F 12 Tf 40 106 Td (openbaar) Tj ET",
    );
    let (found, _) = inspected(&source);
    let hidden = found["hidden_text"].as_array().unwrap();
    assert!(
        hidden.len() == 1 && hidden[0]["reason"] == "covered" && hidden[0]["text"] == "GEHEIM",
        "{found}"
    );
}

#[test]
fn an_ordinary_page_hides_nothing() {
    let ordinary = [
        letter(""),
        // White on a dark heading, a shaded cell behind its text, a frame around a word, a light marker.
        letter("0 0 0.4 rg 30 90 200 30 re f 1 g BT /F 12 Tf 40 100 Td (Kop van de tabel) Tj ET"),
        letter("0.8 g 30 90 200 30 re f 0 g BT /F 12 Tf 40 100 Td (Bedrag) Tj ET"),
        letter("BT /F 12 Tf 40 100 Td (Bedrag) Tj ET 30 90 100 30 re S"),
    ];
    for source in ordinary {
        let (found, code) = inspected(&source);
        assert_eq!((code, &found["found"]), (0, &json!(false)), "{found}");
    }
}

/// A scan of 400 by 300 points with strokes in its upper half, and what is drawn over it.
fn scan_under(operators: &str) -> PdfMaker {
    let mut source = PdfMaker::new();
    let stroke = |n: usize| n / 200 < 75 && n % 5 < 2;
    let samples = (0..200 * 150).map(|n| if stroke(n) { 0 } else { 255 });
    let keys =
        "/Type/XObject/Subtype/Image/Width 200/Height 150/ColorSpace/DeviceGray/BitsPerComponent 8";
    let scan = source.stream(keys, samples.collect::<Vec<u8>>());
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</S {scan} 0 R>>");
    let operators = format!("q 400 0 0 300 0 0 cm /S Do Q {operators}");
    source.page_with(operators, "", &resources);
    source
}

#[test]
fn a_bar_over_a_part_of_a_scan_is_found_and_a_caption_is_not() {
    for (name, bar) in [
        ("black", "0 g 100 200 120 20 re f"),
        ("red", "0.8 0 0 rg 100 200 120 20 re f"),
        ("paper", "1 g 100 200 120 20 re f"),
        ("strips", "0 g 100 200 120 10 re f 99 209 122 11 re f"),
    ] {
        let (found, code) = inspected(&scan_under(bar));
        let hidden = found["hidden_text"].as_array().unwrap();
        assert_eq!((code, hidden.len()), (1, 1), "{name}: {found}");
        assert_eq!(hidden[0]["reason"], "picture", "{name}");
        let top = hidden[0]["area"][1].as_f64().unwrap();
        assert!((79.0..82.0).contains(&top), "{name}: {hidden:?}");
    }
    for (name, drawn) in [
        ("nothing beneath", "0 g 100 50 120 20 re f"),
        (
            "a caption",
            "1 g 100 200 120 20 re f 0 g BT /F 12 Tf 104 205 Td (Het besluit) Tj ET",
        ),
        ("a ground", "1 g 0 0 400 250 re f"),
    ] {
        let (found, _) = inspected(&scan_under(drawn));
        assert_eq!(found["hidden_text"], json!([]), "{name}: {found}");
    }
}

#[test]
fn text_through_a_bar_that_does_not_cover_is_a_finding_and_stays() {
    let mut source = PdfMaker::new();
    let state = source.object("<</ca 0.5>>");
    let text = lines(&["Aan de heer Jansen"]) + "/G gs 0 g 35 240 130 20 re f";
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/ExtGState<</G {state} 0 R>>");
    source.page_with(text, "", &resources);
    let (found, code) = inspected(&source);
    assert_eq!(code, 1);
    assert_eq!(
        found["see_through_bars"].as_array().unwrap().len(),
        1,
        "{found}"
    );
    assert_eq!(found["hidden_text"], json!([]));
}

/// A source with one of everything that stands beside its pages.
pub fn full_source() -> PdfMaker {
    let mut source = PdfMaker::new();
    let info = source.object("<</Author(J. Jansen)/Producer(Maker)>>");
    let inner = letter("").build();
    let file = source.stream("/Type/EmbeddedFile/Subtype/application#2Fpdf", inner);
    let attached = source.object(format!(
        "<</Type/Filespec/F(bijlage.pdf)/UF(bijlage.pdf)/EF<</F {file} 0 R>>>>"
    ));
    let note = source
        .object("<</Type/Annot/Subtype/Text/Rect[10 270 30 290]/T(Jansen)/Contents(Bel hem op)>>");
    let reply = source.object(format!(
        "<</Type/Annot/Subtype/Text/Rect[10 270 30 290]/T(De Vries)/Contents(Gedaan)/IRT {note} 0 R>>"
    ));
    let redact = source.object(
        "<</Type/Annot/Subtype/Redact/Rect[100 240 160 260]/T(De Vries)/OverlayText(5.1.2e)\
         /QuadPoints[108 262 152 262 108 246 152 246]>>",
    );
    let link = source.object(
        "<</Type/Annot/Subtype/Link/Rect[0 0 10 10]/A<</S/URI/URI(mailto:jansen@example.nl)>>>>",
    );
    let hidden = source.object("<</FT/Tx/T(bsn)/V(111222333)/F 2/Rect[0 0 1 1]/Subtype/Widget>>");
    let signed = source.object("<</FT/Sig/T(s)/V<</Type/Sig/Name(J. Jansen)/Reason(akkoord)>>>>");
    source.page(
        lines(&["Aan de heer Jansen", "Het besluit"]),
        &format!(
            "/PieceInfo<</X<<>>>>/Annots[{note} 0 R {reply} 0 R {redact} 0 R {link} 0 R {hidden} 0 R]"
        ),
    );
    source.catalog(&format!(
        "/AcroForm<</Fields[{hidden} 0 R {signed} 0 R]>>/Names<</EmbeddedFiles<</Names[(b) {attached} 0 R]>>>>"
    ));
    source.catalog("/OpenAction<</S/JavaScript/JS(app.alert(1))>>");
    source.trailer(&format!("/Info {info} 0 R"));
    source
}

#[test]
fn what_stands_beside_the_pages_is_listed() {
    let (found, code) = inspected(&full_source());
    assert_eq!(code, 1);
    assert_eq!(found["attachments"][0]["name"], "bijlage.pdf");
    assert_eq!(found["attachments"][0]["pdf"], true);
    assert_eq!(found["attachments"][0]["type"], "application/pdf");
    assert_eq!(found["comments"][0]["text"], "Bel hem op");
    assert_eq!(
        (
            &found["comments"][1]["reply"],
            &found["comments"][1]["author"]
        ),
        (&json!(true), &json!("De Vries"))
    );
    let proposal = &found["unapplied_redactions"][0];
    assert_eq!(proposal["areas"], json!([[108.0, 38.0, 152.0, 54.0]]));
    assert_eq!(
        (&proposal["overlay"], &proposal["page"]),
        (&json!("5.1.2e"), &json!(1))
    );
    assert_eq!(found["links"][0]["target"], "mailto:jansen@example.nl");
    assert_eq!(
        found["fields"],
        json!([{ "name": "bsn", "value": "111222333", "hidden": true }])
    );
    assert_eq!(found["signatures"], json!(["J. Jansen, akkoord"]));
    assert_eq!(
        found["actions"],
        json!([{ "kind": "JavaScript", "count": 1 }])
    );
    assert_eq!(found["private_data"], 1);
    let author = json!({ "key": "Author", "value": "J. Jansen", "name": true });
    assert!(found["metadata"].as_array().unwrap().contains(&author));
}

#[test]
fn earlier_revisions_and_bytes_outside_are_counted() {
    let program = Program::new();
    let mut bytes = b"Content-Type: application/pdf\r\n\r\n".to_vec();
    bytes.extend(letter("").build());
    bytes.extend(b"en nog iets");
    let path = program.write("in.pdf", bytes);
    let (found, _) = inspect(&program, &path);
    assert_eq!(
        (&found["bytes_before"], &found["bytes_after"]),
        (&json!(33), &json!(12))
    );
    let mut updated = letter("").build();
    let text = String::from_utf8_lossy(&updated).into_owned();
    let last: usize = text
        .rsplit("startxref\n")
        .next()
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let at = updated.len();
    updated.extend(
        format!("xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev {last}>>\nstartxref\n{at}\n%%EOF\n")
            .bytes(),
    );
    let path = program.write("again.pdf", updated);
    assert_eq!(inspect(&program, &path).0["earlier_revisions"], 1);
}

#[test]
fn hidden_words_are_shown_and_never_logged() {
    let program = Program::new();
    program.write(
        "in.pdf",
        letter("1 g BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET").build(),
    );
    program.write("kapot.pdf", "geen pdf GEHEIM");
    let output = program.run(&["inspect", "in.pdf", "kapot.pdf"]);
    assert_eq!(output.status.code(), Some(3));
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert!(
        out.contains("in de kleur van de achtergrond") && out.contains("GEHEIM"),
        "{out}"
    );
    assert!(
        err.contains("kapot.pdf") && !err.contains("GEHEIM"),
        "{err}"
    );
}

/// Where the listing and the export of a file without marks disagree. Hidden words must be gone from their place, others
/// must still be there.
fn disagreements(program: &Program, source: &Path) -> Vec<String> {
    let (found, code) = inspect(program, source);
    let bytes = std::fs::read(source).unwrap();
    if code > 1 || program.redact(&bytes, &marks(1, &[])) != 0 {
        return Vec::new();
    }
    let written = program.file("out.pdf");
    let mut wrong = Vec::new();
    for page in 0..found["pages"].as_u64().unwrap_or(0) as usize {
        let (before, after) = (
            program.page_text(source, page),
            program.page_text(&written, page),
        );
        let listed: Vec<(PageRect, bool)> = found["hidden_text"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|h| h["page"] == page + 1)
            .map(|h| {
                (
                    serde_json::from_value(h["area"].clone()).unwrap(),
                    h["exported"] == true,
                )
            })
            .collect();
        for index in 0..before.words.len() {
            let text = folded(&before.word_text(index));
            if !text.chars().any(char::is_alphanumeric) {
                continue;
            }
            let area = PageText::bounds(before.word(index)).unwrap();
            let kept = is_at(&after, &text, &area);
            let hidden = listed
                .iter()
                .find(|(h, _)| h.expanded(0.1).unwrap().contains_rect(&area));
            match hidden {
                Some((_, false)) if kept => wrong.push(format!("p. {} hidden and kept", page + 1)),
                None if !kept => wrong.push(format!("p. {} neither", page + 1)),
                _ => {}
            }
        }
    }
    wrong
}

/// Whether most characters of a word stand at its place.
fn is_at(page: &PageText, word: &str, area: &PageRect) -> bool {
    let around = area.expanded(1.5).unwrap();
    let middle = |c: &lakwerk::model::page::text::PageChar| -> PagePoint { c.ink.center() };
    let there: String = page
        .chars
        .iter()
        .filter(|c| around.contains(middle(c)))
        .map(|c| c.text)
        .collect();
    let there = folded(&there);
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    let (mut found, mut all) = (0, 0);
    for c in letters {
        all += 1;
        found += usize::from(there.contains(c));
    }
    2 * found > all
}

#[test]
fn the_listing_and_the_export_agree() {
    for (reason, source) in hidden_texts() {
        let program = Program::new();
        let path = program.write("source.pdf", source.build());
        let wrong = disagreements(&program, &path);
        assert!(wrong.is_empty(), "{reason}: {wrong:?}");
    }
}

/// Real files, where `LAKWERK_CORPUS` names a folder of them: most words of most files must be told right.
#[test]
fn the_listing_and_the_export_agree_on_real_files() {
    let Some(folder) = std::env::var_os("LAKWERK_CORPUS").map(PathBuf::from) else {
        // Said loudly, since nothing was looked at.
        std::io::Write::write_all(
            &mut std::io::stderr(),
            b"LAKWERK_CORPUS names no folder: the listing was compared on made files only\n",
        )
        .unwrap();
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "pdf"));
    files.retain(|f| f.metadata().unwrap().len() < 400_000);
    files.sort();
    let step = (files.len() / 30).max(1);
    let mut wrong = Vec::new();
    for file in files.iter().step_by(step) {
        let program = Program::new();
        let found = disagreements(&program, file);
        if !found.is_empty() {
            wrong.push(format!("{}: {found:?}", file.display()));
        }
    }
    assert!(wrong.len() <= 3, "{wrong:#?}");
}

/// The progress of a test, which nobody watches.
struct Unwatched;

impl lakwerk::export::progress::Progress for Unwatched {
    fn page_done(&self, _: lakwerk::export::progress::ExportStage, _: usize, _: usize) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

#[test]
fn what_several_children_find_in_a_long_file_is_what_one_finds() {
    let mut source = PdfMaker::new();
    for page in 0..13 {
        let hidden = "1 g BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET";
        let hidden = if page % 5 == 2 { hidden } else { "" };
        source.page(lines(&["Aan de heer Jansen"]) + hidden, "");
    }
    let bytes: std::sync::Arc<[u8]> = source.build().into();
    let engine = lakwerk::engine::Engine::new(PathBuf::from(env!("CARGO_BIN_EXE_lakwerk")));
    for children in [1, 3] {
        let mut reader = engine.open(bytes.clone(), None).unwrap();
        let looked = lakwerk::jobs::intake::inspect(&mut reader, children, &Unwatched);
        let looked = looked.unwrap().unwrap();
        let pages = looked.pages.iter().enumerate();
        let hiding = pages.filter(|(_, page)| !page.hidden.is_empty());
        let hiding: Vec<usize> = hiding.map(|(number, _)| number).collect();
        assert_eq!((looked.pages.len(), hiding), (13, vec![2, 7, 12]));
        assert!(looked.unread.is_empty() && looked.broken.is_empty());
    }
}
