//! What other programs read: every JSON that the program writes, held against its schema in `assets/schema`.
//!
//! **Invariant:** a key that no schema names makes these tests fail, and so does a schema out of which a key is taken.

use crate::inspect::full_source;
use crate::pdf_maker::{HELVETICA, PdfMaker, lines};
use crate::program::{Program, marks};
use crate::twins::with_letters;
use lakwerk::engine::Check;
use lakwerk::export::finding::FindingKind;
use lakwerk::find::suggest::Kind;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The words of JSON Schema that are asked here; a schema may have no other.
const WORDS: [&str; 9] = [
    "$schema",
    "title",
    "description",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
];

fn schemas() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema");
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let of = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(schema["title"], name.as_str());
        (name, schema)
    };
    paths.map(of).collect()
}

/// What a look at a value showed.
#[derive(Default)]
struct Look {
    faults: Vec<String>,
    /// The keys of the schema that occurred, as pointers into it (RFC 6901).
    seen: BTreeSet<String>,
}

impl Look {
    fn at(schema: &Value, value: &Value) -> Self {
        let mut look = Self::default();
        look.value(schema, value, "");
        look
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        for word in schema.as_object().unwrap().keys() {
            assert!(WORDS.contains(&word.as_str()), "{word} is never asked");
        }
        let types = match &schema["type"] {
            Value::Array(types) => types.clone(),
            one => vec![one.clone()],
        };
        if !types.iter().any(|wanted| is_of(value, wanted)) {
            self.faults.push(format!("{at}: {value} is no {types:?}"));
        }
        if let Value::Array(known) = &schema["enum"]
            && !known.contains(value)
        {
            self.faults.push(format!("{at}: {value} is not listed"));
        }
        match value {
            Value::Object(object) => self.object(schema, object, at),
            Value::Array(items) => {
                let schema = &schema["items"];
                let at = format!("{at}/items");
                items.iter().for_each(|item| self.value(schema, item, &at));
            }
            _ => {}
        }
    }

    fn object(&mut self, schema: &Value, object: &serde_json::Map<String, Value>, at: &str) {
        let required = schema["required"].as_array().into_iter().flatten();
        for key in required.map(|key| key.as_str().unwrap()) {
            if !object.contains_key(key) {
                self.faults.push(format!("{at}: {key} is missing"));
            }
        }
        for (key, value) in object {
            let pointer = format!("{at}/properties/{key}");
            match schema["properties"].get(key) {
                Some(known) => {
                    self.seen.insert(pointer.clone());
                    self.value(known, value, &pointer);
                }
                None if schema["additionalProperties"] == false => {
                    self.faults.push(format!("{at}: {key} is not known"));
                }
                None => {}
            }
        }
    }
}

fn is_of(value: &Value, wanted: &Value) -> bool {
    match wanted.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

/// Every key of a schema, as a pointer into it.
fn keys(schema: &Value, at: &str, all: &mut BTreeSet<String>) {
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        let pointer = format!("{at}/properties/{key}");
        keys(inner, &pointer, all);
        all.insert(pointer);
    }
    if schema["items"].is_object() {
        keys(&schema["items"], &format!("{at}/items"), all);
    }
}

/// A schema without one of its keys.
fn without(schema: &Value, pointer: &str) -> Value {
    let (object, key) = pointer.rsplit_once('/').unwrap();
    let mut schema = schema.clone();
    let keys = schema.pointer_mut(object).unwrap().as_object_mut().unwrap();
    assert!(keys.remove(key).is_some());
    schema
}

fn printed(program: &Program, arguments: &[&str]) -> Value {
    let output = program.run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {said}"))
}

/// What the program writes of its example, each with the name of its schema.
fn of_the_example() -> Vec<(&'static str, Value)> {
    let program = Program::new();
    for command in [
        &["demo", "d"][..],
        &["export", "d", "--to", "uit"],
        &["change", "d", "1a", "--set", "earlier=2019-05-04 Z-1"],
    ] {
        let output = program.run(command);
        assert_eq!(output.status.code(), Some(0), "{command:?} {output:?}");
    }
    let mut told = vec![
        (
            "inventory",
            program.read_json("uit/openbaar/inventaris.json"),
        ),
        (
            "export-report",
            program.read_json("uit/intern/verslag.json"),
        ),
        ("findings", program.read_json("uit/intern/bevindingen.json")),
    ];
    std::fs::remove_file(program.file("uit/openbaar/1b.pdf")).unwrap();
    let commands: [(&str, &[&str]); 11] = [
        ("list", &["list", "d", "--json"]),
        ("check", &["check", "d", "--json"]),
        ("log", &["log", "d", "--json"]),
        ("find", &["find", "d", "de", "--json"]),
        ("suggest", &["suggest", "d", "--json", "--text"]),
        ("suggest", &["suggest", "d", "--json"]),
        ("twins", &["twins", "d", "--json"]),
        ("width", &["width", "d", "--json"]),
        ("verify", &["verify", "uit/openbaar/1a.pdf", "--json"]),
        ("verify-folder", &["verify", "uit", "--json"]),
        ("twins-carry", &["twins", "d", "--carry", "1a=1b", "--json"]),
    ];
    told.extend(commands.map(|(name, command)| (name, printed(&program, command))));
    told
}

/// The same of a file with something of everything, and of copies that are not for publication.
fn of_a_full_file() -> Vec<(&'static str, Value)> {
    let program = Program::new();
    let source = full_source().build();
    let area = [38.0, 38.0, 90.0, 54.0];
    assert_eq!(program.redact(&source, &marks(1, &[area])), 0);
    program.marked_dossier(&source, &[area]);
    let facts = json!({ "parties": ["Lumivia B.V."] });
    let mark = json!({ "document": "1a", "page": 1, "areas": [[38.0, 60.0, 90.0, 70.0]], "grounds": ["5.1.1c"], "facts": facts });
    program.write("m.json", json!({ "marks": [mark] }).to_string());
    for command in [
        &["mark", "d", "--marks", "m.json"][..],
        &["export", "d", "--edition", "reading", "--to", "lees"],
    ] {
        let output = program.run(command);
        assert_eq!(output.status.code(), Some(0), "{command:?} {output:?}");
    }
    vec![
        ("redact-report", program.read_json("report.json")),
        (
            "export-report",
            program.read_json("lees/intern/verslag.json"),
        ),
        ("list", printed(&program, &["list", "d", "--json"])),
        (
            "inspect",
            printed(&program, &["inspect", "in.pdf", "--json"]),
        ),
        ("verify", printed(&program, &["verify", "in.pdf", "--json"])),
    ]
}

/// A page with a word under a bar, a bar that does not cover, and a layer that is switched off.
fn hiding_source() -> Vec<u8> {
    let mut source = PdfMaker::new();
    let group = source.object("<</Type/OCG/Name(Concept)>>");
    let state = source.object("<</ca 0.5>>");
    let text = lines(&["Aan de heer Jansen"])
        + "/G gs 0 g 35 240 130 20 re f "
        + "/N gs BT /F 12 Tf 40 100 Td (GEHEIM) Tj ET 0 g 35 96 80 18 re f";
    let plain = source.object("<</ca 1>>");
    let resources = format!(
        "/Font<</F {HELVETICA} 0 R>>/ExtGState<</G {state} 0 R/N {plain} 0 R>>/Properties<</L {group} 0 R>>"
    );
    source.page_with(text, "", &resources);
    source.catalog(&format!(
        "/OCProperties<</OCGs[{group} 0 R]/D<</Order[]/OFF[{group} 0 R]>>>>"
    ));
    source.build()
}

/// The same of letters that say nearly the same, of which one is covered and another held back, and of an export in which a
/// stranger's file was put.
fn of_twins() -> Vec<(&'static str, Value)> {
    let program = with_letters(&["ontslag"]);
    program.write("hidden.pdf", hiding_source());
    let check = printed(&program, &["check", "d", "--json"]);
    let findings = check["findings"].as_array().unwrap();
    let passage = findings.iter().find_map(|f| f["passage"].as_u64()).unwrap();
    let visible = format!("{passage}=staat in de krant");
    for command in [
        &["check", "d", "--visible", visible.as_str()][..],
        // Article 5.1.4 without a date holds a document back.
        &["find", "d", "archief", "--mark", "--ground", "5.1.4"],
        &["export", "d", "--to", "uit"],
        &["export", "d", "--documents", "1a,1b", "--to", "deel"],
    ] {
        let output = program.run(command);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{command:?} {output:?}"
        );
    }
    std::fs::copy(
        program.file("hidden.pdf"),
        program.file("uit/openbaar/1a.pdf"),
    )
    .unwrap();
    let against = ["verify", "uit", "--dossier", "d", "--json"];
    let compared = [
        "verify",
        "hidden.pdf",
        "--marks",
        "m.json",
        "--source",
        "a.pdf",
        "--json",
    ];
    program.write("m.json", marks(1, &[[38.0, 60.0, 90.0, 70.0]]).to_string());
    vec![
        ("check", check),
        (
            "export-report",
            program.read_json("uit/intern/verslag.json"),
        ),
        ("findings", program.read_json("uit/intern/bevindingen.json")),
        ("part", program.read_json("deel/intern/deel.json")),
        ("twins", printed(&program, &["twins", "d", "--json"])),
        (
            "inspect",
            printed(&program, &["inspect", "hidden.pdf", "--json"]),
        ),
        ("verify", printed(&program, &compared)),
        ("verify-folder", printed(&program, &against)),
        (
            "verify-folder",
            printed(&program, &["verify", "uit", "--json"]),
        ),
    ]
}

#[test]
fn all_json_keeps_to_its_schema_and_no_schema_is_wider() {
    let schemas = schemas();
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let told = of_the_example().into_iter().chain(of_a_full_file());
    for (name, told) in told.chain(of_twins()) {
        let schema = &schemas[name];
        let look = Look::at(schema, &told);
        assert_eq!(look.faults, Vec::<String>::new(), "{name}");
        for pointer in &look.seen {
            let narrow = Look::at(&without(schema, pointer), &told);
            assert!(!narrow.faults.is_empty(), "{name} does without {pointer}");
        }
        seen.entry(name).or_default().extend(look.seen);
    }
    let mut unseen = Vec::new();
    for (name, schema) in &schemas {
        let mut all = BTreeSet::new();
        keys(schema, "", &mut all);
        let seen = seen.remove(name.as_str()).unwrap_or_default();
        let of = |pointer: &String| format!("{name}{}", pointer.replace("/properties", ""));
        unseen.extend(all.difference(&seen).map(of));
    }
    unseen.retain(|key| !UNSEEN.contains(&key.as_str()));
    assert_eq!(unseen, Vec::<String>::new());
}

/// Keys of which these have nothing to say: of checks that failed, of scans, and of names that are covered.
const UNSEEN: [&str; 6] = [
    "export-report/documents/items/checks/items/figures/found",
    "export-report/left_out/items/pages",
    "redact-report/checks/items/figures/found",
    "redact-report/few_names_fit",
    "redact-report/pages/items/reading",
    "redact-report/read_by",
];

#[test]
fn what_is_listed_in_a_schema_is_what_the_program_has() {
    let schemas = schemas();
    let listed = |name: &str, pointer: &str| -> Vec<String> {
        let list = schemas[name].pointer(pointer).unwrap();
        serde_json::from_value(list.clone()).unwrap()
    };
    let kinds: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.id()).collect();
    for name in ["check", "findings"] {
        let pointer = "/properties/findings/items/properties/kind/enum";
        assert_eq!(listed(name, pointer), kinds);
    }
    let kinds = Kind::ALL.map(Kind::id);
    let pointer = "/properties/suggestions/items/properties/kind/enum";
    assert_eq!(listed("suggest", pointer), kinds);
    let checks = serde_json::to_value(Check::ALL).unwrap();
    let checks: Vec<String> = serde_json::from_value(checks).unwrap();
    let pointer = "/properties/checks/items/properties/name/enum";
    assert_eq!(listed("redact-report", pointer), checks);
}
