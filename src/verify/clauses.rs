//! The clauses of PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1, by the checkpoints of the Matterhorn Protocol 1.02)
//! that a program can decide, asked of the written bytes.
//!
//! **Invariant:** a file may claim these standards only when every row holds.
//! **Absent:** what only people can judge (whether the order of reading makes sense, whether words of a picture fit), and
//! what the strict reader has already asked: header, cross-reference table, string and stream syntax, known operators,
//! glyph 0, encryption (ISO 19005-2 §6.1.2, §6.1.4 to §6.1.9, §6.2.2, §6.2.11.8, Matterhorn 26).

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::content::PageMarks;
use super::page_fonts::Fonts;
use super::structure::Structure;
use super::syntax::{Dict, FileObjects, Value};

/// All that is known of a file when it is asked.
pub struct Facts<'a> {
    pub file: &'a FileObjects,
    pub fonts: &'a Fonts,
    pub pages: &'a [PageMarks],
    pub structure: &'a Structure,
    /// The metadata as text and the profile of the output intent, decoded.
    pub metadata: &'a str,
    pub profile: &'a [u8],
}

/// A clause with the question that decides it.
type Clause = (&'static str, fn(&Facts<'_>) -> bool);

const CLAUSES: [Clause; 38] = [
    ("ISO 19005-2 6.1.3", |f| {
        let ids = matches!(f.file.trailer.get(b"ID".as_slice()), Some(Value::Array(ids)) if ids.len() == 2);
        ids && !f.file.trailer.contains_key(b"Encrypt".as_slice())
    }),
    ("ISO 19005-2 6.1.7.1", |f| {
        let outside = |d: &Dict| {
            ["F", "FFilter", "FDecodeParms"]
                .iter()
                .any(|k| d.contains_key(k.as_bytes()))
        };
        f.every(|dict| !dict.contains_key(b"Length".as_slice()) || !outside(dict))
    }),
    ("ISO 19005-2 6.1.7.2", |f| {
        f.every(|dict| !names(dict, "Filter").any(|n| n == b"LZWDecode" || n == b"Crypt"))
    }),
    ("ISO 19005-2 6.1.13", limits),
    ("ISO 19005-2 6.2.2", |f| {
        f.every(|dict| !is(dict, "Type", b"Page") || dict.contains_key(b"Resources".as_slice()))
    }),
    ("ISO 19005-2 6.2.3", intent),
    ("ISO 19005-2 6.2.4.3", |f| {
        f.profile.get(16..20) == Some(b"RGB ")
            && f.every(|dict| !names(dict, "ColorSpace").any(|n| n == b"DeviceCMYK"))
    }),
    ("ISO 19005-2 6.2.5", |f| {
        f.lacks(&["TR", "TR2", "HTP", "HTO", "HT"])
    }),
    ("ISO 19005-2 6.2.8", |f| {
        f.lacks(&["Alternates", "OPI"])
            && f.every(|d| d.get(b"Interpolate".as_slice()) != Some(&Value::Bool(true)))
    }),
    ("ISO 19005-2 6.2.9", |f| f.lacks(&["PS", "Ref"])),
    ("ISO 19005-2 6.2.10", |f| {
        f.every(|dict| {
            names(dict, "BM").all(|name| BLEND_MODES.iter().any(|b| b.as_bytes() == name))
        })
    }),
    ("ISO 19005-2 6.2.11.2", |f| {
        f.every(|dict| {
            let whole = dict.contains_key(b"BaseFont".as_slice())
                && dict.contains_key(b"Subtype".as_slice());
            !is(dict, "Type", b"Font") || whole
        })
    }),
    ("ISO 19005-2 6.2.11.3.2", |f| {
        f.every(|dict| {
            let mapped = dict.contains_key(b"CIDToGIDMap".as_slice());
            let cff = is(dict, "Subtype", b"CIDFontType0");
            !dict.contains_key(b"CIDSystemInfo".as_slice()) || cff || mapped
        })
    }),
    ("ISO 19005-2 6.2.11.4.1", |f| {
        f.every(|dict| {
            !is(dict, "Type", b"FontDescriptor") || dict.contains_key(b"FontFile3".as_slice())
        })
    }),
    ("ISO 19005-2 6.2.11.5", |f| f.fonts.widths_agree()),
    ("ISO 19005-2 6.2.11.7.2", |f| {
        f.fonts.every_code_means_something()
    }),
    // Links need no appearance, and there are no other annotations.
    ("ISO 19005-2 6.3.3", |f| {
        let link = |d: &Dict| is(d, "Subtype", b"Link") || !d.contains_key(b"Rect".as_slice());
        f.lacks(&["AP"]) && f.every(|d| !is(d, "Type", b"Annot") || link(d))
    }),
    ("ISO 19005-2 6.3.2", |f| {
        f.every(|d| !is(d, "Type", b"Annot") || d.get(b"F".as_slice()) == Some(&Value::Int(4)))
    }),
    ("ISO 19005-2 6.4.2", |f| {
        f.lacks(&["AcroForm", "XFA", "NeedsRendering"])
    }),
    ("ISO 19005-2 6.5.1", |f| {
        let leads = |d: &Dict| {
            let action = d.get(b"A".as_slice()).and_then(Value::dict);
            action.is_some_and(|action| is(action, "S", b"URI"))
        };
        let acts = |d: &Dict| names(d, "S").any(|n| ACTIONS.iter().any(|a| a.as_bytes() == n));
        f.lacks(&["JS", "OpenAction"])
            && f.every(|d| !acts(d))
            && f.every(|d| !is(d, "Type", b"Annot") || !d.contains_key(b"A".as_slice()) || leads(d))
    }),
    ("ISO 19005-2 6.5.2", |f| f.lacks(&["AA"])),
    ("ISO 19005-2 6.6.2.1", |f| {
        // Metadata that has anything else in its header counts as none.
        f.metadata.starts_with("<?xpacket")
    }),
    ("ISO 19005-2 6.6.4", |f| {
        f.says("<pdfaid:part>2</pdfaid:part>")
            && f.says("<pdfaid:conformance>U</pdfaid:conformance>")
    }),
    ("ISO 19005-2 6.8", |f| {
        f.lacks(&["EF", "EmbeddedFiles", "AF"])
    }),
    ("ISO 19005-2 6.9", |f| f.lacks(&["OCProperties", "OC"])),
    ("ISO 19005-2 6.10", |f| {
        f.lacks(&["AlternatePresentations", "PresSteps"])
    }),
    ("ISO 19005-2 6.11", |f| f.lacks(&["Requirements"])),
    ("ISO 14289-1 6.2", |f| {
        let marked = |d: &Dict| d.get(b"Marked".as_slice()) == Some(&Value::Bool(true));
        f.catalog("MarkInfo").is_some_and(marked)
    }),
    ("Matterhorn 01-005", |f| {
        f.pages.iter().all(|page| page.unmarked == 0) && f.structure.faults == 0
    }),
    ("Matterhorn 06-002", |f| {
        f.says("<pdfuaid:part>1</pdfuaid:part>") && f.says("pdfaSchema:prefix>pdfuaid<")
    }),
    ("Matterhorn 06-003", |f| {
        let title = f.metadata.split("<rdf:li xml:lang=\"x-default\">").nth(1);
        title.is_some_and(|rest| rest.split('<').next().is_some_and(|t| !t.trim().is_empty()))
    }),
    ("Matterhorn 07-001", |f| {
        let shown = |d: &Dict| d.get(b"DisplayDocTitle".as_slice()) == Some(&Value::Bool(true));
        f.catalog("ViewerPreferences").is_some_and(shown)
    }),
    // Rows of a table take as many columns as each other.
    ("ISO 14289-1 7.2", |f| f.structure.irregular == 0),
    ("Matterhorn 09-004", |f| {
        f.structure.misplaced == 0 && f.structure.undirected == 0
    }),
    ("Matterhorn 11-006", |f| {
        f.every(|d| !is(d, "Type", b"Catalog") || language(d))
    }),
    ("Matterhorn 28-008, 28-009", |f| {
        f.every(|d| !d.contains_key(b"Annots".as_slice()) || is(d, "Tabs", b"S"))
    }),
    ("Matterhorn 28-011, 28-012", |f| {
        let said = |d: &Dict| matches!(d.get(b"Contents".as_slice()), Some(Value::Text(t)) if !t.is_empty());
        f.structure.unlinked == 0 && f.every(|d| !is(d, "Type", b"Annot") || said(d))
    }),
    ("Matterhorn 13-004, 14-002, 14-003", |f| {
        let mut deepest = 0;
        let stepped = f.structure.headings.iter().all(|level| {
            let fits = *level <= deepest + 1;
            deepest = *level;
            fits
        });
        f.structure.speechless == 0 && stepped
    }),
];

const BLEND_MODES: [&str; 17] = [
    "Normal",
    "Compatible",
    "Multiply",
    "Screen",
    "Overlay",
    "Darken",
    "Lighten",
    "ColorDodge",
    "ColorBurn",
    "HardLight",
    "SoftLight",
    "Difference",
    "Exclusion",
    "Hue",
    "Saturation",
    "Color",
    "Luminosity",
];

/// Actions that do anything but lead somewhere (ISO 32000-1 table 198).
const ACTIONS: [&str; 15] = [
    "Launch",
    "Thread",
    "Sound",
    "Movie",
    "Hide",
    "Named",
    "SubmitForm",
    "ResetForm",
    "ImportData",
    "JavaScript",
    "SetOCGState",
    "Rendition",
    "GoTo3DView",
    "SetState",
    "NOP",
];

/// The clauses of which the answer follows from operators, fonts, structure or the syntax itself.
const READ: [&str; 14] = [
    "ISO 19005-2 6.1.3",
    "ISO 19005-2 6.1.7.1",
    "ISO 19005-2 6.1.13",
    "ISO 19005-2 6.2.2",
    "ISO 19005-2 6.2.10",
    "ISO 19005-2 6.2.11.3.2",
    "ISO 19005-2 6.2.11.4.1",
    "ISO 19005-2 6.2.11.5",
    "ISO 19005-2 6.2.11.7.2",
    "Matterhorn 01-005",
    "ISO 14289-1 7.2",
    "Matterhorn 09-004",
    "Matterhorn 28-011, 28-012",
    "Matterhorn 13-004, 14-002, 14-003",
];

/// The same for a file of another program, of which the strict reader does not read everything: what it has not read does
/// not count as kept.
pub fn not_shown_kept(facts: &Facts<'_>) -> Vec<String> {
    let failed = CLAUSES
        .iter()
        .filter(|(number, holds)| READ.contains(number) || !holds(facts));
    failed.map(|(number, _)| (*number).to_owned()).collect()
}

/// The numbers of the clauses that a file does not keep to.
pub fn unkept(facts: &Facts<'_>) -> Vec<String> {
    let failed = CLAUSES.iter().filter(|(_, holds)| !holds(facts));
    failed.map(|(number, _)| (*number).to_owned()).collect()
}

impl Facts<'_> {
    fn every(&self, holds: impl Fn(&Dict) -> bool) -> bool {
        let mut sound = true;
        let mut look = |value: &Value| {
            if let Value::Dict(dict) = value {
                sound &= holds(dict);
            }
        };
        self.file
            .objects
            .values()
            .for_each(|o| each(&o.value, &mut look));
        sound
    }

    fn lacks(&self, keys: &[&str]) -> bool {
        self.every(|dict| !keys.iter().any(|key| dict.contains_key(key.as_bytes())))
    }

    fn says(&self, what: &str) -> bool {
        self.metadata.contains(what)
    }

    fn catalog(&self, key: &str) -> Option<&Dict> {
        let root = self.file.trailer.get(b"Root".as_slice())?.reference()?;
        let catalog = self.file.objects.get(&root)?.value.dict()?;
        catalog.get(key.as_bytes())?.dict()
    }
}

/// Calls `look` with a value and everything in it.
fn each(value: &Value, look: &mut impl FnMut(&Value)) {
    look(value);
    if let Value::Array(items) = value {
        items.iter().for_each(|item| each(item, look));
    }
    if let Value::Dict(dict) = value {
        dict.values().for_each(|item| each(item, look));
    }
}

fn is(dict: &Dict, key: &str, name: &[u8]) -> bool {
    matches!(dict.get(key.as_bytes()), Some(Value::Name(found)) if found == name)
}

/// The names that stand under a key, alone or in a list.
fn names<'a>(dict: &'a Dict, key: &str) -> impl Iterator<Item = &'a [u8]> {
    let values = match dict.get(key.as_bytes()) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    values.iter().filter_map(Value::name)
}

/// The limits of table A.1: whole numbers, strings, names, objects, nested states, sizes of pages.
fn limits(facts: &Facts<'_>) -> bool {
    // So many objects no test makes; the limit stands for a dossier that does.
    let mut sound = facts.file.objects.len() <= 8_388_607;
    let mut look = |value: &Value| {
        sound &= match value {
            Value::Int(v) => i32::try_from(*v).is_ok(),
            Value::Real(v) => v.abs() <= 3.403e38,
            Value::Text(text) => text.len() <= 32_767,
            Value::Name(name) => name.len() <= 127,
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Dict(_) | Value::Ref(_) => true,
        }
    };
    for object in facts.file.objects.values() {
        each(&object.value, &mut look);
    }
    // The page itself is the first level; 28 may be saved.
    sound && facts.pages.iter().all(|page| page.deepest <= 29) && facts.every(page_size)
}

fn page_size(dict: &Dict) -> bool {
    let Some(Value::Array(sides)) = dict.get(b"MediaBox".as_slice()) else {
        return true;
    };
    let sides: Vec<f64> = sides.iter().filter_map(Value::number).collect();
    match sides.as_slice() {
        [left, bottom, right, top] => {
            let fits = |side: f64| (3.0..=14_400.0).contains(&side);
            fits(right - left) && fits(top - bottom)
        }
        _ => false,
    }
}

/// One output intent for PDF/A with a display or output profile of version 2 or 4 (ISO 15076-1 §7.2).
fn intent(facts: &Facts<'_>) -> bool {
    let mut intents = 0;
    for object in facts.file.objects.values() {
        each(&object.value, &mut |value| {
            if let Value::Dict(dict) = value
                && is(dict, "S", b"GTS_PDFA1")
                && dict.contains_key(b"DestOutputProfile".as_slice())
            {
                intents += 1;
            }
        });
    }
    let version = facts.profile.get(8).is_some_and(|v| (2..=4).contains(v));
    let class = matches!(facts.profile.get(12..16), Some(b"mntr" | b"prtr"));
    intents == 1 && version && class && facts.profile.get(36..40) == Some(b"acsp")
}

/// Whether a catalog names a language (BCP 47: letters first).
fn language(catalog: &Dict) -> bool {
    matches!(catalog.get(b"Lang".as_slice()), Some(Value::Text(tag))
        if tag.len() >= 2
            && tag.iter().take(2).all(u8::is_ascii_alphabetic)
            && tag.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-'))
}

#[cfg(test)]
mod tests {
    use crate::verify::check_file;
    use crate::writer::flow::{Flow, Paper, Row};
    use crate::writer::{Claim, FileFacts};

    fn facts(title: &str) -> FileFacts {
        FileFacts {
            title: title.into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        }
    }

    /// A paper with headings and a table over several pages, a row of it longer than a page.
    fn paper(title: &str, claim: Claim) -> Vec<u8> {
        let mut flow = Flow::new(Paper::Landscape);
        flow.heading(1, "Inventarislijst");
        flow.paragraph(&"Bij het verzoek van 21 april. ".repeat(30));
        let head: Vec<String> = ["Nr.", "Document", ""].map(str::to_owned).into();
        let row = |number: usize| Row {
            cells: vec![
                number.to_string(),
                "Offerte ".repeat(number % 9),
                String::new(),
            ],
            bold: false,
        };
        let mut rows: Vec<Row> = (1..60).map(row).collect();
        rows.push(Row {
            cells: vec!["2017".into()],
            bold: true,
        });
        rows.push(Row {
            cells: vec!["x".into(), "een woord ".repeat(600), "y".into()],
            bold: false,
        });
        flow.table(&head, &[1.0, 4.0, 2.0], &rows);
        flow.finish(&facts(title), claim, |x, y| format!("Pagina {x} van {y}"))
    }

    #[test]
    fn a_paper_of_our_own_keeps_to_every_clause_it_claims() {
        let check = check_file(&paper("Inventaris", Claim::PdfAAndUa), &[], &[]);
        assert_eq!((check.faults, check.unkept), (vec![], vec![]));
    }

    #[test]
    fn a_claim_that_does_not_hold_is_a_fault_and_no_claim_is_none() {
        let claiming = check_file(&paper(" ", Claim::PdfAAndUa), &[], &[]);
        assert_eq!(claiming.unkept, ["Matterhorn 06-003"]);
        assert_eq!(claiming.faults.len(), 1);
        let silent = check_file(&paper("T", Claim::Nothing), &[], &[]);
        assert_eq!(silent.faults, []);
        assert!(silent.unkept.contains(&"ISO 19005-2 6.6.4".to_owned()));
    }

    /// Rewrites uncompressed parts of a paper, in the same length.
    fn changed(from: &str, to: &str) -> Vec<String> {
        let mut bytes = paper("T", Claim::PdfAAndUa);
        assert_eq!(from.len(), to.len());
        let at = bytes.windows(from.len()).position(|w| w == from.as_bytes());
        let at = at.unwrap_or_else(|| panic!("{from}"));
        bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        check_file(&bytes, &[], &[]).unkept
    }

    #[test]
    fn each_breach_is_found_under_its_number() {
        assert_eq!(changed("/Marked true", "/Marked null"), ["ISO 14289-1 6.2"]);
        assert_eq!(changed("/GTS_PDFA1", "/GTS_PDFX1"), ["ISO 19005-2 6.2.3"]);
        assert_eq!(changed("(nl-NL)", "(12-NL)"), ["Matterhorn 11-006"]);
        assert_eq!(
            changed("/S/TR/", "/S/H3/"),
            ["Matterhorn 09-004", "Matterhorn 13-004, 14-002, 14-003"]
        );
        assert_eq!(
            changed("/S/H1/", "/S/H2/"),
            ["Matterhorn 13-004, 14-002, 14-003"]
        );
        assert_eq!(
            changed("/Scope/Column", "/Scape/Column"),
            ["Matterhorn 09-004"]
        );
        assert_eq!(changed("/DW 0", "/AA 0"), ["ISO 19005-2 6.5.2"]);
        assert_eq!(changed("/ColSpan 3", "/ColSpan 2"), ["ISO 14289-1 7.2"]);
        assert_eq!(
            changed("[0 0 841.89", "[0 0 99999."),
            ["ISO 19005-2 6.1.13"]
        );
        // Metadata that is not ours counts as none.
        assert_eq!(
            changed("<pdfaid:part>2", "<pdfaid:part>1"),
            [
                "ISO 19005-2 6.6.2.1",
                "ISO 19005-2 6.6.4",
                "Matterhorn 06-002",
                "Matterhorn 06-003"
            ]
        );
        let widths = changed("/W[0[0 ", "/W[0[9 ");
        assert_eq!(widths, ["ISO 19005-2 6.2.11.5"]);
    }
}
