//! Two sources that differ only under a black area give the same bytes: the oracle above all others.
//!
//! Known pairs one by one, random ones by their seeds. `LAKWERK_SEED`, `LAKWERK_PAIRS` and `LAKWERK_WHOLE` ask for other
//! seeds and more of them than a change needs.

mod drawn;
mod pictures;
mod random;
mod text;

use crate::pdf_maker::{HELVETICA, PdfMaker};
use crate::program::{self, Program, marks};
use lakwerk::engine::{Engine, Redacted, RenderMode};
use lakwerk::model::blackout::PageBlackout;
use lakwerk::model::dossier::mark::Mark;
use lakwerk::model::ground::{Ground, Notation};
use lakwerk::model::navigation::Navigation;
use lakwerk::model::page::geometry::PageRect;
use lakwerk::writer::{self, Claim, FileFacts};
use random::Pair;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The black area in page space; in the files' space it is 100 ≤ x ≤ 220 by 160 ≤ y ≤ 200.
const AREA: [f64; 4] = [100.0, 100.0, 220.0, 140.0];

/// What every page shows beside the area, before and after what differs.
const BEFORE: &str = "BT /F 12 Tf 40 250 Td (Het besluit) Tj ET BT /F 12 Tf 40 175 Td (Van:) Tj ET";

const AFTER: &str = "BT /F 12 Tf 230 175 Td (te Utrecht) Tj ET 0.5 w 30 150 m 300 150 l S";

struct Side {
    source: PdfMaker,
    operators: String,
    resources: String,
    keys: String,
}

impl Side {
    fn new() -> Self {
        Self {
            source: PdfMaker::new(),
            operators: String::new(),
            resources: String::new(),
            keys: String::new(),
        }
    }

    fn draws(operators: &str) -> Self {
        Self {
            operators: operators.to_owned(),
            ..Self::new()
        }
    }

    fn build(mut self) -> Vec<u8> {
        let font = format!("/Font<</F {HELVETICA} 0 R/C 4 0 R>>{}", self.resources);
        let operators = format!("{BEFORE} {} {AFTER}", self.operators);
        self.source.page_with(operators, &self.keys, &font);
        self.source.build()
    }
}

/// Redacts both and compares; `drawn` says that the page must not have become a picture.
fn same(name: &str, a: Vec<u8>, b: Vec<u8>, drawn: bool) {
    assert_ne!(a, b, "{name}: the sources are the same");
    let program = Program::new();
    let written = |source: Vec<u8>| {
        let code = program.redact(&source, &marks(1, &[AREA]));
        let report = program.read_json("report.json");
        assert_eq!(code, 0, "{name}: {}", report["pages"]);
        if drawn {
            assert_eq!(report["verdict"], "verified", "{name}: {}", report["pages"]);
        }
        program.read("out.pdf")
    };
    assert!(written(a) == written(b), "{name}: the area can be told");
}

fn pair(name: &str, a: &str, b: &str) {
    same(name, Side::draws(a).build(), Side::draws(b).build(), true);
}

#[test]
fn what_the_file_says_about_itself() {
    let told = |title: &str| {
        let mut side = Side::draws("BT /F 12 Tf 110 175 Td (Jansen) Tj ET");
        let info = side
            .source
            .object(format!("<</Title({title})/Author({title})>>"));
        side.source.trailer(&format!(
            "/Info {info} 0 R/ID[<{:032x}><{0:032x}>]",
            title.len()
        ));
        side.build()
    };
    same(
        "metadata and identifier",
        told("Jansen"),
        told("Pietersen"),
        true,
    );
}

/// A number from the environment.
fn asked(name: &str, usual: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.map_or(usual, |text| text.parse().unwrap())
}

/// Pairs in which what is covered once made a difference: a layer of text was asked of its picture in another way where
/// covered text stood on the page.
const ONCE_DIFFERENT: [u64; 1] = [20_262_020];

/// Does something with every pair of a run of seeds, two at a time; what is wrong with which seeds.
fn with_pairs(count: u64, check: impl Fn(u64, &Pair) -> Option<String> + Sync) -> Vec<String> {
    let first = asked("LAKWERK_SEED", 1);
    eprintln!("seeds {first} to {}", first + count - 1);
    let seeds: Vec<u64> = (first..first + count).chain(ONCE_DIFFERENT).collect();
    let next = AtomicUsize::new(0);
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(&seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) else {
                        return;
                    };
                    let pair = random::pair(seed);
                    if let Some(said) = check(seed, &pair) {
                        let line = format!("seed {seed} ({:?}): {said}", pair.kinds);
                        wrong.lock().unwrap().push(line);
                    }
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

/// The file as it is written, before anybody looks at it, and whether its page is drawn again.
fn unverified(engine: &Engine, source: &[u8], areas: &[[f64; 4]]) -> (Vec<u8>, bool) {
    let mut reader = engine.open(source.into(), None).unwrap();
    let size = reader.facts().pages[0];
    let marks: Vec<Mark> = areas
        .iter()
        .map(|[l, t, r, b]| Mark {
            page: 0,
            areas: vec![PageRect::new(*l, *t, *r, *b).unwrap()],
            grounds: vec![Ground::parse("5.1.2e").unwrap()],
            note: String::new(),
            free: false,
        })
        .collect();
    let marks: Vec<&Mark> = marks.iter().collect();
    let (text, blank) = (reader.text(0).unwrap(), reader.blank_map(0).unwrap());
    let blackout = PageBlackout::of(&marks, Notation::default(), &text, &blank, size);
    let mut made = |way| match reader.redact(0, &blackout.rects(), way).unwrap() {
        Redacted::Page(page, _) => Some(page),
        Redacted::Unfit(_) => None,
    };
    let drawn = made(RenderMode::Vector);
    let is_drawn = drawn.is_some();
    let page = drawn.or_else(|| made(RenderMode::Raster)).unwrap();
    let facts = FileFacts {
        title: "Document".into(),
        language: "nl-NL".into(),
        date: "2026-11-25".into(),
    };
    let pages = [(&*page, &blackout)];
    let file = writer::write(&pages, &Navigation::default(), &facts, Claim::PdfAAndUa);
    (file, is_drawn)
}

#[test]
fn random_pairs_are_written_alike() {
    let engine = Engine::new(program::path());
    let count = asked("LAKWERK_PAIRS", 104);
    let drawn = AtomicUsize::new(0);
    let wrong = with_pairs(count, |_, pair| {
        let [a, b] = [0, 1].map(|side| unverified(&engine, &pair.sources[side], &pair.areas));
        drawn.fetch_add(usize::from(a.1 && b.1), Ordering::Relaxed);
        (a != b).then(|| format!("not the same, drawn {} and {}", a.1, b.1))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let drawn = drawn.into_inner() as u64;
    assert!(
        drawn * 10 >= count * 9,
        "only {drawn} of {count} pages are drawn again"
    );
}

#[test]
fn random_pairs_are_published_alike() {
    let wrong = with_pairs(asked("LAKWERK_WHOLE", 12), |_, pair| {
        let program = Program::new();
        let marks = marks(1, &pair.areas);
        let published = |source: &[u8]| {
            let code = program.redact(source, &marks);
            (code, (code == 0).then(|| program.read("out.pdf")))
        };
        let [a, b] = [0, 1].map(|side| published(&pair.sources[side]));
        (a != b || a.0 != 0).then(|| format!("exit codes {} and {}", a.0, b.0))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A later version of a file, in which an object is replaced that no page needs (ISO 32000-1 §7.5.6).
fn updated(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let number = |key: &str| -> usize {
        let rest = text.rsplit(key).next().unwrap();
        let digits: String = rest
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse().unwrap()
    };
    let (before, size) = (number("startxref"), number("/Size "));
    let mut bytes = file.to_vec();
    let at = bytes.len();
    bytes.extend(format!("{size} 0 obj\n<</Title(Een latere versie)>>\nendobj\n").bytes());
    let table = bytes.len();
    bytes.extend(
        format!(
            "xref\n{size} 1\n{at:010} 00000 n \ntrailer\n<</Size {}/Root 1 0 R/Info {size} 0 R/Prev {before}>>\nstartxref\n{table}\n%%EOF\n",
            size + 1
        )
        .bytes(),
    );
    bytes
}

#[test]
fn how_a_source_is_saved_makes_no_difference() {
    let engine = Engine::new(program::path());
    let content = |maker: &mut PdfMaker| {
        let operators = format!("{BEFORE} BT /F 12 Tf 110 175 Td (Jansen) Tj ET {AFTER}");
        maker.page(operators, "");
    };
    let mut plain = PdfMaker::new();
    content(&mut plain);
    let mut renumbered = PdfMaker::new();
    for _ in 0..5 {
        renumbered.object("null");
    }
    content(&mut renumbered);
    let file = plain.build();
    let written = |source: &[u8], areas: &[[f64; 4]]| unverified(&engine, source, areas);
    let first = written(&file, &[AREA]);
    for (name, other) in [
        ("with object streams", plain.build_packed()),
        ("renumbered", renumbered.build()),
        ("with a later version", updated(&file)),
    ] {
        assert!(other != file, "{name}");
        assert!(written(&other, &[AREA]) == first, "{name}");
    }
    let more = [AREA, [30.0, 40.0, 90.0, 60.0], [230.0, 40.0, 300.0, 60.0]];
    let turned = [more[2], more[0], more[1], more[0]];
    assert!(
        written(&file, &more) == written(&file, &turned),
        "the order of the marks"
    );
}
