//! What earlier revisions left behind, thumbnails, and pictures that no page shows.

use super::{BOX, TAKEN_OUT, judge, letter, packed, with, with_keys};
use crate::pdf_maker::PdfMaker;

/// A picture of 80 × 50 with something in it.
fn busy(maker: &mut PdfMaker) -> usize {
    let gray: Vec<u8> = (0..4_000).map(|i| (i * 7 % 251) as u8).collect();
    image(maker, &gray)
}

fn image(maker: &mut PdfMaker, gray: &[u8]) -> usize {
    let keys = "/Type/XObject/Subtype/Image/Width 80/Height 50/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode";
    maker.stream(keys, packed(gray))
}

/// The letter with a picture that its page lists, and what the page does with it.
fn listed(operators: &str, catalog: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let image = busy(&mut maker);
    let layer = maker.object("<</Type/OCG/Name(x)>>");
    maker.catalog(&catalog.replace("LAYER", &format!("{layer} 0 R")));
    let resources =
        format!("/Font<</F 3 0 R>>/XObject<</I {image} 0 R>>/Properties<</L {layer} 0 R>>");
    maker.page_with(format!("{TAKEN_OUT}{operators}{BOX}"), "", &resources);
    maker.build()
}

/// A file with an update behind it that puts another object in the place of one.
fn updated(file: &[u8], number: usize, object: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let size = text.matches(" 0 obj").count() + 1;
    let last = text.rsplit("startxref\n").next().unwrap();
    let last: usize = last.lines().next().unwrap().parse().unwrap();
    let mut out = file.to_vec();
    let at = out.len();
    out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    let table = out.len();
    let end = format!(
        "xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<</Size {size}/Root 1 0 R/Prev {last}>>\nstartxref\n{table}\n%%EOF\n"
    );
    out.extend(end.bytes());
    out
}

#[test]
fn pictures_that_nobody_sees_make_a_file_undecided() {
    let even = vec![255; 4_000];
    let off = "/OCProperties<</OCGs[LAYER]/D<</OFF[LAYER]>>>>";
    let drawn = "q 90 0 0 50 200 20 cm /I Do Q ";
    let replaced = updated(&listed(drawn, ""), 4, "<</Length 0>>\nstream\n\nendstream");
    let cases = [
        (
            "a thumbnail",
            with_keys(|maker| format!("/Thumb {} 0 R", busy(maker))),
            "?thumbnail",
        ),
        ("a picture that is shown", listed(drawn, ""), ""),
        ("one that is listed only", listed("", ""), "?unused_picture"),
        (
            "one on a layer that is off",
            listed(&format!("/OC /L BDC {drawn}EMC "), off),
            "?unused_picture",
        ),
        (
            "one on a layer that is on",
            listed(&format!("/OC /L BDC {drawn}EMC "), ""),
            "",
        ),
        (
            "one beside the page",
            listed("q 90 0 0 50 900 20 cm /I Do Q ", ""),
            "?unused_picture",
        ),
        ("one that nothing lists", with(busy), "?unused_picture"),
        (
            "one without anything in it",
            with(|maker| image(maker, &even)),
            "",
        ),
        (
            "one in a form that nothing draws",
            with(|maker| {
                let image = busy(maker);
                let keys =
                    format!("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I {image} 0 R>>>>");
                maker.stream(&keys, "/I Do");
            }),
            "?unused_picture",
        ),
        ("one that an update replaced", replaced, "?earlier_revision"),
        (
            "a drawing that nothing shows",
            with(|maker| {
                maker.stream(
                    "/Subtype/Form/BBox[0 0 9 9]",
                    "0 0 m 1 1 2 2 3 3 c ".repeat(60) + "f",
                );
            }),
            "?unused_drawing",
        ),
    ];
    let cases = cases.map(|(name, file, found)| (name, letter(), file, found.to_owned()));
    judge(cases.into());
}

#[test]
fn words_of_an_earlier_revision_are_found() {
    let page = |file: &[u8]| {
        let text = String::from_utf8_lossy(file).into_owned();
        let before = text.split("<</Length").nth(1).unwrap().len();
        assert!(before > 0);
        4
    };
    let first = letter();
    let contents = page(&first);
    let operators = format!("{TAKEN_OUT}{BOX}");
    let object = format!(
        "<</Length {}>>\nstream\n{operators}\nendstream",
        operators.len()
    );
    let cases = [
        ("an update", updated(&first, contents, &object)),
        ("a whole file before it", [letter(), with(|_| {})].concat()),
    ];
    judge(
        cases
            .map(|(name, file)| (name, letter(), file, "needles".to_owned()))
            .into(),
    );
}
