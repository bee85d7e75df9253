//! Covered names and numbers in what a file says of itself, in any spelling.

use super::{BOX, NAME, TAKEN_OUT, judge, letter, letter_to, said, with, with_keys};
use crate::pdf_maker::PdfMaker;

/// A file with this value as its author, as PDF writes it.
fn author(value: &str) -> Vec<u8> {
    with(|maker| {
        let info = maker.object(format!("<</Author{value}>>"));
        maker.trailer(&format!("/Info {info} 0 R"));
    })
}

/// A file with this in its metadata.
fn described(words: &str, encode: fn(&str) -> Vec<u8>) -> Vec<u8> {
    let packet = format!(
        "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF>{words}</rdf:RDF></x:xmpmeta>"
    );
    with(|maker| {
        let metadata = maker.stream("/Type/Metadata/Subtype/XML", encode(&packet));
        maker.catalog(&format!("/Metadata {metadata} 0 R"));
    })
}

fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xFF, 0xFE].into_iter().chain(units).collect()
}

#[test]
fn a_name_of_three_letters_is_found_as_a_word() {
    let found = [
        ("initials", author("(P. Bos)")),
        ("capitals", author("(BOS)")),
        ("UTF-16", author("<FEFF0042006F0073>")),
        (
            "an element",
            described(
                "<dc:creator><rdf:Bag><rdf:li>P. Bos</rdf:li></rdf:Bag></dc:creator>",
                utf8,
            ),
        ),
        (
            "an attribute",
            described("<rdf:Description pdf:Author=\"P. Bos\"/>", utf8),
        ),
        (
            "an entity",
            described("<dc:creator>B&#111;s</dc:creator>", utf8),
        ),
        (
            "metadata in UTF-16",
            described("<dc:creator>P. Bos</dc:creator>", utf16),
        ),
        (
            "metadata of a page",
            with_keys(|maker| {
                let metadata = maker.stream("/Type/Metadata/Subtype/XML", "<a>Bos</a>");
                format!("/Metadata {metadata} 0 R")
            }),
        ),
        (
            "private data",
            with_keys(|_| {
                "/PieceInfo<</App<</LastModified(D:2020)/Private<</Data(Bos)>>>>>>".to_owned()
            }),
        ),
        (
            "a private stream",
            with_keys(|maker| {
                let data = maker.stream("", "naam=Bos");
                format!("/PieceInfo<</App<</LastModified(D:2020)/Private {data} 0 R>>>>")
            }),
        ),
    ];
    let cases = found.map(|(name, file)| (name, letter_to("Bos"), file, "needles".to_owned()));
    judge(cases.into());
    let others = [
        ("another name", author("(P. Bosch)")),
        ("no name", author("(bos)")),
    ];
    judge(
        others
            .map(|(name, file)| (name, letter_to("Bos"), file, String::new()))
            .into(),
    );
    assert_eq!(
        said(letter(), author("(Ren\\351 Jans\\351n)"), &[NAME]),
        "needles",
        "accents"
    );
}

#[test]
fn a_number_is_found_however_it_is_grouped() {
    let place = [108.0, 38.0, 300.0, 54.0];
    let redacted = |author: &str| {
        let mut maker = PdfMaker::new();
        let info = maker.object(format!("<</Author({author})>>"));
        maker.trailer(&format!("/Info {info} 0 R"));
        maker.page(format!("{TAKEN_OUT}{}", BOX.replace("44 16", "192 16")), "");
        maker.build()
    };
    let spellings = [
        (
            "06 12345678",
            vec![
                "0612345678",
                "06-12 34 56 78",
                "+31 6 1234 5678",
                "0031612345678",
            ],
        ),
        (
            "1234.56.782",
            vec!["123456782", "BSN 1234 56 782", "123-456-782"],
        ),
        (
            "NL91ABNA0417164300",
            vec!["NL91 ABNA 0417 1643 00", "rekening 417164300"],
        ),
    ];
    for (written, others) in spellings {
        for other in others {
            let said = said(letter_to(written), redacted(other), &[place]);
            assert_eq!(said, "needles", "{written} as {other}");
        }
        let said = said(letter_to(written), redacted("06 8765 4321"), &[place]);
        assert_eq!(said, "", "another number than {written}");
    }
}
