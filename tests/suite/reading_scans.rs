//! Pages that are pictures: their words are read where Tesseract is installed, serve finding and marking, and change
//! nothing of what is published.
//!
//! Tests that need a real Tesseract do nothing where there is none, unless `LAKWERK_ALL_TOOLS` says that there must be one.

use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{self, Program, Unwatched};
use crate::scans::{KEYS, grey};
use crate::window::Window;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lakwerk::engine::Engine;
use lakwerk::export::progress::{ExportStage, Progress};
use lakwerk::jobs::SourceFile;
use lakwerk::jobs::scans::{self, LookedAt, Missing, NewWords, ScansJob, ScansRead};
use lakwerk::model::sha256::Sha256;
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Text as it is set on pages of letters.
pub const LETTER: [&str; 5] = [
    "Geachte heer Zonneveld,",
    "Uw verzoek van 3 mei is ontvangen.",
    "Belt u ons op 06-12345678 daarover?",
    "Met vriendelijke groet,",
    "Petra Kloosterman",
];

/// A page of 400 by 300 points that is a picture of this text.
pub fn scan(texts: &[&str]) -> Vec<u8> {
    let picture = grey(&PdfMaker::new().page(lines(texts), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    maker
        .page_with("q 400 0 0 300 0 0 cm /I Do Q", "", &resources)
        .build()
}

/// Where programs are, if Tesseract is among them.
pub fn programs() -> Option<OsString> {
    let programs = std::env::var_os("PATH").unwrap_or_default();
    let engine = Engine::new(program::path());
    let installed = scans::installed_in(&engine, &programs);
    let found = installed.get();
    let must = std::env::var_os("LAKWERK_ALL_TOOLS").is_some();
    assert!(found.is_ok() || !must, "Tesseract with nld: {found:?}");
    found.is_ok().then_some(programs)
}

fn dossier(program: &Program, files: &[(&str, Vec<u8>)]) {
    for (name, file) in files {
        program.write(name, file);
    }
    let names = files.iter().map(|(name, _)| *name);
    let add: Vec<&str> = ["add", "d"].into_iter().chain(names).collect();
    for command in [&["new", "d", "--title", "Proef"][..], &add] {
        let output = program.run(command);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

/// Runs a command that answers in JSON; what it says beside that.
fn asked(program: &Program, arguments: &[&str], path: &OsStr) -> (Value, String) {
    let output = program.command(arguments).env("PATH", path).output();
    let output = output.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let answer = serde_json::from_slice(&output.stdout);
    (answer.unwrap_or_else(|_| panic!("{said}")), said)
}

#[test]
fn words_of_a_scan_are_found_suggested_and_kept() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let find = ["find", "d", "Kloosterman", "--json"];
    let (found, _) = asked(&program, &find, &path);
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["pages_without_text"], 0);
    // The area holds the ink of the word, as the page that was pictured has it.
    let page = PdfMaker::new().page(lines(&LETTER), "").build();
    let text = program.page_text(&program.write("tekst.pdf", page), 0);
    let word = (0..text.words.len()).find(|w| text.word_text(*w) == "Kloosterman");
    let chars = text.word(word.unwrap());
    let area: [f64; 4] = serde_json::from_value(found["hits"][0]["areas"][0].clone()).unwrap();
    for c in chars {
        let ink: [f64; 4] = c.ink.into();
        let holds = area[0] <= ink[0] + 0.5
            && area[1] <= ink[1] + 0.5
            && area[2] >= ink[2] - 0.5
            && area[3] >= ink[3] - 0.5;
        assert!(holds, "{area:?} {ink:?}");
    }
    let (proposed, _) = asked(&program, &["suggest", "d", "--json", "--text"], &path);
    let texts: Vec<&str> = proposed["suggestions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|s| s["text"].as_str())
        .collect();
    for expected in ["Zonneveld", "06-12345678", "Petra Kloosterman"] {
        assert!(texts.contains(&expected), "{texts:?}");
    }
    // What was read is there for whoever has no Tesseract, until it is deleted.
    let nowhere = OsString::from(program.file("leeg"));
    let (again, said) = asked(&program, &find, &nowhere);
    assert_eq!(
        (again["hits"].clone(), said),
        (found["hits"].clone(), String::new())
    );
    std::fs::remove_dir_all(program.file("d/gelezen")).unwrap();
    let (without, said) = asked(&program, &find, &nowhere);
    assert_eq!(without["hits"].as_array().unwrap().len(), 0);
    assert_eq!(without["pages_without_text"], 1);
    assert_eq!(
        said.matches("Scans worden niet gelezen").count(),
        1,
        "{said}"
    );
}

/// The same on a page where the sheet lay on its side: its lines run from the foot to the head.
fn scan_on_its_side(texts: &[&str]) -> Vec<u8> {
    let picture = grey(&PdfMaker::new().page(lines(texts), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
    maker
        .page_with("q 0 300 -225 0 312 0 cm /I Do Q", "", &resources)
        .build()
}

#[test]
fn a_scan_that_lies_on_its_side_is_read_as_it_lies() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan_on_its_side(&LETTER))]);
    let (found, _) = asked(&program, &["find", "d", "Kloosterman", "--json"], &path);
    assert_eq!(found["hits"].as_array().unwrap().len(), 1, "{found}");
    let area: [f64; 4] = serde_json::from_value(found["hits"][0]["areas"][0].clone()).unwrap();
    let (width, height) = (area[2] - area[0], area[3] - area[1]);
    assert!(height > 3.0 * width, "the area stands on end: {area:?}");
    let (proposed, _) = asked(&program, &["suggest", "d", "--json", "--text"], &path);
    let texts = proposed["suggestions"].to_string();
    assert!(
        texts.contains("06-12345678") && texts.contains("Petra Kloosterman"),
        "{texts}"
    );
}

#[cfg(unix)]
#[test]
fn what_was_read_has_the_rights_of_the_sources() {
    use std::os::unix::fs::PermissionsExt;
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    asked(&program, &["find", "d", "x", "--json"], &path);
    let mode = |folder: &str| {
        let mut entries = std::fs::read_dir(program.file(folder)).unwrap();
        let entry = entries.next().unwrap().unwrap();
        entry.metadata().unwrap().permissions().mode() & 0o477
    };
    assert_eq!(mode("d/gelezen"), mode("d/bron"));
}

#[test]
fn who_is_hidden_in_a_letter_and_readable_in_a_scan_is_a_finding() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let letter = PdfMaker::new()
        .page(lines(&["Gesproken met mevrouw Kloosterman."]), "")
        .build();
    dossier(
        &program,
        &[("brief.pdf", letter), ("scan.pdf", scan(&LETTER))],
    );
    let marking = [
        "find",
        "d",
        "Kloosterman",
        "--mark",
        "--ground",
        "5.1.2e",
        "--json",
    ];
    // Before the scan is read its word is no hit.
    asked(&program, &marking, OsStr::new("/nergens"));
    let (found, _) = asked(&program, &["check", "d", "--json"], &path);
    let scans: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["document"] != "1a" && f["page"] == 1)
        .collect();
    assert!(!scans.is_empty(), "{found}");
}

/// The publication copies of a dossier, as bytes.
pub fn published(program: &Program, to: &str) -> Vec<Vec<u8>> {
    let output = program.run(&["export", "d", "--to", to]);
    let folder = program.file(to).join("openbaar");
    let entries = std::fs::read_dir(&folder);
    let entries = entries.unwrap_or_else(|_| panic!("{output:?}"));
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "pdf"));
    paths.sort();
    paths.iter().map(|p| std::fs::read(p).unwrap()).collect()
}

#[test]
fn a_copy_is_the_same_whether_the_scan_was_read_or_not() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    // Through the middle of words, which a text layer of the source would pull the area to.
    program.marked_dossier(&scan(&LETTER), &[[60.0, 40.0, 120.0, 52.0]]);
    let before = published(&program, "voor");
    let (found, _) = asked(&program, &["find", "d", "verzoek", "--json"], &path);
    assert_eq!(
        found["hits"].as_array().unwrap().len(),
        1,
        "it is read: {found}"
    );
    let after = published(&program, "na");
    assert!(!before.is_empty() && before == after);
}

/// A program called `tesseract` that answers the questions as a good one does, and a page with this.
#[cfg(unix)]
pub fn fake(program: &Program, version: &str, languages: &str, page: &str) -> OsString {
    use std::os::unix::fs::PermissionsExt;
    let folder = program.file("nep");
    std::fs::create_dir_all(&folder).unwrap();
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in\n--version) echo '{version}';;\n--list-langs) printf '{languages}';;\n*) {page};;\nesac\n"
    );
    let path = folder.join("tesseract");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder.into_os_string()
}

#[cfg(unix)]
pub const GOOD: (&str, &str) = ("tesseract 5.3.0", "List:\\neng\\nnld\\n");

/// How the answer begins, as `printf` takes it.
pub const HEAD: &str = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n";

/// Reads the one source of the dossier `d` with what lies in this folder, waiting so long for a page.
#[cfg(unix)]
fn read_with(program: &Program, path: &OsStr, patience: Duration) -> ScansRead {
    let job = job_with(program, path, patience);
    scans::read(&Engine::new(program::path()), &job, &Unwatched)
}

#[cfg(unix)]
fn job_with(program: &Program, path: &OsStr, patience: Duration) -> ScansJob {
    let engine = Engine::new(program::path());
    let source = std::fs::read_dir(program.file("d/bron")).unwrap().next();
    let source = source.unwrap().unwrap().path();
    let sha256 = Sha256::parse(source.file_stem().unwrap().to_str().unwrap()).unwrap();
    let tesseract = scans::installed_in(&engine, path);
    ScansJob {
        documents: vec![(
            "1a".to_owned(),
            SourceFile::of_dossier(sha256, source, None),
        )],
        tesseract: tesseract.with_patience(patience),
        looked_at: LookedAt::default(),
        new_words: NewWords::default(),
    }
}

#[cfg(unix)]
#[test]
fn a_tesseract_that_crashes_hangs_or_lies_costs_its_page_and_no_more() {
    const LONG: Duration = Duration::from_secs(60);
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let outside =
        format!("printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t99999\\t9\\t90\\tbuiten\\n'");
    let late = format!("printf '{HEAD}'; exit 3");
    for (page, patience) in [
        ("kill -SEGV $$", LONG),
        ("exit 1", LONG),
        ("head -c 100000 /dev/urandom", LONG),
        ("echo onzin", LONG),
        ("yes", LONG),
        (outside.as_str(), LONG),
        (late.as_str(), LONG),
        ("sleep 600", Duration::from_secs(1)),
        // It closes its answer and goes on.
        ("exec >&-; sleep 600", Duration::from_secs(1)),
    ] {
        let path = fake(&program, GOOD.0, GOOD.1, page);
        let begun = Instant::now();
        let read = read_with(&program, &path, patience);
        assert_eq!((read.unread.len(), read.sources.len()), (1, 0), "{page}");
        assert!(begun.elapsed() < Duration::from_secs(40), "{page}");
        let kept = std::fs::read_dir(program.file("d/gelezen"))
            .unwrap()
            .count();
        assert_eq!(kept, 1, "which pages have no text, and no words: {page}");
    }
    // The same page is read by one that works.
    let good = format!("printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t99\\t9\\t90\\tJansen\\n'");
    let path = fake(&program, GOOD.0, GOOD.1, &good);
    let read = read_with(&program, &path, LONG);
    assert_eq!((read.unread.len(), read.sources.len()), (0, 1));
}

#[cfg(unix)]
#[test]
fn a_tesseract_that_cannot_be_used_is_named() {
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    for (version, languages, expected, said) in [
        (
            "tesseract 4.1.1",
            GOOD.1,
            Missing::Old("4.1.1".to_owned()),
            "4.1.1 is te oud",
        ),
        (GOOD.0, "List:\\neng\\n", Missing::Dutch, "geen Nederlands"),
        ("iets anders", GOOD.1, Missing::Broken, "werkt niet"),
    ] {
        let path = fake(&program, version, languages, "exit 1");
        let engine = Engine::new(program::path());
        let installed = scans::installed_in(&engine, &path);
        assert_eq!(*installed.get().unwrap_err(), expected);
        let (found, told) = asked(&program, &["find", "d", "x", "--json"], &path);
        assert_eq!(found["pages_without_text"], 1);
        assert_eq!(told.matches(said).count(), 1, "{told}");
    }
}

/// Asks to stop once so many pages were told of.
struct Stopping {
    told: AtomicUsize,
    after: usize,
}

impl Progress for Stopping {
    fn subject(&self, _: &str, _: usize, _: usize) {
        self.told.fetch_add(1, Ordering::Relaxed);
    }
    fn page_done(&self, _: ExportStage, _: usize, _: usize) {}
    fn is_cancelled(&self) -> bool {
        self.told.load(Ordering::Relaxed) > self.after
    }
}

#[cfg(unix)]
#[test]
fn the_page_that_is_looked_at_is_read_first_and_stopping_keeps_what_was_read() {
    let program = Program::new();
    let picture = grey(&PdfMaker::new().page(lines(&LETTER), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    for _ in 0..4 {
        let resources = format!("/Font<</F {HELVETICA} 0 R>>/XObject<</I {image} 0 R>>");
        maker.page_with("q 400 0 0 300 0 0 cm /I Do Q", "", &resources);
    }
    dossier(&program, &[("scan.pdf", maker.build())]);
    let word = format!("printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t99\\t9\\t90\\tJansen\\n'");
    let path = fake(&program, GOOD.0, GOOD.1, &word);
    let job = job_with(&program, &path, Duration::from_secs(60));
    let key = job.documents[0].1.key.clone();
    job.looked_at.set(Some((key, 2)));
    let engine = Engine::new(program::path());
    let stopping = Stopping {
        told: AtomicUsize::new(0),
        after: 2,
    };
    let read = scans::read(&engine, &job, &stopping);
    let pages: Vec<usize> = job.new_words.take().iter().map(|(_, page)| *page).collect();
    assert_eq!(pages, [2, 0, 1]);
    assert!(read.stopped && read.unread.is_empty());
    // Only what is missing is read the next time.
    scans::read(&engine, &job, &Unwatched);
    let pages: Vec<usize> = job.new_words.take().iter().map(|(_, page)| *page).collect();
    assert_eq!(pages, [3]);
}

#[cfg(unix)]
#[test]
fn a_tesseract_that_fails_over_everything_is_not_asked_for_each_page() {
    let program = Program::new();
    let picture = grey(&PdfMaker::new().page(lines(&LETTER), "").build());
    let mut maker = PdfMaker::new();
    let image = maker.stream(KEYS, picture);
    for _ in 0..9 {
        let resources = format!("/XObject<</I {image} 0 R>>");
        maker.page_with("q 400 0 0 300 0 0 cm /I Do Q", "", &resources);
    }
    dossier(&program, &[("scan.pdf", maker.build())]);
    let path = fake(&program, GOOD.0, GOOD.1, "sleep 600");
    let begun = Instant::now();
    let read = read_with(&program, &path, Duration::from_secs(1));
    assert_eq!(read.unread.len(), 9);
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
}

/// What a shell within the walls says.
#[cfg(target_os = "linux")]
fn within(walls: &str, says: &str) -> String {
    let mut command = std::process::Command::new(program::path());
    command.args([
        lakwerk::ocr::CONFINED_ARGUMENT,
        walls,
        "/bin/bash",
        "-c",
        says,
    ]);
    let output = command.env("LC_ALL", "C").output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&all).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_reads_scans_has_no_network_writes_nothing_and_reads_no_papers() {
    let program = Program::new();
    let secret = program.write("geheim", "inhoud van een ander");
    let secret = secret.display();
    assert!(within("some", "echo hier").contains("hier"));
    let network = within("some", "exec 3<>/dev/tcp/127.0.0.1/9");
    assert!(network.contains("Operation not permitted"), "{network}");
    let made = program.file("gemaakt");
    within("some", &format!("echo x > {}", made.display()));
    assert!(std::fs::read(&made).is_ok_and(|bytes| bytes.is_empty()) || !made.exists());
    let is_forbidding = Engine::new(program::path()).protection().unwrap().files;
    if is_forbidding {
        let read = within("all", &format!("cat {secret}"));
        assert!(
            read.contains("Permission denied") && !read.contains("inhoud"),
            "{read}"
        );
    } else {
        assert_eq!(
            within("all", "echo hier"),
            "",
            "a wall is missing and is demanded"
        );
    }
    // More memory than a page takes is not given.
    let large = within("some", "printf -v x '%*s' 3000000000 ''; echo klaar");
    assert!(!large.contains("klaar"), "{}", large.len());
}

#[test]
fn a_mark_without_the_comma_behind_a_name_covers_its_last_letter() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let (found, _) = asked(&program, &["find", "d", "Zonneveld", "--json"], &path);
    let area: [f64; 4] = serde_json::from_value(found["hits"][0]["areas"][0].clone()).unwrap();
    let page = PdfMaker::new().page(lines(&LETTER), "").build();
    let text = program.page_text(&program.write("tekst.pdf", page), 0);
    let word = (0..text.words.len()).find(|w| text.word_text(*w) == "Zonneveld,");
    let letters = text.word(word.unwrap());
    let ([.., d, comma], [left, _, right, _]) = (letters, area) else {
        panic!("{area:?}")
    };
    assert!(left <= letters[0].ink.left() + 0.5, "{area:?}");
    // But for the grey edge of its last stroke.
    assert!(right >= d.ink.right() - 0.75, "{area:?} {:?}", d.ink);
    assert!(right <= comma.ink.right() + 0.5, "{area:?} {:?}", comma.ink);
}

#[test]
fn in_the_window_a_scan_is_read_beside_the_work_and_marked_by_the_word() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let file = program.write("brief.pdf", scan(&LETTER));
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::reading_scans(program, Some(file), size, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("1a brief");
    window.wait_for("tekst: gelezen van de scan");
    window.key(Modifiers::COMMAND, Key::F);
    window.wait("what was found", |window| {
        Path::new(&window.program.file("brief-dossier")).exists()
            || window.program.names().len() > 1
    });
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Num1);
    // Over the middle of the name in the first line.
    let place = word_place("Zonneveld,");
    window.drag(
        (place[0] + 8.0, place[1] + 4.0),
        (place[2] - 12.0, place[3] - 4.0),
    );
    let marks = window.marks_on_disk();
    let area: [f64; 4] = serde_json::from_value(marks[0]["areas"][0].clone()).unwrap();
    assert!((area[0] - place[0]).abs() < 2.0, "{area:?} {place:?}");
    assert!(area[2] > place[2] - 6.0, "{area:?} {place:?}");
}

#[cfg(unix)]
#[test]
fn that_a_scan_cannot_be_read_is_told_once_of_a_dossier_until_there_are_others() {
    let program = Program::new();
    dossier(&program, &[("scan.pdf", scan(&LETTER))]);
    let another = program.write("nog een.pdf", scan(&LETTER[2..]));
    let path = fake(&program, GOOD.0, GOOD.1, "exit 1");
    let folder = program.file("d");
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::reading_scans(program, Some(folder.clone()), size, Some(path));
    let one = "1 scan kan niet worden gelezen: zoeken en suggesties slaan die pagina over";
    window.wait_for(one);
    window.key(Modifiers::COMMAND, Key::W);
    window.wait_for("Onlangs geopend");
    window
        .harness
        .get_by_role(egui::Role::TextInput)
        .type_text(folder.to_str().unwrap());
    window.steps();
    window.click("Openen");
    window.wait_for("geen tekst (scan)");
    window.drop_files([another]);
    window.wait_for(
        "2 scans kunnen niet worden gelezen: zoeken en suggesties slaan die pagina's over",
    );
    assert!(!window.has(one));
}

#[test]
fn a_scan_that_was_read_tells_its_day_and_its_kind() {
    let Some(path) = programs() else { return };
    let program = Program::new();
    let letter = scan(&["Notulen", "", "Datum: 13 juli 2016", "", "Geachte heer,"]);
    let file = program.write("brief.pdf", letter);
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::reading_scans(program, Some(file), size, Some(path));
    window.wait_for("Dossier maken");
    window.click("Dossier maken");
    window.wait_for("tekst: gelezen van de scan");
    window.command("Datum en soort voorstellen");
    window.wait_for("1 datum en 1 soort ingevuld; kijk ze na op het tabblad Document");
    window.marks_on_disk();
    let output = window.program.run(&["list", "dossier brief", "--json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list["documents"][0]["date"], "2016-07-13");
    assert_eq!(list["documents"][0]["kind"], "notulen");
}

/// Where a word of the letter stands.
fn word_place(word: &str) -> [f64; 4] {
    let program = Program::new();
    let page = PdfMaker::new().page(lines(&LETTER), "").build();
    let text = program.page_text(&program.write("tekst.pdf", page), 0);
    let found = (0..text.words.len()).find(|w| text.word_text(*w) == word);
    let chars = text.word(found.unwrap());
    lakwerk::model::text::PageText::bounds(chars)
        .unwrap()
        .into()
}
