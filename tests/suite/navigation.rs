//! Links, outline and page labels: what goes along is rebuilt, what tells or starts something stays behind.

use crate::pdf_maker::PdfMaker;
use crate::program::{self, Program, marks};
use lakwerk::engine::{Check, Engine};
use lakwerk::model::navigation::{Link, Numerals, Target};
use lakwerk::model::page::geometry::PageRect;
use lakwerk::verify::check_file;
use serde_json::json;

/// The black area: over the name in the second line.
const AREA: [f64; 4] = [118.0, 82.0, 185.0, 102.0];

/// Two pages with text; objects 4 to 7 are their contents and themselves.
fn source() -> Vec<u8> {
    let mut source = PdfMaker::new();
    let text = "BT /F 12 Tf 40 250 Td (Zie de bijlage en de website.) Tj ET \
                BT /F 12 Tf 40 205 Td (Namens de) Tj 80 0 Td (Willemsen) Tj ET";
    let link = |rect: &str, leads: &str| {
        format!("<</Type/Annot/Subtype/Link/Rect[{rect}]/Border[0 0 1]{leads}>>")
    };
    let uri = |address: &str| format!("/A<</S/URI/URI({address})>>");
    let links = [
        link("60 246 120 262", "/Dest[7 0 R/Fit]"),
        link("135 246 190 262", &uri("https://voorbeeld.nl/besluit")),
        // Over the area, with the name, by mail, by script, to another file, to a name.
        link("118 200 185 216", &uri("https://voorbeeld.nl/")),
        link("200 20 230 40", &uri("https://voorbeeld.nl/%57illemsen")),
        link("240 20 260 40", &uri("mailto:info@voorbeeld.nl")),
        link("270 20 290 40", "/A<</S/JavaScript/JS(app.alert)>>"),
        link("300 20 320 40", "/A<</S/GoToR/F(geheim.pdf)/D[0/Fit]>>"),
        link("20 20 60 40", "/Dest(bijlage)"),
    ];
    source.page(text, &format!("/Annots[{}]", links.concat()));
    let annex = "BT /F 12 Tf 40 250 Td (De bijlage bij de brief) Tj ET \
                 BT /F 12 Tf 40 230 Td (voorbeeld.nl/besluit) Tj ET";
    source.page(annex, "");
    let line = |title: &str, keys: &str| format!("<</Title({title}){keys}>>");
    let outline = source.object("<</Type/Outlines/First 9 0 R/Last 11 0 R/Count 3>>");
    assert_eq!(outline, 8);
    source.object(line(
        "De brief",
        "/Parent 8 0 R/Next 11 0 R/First 10 0 R/Last 10 0 R/Count 1/Dest[5 0 R/Fit]",
    ));
    source.object(line(
        "Verzoek van Willemsen",
        "/Parent 9 0 R/Dest[5 0 R/Fit]",
    ));
    source.object(line(
        "De bijlage",
        "/Parent 8 0 R/Prev 9 0 R/A<</S/GoTo/D(bijlage)>>",
    ));
    source.catalog(
        "/Outlines 8 0 R/PageLabels<</Nums[0<</S/r>>1<</S/D/P(B-)/St 4>>]>>\
         /Names<</Dests<</Names[(bijlage)[7 0 R/XYZ 0 200 0]]>>>>",
    );
    source.build()
}

fn written() -> (Program, Vec<u8>) {
    let program = Program::new();
    let code = program.redact(&source(), &marks(1, &[AREA]));
    let report = program.read_json("report.json");
    assert_eq!(code, 0, "{report}");
    assert_eq!(report["verdict"], "verified", "{report}");
    let told = json!({
        "links": { "kept": 3, "dropped": 5 },
        "bookmarks": { "kept": 2, "dropped": 1 },
        "page_labels": { "kept": 2, "dropped": 0 },
    });
    assert_eq!(report["navigation"], told);
    let file = program.read("out.pdf");
    (program, file)
}

#[test]
fn what_may_lead_leads_and_the_rest_is_told() {
    let (_program, file) = written();
    let engine = Engine::new(program::path());
    let mut reader = engine.open(file.clone().into(), None).unwrap();
    let targets = |links: &[Link]| links.iter().map(|l| l.target.clone()).collect::<Vec<_>>();
    let web = Some(Target::Web("https://voorbeeld.nl/besluit".to_owned()));
    let expected = [Some(Target::Page(1)), web, Some(Target::Page(1))];
    assert_eq!(targets(&reader.links(0).unwrap()), expected);
    assert_eq!(reader.links(1).unwrap(), []);
    let guide = reader.guide().unwrap();
    let lines = guide
        .bookmarks
        .iter()
        .map(|b| (b.title.as_str(), b.level, b.page));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [("De brief", 0, Some(0)), ("De bijlage", 0, Some(1))]
    );
    let labels = guide
        .labels
        .iter()
        .map(|l| (l.from, l.numerals, l.prefix.as_str(), l.first));
    assert_eq!(
        labels.collect::<Vec<_>>(),
        [
            (0, Some(Numerals::LowerRoman), "", 1),
            (1, Some(Numerals::Decimal), "B-", 4)
        ]
    );
    // Tagged as PDF/UA asks, so that the claim holds; three links, each in its own element.
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("<pdfuaid:part>1"));
    assert_eq!(text.matches("/S/Link").count(), 3);
    assert_eq!(text.matches("/OBJR").count(), 3);
}

/// The letter with another name under the area, and ways that name either.
fn leading(name: &str) -> Vec<u8> {
    let mut source = PdfMaker::new();
    let text = format!(
        "BT /F 12 Tf 40 250 Td (Verzoek van voorbeeld.nl) Tj ET \
         BT /F 12 Tf 40 205 Td (Namens de) Tj 80 0 Td ({name}) Tj ET"
    );
    let link = |left: u32, path: &str| {
        format!(
            "<</Type/Annot/Subtype/Link/Rect[{left} 20 {} 40]/A<</S/URI/URI(https://voorbeeld.nl{path})>>>>",
            left + 20
        )
    };
    let links = [
        link(40, ""),
        link(80, "/willemsen"),
        link(120, "/pietersen"),
    ];
    source.page(text, &format!("/Annots[{}]", links.concat()));
    let outline = source.object("<</Type/Outlines/First 7 0 R/Last 9 0 R/Count 3>>");
    assert_eq!(outline, 6);
    let titles = ["Verzoek van Willemsen", "Verzoek van Pietersen", "Verzoek"];
    for (number, title) in titles.into_iter().enumerate() {
        let next = match number {
            2 => String::new(),
            _ => format!("/Next {} 0 R", number + 8),
        };
        source.object(format!(
            "<</Title({title})/Parent 6 0 R{next}/Dest[5 0 R/Fit]>>"
        ));
    }
    source.catalog("/Outlines 6 0 R");
    source.build()
}

#[test]
fn what_is_under_an_area_does_not_decide_which_ways_go_along() {
    let files: Vec<Vec<u8>> = ["Willemsen", "Pietersen", "Jan Bos"]
        .map(|name| {
            let program = Program::new();
            assert_eq!(program.redact(&leading(name), &marks(1, &[AREA])), 0);
            let told = json!({
                "links": { "kept": 1, "dropped": 2 },
                "bookmarks": { "kept": 1, "dropped": 2 },
                "page_labels": { "kept": 0, "dropped": 0 },
            });
            assert_eq!(
                program.read_json("report.json")["navigation"],
                told,
                "{name}"
            );
            program.read("out.pdf")
        })
        .into();
    assert!(files.iter().all(|file| *file == files[0]));
}

#[test]
fn bookmarks_beyond_those_that_are_read_are_counted() {
    let mut source = PdfMaker::new();
    source.page("BT /F 12 Tf 40 250 Td (De brief) Tj ET", "");
    let outline = source.object("<</Type/Outlines/First 7 0 R/Last 1016 0 R/Count 1010>>");
    assert_eq!(outline, 6);
    for number in 7..=1016 {
        let next = match number {
            1016 => String::new(),
            _ => format!("/Next {} 0 R", number + 1),
        };
        source.object(format!(
            "<</Title(De brief)/Parent 6 0 R{next}/Dest[5 0 R/Fit]>>"
        ));
    }
    source.catalog("/Outlines 6 0 R");
    let program = Program::new();
    assert_eq!(program.redact(&source.build(), &marks(1, &[])), 0);
    let told = json!({ "kept": 1000, "dropped": 10 });
    assert_eq!(
        program.read_json("report.json")["navigation"]["bookmarks"],
        told
    );
}

#[test]
fn the_verifier_asks_links_outline_and_labels() {
    let (_program, file) = written();
    let [left, top, right, bottom] = AREA;
    let areas = [vec![PageRect::new(left, top, right, bottom).unwrap()]];
    let needles = ["willemsen".to_owned()];
    let faults = |from: &str, to: &str| -> Vec<Check> {
        assert_eq!(from.len(), to.len(), "{from}");
        let mut bytes = file.clone();
        let at = bytes.windows(from.len()).position(|w| w == from.as_bytes());
        let at = at.unwrap_or_else(|| panic!("{from}"));
        bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        let check = check_file(&bytes, &needles, &areas);
        check.faults.iter().map(|fault| fault.check).collect()
    };
    assert_eq!(faults("Pagina 2", "Pagina 3"), []);
    assert_eq!(
        faults("/URI(https://voor", "/URI(mailto:/voor"),
        [Check::ClosedList]
    );
    assert_eq!(
        faults("/S/URI", "/S/URX"),
        [Check::ClosedList, Check::Claim]
    );
    assert_eq!(faults("nl/besluit", "nl/will%65").len(), 0, "no whole name");
    assert_eq!(
        faults(
            "/URI(https://voorbeeld.nl/besluit",
            "/URI(https://voorbeel/%57illemsen"
        ),
        [Check::Needles]
    );
    assert_eq!(faults("(De bijlage)", "(Willemsen!)"), [Check::Needles]);
    assert_eq!(faults("/P(B-)", "/Q(B-)"), [Check::ClosedList]);
    assert_eq!(faults("/Rect[60 ", "/Rect[99 ").len(), 0);
    assert_eq!(
        faults("[60 246 120 262]", "[60 206 120 262]"),
        [Check::TextInside]
    );
    assert_eq!(
        faults("/Subtype/Link", "/Subtype/Line"),
        [Check::ClosedList, Check::Claim]
    );
    assert_eq!(
        faults("/Tabs/S", "/Tabs/R"),
        [Check::ClosedList, Check::Claim]
    );
    assert_eq!(faults("/F 4/", "/F 0/"), [Check::Claim]);
    assert!(faults("/S/Link", "/S/Span").contains(&Check::Claim));
    assert!(faults("/OBJR", "/OBJX").contains(&Check::ClosedList));
    assert_eq!(faults("/StructParent 3", "/StructParent 4"), [Check::Claim]);
}
