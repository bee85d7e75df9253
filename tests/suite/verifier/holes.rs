//! Boxes that are no boxes: letters cut out of them, drawn over them, or left between slivers.

use super::{BOX, TAKEN_OUT, judge, letter};
use crate::pdf_maker::PdfMaker;

/// Strokes of letters within the box.
const LETTERS: &str = "112 249 3 9 re 118 249 6 3 re 118 255 6 3 re 127 249 2 9 re 132 249 7 2 re";

#[test]
fn letters_in_the_shape_of_a_box_are_found() {
    let page = |operators: &str| {
        PdfMaker::new()
            .page(format!("{TAKEN_OUT}{operators}"), "")
            .build()
    };
    let holed = format!("0 g 108 246 44 16 re {LETTERS} f* ");
    let larger = format!("0 g 100 240 60 26 re {LETTERS} f* 0 g 100 240 60 26 re f ");
    let clipped = format!("q 108 246 44 16 re {LETTERS} W* n 0 g 108 246 44 16 re f Q {BOX}");
    let notches = "0 g 108 246 m 108 262 l 112 262 l 112 249 l 115 249 l 115 262 l 120 262 l 120 250 l 126 250 l 126 262 l 130 262 l 130 248 l 132 248 l 132 262 l 152 262 l 152 246 l f ";
    let slivers: String = (0..44)
        .map(|i| {
            format!(
                "{} 246 1.02 {} re f ",
                108 + i,
                if i % 5 > 0 { 16 } else { 6 }
            )
        })
        .collect();
    let both = "flat_inside beneath";
    let found = [
        ("holes", page(&holed), both),
        (
            "holes under a box",
            page(&format!("{holed}{BOX}")),
            "beneath",
        ),
        (
            "white holes on white",
            page(&holed.replace("0 g", "1 g")),
            "beneath",
        ),
        ("holes in a larger box", page(&larger), "beneath"),
        ("a clip with holes under a box", page(&clipped), "beneath"),
        (
            "letters over a box",
            page(&format!("{BOX}1 g {LETTERS} f ")),
            both,
        ),
        (
            "letters over a box under a box",
            page(&format!("{BOX}1 g {LETTERS} f {BOX}")),
            "beneath",
        ),
        (
            "notches under a box",
            page(&format!("{notches}{BOX}")),
            "beneath",
        ),
        ("slivers", page(&format!("0 g {slivers}")), both),
        (
            "slivers under a box",
            page(&format!("0 g {slivers}{BOX}")),
            "beneath",
        ),
    ];
    judge(
        found
            .map(|(name, file, found)| (name, letter(), file, found.to_owned()))
            .into(),
    );
    let rounded = "0 g 110 246 m 150 246 l 151 246 152 247 152 248 c 152 260 l 152 261 151 262 150 262 c 110 262 l 109 262 108 261 108 260 c 108 248 l 108 247 109 246 110 246 c f ";
    let clean = [
        ("round corners", page(rounded)),
        (
            "two boxes in one path",
            page("0 g 108 246 44 16 re 200 100 30 30 re f "),
        ),
        ("a box with an outline", page("0 g 0 G 108 246 44 16 re B ")),
        ("a box twice", page(&format!("{BOX}{BOX}"))),
    ];
    judge(
        clean
            .map(|(name, file)| (name, letter(), file, String::new()))
            .into(),
    );
}
