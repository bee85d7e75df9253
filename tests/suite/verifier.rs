//! The verifier, fed with files that strangers made: each leak is made by hand and must be found.
//!
//! **Invariant:** each check is alone, but for the claim that a file makes, in finding at least one of the leaks below, so
//! that without it a test fails.
//! **Absent:** the writer; a file of ours is taken apart here and put together again with what was changed.

use crate::attacks::redacted_by;
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{self, Program, marks};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use lakwerk::engine::{Check, Engine, Look};
use lakwerk::model::blackout::PageBlackout;
use lakwerk::model::geometry::PageRect;
use lakwerk::model::ground::{Ground, Notation};
use lakwerk::model::mark::Mark;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

/// The place of "Jansen" in the letter, in page space.
pub const NAME: [f64; 4] = [108.0, 38.0, 152.0, 54.0];

fn letter() -> Vec<u8> {
    let text = lines(&["Aan de heer Jansen", "Het besluit staat vast"]);
    PdfMaker::new().page(text, "").build()
}

fn written() -> Vec<u8> {
    let draft = redacted_by(program::path(), &letter(), &[(0, NAME)]).unwrap();
    draft.file.unwrap().bytes().to_vec()
}

/// A file of ours, taken apart.
pub struct Parts {
    /// The bytes between `obj` and `endobj`, in the order of the file.
    pub objects: Vec<(u32, Vec<u8>)>,
    pub trailer: String,
}

const HEADER: &[u8] = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n";

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|w| w == what).unwrap()
}

impl Parts {
    pub fn of(file: &[u8]) -> Self {
        let end = file.windows(5).rposition(|w| w == b"xref\n").unwrap();
        let start = file.windows(6).rposition(|w| w == b"\nxref\n").unwrap() + 1;
        let text = String::from_utf8_lossy(&file[start..]).into_owned();
        assert!(end > start);
        let table = text
            .split("\r\n")
            .filter_map(|line| line.strip_suffix(" 00000 n"));
        let mut offsets: Vec<(usize, u32)> = table
            .zip(1..)
            .map(|(at, number)| (at.trim().parse().unwrap(), number))
            .collect();
        offsets.sort_unstable();
        let ends: Vec<usize> = offsets
            .iter()
            .skip(1)
            .map(|(at, _)| *at)
            .chain([start])
            .collect();
        let cut = |((at, number), end): (&(usize, u32), usize)| {
            let whole = &file[*at..end];
            let body = &whole[find(whole, b"obj\n") + 4..];
            (*number, body.strip_suffix(b"\nendobj\n").unwrap().to_vec())
        };
        let objects = offsets.iter().zip(ends).map(cut).collect();
        let trailer = text
            .split("trailer\n")
            .nth(1)
            .unwrap()
            .split("\nstartxref")
            .next()
            .unwrap();
        Self {
            objects,
            trailer: trailer.to_owned(),
        }
    }

    pub fn build(&self) -> Vec<u8> {
        let mut out = HEADER.to_vec();
        let mut offsets = BTreeMap::new();
        for (number, body) in &self.objects {
            offsets.insert(*number, out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let (table, size) = (out.len(), offsets.len() + 1);
        out.extend(format!("xref\n0 {size}\n0000000000 65535 f\r\n").bytes());
        offsets
            .values()
            .for_each(|at| out.extend(format!("{at:010} 00000 n\r\n").bytes()));
        let trailer = self
            .trailer
            .replace(&format!("/Size {}", size - 1), &format!("/Size {size}"));
        out.extend(format!("trailer\n{trailer}\nstartxref\n{table}\n%%EOF").bytes());
        out
    }

    /// The object that holds some bytes in its dictionary or, unpacked, in its stream.
    pub fn holding(&mut self, what: &str) -> &mut Vec<u8> {
        let holds = |body: &[u8]| {
            let unpacked = stream(body).unwrap_or_default();
            [body, &unpacked]
                .iter()
                .any(|b| b.windows(what.len()).any(|w| w == what.as_bytes()))
        };
        self.objects
            .iter_mut()
            .map(|(_, body)| body)
            .find(|body| holds(body))
            .unwrap()
    }

    /// Changes the text of an object without a stream, or of an unpacked stream.
    pub fn change(mut self, holding: &str, from: &str, to: &str) -> Self {
        let body = self.holding(holding);
        let replaced = |bytes: &[u8]| {
            let at = find(bytes, from.as_bytes());
            [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
        };
        *body = match stream(body) {
            Some(inner) => restreamed(body, &replaced(&inner)),
            None => replaced(body),
        };
        self
    }

    /// Changes the dictionary of an object with a stream.
    pub fn change_keys(mut self, holding: &str, from: &str, to: &str) -> Self {
        let body = self.holding(holding);
        let at = find(body, from.as_bytes());
        body.splice(at..at + from.len(), to.bytes());
        self
    }

    /// Changes the unpacked bytes of a stream.
    pub fn change_bytes(mut self, holding: &str, from: &[u8], to: &[u8]) -> Self {
        let body = self.holding(holding);
        let mut inner = stream(body).unwrap();
        let at = find(&inner, from);
        inner.splice(at..at + from.len(), to.iter().copied());
        *body = restreamed(body, &inner);
        self
    }

    /// Puts operators before the black areas of the page.
    pub fn draw(self, operators: &str) -> Self {
        self.change(
            "/Lakking",
            "/Lakking<<",
            &format!("\n/Artifact BMC\n{operators}\nEMC\n/Lakking<<"),
        )
    }
}

/// An unpacked stream.
pub fn stream(body: &[u8]) -> Option<Vec<u8>> {
    let at = body.windows(8).position(|w| w == b"\nstream\n")?;
    let raw = body[at + 8..].strip_suffix(b"\nendstream")?;
    if !body[..at].windows(11).any(|w| w == b"FlateDecode") {
        return Some(raw.to_vec());
    }
    let mut out = Vec::new();
    ZlibDecoder::new(raw).read_to_end(&mut out).ok()?;
    Some(out)
}

pub fn restreamed(body: &[u8], inner: &[u8]) -> Vec<u8> {
    let at = find(body, b"\nstream\n");
    let dict = String::from_utf8_lossy(&body[..at]).into_owned();
    let data = if dict.contains("FlateDecode") {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(inner).unwrap();
        encoder.finish().unwrap()
    } else {
        inner.to_vec()
    };
    let length = dict.split("/Length ").nth(1).unwrap();
    let digits: String = length.chars().take_while(char::is_ascii_digit).collect();
    let dict = dict.replace(
        &format!("/Length {digits}"),
        &format!("/Length {}", data.len()),
    );
    [dict.as_bytes(), b"\nstream\n", &data, b"\nendstream"].concat()
}

/// Everything that the checks of an export find in a file.
fn found(file: Vec<u8>) -> Vec<Check> {
    let engine = Engine::new(program::path());
    let mut source = engine.open(letter().into(), None).unwrap();
    let mark = Mark {
        page: 0,
        areas: vec![PageRect::new(NAME[0], NAME[1], NAME[2], NAME[3]).unwrap()],
        grounds: vec![Ground::parse("5.1.2e").unwrap()],
        note: String::new(),
        free: false,
    };
    let (text, blank) = (source.text(0).unwrap(), source.blank_map(0).unwrap());
    let size = source.facts().pages[0];
    let blackout = PageBlackout::of(&[&mark], Notation::default(), &text, &blank, size);
    let words = vec!["jansen".to_owned()];
    let mut written = engine.open(file.into(), None).unwrap();
    let mut faults = written
        .check_file(words.clone(), vec![blackout.rects()])
        .unwrap()
        .faults;
    let page = source.source_page(0, Look::Usual).unwrap();
    faults.extend(
        written
            .check_page(0, Some(page), &blackout, &words)
            .unwrap()
            .faults,
    );
    let checks: BTreeSet<Check> = faults.iter().map(|f| f.check).collect();
    checks.into_iter().collect()
}

/// The leaks, each with exactly the checks that find it.
fn leaks() -> Vec<(&'static str, Vec<u8>, Vec<Check>)> {
    let ours = || Parts::of(&written());
    let alone = |name, parts: Parts, check| (name, parts.build(), vec![check]);
    let lost = |mut parts: Parts| {
        parts
            .objects
            .push((parts.objects.len() as u32 + 1, b"(Iets)".to_vec()));
        parts
    };
    // The first letter of the letter.
    let code = "0001";
    let inside = format!("BT /F0 5 Tf 3 Tr 1 0 0 1 109 249 Tm <{code}> Tj 0 Tr ET");
    let beside = format!("BT /F0 9 Tf 3 Tr 1 0 0 1 300 100 Tm <{code}{code}{code}> Tj 0 Tr ET");
    vec![
        (
            "bytes behind the end",
            [written(), b"\n% iets".to_vec()].concat(),
            vec![Check::Syntax],
        ),
        alone(
            "a key in the catalog",
            ours().change("/Catalog", "/Lang", "/PageMode/UseOutlines/Lang"),
            Check::ClosedList,
        ),
        alone(
            "a key in a page",
            ours().change("/MediaBox", "/MediaBox", "/Dur 1/MediaBox"),
            Check::ClosedList,
        ),
        alone(
            "an object that nothing uses",
            lost(ours()),
            Check::Unreachable,
        ),
        (
            "an unknown operator",
            ours().draw("0 i").build(),
            vec![
                Check::Streams,
                Check::Fonts,
                Check::Structure,
                Check::Claim,
                Check::FlatInside,
            ],
        ),
        alone(
            "a comment in the metadata",
            ours().change("<x:xmpmeta", "<x:xmpmeta", "<!-- x --><x:xmpmeta"),
            Check::Streams,
        ),
        (
            "a width that nothing uses",
            ours().change("/FontDescriptor ", "]]", " 500]]").build(),
            vec![Check::Fonts, Check::Claim],
        ),
        alone(
            "the name as a language",
            ours().change("/Catalog", "nl-NL", "Jansen"),
            Check::Needles,
        ),
        alone(
            "the name as a title",
            ours().change("<x:xmpmeta", "Document", "Jansen"),
            Check::Needles,
        ),
        alone(
            "another size",
            ours().change("/MediaBox", "0 0 400 300", "0 0 400.6 300"),
            Check::PageSize,
        ),
        alone(
            "a letter that moved under the area",
            ours()
                .change("/Lakking", r"[(\000\001\000", r"[-667(\000")
                // Something is still seen where it stood.
                .draw("0 g 42 250 5 8.6 re f")
                .draw(&inside),
            Check::TextInside,
        ),
        alone(
            "something light on the area",
            ours().change("/Lakking", "EMC/Label", "1 g 112 250 2 2 re f EMC/Label"),
            Check::FlatInside,
        ),
        alone(
            "something beneath the area",
            ours().draw("q 1 g 115 248 20 6 re f Q"),
            Check::Beneath,
        ),
        alone(
            "text that was not there",
            ours().draw(&beside),
            Check::TextAdded,
        ),
        alone(
            "a label that is gone",
            ours().change("/Lakking", "EMC/Label", "EMC 3 Tr/Label"),
            Check::Label,
        ),
        alone(
            "a label that is written smaller",
            ours().change("/Lakking", "BT/F0 8 Tf", "BT/F0 7 Tf"),
            Check::Label,
        ),
        (
            "a label that reads otherwise",
            ours().change("beginbfchar", "<0035>", "<0036>").build(),
            vec![
                Check::TextInside,
                Check::FlatInside,
                Check::Label,
                Check::TextAdded,
            ],
        ),
        (
            "the name in letters that mean others",
            ours()
                .change("beginbfchar", "<0048>", "<004A0061006E0073>")
                .change("beginbfchar", "<0074>", "<006E>")
                .build(),
            vec![Check::Needles, Check::TextAdded, Check::TextKept],
        ),
        alone(
            "a letter that means a blank",
            ours().change("beginbfchar", "<0065>", "<0020>"),
            Check::TextKept,
        ),
        (
            "a line that is said to belong elsewhere",
            ours()
                .change("/Nums", "15 0 R 16 0 R", "16 0 R 16 0 R")
                .build(),
            vec![Check::Structure, Check::Claim],
        ),
        alone(
            "a file that says it is not tagged",
            ours().change("/Catalog", "/Marked true", "/Marked false"),
            Check::Claim,
        ),
        alone(
            "a mark on the page",
            ours().draw("q 0.2 g 200 100 60 60 re f Q"),
            Check::Pixels,
        ),
    ]
}

#[test]
fn each_leak_made_by_hand_is_found() {
    assert_eq!(found(written()), []);
    assert_eq!(
        found(Parts::of(&written()).build()),
        [],
        "taken apart and put together"
    );
    let mut wrong = Vec::new();
    let mut alone = BTreeSet::new();
    for (name, file, expected) in leaks() {
        let found = found(file);
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
        // With most faults the file is no longer what it claims to be; that alone is a fault too.
        let beside = found.iter().filter(|c| **c != Check::Claim);
        let beside: Vec<Check> = beside.copied().collect();
        alone.extend(match (beside.as_slice(), found.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let missing: Vec<&Check> = Check::ALL.iter().filter(|c| !alone.contains(c)).collect();
    assert!(missing.is_empty(), "nothing is found by {missing:?} alone");
}

/// What `verify` says of a file of another program, made from a source.
fn foreign(source: Vec<u8>, file: Vec<u8>) -> (i32, Vec<String>) {
    let program = Program::new();
    program.write("in.pdf", source);
    program.write("out.pdf", file);
    program.write("marks.json", marks(1, &[NAME]).to_string());
    let output = program.run(&[
        "verify",
        "out.pdf",
        "--marks",
        "marks.json",
        "--source",
        "in.pdf",
        "--json",
    ]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["ours"], false);
    let names = json["faults"].as_array().unwrap().iter();
    let names = names.map(|f| f["check"].as_str().unwrap().to_owned());
    (output.status.code().unwrap(), names.collect())
}

/// The letter as a tool redacts it: the name taken out of the text, a rectangle in its place.
const TAKEN_OUT: &str = "BT /F 12 Tf 40 250 Td (Aan de heer ) Tj ET BT /F 12 Tf 40 234 Td (Het besluit staat vast) Tj ET ";
const BOX: &str = "0 g 108 246 44 16 re f ";

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
            &["needles", "text_inside", "text_added"],
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
    for (name, file, expected) in plain {
        let (code, found) = foreign(letter(), file);
        assert_eq!(found, expected, "{name}");
        assert_eq!(code, if expected.is_empty() { 0 } else { 4 }, "{name}");
    }
}

/// A scan of 400 × 300 with bars in the place of the name, or black there, with a rectangle over it.
fn scan(filter: &str, code: impl Fn(Vec<u8>) -> Vec<u8>, blackened: bool, nested: bool) -> Vec<u8> {
    let tone = |x: usize, y: usize| {
        let inside = (106..154).contains(&x) && (36..56).contains(&y);
        let bar = x % 5 < 2 && (40..60).contains(&y);
        if (inside && blackened) || bar { 0 } else { 255 }
    };
    let gray = (0..300)
        .flat_map(|y| (0..400).map(move |x| tone(x, y)))
        .collect();
    let mut maker = PdfMaker::new();
    let image = maker.stream(
        &format!("/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8{filter}"),
        code(gray),
    );
    let mut drawn = image;
    if nested {
        let keys = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Matrix[400 0 0 300 0 0]/Resources<</XObject<</I {image} 0 R>>>>"
        );
        drawn = maker.stream(&keys, "/I Do");
    }
    let place = if nested {
        "q /I Do Q"
    } else {
        "q 400 0 0 300 0 0 cm /I Do Q"
    };
    maker.page_with(
        format!("{place} {BOX}"),
        "",
        &format!("/XObject<</I {drawn} 0 R>>"),
    );
    maker.build()
}

#[test]
fn pictures_of_other_programs_are_looked_into_under_their_boxes() {
    let jpeg = |gray: Vec<u8>| {
        let mut out = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut out, 90);
        encoder
            .encode(&gray, 400, 300, jpeg_encoder::ColorType::Luma)
            .unwrap();
        out
    };
    let same = |gray: Vec<u8>| gray;
    let deflated = |gray: Vec<u8>| miniz_oxide::deflate::compress_to_vec_zlib(&gray, 6);
    let source = scan("", same, false, false);
    for nested in [false, true] {
        for blackened in [false, true] {
            let files = [
                scan("", same, blackened, nested),
                scan("/Filter/FlateDecode", deflated, blackened, nested),
                scan("/Filter/DCTDecode", jpeg, blackened, nested),
            ];
            for (kind, file) in files.into_iter().enumerate() {
                let (_, found) = foreign(source.clone(), file);
                let expected: &[&str] = if blackened { &[] } else { &["flat_inside"] };
                assert_eq!(
                    found, expected,
                    "kind {kind}, nested {nested}, blackened {blackened}"
                );
            }
        }
    }
    // What was read from a picture is no label: where the source has no text to compare it with, and where it has some.
    let read = format!("{BOX} BT 3 Tr /F 6 Tf 114 251 Td (Jansen) Tj ET");
    let read = PdfMaker::new().page(read, "").build();
    let drawn = "BT /F 12 Tf 110 250 Td (.) Tj ET 122 248 3 10 re f 132 248 3 10 re f";
    let drawn = PdfMaker::new().page(drawn, "").build();
    for source in [source, drawn] {
        let (code, found) = foreign(source, read.clone());
        assert_eq!(
            (code, found.join(" ")),
            (4, "text_inside text_added".into())
        );
    }
}

/// What `verify` says of a file without its source.
fn alone(file: &[u8]) -> Vec<String> {
    let program = Program::new();
    program.write("out.pdf", file);
    let output = program.run(&["verify", "out.pdf", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let names = json["faults"].as_array().unwrap().iter();
    let names: Vec<String> = names
        .map(|f| f["check"].as_str().unwrap().to_owned())
        .collect();
    let code = output.status.code();
    assert_eq!(code, Some(if names.is_empty() { 0 } else { 4 }));
    names
}

const BENEATH: &str = "q 1 g 115 248 20 6 re f Q";

#[test]
fn a_file_of_ours_is_asked_without_its_source() {
    assert_eq!(alone(&written()), Vec::<String>::new());
    let dirty = Parts::of(&written()).draw(BENEATH);
    assert_eq!(alone(&dirty.build()), ["beneath"]);
    // An area of which nothing says why.
    let mut bare = Parts::of(&written());
    let body = bare.holding("/Label<<");
    let inner = String::from_utf8(stream(body).unwrap()).unwrap();
    let label = inner.find("/Label<<").unwrap();
    *body = restreamed(body, &inner.as_bytes()[..label]);
    let found = alone(&bare.build());
    assert!(found.iter().any(|check| check == "label"), "{found:?}");
}

#[test]
fn a_folder_is_asked_for_what_its_report_does_not_name_and_for_what_it_names() {
    use sha2::{Digest, Sha256};
    let program = Program::new();
    program.marked_dossier(&letter(), &[NAME]);
    for command in [
        vec!["export", "d", "--to", "uit", "--reason", "proef"],
        vec!["verify", "uit"],
    ] {
        let output = program.run(&command);
        assert_eq!(output.status.code(), Some(0), "{command:?} {output:?}");
    }
    let verdict = || program.run(&["verify", "uit"]).status.code();
    program.write("uit/openbaar/1b.pdf", written());
    assert_eq!(verdict(), Some(4), "a file more");
    std::fs::remove_file(program.file("uit/openbaar/1b.pdf")).unwrap();
    // Whoever changes a file can change the report too.
    let hash = |bytes: &[u8]| -> String {
        let digest = Sha256::digest(bytes);
        digest.iter().map(|b| format!("{b:02x}")).collect()
    };
    let clean = program.read("uit/openbaar/1a.pdf");
    let dirty = Parts::of(&clean).draw(BENEATH).build();
    let report = String::from_utf8(program.read("uit/intern/verslag.json")).unwrap();
    assert!(report.contains(&hash(&clean)));
    let report = report.replace(&hash(&clean), &hash(&dirty));
    program.write("uit/openbaar/1a.pdf", &dirty);
    program.write("uit/intern/verslag.json", report);
    assert_eq!(verdict(), Some(4), "a leak under a hash that is right");
}
