//! What is put in wrongly: it is refused or made harmless, named in Dutch, and nothing else suffers.

use super::{code, letter, mark, names, place, with_letter};
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::Program;
use crate::published_decision::sheet;
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn files_that_are_no_pdf_are_named_and_the_others_go_on() {
    let program = Program::new();
    std::fs::create_dir_all(program.file("map/diep")).unwrap();
    program.write("map/b.pdf", letter());
    program.write("map/a10.pdf", letter());
    program.write("map/a9.pdf", letter());
    program.write("map/leeg.pdf", "");
    program.write("map/diep/notitie.txt", "geen pdf");
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let output = program.run(&["add", "d", "map", "--group", "2016"]);
    assert_eq!(output.status.code(), Some(3));
    let (out, err) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    let titles: Vec<&str> = out
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert_eq!(titles, ["a9", "a10", "b"]);
    assert!(
        err.contains("leeg.pdf") && err.contains("notitie.txt"),
        "{err}"
    );
}

#[test]
fn a_folder_without_files_and_a_link_are_named() {
    let program = Program::new();
    std::fs::create_dir_all(program.file("leeg/diep")).unwrap();
    std::fs::create_dir(program.file("stil")).unwrap();
    program.write("stil/.DS_Store", "x");
    program.write("brief.pdf", letter());
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let output = program.run(&["add", "d", "leeg", "brief.pdf", "stil"]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("In leeg is") && told.contains("In stil is"),
        "{told}"
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../brief.pdf", program.file("stil/koppeling.pdf")).unwrap();
        let output = program.run(&["add", "d", "stil"]);
        assert_eq!(output.status.code(), Some(3));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(
            told.contains("koppeling.pdf is geen gewoon bestand"),
            "{told}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_taken_is_named_with_what_is_wrong() {
    let program = Program::new();
    let wide = PdfMaker::new()
        .page("", "")
        .page(lines(&["Geheim"]), "/MediaBox[0 0 1000000 300]")
        .build();
    let bad: [(&str, Vec<u8>, &str); 6] = [
        ("leeg.pdf", Vec::new(), "is leeg"),
        ("notitie.pdf", b"Geheim verslag".to_vec(), "is geen PDF"),
        (
            "half.pdf",
            letter()[..300].to_vec(),
            "is beschadigd of onvolledig",
        ),
        (
            "kop.pdf",
            b"%PDF-1.7\n".to_vec(),
            "is beschadigd of onvolledig",
        ),
        ("wit.pdf", PdfMaker::new().build(), "heeft geen pagina's"),
        (
            "breed.pdf",
            wide,
            "kan niet worden gelakt: pagina 2 is breder",
        ),
    ];
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let mut arguments = vec!["add", "d", "goed.pdf"];
    program.write("goed.pdf", letter());
    for (name, bytes, _) in &bad {
        program.write(name, bytes);
        arguments.push(name);
    }
    let output = program.run(&arguments);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).unwrap();
    for (name, _, reason) in bad {
        assert!(told.contains(&format!("{name} {reason}")), "{told}");
    }
    assert!(!told.contains("Geheim"), "{told}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "1a\tgoed\t1\n");
    let sources = std::fs::read_dir(program.file("d/bron")).unwrap();
    assert_eq!(sources.count(), 1);
}

#[test]
fn a_file_that_is_not_there_is_a_source_that_cannot_be_read() {
    let program = Program::new();
    program.write("in.pdf", letter());
    program.write("m.json", r#"{"marks":[]}"#);
    std::fs::create_dir(program.file("map")).unwrap();
    for input in ["nergens.pdf", "map"] {
        let redact = ["redact", input, "--marks", "m.json", "--to", "uit.pdf"];
        assert_eq!(code(&program, &redact), 3, "{input}");
    }
    assert_eq!(code(&program, &["verify", "nergens.pdf"]), 3);
    let against = ["--marks", "m.json", "--source", "nergens.pdf"];
    let verify = [&["verify", "in.pdf"][..], &against].concat();
    assert_eq!(code(&program, &verify), 3);
    assert_eq!(code(&program, &["inspect", "nergens.pdf"]), 3);
    for marks in ["nergens.json", "map"] {
        let redact = ["redact", "in.pdf", "--marks", marks, "--to", "uit.pdf"];
        assert_eq!(code(&program, &redact), 2, "{marks}");
    }
}

/// A pipe that nobody writes in never ends.
#[test]
#[cfg(unix)]
fn a_pipe_is_no_marks_file() {
    let program = with_letter();
    let pipe = program.file("pijp");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let output = program.run(&["mark", "d", "--marks", "pijp"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn wrong_use_says_what_is_right_and_changes_nothing() {
    let program = with_letter();
    assert_eq!(code(&program, &["new", "d", "--title", "Weer"]), 2);
    assert_eq!(
        code(
            &program,
            &["new", "e", "--title", "E", "--set", "kleur=rood"]
        ),
        2
    );
    assert!(!program.file("e").exists());
    assert_eq!(code(&program, &["list", "nergens"]), 2);
    assert_eq!(code(&program, &["add", "d"]), 2);
    assert_eq!(
        code(&program, &["add", "d", "--no-file", "--number", "1a"]),
        2
    );
    assert_eq!(
        code(&program, &["add", "d", "--no-file", "--ground", "5.1.2"]),
        2
    );
    assert_eq!(
        code(
            &program,
            &["add", "d", "--no-file", "--judgement", "misschien"]
        ),
        2
    );
    assert_eq!(mark(&program, [1.0, 1.0, 2.0, 2.0], "5.1(2)j"), 2);
    assert_eq!(code(&program, &["export", "d", "--documents", "9z"]), 2);
    let list: Value =
        serde_json::from_slice(&program.run(&["list", "d", "--json"]).stdout).unwrap();
    assert_eq!(list["documents"].as_array().unwrap().len(), 1);
    program.write("d/dossier.lakwerk", "geen database");
    assert_eq!(code(&program, &["list", "d"]), 5);
}

#[test]
fn nothing_is_cleared_by_leaving_the_value_out() {
    let program = with_letter();
    let facts = || {
        let listed = program.run(&["list", "d", "--json"]).stdout;
        let listed: Value = serde_json::from_slice(&listed).unwrap();
        (
            listed["facts"].clone(),
            listed["documents"][0]["date"].clone(),
        )
    };
    let before = facts();
    assert_eq!(before.1, "2016-07-13");
    for wrong in [
        &["change", "d", "--set", "body"][..],
        &["change", "d", "--set", "title="],
        &["change", "d", "1a", "--set", "date"],
        &["change", "d", "--considerations", "5.1.2e"],
        &["change", "d", "--answer", "in-decision"],
        &["new", "e", "--title", " "],
        &["new", "e", "--title", "E", "--set", "title="],
    ] {
        assert_eq!(code(&program, wrong), 2, "{wrong:?}");
    }
    assert!(facts() == before && !program.file("e").exists());
    assert_eq!(code(&program, &["change", "d", "1a", "--set", "date="]), 0);
    assert_eq!(facts().1, Value::Null);
}

#[test]
fn a_day_is_written_in_one_way() {
    let program = with_letter();
    for day in ["13-7-2016", "2016-7-13", "20160713", "13 juli 2016"] {
        let set = format!("date={day}");
        let earlier = format!("earlier={day} Z-1");
        for wrong in [
            &["add", "d", "--no-file", "--date", day][..],
            &["change", "d", "1a", "--set", &set],
            &["change", "d", "1a", "--set", &earlier],
            &[
                "new",
                "e",
                "--title",
                "E",
                "--set",
                &format!("received={day}"),
            ],
        ] {
            let output = program.run(wrong);
            assert_eq!(output.status.code(), Some(2), "{wrong:?}");
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(told.contains("bijvoorbeeld 2016-07-13"), "{told}");
        }
    }
}

#[test]
fn a_covered_word_in_a_title_keeps_the_document_back() {
    let program = with_letter();
    program.write("b.pdf", letter());
    let add = [
        "add",
        "d",
        "b.pdf",
        "--group",
        "2016",
        "--title",
        "Brief van Willemsen",
        "--judgement",
        "openbaar",
    ];
    assert_eq!(code(&program, &add), 0);
    assert_eq!(
        mark(
            &program,
            place(&program, "brief.pdf", "Willemsen"),
            "5.1.2e"
        ),
        0
    );
    let output = program.run(&["export", "d", "--to", "uit"]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("1b") && !message.contains("Willemsen"),
        "{message}"
    );
    let published = names(&program.file("uit/openbaar"));
    assert!(published.contains(&"1a.pdf".to_owned()) && !published.contains(&"1b.pdf".to_owned()));
    for name in names(&program.file("uit/intern")) {
        let bytes = program.read(&format!("uit/intern/{name}"));
        assert!(
            !String::from_utf8_lossy(&bytes).contains("Willemsen"),
            "{name}"
        );
    }
}

#[test]
fn a_covered_word_in_a_heading_of_the_inventory_stops_the_export() {
    for (key, value) in [
        ("--number", "Willemsen"),
        ("--group", "Zaak Willemsen"),
        ("--kind", "brief Willemsen"),
    ] {
        let program = with_letter();
        let area = place(&program, "brief.pdf", "Willemsen");
        assert_eq!(mark(&program, area, "5.1.2e"), 0);
        let add = [
            "add",
            "d",
            "--no-file",
            "--judgement",
            "niet openbaar",
            "--ground",
            "5.1.2e",
        ];
        assert_eq!(code(&program, &[&add[..], &[key, value]].concat()), 0);
        let output = program.run(&["export", "d", "--to", "uit"]);
        assert_eq!(output.status.code(), Some(1), "{key}");
        if program.file("uit").exists() {
            for name in names(&program.file("uit/openbaar")) {
                let bytes = program.read(&format!("uit/openbaar/{name}"));
                assert!(
                    !String::from_utf8_lossy(&bytes).contains("Willemsen"),
                    "{key} {name}"
                );
            }
        }
    }
}

#[test]
fn titles_that_are_no_file_names_make_safe_unique_recognisable_ones() {
    let program = Program::new();
    program.write("brief.pdf", letter());
    let new = ["new", "d", "--title", "Proef", "--set", "file-names=title"];
    assert_eq!(code(&program, &new), 0);
    let long = "verslag van de bijeenkomst ".repeat(12);
    let titles = [
        "../../etc/passwd",
        "A/B: \"spoed\" <nu> | of *niet*?",
        &long,
        "🙈🙉🙊 apen",
        "CON",
        "nul.pdf",
        " . ",
        "𝐀".repeat(300).leak(),
    ];
    assert!(long.chars().count() > 300);
    for title in titles {
        let add = ["add", "d", "brief.pdf", "--group", "2016", "--title", title];
        let more = ["--judgement", "openbaar"];
        assert_eq!(code(&program, &[&add[..], &more].concat()), 0, "{title}");
    }
    // Numbers that differ only in what a name cannot hold, and in case.
    for (number, title) in [("9/x", "Nota"), ("9_x", "Nota"), ("9:X", "nota")] {
        let add = [
            "add",
            "d",
            "brief.pdf",
            "--number",
            number,
            "--title",
            title,
        ];
        let more = ["--judgement", "openbaar"];
        assert_eq!(code(&program, &[&add[..], &more].concat()), 0, "{number}");
    }
    assert_eq!(code(&program, &["export", "d", "--to", "uit"]), 0);
    let published = names(&program.file("uit/openbaar"));
    let files: Vec<&String> = published
        .iter()
        .filter(|name| name.ends_with(".pdf") && !name.starts_with("inventaris"))
        .collect();
    assert_eq!(files.len(), titles.len() + 3);
    let lower: BTreeSet<String> = files.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), files.len(), "also where case does not count");
    for name in &files {
        let stem = name.strip_suffix(".pdf").unwrap();
        let forbidden = |c: char| "/\\:*?\"<>|".contains(c) || c.is_control();
        assert!(!name.contains(forbidden) && name.len() < 255, "{name}");
        assert!(
            stem.trim_end_matches([' ', '.']) == stem && !stem.starts_with('.'),
            "{name}"
        );
        assert!(
            stem.starts_with(|c: char| c.is_ascii_digit()),
            "its number comes first: {name}"
        );
    }
    assert!(
        files
            .iter()
            .any(|name| name.contains("verslag van de bijeenkomst"))
    );
    // Only the file is renamed: the inventory has the title as it was typed.
    let rows = sheet(&program, "uit/openbaar/inventaris.xlsx");
    assert!(rows.iter().any(|row| row.len() > 1 && row[1] == "CON"));
}

#[test]
fn nothing_that_is_typed_runs_as_a_formula() {
    let program = Program::new();
    assert_eq!(code(&program, &["new", "d", "--title", "Proef"]), 0);
    let armed = [
        "=1+1",
        "+SUM(A1)",
        "-2+3",
        "@cmd",
        "\t=1",
        "=HYPERLINK(\"http://x\")",
    ];
    for text in armed {
        let add = [
            "add",
            "d",
            "--no-file",
            "--judgement",
            "niet openbaar",
            "--ground",
            "5.1.2e",
        ];
        let typed = [
            &format!("--title={text}"),
            &format!("--remark={text}"),
            &format!("--kind={text}"),
        ];
        let typed: Vec<&str> = typed.iter().map(|text| text.as_str()).collect();
        assert_eq!(code(&program, &[&add[..], &typed].concat()), 0, "{text}");
    }
    let reference = ["change", "d", "--set", "reference==1+1"];
    assert_eq!(code(&program, &reference), 0);
    let export = ["export", "d", "--to", "uit", "--only", "inventory"];
    assert_eq!(code(&program, &export), 0);
    for name in ["inventaris.xlsx", "productierapport.xlsx"] {
        // Every cell is text, which `sheet` asserts; none is a formula.
        assert!(sheet(&program, &format!("uit/openbaar/{name}")).len() > armed.len());
        let bytes = program.read(&format!("uit/openbaar/{name}"));
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        let xml = std::io::read_to_string(part).unwrap();
        assert!(!xml.contains("<f>") && !xml.contains("<f "), "{name}");
    }
    let table = String::from_utf8(program.read("uit/openbaar/inventaris.csv")).unwrap();
    for line in table.lines().skip(1) {
        for cell in line.split(';') {
            let cell = cell.trim_start_matches('"').trim_start();
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{line}");
        }
    }
}

#[test]
fn a_number_is_given_once() {
    let program = with_letter();
    let again = ["add", "d", "brief.pdf", "--number", "1A"];
    let output = program.run(&again);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nummer"));
    assert_eq!(
        code(&program, &["add", "d", "brief.pdf", "--group", "2016"]),
        0
    );
    let change = ["change", "d", "1b", "--set", "number=1a"];
    assert_eq!(code(&program, &change), 2);
    let list: Value =
        serde_json::from_slice(&program.run(&["list", "d", "--json"]).stdout).unwrap();
    let numbers = list["documents"].as_array().unwrap().iter();
    let numbers: Vec<&str> = numbers.map(|d| d["number"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["1a", "1b"]);
}
