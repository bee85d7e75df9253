//! A (1–11): covered instead of removed.

use super::*;

pub fn rows() -> Vec<Row> {
    let under = |name, operators: &str| gone(1, name, page(operators));
    let mut rows = vec![
        under(
            "a filled rectangle",
            &format!("{SECRET} 0 g 100 160 120 40 re f"),
        ),
        gone(
            5,
            "hatching",
            page(&format!(
                "{SECRET} 100 160 m 220 200 l 100 200 m 220 160 l S"
            )),
        ),
        gone(
            6,
            "white on white under the area",
            page(&format!("1 g {SECRET} 0 g")),
        ),
        unseen(
            6,
            "white on white beside it",
            page("1 g BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g"),
        ),
        unseen(
            6,
            "on a ground of its own colour",
            page("0 0 1 rg 30 90 100 30 re f BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g"),
        ),
        unseen(
            6,
            "white on white across a line",
            page("1 w 30 104 m 200 104 l S 1 g BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g"),
        ),
        unseen(
            6,
            "white on white under other words",
            page(
                "1 g BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g BT /F 12 Tf 40 100 Td (Het stuk) Tj ET",
            ),
        ),
        gone(
            10,
            "text after the box",
            page(&format!("0 g 100 160 120 40 re f 1 g {SECRET} 0 g")),
        ),
        row(
            11,
            "only the export writes a publication copy",
            Proof::Test(
                "tests/suite/attacks/covered.rs",
                "nothing_but_the_export_looks_like_a_publication",
            ),
        ),
    ];
    rows.push(gone(
        2,
        "a redaction that was never applied",
        never_applied(),
    ));
    for (name, kind) in [
        ("highlight", "Highlight"),
        ("square", "Square"),
        ("ink", "Ink"),
    ] {
        rows.push(gone(3, name, dark_annotation(kind)));
    }
    let black = "q 120 0 0 40 100 160 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q";
    rows.push(gone(
        4,
        "a black picture",
        page(&format!("{SECRET} {black}")),
    ));
    for (name, state) in [
        ("see-through", "/ca 0.8"),
        ("multiplied", "/BM/Multiply"),
        ("darkened", "/BM/Darken/ca 0.5"),
    ] {
        let resources = format!("/ExtGState<</B<<{state}>>>>");
        let operators = format!("{SECRET} q /B gs 0.1 g 100 160 120 40 re f Q");
        rows.push(gone(
            7,
            name,
            page_with(PdfMaker::new(), &operators, "", &resources),
        ));
    }
    rows.push(gone(
        8,
        "a marker in a scan",
        scan(|word, area| {
            if word {
                20
            } else if area {
                60
            } else {
                255
            }
        }),
    ));
    rows.push(gone(
        9,
        "a mosaic in a scan",
        scan(|word, area| {
            if area {
                if word { 130 } else { 160 }
            } else {
                255
            }
        }),
    ));
    rows.push(gone(10, "text in another stream", second_stream()));
    rows.push(gone(10, "text in a form", in_a_form()));
    rows
}

fn never_applied() -> Vec<u8> {
    let keys = "/Annots[<</Type/Annot/Subtype/Redact/Rect[100 160 220 200]/IC[0 0 0]/OverlayText(GEHEIM)/T(GEHEIM)\
                /QuadPoints[100 200 220 200 100 160 220 160]/Contents(GEHEIM)>>]";
    page_with(PdfMaker::new(), SECRET, keys, "")
}

fn dark_annotation(kind: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let look = maker.stream(
        "/Type/XObject/Subtype/Form/BBox[100 160 220 200]/Resources<</ExtGState<</M<</BM/Multiply>>>>>>",
        "/M gs 0.2 g 100 160 120 40 re f",
    );
    let keys = format!(
        "/Annots[<</Type/Annot/Subtype/{kind}/Rect[100 160 220 200]/F 4/C[0 0 0]/InkList[[100 160 220 200]]\
         /QuadPoints[100 200 220 200 100 160 220 160]/Contents(GEHEIM)/T(GEHEIM)/AP<</N {look} 0 R>>>>]"
    );
    page_with(maker, SECRET, &keys, "")
}

/// A grey picture over the page, of which `tone` is asked whether a sample is in the word and whether in the area.
fn scan(tone: impl Fn(bool, bool) -> u8) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let samples: Vec<u8> = (0..300)
        .flat_map(|y| (0..400).map(move |x| (x, y)))
        .map(|(x, y)| {
            let area = (100..220).contains(&x) && (100..140).contains(&y);
            tone(area && x % 9 < 4 && (110..130).contains(&y), area)
        })
        .collect();
    let image = maker.stream(
        "/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8",
        samples,
    );
    let resources = format!("/XObject<</I {image} 0 R>>");
    page_with(maker, "q 400 0 0 300 0 0 cm /I Do Q", "", &resources)
}

fn second_stream() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let box_first = maker.stream("", "0 g 100 160 120 40 re f");
    let text = maker.stream("", format!("{SECRET} {OPEN}"));
    maker.page_of(&format!(
        "/Contents[{box_first} 0 R {text} 0 R]/Resources<</Font<</F {HELVETICA} 0 R>>>>/MediaBox[0 0 400 300]"
    ));
    maker.build()
}

fn in_a_form() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let inner = form(&mut maker, "", SECRET);
    let resources = format!("/XObject<</X {inner} 0 R>>");
    page_with(maker, "0 g 100 160 120 40 re f /X Do", "", &resources)
}

#[test]
fn what_is_only_covered_elsewhere_is_gone() {
    ask_all(&rows());
}

/// Every file below a folder.
fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    let below = |path: PathBuf| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(below).collect()
}

/// What is saved beside the export holds marks, and sources as they came: no PDF with boxes over what is
/// still in it. That copies for other readers look like none is asked with the editions.
#[test]
fn nothing_but_the_export_looks_like_a_publication() {
    let program = program::Program::new();
    let source = page(SECRET);
    program.marked_dossier(&source, &[AREA]);
    let is_pdf = |path: &PathBuf| std::fs::read(path).unwrap().starts_with(b"%PDF-");
    let saved: Vec<PathBuf> = files(&program.file("d"))
        .into_iter()
        .filter(is_pdf)
        .collect();
    assert_eq!(saved.len(), 1);
    assert_eq!(std::fs::read(&saved[0]).unwrap(), source);
}
