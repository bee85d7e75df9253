//! What may have to go, as a queue: kind, then what says the same, then places; taken or rejected by keys.
//!
//! **Invariant:** nothing is marked but by a person's hand; a whole kind only after all that is in it was listed. What was
//! settled leaves the list and nothing else in it moves; where it was settled here, the next place is gone to.
//! **Absent:** finding and marking; texts are looked up on pages at hand.

use super::suggestion_facts;
use crate::find::suggest::{Certainty, Kind};
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::suggest::Proposal;
use crate::model::dossier::document::DocumentId;
use crate::ui::Intent;
use crate::ui::context_menu;
use crate::ui::suggested::{SuggestIntent, Suggested};
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::tree::{self, Folds, Item, Row, TreeRow};
use crate::ui::widgets::{components, tokens};
use egui::{Key, Modifiers, ScrollArea, Ui};
use std::collections::HashSet;

/// How high what is known of the chosen suggestion is: the same whatever is chosen, so that the list stays. This part of
/// the panel, and in points at least and at most so much: then all that can be done is in view.
const FACTS_SHARE: f32 = 0.45;
const FACTS_HEIGHT: (f32, f32) = (170.0, 248.0);

/// Which suggestions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Only {
    #[default]
    All,
    /// Those of the document at hand.
    Document,
    /// Those of which a detector is sure.
    Sure,
}

impl Only {
    const ALL: [Self; 3] = [Self::All, Self::Document, Self::Sure];

    fn text(self) -> Text {
        match self {
            Self::All => Text::SuggestOnlyAll,
            Self::Document => Text::FilterDocument,
            Self::Sure => Text::SuggestOnlySure,
        }
    }

    fn lists(self, proposal: &Proposal, current: Option<DocumentId>) -> bool {
        match self {
            Self::All => true,
            Self::Document => Some(proposal.document) == current,
            Self::Sure => proposal.certainty == Certainty::High,
        }
    }
}

/// A heading: a kind, apart where nobody is sure; and all of it that says the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Kind(Kind, bool),
    Same(usize),
}

/// What is chosen in the list.
#[derive(Clone, Debug, PartialEq)]
enum At {
    Proposal(Box<Proposal>),
    Node(Node),
}

impl At {
    /// Whether it is the same, also when it was found anew.
    fn is_same(&self, other: &Self) -> bool {
        let place = |p: &Proposal| (p.document, p.page, p.kind);
        match (self, other) {
            (Self::Proposal(a), Self::Proposal(b)) => place(a) == place(b) && a.areas == b.areas,
            _ => self == other,
        }
    }
}

/// What the panel keeps between frames.
#[derive(Default)]
pub struct SuggestionsPanel {
    only: Only,
    folds: Folds<Node>,
    /// What is chosen, and its row.
    at: Option<(usize, At)>,
    /// Places in the list that were drawn.
    drawn: HashSet<usize>,
    /// How many suggestions there were when that was noted.
    listed: usize,
    /// What is chosen was answered here: the next place is gone to.
    goes_on: bool,
}

/// Gives the words before a suggestion, its own and those after it, where its page is at hand.
pub type Words<'a> = &'a mut dyn FnMut(&Proposal) -> Option<[String; 3]>;

/// The rows of the list, and what they show.
struct Listed<'a> {
    rows: &'a [Row<Node>],
    suggested: &'a Suggested<'a>,
    words: Words<'a>,
}

impl SuggestionsPanel {
    /// The suggestion that is looked at.
    pub fn chosen(&self) -> Option<&Proposal> {
        match &self.at {
            Some((_, At::Proposal(proposal))) => Some(proposal),
            _ => None,
        }
    }

    /// Chooses one that was pointed at on its page, wherever it stands in the list.
    pub fn choose(&mut self, one: Proposal) {
        if self.only == Only::Sure && one.certainty != Certainty::High {
            self.only = Only::All;
        }
        self.folds.set(&kind_of(&one), true);
        self.folds.set(&Node::Same(one.same), true);
        self.goes_on = false;
        // Its row is found when the list is drawn.
        self.at = Some((usize::MAX, At::Proposal(Box::new(one))));
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        suggested: &Suggested<'_>,
        words: Words<'_>,
        intents: &mut Vec<Intent>,
    ) {
        self.head_ui(ui, suggested, intents);
        let before = intents.len();
        ui.separator();
        let rows = self.rows(suggested);
        self.follow(&rows, suggested, intents);
        let mut listed = Listed {
            rows: &rows,
            suggested,
            words,
        };
        // The list comes first, so that Tab goes from a suggestion to what can be done about it.
        let (least, most) = FACTS_HEIGHT;
        let facts = (ui.available_height() * FACTS_SHARE).clamp(least, most);
        let height = (ui.available_height() - facts).max(tokens::ROW * 3.0);
        let size = egui::vec2(ui.available_width(), height);
        ui.allocate_ui(size, |ui| {
            ui.set_min_height(height);
            self.list_ui(ui, &mut listed, intents);
        });
        ui.separator();
        let area = ScrollArea::vertical().id_salt("facts of a suggestion");
        let before_facts = intents.len();
        area.auto_shrink([false, false]).show(ui, |ui| {
            self.facts_ui(ui, &mut listed, intents);
        });
        if intents.iter().skip(before_facts).any(is_answer) {
            // What comes next has the keyboard.
            ListKeys::enter(ui.ctx(), LIST);
        }
        self.goes_on |= intents.iter().skip(before).any(is_answer);
    }

    fn head_ui(&mut self, ui: &mut Ui, suggested: &Suggested<'_>, intents: &mut Vec<Intent>) {
        let lang = suggested.lang;
        if let Some(status) = &suggested.running {
            let nth = (status.subjects_done + 1).min(status.subjects);
            let values: [&dyn std::fmt::Display; 3] = [&status.subject, &nth, &status.subjects];
            ui.horizontal_wrapped(|ui| {
                ui.label(lang.fill(Text::SuggestRunning, &values));
                if ui.button(lang.text(Text::Stop)).clicked() {
                    intents.push(Intent::Stop(Job::Suggest));
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            let name = ("suggestions shown", lang.text(Text::Filter));
            let text = |one: Only| lang.text(one.text());
            components::filter(ui, name, &mut self.only, Only::ALL, text);
            let again = ui.add_enabled(
                suggested.running.is_none(),
                egui::Button::new(lang.text(Text::SuggestAgain)),
            );
            if again.clicked() {
                intents.push(Intent::Suggest(SuggestIntent::Again));
            }
        });
        if suggested.without > 0 {
            let text = lang.fill(Text::FindWithout, &[&suggested.without]);
            ui.add(egui::Label::new(components::aside(ui, text)).wrap());
        }
        for fault in suggested.faults {
            let text = egui::RichText::new(fault).color(tokens::palette(ui).warning);
            ui.add(egui::Label::new(text).wrap());
        }
        if suggested.is_known && suggested.proposals.is_empty() && suggested.running.is_none() {
            ui.label(lang.text(Text::SuggestNone));
        }
    }

    fn rows(&mut self, suggested: &Suggested<'_>) -> Vec<Row<Node>> {
        if self.listed != suggested.proposals.len() {
            self.listed = suggested.proposals.len();
            self.drawn.clear();
        }
        // In the order of all that was found: a heading stays where it is while what is below it is settled.
        let listed = suggested.found.iter().enumerate();
        let listed = listed.filter(|(_, p)| self.only.lists(p, suggested.current));
        let mut items: Vec<Item<Node>> = listed
            .map(|(place, p)| (place, kind_of(p), Some(Node::Same(p.same))))
            .collect();
        // Kinds in their order, what nobody is sure of behind them.
        items.sort_by_key(|(place, node, _)| match node {
            Node::Kind(kind, is_doubtful) => (*is_doubtful, Some(*kind), *place),
            Node::Same(_) => (true, None, *place),
        });
        let rows = tree::rows(&items, items.len(), &self.folds).into_iter();
        rows.filter_map(|row| open_row(row, suggested.places))
            .collect()
    }

    /// Keeps to the same row; when that was settled, to the one that took its place, which is gone to.
    fn follow(&mut self, rows: &[Row<Node>], suggested: &Suggested<'_>, intents: &mut Vec<Intent>) {
        let Some((place, at)) = self.at.take() else {
            return;
        };
        let what = |place: usize| what(rows.get(place)?, suggested.proposals);
        let same = |place: &usize| what(*place).is_some_and(|other| other.is_same(&at));
        let found = Some(place)
            .filter(same)
            .or_else(|| (0..rows.len()).find(same));
        let next = found.unwrap_or_else(|| {
            let was_group = matches!(at, At::Node(_));
            let mut after = rows.iter().enumerate().skip(place);
            // What lies in a group that is folded is not walked past, and a group goes on to the next.
            let next = after.find(|(_, row)| was_group || !is_open_heading(row));
            let last = rows.len().saturating_sub(1);
            next.map_or(place.min(last), |(row, _)| row)
        });
        self.at = what(next).map(|at| (next, at));
        if found.is_none() && std::mem::take(&mut self.goes_on) {
            intents.extend(self.chosen().map(go_to));
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, listed: &mut Listed<'_>, intents: &mut Vec<Intent>) {
        let rows = listed.rows;
        ui.spacing_mut().item_spacing.y = 1.0;
        let at = self.at.as_ref().map(|(place, _)| *place);
        let keys = ListKeys::new(ui, LIST, Lie::Column, rows.len(), at, |_| true);
        let keys = keys.claiming(&[Key::Delete]);
        if let Some(row) = rows.get(keys.row()) {
            intents.extend(self.settle_by_keys(ui, &keys, row, listed.suggested));
        }
        let area = ScrollArea::vertical().id_salt("suggestions");
        area.auto_shrink([false, false])
            .show_rows(ui, tokens::ROW, rows.len(), |ui, range| {
                keys.follow(ui, range.start);
                for nth in range {
                    self.row_ui(ui, (nth, &keys), listed, intents);
                }
            });
    }

    /// Enter takes what has the keyboard, Delete rejects it; all below a heading once it was listed.
    fn settle_by_keys(
        &mut self,
        ui: &Ui,
        keys: &ListKeys,
        row: &Row<Node>,
        suggested: &Suggested<'_>,
    ) -> Option<Intent> {
        let pressed =
            |key| keys.has_keyboard() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let some = || of_row(row, suggested.proposals);
        let intent = match (pressed(Key::Enter), pressed(Key::Delete)) {
            (false, false) => return None,
            _ if !self.is_listed(row) => SuggestIntent::ListFirst,
            (true, _) => SuggestIntent::Accept(some(), None),
            (_, true) => SuggestIntent::Reject(some()),
        };
        if !suggested.can_edit {
            return None;
        }
        // It need not have been chosen; what comes after it is.
        self.at = what(row, suggested.proposals).map(|at| (keys.row(), at));
        Some(Intent::Suggest(intent))
    }

    /// Whether all that a row stands for was seen: quick hands take nothing that they never saw.
    fn is_listed(&self, row: &Row<Node>) -> bool {
        match row {
            Row::Item { .. } => true,
            Row::Heading { items, .. } => items.iter().all(|place| self.drawn.contains(place)),
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        (nth, keys): (usize, &ListKeys),
        listed: &mut Listed<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let Some(row) = listed.rows.get(nth) else {
            return;
        };
        let suggested = listed.suggested;
        let is_chosen = self.at.as_ref().is_some_and(|(at, _)| *at == nth);
        let look = look(row, suggested, listed.words);
        let draw = |ui: &mut Ui| look.ui(ui, is_chosen, keys.sense(nth));
        let response = components::lasting(ui, ("suggestion", nth as u64), draw);
        let some = || of_row(row, suggested.proposals);
        let is_listed = self.is_listed(row);
        if context_menu::over_suggestions(&response, some, is_listed, suggested, intents) {
            self.at = what(row, suggested.proposals).map(|at| (nth, at));
        }
        let is_taken = keys.take(nth, &response);
        match row {
            Row::Heading { node, is_open, .. } => {
                if let Some(is_open) = tree::switched(ui, &response, *is_open) {
                    self.folds.set(node, is_open);
                }
            }
            Row::Item { place, .. } => {
                self.drawn.insert(*place);
            }
        }
        if is_taken {
            self.goes_on = false;
            self.at = what(row, suggested.proposals).map(|at| (nth, at));
            intents.extend(self.chosen().map(go_to));
        }
    }

    /// What is known of what is chosen, and what can be done about it.
    fn facts_ui(&self, ui: &mut Ui, listed: &mut Listed<'_>, intents: &mut Vec<Intent>) {
        let Listed {
            rows,
            suggested,
            words,
        } = listed;
        let row = self.at.as_ref().and_then(|(place, _)| rows.get(*place));
        match row {
            Some(Row::Item { place, .. }) => {
                let Some(one) = suggested.proposals.get(*place) else {
                    return;
                };
                suggestion_facts::of_one(ui, one, words(one), suggested, intents);
            }
            Some(Row::Heading { node, items, .. }) => {
                // A kind is taken whole only when all of it was listed.
                let is_kind = matches!(node, Node::Kind(..));
                let is_seen = !is_kind || row.is_some_and(|row| self.is_listed(row));
                let name = name_of(node, items, suggested, words);
                let all = row.map_or_else(Vec::new, |row| of_row(row, suggested.proposals));
                suggestion_facts::of_many(ui, &name, &all, is_seen, suggested, intents);
            }
            None => {
                ui.label(suggested.lang.text(Text::SuggestChoose));
            }
        }
    }
}

/// Under which name the keys of the list are known.
pub const LIST: &str = "suggestions";

/// The heading of its kind.
fn kind_of(proposal: &Proposal) -> Node {
    Node::Kind(proposal.kind, proposal.certainty == Certainty::Low)
}

fn go_to(proposal: &Proposal) -> Intent {
    Intent::Suggest(SuggestIntent::GoTo(Box::new(proposal.clone())))
}

/// Whether it is a heading whose places stand below it.
fn is_open_heading(row: &Row<Node>) -> bool {
    matches!(row, Row::Heading { is_open: true, .. })
}

/// Whether it settles suggestions.
fn is_answer(intent: &Intent) -> bool {
    use SuggestIntent::{Accept, Reject};
    matches!(intent, Intent::Suggest(Accept(..) | Reject(..)))
}

/// A row of all that was found as a row of what is open, whose places among those are given; `None` where all was settled.
fn open_row(row: Row<Node>, places: &[usize]) -> Option<Row<Node>> {
    let open = |place: usize| places.binary_search(&place).ok();
    match row {
        Row::Item { place, depth } => {
            let place = open(place)?;
            Some(Row::Item { place, depth })
        }
        Row::Heading {
            node,
            items,
            depth,
            is_open,
        } => {
            let items: Vec<usize> = items.into_iter().filter_map(open).collect();
            let heading = |items| Row::Heading {
                node,
                items,
                depth,
                is_open,
            };
            (!items.is_empty()).then(|| heading(items))
        }
    }
}

/// The suggestions that a row stands for.
fn of_row(row: &Row<Node>, proposals: &[Proposal]) -> Vec<Proposal> {
    let places = match row {
        Row::Item { place, .. } => std::slice::from_ref(place),
        Row::Heading { items, .. } => items.as_slice(),
    };
    let of = places.iter().filter_map(|place| proposals.get(*place));
    of.cloned().collect()
}

fn what(row: &Row<Node>, proposals: &[Proposal]) -> Option<At> {
    Some(match row {
        Row::Heading { node, .. } => At::Node(node.clone()),
        Row::Item { place, .. } => At::Proposal(Box::new(proposals.get(*place)?.clone())),
    })
}

/// What a heading is called: its kind, or what all of it says.
fn name_of(node: &Node, items: &[usize], suggested: &Suggested<'_>, words: Words<'_>) -> String {
    let lang = suggested.lang;
    match node {
        Node::Kind(kind, false) => lang.text(suggestion_facts::kind_text(*kind)).to_owned(),
        Node::Kind(kind, true) => {
            let kind = lang.text(suggestion_facts::kind_text(*kind));
            lang.fill(Text::SuggestDoubtful, &[&kind])
        }
        Node::Same(_) => {
            let first = items.first().and_then(|p| suggested.proposals.get(*p));
            let words = first.and_then(words);
            // The signs around it differ from place to place.
            let bare = |[_, passage, _]: [String; 3]| {
                let is_sign = |c: char| !c.is_alphanumeric();
                passage.trim_matches(is_sign).to_owned()
            };
            match first.filter(|p| p.kind == Kind::Signature) {
                Some(signed) => lang
                    .text(suggestion_facts::kind_text(signed.kind))
                    .to_owned(),
                None => words.map_or_else(|| "…".to_owned(), bare),
            }
        }
    }
}

fn look(row: &Row<Node>, suggested: &Suggested<'_>, words: Words<'_>) -> TreeRow {
    match row {
        Row::Heading {
            node,
            items,
            depth,
            is_open,
        } => {
            let text = name_of(node, items, suggested, words);
            TreeRow::heading(*depth, text, items.len(), *is_open, suggested.lang)
        }
        Row::Item { place, depth } => {
            let Some(proposal) = suggested.proposals.get(*place) else {
                return TreeRow::item(*depth, String::new(), String::new(), String::new());
            };
            let said = suggestion_facts::said(proposal, suggested);
            let [before, passage, after] = words(proposal).unwrap_or_default();
            let spoken = format!("{}: {passage}, {}", said.place, said.what);
            let tip = format!("{before} {passage} {after}\n{}", said.what);
            TreeRow {
                before: said.place,
                aside: said.ground,
                ..TreeRow::item(*depth, format!("{passage} {after}"), spoken, tip)
            }
        }
    }
}
