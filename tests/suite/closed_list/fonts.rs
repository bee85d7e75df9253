//! Rules of the programs of fonts, and of what their codes mean.

use super::Rule;
use crate::verifier::Parts;
use lakwerk::engine::Check::*;

pub fn rules(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    let program = |name, from: &[u8], to: &[u8]| {
        (
            name,
            ours().change_bytes("AdobeIdentity", from, to),
            vec![Fonts],
        )
    };
    let mut longer = ours();
    let body = longer.holding("AdobeIdentity");
    let inner = [crate::verifier::stream(body).unwrap(), b"Jansen".to_vec()].concat();
    *body = crate::verifier::restreamed(body, &inner);
    // A b is no longer shown, and no longer meant.
    let unshown =
        ours()
            .change("/Lakking", "\\000\\013", "")
            .change("beginbfchar", "<000B> <0062>\n", "");
    let beyond = ours()
        .change("/Lakking", "\\000\\013", "\\000\\143")
        .change("beginbfchar", "<000B>", "<0063>");
    let meant = ours().change("beginbfchar", "<0001>", "<0063> <0062>\n<0001>");
    vec![
        program("another version", &[1, 0, 4, 4, 0, 1], &[1, 1, 4, 4, 0, 1]),
        program("another name within", b"+Lakwerk", b"+Jansens"),
        program("another string", b"Adobe", b"Jansn"),
        program("another place of the outlines", &[12, 36], &[12, 37]),
        program(
            "other bounds",
            &[248, 27, 248, 28, 139],
            &[248, 27, 248, 28, 140],
        ),
        program(
            "an index that begins later",
            &[0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 15],
            &[0, 1, 4, 0, 0, 0, 2, 0, 0, 0, 16],
        ),
        program(
            "an index with other places",
            &[0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 15],
            &[0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 15],
        ),
        program("an outline that calls", &[139, 5, 14], &[139, 5, 11]),
        program("another range", &[2, 0, 1, 0], &[2, 0, 2, 0]),
        program(
            "another private dictionary",
            &[139, 20, 139, 21],
            &[140, 20, 139, 21],
        ),
        program("another font dictionary", &[143, 29], &[144, 29]),
        ("bytes behind the program", longer, vec![Fonts]),
        ("a glyph that is not shown", unshown, vec![Fonts]),
        ("a code beyond the glyphs", beyond, vec![Fonts]),
        ("a meaning of no glyph", meant, vec![Fonts]),
    ]
}
