//! A Tesseract that is too old, crashes, hangs or lies, and one that is stopped.

use super::{GOOD, HEAD, LETTER, asked, dossier, fake, scan};
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{self, Program, Unwatched};
use crate::scans::{KEYS, grey};
use lakwerk::engine::Engine;
use lakwerk::export::progress::{ExportStage, Progress};
use lakwerk::jobs::SourceFile;
use lakwerk::jobs::scans::{self, LookedAt, Missing, NewWords, ScansJob, ScansRead};
use lakwerk::model::dossier::sha256::Sha256;
use std::ffi::OsStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Reads the one source of the dossier `d` with what lies in this folder, waiting so long for a page.
fn read_with(program: &Program, path: &OsStr, patience: Duration) -> ScansRead {
    let job = job_with(program, path, patience);
    scans::read(&Engine::new(program::path()), &job, &Unwatched)
}

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
