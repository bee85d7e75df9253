//! The export check beside the pages: what blocks and what a person must judge, each with its place and a remedy.
//!
//! **Invariant:** the list is what holds now; what was settled leaves it, and the next one takes its place.
//! **Absent:** checking, covering and answering; they are asked for.

use super::overview::Found;
use super::{Intent, theme};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::Job;
use crate::jobs::check::{Finding, FindingKind};
use crate::jobs::task::Status;
use crate::model::dossier::Dossier;
use crate::model::question::Question;
use egui::{Button, ScrollArea, TextEdit, Ui};

/// What can be asked for in the export check.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckIntent {
    Run,
    /// To the place of a finding, or to where a field is filled in.
    GoTo(Box<Finding>),
    /// To the form of the document at hand.
    Facts,
    /// To where a passage is covered.
    GoToHidden(Box<Finding>),
    /// Covers a passage wherever it can be read.
    Cover(usize),
    /// Says of a passage that it may be read, with the reason.
    Visible(usize, String),
    Answer(Question, String),
}

/// What the panel shows.
pub struct Checked<'a> {
    pub dossier: &'a Dossier,
    /// Everything that is found now, what blocks first.
    pub findings: &'a [Finding],
    /// How far the check of the texts is, while it runs.
    pub running: Option<Status>,
    /// The findings are not those of a dossier that was not looked at yet.
    pub is_known: bool,
    /// The texts were never read, or the dossier changed after that.
    pub is_old: bool,
    pub can_edit: bool,
    pub lang: Lang,
}

impl Checked<'_> {
    /// How the check stands, in figures.
    pub fn found(&self) -> Found {
        let blocking = self.findings.iter().filter(|f| f.blocks()).count();
        Found {
            blocking,
            warnings: self.findings.len() - blocking,
            is_known: self.is_known,
            is_fresh: !self.is_old,
            is_running: self.running.is_some(),
        }
    }
}

/// What the panel keeps between frames.
#[derive(Default)]
pub struct CheckPanel {
    /// The finding that is looked at, and where it stood in the list.
    at: Option<(usize, Finding)>,
    reason: String,
}

impl CheckPanel {
    /// The finding that is looked at.
    pub fn chosen(&self) -> Option<&Finding> {
        self.at.as_ref().map(|(_, finding)| finding)
    }

    pub fn show(&mut self, ui: &mut Ui, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
        self.follow(checked.findings);
        head_ui(ui, checked, intents);
        ui.separator();
        egui::Panel::bottom("finding").show(ui, |ui| {
            theme::name_panel(ui, checked.lang.text(Text::PanelFinding));
            ui.add_space(theme::GRID);
            // As high whatever is chosen, so that the list stays where it is.
            ui.set_min_height(190.0);
            self.chosen_ui(ui, checked, intents);
            ui.add_space(theme::GRID);
        });
        self.list_ui(ui, checked, intents);
    }

    /// Keeps to the same finding; when it was settled, to the one that took its place.
    fn follow(&mut self, findings: &[Finding]) {
        let Some((place, finding)) = self.at.take() else {
            return;
        };
        let same = |place: &usize| findings.get(*place) == Some(&finding);
        let found = Some(place)
            .filter(same)
            .or_else(|| findings.iter().position(|f| *f == finding));
        if found.is_none() {
            self.reason.clear();
        }
        let place = found.unwrap_or_else(|| place.min(findings.len().saturating_sub(1)));
        self.at = findings.get(place).map(|f| (place, f.clone()));
    }

    fn list_ui(&mut self, ui: &mut Ui, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
        let (lang, findings) = (checked.lang, checked.findings);
        ui.spacing_mut().item_spacing.y = 1.0;
        let blocking = findings.iter().filter(|f| f.blocks()).count();
        // A heading above what blocks and one above the warnings.
        let headings = [
            (blocking, Text::CheckBlocking),
            (findings.len() - blocking, Text::CheckWarnings),
        ];
        let mut rows: Vec<Row> = Vec::new();
        let mut from = 0;
        for (count, text) in headings.into_iter().filter(|(count, _)| *count > 0) {
            rows.push(Row::Heading(lang.fill(text, &[&count])));
            rows.extend((from..from + count).map(Row::Finding));
            from += count;
        }
        let area = ScrollArea::vertical().id_salt("findings");
        area.auto_shrink([false, false])
            .show_rows(ui, theme::ROW, rows.len(), |ui, range| {
                for row in rows.get(range).unwrap_or(&[]) {
                    match row {
                        Row::Heading(text) => theme::heading_row(ui, text),
                        Row::Finding(place) => self.row_ui(ui, *place, checked, intents),
                    }
                }
            });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        place: usize,
        checked: &Checked<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let Some(finding) = checked.findings.get(place) else {
            return;
        };
        let is_chosen = self.at.as_ref().is_some_and(|(at, _)| *at == place);
        let text = Notice::finding(finding, checked.lang).text;
        let row = ui.add(theme::row(ui, is_chosen, short_text(finding, checked)));
        let (enabled, spoken) = (ui.is_enabled(), spoken(finding, &text, checked));
        row.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, enabled, is_chosen, spoken.clone())
        });
        theme::lend_keys(&row);
        if row.on_hover_text(text).clicked() {
            self.reason.clear();
            self.at = Some((place, finding.clone()));
            intents.push(Intent::Check(CheckIntent::GoTo(Box::new(finding.clone()))));
        }
    }

    /// What is known of the chosen finding, and what can be done about it.
    fn chosen_ui(&mut self, ui: &mut Ui, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
        let lang = checked.lang;
        let Some((_, finding)) = self.at.clone() else {
            ui.label(lang.text(Text::CheckChoose));
            return;
        };
        let notice = Notice::finding(&finding, lang);
        ui.add(egui::Label::new(theme::bold(notice.text)).wrap());
        if let Some(remedy) = notice.hint {
            ui.add(egui::Label::new(remedy).wrap());
        }
        let mut ask = |intent| intents.push(Intent::Check(intent));
        ui.horizontal_wrapped(|ui| {
            if ui.button(lang.text(Text::ExportGoTo)).clicked() {
                ask(CheckIntent::GoTo(Box::new(finding.clone())));
            }
            // The list stays; the form is one step further.
            let is_of_document = finding.page.is_none() && finding.kind.is_of_document();
            if is_of_document
                && finding.document.is_some()
                && ui.button(lang.text(Text::CheckFacts)).clicked()
            {
                ask(CheckIntent::GoTo(Box::new(finding.clone())));
                ask(CheckIntent::Facts);
            }
            if let Some(hidden) = &finding.hidden {
                if ui.button(lang.text(Text::CheckGoToHidden)).clicked() {
                    ask(CheckIntent::GoToHidden(Box::new(finding.clone())));
                }
                let of_passage = |f: &&Finding| {
                    let same = f
                        .hidden
                        .as_ref()
                        .is_some_and(|h| h.passage == hidden.passage);
                    same && !f.areas.is_empty()
                };
                let places = checked.findings.iter().filter(of_passage).count();
                let text = lang.fill(Text::CheckCover, &[&places]);
                let can = checked.can_edit && places > 0;
                if ui.add_enabled(can, Button::new(text)).clicked() {
                    ask(CheckIntent::Cover(hidden.passage));
                }
            }
        });
        for (text, intent) in answers(&finding, &self.reason) {
            self.answer_ui(ui, text, intent, checked, &mut ask);
        }
    }

    /// A reason and the answer that it goes with.
    fn answer_ui(
        &mut self,
        ui: &mut Ui,
        (nth, text): (usize, Text),
        intent: CheckIntent,
        checked: &Checked<'_>,
        ask: &mut impl FnMut(CheckIntent),
    ) {
        let lang = checked.lang;
        if nth == 0 {
            let label = ui.label(lang.text(Text::CheckReason));
            let field = TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY);
            ui.add_enabled(checked.can_edit, field)
                .labelled_by(label.id);
        }
        let can = checked.can_edit && !self.reason.trim().is_empty();
        let button = ui.add_enabled(can, Button::new(lang.text(text)));
        if button
            .on_disabled_hover_text(lang.text(Text::CheckReasonFirst))
            .clicked()
        {
            ask(intent);
        }
    }
}

/// What a row says: where, on which ground, and what in a few words; the whole sentence is below the list.
fn short_text(finding: &Finding, checked: &Checked<'_>) -> String {
    let lang = checked.lang;
    let place = match (finding.document, finding.page) {
        (None, _) => String::new(),
        (Some(_), page) => place_name(&finding.number, page, lang),
    };
    let ground = finding.ground.as_ref();
    let ground = ground.map(|g| g.written(checked.dossier.facts.notation));
    let what = match &finding.hidden {
        Some(hidden) if finding.field.is_none() => {
            return lang.fill(Text::CheckElsewhere, &[&place, &hidden.words]);
        }
        _ => short_name(finding.kind, lang),
    };
    let where_and_ground: Vec<&str> = [place.as_str(), ground.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match where_and_ground.as_slice() {
        [] => what.to_owned(),
        parts => format!("{}: {what}", parts.join(" ")),
    }
}

/// What a screen reader says of a row: the whole sentence.
fn spoken(finding: &Finding, text: &str, checked: &Checked<'_>) -> String {
    let Some((place, words)) = text.split_once(": ") else {
        return text.to_owned();
    };
    match (&finding.hidden, &finding.ground) {
        (Some(hidden), _) if finding.field.is_none() => checked
            .lang
            .fill(Text::CheckElsewhere, &[&place, &hidden.words]),
        (_, Some(ground)) => {
            let ground = ground.written(checked.dossier.facts.notation);
            format!("{place} {ground}: {words}")
        }
        _ => text.to_owned(),
    }
}

/// A finding in a few words.
fn short_name(kind: FindingKind, lang: Lang) -> &'static str {
    use FindingKind::*;
    lang.text(match kind {
        MarkWithoutGround => Text::ShortNoGround,
        TemporaryWithoutDate => Text::ShortNoDate,
        CoveredWordInTitle => Text::ShortWordInTitle,
        ResidualBesideOther | ResidualOnEnvironment => Text::ShortResidual,
        EnvironmentGroundElsewhere => Text::ShortEnvironment,
        GroundOnEmissions => Text::ShortEmissions,
        NoConsiderations => Text::ShortNoConsiderations,
        ConsiderationsOpen => Text::ShortConsiderationsOpen,
        OlderThanFiveYears => Text::ShortOld,
        NoDocumentDate => Text::ShortUndated,
        RefusedWithoutGround => Text::ShortRefused,
        OpenWithMarks => Text::ShortOpen,
        OnlyOutOfScope => Text::ShortScope,
        NotJudged => Text::ShortNotJudged,
        PagesNotFinished => Text::ShortUnfinished,
        PageWithoutText => Text::ShortNoText,
        HalfWord => Text::ShortHalf,
        NameOnOtherGround => Text::ShortName,
        ReadableElsewhere => Text::ShortElsewhere,
        WobGround => Text::ShortWob,
        PowerToDisclose => Text::ShortPower,
        NoTitle => Text::ShortNoTitle,
        PlatformName => Text::ShortPlatform,
        IntakeOpen => Text::ShortIntake,
        SourceUnreadable => Text::ShortUnreadable,
    })
}

/// A row of the list.
enum Row {
    Heading(String),
    Finding(usize),
}

/// The ways to answer a finding once and for all.
fn answers(finding: &Finding, reason: &str) -> Vec<((usize, Text), CheckIntent)> {
    let reason = reason.trim();
    let answer = |question: Question| CheckIntent::Answer(question, reason.to_owned());
    let ways = match (&finding.hidden, &finding.question) {
        (_, None) => Vec::new(),
        (Some(hidden), Some(_)) => {
            let intent = CheckIntent::Visible(hidden.passage, reason.to_owned());
            vec![(Text::CheckVisible, intent)]
        }
        (None, Some(question @ Question::OlderThanFiveYears { .. })) => {
            let whole = Question::OlderThanFiveYears {
                document: None,
                ground: None,
            };
            vec![
                (Text::CheckMotivated, answer(question.clone())),
                (Text::CheckMotivatedAll, answer(whole)),
            ]
        }
        (None, Some(question @ Question::ConsiderationsInDecision)) => {
            vec![(Text::CheckInDecision, answer(question.clone()))]
        }
        (None, Some(question)) => vec![(Text::CheckMeant, answer(question.clone()))],
    };
    let numbered = ways.into_iter().enumerate();
    numbered
        .map(|(nth, (text, intent))| ((nth, text), intent))
        .collect()
}

/// How the check stands, and a new one.
fn head_ui(ui: &mut Ui, checked: &Checked<'_>, intents: &mut Vec<Intent>) {
    let lang = checked.lang;
    if let Some(status) = &checked.running {
        let nth = (status.subjects_done + 1).min(status.subjects);
        ui.horizontal_wrapped(|ui| {
            ui.label(lang.fill(
                Text::CheckRunning,
                &[&status.subject, &nth, &status.subjects],
            ));
            if ui.button(lang.text(Text::Stop)).clicked() {
                intents.push(Intent::Stop(Job::Check));
            }
        });
    } else {
        if checked.is_old {
            ui.add(egui::Label::new(lang.text(Text::CheckOld)).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            if ui.button(lang.text(Text::CheckAgain)).clicked() {
                intents.push(Intent::Check(CheckIntent::Run));
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
    }
    if checked.is_known && checked.findings.is_empty() && checked.running.is_none() {
        ui.label(lang.text(Text::CheckNothing));
    }
}

/// `1a p. 3`, the number of a document, or the dossier.
pub fn place_name(number: &str, page: Option<usize>, lang: Lang) -> String {
    match page {
        Some(page) => lang.fill(Text::FindPlace, &[&number, &(page + 1)]),
        None if number.is_empty() => lang.text(Text::FindingDossier).to_owned(),
        None => number.to_owned(),
    }
}
