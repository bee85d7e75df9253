//! The widths of boxes: what they tell is measured, and boxes grow over blank alone.

use super::pdf_maker::{PdfMaker, lines};
use super::program::Program;
use serde_json::Value;

/// A dossier `d` with a letter in which a name stands at the end of a line and another within one.
fn dossier() -> Program {
    let program = Program::new();
    let text = [
        "Dit is een bericht aan de heer Willemsen",
        "Namens Pietersen deel ik mee",
        "dat het besluit is genomen.",
    ];
    let letter = PdfMaker::new().page(lines(&text), "").build();
    program.write("brief.pdf", letter);
    run(
        &program,
        &["new", "d", "--title", "Proef", "--set", "body=Gemeente"],
    );
    let add = [
        "add",
        "d",
        "brief.pdf",
        "--group",
        "2016",
        "--title",
        "Brief",
    ];
    run(&program, &add);
    for name in ["Willemsen", "Pietersen"] {
        run(
            &program,
            &["find", "d", name, "--mark", "--ground", "5.1.2e"],
        );
    }
    program
}

fn run(program: &Program, arguments: &[&str]) -> Vec<u8> {
    let output = program.run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    output.stdout
}

fn measured(program: &Program, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(
        program,
        &[&["width", "d", "--json"], arguments].concat(),
    ))
    .unwrap()
}

#[test]
fn boxes_are_measured_and_grow_over_blank_as_one_step() {
    let program = dossier();
    let fit = |measured: &Value| -> Vec<u64> {
        let places = measured["places"].as_array().unwrap().iter();
        places.map(|p| p["fit"].as_u64().unwrap()).collect()
    };
    let before = measured(&program, &[]);
    assert_eq!(before["sum"]["measured"], 2);
    assert!(fit(&before).iter().all(|n| (1..60).contains(n)), "{before}");
    let after = measured(&program, &["--widen"]);
    assert_eq!(after["widened"], 2);
    assert!(fit(&after)[0] > 3 * fit(&before)[0], "{before} {after}");
    assert_eq!(
        fit(&after)[1],
        fit(&before)[1],
        "a line of text keeps its gap"
    );
    assert_eq!(measured(&program, &["--widen"])["widened"], 0);
    let log: String = String::from_utf8(run(&program, &["log", "d"])).unwrap();
    assert!(!log.contains("Willemsen"));

    run(&program, &["export", "d", "--to", "uit"]);
    let text = program.text(&program.file("uit/openbaar/1a.pdf")).concat();
    for word in ["heer", "Namens", "deel"] {
        assert!(text.contains(word), "{word}");
    }
    assert!(!text.contains("Willemsen") && !text.contains("Pietersen"));
    let report = program.read_json("uit/intern/verslag.json");
    let few = after["sum"]["few"].as_u64().unwrap() > 0;
    assert_eq!(report["documents"][0]["few_names_fit"], few);
    assert_eq!(
        report["documents"][0]["width"],
        serde_json::Value::Null,
        "no measure of a name"
    );
}
