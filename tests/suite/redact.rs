//! `lakwerk redact` and `lakwerk verify` on files, as a script uses them.

use crate::pdf_maker::{PdfMaker, lines, nameless, with_codes_moved};
use crate::program::{Program, marks, path};
use lakwerk::model::page::text::PageText;
use serde_json::json;

fn letter() -> Vec<u8> {
    let text = lines(&["Aan de heer Jansen", "Het besluit staat vast"]);
    PdfMaker::new().page(text, "").build()
}

/// The place of "Jansen" in the letter, in page space.
const NAME: [f64; 4] = [108.0, 38.0, 152.0, 54.0];

#[test]
fn a_name_is_gone_and_the_rest_is_searchable() {
    let program = Program::new();
    assert_eq!(program.redact(&letter(), &marks(1, &[NAME])), 0);
    let text = program.text(&program.file("out.pdf")).join("");
    assert!(
        !text.contains("Jansen") && text.contains("besluit") && text.contains("5.1.2e"),
        "{text}"
    );
    let report = program.read_json("report.json");
    assert_eq!(report["pages"][0]["boxes"], 1);
    assert_ne!(report["verdict"], "refused");
    assert!(!program.read("out.pdf").windows(6).any(|w| w == b"Jansen"));
}

#[test]
fn what_every_file_says_of_itself_can_be_covered_elsewhere() {
    for word in ["2026", "nl-NL"] {
        let text = lines(&[&format!("Aan de heer {word}"), "Het besluit staat vast"]);
        let source = PdfMaker::new().page(text, "").build();
        let program = Program::new();
        assert_eq!(program.redact(&source, &marks(1, &[NAME])), 0, "{word}");
        let report = program.read_json("report.json");
        assert_eq!(report["verdict"], "verified", "{word}: {report}");
        let text = program.text(&program.file("out.pdf")).join("");
        assert!(!text.contains(word) && text.contains("besluit"), "{text}");
    }
}

#[test]
fn the_same_work_gives_the_same_bytes() {
    let program = Program::new();
    program.redact(&letter(), &marks(1, &[NAME]));
    let first = program.read("out.pdf");
    program.redact(&letter(), &marks(1, &[NAME]));
    assert_eq!(first, program.read("out.pdf"));
}

#[test]
fn a_written_file_can_be_asked_again() {
    let program = Program::new();
    program.redact(&letter(), &marks(1, &[NAME]));
    let alone = program.run(&["verify", "out.pdf"]);
    assert_eq!(alone.status.code(), Some(0), "{alone:?}");
    let whole = [
        "verify",
        "out.pdf",
        "--marks",
        "marks.json",
        "--source",
        "in.pdf",
        "--json",
    ];
    let output = program.run(&whole);
    assert_eq!(output.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&json["ours"], &json["clean"]),
        (&json!(true), &json!(true))
    );
}

#[test]
fn a_box_drawn_over_live_text_is_found_as_a_leak() {
    let program = Program::new();
    let mut covered = lines(&["Aan de heer Jansen", "Het besluit staat vast"]);
    covered.push_str("0 g 108 246 44 16 re f");
    program.write("in.pdf", letter());
    program.write("out.pdf", PdfMaker::new().page(covered, "").build());
    program.write("marks.json", marks(1, &[NAME]).to_string());
    let output = program.run(&[
        "verify",
        "out.pdf",
        "--marks",
        "marks.json",
        "--source",
        "in.pdf",
    ]);
    assert_eq!(output.status.code(), Some(4));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("tekst binnen een lakvlak") && !message.contains("Jansen"),
        "{message}"
    );
}

#[test]
fn nothing_can_be_said_of_a_foreign_file_alone() {
    let program = Program::new();
    program.write("in.pdf", letter());
    assert_eq!(program.run(&["verify", "in.pdf"]).status.code(), Some(4));
}

/// A field with a value, a text typed onto the page and a hidden one.
fn form() -> Vec<u8> {
    let mut source = PdfMaker::new();
    let mut annotation = |kind: &str, flags: u8, bottom: u16, text: &str| {
        let look = source.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>",
            format!("/Tx BMC BT /F 12 Tf 2 5 Td ({text}) Tj ET EMC"),
        );
        source.object(format!(
            "<</Type/Annot/Subtype/{kind}/F {flags}/Rect[100 {bottom} 300 {}]/AP<</N {look} 0 R>>>>",
            bottom + 20
        ))
    };
    let field = annotation("Widget/FT/Tx/T(naam)/V(M. Jansen)", 4, 200, "M. Jansen");
    // Seen on a screen, though not printed.
    let typed = annotation("FreeText/DA(/F 12 Tf)", 0, 160, "Gezien door Pietersen");
    let hidden = annotation("FreeText/DA(/F 12 Tf)", 2, 120, "GEHEIM");
    let keys = format!("/Annots[{field} 0 R {typed} 0 R {hidden} 0 R]");
    source.page(lines(&["Naam aanvrager"]), &keys);
    source.catalog(&format!("/AcroForm<</Fields[{field} 0 R]>>"));
    source.build()
}

#[test]
fn equal_lines_close_together_are_all_text() {
    // PDFium takes a text for the one before it, drawn again to look bold, when they are equal and overlap.
    let program = Program::new();
    let mut source = PdfMaker::new();
    let line = |n: usize| format!("BT /F 12 Tf 40 {} Td (Jansen) Tj ET\n", 250 - 10 * n);
    let drawn: String = (0..4).map(line).collect();
    source.page(drawn, "");
    let source = source.build();
    let path = program.write("in.pdf", &source);
    assert_eq!(program.text(&path).join(" ").matches("Jansen").count(), 4);
    // The second of them, from its baseline up.
    assert_eq!(
        program.redact(&source, &marks(1, &[[38.0, 52.5, 90.0, 59.0]])),
        0
    );
    let report = program.read_json("report.json");
    assert_eq!(report["verdict"], "verified", "{}", report["pages"]);
    let left = program.text(&program.file("out.pdf")).join(" ");
    assert!(left.matches("Jansen").count() < 4, "{left}");
    assert!(left.matches("Jansen").count() > 0, "{left}");
}

#[test]
fn a_value_that_only_a_reader_of_forms_shows_is_not_lost() {
    let program = Program::new();
    let mut source = PdfMaker::new();
    let field = source.object(
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(dier)/V(olifantje)/F 4/Rect[100 200 200 216]/DA(/F 10 Tf 0.3 g)\
         /MK<</BC[0]>>>>",
    );
    source.page(lines(&["Dier"]), &format!("/Annots[{field} 0 R]"));
    source.catalog(&format!(
        "/AcroForm<</NeedAppearances true/Fields[{field} 0 R]/DR<</Font<</F 3 0 R>>>>>>"
    ));
    let source = source.build();
    assert_eq!(
        program.redact(&source, &marks(1, &[[10.0, 10.0, 40.0, 30.0]])),
        0
    );
    let size = program.reader(&program.file("out.pdf")).facts().pages[0];
    let pixels = program.pixels(&program.file("out.pdf"), 0);
    let (width, height) = (size.width as usize, size.height as usize);
    let value = (height - 213..height - 203).flat_map(|y| (103..160).map(move |x| (x, y)));
    let ink = value
        .filter(|(x, y)| pixels[(y * width + x) * 3] < 160)
        .count();
    assert!(ink > 40, "{ink} pixels of the value");
}

#[test]
fn what_fields_and_annotations_show_is_text_like_any_other() {
    let program = Program::new();
    let source = program.write("in.pdf", form());
    let read = program.page_text(&source, 0);
    let words: Vec<String> = (0..read.words.len()).map(|w| read.word_text(w)).collect();
    let shown = [
        "Naam",
        "aanvrager",
        "M.",
        "Jansen",
        "Gezien",
        "door",
        "Pietersen",
    ];
    assert_eq!(words, shown);
    let (first, end) = read.words[3];
    let name = PageText::bounds(&read.chars[first..end]).unwrap();
    let name = [name.left(), name.top(), name.right(), name.bottom()];
    assert_eq!(program.redact(&form(), &marks(1, &[name])), 0);
    let text = program.text(&program.file("out.pdf")).join("");
    assert!(
        text.contains("M.") && text.contains("Gezien door Pietersen"),
        "{text}"
    );
    assert!(
        !text.contains("Jansen") && !text.contains("GEHEIM"),
        "{text}"
    );
}

/// Of a key that stands twice most readers of JSON drop one, and what it was to hide.
#[test]
fn a_marks_file_with_a_key_twice_or_unknown_publishes_nothing() {
    let program = Program::new();
    program.write("in.pdf", letter());
    let mark = |area: &str| format!(r#"{{"page":1,"areas":[{area}],"grounds":["5.1.2e"]}}"#);
    let (name, corner) = (json!(NAME).to_string(), "[1,1,4,4]");
    let (first, second) = (mark(&name), mark(corner));
    let twice = format!(r#"{{"page":1,"areas":[{name}],"grounds":["5.1.2e"],"areas":[{corner}]}}"#);
    let large = format!(r#"{{"marks":[{first}]{}}}"#, " ".repeat(64 << 20));
    let files = [
        (
            format!("{{\n\"marks\":[{first}],\n\"marks\":[{second}]}}"),
            "regel 3 teken 7",
        ),
        (
            format!("{{\"marks\":[{second},\n{twice}]}}"),
            "Lakking 1 in de lijst is niet te lezen, regel 2",
        ),
        (format!(r#"{{"marks":[{first}],"merken":[]}}"#), "regel 1"),
        (large, "64 MB"),
    ];
    for (marks, told) in files {
        program.write("marks.json", marks);
        let redact = [
            "redact",
            "in.pdf",
            "--marks",
            "marks.json",
            "--to",
            "out.pdf",
        ];
        let verify = [
            "verify",
            "in.pdf",
            "--marks",
            "marks.json",
            "--source",
            "in.pdf",
        ];
        for arguments in [&redact[..], &verify[..]] {
            let output = program.run(arguments);
            assert_eq!(output.status.code(), Some(2), "{told}");
            let message = String::from_utf8(output.stderr).unwrap();
            assert!(message.contains(told), "{message}");
        }
    }
    assert_eq!(program.names(), ["in.pdf", "marks.json"]);
}

#[test]
fn wrong_marks_are_refused_before_anything_is_written() {
    let program = Program::new();
    let mark = |value: serde_json::Value| json!({ "marks": [value] });
    let wrong = [
        mark(json!({ "page": 1, "areas": [NAME], "grounds": ["5.1.2"] })),
        mark(json!({ "page": 1, "areas": [NAME], "grounds": [] })),
        mark(json!({ "page": 2, "areas": [NAME], "grounds": ["5.1.2e"] })),
        mark(json!({ "page": 1, "areas": [[900, 0, 950, 9]], "grounds": ["5.1.2e"] })),
        mark(json!({ "page": 1, "areas": [], "grounds": ["5.1.2e"] })),
        json!([]),
    ];
    for marks in wrong {
        assert_eq!(program.redact(&letter(), &marks), 2, "{marks}");
    }
    assert_eq!(program.names(), ["in.pdf", "marks.json"]);
}

#[test]
fn unreadable_sources_are_named_and_leave_nothing() {
    let program = Program::new();
    let good = letter();
    let no_pages = PdfMaker::new().build();
    let sources: [&[u8]; 4] = [b"", b"geen pdf", &good[..good.len() / 3], &no_pages];
    for source in sources {
        assert_eq!(program.redact(source, &json!({ "marks": [] })), 3);
    }
    let message = program.run(&[
        "redact",
        "in.pdf",
        "--marks",
        "marks.json",
        "--to",
        "out.pdf",
    ]);
    assert!(String::from_utf8_lossy(&message.stderr).contains("in.pdf"));
    assert_eq!(program.names(), ["in.pdf", "marks.json"]);
}

#[test]
fn existing_output_stays() {
    let program = Program::new();
    program.write("in.pdf", letter());
    program.write("marks.json", marks(1, &[NAME]).to_string());
    program.write("out.pdf", "van iemand anders");
    let output = program.run(&[
        "redact",
        "in.pdf",
        "--marks",
        "marks.json",
        "--to",
        "out.pdf",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(program.read("out.pdf"), b"van iemand anders");
    let nowhere = program.run(&[
        "redact",
        "in.pdf",
        "--marks",
        "marks.json",
        "--to",
        "no/out.pdf",
    ]);
    assert_eq!(nowhere.status.code(), Some(74));
}

#[test]
fn a_page_on_which_text_could_get_lost_unseen_is_refused() {
    let program = Program::new();
    for (width, expected) in [(14_400, 0), (14_401, 3), (1_000_000, 3)] {
        let keys = format!("/MediaBox[0 0 {width} 300]");
        let wide = PdfMaker::new().page(lines(&["Jansen"]), &keys).build();
        let code = program.redact(&wide, &json!({ "marks": [] }));
        assert_eq!(code, expected, "{width}");
        assert_eq!(program.file("out.pdf").exists(), expected == 0);
        if expected == 0 {
            let written = program.file("out.pdf");
            assert_eq!(program.text(&written).concat(), "Jansen");
            std::fs::remove_file(written).unwrap();
        }
    }
}

#[test]
fn wrong_use_is_one_dutch_message() {
    let program = Program::new();
    let output = program.run(&["redact", "--onzin"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("Onbekend onderdeel") && message.lines().count() == 2,
        "{message}"
    );
    let english = program.run(&["redact", "--onzin", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&english.stderr).contains("Unknown part"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_window_that_cannot_open_says_why_and_what_works_without_one() {
    let said = |display: &str| {
        let mut command = std::process::Command::new(path());
        let command = command
            .env_remove("WAYLAND_DISPLAY")
            .env("DISPLAY", display);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(6));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.contains("lakwerk redact IN.pdf") && said.lines().count() == 2,
            "{said}"
        );
        said
    };
    assert!(said("").contains("geen beeldscherm"));
    let unreachable = said("here-is-no-display:1");
    assert!(
        unreachable.contains("het systeem zegt: ") && unreachable.contains("libxkbcommon-x11-0")
    );
    assert!(!unreachable.contains(".rs"), "{unreachable}");
}

#[test]
fn metadata_scripts_and_attachments_stay_behind() {
    let program = Program::new();
    let mut source = PdfMaker::new();
    let info = source.object("<</Author(GEHEIMEAUTEUR)/Title(GEHEIMETITEL)>>");
    let file = source.stream("/Type/EmbeddedFile", "GEHEIMEBIJLAGE");
    let attached = source.object(format!(
        "<</Type/Filespec/F(GEHEIM.txt)/EF<</F {file} 0 R>>>>"
    ));
    source.page(lines(&["Het besluit"]), "");
    source.catalog(&format!(
        "/Names<</EmbeddedFiles<</Names[(GEHEIM) {attached} 0 R]>>>>"
    ));
    source.catalog("/OpenAction<</S/JavaScript/JS(app.alert('GEHEIMSCRIPT'))>>");
    source.trailer(&format!("/Info {info} 0 R"));
    assert_eq!(program.redact(&source.build(), &json!({ "marks": [] })), 0);
    let written = program.read("out.pdf");
    assert!(!written.windows(6).any(|w| w == b"GEHEIM"));
    assert!(!written.windows(5).any(|w| w == b"/Info"));
}

/// Programs that make fonts smaller often leave out what names the letters.
#[test]
fn a_font_without_names_is_searchable_where_it_draws_what_its_codes_say() {
    let written = |moved: u16| {
        let mut source = PdfMaker::new();
        let program = with_codes_moved(dejavu::sans_condensed::regular(), moved);
        let font = nameless(&mut source, program);
        let text =
            "BT /F 12 Tf 40 250 Td (Aan de heer Jansen) Tj 0 -30 Td (Het besluit staat vast) Tj ET";
        source.page_with(text, "", &format!("/Font<</F {font} 0 R>>"));
        let program = Program::new();
        let name = [124.0, 36.0, 180.0, 56.0];
        assert_eq!(program.redact(&source.build(), &marks(1, &[name])), 0);
        program.text(&program.file("out.pdf")).join("")
    };
    let text = written(0);
    assert!(text.contains("Het besluit staat vast"), "{text}");
    assert!(!text.contains("Jansen"), "{text}");
    let text = written(1);
    assert!(
        !text.contains("besluit"),
        "no letter is told by a guess: {text}"
    );
}

#[test]
fn letters_that_their_file_calls_blanks_are_taken_whole() {
    let mut maker = PdfMaker::new();
    let letter = maker.stream("", "10 0 d0 0 0 8 8 re f");
    let meanings = maker.stream(
        "",
        "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <0020> endbfchar",
    );
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a {letter} 0 R>>\
         /Encoding<</Type/Encoding/Differences[65/a]>>/FirstChar 65/LastChar 65/Widths[10]/ToUnicode {meanings} 0 R>>"
    ));
    maker.page_with(
        "1 0 0 rg BT /T 12 Tf 110 175 Td (AAA) Tj ET",
        "",
        &format!("/Font<</T {font} 0 R>>"),
    );
    let program = Program::new();
    // Over the lower half of the letters.
    let area = [108.0, 121.0, 150.0, 130.0];
    assert_eq!(program.redact(&maker.build(), &marks(1, &[area])), 0);
    let red = |name: &str| {
        let pixels = program.pixels(&program.file(name), 0);
        let is_red = |v: &&[u8]| v[0] > 150 && v[1] < 100;
        pixels.chunks_exact(3).filter(is_red).count()
    };
    assert!(red("in.pdf") > 100);
    assert_eq!(red("out.pdf"), 0);
}
