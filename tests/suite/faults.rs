//! Children that fail and lie in every way: a page becomes a picture with a reason, or nothing is published.
//!
//! **Invariant:** the program has no seam for this. A script stands where the program would start its child; it runs
//! this test binary as a go-between, which hands frames on and spoils one kind of them.

use crate::attacks::redacted_with;
use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program, marks};
use lakwerk::engine::{Engine, EngineError};
use lakwerk::export::progress::DocumentError;
use lakwerk::export::report::Verdict;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// Says which questions are spoilt and how, and where the go-between finds the program.
const FAULT: &str = "LAKWERK_TEST_FAULT";

/// The kinds of questions, as numbered on the wire.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Question {
    Open = 0,
    Text = 1,
    Blank = 2,
    Redact = 4,
    SourcePage = 5,
    CheckFile = 6,
    CheckPage = 8,
    GlyphText = 15,
}

/// What is done to the answer.
#[derive(Clone, Copy, Debug)]
enum Spoil {
    /// The child dies before it answers.
    Dies,
    /// It dies in the middle of its answer.
    Breaks,
    /// It answers with noise.
    Raves,
    /// It announces more than anybody may send.
    Floods,
    /// It answers another question.
    Strays,
    /// It draws the page as if there were no areas.
    Forgets,
    /// The same, but for a picture without text.
    ForgetsWithText,
    /// It dies over drawing a page again, not over making it a picture.
    DiesDrawing,
    /// It dies once; whoever comes after it does not.
    DiesOnce,
    /// It dies over a file of ours, not over a source.
    DiesOnOurs,
    /// It is asked for a word that every file of ours holds.
    Accuses,
    /// It never answers.
    Hangs,
}

const ALL: [Spoil; 5] = [
    Spoil::Dies,
    Spoil::Breaks,
    Spoil::Raves,
    Spoil::Floods,
    Spoil::Strays,
];

fn frame(input: &mut impl Read) -> Option<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length).ok()?;
    let mut bytes = vec![0; usize::try_from(u64::from_le_bytes(length)).ok()?];
    input.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn send(out: &mut impl Write, bytes: &[u8]) {
    out.write_all(&(bytes.len() as u64).to_le_bytes()).unwrap();
    out.write_all(bytes).unwrap();
    out.flush().unwrap();
}

/// The go-between; without its orders there is none, and the orders are what the other tests give.
#[test]
fn go_between() {
    let Ok(orders) = std::env::var(FAULT) else {
        assert!(script(Path::new("/x"), Question::Open, Spoil::Dies).contains(FAULT));
        return;
    };
    let [question, spoil, memory] = orders.split(',').collect::<Vec<_>>()[..] else {
        panic!("orders: {orders}")
    };
    let mut child = Command::new(program::path())
        .arg(lakwerk::engine::CHILD_ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut requests, mut replies) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    // The harness writes to standard output, so that the answers go to the third door.
    let mut out = File::options().write(true).open("/proc/self/fd/3").unwrap();
    let mut input = std::io::stdin();
    while let Some(mut request) = frame(&mut input) {
        let mut spoilt = request.first().map(u8::to_string).as_deref() == Some(question);
        if spoilt && spoil == "DiesOnce" {
            spoilt = File::options()
                .write(true)
                .create_new(true)
                .open(memory)
                .is_ok();
        }
        spoilt &= spoil != "DiesDrawing" || request.last() == Some(&0);
        let ours = request.windows(5).any(|w| w == b"%\x80\x80\x80\x80");
        spoilt &= spoil != "DiesOnOurs" || ours;
        if spoilt && spoil == "Accuses" {
            // The number of words follows the question, and each has its length before it.
            let more = [&[request[0], request[1] + 1, 8], b"document".as_slice()];
            request.splice(..2, more.concat());
        }
        let with_text = spoil == "ForgetsWithText" && request.last() != Some(&2);
        if spoilt && (spoil == "Forgets" || with_text) {
            // The number of areas follows the page, and the way of drawing comes last.
            let [.., is_late, mode] = request[..] else {
                return;
            };
            request = vec![request[0], request[1], 0, is_late, mode];
        }
        send(&mut requests, &request);
        let Some(reply) = frame(&mut replies) else {
            break;
        };
        match spoil {
            _ if !spoilt => send(&mut out, &reply),
            "Forgets" | "ForgetsWithText" | "Accuses" => send(&mut out, &reply),
            // Until whoever asks has gone away.
            "Hangs" => while frame(&mut input).is_some() {},
            "Breaks" => {
                out.write_all(&(reply.len() as u64).to_le_bytes()).unwrap();
                out.write_all(&reply[..reply.len() / 2]).unwrap();
                break;
            }
            "Raves" => send(&mut out, &[0xFF; 64]),
            "Floods" => {
                out.write_all(&u64::MAX.to_le_bytes()).unwrap();
                out.write_all(&[0; 64]).unwrap();
            }
            // An answer without content to a question that was not asked.
            "Strays" => send(&mut out, &[7, 0]),
            _ => break,
        }
    }
    child.kill().ok();
    child.wait().ok();
    std::process::exit(0);
}

fn script(folder: &Path, question: Question, spoil: Spoil) -> String {
    let suite = std::env::current_exe().unwrap();
    format!(
        "#!/bin/sh\nexport {FAULT}={},{spoil:?},{}\nexec 3>&1 '{}' faults::go_between --exact --nocapture --quiet >/dev/null 2>&1\n",
        question as u8,
        folder.join("memory").display(),
        suite.display(),
    )
}

/// A name in the letter.
const NAME: [f64; 4] = [108.0, 38.0, 152.0, 54.0];

/// What came of a letter with a name under an area: the verdict, the reasons of its page, whether there is a file.
fn outcome(question: Question, spoil: Spoil) -> Option<(Verdict, Vec<String>, bool)> {
    outcome_with(NAME, question, spoil, Duration::MAX)
}

fn outcome_with(
    area: [f64; 4],
    question: Question,
    spoil: Spoil,
    patience: Duration,
) -> Option<(Verdict, Vec<String>, bool)> {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("child");
    std::fs::write(&program, script(folder.path(), question, spoil)).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    let text = lines(&["Aan de heer Jansen", "Het besluit staat vast"]);
    let source = PdfMaker::new().page(text, "").build();
    let engine = Engine::new(program).with_patience(patience);
    match redacted_with(&engine, &source, &[(0, area)]) {
        Ok(draft) => {
            let reasons = draft
                .report
                .pages
                .iter()
                .flat_map(|p| p.reasons.clone())
                .collect();
            Some((draft.report.verdict, reasons, draft.file.is_some()))
        }
        Err(DocumentError::Source(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn whatever_a_child_does_nothing_unverified_appears() {
    use Question::{Blank, CheckFile, CheckPage, Open, Redact, SourcePage, Text};
    for question in [Open, Text, Blank, Redact, SourcePage, CheckFile, CheckPage] {
        for spoil in ALL {
            let made = outcome(question, spoil);
            let Some((verdict, reasons, published)) = made else {
                assert_eq!(question, Open, "{spoil:?}");
                continue;
            };
            assert_eq!(verdict, Verdict::Refused, "{question:?} {spoil:?}");
            let named = ["crashed", "unsound_answer", "syntax"];
            let named = if question == CheckFile {
                &named[2..]
            } else {
                &named[..2]
            };
            let says_why = reasons.iter().any(|r| named.contains(&r.as_str()));
            assert!(says_why, "{question:?} {spoil:?}: {reasons:?}");
            assert!(!published, "{question:?} {spoil:?}");
        }
    }
}

#[test]
fn a_child_that_forgets_the_areas_is_found_out() {
    let (verdict, reasons, published) = outcome(Question::Redact, Spoil::Forgets).unwrap();
    assert_eq!((verdict, published), (Verdict::Refused, false));
    for check in ["text_inside", "beneath"] {
        assert!(reasons.iter().any(|r| r == check), "{reasons:?}");
    }
}

#[test]
fn a_page_that_does_not_verify_in_the_better_ways_is_a_picture_without_text() {
    let (verdict, reasons, published) = outcome(Question::Redact, Spoil::ForgetsWithText).unwrap();
    assert_eq!((verdict, published), (Verdict::Raster, true));
    assert!(reasons.iter().any(|r| r == "without_text"), "{reasons:?}");
}

#[test]
fn a_file_that_cannot_be_opened_or_is_wrong_as_a_whole_is_refused_with_a_reason() {
    let (verdict, reasons, published) = outcome(Question::Open, Spoil::DiesOnOurs).unwrap();
    assert_eq!((verdict, published), (Verdict::Refused, false));
    assert!(reasons.iter().any(|r| r == "syntax"), "{reasons:?}");
    let (_, reasons, published) = outcome(Question::CheckFile, Spoil::Accuses).unwrap();
    assert!(!published);
    assert!(reasons.iter().any(|r| r == "needles"), "{reasons:?}");
}

/// A child that never answers is given up. Where that is the second reader alone, the page can still be a picture.
#[test]
fn a_child_that_never_answers_is_given_up() {
    use Question::{Blank, CheckFile, CheckPage, GlyphText, Open, Redact, SourcePage, Text};
    let patience = Duration::from_secs(5);
    std::thread::scope(|scope| {
        for question in [
            Open, Text, Blank, Redact, SourcePage, CheckFile, CheckPage, GlyphText,
        ] {
            scope.spawn(move || {
                let made = outcome_with(NAME, question, Spoil::Hangs, patience);
                let Some((verdict, reasons, published)) = made else {
                    return assert_eq!(question, Open);
                };
                let expected = match question {
                    GlyphText => (Verdict::Raster, true),
                    _ => (Verdict::Refused, false),
                };
                assert_eq!((verdict, published), expected, "{question:?}");
                let named = if question == CheckFile {
                    "syntax"
                } else {
                    "timed_out"
                };
                assert!(
                    reasons.iter().any(|r| r == named),
                    "{question:?}: {reasons:?}"
                );
            });
        }
    });
}

/// All that is asked about a page, in whatever ways and however often, has one deadline; of a child that does nothing each
/// of the ways that are left is waited for once.
#[test]
fn a_page_that_takes_too_long_is_named_within_its_one_deadline() {
    let patience = Duration::from_secs(12);
    for question in [Question::Text, Question::Redact] {
        let begun = std::time::Instant::now();
        let made = outcome_with(NAME, question, Spoil::Hangs, patience);
        let (verdict, reasons, published) = made.unwrap();
        assert_eq!((verdict, published), (Verdict::Refused, false));
        assert_eq!(reasons, ["timed_out"]);
        let taken = begun.elapsed();
        assert!(taken < 3 * patience, "{question:?}: {taken:?}");
    }
}

#[test]
fn a_page_over_which_drawing_dies_is_a_picture_with_a_reason() {
    let (verdict, reasons, published) = outcome(Question::Redact, Spoil::DiesDrawing).unwrap();
    assert_eq!((verdict, published), (Verdict::Raster, true));
    assert_eq!(reasons, ["interpreter"]);
}

/// What the interpreter cannot read is not drawn by it, whatever it says of drawing.
#[test]
fn a_page_that_only_one_reader_reads_is_a_picture_with_a_reason() {
    for spoil in ALL {
        let (verdict, reasons, published) = outcome(Question::GlyphText, spoil).unwrap();
        assert_eq!((verdict, published), (Verdict::Raster, true), "{spoil:?}");
        assert_eq!(reasons, ["interpreter"], "{spoil:?}");
    }
}

#[test]
fn a_page_over_which_everything_fails_can_be_blackened_whole() {
    use Question::{Blank, GlyphText, SourcePage, Text};
    for question in [Text, Blank, SourcePage] {
        let (verdict, _, published) = outcome(question, Spoil::Dies).unwrap();
        assert_eq!((verdict, published), (Verdict::Refused, false));
    }
    let whole = [0.0, 0.0, 400.0, 300.0];
    for question in [Text, Blank, SourcePage, GlyphText] {
        let made = outcome_with(whole, question, Spoil::Dies, Duration::MAX).unwrap();
        assert_eq!(made, (Verdict::Verified, Vec::new(), true), "{question:?}");
    }
}

#[test]
fn a_child_that_dies_once_is_asked_again() {
    for question in [
        Question::Text,
        Question::GlyphText,
        Question::Redact,
        Question::SourcePage,
        Question::CheckPage,
        Question::CheckFile,
    ] {
        let (verdict, _, published) = outcome(question, Spoil::DiesOnce).unwrap();
        assert_eq!(
            (verdict, published),
            (Verdict::Verified, true),
            "{question:?}"
        );
    }
}

/// A script that stands where a child would: it says that all walls stand and then what it wants.
fn pretender(folder: &Path, then: &str) -> Engine {
    let program = folder.join("child");
    let script =
        format!("#!/bin/sh\nprintf '\\005\\0\\0\\0\\0\\0\\0\\0\\024\\1\\1\\1\\1'\n{then}\n");
    std::fs::write(&program, script).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    Engine::new(program).with_patience(Duration::from_secs(3))
}

/// A pipe that nobody empties is full soon, and must not hold up who writes to it.
#[test]
fn a_child_that_does_not_read_is_given_up_as_one_that_does_not_answer() {
    let folder = tempfile::tempdir().unwrap();
    let engine = pretender(folder.path(), "exec sleep 60");
    assert!(engine.protection().unwrap().is_whole());
    let begun = std::time::Instant::now();
    let opened = engine.open(vec![b'%'; 4 << 20].into(), None);
    assert!(matches!(opened, Err(EngineError::TimedOut)));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

/// What nobody asked for stays in the pipe and takes no memory.
#[test]
fn a_child_that_talks_without_end_is_not_listened_to() {
    let folder = tempfile::tempdir().unwrap();
    let counted = folder.path().join("counted");
    let talk = format!(
        "echo 0 > '{0}'; i=0; while :; do printf '\\001\\0\\0\\0\\0\\0\\0\\0\\002'; i=$((i+1)); echo $i > '{0}'; done",
        counted.display()
    );
    let engine = pretender(folder.path(), &talk);
    let opened = engine.open(b"%PDF-1.7".to_vec().into(), None);
    assert!(matches!(opened, Err(EngineError::Page)));
    let said = std::fs::read_to_string(counted).unwrap();
    // The pipe holds 64 KB, in frames of 9 bytes.
    let said: usize = said.trim().parse().unwrap_or(0);
    assert!(said < 20_000, "{said}");
}

/// Linux ends a child that asks for it with the thread that started it, not only with the process.
#[test]
fn a_child_lives_on_when_the_thread_that_asked_first_has_ended() {
    let source = PdfMaker::new().page(lines(&["Jansen"]), "").build();
    let engine = Engine::new(program::path());
    let opened = engine.open(source.into(), None).unwrap();
    for _ in 0..10 {
        let mut other = opened.another();
        std::thread::scope(|scope| scope.spawn(|| other.text(0).unwrap()).join().unwrap());
        std::thread::sleep(Duration::from_millis(5));
        assert!(other.text(0).is_ok());
    }
}

#[test]
fn without_a_child_there_is_an_error() {
    let engine = Engine::new("/nergens/lakwerk".into());
    let source = PdfMaker::new().page(lines(&["Jansen"]), "").build();
    assert!(engine.open(source.into(), None).is_err());
}

/// The folder of processes takes no files, whoever asks.
#[test]
fn a_target_that_takes_no_files_leaves_nothing() {
    let program = Program::new();
    program.write(
        "in.pdf",
        PdfMaker::new().page(lines(&["Jansen"]), "").build(),
    );
    program.write(
        "marks.json",
        marks(1, &[[38.0, 38.0, 90.0, 54.0]]).to_string(),
    );
    let output = program.run(&[
        "redact",
        "in.pdf",
        "--marks",
        "marks.json",
        "--to",
        "/proc/uit.pdf",
    ]);
    assert_eq!(output.status.code(), Some(74), "{output:?}");
    assert_eq!(program.names(), ["in.pdf", "marks.json"]);
    assert!(!Path::new("/proc/uit.pdf").exists());
}

/// Two photographs of noise, which take more than a PDFium does.
fn photographs() -> Vec<u8> {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let mut maker = PdfMaker::new();
    for _ in 0..2 {
        let gray: Vec<u8> = (0..2200 * 2200).map(|_| noise()).collect();
        let mut photo = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut photo, 100);
        let gray_scale = jpeg_encoder::ColorType::Luma;
        encoder.encode(&gray, 2200, 2200, gray_scale).unwrap();
        let keys = "/Type/XObject/Subtype/Image/Width 2200/Height 2200/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode";
        let photo = maker.stream(keys, photo);
        let resources = format!("/Font<</F 3 0 R>>/XObject<</P {photo} 0 R>>");
        let operators = format!("{} q 600 0 0 600 0 0 cm /P Do Q", lines(&["Jansen"]));
        maker.page_with(operators, "/MediaBox[0 0 600 900]", &resources);
    }
    maker.build()
}

/// Runs the program where no file may grow beyond what its library takes, as on a disk that is full.
fn on_a_full_disk(program: &Program, signal: &str, arguments: &[&str]) -> Output {
    let script = format!("{signal} ulimit -f 17000; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(program::path());
    command.args(arguments).current_dir(program.file("."));
    command.output().unwrap()
}

#[test]
fn a_disk_that_fills_up_leaves_nothing_half_written() {
    let program = Program::new();
    program.write("in.pdf", photographs());
    program.write(
        "small.pdf",
        PdfMaker::new().page(lines(&["Jansen"]), "").build(),
    );
    let area = [38.0, 38.0, 90.0, 54.0];
    program.write("marks.json", marks(1, &[area]).to_string());
    let redact = |from, to| ["redact", from, "--marks", "marks.json", "--to", to];
    const ERROR: &str = "trap '' XFSZ;";
    let small = on_a_full_disk(&program, ERROR, &redact("small.pdf", "small-out.pdf"));
    assert_eq!(small.status.code(), Some(0), "{small:?}");
    for command in [
        vec!["new", "d", "--title", "Proef"],
        vec!["add", "d", "in.pdf"],
        vec!["mark", "d", "--marks", "dossier.json"],
    ] {
        let mut all = marks(1, &[area]);
        all["marks"][0]["document"] = "1a".into();
        program.write("dossier.json", all.to_string());
        assert_eq!(program.run(&command).status.code(), Some(0));
    }
    let before = program.names();
    let output = on_a_full_disk(&program, ERROR, &redact("in.pdf", "uit.pdf"));
    assert_eq!(output.status.code(), Some(74), "{output:?}");
    let export = ["export", "d", "--to", "uit", "--reason", "proef"];
    let output = on_a_full_disk(&program, ERROR, &export);
    assert_eq!(output.status.code(), Some(74), "{output:?}");
    assert_eq!(program.names(), before);
    // Where the system ends the program in the middle of a write, nothing bears the name either.
    let output = on_a_full_disk(&program, "", &redact("in.pdf", "uit.pdf"));
    assert_eq!(output.status.code(), None, "{output:?}");
    assert!(!program.names().contains(&"uit.pdf".to_owned()));
    let output = program.run(&redact("in.pdf", "uit.pdf"));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

/// The files in the hidden folder in which an export works, when it is there.
fn aside(program: &Program) -> Option<usize> {
    let names = program.names();
    let name = names.iter().find(|n| n.starts_with(".lakwerk-export-"))?;
    let folders = ["openbaar", "intern"].map(|folder| program.file(name).join(folder));
    let files = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok());
    Some(files.map(Iterator::count).sum())
}

/// Kills an export as soon as it has written so many files; `false` when it was done before.
fn killed_at(program: &Program, files: usize, mut export: Child) -> bool {
    while export.try_wait().unwrap().is_none() {
        if aside(program).is_some_and(|written| written >= files) {
            export.kill().unwrap();
            return !export.wait().unwrap().success();
        }
        std::thread::yield_now();
    }
    false
}

#[test]
fn an_export_that_is_killed_leaves_nothing_that_looks_like_one() {
    let program = Program::new();
    let letter = PdfMaker::new().page(lines(&["Aan Jansen"]), "").build();
    program.write("in.pdf", letter);
    assert!(
        program
            .run(&["new", "d", "--title", "Proef"])
            .status
            .success()
    );
    for _ in 0..3 {
        assert!(
            program
                .run(&["add", "d", "in.pdf", "--judgement", "openbaar"])
                .status
                .success()
        );
    }
    let export = ["export", "d", "--to", "uit", "--reason", "proef"];
    let mut killed = 0;
    for files in 0..5 {
        if killed_at(&program, files, program.start(&export)) {
            killed += 1;
            assert!(!program.file("uit").exists(), "after {files} files");
        } else {
            std::fs::remove_dir_all(program.file("uit")).unwrap();
        }
    }
    assert!(killed >= 2, "{killed}");
    let output = program.run(&export);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(program.names(), ["d", "in.pdf", "uit"]);
    assert_eq!(program.run(&["verify", "uit"]).status.code(), Some(0));
}
