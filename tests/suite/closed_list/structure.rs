//! Rules of the structure that is read out.

use super::Rule;
use crate::verifier::Parts;
use lakwerk::engine::Check::*;

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

pub fn rules(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
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
