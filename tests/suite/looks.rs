//! One look: colours and sizes of text stand in one file.

use crate::window::Window;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;
use std::path::Path;

/// The file of the tokens, and the one of the icons, which is made.
const TOKENS: [&str; 2] = ["tokens.rs", "icons.rs"];

fn views(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            views(&path, found);
        } else if !TOKENS.contains(&name.as_str()) {
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_view_has_a_colour_or_a_size_of_text_of_its_own() {
    let mut files = Vec::new();
    views(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui"),
        &mut files,
    );
    assert!(files.len() > 40);
    let own = regex::Regex::new(
        r"Color32::(from_|[A-Z]{3,})|Rgba::from|FontId::(new|proportional|monospace)\(\s*[0-9]|\.size\([0-9]|FontFamily::",
    );
    let own = own.unwrap();
    for (name, text) in files {
        for (line, text) in text.lines().enumerate() {
            // The toolkit replaces this by the colour of the button.
            let text = text.replace("Color32::PLACEHOLDER", "");
            assert!(!own.is_match(&text), "{name}:{}: {text}", line + 1);
        }
    }
}

#[test]
fn what_was_done_is_said_over_the_pages_and_taken_back_there() {
    let mut window = Window::with_letter();
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::COMMAND, Key::F);
    let field = window.harness.get_by_role(Role::TextInput);
    field.type_text("willemsen");
    window.wait_for("1 keer gevonden, in 1 document");
    window.click("Alles aanvinken");
    window.click("Aangevinkte lakken (1)");
    let said = "1 lakking gemaakt";
    window.wait_for(said);
    let pages = window.harness.get_by_label("1a brief").rect();
    assert!(pages.contains_rect(window.harness.get_by_label(said).rect()));
    window.click("Ongedaan maken");
    window.wait("it to be taken back", |w| !w.has(said));
    // After a while the message stands in the status bar alone, without the button.
    let is_below = |window: &Window| {
        let mut texts = window
            .harness
            .query_all_by_label_contains("ongedaan gemaakt");
        texts.any(|text| text.rect().top() > pages.bottom())
    };
    window.wait("the status bar to tell it", is_below);
    assert!(!window.has("Ongedaan maken"));
}
