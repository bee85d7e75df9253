//! Hostile answers against the parent: spoilt in every way, with a fixed seed. None is taken that the program could not
//! work with, and none brings it down.

mod samples;

use super::*;
use crate::engine::protocol::{RenderMode, written};
use crate::model::blackout::PageBlackout;
use crate::model::dossier::intake::Comment;
use crate::model::page::text::PageChar;
use crate::writer::page::Glyph;
use crate::writer::parts::Part;
use crate::writer::picture::{Coding, Picture};
use crate::writer::write_to_look_at;
use samples::{SIZE, area, clean, contents, fault, file_check, honest, picture, reading};

/// Numbers that look like chance and are the same every time (Numerical Recipes, §7.1).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// What an attacker writes over something: counts beyond measure, and numbers that are none.
const EVIL: [&[u8]; 8] = [
    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    &[0, 0, 0, 0, 0, 0, 0xF8, 0x7F],
    &[0, 0, 0, 0, 0, 0, 0xF0, 0x7F],
    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xEF, 0xFF],
    &[0, 0, 0xC0, 0x7F],
    &[0],
    &[0xFF],
];

fn spoilt(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(3) {
        let place = chance.below(bytes.len());
        let end = (place + 1 + chance.below(16)).min(bytes.len());
        match chance.below(6) {
            0 => bytes.truncate(place),
            1 => {
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            2 => {
                let evil = EVIL[chance.below(EVIL.len())];
                bytes.splice(place..(place + evil.len()).min(bytes.len()), evil.to_vec());
            }
            3 => {
                bytes.drain(place..end);
            }
            4 => {
                let again = bytes[place..end].to_vec();
                bytes.splice(place..place, again);
            }
            _ => bytes.extend([0xFF; 9]),
        }
    }
    bytes
}

/// Works with an answer as the program would.
fn use_up(reply: &Reply) {
    match reply {
        Reply::Text(text) => {
            for word in 0..text.words.len() {
                assert!(!text.word(word).is_empty());
                text.word_text(word);
            }
            let nan = |c: &PageChar| c.origin.x.is_nan() || c.angle.is_nan();
            assert!(!text.chars.iter().any(nan));
        }
        Reply::Clean(page, _) => {
            assert!(write_to_look_at(page, &PageBlackout::default()).starts_with(b"%PDF"))
        }
        Reply::Pixels(pixels) => {
            pixels.part(0, 0, pixels.width(), pixels.height()).unwrap();
        }
        Reply::Blank(map) => {
            map.is_blank(&area());
        }
        Reply::SourcePage(page) => assert_eq!(page.size, SIZE),
        Reply::FileCheck(check) => {
            let areas = check.declared.iter().flat_map(|page| &page.areas);
            let labels = areas.filter_map(|area| area.label.as_ref());
            assert!(labels.into_iter().all(|label| label.size.is_finite()));
        }
        Reply::PageCheck(check) => assert!(check.recall <= 1.0 && check.differing <= 1.0),
        Reply::Contents(contents) => {
            assert!(contents.comments.iter().all(|c| c.page < MAX_PAGES));
        }
        Reply::Guide(guide) => assert!(guide.bookmarks.iter().all(|b| b.level < u8::MAX)),
        Reply::Spent(spent) => assert!(spent.iter().all(|(_, seconds)| seconds.is_finite())),
        _ => {}
    }
}

const PAGES: [PageSize; 3] = [SIZE; 3];

#[test]
fn an_honest_answer_is_taken_and_belongs_to_one_question() {
    let all = honest();
    for (asked, (request, _)) in all.iter().enumerate() {
        for (said, (_, reply)) in all.iter().enumerate() {
            let bytes = written(reply).unwrap();
            let taken = take(&bytes, request, &PAGES);
            let fits = asked == said || asked.max(said) == 1;
            assert_eq!(taken.is_ok(), fits, "{asked} {said}");
        }
    }
    let nothing = written(&Reply::Nothing).unwrap();
    for (request, _) in all {
        let taken = take(&nothing, &request, &PAGES);
        assert!(matches!(taken, Err(EngineError::Page)));
    }
}

#[test]
fn a_hostile_answer_is_refused_or_can_be_worked_with() {
    let mut chance = Chance(17);
    let (mut refused, mut taken) = (0, 0);
    for (request, reply) in honest() {
        let bytes = written(&reply).unwrap();
        for _ in 0..4_000 {
            match take(&spoilt(&bytes, &mut chance), &request, &PAGES) {
                Ok(reply) => {
                    use_up(&reply);
                    taken += 1;
                }
                Err(EngineError::Unsound | EngineError::Page) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert!(refused > 10_000 && taken > 1_000, "{refused} {taken}");
}

/// A value within a value within a value takes the stack of whoever reads it, unless somebody counts.
#[test]
fn an_answer_that_lies_within_itself_without_end_is_refused() {
    let redact = Request::Redact {
        page: 0,
        areas: Vec::new(),
        mode: RenderMode::Vector,
        is_late: false,
    };
    // Clip number 6, of an empty path, even-odd, one item: again and again.
    let mut page = clean();
    page.items = Vec::new();
    let bytes = written(&Reply::Clean(Box::new(page), Vec::new())).unwrap();
    let items = bytes.len() - written(&(clean_tables(), 0_u8)).unwrap().len() - 1;
    let mut clips = bytes[..items].to_vec();
    clips.push(1);
    clips.extend([6, 0, 0, 1].repeat(1_000_000));
    assert!(matches!(
        take(&clips, &redact, &PAGES),
        Err(EngineError::Unsound)
    ));
    // A mask of a mask of a mask.
    let masked = written(&picture(Coding::Rgb, None)).unwrap();
    let one = [&masked[..masked.len() - 1], &[1]]
        .concat()
        .repeat(1_000_000);
    let within: Result<Picture, _> = postcard::from_bytes(&one);
    assert!(within.is_err());
}

/// What follows the items of the page in the test above.
fn clean_tables() -> (Vec<Glyph>, Vec<Picture>, Vec<Part>, bool) {
    let page = clean();
    (page.glyphs, page.pictures, page.parts, page.raster)
}

#[test]
fn numbers_that_no_page_has_are_not_believed() {
    let check = |change: &dyn Fn(&mut PageCheck)| {
        let mut check = PageCheck {
            recall: 1.0,
            ..PageCheck::default()
        };
        change(&mut check);
        page_is_sound(&check)
    };
    assert!(check(&|_| {}));
    assert!(!check(&|c| c.recall = f64::NAN));
    assert!(!check(&|c| c.differing = -0.1));
    assert!(!check(&|c| c.differing = f64::INFINITY));
    assert!(!check(&|c| c.faults = vec![fault(); MAX_COUNTED + 1]));
    let file = |change: &dyn Fn(&mut FileCheck)| {
        let mut check = file_check();
        change(&mut check);
        file_is_sound(&check)
    };
    assert!(file(&|_| {}));
    assert!(!file(&|c| c.unkept = vec!["x".repeat(MAX_NAME + 1)]));
    assert!(!file(
        &|c| c.declared = vec![DeclaredPage::default(); MAX_PAGES + 1]
    ));
    assert!(!file(&|c| {
        let legend = c.declared.iter_mut().flat_map(|page| &mut page.legend);
        legend.flatten().for_each(|label| label.origin.x = f64::NAN);
    }));
    let other = CleanPage::blank(
        PageSize {
            width: 61.0,
            ..SIZE
        },
        1.0,
    );
    assert!(!clean_is_sound(&other, Some(&SIZE)), "of another size");
    let mut read = clean();
    read.add_reading(reading());
    assert!(
        read.is_sound() && !clean_is_sound(&read, Some(&SIZE)),
        "nobody asked to read"
    );
    let far = SourceContents {
        comments: vec![Comment {
            page: usize::MAX,
            ..contents().comments.remove(0)
        }],
        ..contents()
    };
    assert!(!contents_lie_on_pages(&far));
}
