//! Files within a file: each is searched to the bottom, or the verdict is undecided.

use super::{judge, letter, letter_to, packed, with, with_keys};
use crate::pdf_maker::PdfMaker;
use std::io::{Cursor, Write};

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(words: &str) -> Vec<u8> {
    let text = format!("<w:document><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:document>");
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", text.as_bytes()),
    ])
}

/// The redacted letter with an attachment.
fn attached(bytes: &[u8]) -> Vec<u8> {
    with(|maker| {
        let file = maker.stream("/Type/EmbeddedFile/Filter/FlateDecode", packed(bytes));
        let named = maker.object(format!("<</Type/Filespec/F(a.bin)/EF<</F {file} 0 R>>>>"));
        maker.catalog(&format!(
            "/Names<</EmbeddedFiles<</Names[(a){named} 0 R]>>>>"
        ));
    })
}

const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, 200, 1, 2, 3, 4, 150, 6,
];

#[test]
fn attachments_are_read_to_the_bottom_or_undecided() {
    let locked = {
        // The mark of an encrypted part, in its own header and in the list of parts.
        let mut bytes = zipped(&[("a.txt", "Jansen heeft gebeld. ".repeat(9).as_bytes())]);
        let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        bytes[6] |= 1;
        bytes[list + 8] |= 1;
        bytes
    };
    let scan = {
        let mut maker = PdfMaker::new();
        let gray: Vec<u8> = (0..4_000).map(|i| (i * 7 % 251) as u8).collect();
        let keys = "/Subtype/Image/Width 80/Height 50/ColorSpace/DeviceGray/BitsPerComponent 8";
        let image = maker.stream(keys, gray);
        maker.page_with(
            "90 0 0 50 9 9 cm /I Do",
            "",
            &format!("/XObject<</I {image} 0 R>>"),
        );
        maker.build()
    };
    let word = document("Aan Jansen");
    let cases: [(&str, Vec<u8>, &str); 20] = [
        ("a document", document("Aan Jansen"), "needles"),
        (
            "a word in two runs",
            document("Jan</w:t></w:r><w:r><w:t>sen"),
            "needles",
        ),
        ("a document without the name", document("Aan niemand"), ""),
        (
            "a text of an office",
            zipped(&[("content.xml", b"<text:p>Jansen</text:p>")]),
            "needles",
        ),
        (
            "a sheet",
            zipped(&[("xl/sharedStrings.xml", b"<si><t>Jansen</t></si>")]),
            "needles",
        ),
        ("a zip in a zip", zipped(&[("b.zip", &word)]), "needles"),
        (
            "the name of a part",
            zipped(&[("Jansen.txt", b"niets")]),
            "needles",
        ),
        (
            "a picture in a zip",
            zipped(&[("a.png", PNG)]),
            "?attachment",
        ),
        (
            "a picture in a document",
            zipped(&[("word/document.xml", b"<w:t>x</w:t>"), ("a.png", PNG)]),
            "?attachment",
        ),
        ("a picture", PNG.to_vec(), "?attachment"),
        (
            "a JPEG",
            [&[0xFF, 0xD8, 0xFF, 0xE0], &[7; 99][..], &[200; 99]].concat(),
            "?attachment",
        ),
        ("an encrypted zip", locked, "?attachment"),
        (
            "a container nobody knows",
            [b"7z\xbc\xaf\x27\x1c".as_slice(), &[1, 200, 3, 0, 9]].concat(),
            "?attachment",
        ),
        ("a text", b"Aan Jansen".to_vec(), "needles"),
        ("a text without the name", b"Aan niemand".to_vec(), ""),
        (
            "a coded text",
            format!("data: {}", "QUJDREVG".repeat(99)).into_bytes(),
            "?attachment",
        ),
        ("a rich text", b"{\\rtf1 J\\'61nsen}".to_vec(), "needles"),
        ("a PDF", letter(), "needles"),
        ("a PDF without the name", letter_to("niemand"), ""),
        ("a scan", scan, "?attachment"),
    ];
    let cases =
        cases.map(|(name, bytes, found)| (name, letter(), attached(&bytes), found.to_owned()));
    judge(cases.into());
}

#[test]
fn files_hide_in_other_places_too() {
    let behind = |bytes: &[u8]| [with(|_| {}), bytes.to_vec()].concat();
    let note = with_keys(|maker| {
        let file = maker.stream("/Filter/FlateDecode", packed(&document("Aan Jansen")));
        format!(
            "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/F 2/FS<</F(x)/EF<</UF {file} 0 R>>>>>>]"
        )
    });
    let short = attached(&document("Aan P. Bos"));
    let number = attached(&zipped(&[("xl/a.xml", b"<c><v>612345678</v></c>")]));
    judge(vec![
        (
            "behind the end",
            letter(),
            behind(&document("Jansen")),
            "needles".to_owned(),
        ),
        (
            "a picture behind the end",
            letter(),
            behind(&[PNG, &[200; 99]].concat()),
            "?attachment".to_owned(),
        ),
        (
            "words before the file",
            letter(),
            [b"Jansen schreef dit stuk\n", &with(|_| {})[..]].concat(),
            "needles".to_owned(),
        ),
        ("a note with a file", letter(), note, "needles".to_owned()),
        (
            "a short name",
            letter_to("Bos"),
            short,
            "needles".to_owned(),
        ),
        (
            "a number as a sheet stores it",
            letter_to("612345678"),
            number,
            String::new(),
        ),
    ]);
}

/// The redacted letter with private data of a program.
fn private(data: &[u8]) -> Vec<u8> {
    with_keys(|maker| {
        let data = maker.stream("/Filter/FlateDecode", packed(data));
        format!("/PieceInfo<</App<</LastModified(D:2020)/Private<</Data {data} 0 R>>>>>>")
    })
}

#[test]
fn private_data_of_a_program_is_unpacked_or_a_doubt() {
    let gzip = |words: &str| {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(words.as_bytes()).unwrap();
        writer.finish().unwrap()
    };
    let drawn = "%!PS-Adobe-3.0 (Jansen) Tx ".repeat(20);
    let whole = [
        b"%AI12_CompressedData".as_slice(),
        &packed(drawn.as_bytes()),
    ]
    .concat();
    let noise: Vec<u8> = (0..900_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let long = [b"%AI12_CompressedData".as_slice(), &packed(&noise)[..300]].concat();
    let cases = [
        ("Illustrator", whole, "needles"),
        ("Illustrator, in more streams", long, "?stream"),
        (
            "Illustrator, Zstandard",
            b"%AI24_ZStandard_Data\x28\xB5\x2F\xFDxyz".to_vec(),
            "?stream",
        ),
        ("gzip", gzip("Aan Jansen"), "needles"),
        ("gzip without the name", gzip("Aan niemand"), ""),
        ("zlib", packed(b"Aan Jansen"), "needles"),
        ("bzip2", b"BZh91AY&SY\xC9\x01\x02".to_vec(), "?stream"),
        ("xz", vec![0xFD, b'7', b'z', b'X', b'Z', 0, 0, 4], "?stream"),
        ("zip", zipped(&[("a.txt", b"Aan Jansen")]), "needles"),
        ("a PDF", letter(), "needles"),
        ("a PDF of another", letter_to("niemand"), ""),
        ("Rich Text", b"{\\rtf1 Jan\\'73en}".to_vec(), "needles"),
        (
            "a message",
            b"Content: quoted-printable\n\nJan=73en".to_vec(),
            "needles",
        ),
        (
            "no container",
            vec![0, 0xFF, 0x80, 3, 7, 200, 9, 0x78, 0x9C, 1],
            "",
        ),
        (
            "numbers",
            vec![0x78, 0x9C, 0xFF, 0xFF, 200, 9, 7, 6, 5, 4],
            "",
        ),
    ];
    let cases = cases.map(|(name, data, said)| (name, letter(), private(&data), said.to_owned()));
    judge(cases.into());
}
