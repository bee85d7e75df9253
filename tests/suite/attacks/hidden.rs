//! Text that nobody sees (6, 19, 22, 26, 65): in every way in which a page can hide it, beside the areas.
//!
//! **Invariant:** each is listed by the inspection with its page and a reason, and never exported; what can be seen beside
//! it stays.

use super::*;
use lakwerk::model::dossier::intake::HiddenReason::{self, *};

/// Words that stand where the hidden word does, drawn after it.
const OTHERS: &str = " 0 g BT /F 12 Tf 40 100 Td (Het stuk zelf) Tj ET";
/// Letters of little ink that stand there: what changes when they go is not the word's.
const DOTS: &str = " 0 g BT /F 12 Tf 40 100 Td (. . . . . . . . . . . .) Tj ET";
const LINES: &str =
    " 0 G 34 90 m 50 120 l 40 90 m 56 120 l 46 90 m 62 120 l 60 90 m 76 120 l 70 90 m 86 120 l S";

fn word(size: &str) -> String {
    format!(" BT /F {size} Tf 40 100 Td (GEHEIM) Tj ET ")
}

struct Way {
    class: u8,
    name: &'static str,
    bytes: Vec<u8>,
    reason: HiddenReason,
}

fn way(class: u8, name: &'static str, reason: HiddenReason, operators: &str) -> Way {
    with(class, name, reason, operators, |_| String::new())
}

/// A way with resources of its own.
fn with(
    class: u8,
    name: &'static str,
    reason: HiddenReason,
    operators: &str,
    resources: impl Fn(&mut PdfMaker) -> String,
) -> Way {
    let mut maker = PdfMaker::new();
    let resources = resources(&mut maker);
    Way {
        class,
        name,
        bytes: page_with(maker, operators, "", &resources),
        reason,
    }
}

/// An even grey picture.
fn even(maker: &mut PdfMaker) -> String {
    let keys =
        "/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8";
    let image = maker.stream(keys, [255; 16]);
    format!("/XObject<</I {image} 0 R>>")
}

fn state(keys: &'static str) -> impl Fn(&mut PdfMaker) -> String {
    move |_| format!("/ExtGState<</A<<{keys}>>>>")
}

/// A form with the word in it, seen through a matrix.
fn through(matrix: &'static str) -> impl Fn(&mut PdfMaker) -> String {
    move |maker| {
        let inner = form(maker, matrix, &word("12"));
        format!("/XObject<</X {inner} 0 R>>")
    }
}

/// A mask of light that lets nothing through.
fn nothing(maker: &mut PdfMaker) -> String {
    let group = form(maker, "/Group<</S/Transparency/CS/DeviceGray>>", "");
    format!("/ExtGState<</A<</SMask<</S/Luminosity/G {group} 0 R>>>>>>")
}

const IMAGE: &str = " q 200 0 0 60 20 80 cm /I Do Q ";
const PICTURED: &str =
    "1 g q 200 0 0 60 20 80 cm BI /W 1 /H 1 /IM true /D[1 0] /F /AHx ID 80> EI Q";

fn coloured() -> Vec<Way> {
    let white = format!("1 g {} 0 g", word("12"));
    vec![
        with(
            6,
            "white on a white picture",
            SameColour,
            &format!("{IMAGE}{white}"),
            even,
        ),
        way(
            6,
            "light grey on white",
            SameColour,
            &format!("0.95 g {} 0 g", word("12")),
        ),
        way(
            6,
            "white outlines under a line",
            Covered,
            &format!("1 G 1 Tr {} 0 Tr 0 G 30 104 m 200 104 l S", word("12")),
        ),
        way(
            6,
            "white between words",
            Covered,
            "1 g BT /F 12 Tf 42 103 Td (GEHEIM) Tj ET 0 g BT /F 12 Tf 40 100 Td (HETSTUKWMW) Tj ET",
        ),
        with(
            6,
            "not opaque at all",
            Clipped,
            &format!("q /A gs {} Q", word("12")),
            state("/ca 0"),
        ),
        with(
            6,
            "not opaque at all, under a line",
            Covered,
            &format!("q /A gs {} Q {LINES}", word("12")),
            state("/ca 0"),
        ),
        with(
            6,
            "white that multiplies",
            SameColour,
            &format!("q /A gs 1 g {} Q", word("12")),
            state("/BM/Multiply"),
        ),
        with(
            26,
            "behind a mask that lets nothing through",
            Clipped,
            &format!("q /A gs {} Q", word("12")),
            nothing,
        ),
        with(
            26,
            "behind such a mask, under words",
            Covered,
            &format!("q /A gs {} Q {OTHERS}", word("12")),
            nothing,
        ),
    ]
}

fn covered() -> Vec<Way> {
    let under = |name, cover: &str| {
        way(
            1,
            name,
            Covered,
            &format!("{} 1 g {cover} {OTHERS}", word("12")),
        )
    };
    let polygon = "30 90 m 30 125 l 100 135 l 180 120 l 180 90 l";
    vec![
        under(
            "under two rectangles side by side",
            "30 90 40 30 re f 70 90 100 30 re f",
        ),
        under("under a shape with corners", &format!("{polygon} f")),
        under(
            "under a tilted rectangle",
            "q 0.98 0.05 -0.05 0.98 0 0 cm 20 80 190 50 re f Q",
        ),
        under(
            "under a shape within a clip",
            &format!("q {polygon} W n 0 0 400 300 re f Q"),
        ),
        under("under a broad line", "1 G 40 w 20 105 m 200 105 l S"),
        way(
            1,
            "under a stencil",
            Covered,
            &format!("{} {PICTURED} {OTHERS}", word("12")),
        ),
        way(
            1,
            "under a rectangle with lines over it",
            Covered,
            &format!("{} 1 g 30 90 150 30 re f {LINES} 0 g", word("12")),
        ),
        way(
            1,
            "twice under a shape, with dots in its place",
            Covered,
            &format!("{0} {0} 1 g {polygon} f {DOTS}", word("12")),
        ),
        way(
            1,
            "under a rectangle, with dots in its place",
            Covered,
            &format!("{} 1 g 30 90 150 30 re f {DOTS}", word("12")),
        ),
        with(
            4,
            "under an even picture with words over it",
            Covered,
            &format!("{} {IMAGE} {OTHERS}", word("12")),
            even,
        ),
        with(
            1,
            "under a group",
            Covered,
            &format!("{} /X Do {OTHERS}", word("12")),
            |maker| {
                let group = form(
                    maker,
                    "/Group<</S/Transparency/I true>>",
                    "1 g 30 90 150 30 re f",
                );
                format!("/XObject<</X {group} 0 R>>")
            },
        ),
    ]
}

fn placed() -> Vec<Way> {
    let tiny = |name, size| way(22, name, Tiny, &word(size));
    vec![
        tiny("a tenth of a point high", "0.1"),
        tiny("half a point high", "0.5"),
        tiny("a point high", "1"),
        way(
            22,
            "letters without width",
            Tiny,
            &format!("1 Tz {} 100 Tz", word("12")),
        ),
        with(
            22,
            "through a matrix that makes it tiny",
            Tiny,
            "/X Do",
            through("/Matrix[0.01 0 0 0.01 40 100]"),
        ),
        way(
            22,
            "a sliver of it on the page",
            OffPage,
            "BT /F 12 Tf 40 299.5 Td (GEHEIM) Tj ET",
        ),
        way(
            22,
            "between two parts of a clip",
            Clipped,
            "q 0 0 30 300 re 200 0 30 300 re W n BT /F 12 Tf 60 100 Td (GEHEIM) Tj ET Q",
        ),
        way(
            22,
            "in a hole of a clip",
            Clipped,
            &format!("q 0 0 400 300 re 30 90 150 30 re W* n {} Q", word("12")),
        ),
        way(
            22,
            "clipped away, under words",
            Covered,
            &format!("q 300 10 20 20 re W n {} Q {OTHERS}", word("12")),
        ),
        way(
            22,
            "clipped away, with dots in its place",
            Covered,
            &format!("q 300 10 20 20 re W n {} Q {DOTS}", word("12")),
        ),
        way(
            19,
            "not drawn, over lines that are no picture",
            Invisible,
            &format!("{LINES} 3 Tr {} 0 Tr", word("12")),
        ),
        with(
            19,
            "not drawn, over an even picture",
            Invisible,
            &format!("{IMAGE} 3 Tr {} 0 Tr", word("12")),
            even,
        ),
    ]
}

fn layered() -> Vec<Way> {
    let off = |name, layer: &str, settings: &str, reason| {
        let mut maker = PdfMaker::new();
        let layer = maker.object(format!("<</Type/OCG/Name(L){layer}>>"));
        let settings = settings.replace('#', &format!("{layer} 0 R"));
        maker.catalog(&format!(
            "/OCProperties<</OCGs[{layer} 0 R]/D<<{settings}>>>>"
        ));
        let operators = format!("/OC/L BDC {} EMC {OTHERS}", word("12"));
        let bytes = page_with(
            maker,
            &operators,
            "",
            &format!("/Properties<</L {layer} 0 R>>"),
        );
        Way {
            class: 65,
            name,
            bytes,
            reason,
        }
    };
    vec![
        off(
            "a layer that is off, under words",
            "",
            "/OFF[#]",
            HiddenLayer,
        ),
        off(
            "a layer that is off on screens, under words",
            "/Usage<</View<</ViewState/OFF>>>>",
            "/AS[<</Event/View/Category[/View]/OCGs[#]>>]",
            Covered,
        ),
    ]
}

fn ways() -> Vec<Way> {
    [coloured(), covered(), placed(), layered()]
        .into_iter()
        .flatten()
        .collect()
}

pub fn rows() -> Vec<Row> {
    let rows = ways().into_iter();
    let rows = rows.map(|way| unseen(way.class, way.name, way.bytes));
    // The seams show a hair of it, which is no reason that the listing knows.
    let dashes =
        page("BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET q 0 G 40 w [3 0] 0 d 20 105 m 200 105 l S Q");
    rows.chain([unseen(1, "under a bar of dashes with seams", dashes)])
        .collect()
}

#[test]
fn what_nobody_sees_is_gone() {
    ask_all(&rows());
}

#[test]
fn what_nobody_sees_is_listed_with_its_reason() {
    let mut wrong = Vec::new();
    for way in ways() {
        let mut reader = Engine::new(program::path())
            .open(way.bytes.into(), None)
            .unwrap();
        let found = reader.hidden(0).unwrap().hidden;
        let told: Vec<_> = found.iter().map(|h| (h.reason, h.text.as_str())).collect();
        if told != [(way.reason, "GEHEIM")] {
            wrong.push(format!("{}: {told:?}", way.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A word that is seen only through what lies over it, or only once of two times, is no hidden word.
#[test]
fn what_is_seen_stays() {
    let clear = |maker: &mut PdfMaker| {
        let image =
            "/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8";
        let mask = maker.stream(image, [0; 16]);
        let image = maker.stream(&format!("{image}/SMask {mask} 0 R"), [255; 16]);
        format!("/XObject<</I {image} 0 R>>")
    };
    let own = word("12");
    let seen = [
        with(
            1,
            "under a picture that is clear",
            Covered,
            &format!("{own} {IMAGE}"),
            clear,
        ),
        way(
            1,
            "twice, to make it bold",
            Covered,
            &format!("{own} BT /F 12 Tf 40.3 100 Td (GEHEIM) Tj ET"),
        ),
        way(1, "twice in one place", Covered, &format!("{own} {own}")),
        way(
            1,
            "under other words",
            Covered,
            &format!("{own} BT /F 12 Tf 40 104 Td (Het stuk) Tj ET"),
        ),
    ];
    for way in seen {
        let name = way.name;
        let (file, _) = written(name, &way.bytes, &[]);
        assert!(Stranger::of(&file).text().contains("GEHEIM"), "{name}");
        let mut reader = Engine::new(program::path())
            .open(way.bytes.into(), None)
            .unwrap();
        assert_eq!(reader.hidden(0).unwrap().hidden, [], "{name}");
    }
}
