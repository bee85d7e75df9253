//! What is known of a finding, of all below a heading, or of an answer, and what can be done about it.
//!
//! **Invariant:** a button says how many places it is for; an answer needs a reason, which a person types, and what was
//! typed stays with its finding while others are looked at.
//! **Absent:** doing it; it is asked for.

use super::checked::{CheckIntent, Checked};
use crate::command;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::check::{self, Finding, FindingKind};
use crate::model::dossier::document::DocumentId;
use crate::model::dossier::question::Question;
use crate::ui::Intent;
use crate::ui::widgets::components;
use egui::{Button, Key, KeyboardShortcut, Modifiers, Response, TextEdit, TextWrapMode, Ui};

/// What is kept between frames.
#[derive(Default)]
pub struct FindingFacts {
    reason: String,
    /// What the reason is for.
    of: Vec<Question>,
    /// Reasons that were begun for others.
    begun: Vec<(Vec<Question>, String)>,
}

impl FindingFacts {
    /// Puts away the reason that was begun for something else, and takes out that for these.
    fn turn_to(&mut self, of: &[Question]) {
        if self.of == of {
            return;
        }
        let before = (
            std::mem::replace(&mut self.of, of.to_vec()),
            std::mem::take(&mut self.reason),
        );
        if !before.1.trim().is_empty() {
            self.begun.push(before);
        }
        if let Some(nth) = self.begun.iter().position(|(begun, _)| begun == of) {
            (_, self.reason) = self.begun.swap_remove(nth);
        }
    }

    /// One finding.
    pub fn of_one(
        &mut self,
        ui: &mut Ui,
        one: &[Finding],
        checked: &Checked<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let Some(finding) = one.first() else {
            return;
        };
        let lang = checked.lang;
        let notice = Notice::finding(finding, lang);
        said_ui(ui, notice.text, notice.hint);
        let mut ask = |intent| intents.push(Intent::Check(intent));
        ui.horizontal_wrapped(|ui| {
            ways_ui(ui, &ways(one, checked), &mut ask);
        });
        // What is said of a passage is said of it wherever it can be read.
        let alike = alike(finding, checked);
        let mut ways = answers(&alike, lang);
        if alike.len() > 1 {
            let here = check::questions(one);
            ways.push((lang.text(Text::CheckVisibleHere).to_owned(), here));
        }
        self.answers_ui(ui, ways, checked, &mut ask);
    }

    /// All findings below a heading, of the name of that.
    pub fn of_many(
        &mut self,
        ui: &mut Ui,
        name: &str,
        findings: &[Finding],
        checked: &Checked<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let lang = checked.lang;
        let hint = findings.first();
        let hint = hint.and_then(|finding| Notice::finding(finding, lang).hint);
        let head = lang.fill(Text::CheckPlaces, &[&name, &findings.len()]);
        said_ui(ui, head, hint);
        let mut ask = |intent| intents.push(Intent::Check(intent));
        ui.horizontal_wrapped(|ui| {
            let cover = cover(findings, (Text::CheckCover, Modifiers::NONE), checked);
            ways_ui(ui, cover.as_slice(), &mut ask);
            group_ui(ui, findings, checked, &mut ask);
        });
        self.answers_ui(ui, answers(findings, lang), checked, &mut ask);
    }

    /// An answer that was given, by its place among those of the dossier.
    pub fn of_answer(ui: &mut Ui, nth: usize, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
        let lang = checked.lang;
        let Some((question, reason)) = checked.dossier.answers.get(nth) else {
            return;
        };
        ui.add(egui::Label::new(components::bold(reason.as_str())).wrap());
        if let Some(name) = (checked.answered_by)(question) {
            ui.label(lang.fill(Text::CheckAnsweredBy, &[&name]));
        }
        let again = Button::new(lang.text(Text::CheckAskAgain));
        if ui.add_enabled(checked.can_edit, again).clicked() {
            let intent = CheckIntent::AskAgain(question.clone());
            intents.push(Intent::Check(intent));
        }
    }

    /// A reason and the answers that it goes with: what each says, and which questions it answers.
    fn answers_ui(
        &mut self,
        ui: &mut Ui,
        ways: Vec<(String, Vec<Question>)>,
        checked: &Checked<'_>,
        ask: &mut impl FnMut(CheckIntent),
    ) {
        let lang = checked.lang;
        let Some((_, of)) = ways.first() else {
            return;
        };
        self.turn_to(of);
        let label = ui.label(lang.text(Text::CheckReason));
        let field = TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY);
        let field = ui.add_enabled(checked.can_edit, field);
        let field = field.labelled_by(label.id);
        let reason = self.reason.trim().to_owned();
        let can = checked.can_edit && !reason.is_empty();
        // Enter in the field takes the first.
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        ui.horizontal_wrapped(|ui| {
            for (nth, (text, questions)) in ways.into_iter().enumerate() {
                let button = ui.add_enabled(can, Button::new(text));
                let button = button.on_disabled_hover_text(lang.text(Text::CheckReasonFirst));
                if button.clicked() || (entered && can && nth == 0) {
                    ask(CheckIntent::Answer(questions, reason.clone()));
                    self.reason.clear();
                }
            }
        });
    }
}

/// What is wrong, and what to do.
fn said_ui(ui: &mut Ui, text: String, hint: Option<String>) {
    ui.add(egui::Label::new(components::bold(text)).wrap());
    if let Some(hint) = hint {
        ui.add(egui::Label::new(hint).wrap());
    }
}

/// Something that can be done about findings.
pub struct Way {
    text: String,
    /// What does it while the finding has the keyboard in its list.
    keys: Option<KeyboardShortcut>,
    is_enabled: bool,
    asks: Vec<CheckIntent>,
}

impl Way {
    /// A button of it, with its keys where these are of use.
    fn button(&self, ui: &mut Ui, with_keys: bool) -> Response {
        let mut button = Button::new(self.text.as_str());
        let keys = self.keys.filter(|_| with_keys);
        if let Some(keys) = keys {
            let keys = command::keys_text(ui.ctx(), &keys);
            button = button.wrap_mode(TextWrapMode::Extend);
            button = button.right_text(components::aside(ui, keys));
        }
        ui.add_enabled(self.is_enabled, button)
    }
}

/// Buttons for these, beside each other.
fn ways_ui(ui: &mut Ui, ways: &[Way], ask: &mut impl FnMut(CheckIntent)) {
    for way in ways {
        if way.button(ui, false).clicked() {
            way.asks.iter().cloned().for_each(&mut *ask);
        }
    }
}

/// Rows of a menu for these; those that can be taken are returned.
pub fn ways_menu(ui: &mut Ui, ways: &[Way], ask: &mut impl FnMut(CheckIntent)) -> Vec<Response> {
    let mut rows = Vec::new();
    for way in ways {
        let row = way.button(ui, true);
        if row.clicked() {
            way.asks.iter().cloned().for_each(&mut *ask);
            ui.close();
        }
        rows.push(row);
    }
    rows.retain(Response::enabled);
    rows
}

/// Takes the keys of these out of what came in, those with more held keys first.
pub fn ways_by_keys(ui: &Ui, ways: &[Way], ask: &mut impl FnMut(CheckIntent)) {
    let mut ways: Vec<_> = ways.iter().filter(|way| way.is_enabled).collect();
    ways.sort_by_key(|way| way.keys.is_none_or(|keys| !keys.modifiers.shift));
    let taken = |way: &&&Way| {
        let keys = way.keys;
        keys.is_some_and(|keys| ui.input_mut(|i| i.consume_shortcut(&keys)))
    };
    if let Some(way) = ways.iter().find(taken) {
        way.asks.iter().cloned().for_each(ask);
    }
}

fn keys_with(modifiers: Modifiers) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, Key::Enter))
}

/// The ways to a finding, and to mend what it tells of.
pub fn ways(one: &[Finding], checked: &Checked<'_>) -> Vec<Way> {
    let Some(finding) = one.first() else {
        return Vec::new();
    };
    let go_to = || CheckIntent::GoTo(Box::new(finding.clone()));
    let way = |text: Text, held: Modifiers, asks: Vec<CheckIntent>| Way {
        text: checked.lang.text(text).to_owned(),
        keys: keys_with(held),
        is_enabled: true,
        asks,
    };
    let mut ways = vec![way(Text::ExportGoTo, Modifiers::NONE, vec![go_to()])];
    // The list stays; the form is one step further.
    if finding.page.is_none() && finding.kind.is_of_document() && finding.document.is_some() {
        let asks = vec![go_to(), CheckIntent::Facts];
        ways.push(way(Text::CheckFacts, Modifiers::ALT, asks));
    }
    if finding.hidden.is_some() {
        let asks = vec![CheckIntent::GoToHidden(Box::new(finding.clone()))];
        ways.push(way(Text::CheckGoToHidden, Modifiers::SHIFT, asks));
    }
    let alike = alike(finding, checked);
    let held = Modifiers::COMMAND;
    ways.extend(cover(&alike, (Text::CheckCover, held), checked));
    if alike.len() > 1 {
        let held = Modifiers::COMMAND | Modifiers::SHIFT;
        ways.extend(cover(one, (Text::CheckCoverHere, held), checked));
    }
    ways.extend(twin_ways(finding, checked));
    ways
}

/// What can be done about a document and its twin: one left out for the other, or the marks of that taken over.
fn twin_ways(finding: &Finding, checked: &Checked<'_>) -> Vec<Way> {
    let hidden = finding.hidden.as_ref();
    let hidden = hidden.filter(|_| finding.kind == FindingKind::TwinDiffers);
    let twin = finding.twin.as_ref().map(|t| (t.document, &t.number));
    let twin = twin.or(hidden.map(|h| (h.document, &h.number)));
    let mut ways = Vec::new();
    let Some((document, (of, number))) = finding.document.zip(twin) else {
        return ways;
    };
    let way = |text: Text, number: &str, can: bool, intent: CheckIntent| Way {
        text: checked.lang.fill(text, &[&number]),
        keys: None,
        is_enabled: checked.can_edit && can,
        asks: vec![intent],
    };
    if finding.twin.is_some() {
        let intent = CheckIntent::Duplicate { document, of };
        ways.push(way(Text::CheckDuplicate, number, true, intent));
    }
    let has_marks = |id| {
        let document = checked.dossier.document(id);
        document.is_some_and(|document| !document.marks.is_empty())
    };
    // From the one that has them.
    let (from, number, to) = match has_marks(of) {
        true => (of, number, document),
        false => (document, &finding.number, of),
    };
    if from != to {
        let (can, intent) = (has_marks(from), CheckIntent::Carry { from, to });
        ways.push(way(Text::CheckCarry, number, can, intent));
    }
    ways
}

/// The findings of the passage of this one that stand on pages, itself among them; itself alone where it has none.
fn alike(finding: &Finding, checked: &Checked<'_>) -> Vec<Finding> {
    let Some(hidden) = &finding.hidden else {
        return vec![finding.clone()];
    };
    check::of_passage(checked.findings, hidden.passage)
}

/// The way to cover what these tell of, where they tell of a passage.
fn cover(
    findings: &[Finding],
    (text, held): (Text, Modifiers),
    checked: &Checked<'_>,
) -> Option<Way> {
    if findings.iter().all(|f| f.hidden.is_none()) {
        return None;
    }
    let readable = |f: &&Finding| f.hidden.is_some() && !f.areas.is_empty();
    let places: Vec<Finding> = findings.iter().filter(readable).cloned().collect();
    Some(Way {
        text: checked.lang.fill(text, &[&places.len()]),
        keys: keys_with(held),
        is_enabled: checked.can_edit && !places.is_empty(),
        asks: vec![CheckIntent::Cover(places)],
    })
}

/// What settles all findings of a kind at once, beside an answer.
fn group_ui(
    ui: &mut Ui,
    findings: &[Finding],
    checked: &Checked<'_>,
    ask: &mut impl FnMut(CheckIntent),
) {
    let documents = |kind: FindingKind| -> Vec<DocumentId> {
        let of_kind = findings.iter().filter(|f| f.kind == kind);
        of_kind.filter_map(|f| f.document).collect()
    };
    let is_bare = |id: &DocumentId| {
        let document = checked.dossier.document(*id);
        document.is_some_and(|d| d.marks.is_empty())
    };
    let untitled = documents(FindingKind::NoTitle);
    let mut bare = documents(FindingKind::NotJudged);
    bare.retain(is_bare);
    type Make = fn(Vec<DocumentId>) -> CheckIntent;
    let ways: [(_, _, Make); 2] = [
        (
            untitled,
            Text::CheckConfirmTitles,
            CheckIntent::ConfirmTitles,
        ),
        (bare, Text::CheckJudgeOpen, CheckIntent::JudgeOpen),
    ];
    for (documents, text, make) in ways {
        let text = checked.lang.fill(text, &[&documents.len()]);
        let button = Button::new(text);
        if !documents.is_empty() && ui.add_enabled(checked.can_edit, button).clicked() {
            ask(make(documents));
        }
    }
}

/// The ways to answer findings of one kind once and for all, with how many each answers.
fn answers(findings: &[Finding], lang: Lang) -> Vec<(String, Vec<Question>)> {
    let questions = check::questions(findings);
    let Some(first) = questions.first() else {
        return Vec::new();
    };
    let text = match (findings.first().and_then(|f| f.hidden.as_ref()), first) {
        (Some(_), _) => Text::CheckVisible,
        (None, Question::OlderThanFiveYears { .. }) => Text::CheckMotivated,
        (None, Question::ConsiderationsInDecision) => Text::CheckInDecision,
        (None, _) => Text::CheckMeant,
    };
    let name = match questions.len() {
        1 => lang.text(text).to_owned(),
        count => lang.fill(Text::FilterCount, &[&lang.text(text), &count]),
    };
    let mut ways = vec![(name, questions)];
    if text == Text::CheckMotivated {
        let whole = Question::OlderThanFiveYears {
            document: None,
            ground: None,
        };
        ways.push((lang.text(Text::CheckMotivatedAll).to_owned(), vec![whole]));
    }
    ways
}
