//! The clauses of PDF/A-2u and PDF/UA-1, one by one: a file of ours that breaks one of them, made by hand.
//!
//! **Invariant:** each clause of the verifier's table has a row here that is found under its number, and each part of a
//! clause that asks several things too, so that without it this test fails.
//! **Absent:** faults that make a file unreadable; see `closed_list`.

use crate::closed_list::written;
use crate::verifier::{NAME, Parts};
use lakwerk::verify::check_file;

const LINKS: &str = "Matterhorn 28-011, 28-012";
const WORDS: &str = "Matterhorn 13-004, 14-002, 14-003";

type Breach = (&'static str, Parts, Vec<&'static str>);

fn unkept(parts: &Parts) -> Vec<String> {
    check_file(&parts.build(), &[], &[]).unkept
}

/// A breach by keys that stand in the dictionary of an object.
struct Ours(Vec<u8>);

impl Ours {
    fn parts(&self) -> Parts {
        Parts::of(&self.0)
    }

    fn keys(&self, number: &'static str, holding: &str, from: &str, to: &str) -> Breach {
        let parts = self.parts().change_keys(holding, from, to);
        (number, parts, vec![number])
    }

    /// A key more in the catalog.
    fn catalog(&self, number: &'static str, key: &str) -> Breach {
        self.keys(number, "/Type/Catalog", "/Pages", &format!("{key}/Pages"))
    }
}

fn of_files(ours: &Ours) -> Vec<Breach> {
    let mut nameless = ours.parts();
    nameless.trailer = nameless.trailer.replace("/ID[", "/IE[");
    let mut locked = ours.parts();
    locked.trailer = locked.trailer.replace("/ID[", "/Encrypt null/ID[");
    let long = |key: &str, value: String| {
        let key = format!("/{key}{value}");
        let parts = ours.parts();
        let parts = parts.change_keys("/Type/Catalog", "/Pages", &format!("{key}/Pages"));
        ("ISO 19005-2 6.1.13", parts, vec!["ISO 19005-2 6.1.13"])
    };
    let nested = format!("{}{}", "q ".repeat(29), "Q ".repeat(29));
    let nested = ours.parts().draw(&nested);
    vec![
        ("ISO 19005-2 6.1.3", nameless, vec!["ISO 19005-2 6.1.3"]),
        ("ISO 19005-2 6.1.3", locked, vec!["ISO 19005-2 6.1.3"]),
        ours.keys("ISO 19005-2 6.1.7.1", "/N 3", "/N 3", "/N 3/F(a)"),
        ours.keys(
            "ISO 19005-2 6.1.7.2",
            "/CIDFontType0C",
            "/FlateDecode",
            "/LZWDecode",
        ),
        long("A", " 2147483648".into()),
        long("A", format!(" 1{}.0", "0".repeat(39))),
        long("A", format!("({})", "a".repeat(32_768))),
        long("A", format!("/{}", "a".repeat(128))),
        ours.keys("ISO 19005-2 6.1.13", "/MediaBox", "400 300", "400 2"),
        ("ISO 19005-2 6.1.13", nested, vec!["ISO 19005-2 6.1.13"]),
        ours.keys(
            "ISO 19005-2 6.2.3",
            "/GTS_PDFA1",
            "/GTS_PDFA1",
            "/GTS_PDFX1",
        ),
        ours.catalog("ISO 19005-2 6.4.2", "/AcroForm null"),
        ours.catalog("ISO 19005-2 6.5.1", "/OpenAction null"),
        ours.catalog("ISO 19005-2 6.5.2", "/AA null"),
        ours.catalog("ISO 19005-2 6.8", "/AF null"),
        ours.catalog("ISO 19005-2 6.9", "/OCProperties null"),
        ours.catalog("ISO 19005-2 6.10", "/AlternatePresentations null"),
        ours.catalog("ISO 19005-2 6.11", "/Requirements null"),
        ours.keys(
            "ISO 14289-1 6.2",
            "/Type/Catalog",
            "/Marked true",
            "/Marked false",
        ),
        ours.keys(
            "Matterhorn 07-001",
            "/Type/Catalog",
            "/DisplayDocTitle true",
            "/DisplayDocTitle false",
        ),
        ours.keys("Matterhorn 11-006", "/Type/Catalog", "(nl-NL)", "(1)"),
    ]
}

fn of_looks(ours: &Ours) -> Vec<Breach> {
    let profile = |number: &'static str, from: &[u8], to: &[u8]| {
        let parts = ours.parts().change_bytes("mntrRGB", from, to);
        (number, parts, vec![number])
    };
    let state =
        |number, key: &str| ours.keys(number, "/ca 0.502", "/ca 0.502", &format!("{key}/ca 0.502"));
    let meaning = |to: &str| {
        let parts = ours.parts().change("beginbfchar", "<0065>", to);
        let number = "ISO 19005-2 6.2.11.7.2";
        (number, parts, vec![number])
    };
    let bare = ours
        .parts()
        .change_keys("/FontFile3", "/FontFile3", "/FontFile2");
    let unnamed = ours
        .parts()
        .change_keys("/MediaBox", "/Resources<<", "/Properties<<");
    vec![
        (
            "ISO 19005-2 6.2.2",
            unnamed,
            vec!["ISO 19005-2 6.2.2", "Matterhorn 01-005"],
        ),
        profile("ISO 19005-2 6.2.3", b"mntr", b"scnr"),
        profile("ISO 19005-2 6.2.3", b"acsp", b"acsq"),
        profile("ISO 19005-2 6.2.4.3", b"RGB ", b"CMYK"),
        ours.keys(
            "ISO 19005-2 6.2.4.3",
            "/DCTDecode",
            "/DeviceGray",
            "/DeviceCMYK",
        ),
        state("ISO 19005-2 6.2.5", "/TR/Identity"),
        ours.keys(
            "ISO 19005-2 6.2.8",
            "/DCTDecode",
            "/Width",
            "/Interpolate true/Width",
        ),
        ours.keys(
            "ISO 19005-2 6.2.8",
            "/DCTDecode",
            "/Width",
            "/OPI null/Width",
        ),
        ours.keys(
            "ISO 19005-2 6.2.9",
            "/DCTDecode",
            "/Width",
            "/PS null/Width",
        ),
        state("ISO 19005-2 6.2.10", "/BM/Jansen"),
        ours.keys(
            "ISO 19005-2 6.2.11.2",
            "/Subtype/Type0",
            "/BaseFont/LAKAAA+Lakwerk-Identity-H",
            "",
        ),
        ours.keys(
            "ISO 19005-2 6.2.11.3.2",
            "/CIDFontType0/",
            "/CIDFontType0/",
            "/CIDFontType2/",
        ),
        (
            "ISO 19005-2 6.2.11.4.1",
            bare,
            vec!["ISO 19005-2 6.2.11.4.1", "ISO 19005-2 6.2.11.5"],
        ),
        ours.keys("ISO 19005-2 6.2.11.5", "/W[0[0 667", "667", "669"),
        meaning("<FEFF>"),
        meaning("<0000>"),
        meaning("<>"),
    ]
}

fn of_links(ours: &Ours) -> Vec<Breach> {
    let link = |number, from: &str, to: &str| ours.keys(number, "/Subtype/Link", from, to);
    let second = "<</Type/OBJR/Obj 8 0 R/Pg 6 0 R>>";
    let beside = ours.keys(
        LINKS,
        "/P 22 0 R/Pg 6 0 R/K[8 9]",
        "[8 9]",
        &format!("[8 9{second}]"),
    );
    // The first element that holds it is the one that is said.
    let both = ours.keys(LINKS, "/S/Document", "/K[", "/K[32 0 R ");
    let mut both = both.1;
    both.objects.push((
        32,
        format!("<</S/Link/P 20 0 R/Pg 6 0 R/K[{second}]>>").into_bytes(),
    ));
    vec![
        link("ISO 19005-2 6.3.2", "/F 4", "/F 6"),
        link("ISO 19005-2 6.3.3", "/F 4", "/AP null/F 4"),
        link("ISO 19005-2 6.5.1", "/S/URI", "/S/Launch"),
        ours.keys("Matterhorn 28-008, 28-009", "/Tabs/S", "/Tabs/S", ""),
        link(
            LINKS,
            "/Contents(https://besluit.staat/vast)",
            "/Contents()",
        ),
        ("in a figure too", beside.1, vec![LINKS]),
        ("in two elements", both, vec![LINKS]),
        ours.keys(LINKS, "/S/Link/P", "/S/Link/P", "/S/P/P"),
        ours.keys(LINKS, "/Nums[0[", "1 24 0 R", "1 22 0 R"),
        ours.keys(LINKS, "/Nums[0[", "1 24 0 R", "1 24 0 R 2 24 0 R"),
    ]
}

fn of_structure(ours: &Ours) -> Vec<Breach> {
    let keys = |number, holding: &str, from: &str, to: &str| ours.keys(number, holding, from, to);
    let without = |number: &'static str, what: &str| {
        let parts = ours.parts().change("<x:xmpmeta", what, "");
        (number, parts, vec![number])
    };
    let foreign = ours
        .parts()
        .change("<x:xmpmeta", "<pdfaid:part>2", "<pdfaid:part>1");
    vec![
        keys("Matterhorn 01-005", "/Nums[0[", "22 0 R", "23 0 R"),
        (
            "Matterhorn 01-005",
            ours.parts()
                .change("/Lakking", "/Lakking<<", "0 0 1 1 re f/Lakking<<"),
            vec!["Matterhorn 01-005"],
        ),
        keys(
            "Matterhorn 09-004",
            "/Alt(Afbeelding)",
            "/S/Figure",
            "/S/TD",
        ),
        keys(WORDS, "/Alt(Afbeelding)", "/Alt(Afbeelding)", ""),
        keys(WORDS, "/Alt(Afbeelding)", "/S/Figure", "/S/H2"),
        without(
            "ISO 19005-2 6.6.2.1",
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
        ),
        without("ISO 19005-2 6.6.4", "<pdfaid:part>2</pdfaid:part>"),
        without(
            "ISO 19005-2 6.6.4",
            "<pdfaid:conformance>U</pdfaid:conformance>",
        ),
        without("Matterhorn 06-002", "<pdfuaid:part>1</pdfuaid:part>"),
        without(
            "Matterhorn 06-002",
            "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
        ),
        without("Matterhorn 06-003", "Document"),
        (
            "metadata that is not ours counts as none",
            foreign,
            vec![
                "ISO 19005-2 6.6.2.1",
                "ISO 19005-2 6.6.4",
                "Matterhorn 06-002",
                "Matterhorn 06-003",
            ],
        ),
    ]
}

#[test]
fn each_clause_is_alone_in_finding_what_breaks_it() {
    let ours = Ours(written(&[(0, NAME)]));
    assert_eq!(unkept(&ours.parts()), Vec::<String>::new());
    let breaches = [
        of_files(&ours),
        of_looks(&ours),
        of_links(&ours),
        of_structure(&ours),
    ];
    let mut wrong = Vec::new();
    for (at, (name, parts, expected)) in breaches.iter().flatten().enumerate() {
        let found = unkept(parts);
        if found != *expected {
            wrong.push(format!("{at} {name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
