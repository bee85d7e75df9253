//! The export check beside the pages: what blocks and what a person must judge, as a tree, with what was answered below.
//!
//! **Invariant:** the list is what holds now; what was settled leaves it, and the next one takes its place.
//! **Absent:** checking, covering and answering; they are asked for.

use super::checked::{CheckIntent, Checked};
use super::finding_facts::{self, FindingFacts};
use super::finding_texts::{question_place, short_name, short_text, spoken, text_below_heading};
use super::findings_tree::{self, Node, Row};
use crate::error::Notice;
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::check::Finding;
use crate::model::ground::Ground;
use crate::ui::Intent;
use crate::ui::context_menu;
use crate::ui::forms::export_form;
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::tree::{self, Folds, TreeRow};
use crate::ui::widgets::{components, tokens};
use egui::{Button, Key, ScrollArea, Ui};

/// How high what is known of the chosen finding is, in points: the same whatever is chosen, so that the list stays. At
/// least so high, and where the list has its rows as well, as high as is needed for most that can be done.
const FACTS_HEIGHT: (f32, f32) = (256.0, 360.0);
/// The least in a low window, where the panel is scrolled: there the list comes first, or it would be of two rows.
const LOW_FACTS: f32 = 140.0;
/// How many rows of the list come first.
const ROWS: f32 = 12.0;

/// Under which name the keys of the list are known.
pub const LIST: &str = "findings";

/// Which findings are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Only {
    #[default]
    All,
    /// Those of the document at hand.
    Document,
    /// Those on marks of whoever works here.
    Mine,
}

impl Only {
    const ALL: [Self; 3] = [Self::All, Self::Document, Self::Mine];

    fn text(self) -> Text {
        match self {
            Self::All => Text::CheckOnlyAll,
            Self::Document => Text::FilterDocument,
            Self::Mine => Text::CheckOnlyMine,
        }
    }

    fn lists(self, finding: &Finding, checked: &Checked<'_>) -> bool {
        let marks = finding.mark.into_iter();
        let mut marks = marks.chain(finding.hidden.as_ref().map(|h| h.mark));
        match self {
            Self::All => true,
            Self::Document => finding.document == checked.current,
            Self::Mine => marks.any(|id| {
                let mark = checked.dossier.mark(id);
                mark.is_some_and(|(_, owned)| owned.author == *checked.account)
            }),
        }
    }
}

/// What is chosen in the list.
#[derive(Clone, PartialEq)]
enum At {
    Finding(Box<Finding>),
    Node(Node),
    Answer(usize),
}

/// What the panel keeps between frames.
#[derive(Default)]
pub struct CheckPanel {
    only: Only,
    folds: Folds<Node>,
    /// What is chosen, and its row.
    at: Option<(usize, At)>,
    facts: FindingFacts,
}

impl CheckPanel {
    /// The finding that is looked at.
    pub fn chosen(&self) -> Option<&Finding> {
        match &self.at {
            Some((_, At::Finding(finding))) => Some(finding),
            _ => None,
        }
    }

    /// Whether it is shown who answered what.
    pub fn shows_answers(&self) -> bool {
        self.folds.is_unfolded(&Node::Answered)
    }

    pub fn show(&mut self, ui: &mut Ui, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
        head_ui(ui, checked, intents);
        self.only_ui(ui, checked);
        ui.separator();
        let only = self.only;
        let answers = checked.dossier.answers.len();
        let rows = findings_tree::rows(checked.findings, answers, &self.folds, |finding| {
            only.lists(finding, checked)
        });
        self.follow(&rows, checked.findings);
        // The list comes first, so that Tab goes from a finding to what can be done about it.
        let (usual, most) = FACTS_HEIGHT;
        let least = match components::is_low(ui.ctx()) {
            true => LOW_FACTS,
            false => usual,
        };
        let whole = ui.available_height();
        let facts = (whole - ROWS * tokens::ROW).clamp(least, most);
        let height = (whole - facts).max(tokens::ROW * 3.0);
        let width = ui.available_width();
        ui.allocate_ui(egui::vec2(width, height), |ui| {
            ui.set_min_height(height);
            self.list_ui(ui, &rows, checked, intents);
        });
        ui.separator();
        self.facts_ui(ui, &rows, checked, intents);
    }

    fn only_ui(&mut self, ui: &mut Ui, checked: &Checked<'_>) {
        let lang = checked.lang;
        ui.horizontal(|ui| {
            let name = ("findings shown", lang.text(Text::Filter));
            let text = |one: Only| lang.text(one.text());
            components::filter(ui, name, &mut self.only, Only::ALL, text);
            // What does not fit is cut off: a second line would move the list.
            let state = state(checked).map(|text| components::aside(ui, text));
            state.map(|text| ui.add(egui::Label::new(text).truncate()));
        });
    }

    /// Keeps to the same row; when that was settled, to the one that took its place. The first row comes first: it is the
    /// one that the keyboard comes to.
    fn follow(&mut self, rows: &[Row], findings: &[Finding]) {
        let Some((place, at)) = self.at.take() else {
            let mut rows = rows.iter().enumerate();
            self.at = rows.find_map(|(nth, row)| Some((nth, what(row, findings)?)));
            return;
        };
        let same = |place: &usize| {
            rows.get(*place).and_then(|row| what(row, findings)) == Some(at.clone())
        };
        let found = Some(place)
            .filter(same)
            .or_else(|| (0..rows.len()).find(same));
        // A heading of a part is no place to be: the first row below it is.
        let from = found.unwrap_or_else(|| place.min(rows.len().saturating_sub(1)));
        let mut after = rows.iter().enumerate().skip(from);
        let next = after.find_map(|(nth, row)| Some((nth, what(row, findings)?)));
        let mut before = rows.iter().enumerate().take(from).rev();
        self.at = next.or_else(|| before.find_map(|(nth, row)| Some((nth, what(row, findings)?))));
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        rows: &[Row],
        checked: &Checked<'_>,
        intents: &mut Vec<Intent>,
    ) {
        ui.spacing_mut().item_spacing.y = 1.0;
        let at = self.at.as_ref().map(|(place, _)| *place);
        let stops = |row: usize| {
            rows.get(row)
                .is_some_and(|row| !matches!(row, Row::Section { .. }))
        };
        let keys = ListKeys::new(ui, LIST, Lie::Column, rows.len(), at, stops);
        let keys = keys.claiming(&[Key::Enter]);
        // Enter alone is a click on the row.
        let is_held = ui.input(|i| !i.modifiers.is_none());
        if keys.has_keyboard()
            && is_held
            && let Some(Row::Of(tree::Row::Item { place, .. })) = rows.get(keys.row())
            && let Some(one) = checked.findings.get(*place..=*place)
        {
            let mut ask = |intent| intents.push(Intent::Check(intent));
            finding_facts::ways_by_keys(ui, &finding_facts::ways(one, checked), &mut ask);
        }
        let area = ScrollArea::vertical().id_salt("findings");
        area.auto_shrink([false, false])
            .show_rows(ui, tokens::ROW, rows.len(), |ui, range| {
                keys.follow(ui, range.start);
                for (nth, row) in rows.iter().enumerate().take(range.end).skip(range.start) {
                    match row {
                        Row::Section { blocks, count } => {
                            let text = match blocks {
                                true => Text::CheckBlocking,
                                false => Text::CheckWarnings,
                            };
                            components::heading_row(ui, &checked.lang.fill(text, &[count]));
                        }
                        _ => self.row_ui(ui, (nth, row), &keys, checked, intents),
                    }
                }
            });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        (nth, row): (usize, &Row),
        keys: &ListKeys,
        checked: &Checked<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let Some(look) = look(row, checked) else {
            return;
        };
        let is_chosen = self.at.as_ref().is_some_and(|(at, _)| *at == nth);
        let draw = |ui: &mut Ui| look.ui(ui, is_chosen, keys.sense(nth));
        let response = components::lasting(ui, ("finding", nth as u64), draw);
        if let Row::Of(tree::Row::Item { place, .. }) = row
            && let Some(one) = checked.findings.get(*place..=*place)
        {
            let mut ask = |intent| intents.push(Intent::Check(intent));
            context_menu::menu(&response, |ui| {
                finding_facts::ways_menu(ui, &finding_facts::ways(one, checked), &mut ask)
            });
        }
        let is_taken = keys.take(nth, &response);
        if let Some((node, is_open)) = heading(row)
            && let Some(is_open) = tree::switched(ui, &response, is_open)
        {
            self.folds.set(&node, is_open);
        }
        if is_taken {
            self.at = what(row, checked.findings).map(|at| (nth, at));
            // A form is opened by whoever asks for it, not by passing by.
            let is_asked = response.clicked();
            if let Some(finding) = self.chosen().filter(|f| is_asked || f.document.is_some()) {
                let finding = Box::new(finding.clone());
                intents.push(Intent::Check(CheckIntent::GoTo(finding)));
            }
        }
    }

    /// What is known of what is chosen, and what can be done about it.
    fn facts_ui(
        &mut self,
        ui: &mut Ui,
        rows: &[Row],
        checked: &Checked<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let lang = checked.lang;
        let row = self.at.as_ref().and_then(|(place, _)| rows.get(*place));
        let all = |places: &[usize]| -> Vec<Finding> {
            let findings = places
                .iter()
                .filter_map(|place| checked.findings.get(*place));
            findings.cloned().collect()
        };
        let area = ScrollArea::vertical().id_salt("facts of a finding");
        area.auto_shrink([false, false]).show(ui, |ui| match row {
            Some(Row::Of(tree::Row::Item { place, .. })) => {
                self.facts.of_one(ui, &all(&[*place]), checked, intents);
            }
            Some(Row::Of(tree::Row::Heading { node, items, .. })) => {
                let name = node_name(node, items, checked);
                self.facts.of_many(ui, &name, &all(items), checked, intents);
            }
            Some(Row::Answer(nth)) => FindingFacts::of_answer(ui, *nth, checked, intents),
            _ => {
                ui.label(lang.text(Text::CheckChoose));
            }
        });
    }
}

/// What a row stands for; nothing for the heading of a part.
fn what(row: &Row, findings: &[Finding]) -> Option<At> {
    match row {
        Row::Section { .. } => None,
        Row::Of(tree::Row::Item { place, .. }) => {
            let finding = findings.get(*place)?;
            Some(At::Finding(Box::new(finding.clone())))
        }
        Row::Answer(nth) => Some(At::Answer(*nth)),
        _ => heading(row).map(|(node, _)| At::Node(node)),
    }
}

/// What can be folded, and whether it is open.
fn heading(row: &Row) -> Option<(Node, bool)> {
    match row {
        Row::Of(tree::Row::Heading { node, is_open, .. }) => Some((node.clone(), *is_open)),
        Row::Answered { is_open } => Some((Node::Answered, *is_open)),
        _ => None,
    }
}

/// What a row shows and says; nothing for the heading of a part.
fn look(row: &Row, checked: &Checked<'_>) -> Option<TreeRow> {
    let lang = checked.lang;
    match row {
        Row::Section { .. } => None,
        Row::Of(tree::Row::Item { place, depth }) => {
            let finding = checked.findings.get(*place)?;
            let whole = Notice::finding(finding, lang).text;
            let spoken = spoken(finding, &whole, checked);
            let text = match depth {
                0 => short_text(finding, checked),
                _ => text_below_heading(finding, checked),
            };
            Some(TreeRow::item(*depth, text, spoken, whole))
        }
        Row::Answer(nth) => {
            let (question, reason) = checked.dossier.answers.get(*nth)?;
            let place = question_place(question, checked);
            let text = lang.fill(Text::CheckAnswered, &[&place, reason]);
            Some(TreeRow::item(1, text.clone(), text.clone(), text))
        }
        Row::Of(tree::Row::Heading {
            node,
            items,
            depth,
            is_open,
        }) => {
            let name = node_name(node, items, checked);
            Some(TreeRow::heading(*depth, name, items.len(), *is_open, lang))
        }
        Row::Answered { is_open } => {
            let name = lang.text(Text::CheckAnsweredHead).to_owned();
            let count = checked.dossier.answers.len();
            Some(TreeRow::heading(0, name, count, *is_open, lang))
        }
    }
}

/// What a heading is called.
fn node_name(node: &Node, places: &[usize], checked: &Checked<'_>) -> String {
    let findings = || {
        places
            .iter()
            .filter_map(|place| checked.findings.get(*place))
    };
    match node {
        Node::Kind(kind) => short_name(*kind, checked.lang).to_owned(),
        Node::Passage(..) => findings_tree::words(&findings().collect::<Vec<_>>()),
        Node::Ground(..) => {
            let ground = findings().find_map(|finding| finding.ground.as_ref());
            let notation = checked.dossier.facts.notation;
            ground
                .map(|g: &Ground| format!("{} {}", g.written(notation), g.short_name()))
                .unwrap_or_default()
        }
        Node::Answered => checked.lang.text(Text::CheckAnsweredHead).to_owned(),
    }
}

/// A new check or the end of the one that goes on, and the way out: a line that stays as it is, so that the list does too.
fn head_ui(ui: &mut Ui, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
    let lang = checked.lang;
    ui.horizontal_wrapped(|ui| {
        let (text, intent) = match checked.running {
            Some(_) => (Text::Stop, Intent::Stop(Job::Check)),
            None => (Text::CheckAgain, Intent::Check(CheckIntent::Run)),
        };
        // As wide whichever it is.
        let wide = components::width_of_button(ui, lang.text(Text::CheckAgain));
        let button = Button::new(lang.text(text)).min_size(egui::vec2(wide, 0.0));
        if ui.add(button).clicked() {
            intents.push(intent);
        }
        let blocks = checked.findings.iter().any(Finding::blocks);
        let text = match (blocks, checked.findings.is_empty()) {
            (false, false) => Text::ExportAnyway,
            _ => Text::ActionExport,
        };
        if ui
            .add_enabled(checked.can_edit, Button::new(lang.text(text)))
            .clicked()
        {
            intents.push(Intent::Do(crate::command::Action::Export));
        }
    });
    if checked.is_known && checked.findings.is_empty() && checked.running.is_none() {
        ui.label(lang.text(Text::CheckNothing));
        // Beside a list it would move the rows under the pointer when it comes; the export says it too.
        export_form::suggestions_ui(ui, checked.suggestions, lang, intents);
    }
}

/// How the check stands, in one line: how far it is, that it is of an older dossier, or how much was answered.
fn state(checked: &Checked<'_>) -> Option<String> {
    let lang = checked.lang;
    if let Some(status) = &checked.running {
        let nth = (status.subjects_done + 1).min(status.subjects);
        return Some(lang.fill(Text::CheckRunning, &[&nth, &status.subjects]));
    }
    if checked.is_old {
        return Some(lang.text(Text::CheckUnread).to_owned());
    }
    let (done, open) = (checked.dossier.answers.len(), checked.findings.len());
    (done > 0).then(|| lang.fill(Text::CheckProgress, &[&done, &(done + open)]))
}
