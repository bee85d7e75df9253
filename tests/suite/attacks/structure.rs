//! D (55–80): what a file holds beside its pages.

use super::*;
use crate::program::Program;
use serde_json::json;

pub fn rows() -> Vec<Row> {
    let mut rows = catalog_rows();
    rows.extend(page_rows());
    rows.extend(file_rows());
    rows
}

/// A page with these keys in the catalog, made from objects.
fn catalogued(class: u8, name: &'static str, keys: impl Fn(&mut PdfMaker) -> String) -> Row {
    let mut maker = PdfMaker::new();
    let keys = keys(&mut maker);
    maker.catalog(&keys);
    gone(class, name, page_with(maker, SECRET, "", ""))
}

fn attached(maker: &mut PdfMaker) -> usize {
    let file = maker.stream(
        "/Type/EmbeddedFile/Subtype/text#2Fplain/Params<</Size 6>>",
        "GEHEIM",
    );
    maker.object(format!(
        "<</Type/Filespec/F(GEHEIM.txt)/UF(GEHEIM.txt)/Desc(GEHEIM)/EF<</F {file} 0 R>>>>"
    ))
}

fn catalog_rows() -> Vec<Row> {
    vec![
        catalogued(56, "a tree of structure", |m| {
            let element = m.object("<</Type/StructElem/S/GEHEIM/T(GEHEIM)/Alt(GEHEIM)/ActualText(GEHEIM)/E(GEHEIM)/ID(GEHEIM)>>");
            let root = m.object(format!(
                "<</Type/StructTreeRoot/K {element} 0 R/RoleMap<</GEHEIM/P>>/ParentTree<</Nums[0 {element} 0 R]>>>>"
            ));
            format!("/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R")
        }),
        catalogued(57, "an outline", |m| {
            let item = m.object("<</Title(GEHEIM)/Parent 5 0 R/Dest[0/Fit]>>");
            let outline = m.object(format!(
                "<</Type/Outlines/Count 1/First {item} 0 R/Last {item} 0 R>>"
            ));
            format!("/Outlines {outline} 0 R/PageMode/UseOutlines")
        }),
        catalogued(59, "names of places", |_| {
            "/Dests<</GEHEIM[0/Fit]>>/Names<</Dests<</Names[(GEHEIM)[0/Fit]]>>>>/PageLabels<</Nums[0<</S/D/P(GEHEIM)>>]>>".to_owned()
        }),
        catalogued(61, "a form with values", |m| {
            let field = m.object(
                "<</FT/Ch/T(GEHEIM)/V(GEHEIM)/DV(GEHEIM)/TU(GEHEIM)/TM(GEHEIM)/Opt[(GEHEIM)(b)]/Type/Annot/Subtype/Widget\
                 /Rect[100 160 220 200]/F 2>>",
            );
            format!(
                "/AcroForm<</Fields[{field} 0 R]/NeedAppearances true/DA(/F 12 Tf)/CO[{field} 0 R]>>"
            )
        }),
        catalogued(62, "an XFA form", |m| {
            let form = m.stream("", "<xdp><data><naam>GEHEIM</naam></data></xdp>");
            format!("/AcroForm<</Fields[]/XFA[(datasets) {form} 0 R]>>/NeedsRendering false")
        }),
        catalogued(63, "scripts", |m| {
            let script = m.stream("", "app.alert('GEHEIM')");
            format!(
                "/OpenAction<</S/JavaScript/JS {script} 0 R>>/AA<</WC<</S/JavaScript/JS(GEHEIM)>>>>\
                 /Names<</JavaScript<</Names[(GEHEIM)<</S/JavaScript/JS {script} 0 R>>]>>>>"
            )
        }),
        catalogued(64, "attached files", |m| {
            let file = attached(m);
            format!("/AF[{file} 0 R]/Names<</EmbeddedFiles<</Names[(GEHEIM) {file} 0 R]>>>>")
        }),
        catalogued(64, "a portfolio", |m| {
            let file = attached(m);
            format!(
                "/Collection<</D(GEHEIM)/Schema<</GEHEIM<</Subtype/S/N(GEHEIM)>>>>>>/AF[{file} 0 R]"
            )
        }),
        catalogued(67, "metadata", |m| {
            let xmp = m.stream(
                "/Type/Metadata/Subtype/XML",
                "<x:xmpmeta>GEHEIM</x:xmpmeta>",
            );
            let info = m.object("<</Title(GEHEIM)/Author(GEHEIM)/Subject<feff00470045004800450049004d>/Eigen(GEHEIM)>>");
            m.trailer(&format!("/Info {info} 0 R"));
            format!("/Metadata {xmp} 0 R")
        }),
        catalogued(68, "private data of programs", |_| {
            "/PieceInfo<</GEHEIM<</LastModified(D:2026)/Private(GEHEIM)>>>>/SpiderInfo<</V 1/C[(GEHEIM)]>>".to_owned()
        }),
        catalogued(69, "threads of articles", |m| {
            let bead = m.object("<</Type/Bead/R[100 160 220 200]>>");
            let thread = m.object(format!("<</F {bead} 0 R/I<</Title(GEHEIM)>>>>"));
            format!("/Threads[{thread} 0 R]")
        }),
        catalogued(70, "a signature", |m| {
            let value = m.object("<</Type/Sig/Filter/Adobe.PPKLite/Name(GEHEIM)/Reason(GEHEIM)/ContactInfo(GEHEIM)/Cert(GEHEIM)/Contents<47454845494D>/ByteRange[0 0 0 0]>>");
            let field = m.object(format!(
                "<</FT/Sig/T(GEHEIM)/V {value} 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]>>"
            ));
            format!("/AcroForm<</SigFlags 3/Fields[{field} 0 R]>>/Perms<</DocMDP {value} 0 R>>")
        }),
    ]
}

/// A page with these keys of its own.
fn paged(class: u8, name: &'static str, keys: impl Fn(&mut PdfMaker) -> String) -> Row {
    let mut maker = PdfMaker::new();
    let keys = keys(&mut maker);
    gone(class, name, page_with(maker, SECRET, &keys, ""))
}

fn layered(off: &str, membership: &str) -> Vec<u8> {
    let mut maker = PdfMaker::new();
    let layer = maker.object("<</Type/OCG/Name(GEHEIM)/Usage<</Print<</PrintState/OFF>>>>>>");
    let group = match membership {
        "" => layer,
        rule => {
            let rule = rule.replace('#', &format!("{layer} 0 R"));
            maker.object(format!("<</Type/OCMD/OCGs[{layer} 0 R]{rule}>>"))
        }
    };
    maker.catalog(&format!(
        "/OCProperties<</OCGs[{layer} 0 R]/D<<{}>>>>",
        off.replace('#', &format!("{layer} 0 R"))
    ));
    let small = maker.stream(
        &format!("/Type/XObject/Subtype/Image/Width 6/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/OC {group} 0 R"),
        "GEHEIM",
    );
    let hidden = maker.stream(
        &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/OC {group} 0 R/Resources<</Font<</F {HELVETICA} 0 R>>>>"),
        "BT /F 12 Tf 200 90 Td (GEHEIM) Tj ET",
    );
    let resources =
        format!("/Properties<</L {group} 0 R>>/XObject<</X {hidden} 0 R/I {small} 0 R>>");
    let operators = "/OC/L BDC BT /F 12 Tf 40 90 Td (GEHEIM) Tj ET q 9 0 0 9 300 90 cm /I Do Q EMC \
                     /X Do q 9 0 0 9 300 60 cm /I Do Q";
    page_with(maker, operators, "", &resources)
}

fn page_rows() -> Vec<Row> {
    let note = |keys: &str| {
        format!(
            "/Annots[<</Type/Annot/Rect[100 160 220 200]/F 2/Contents(GEHEIM)/T(GEHEIM){keys}>>]"
        )
    };
    let span = "/Span<</ActualText(GEHEIM)/Alt(GEHEIM)/E(GEHEIM)>>BDC BT /F 12 Tf 110 175 Td (xyz) Tj ET EMC";
    vec![
        gone(55, "text that replaces what is covered", page(span)),
        unseen(
            55,
            "descriptions beside the area",
            page("/Span<</Alt(GEHEIM)/E(GEHEIM)>>BDC BT /F 12 Tf 110 75 Td (xyz) Tj ET EMC"),
        ),
        paged(58, "a link", |_| {
            note("/Subtype/Link/Border[0 0 0]/A<</S/URI/URI(mailto:GEHEIM@example.org)>>")
        }),
        paged(58, "a link to a file", |_| {
            note("/Subtype/Link/A<</S/GoToR/F(\\\\\\\\GEHEIM\\\\x.pdf)/D[0/Fit]>>")
        }),
        paged(60, "a thread of notes", |m| {
            let first = m.object("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/F 2/Contents(GEHEIM)/RC(<p>GEHEIM</p>)/NM(GEHEIM)>>");
            let reply = m.object(format!(
                "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/F 2/IRT {first} 0 R/Contents(GEHEIM)/Subj(GEHEIM)>>"
            ));
            let popup = m.object(format!(
                "<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Parent {first} 0 R/Contents(GEHEIM)>>"
            ));
            format!("/Annots[{first} 0 R {reply} 0 R {popup} 0 R]")
        }),
        paged(60, "looks that are not shown", |m| {
            let look = |m: &mut PdfMaker, text: &str| {
                form(m, "", &format!("BT /F 12 Tf 40 100 Td ({text}) Tj ET"))
            };
            let (on, off) = (look(m, "zicht"), look(m, "GEHEIM"));
            format!(
                "/Annots[<</Type/Annot/Subtype/Widget/FT/Btn/T(a)/Rect[0 0 400 300]/F 4/AS/Ja/AP<</N<</Ja {on} 0 R/Nee {off} 0 R>>\
                 /D {off} 0 R/R {off} 0 R>>>>]"
            )
        }),
        unseen(65, "a layer that is off", layered("/OFF[#]", "")).also(|h| h.tones = true),
        unseen(65, "all layers off", layered("/BaseState/OFF", "")).also(|h| h.tones = true),
        unseen(65, "a layer by a rule", layered("", "/P/AllOff")).also(|h| h.tones = true),
        unseen(65, "a layer by an expression", layered("", "/VE[/Not #]")).also(|h| h.tones = true),
        paged(66, "a picture of the page", |m| {
            let small = m.stream("/Type/XObject/Subtype/Image/Width 6/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "GEHEIM");
            format!("/Thumb {small} 0 R")
        }),
        paged(68, "private data of a page", |_| {
            "/PieceInfo<</X<</Private(GEHEIM)>>>>/LastModified(GEHEIM)".to_owned()
        }),
        paged(71, "sound, film and models", |m| {
            let sound = m.stream("/Type/Sound/R 8000", "GEHEIM");
            let file = attached(m);
            format!(
                "/Annots[<</Type/Annot/Subtype/Sound/Rect[0 0 9 9]/F 2/Sound {sound} 0 R>><</Type/Annot/Subtype/Movie/Rect[0 0 9 9]/F 2\
                 /Movie<</F {file} 0 R>>>><</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]/F 2/RichMediaContent<</Assets<</Names[(GEHEIM) {file} 0 R]>>>>>>\
                 <</Type/Annot/Subtype/3D/Rect[0 0 9 9]/F 2/3DD {sound} 0 R>>]"
            )
        }),
    ]
}

/// A source that was changed by an update behind its end.
fn updated(open: bool) -> Vec<u8> {
    let mut bytes = page(SECRET);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let table: usize = text
        .rsplit("startxref\n")
        .next()
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let size = bytes.windows(7).filter(|w| w == b" 0 obj\n").count() + 1;
    let operators = if open {
        OPEN.to_owned()
    } else {
        format!("{SECRET} {OPEN}")
    };
    let at = bytes.len();
    bytes.extend(
        format!(
            "4 0 obj\n<</Length {}>>\nstream\n{operators}\nendstream\nendobj\n",
            operators.len()
        )
        .bytes(),
    );
    let end = bytes.len();
    bytes.extend(
        format!("xref\n4 1\n{at:010} 00000 n \ntrailer\n<</Size {size}/Root 1 0 R/Prev {table}>>\nstartxref\n{end}\n%%EOF\n").bytes(),
    );
    bytes
}

fn file_rows() -> Vec<Row> {
    let around = {
        let mut bytes = page(SECRET);
        bytes.extend_from_slice(b"\n% GEHEIM GEHEIM\n");
        bytes
    };
    let before = [b"GEHEIM\n".to_vec(), page(SECRET)].concat();
    let orphans = {
        let mut maker = PdfMaker::new();
        maker.object("<</Type/Page/Parent 2 0 R/Contents(GEHEIM)>>");
        maker.object("[(GEHEIM) 5 0 R 4 0 R]");
        page_with(maker, SECRET, "", "")
    };
    let listed = {
        let mut maker = PdfMaker::new();
        let never = form(&mut maker, "", SECRET);
        let resources = format!("/XObject<</GEHEIM {never} 0 R>>/ColorSpace<</GEHEIM/DeviceRGB>>");
        page_with(maker, SECRET, "", &resources)
    };
    let doubled = {
        let mut maker = PdfMaker::new();
        let other = maker.stream("", "BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET");
        let open = maker.stream("", format!("{SECRET} {OPEN}"));
        maker.page_of(&format!(
            "/Contents {other} 0 R/MediaBox[0 0 400 300]/Resources<</Font<</F {HELVETICA} 0 R>>>>/Contents {open} 0 R"
        ));
        maker.build()
    };
    let broken = {
        let mut bytes = page(SECRET);
        let at = bytes.windows(9).rposition(|w| w == b"startxref").unwrap();
        bytes.truncate(at);
        bytes.extend_from_slice(b"startxref\n7\n%%EOF");
        bytes
    };
    vec![
        gone(72, "bytes behind the end", around),
        gone(72, "bytes before the header", before),
        gone(73, "an earlier revision", updated(false)),
        unseen(73, "a word of an earlier revision", updated(true)),
        gone(74, "objects that nothing uses", orphans),
        gone(75, "resources that are never drawn", listed),
        row(
            76,
            "a key that stands twice",
            Proof::Test(
                "tests/suite/attacks/structure.rs",
                "where_two_readers_disagree_nothing_is_left",
            ),
        ),
        gone(76, "a table that has to be repaired", broken),
        row(
            76,
            "two contents",
            Proof::Gone(Hidden {
                kept: vec![],
                ..Hidden::new(doubled)
            }),
        ),
        row(
            77,
            "an encrypted source is not opened without its password",
            Proof::Test(
                "tests/suite/attacks/structure.rs",
                "an_encrypted_source_needs_its_password",
            ),
        ),
        row(
            77,
            "a copy of an encrypted source is open",
            Proof::Duty("De kopie van een versleutelde bron is niet versleuteld"),
        ),
        row(
            78,
            "a stream that cannot be unpacked",
            Proof::Test("src/verify/streams.rs", "bytes_behind_a_stream_are_refused"),
        ),
        row(
            78,
            "a bomb in a file of ours",
            Proof::Test(
                "src/verify/streams.rs",
                "a_bomb_is_refused_before_it_is_unpacked",
            ),
        ),
        row(
            78,
            "a bomb in a file of another program",
            Proof::Test("tests/suite/attacks/structure.rs", "a_bomb_is_never_clean"),
        ),
        row(
            80,
            "nothing is left on disk",
            Proof::Test(
                "tests/suite/attacks/structure.rs",
                "nothing_is_left_on_disk",
            ),
        ),
        row(
            80,
            "the source itself",
            Proof::Duty("De bronnen staan onversleuteld in de dossiermap"),
        ),
    ]
}

#[test]
fn what_a_catalog_holds_stays_behind() {
    ask_all(&catalog_rows());
}

#[test]
fn what_a_page_holds_beside_its_drawing_stays_behind() {
    ask_all(&page_rows());
}

#[test]
fn what_a_file_holds_beside_its_objects_stays_behind() {
    ask_all(&file_rows());
}

/// A hybrid file, of which old readers see other objects than new ones: whatever either sees under the area is gone.
#[test]
fn where_two_readers_disagree_nothing_is_left() {
    let secret = "BT /F 12 Tf 110 175 Td (GEHEIM) Tj ET";
    for (first, second) in [(secret, OPEN), (OPEN, secret), (secret, secret)] {
        let mut maker = PdfMaker::new();
        let (a, b) = (maker.stream("", first), maker.stream("", second));
        maker.page_of(&format!(
            "/MediaBox[0 0 400 300]/Contents {a} 0 R/Contents {b} 0 R/Resources<</Font<</F {HELVETICA} 0 R>>>>"
        ));
        let draft = redacted(&maker.build(), &[(0, AREA)]);
        if let Some(file) = draft.file {
            let mut stranger = Stranger::of(file.bytes());
            stranger.hold_none_of(file.bytes(), &["GEHEIM"], "76");
            stranger.boxes_hide_nothing("76");
        }
    }
}

/// One empty page, encrypted with RC4 of 128 bits and the password `geheim`.
const LOCKED: &str = include_str!("locked.hex");

pub fn locked() -> Vec<u8> {
    let digits: Vec<char> = LOCKED.chars().filter(char::is_ascii_hexdigit).collect();
    let byte = |pair: &[char]| {
        pair.iter()
            .fold(0, |v, c| v << 4 | c.to_digit(16).unwrap() as u8)
    };
    digits.chunks_exact(2).map(byte).collect()
}

#[test]
fn an_encrypted_source_needs_its_password() {
    let bytes = locked();
    assert!(bytes.starts_with(b"%PDF"));
    let program = Program::new();
    assert_eq!(program.redact(&bytes, &json!({ "marks": [] })), 3);
    assert_eq!(program.names(), ["in.pdf", "marks.json"]);
    let with = |password: &str| {
        let arguments = [
            "redact",
            "in.pdf",
            "--marks",
            "marks.json",
            "--to",
            "out.pdf",
        ];
        let output = program.run_with(&[&arguments[..], &["--password-stdin"]].concat(), password);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let (code, said) = with("verkeerd\n");
    assert!(
        code == Some(3) && said.contains("wachtwoord is niet juist"),
        "{said}"
    );
    assert_eq!(program.names(), ["in.pdf", "marks.json"]);
    assert_eq!(with("geheim\n").0, Some(0));
}

#[test]
fn nothing_is_left_on_disk() {
    let program = Program::new();
    assert_eq!(
        program.redact(&page(SECRET), &crate::program::marks(1, &[AREA])),
        0
    );
    assert_eq!(
        program.names(),
        ["in.pdf", "marks.json", "out.pdf", "report.json"]
    );
    assert_eq!(
        program.redact(b"geen pdf", &crate::program::marks(1, &[AREA])),
        3
    );
    assert_eq!(
        program.names(),
        ["in.pdf", "marks.json", "out.pdf", "report.json"]
    );
}

/// Another program's file of which a stream unpacks to more than anybody reads, with a word behind that.
#[test]
fn a_bomb_is_never_clean() {
    let program = program::Program::new();
    let source = page(SECRET);
    program.write("in.pdf", &source);
    program.write("m.json", program::marks(1, &[AREA]).to_string());
    let mut blanks = vec![b' '; 200 << 20];
    blanks.extend_from_slice(SECRET.as_bytes());
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&blanks, 1);
    let mut maker = PdfMaker::new();
    maker.stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode",
        &bomb,
    );
    maker.page(format!("{OPEN} 0 g 100 160 120 40 re f"), "");
    program.write("out.pdf", maker.build());
    let output = program.run(&[
        "verify", "out.pdf", "--marks", "m.json", "--source", "in.pdf", "--json",
    ]);
    assert_eq!(output.status.code(), Some(4));
}
