//! Findings as a tree: kind, then the passage that is covered or the ground, then places; what was answered below it.
//!
//! **Absent:** drawing and words.

use crate::jobs::check::{Finding, FindingKind};
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::model::ground::Ground;
use crate::ui::widgets::tree::{self, Folds, Item};
use std::collections::BTreeMap;

/// A heading that can be folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    Kind(FindingKind),
    /// All that is covered by one mark and can be read elsewhere.
    Passage(FindingKind, DocumentId, MarkId),
    /// By the ground's id.
    Ground(FindingKind, String),
    /// What was answered.
    Answered,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// What blocks, or what does not, and how much of it there is.
    Section { blocks: bool, count: usize },
    /// A heading or a finding.
    Of(tree::Row<Node>),
    /// The heading of what was answered.
    Answered { is_open: bool },
    /// An answer, by its place among the answers of the dossier.
    Answer(usize),
}

/// The rows for these findings, sorted as the check sorts them, and for so many answers.
pub fn rows(
    findings: &[Finding],
    answers: usize,
    folds: &Folds<Node>,
    is_listed: impl Fn(&Finding) -> bool,
) -> Vec<Row> {
    let listed: Vec<(bool, Item<Node>)> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| is_listed(finding))
        .map(|(place, finding)| (finding.blocks(), item(place, finding)))
        .collect();
    let mut rows = Vec::new();
    for blocks in [true, false] {
        let some = listed.iter().filter(|(of, _)| *of == blocks);
        let some: Vec<Item<Node>> = some.map(|(_, item)| item.clone()).collect();
        if !some.is_empty() {
            let count = some.len();
            rows.push(Row::Section { blocks, count });
            let of = tree::rows(&some, listed.len(), folds);
            rows.extend(of.into_iter().map(Row::Of));
        }
    }
    if answers > 0 {
        let is_open = folds.is_unfolded(&Node::Answered);
        rows.push(Row::Answered { is_open });
        let shown = 0..if is_open { answers } else { 0 };
        rows.extend(shown.map(Row::Answer));
    }
    rows
}

fn item(place: usize, finding: &Finding) -> Item<Node> {
    let kind = finding.kind;
    let second = match (&finding.hidden, &finding.ground) {
        (Some(hidden), _) => Some(Node::Passage(kind, hidden.document, hidden.mark)),
        (None, Some(ground)) => Some(Node::Ground(kind, Ground::id(ground))),
        (None, None) => None,
    };
    (place, Node::Kind(kind), second)
}

/// The words that are covered in the passages of these findings, each once, in the order of the passages.
pub fn words(findings: &[&Finding]) -> String {
    let hidden = findings.iter().filter_map(|f| f.hidden.as_ref());
    let words: BTreeMap<usize, &str> = hidden.map(|h| (h.passage, h.words.as_str())).collect();
    words.into_values().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::check::Hidden;

    fn elsewhere(mark: u64, passage: usize) -> Finding {
        let hidden = Hidden {
            document: DocumentId(1),
            number: "1a".to_owned(),
            page: 0,
            mark: MarkId(mark),
            passage,
            words: format!("woord{passage}"),
        };
        Finding {
            hidden: Some(hidden),
            ..Finding::of_dossier(FindingKind::ReadableElsewhere)
        }
    }

    #[test]
    fn words_of_one_mark_are_asked_together() {
        let findings = [
            Finding::of_dossier(FindingKind::NoConsiderations),
            elsewhere(1, 0),
            elsewhere(1, 1),
            elsewhere(2, 2),
        ];
        let mut folds = Folds::default();
        let before = rows(&findings, 1, &folds, |_| true);
        assert_eq!(
            before.first(),
            Some(&Row::Section {
                blocks: false,
                count: 4
            })
        );
        assert_eq!(before.last(), Some(&Row::Answered { is_open: false }));
        // A heading above three, one above the two of one mark, and four findings.
        assert_eq!(before.len(), 8);
        let both: Vec<&Finding> = findings[1..3].iter().collect();
        assert_eq!(words(&both), "woord0 woord1");
        folds.set(&Node::Answered, true);
        assert_eq!(
            rows(&findings, 1, &folds, |_| true).last(),
            Some(&Row::Answer(0))
        );
        let none = rows(&findings, 0, &folds, |_| false);
        assert_eq!(none, Vec::<Row>::new());
    }

    #[test]
    fn many_findings_begin_folded() {
        let findings: Vec<Finding> = (0..500).map(|n| elsewhere(n / 5, n as usize)).collect();
        let mut folds = Folds::default();
        assert_eq!(rows(&findings, 0, &folds, |_| true).len(), 2);
        folds.set(&Node::Kind(FindingKind::ReadableElsewhere), true);
        assert_eq!(rows(&findings, 0, &folds, |_| true).len(), 102);
    }
}
