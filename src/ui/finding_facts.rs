//! What is known of a finding, of all below a heading, or of an answer, and what can be done about it.
//!
//! **Invariant:** a button says how many places it is for; an answer needs a reason, which a person types.
//! **Absent:** doing it; it is asked for.

use super::checked::{CheckIntent, Checked};
use super::{Intent, components};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::check::{self, Finding, FindingKind};
use crate::model::document::DocumentId;
use crate::model::question::Question;
use egui::{Button, Response, TextEdit, Ui};

/// What is kept between frames.
#[derive(Default)]
pub struct FindingFacts {
    reason: String,
}

impl FindingFacts {
    /// Something else is chosen now.
    pub fn forget(&mut self) {
        self.reason.clear();
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
            ways_ui(ui, one, checked, &mut ask);
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
            cover_ui(ui, findings, Text::CheckCover, checked, &mut ask);
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
        if ways.is_empty() {
            return;
        }
        let label = ui.label(lang.text(Text::CheckReason));
        let field = TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY);
        let field = ui.add_enabled(checked.can_edit, field);
        let field = field.labelled_by(label.id);
        let reason = self.reason.trim();
        let can = checked.can_edit && !reason.is_empty();
        // Enter in the field takes the first.
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        ui.horizontal_wrapped(|ui| {
            for (nth, (text, questions)) in ways.into_iter().enumerate() {
                let button = ui.add_enabled(can, Button::new(text));
                let button = button.on_disabled_hover_text(lang.text(Text::CheckReasonFirst));
                if button.clicked() || (entered && can && nth == 0) {
                    ask(CheckIntent::Answer(questions, reason.to_owned()));
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

/// The ways to a finding and to cover what it tells of, as buttons: beside each other or, in a menu, below. Those that can
/// be taken are returned.
pub fn ways_ui(
    ui: &mut Ui,
    one: &[Finding],
    checked: &Checked<'_>,
    ask: &mut impl FnMut(CheckIntent),
) -> Vec<Response> {
    let Some(finding) = one.first() else {
        return Vec::new();
    };
    let lang = checked.lang;
    let go_to = || CheckIntent::GoTo(Box::new(finding.clone()));
    let mut ways = Vec::new();
    let mut way = |ui: &mut Ui, text: Text| {
        let way = ui.button(lang.text(text));
        ways.push(way.clone());
        way.clicked()
    };
    if way(ui, Text::ExportGoTo) {
        ask(go_to());
    }
    // The list stays; the form is one step further.
    let is_of_document = finding.page.is_none() && finding.kind.is_of_document();
    if is_of_document && finding.document.is_some() && way(ui, Text::CheckFacts) {
        ask(go_to());
        ask(CheckIntent::Facts);
    }
    if finding.hidden.is_some() && way(ui, Text::CheckGoToHidden) {
        ask(CheckIntent::GoToHidden(Box::new(finding.clone())));
    }
    let alike = alike(finding, checked);
    ways.extend(cover_ui(ui, &alike, Text::CheckCover, checked, ask));
    if alike.len() > 1 {
        ways.extend(cover_ui(ui, one, Text::CheckCoverHere, checked, ask));
    }
    ways.extend(twin_ui(ui, finding, checked, ask));
    ways.retain(Response::enabled);
    ways
}

/// What can be done about a document and its twin: one left out for the other, or the marks of that taken over.
fn twin_ui(
    ui: &mut Ui,
    finding: &Finding,
    checked: &Checked<'_>,
    ask: &mut impl FnMut(CheckIntent),
) -> Vec<Response> {
    let hidden = finding.hidden.as_ref();
    let hidden = hidden.filter(|_| finding.kind == FindingKind::TwinDiffers);
    let twin = finding.twin.as_ref().map(|t| (t.document, &t.number));
    let twin = twin.or(hidden.map(|h| (h.document, &h.number)));
    let mut ways = Vec::new();
    let Some((document, (of, number))) = finding.document.zip(twin) else {
        return ways;
    };
    let mut button = |text: Text, number: &str, can: bool, intent: CheckIntent| {
        let button = Button::new(checked.lang.fill(text, &[&number]));
        let button = ui.add_enabled(checked.can_edit && can, button);
        if button.clicked() {
            ask(intent);
        }
        ways.push(button);
    };
    if finding.twin.is_some() {
        let intent = CheckIntent::Duplicate { document, of };
        button(Text::CheckDuplicate, number, true, intent);
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
        let can = has_marks(from);
        button(
            Text::CheckCarry,
            number,
            can,
            CheckIntent::Carry { from, to },
        );
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

fn cover_ui(
    ui: &mut Ui,
    findings: &[Finding],
    text: Text,
    checked: &Checked<'_>,
    ask: &mut impl FnMut(CheckIntent),
) -> Option<Response> {
    let readable = |f: &&Finding| f.hidden.is_some() && !f.areas.is_empty();
    let places: Vec<Finding> = findings.iter().filter(readable).cloned().collect();
    if findings.iter().all(|f| f.hidden.is_none()) {
        return None;
    }
    let text = checked.lang.fill(text, &[&places.len()]);
    let can = checked.can_edit && !places.is_empty();
    let button = ui.add_enabled(can, Button::new(text));
    if button.clicked() {
        ask(CheckIntent::Cover(places));
    }
    Some(button)
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
