//! The terms of a page: tokens that a sign makes one, each with its shape and what lists know of it.
//!
//! **Invariant:** what is one term is decided by signs and places; lists say only what a term is.
//! **Absent:** laying the page out; see [`super::build`].

use super::super::lexicon::Known;
use super::seams;
use super::{Shape, Sheet, Term};
use crate::model::word::{Token, Words, is_prefix};

impl Sheet {
    /// Takes the tokens of a page as its terms; `starts` are the first bytes of its words.
    pub(super) fn add_terms(&mut self, words: &Words, starts: &[usize]) {
        self.run.clone_from(&words.run);
        let tokens = &words.tokens;
        let mut at = 0;
        while let Some(first) = tokens.get(at) {
            let mut last = first;
            let mut end = at + 1;
            while let Some(next) = tokens.get(end) {
                if !self.is_joined(last, next, starts) {
                    break;
                }
                last = next;
                end += 1;
            }
            self.add_term(tokens.get(at..end).unwrap_or(&[]), starts);
            at = end;
        }
        for (number, cell) in self.cells.iter_mut().enumerate() {
            let first = self.terms.partition_point(|t| t.start < cell.start);
            let after = self.terms.partition_point(|t| t.start < cell.end);
            cell.terms = (first, after.max(first));
            for term in self.terms.get_mut(first..after).unwrap_or(&mut []) {
                (term.cell, term.line) = (number, cell.line);
            }
        }
    }

    /// The bytes of a token.
    fn bytes(&self, token: &Token, starts: &[usize]) -> (usize, usize) {
        let start = starts.get(token.words.0).copied().unwrap_or(0);
        if token.words.1 > token.words.0 + 1 {
            // Letters set wide: the last of them is one letter.
            let last = token
                .words
                .1
                .checked_sub(1)
                .and_then(|last| starts.get(last));
            let last = last.copied().unwrap_or(start);
            let width = self.text.get(last..).and_then(|t| t.chars().next());
            return (start, last + width.map_or(0, char::len_utf8));
        }
        let rest = self.text.get(start..).unwrap_or("");
        let mut chars = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let from = chars.nth(token.chars.0).unwrap_or(0);
        let length = token.chars.1.saturating_sub(token.chars.0 + 1);
        let to = chars.nth(length).unwrap_or(from);
        (start + from, start + to)
    }

    /// Whether a hyphen or an apostrophe makes two tokens one term, or points make them initials.
    fn is_joined(&self, token: &Token, next: &Token, starts: &[usize]) -> bool {
        if token.is_address || next.is_address {
            return false;
        }
        let (end, start) = (self.bytes(token, starts).1, self.bytes(next, starts).0);
        let between = self.text.get(end..start).unwrap_or("");
        if self.is_broken(between) {
            let rest = self.bytes(next, starts);
            let follows = self.text.get(rest.0..rest.1).unwrap_or("");
            return token.is_capital && !token.is_initial && seams::joins(follows);
        }
        if token.words != next.words {
            return false;
        }
        let is_genitive =
            next.end - next.start == 1 && self.run.get(next.start..next.end) == Some("s");
        match between {
            "." => token.is_initial && next.is_initial,
            "-" | "\u{2010}" | "\u{2011}" => !token.is_initial,
            "'" | "’" | "‘" | "`" => !is_genitive,
            _ => false,
        }
    }

    /// Whether nothing but a hyphen at the end of a line stands between two tokens.
    fn is_broken(&self, between: &str) -> bool {
        let mut signs = between.chars();
        signs.next().is_some_and(seams::is_hyphen)
            && signs.next() == Some('\n')
            && signs.next().is_none()
    }

    fn add_term(&mut self, tokens: &[Token], starts: &[usize]) {
        let ([first, ..], [.., last]) = (tokens, tokens) else {
            return;
        };
        let key = (first.start, last.end);
        let folded = self.run.get(key.0..key.1).unwrap_or("");
        let (start, mut end) = (self.bytes(first, starts).0, self.bytes(last, starts).1);
        let letters = folded.chars().count();
        let shape = if tokens.iter().all(|t| t.is_initial) {
            Shape::Initials
        } else if folded.starts_with(|c: char| c.is_ascii_digit()) {
            Shape::Number
        } else if !tokens.iter().any(|t| t.is_capital) || self.is_compound(tokens, starts) {
            Shape::Lower
        } else if letters == 1 {
            Shape::Letter
        } else if tokens.iter().all(|t| t.is_upper) {
            Shape::Upper
        } else {
            Shape::Capital
        };
        if shape == Shape::Initials && self.text.get(end..).is_some_and(|t| t.starts_with('.')) {
            end += 1;
        }
        let asked = matches!(shape, Shape::Capital | Shape::Upper);
        let known = if asked {
            Known::of(folded)
        } else {
            Known::default()
        };
        self.terms.push(Term {
            start,
            end,
            key,
            head: (first.start, first.end),
            tail: (last.start, last.end),
            shape,
            known,
            line: 0,
            cell: 0,
            is_address: first.is_address,
        });
    }

    /// A part in lower case that is no prefix: `AI-systeem` is a word, `Jansen-de` the beginning of a name. Where a line
    /// ends between them, `Willem-` and `sen` are a word that is a name, unless both are words and it is none.
    fn is_compound(&self, tokens: &[Token], starts: &[usize]) -> bool {
        let part = |t: &Token| self.run.get(t.start..t.end).unwrap_or("");
        tokens.windows(2).any(|pair| {
            let [before, t] = pair else { return false };
            let small = !t.is_capital && part(t).len() > 1 && !is_prefix(part(t));
            let (end, start) = (self.bytes(before, starts).1, self.bytes(t, starts).0);
            if !small || !self.is_broken(self.text.get(end..start).unwrap_or("")) {
                return small;
            }
            let (head, whole) = (Known::of(part(before)), self.run.get(before.start..t.end));
            let whole = Known::of(whole.unwrap_or(""));
            let is_known = whole.word || whole.name() || head.name();
            before.is_upper || head.word && !is_known && Known::of(part(t)).word
        })
    }
}
