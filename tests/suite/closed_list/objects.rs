//! Rules of the objects of a file and of the values in them.

use super::Rule;
use crate::verifier::Parts;
use lakwerk::engine::Check::*;

pub fn rules(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    let keys = |holding: &str, from: &str, to: &str| ours().change_keys(holding, from, to);
    let mut third = ours();
    third.trailer = third.trailer.replace("/ID[", "/ID[<00>");
    let mut word = ours();
    *word.holding("/Type/Metadata") = b"(x)".to_vec();
    let mut bare = ours();
    let map = bare.holding("beginbfchar");
    let end = map.windows(8).position(|w| w == b"\nstream\n").unwrap();
    map.truncate(end);
    let mut torn = ours();
    let map = torn.holding("beginbfchar");
    let end = map.len() - b"\nendstream".len() - 1;
    map[end] ^= 1;
    let mut twice = ours();
    let again = twice.objects[0].clone();
    twice.objects.push(again);
    vec![
        (
            "a text for a number",
            keys("/Type/Pages", "/Count 1", "/Count(a)"),
            vec![ClosedList],
        ),
        (
            "a name that is not listed",
            keys("/GTS_PDFA1", "/GTS_PDFA1", "/GTS_PDFX1"),
            vec![ClosedList],
        ),
        (
            "another text for one that is given",
            keys("(Adobe)", "(Adobe)", "(Jansen)"),
            vec![ClosedList],
        ),
        (
            "another name of a font",
            keys("/FontDescriptor/FontName", "+Lakwerk", "+Jansen"),
            vec![ClosedList],
        ),
        ("a third identifier", third, vec![ClosedList]),
        (
            "a destination that goes on",
            keys("/XYZ", "null]", "null 7]"),
            vec![ClosedList],
        ),
        (
            "a resource with a name",
            keys(
                "/ExtGState<<",
                "/ExtGState<<",
                "/ExtGState<</Jansen<</Type/ExtGState/ca 1/CA 1>>",
            ),
            vec![ClosedList],
        ),
        (
            "a text as a kid",
            keys("/Alt(Afbeelding)", "/K 3", "/K(a)"),
            vec![ClosedList, Structure],
        ),
        (
            "a key that is missing",
            keys("/StemV", "/StemV 80", ""),
            vec![ClosedList],
        ),
        (
            "a reference to nothing",
            keys("/Type/Outlines", "/First ", "/First 9"),
            vec![ClosedList, Unreachable],
        ),
        ("a text for a stream", word, vec![ClosedList]),
        ("a map without a stream", bare, vec![Streams, Fonts]),
        ("a map that does not unpack", torn, vec![Streams, Fonts]),
        ("an object that stands twice", twice, vec![Syntax]),
        (
            "an address with a word",
            keys(
                "/URI(",
                "/URI(https://besluit.staat/vast",
                "/URI(https://voorbeeld.nl/j%61nsen",
            ),
            vec![Needles],
        ),
        (
            "an address that is none",
            keys("/URI(", "/URI(https:", "/URI(file:/"),
            vec![ClosedList],
        ),
        (
            "a word that is spoken",
            keys("/Alt(Weggelakt", "Weggelakt:", "Jansen:"),
            vec![Needles],
        ),
        (
            "spoken words that are damaged",
            keys("/Alt(Afbeelding)", "(Afbeelding)", "<FEFF00>"),
            vec![ClosedList],
        ),
        (
            "a word as a meaning",
            ours().change("beginbfchar", "<0065>", "<004A0061006E00730065006E>"),
            vec![Needles],
        ),
        (
            "a line that no map has",
            ours().change("beginbfchar", "12 dict begin", "13 dict begin"),
            vec![Fonts],
        ),
        (
            "another profile",
            ours().change_bytes("mntrRGB", b"mntrRGB", b"mntrRGb"),
            vec![Streams],
        ),
        (
            "a link on the area",
            keys(
                "/Subtype/Link",
                "/Rect[40 230 100 242]",
                "/Rect[110 246 150 262]",
            ),
            vec![TextInside],
        ),
        (
            "a link that lies nowhere",
            keys(
                "/Subtype/Link",
                "/Rect[40 230 100 242]",
                "/Rect[40 230 40 242]",
            ),
            vec![TextInside],
        ),
        (
            "a photo that cannot be looked into",
            ours().change_bytes("/DCTDecode", &[0xFF, 0xC4], &[0xFF, 0xDB]),
            vec![FlatInside],
        ),
    ]
}
