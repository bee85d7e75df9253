//! Files of other programs in which covered words were left in the ordinary places.

use super::{BOX, TAKEN_OUT, judge, letter};
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};

#[test]
fn files_of_other_programs_are_judged_on_what_they_hold() {
    let page = |operators: &str| PdfMaker::new().page(operators, "").build();
    let with = |add: &dyn Fn(&mut PdfMaker), packed: bool| {
        let mut maker = PdfMaker::new();
        add(&mut maker);
        maker.page(format!("{TAKEN_OUT}{BOX}"), "");
        if packed {
            maker.build_packed()
        } else {
            maker.build()
        }
    };
    let info = |m: &mut PdfMaker| {
        let info = m.object("<</Author(Jansen)>>");
        m.trailer(&format!("/Info {info} 0 R"));
    };
    let outline = |m: &mut PdfMaker| {
        m.object("<</Title<FEFF004A0061006E00730065006E>>>");
    };
    let attached = |m: &mut PdfMaker| {
        let deflated = miniz_oxide::deflate::compress_to_vec_zlib(&letter(), 6);
        m.stream("/Type/EmbeddedFile/Filter/FlateDecode", deflated);
    };
    // In the attached file too the letter is deflated.
    let attached_twice = |m: &mut PdfMaker| {
        let deflate = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
        // A single line is too short to be packed.
        let operators = deflate(lines(&["Jansen"; 12]).as_bytes());
        let mut inner = PdfMaker::new();
        inner.page_deflated(&operators, "/MediaBox[0 0 400 300]", "");
        let packed = deflate(&inner.build());
        m.stream("/Type/EmbeddedFile/Filter/FlateDecode", packed);
    };
    // Nothing draws it, and no reader of raw bytes unpacks it.
    let form = |m: &mut PdfMaker| {
        let hex: String = lines(&["Jansen"])
            .bytes()
            .map(|b| format!("{b:02x}"))
            .collect();
        let keys = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/ASCIIHexDecode";
        m.stream(keys, format!("{hex}>"));
    };
    let xmp = |m: &mut PdfMaker| {
        m.stream(
            "/Type/Metadata/Subtype/XML",
            "<dc:creator>Jansen</dc:creator>",
        );
    };
    let note = |m: &mut PdfMaker| {
        m.object("<</Type/Annot/Subtype/Popup/Rect[0 0 1 1]/Contents(J\\141nsen)>>");
    };
    let earlier = {
        let mut bytes = letter();
        let clean = page(&format!("{TAKEN_OUT}{BOX}"));
        bytes.extend_from_slice(&clean);
        bytes
    };
    // An object that no table knows of.
    let left_behind = b"\n99 0 obj\n<</Author(Jansen)>>\nendobj\n";
    // Codes that only the font explains, as in files that bring a part of a font.
    let coded = {
        let mut maker = PdfMaker::new();
        let names = "/Differences[1/J/a/n/s/e]";
        let font = maker.object(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<<{names}>>>>"
        ));
        let operators = format!("{TAKEN_OUT} BT /G 12 Tf 112 250 Td <010203040503> Tj ET");
        let fonts = format!("/Font<</F {HELVETICA} 0 R/G {font} 0 R>>");
        maker.page_with(operators, "", &fonts);
        let clean = page(&format!("{TAKEN_OUT}{BOX}"));
        [maker.build(), clean].concat()
    };
    let labelled = |label: &str| {
        let label = format!("1 g BT /F 6 Tf 114 251 Td ({label}) Tj ET");
        page(&format!("{TAKEN_OUT}{BOX}{label}"))
    };
    let plain: [(&str, Vec<u8>, &[&str]); 22] = [
        ("a label of its own", labelled("5.1.2e"), &[]),
        (
            "letters of the name as a label",
            labelled("Ja"),
            &["text_inside", "flat_inside", "text_added"],
        ),
        (
            "an earlier revision in a font's own codes",
            coded,
            &["needles"],
        ),
        (
            "only a rectangle and no text",
            page(&format!("{TAKEN_OUT}{BOX}")),
            &[],
        ),
        (
            "a white rectangle",
            page(&format!("{TAKEN_OUT} 1 g 108 246 44 16 re f")),
            &[],
        ),
        ("objects packed", with(&|_| {}, true), &[]),
        (
            "text left",
            page(&format!(
                "BT /F 12 Tf 40 250 Td (Aan de heer Jansen) Tj ET {TAKEN_OUT}{BOX}"
            )),
            &["needles", "text_inside", "beneath", "text_added"],
        ),
        (
            "a page more",
            PdfMaker::new()
                .page(format!("{TAKEN_OUT}{BOX}"), "")
                .page("", "")
                .build(),
            &["page_size"],
        ),
        (
            "a letter where a file of ours has its label",
            page(&format!("{TAKEN_OUT}{BOX} BT /F 8 Tf 128 252 Td (n) Tj ET")),
            &["text_inside", "text_added"],
        ),
        (
            "a line there",
            page(&format!("{TAKEN_OUT}{BOX} 1 g 126 252 8 1 re f")),
            &["flat_inside", "beneath"],
        ),
        ("its author", with(&info, false), &["needles"]),
        ("its author, packed", with(&info, true), &["needles"]),
        ("an outline", with(&outline, true), &["needles"]),
        ("an attachment", with(&attached, false), &["needles"]),
        (
            "an attachment of which the pages are packed",
            with(&attached_twice, false),
            &["needles"],
        ),
        (
            "a form that nothing draws",
            with(&form, false),
            &["needles"],
        ),
        (
            "an object that was left behind",
            [page(&format!("{TAKEN_OUT}{BOX}")).as_slice(), left_behind].concat(),
            &["needles"],
        ),
        ("metadata", with(&xmp, false), &["needles"]),
        ("a note", with(&note, true), &["needles"]),
        ("an earlier revision", earlier, &["needles"]),
        (
            "a comment",
            [page(&format!("{TAKEN_OUT}{BOX}")), b"% Jansen".to_vec()].concat(),
            &["needles"],
        ),
        (
            "drawn letters",
            page(&format!(
                "{TAKEN_OUT} 112 250 3 8 re f 120 250 3 8 re f {BOX}"
            )),
            &["beneath"],
        ),
    ];
    let mut cases = Vec::new();
    for (name, file, expected) in plain {
        cases.push((name, letter(), file, expected.join(" ")));
    }
    judge(cases);
}
