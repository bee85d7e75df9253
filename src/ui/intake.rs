//! What the source of a document holds beside its pages, in one line, with what can be done about it.
//!
//! **Invariant:** the line gives counts and pages; the words themselves are not shown here.
//! **Absent:** doing it; the intent is returned.

pub use super::intent::IntakeIntent;

use super::Intent;
use crate::i18n::{Lang, Text};
use crate::jobs::intake::Request;
use crate::model::dossier::document::Document;
use crate::model::dossier::intake::{Part, SourceCounts};
use crate::model::edit::Edit;
use egui::Ui;
use std::collections::BTreeSet;

/// Whether a document still has something to be decided about.
pub fn is_open(document: &Document) -> bool {
    document
        .intake
        .as_ref()
        .is_some_and(|i| !i.open().is_empty())
}

/// Draws the line of a document. `is_busy` is while something is carried out.
pub fn show(
    ui: &mut Ui,
    document: &Document,
    is_busy: bool,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    let Some(intake) = &document.intake else {
        return;
    };
    let open = intake.open();
    ui.label(sentence(&intake.found, lang));
    ui.add_enabled_ui(!is_busy, |ui| {
        ui.horizontal_wrapped(|ui| {
            let mut ask = |ui: &mut Ui, text: String, request: Request| {
                if ui.button(text).clicked() {
                    let document = document.id;
                    intents.push(Intent::Intake(IntakeIntent { document, request }));
                }
            };
            if open.contains(&Part::Attachments) && intake.found.pdf_attachments > 0 {
                let text = lang.text(Text::IntakeAddAttachments).to_owned();
                ask(ui, text, Request::AddAttachments);
            }
            if open.contains(&Part::Comments) {
                let text = lang.text(Text::IntakeAddComments).to_owned();
                ask(ui, text, Request::AddComments);
            }
            if open.contains(&Part::Proposals) {
                let text = lang.fill(Text::IntakeTakeProposals, &[&intake.found.proposals]);
                ask(ui, text, Request::TakeProposals);
            }
            if ui.button(lang.text(Text::IntakeLeaveOut)).clicked() {
                intents.push(Intent::Edit(Edit::AnswerIntake {
                    document: document.id,
                    parts: open.clone(),
                }));
            }
        });
    });
}

/// What was found, as a sentence.
pub fn sentence(found: &SourceCounts, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut count = |n: usize, one: Text, many: Text| match n {
        0 => {}
        1 => parts.push(lang.text(one).to_owned()),
        _ => parts.push(lang.fill(many, &[&n])),
    };
    count(
        found.attachments,
        Text::FoundAttachment,
        Text::FoundAttachments,
    );
    count(found.comments, Text::FoundComment, Text::FoundComments);
    count(found.proposals, Text::FoundProposal, Text::FoundProposals);
    count(
        found.earlier_revisions,
        Text::FoundRevision,
        Text::FoundRevisions,
    );
    count(found.active, Text::FoundActive, Text::FoundActives);
    count(found.names, Text::FoundName, Text::FoundNames);
    if !found.hidden_on.is_empty() {
        parts.push(lang.fill(Text::FoundHidden, &[&pages(&found.hidden_on)]));
    }
    if !found.bars_on.is_empty() {
        parts.push(lang.fill(Text::FoundBars, &[&pages(&found.bars_on)]));
    }
    lang.fill(Text::FoundSentence, &[&parts.join(", ")])
}

/// Page numbers as people write them: `4, 7–9`; the first few of many.
fn pages(found: &BTreeSet<usize>) -> String {
    const MAX_PAGES: usize = 6;
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for page in found.iter().map(|page| page + 1) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => ranges.push((page, page)),
        }
    }
    let written = |(from, to): &(usize, usize)| match to - from {
        0 => from.to_string(),
        _ => format!("{from}–{to}"),
    };
    let mut text: Vec<String> = ranges.iter().take(MAX_PAGES).map(written).collect();
    if ranges.len() > MAX_PAGES {
        text.push("…".to_owned());
    }
    text.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_one_sentence() {
        let found = SourceCounts {
            attachments: 3,
            comments: 12,
            hidden_on: BTreeSet::from([3]),
            earlier_revisions: 1,
            ..SourceCounts::default()
        };
        assert_eq!(
            sentence(&found, Lang::Dutch),
            "Bevat: 3 bijlagen, 12 opmerkingen, een eerdere versie, verborgen tekst (p. 4). Dit komt niet in de export."
        );
    }

    #[test]
    fn pages_in_a_row_are_a_range() {
        assert_eq!(pages(&BTreeSet::from([0, 1, 2, 6])), "1–3, 7");
        let many: BTreeSet<usize> = (0..20).map(|n| n * 2).collect();
        assert!(pages(&many).ends_with('…'));
    }
}
