//! Finding a text however its page has set it: the same answers from the command line and in the window.

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::Program;
use crate::window::Window;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;
use serde_json::Value;

/// What is looked for, with the options of the command line, and on how many places of the file it stands.
const WANTED: [(&str, &[&str], usize); 23] = [
    // Broken at the end of a line, with a hyphen that belongs to nothing.
    ("afgebroken", &[], 1),
    // A hyphen that does belong to it stays.
    ("zorg-", &[], 1),
    // A ligature, and a soft hyphen in the middle of a line.
    ("financieel", &[], 1),
    ("raadslid", &[], 1),
    // A blank that keeps words together, and a line end between words.
    ("Jan de Vries", &[], 1),
    ("Piet van der Meer", &[], 1),
    // Letters set wide: by blanks, and by the font.
    ("Willemsen", &[], 1),
    ("Hendriksen", &[], 1),
    // Diacritics on the page, in what is typed, and as characters of their own.
    ("andre", &[], 2),
    ("André", &[], 2),
    ("zoe", &[], 1),
    ("NOG", &[], 2),
    ("nog", &["--same-case"], 1),
    ("nog", &["--whole-words"], 1),
    ("nogal", &["--whole-words"], 1),
    ("Nog", &["--same-case", "--whole-words"], 1),
    (r"06-?\d{8}", &["--regex"], 2),
    (r"\d{4} ?[A-Z]{2}", &["--regex", "--same-case"], 1),
    ("vernietigen", &[], 0),
    ("André", &["--whole-words", "--same-case"], 1),
    // Several at once; of those of which one begins with another, all is one place.
    ("raadslid; Willemsen;", &[], 2),
    ("Piet; Piet van der Meer; zoe", &["--whole-words"], 2),
    (r"raads;lid", &["--regex"], 0),
];

/// Two pages on which each of these stands in its own way, and one that has a picture only.
fn hard_to_find() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    // Codes 1, 2 and 3 are the ligature fi, a soft hyphen and an accent that combines.
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
        3 beginbfchar <01> <fb01> <02> <00ad> <03> <0308> endbfchar \
        1 beginbfrange <20> <7e> <0020> endbfrange endcmap end";
    let unicode = maker.stream("", map);
    let font = maker.object(format!(
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding\
         /Differences[1/fi/hyphen/dieresis]>>/ToUnicode {unicode} 0 R>>"
    ));
    let fonts = format!("/Font<</F {HELVETICA} 0 R/G {font} 0 R>>");
    let mut first = lines(&[
        "De brief is afge-",
        "broken, zorg- en welzijn.",
        r"Aan Jan\240de Vries en Piet van der",
        "Meer, W i l l e m s e n kent u.",
        r"Andr\351 en ANDRE waren er nogal.",
        "Bel 06-12345678 of 0612345678, 1234 AB.",
    ]);
    first.push_str(r"BT /G 12 Tf 40 130 Td (\001nancieel raads\002lid zoe\003) Tj ET ");
    first.push_str("BT /F 12 Tf 40 110 Td 8 Tc (Hendriksen) Tj ET ");
    maker.page_with(first, "", &fonts);
    maker.page(lines(&["Dit is Nog iets."]), "");
    maker.page("0.5 g 40 40 200 100 re f", "");
    maker.build()
}

#[test]
fn a_text_is_found_from_the_command_line_however_it_is_set() {
    let program = Program::new();
    program.write("brief.pdf", hard_to_find());
    let new = ["new", "d", "--title", "Proef"];
    assert_eq!(program.run(&new).status.code(), Some(0));
    assert_eq!(
        program.run(&["add", "d", "brief.pdf"]).status.code(),
        Some(0)
    );
    for (text, options, places) in WANTED {
        let output = program.run(&[&["find", "d", text, "--json"], options].concat());
        assert_eq!(output.status.code(), Some(0), "{text}");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let hits = found["hits"].as_array().unwrap();
        assert_eq!(hits.len(), places, "{text} {options:?}");
        assert!(
            hits.iter()
                .all(|hit| !hit["areas"].as_array().unwrap().is_empty())
        );
        assert_eq!(found["pages_without_text"], 1);
    }
    let output = program.run(&["find", "d", "afgebroken"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("1 pagina zonder tekst niet doorzocht"),
        "{told}"
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.trim(), "1a p. 1");
}

#[test]
fn a_text_is_found_in_the_window_as_it_is_typed() {
    let mut window = Window::with_file(hard_to_find());
    window.key(Modifiers::COMMAND, Key::F);
    for (text, options, places) in WANTED {
        let chosen = [
            ("--whole-words", "Hele woorden"),
            ("--same-case", "Hoofdletters tellen mee"),
            ("--regex", "Reguliere uitdrukking"),
        ];
        let chosen = chosen
            .into_iter()
            .filter(|(option, _)| options.contains(option));
        let chosen: Vec<&str> = chosen.map(|(_, label)| label).collect();
        chosen.iter().for_each(|label| window.click(label));
        window.key(Modifiers::COMMAND, Key::F);
        window.key(Modifiers::COMMAND, Key::A);
        window.harness.get_by_role(Role::TextInput).type_text(text);
        window.wait_for(&match places {
            0 => "Niet gevonden".to_owned(),
            _ => format!("{places} keer gevonden, in 1 document"),
        });
        window.wait_for("1 pagina zonder tekst niet doorzocht");
        chosen.iter().for_each(|label| window.click(label));
    }
    // What is broken over two lines is one hit, one tick and one mark of two areas.
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    window.key(Modifiers::COMMAND, Key::A);
    let field = window.harness.get_by_role(Role::TextInput);
    field.type_text("afgebroken");
    window.wait_for("1 keer gevonden, in 1 document");
    window.click("Alles aanvinken");
    window.click("Aangevinkte lakken (1)");
    window.wait_for("1 lakking gemaakt");
    let marks = window.marks_on_disk();
    assert_eq!(marks[0]["areas"].as_array().unwrap().len(), 2);
}

#[test]
fn the_hits_are_one_stop_of_tab_and_ticked_with_the_space_bar() {
    let names = ["Willemsen", "Willemsen", "Willemsen"];
    let mut window = Window::with_file(PdfMaker::new().page(lines(&names), "").build());
    window.key(Modifiers::COMMAND, Key::F);
    window
        .harness
        .get_by_role(Role::TextInput)
        .type_text("willemsen");
    window.wait_for("3 keer gevonden, in 1 document");
    // Enter goes to the first, and the arrows on from there.
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("Aangevinkte lakken (1)");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("Aangevinkte lakken (2)");
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("Aangevinkte lakken (1)");
    window.key(Modifiers::SHIFT, Key::Tab);
    let before = window.focused();
    assert!(
        !before.starts_with("1a p. 1") && !before.starts_with("Aanvinken"),
        "{before}"
    );
}

#[test]
fn what_was_looked_for_is_offered_again_and_kept_nowhere() {
    let mut window = Window::with_file(hard_to_find());
    let look_for = |window: &mut Window, text: &str| {
        window.key(Modifiers::COMMAND, Key::F);
        window.key(Modifiers::COMMAND, Key::A);
        window.harness.get_by_role(Role::TextInput).type_text(text);
        window.steps();
        window.key(Modifiers::NONE, Key::Enter);
        window.steps();
    };
    look_for(&mut window, "Willemsen");
    window.wait_for("1 keer gevonden, in 1 document");
    look_for(&mut window, "zoe; raadslid");
    window.wait_for("2 keer gevonden, in 1 document");
    window.click("Eerder gezocht");
    window.wait_for("Willemsen");
    window.click("Willemsen");
    window.wait_for("1 keer gevonden, in 1 document");
    // Neither the dossier nor the preferences hold it.
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Voorbeelddossier bekijken");
    let files = window.program.files_without("", b"zoe; raadslid");
    assert!(files > 2, "{files}");
}
