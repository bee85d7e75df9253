//! The covered word as a name of the format.

use super::{BOX, TAKEN_OUT, judge, letter, letter_to, with, with_keys};
use crate::pdf_maker::PdfMaker;

#[test]
fn a_covered_word_is_found_as_any_name() {
    let key = |keys: &'static str| with_keys(move |_| keys.to_owned());
    let object = |text: &'static str| with(move |maker| maker.object(text));
    let resources = |resources: &str, operators: &str| {
        let mut maker = PdfMaker::new();
        maker.page_with(
            format!("{operators}{TAKEN_OUT}{BOX}"),
            "",
            &format!("/Font<</F 3 0 R>>{resources}"),
        );
        maker.build()
    };
    let found = [
        ("a key", key("/Jansen 1")),
        ("an escaped key", key("/J#61n#73en 1")),
        ("a value", key("/A/Jansen")),
        (
            "a resource",
            resources("/ExtGState<</Jansen<</ca 1>>>>", ""),
        ),
        (
            "a part of a resource",
            resources("/ExtGState<</FmJansen1<</ca 1>>>>", "/FmJansen1 gs "),
        ),
        (
            "a colour",
            resources("/ColorSpace<</C[/Separation/Jansen/DeviceGray<<>>]>>", ""),
        ),
        ("a mark", resources("", "/Jansen BMC EMC ")),
        (
            "a font",
            object("<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Jansen-Hand>>"),
        ),
        (
            "a glyph",
            object("<</Type/Encoding/Differences[1/Jansen]>>"),
        ),
        (
            "a place to go to",
            with(|maker| {
                maker.catalog("/Dests<</Jansen[5 0 R/Fit]>>");
            }),
        ),
        (
            "a link there",
            key("/Annots[<</Subtype/Link/Rect[0 0 9 9]/Dest/Brief_Jansen>>]"),
        ),
    ];
    let cases = found.map(|(name, file)| (name, letter(), file, "needles".to_owned()));
    judge(cases.into());
    judge(vec![
        (
            "a short name",
            letter_to("Bos"),
            key("/Bos 1"),
            "needles".to_owned(),
        ),
        (
            "an umlaut",
            letter_to("M\\374ller"),
            key("/M#c3#bcller 1"),
            "needles".to_owned(),
        ),
        (
            "a word of the format",
            letter_to("Group"),
            key("/Group<</S/Transparency>>"),
            String::new(),
        ),
        ("another name", letter(), key("/Janse 1"), String::new()),
    ]);
}
