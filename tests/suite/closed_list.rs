//! The rules of the closed list, one by one: a file of ours in which one thing is not as it must be, made by hand.
//!
//! **Invariant:** each rule of the objects, operators, fonts, pictures and structure of a file has a row here that it
//! alone finds, so that without it this test fails.
//! **Absent:** what pages look like; see `verifier`.

use crate::attacks::redacted_by;
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program;
use crate::verifier::{NAME, Parts};
use lakwerk::engine::Check::{self, *};
use lakwerk::model::geometry::PageRect;
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

fn objects(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
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

fn operators(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    // A page that cannot be read declares nothing and uses no glyph.
    let unread = || vec![Streams, Fonts, Structure, FlatInside];
    let draw = |name, operators: &str| (name, ours().draw(operators), unread());
    let change = |name, from: &str, to: &str| (name, ours().change("/Lakking", from, to), unread());
    vec![
        draw("an operator with a number too many", "1 2 w"),
        draw("an opacity that is not listed", "/G7 gs"),
        draw("glyph 0", "BT /F0 9 Tf <0000> Tj ET"),
        draw("half a code", "BT /F0 9 Tf <000100> Tj ET"),
        draw("a name among strings", "BT /F0 9 Tf [/Jansen] TJ ET"),
        draw("dashes that are none", "[(Jansen)] 0 d"),
        draw("a font that is not listed", "/F7 9 Tf"),
        draw("a state that was not saved", "Q Q Q"),
        change("another mark", "/Artifact BMC", "/Jansen BMC"),
        change("another role", "/P<</MCID 0>>", "/Jansen<</MCID 0>>"),
        change("an identifier out of order", "<</MCID 1>>", "<</MCID 9>>"),
        change(
            "more than an identifier",
            "<</MCID 1>>",
            "<</MCID 1/Jansen 1>>",
        ),
        change(
            "a mark within a mark",
            "EMC/P<</MCID 1>>BDC",
            "/Artifact BMC EMC EMC/P<</MCID 1>>BDC",
        ),
        change(
            "a mark that stays open",
            "EMC\nQ/Lakking",
            "EMC\nQ/Artifact BMC EMC/Lakking",
        )
        .open("/Artifact BMC")
        .only(Streams),
        change(
            "something behind the last operator",
            "EMC\nQ/Lakking",
            "EMC\nQ/Lakking",
        )
        .open(" 7")
        .only(Streams),
        (
            "a word as codes",
            ours().draw("BT /F0 9 Tf <004A0061006E00730065006E> Tj ET"),
            vec![Fonts, Needles],
        ),
    ]
}

trait Open {
    /// Puts operators at the end, behind which nothing more is to be read.
    fn open(self, operators: &str) -> Rule;
    fn only(self, check: Check) -> Rule;
}

impl Open for Rule {
    fn open(self, operators: &str) -> Rule {
        let (name, mut parts, checks) = self;
        let mut inner = crate::verifier::stream(parts.holding("/Lakking<<")).unwrap();
        inner.extend_from_slice(operators.as_bytes());
        let body = parts.holding("/Lakking<<");
        *body = crate::verifier::restreamed(body, &inner);
        (name, parts, checks)
    }

    fn only(self, check: Check) -> Rule {
        (self.0, self.1, vec![check])
    }
}

fn fonts(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    let program = |name, from: &[u8], to: &[u8]| {
        (
            name,
            ours().change_bytes("AdobeIdentity", from, to),
            vec![Fonts],
        )
    };
    let mut longer = ours();
    let body = longer.holding("AdobeIdentity");
    let inner = [crate::verifier::stream(body).unwrap(), b"Jansen".to_vec()].concat();
    *body = crate::verifier::restreamed(body, &inner);
    // A b is no longer shown, and no longer meant.
    let unshown =
        ours()
            .change("/Lakking", "\\000\\013", "")
            .change("beginbfchar", "<000B> <0062>\n", "");
    let beyond = ours()
        .change("/Lakking", "\\000\\013", "\\000\\143")
        .change("beginbfchar", "<000B>", "<0063>");
    let meant = ours().change("beginbfchar", "<0001>", "<0063> <0062>\n<0001>");
    vec![
        program("another version", &[1, 0, 4, 4, 0, 1], &[1, 1, 4, 4, 0, 1]),
        program("another name within", b"+Lakwerk", b"+Jansens"),
        program("another string", b"Adobe", b"Jansn"),
        program("another place of the outlines", &[12, 36], &[12, 37]),
        program(
            "other bounds",
            &[248, 27, 248, 28, 139],
            &[248, 27, 248, 28, 140],
        ),
        program(
            "an index that begins later",
            &[0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 15],
            &[0, 1, 4, 0, 0, 0, 2, 0, 0, 0, 16],
        ),
        program(
            "an index with other places",
            &[0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 15],
            &[0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 15],
        ),
        program("an outline that calls", &[139, 5, 14], &[139, 5, 11]),
        program("another range", &[2, 0, 1, 0], &[2, 0, 2, 0]),
        program(
            "another private dictionary",
            &[139, 20, 139, 21],
            &[140, 20, 139, 21],
        ),
        program("another font dictionary", &[143, 29], &[144, 29]),
        ("bytes behind the program", longer, vec![Fonts]),
        ("a glyph that is not shown", unshown, vec![Fonts]),
        ("a code beyond the glyphs", beyond, vec![Fonts]),
        ("a meaning of no glyph", meant, vec![Fonts]),
    ]
}

fn pictures(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    let keys = |holding: &str, from: &str, to: &str| ours().change_keys(holding, from, to);
    let sound = || vec![Streams];
    let few = "[/Indexed/DeviceRGB";
    let mut behind = ours();
    let body = behind.holding("/ImageMask true");
    let inner = [crate::verifier::stream(body).unwrap(), b"Jansen".to_vec()].concat();
    *body = crate::verifier::restreamed(body, &inner);
    vec![
        (
            "samples too few",
            keys(few, "/Width 40", "/Width 44"),
            sound(),
        ),
        (
            "two spaces of colour",
            keys(few, "/ColorSpace", "/ImageMask false/ColorSpace"),
            sound(),
        ),
        (
            "parameters that are not needed",
            keys(
                few,
                "/ColorSpace",
                "/DecodeParms<</K -1/Columns 40/Rows 40>>/ColorSpace",
            ),
            sound(),
        ),
        (
            "a stencil that is packed in another way",
            keys("/ImageMask true", "/CCITTFaxDecode", "/FlateDecode"),
            sound(),
        ),
        (
            "a stencil of another size",
            keys("/ImageMask true", "/Rows 8", "/Rows 9"),
            sound(),
        ),
        (
            "a stencil of more bits",
            keys(
                "/ImageMask true",
                "/BitsPerComponent 1",
                "/BitsPerComponent 8",
            ),
            sound(),
        ),
        (
            "a JPEG of another size",
            keys("/DCTDecode", "/Width 40", "/Width 41"),
            sound(),
        ),
        (
            "a JPEG of other bits",
            keys("/DCTDecode", "/BitsPerComponent 8", "/BitsPerComponent 4"),
            sound(),
        ),
        (
            "a JPEG with parameters",
            keys(
                "/DCTDecode",
                "/ColorSpace",
                "/DecodeParms<</K -1/Columns 40/Rows 40>>/ColorSpace",
            ),
            sound(),
        ),
        (
            "a stencil with a mask",
            keys(
                "/ImageMask true",
                "/ImageMask true",
                "/ImageMask true/SMask 12 0 R",
            ),
            sound(),
        ),
        (
            "a photo as a stencil",
            keys("/DCTDecode", "/ColorSpace/DeviceGray", "/ImageMask true"),
            sound(),
        ),
        (
            "samples as a stencil",
            keys(
                few,
                "/ColorSpace[/Indexed/DeviceRGB 3<0000FF00FF00FF0000FFFF00>]",
                "/ImageMask true",
            ),
            sound(),
        ),
        (
            "a fax in colour",
            keys(
                "/ImageMask true",
                "/ImageMask true",
                "/ColorSpace/DeviceRGB",
            ),
            sound(),
        ),
        ("bytes behind a fax", behind, sound()),
        (
            "a picture that is never drawn",
            ours().change("/MCID", "/P0 Do", ""),
            vec![FlatInside],
        ),
        (
            "a picture that is drawn flat",
            ours().change("/MCID", "40 0 0 40 40 100 cm", "40 0 0 0 40 100 cm"),
            vec![FlatInside],
        ),
        (
            "a picture beside the paper",
            ours().change("/MCID", "40 0 0 40 40 100 cm", "40 0 0 40 940 100 cm"),
            vec![FlatInside],
        ),
    ]
}

/// A picture below thirty paragraphs, each in the one before.
fn deep(parts: Parts) -> Parts {
    let mut parts = parts
        .change_keys("/S/Document", " 25 0 R", " 32 0 R")
        .change_keys("/Alt(Afbeelding)", "/P 20", "/P 61");
    parts.objects.extend((32..62).map(|number| {
        let parent = if number == 32 { 20 } else { number - 1 };
        let kid = if number == 61 { 25 } else { number + 1 };
        let element = format!("<</S/P/P {parent} 0 R/K[{kid} 0 R]>>");
        (number, element.into_bytes())
    }));
    parts
}

fn structure(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    let keys = |holding: &str, from: &str, to: &str| ours().change_keys(holding, from, to);
    vec![
        (
            "an element under another parent",
            keys("/Alt(Afbeelding)", "/P 20", "/P 4"),
            vec![Structure],
        ),
        (
            "an area that is a paragraph",
            keys("/Alt(Weggelakt", "/S/Figure", "/S/P"),
            vec![Structure],
        ),
        (
            "a page of another number",
            keys("/StructParents", "/StructParents 0", "/StructParents 7"),
            vec![Structure],
        ),
        (
            "a sequence in two elements",
            keys("/Alt(Afbeelding)", "/K 3", "/K[2 3]").change_keys(
                "/Nums[",
                "22 0 R 25 0 R",
                "25 0 R 25 0 R",
            ),
            vec![Structure],
        ),
        ("more levels than a tree has", deep(ours()), vec![Structure]),
        (
            "an entry of another kind",
            keys("/Nums[", "/Nums[", "/Nums[3 4 "),
            vec![Structure],
        ),
        (
            "an entry too many",
            keys("/Nums[", "/Nums[", "/Nums[9[1 0 R]"),
            vec![Structure],
        ),
    ]
}

#[test]
fn each_rule_is_alone_in_finding_what_breaks_it() {
    let file = written(&[(0, NAME)]);
    let bare = written(&[]);
    assert_eq!(found(&file, &[area()]), []);
    assert_eq!(found(&bare, &[]), []);
    let (covered, open) = (|| Parts::of(&file), || Parts::of(&bare));
    let mut wrong = Vec::new();
    let rules = [
        objects(&covered),
        operators(&covered),
        fonts(&covered),
        structure(&covered),
    ];
    for (name, parts, expected) in rules.into_iter().flatten() {
        let found = found(&parts.build(), &[area()]);
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    for (name, parts, expected) in pictures(&open) {
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
