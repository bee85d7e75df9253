//! The structure of a source in the copy: headings, lists and tables of what is left, and nothing of what is not.

use crate::pdf_maker::PdfMaker;
use crate::program::{Program, marks};
use std::collections::BTreeMap;

/// An element of a source: its role, what stands in it, and the number of its own marked content.
enum Element {
    Of(&'static str, Vec<Element>),
    Text(&'static str, u32),
}
use Element::{Of, Text};

/// A page of 400 by 300 with texts at these places, each the marked content of its own number; one in `adorning` repeats.
fn source(texts: &[(f64, f64, &str)], adorning: &str, tree: &[Element]) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let mut drawn = format!("/Artifact BMC BT /F 8 Tf 350 20 Td ({adorning}) Tj ET EMC\n");
    for (number, (x, y, text)) in texts.iter().enumerate() {
        drawn.push_str(&format!(
            "/Span<</MCID {number}>>BDC BT /F 10 Tf {x} {y} Td ({text}) Tj ET EMC\n"
        ));
    }
    maker.page(drawn, "/StructParents 0");
    // The page is the object made last.
    let page = maker.object("null") - 1;
    let kids: Vec<String> = tree.iter().map(|e| element(&mut maker, e, page)).collect();
    // Two elements that stand in each other, twice.
    let one = maker.object("null") + 1;
    let other = one + 1;
    for number in [other, one] {
        maker.object(format!(
            "<</Type/StructElem/S/Sect/K[{number} 0 R {number} 0 R]>>"
        ));
    }
    let root = maker.object(format!(
        "<</Type/StructTreeRoot/K[{} {one} 0 R]/RoleMap<</Kop/H3/Loos/NonStruct>>>>",
        kids.join(" ")
    ));
    maker.catalog(&format!(
        "/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>"
    ));
    maker.build()
}

fn element(maker: &mut PdfMaker, element_of: &Element, page: usize) -> String {
    let (role, kids) = match element_of {
        Of(role, kids) => {
            let kids = kids.iter().map(|kid| element(maker, kid, page));
            (role, kids.collect::<Vec<_>>().join(" "))
        }
        Text(role, number) => (role, number.to_string()),
    };
    let number = maker.object(format!(
        "<</Type/StructElem/S/{role}/Pg {page} 0 R/K[{kids}]/T(Geheime titel)/Alt(Geheim)>>"
    ));
    format!("{number} 0 R")
}

/// The tree of a written file, roles in one another.
fn tree(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(file);
    let mut objects: BTreeMap<&str, &str> = BTreeMap::new();
    for object in text.split("endobj") {
        if let Some((head, body)) = object.split_once(" 0 obj") {
            objects.insert(head.trim().rsplit(['\n', ' ']).next().unwrap(), body);
        }
    }
    let root = objects
        .values()
        .find(|body| body.contains("/StructTreeRoot") && body.contains("/K"))
        .unwrap();
    written(&objects, root)
}

fn written(objects: &BTreeMap<&str, &str>, element: &str) -> String {
    let Some((_, kids)) = element.split_once("/K") else {
        return String::new();
    };
    let kids = kids.trim_start_matches([' ', '[']);
    let end = kids.find([']', '/', '>']).unwrap_or(kids.len());
    let words: Vec<&str> = kids[..end].split_whitespace().collect();
    let mut out = Vec::new();
    for at in words.windows(3).filter(|words| words[2] == "R") {
        let kid = objects[at[0]];
        let role = kid.split("/S/").nth(1).unwrap();
        let role = &role[..role.find(['/', '>', ' ']).unwrap()];
        let about = |key: &str| kid.split(key).nth(1).map(|v| format!("{v:.1}"));
        let span = about("/ColSpan ").map_or(String::new(), |v| format!("*{v}"));
        let within = written(objects, kid);
        out.push(if within.is_empty() {
            format!("{role}{span}")
        } else {
            format!("{role}{span}({within})")
        });
    }
    out.join(" ")
}

fn copied(file: &[u8], areas: &[[f64; 4]]) -> String {
    let program = Program::new();
    assert_eq!(program.redact(file, &marks(1, areas)), 0);
    let report = program.read_json("report.json");
    assert_eq!(report["verdict"], "verified", "{}", report["pages"]);
    let out = program.read("out.pdf");
    let text = String::from_utf8_lossy(&out);
    assert!(text.contains("pdfuaid"), "the copy claims to be accessible");
    assert!(!text.contains("Geheim"));
    tree(&out)
}

/// An area in a corner of its own.
const APART: [f64; 4] = [40.0, 240.0, 90.0, 260.0];

const LETTER: [(f64, f64, &str); 12] = [
    (40.0, 270.0, "Besluit"),
    (40.0, 240.0, "Wij hebben uw brief ontvangen."),
    (40.0, 210.0, "1."),
    (60.0, 210.0, "Het eerste punt"),
    (40.0, 195.0, "2."),
    (60.0, 195.0, "Het tweede punt"),
    (40.0, 150.0, "Naam"),
    (200.0, 150.0, "Bedrag"),
    (40.0, 130.0, "Jansen"),
    (200.0, 130.0, "100"),
    (40.0, 110.0, "Pietersen"),
    (200.0, 110.0, "200"),
];

fn letter() -> Vec<Element> {
    let item = |number, text| Of("LI", vec![Text("Lbl", number), Text("LBody", text)]);
    let row = |role, first, second| Of("TR", vec![Text(role, first), Text(role, second)]);
    vec![Of(
        "Document",
        vec![
            Text("Kop", 0),
            Of("Sect", vec![Text("P", 1)]),
            Of("L", vec![item(2, 3), item(4, 5)]),
            Of(
                "Table",
                vec![
                    Of("THead", vec![row("TH", 6, 7)]),
                    Of("TBody", vec![row("TD", 8, 9), row("TD", 10, 11)]),
                ],
            ),
        ],
    )]
}

#[test]
fn headings_lists_and_tables_of_a_source_are_those_of_the_copy() {
    let file = source(&LETTER, "pagina 1", &letter());
    let list = "L(LI(Lbl LBody) LI(Lbl LBody))";
    let row = "TR(TD(P) TD(P))";
    assert_eq!(
        copied(&file, &[APART]),
        format!("Document(H1 P {list} Table(TR(TH(P) TH(P)) {row} {row}) Figure)")
    );
}

#[test]
fn an_area_stands_in_its_cell_item_and_paragraph() {
    let file = source(&LETTER, "pagina 1", &letter());
    let areas = [
        // "uw brief", "Het tweede punt", and the names of the table.
        [105.0, 50.0, 150.0, 64.0],
        [58.0, 95.0, 140.0, 108.0],
        [38.0, 160.0, 100.0, 173.0],
        [38.0, 180.0, 100.0, 193.0],
    ];
    let list = "L(LI(Lbl LBody) LI(Lbl(Figure)))";
    let row = "TR(TD(Figure) TD(P))";
    assert_eq!(
        copied(&file, &areas),
        format!("Document(H1 P(Figure) {list} Table(TR(TH(P) TH(P)) {row} {row}))")
    );
}

#[test]
fn what_is_covered_has_no_part_in_the_structure() {
    let area = [30.0, 120.0, 300.0, 200.0];
    let outside = &LETTER[..6];
    let list = |number, text| Of("LI", vec![Text("Lbl", number), Text("LBody", text)]);
    let shown = || {
        vec![
            Text("Kop", 0),
            Text("P", 1),
            Of("L", vec![list(2, 3), list(4, 5)]),
        ]
    };
    let file = |hidden: &[(f64, f64, &str)], element: Option<Element>| {
        let texts: Vec<_> = outside.iter().chain(hidden).copied().collect();
        let kids = shown().into_iter().chain(element).collect();
        source(&texts, "pagina 1", &[Of("Document", kids)])
    };
    let cell = |number| Of("TR", vec![Text("TD", number), Text("TD", number + 1)]);
    let table = file(
        &LETTER[6..],
        Some(Of("Table", vec![cell(6), cell(8), cell(10)])),
    );
    let heading = file(&LETTER[8..9], Some(Text("H1", 6)));
    let program = Program::new();
    let written = |source: &[u8]| {
        assert_eq!(program.redact(source, &marks(1, &[area])), 0);
        program.read("out.pdf")
    };
    let (table, heading, nothing) = (
        written(&table),
        written(&heading),
        written(&file(&[], None)),
    );
    assert!(table == nothing && heading == nothing);
}

#[test]
fn a_tree_that_tells_little_or_loops_is_not_followed() {
    let little = source(&LETTER, "pagina 1", &[Text("H1", 0)]);
    let flat = copied(&little, &[APART]);
    assert!(!flat.contains("H1") && flat.contains("P P"), "{flat}");
    // Cells outside rows, items outside lists, a table within a paragraph.
    let astray = source(
        &LETTER,
        "pagina 1",
        &[
            Text("TD", 0),
            Of(
                "P",
                vec![Of(
                    "Table",
                    vec![Text("P", 1), Of("TR", vec![Text("TD", 2)])],
                )],
            ),
            Of("L", vec![Text("P", 3), Of("LI", vec![Text("P", 4)])]),
            Of("LI", (5..12).map(|n| Text("Span", n)).collect()),
        ],
    );
    let kept = copied(&astray, &[APART]);
    assert_eq!(
        kept,
        "Document(P Table(TR(TD(P))) P L(LI(LBody)) P P Figure)"
    );
}
