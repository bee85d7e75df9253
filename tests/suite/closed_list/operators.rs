//! Rules of the operators of a page.

use super::Rule;
use crate::verifier::Parts;
use lakwerk::engine::Check::{self, *};

trait Open {
    /// Puts operators at the end, behind which nothing more is to be read.
    fn open(self, operators: &str) -> Rule;
    fn only(self, check: Check) -> Rule;
}

impl Open for Rule {
    fn open(self, operators: &str) -> Rule {
        let (name, mut parts, checks) = self;
        let mut inner = crate::verifier::stream(parts.holding("/Lakking<<")).unwrap();
        inner.extend_from_slice(operators.as_bytes());
        let body = parts.holding("/Lakking<<");
        *body = crate::verifier::restreamed(body, &inner);
        (name, parts, checks)
    }

    fn only(self, check: Check) -> Rule {
        (self.0, self.1, vec![check])
    }
}

pub fn rules(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    // A page that cannot be read declares nothing and uses no glyph.
    let unread = || vec![Streams, Fonts, Structure, FlatInside];
    let draw = |name, operators: &str| (name, ours().draw(operators), unread());
    let change = |name, from: &str, to: &str| (name, ours().change("/Lakking", from, to), unread());
    vec![
        draw("an operator with a number too many", "1 2 w"),
        draw("an opacity that is not listed", "/G7 gs"),
        draw("glyph 0", "BT /F0 9 Tf <0000> Tj ET"),
        draw("half a code", "BT /F0 9 Tf <000100> Tj ET"),
        draw("a name among strings", "BT /F0 9 Tf [/Jansen] TJ ET"),
        draw("dashes that are none", "[(Jansen)] 0 d"),
        draw("a font that is not listed", "/F7 9 Tf"),
        draw("a state that was not saved", "Q Q Q"),
        change("another mark", "/Artifact BMC", "/Jansen BMC"),
        change("another role", "/P<</MCID 0>>", "/Jansen<</MCID 0>>"),
        change("an identifier out of order", "<</MCID 1>>", "<</MCID 9>>"),
        change(
            "more than an identifier",
            "<</MCID 1>>",
            "<</MCID 1/Jansen 1>>",
        ),
        change(
            "a mark within a mark",
            "EMC/P<</MCID 1>>BDC",
            "/Artifact BMC EMC EMC/P<</MCID 1>>BDC",
        ),
        change(
            "a mark that stays open",
            "EMC\nQ/Lakking",
            "EMC\nQ/Artifact BMC EMC/Lakking",
        )
        .open("/Artifact BMC")
        .only(Streams),
        change(
            "something behind the last operator",
            "EMC\nQ/Lakking",
            "EMC\nQ/Lakking",
        )
        .open(" 7")
        .only(Streams),
        (
            "a word as codes",
            ours().draw("BT /F0 9 Tf <004A0061006E00730065006E> Tj ET"),
            vec![Fonts, Needles],
        ),
    ]
}
