//! The rules of the closed list, one by one: a file of ours in which one thing is not as it must be, made by hand.
//!
//! **Invariant:** each rule of the objects, operators, fonts, pictures and structure of a file has a row here that it
//! alone finds, so that without it this test fails.
//! **Absent:** what pages look like; see `verifier`.

mod fonts;
mod objects;
mod operators;
mod pictures;
mod structure;

use crate::attacks::redacted_by;
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program;
use crate::verifier::{NAME, Parts};
use lakwerk::engine::Check::{self, *};
use lakwerk::model::page::geometry::PageRect;
use lakwerk::verify::check_file;
use std::collections::BTreeSet;

/// A letter with pictures of every kind, a link, an outline, opacities, dashes and clips.
fn source() -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let keys = |more: &str| {
        format!("/Type/XObject/Subtype/Image/Width 40/Height 40/BitsPerComponent 8{more}")
    };
    let each = |sample: &dyn Fn(usize, usize) -> Vec<u8>| -> Vec<u8> {
        (0..40)
            .flat_map(|y| (0..40).flat_map(move |x| sample(x, y)))
            .collect()
    };
    let few = each(&|x, _| [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]][x / 10].to_vec());
    let few = maker.stream(&keys("/ColorSpace/DeviceRGB"), few);
    let many = each(&|x, y| vec![(x * 6) as u8, (y * 6) as u8, (x * y % 251) as u8]);
    let many = maker.stream(&keys("/ColorSpace/DeviceRGB"), many);
    let mask = maker.stream(
        &keys("/ColorSpace/DeviceGray"),
        each(&|x, _| vec![(x * 6) as u8]),
    );
    let black = maker.stream(
        &keys(&format!("/ColorSpace/DeviceGray/SMask {mask} 0 R")),
        [0; 1600],
    );
    let mut photo = Vec::new();
    let gray = each(&|x, y| vec![(100 + x + y) as u8]);
    let encoder = jpeg_encoder::Encoder::new(&mut photo, 80);
    encoder
        .encode(&gray, 40, 40, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let photo = maker.stream(&keys("/ColorSpace/DeviceGray/Filter/DCTDecode"), photo);
    let link = maker.object(
        "<</Type/Annot/Subtype/Link/Rect[40 230 100 242]/A<</S/URI/URI(https://besluit.staat/vast)>>>>",
    );
    let mut operators = lines(&["Aan de heer Jansen", "Het besluit staat vast"]);
    for (name, x) in [("W", 40), ("M", 100), ("B", 160), ("J", 220)] {
        operators += &format!("q 40 0 0 40 {x} 100 cm /{name} Do Q ");
    }
    operators += "/G gs 0.5 g [3 2] 0 d 40 60 50 20 re f 1 w 200 60 m 300 60 l S \
                  q 1 0 0 rg 40 0 0 40 300 30 cm BI /W 8 /H 8 /IM true /F /AHx ID 00ff00ff00ff00ff> EI Q";
    let resources = format!(
        "/Font<</F {HELVETICA} 0 R>>/XObject<</W {few} 0 R/M {many} 0 R/B {black} 0 R/J {photo} 0 R>>/ExtGState<</G<</ca 0.5>>>>"
    );
    maker.page_with(operators, &format!("/Annots[{link} 0 R]"), &resources);
    let page = maker.last_page();
    let line = maker.object(format!(
        "<</Title(Het besluit)/Dest[{page} 0 R/XYZ 0 300 0]>>"
    ));
    let outline = maker.object(format!("<</First {line} 0 R/Last {line} 0 R/Count 1>>"));
    maker.catalog(&format!("/Outlines {outline} 0 R"));
    maker.build()
}

fn area() -> PageRect {
    PageRect::new(NAME[0], NAME[1], NAME[2], NAME[3]).unwrap()
}

/// A file of ours with everything that a file of ours can hold.
pub fn written(marks: &[(usize, [f64; 4])]) -> Vec<u8> {
    let draft = redacted_by(program::path(), &source(), marks).unwrap();
    draft.file.unwrap().bytes().to_vec()
}

/// What is found, but for the claim: with most faults a file is no longer what it says it is.
fn found(file: &[u8], areas: &[PageRect]) -> Vec<Check> {
    let faults = check_file(file, &["jansen".to_owned()], &[areas.to_vec()]).faults;
    let checks: BTreeSet<Check> = faults.iter().map(|f| f.check).collect();
    checks.into_iter().filter(|c| *c != Claim).collect()
}

type Rule = (&'static str, Parts, Vec<Check>);

#[test]
fn each_rule_is_alone_in_finding_what_breaks_it() {
    let file = written(&[(0, NAME)]);
    let bare = written(&[]);
    assert_eq!(found(&file, &[area()]), []);
    assert_eq!(found(&bare, &[]), []);
    let (covered, open) = (|| Parts::of(&file), || Parts::of(&bare));
    let mut wrong = Vec::new();
    let rules = [
        objects::rules(&covered),
        operators::rules(&covered),
        fonts::rules(&covered),
        structure::rules(&covered),
    ];
    for (name, parts, expected) in rules.into_iter().flatten() {
        let found = found(&parts.build(), &[area()]);
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    for (name, parts, expected) in pictures::rules(&open) {
        let found = found(&parts.build(), &[]);
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_at_the_end_is_believed_in_nothing() {
    let file = written(&[(0, NAME)]);
    let text = String::from_utf8_lossy(&file).into_owned();
    let at = file.windows(6).rposition(|w| w == b"\nxref\n").unwrap();
    let digit = at + b"\nxref\n0 99\n0000000000 65535 f\r\n000".len();
    assert!(text.is_char_boundary(0) && file[digit].is_ascii_digit());
    let mut moved = file.clone();
    moved[digit] = b'9';
    assert_eq!(found(&moved, &[area()]), [Syntax]);
    assert_eq!(
        found(&[&file[..], b"\n%%EOF"].concat(), &[area()]),
        [Syntax]
    );
}

/// What must be black is asked even where the file does not say so.
#[test]
fn an_area_that_is_not_declared_is_asked_all_the_same() {
    let bare = written(&[]);
    let link = PageRect::new(45.0, 60.0, 60.0, 66.0).unwrap();
    assert_eq!(found(&bare, &[link]), [TextInside, FlatInside]);
}

/// A mask under an area must let nothing through: its shape would show.
#[test]
fn the_mask_of_a_picture_under_an_area_is_looked_into() {
    let parts = Parts::of(&written(&[(0, NAME)]));
    let moved = parts.change("/MCID", "40 0 0 40 160 100 cm", "40 0 0 14 110 247 cm");
    assert_eq!(found(&moved.build(), &[area()]), [FlatInside]);
}
