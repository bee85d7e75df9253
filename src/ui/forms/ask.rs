//! Short questions of reviewing: a page, where to repeat a mark, a note, a reason, a name, whether to stop.
//!
//! **Invariant:** each has at most one field, and one verb; Enter is the verb, Escape asks nothing.

use crate::i18n::{Lang, Text};
use crate::jobs::Job;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::model::dossier::review::ReviewStage;
use crate::ui::intent::RemarkIntent;
use crate::ui::widgets::{components, focus, form_verbs, tokens};
use crate::ui::{Intent, Leaving, Place, RepeatOn};
use egui::{TextEdit, Ui};

/// What is asked.
pub enum Ask {
    Page {
        document: DocumentId,
        pages: usize,
        typed: String,
    },
    Repeat {
        mark: MarkId,
        /// Where it stands, and on which grounds.
        of: String,
        on: RepeatOn,
    },
    GiveBack {
        documents: Vec<DocumentId>,
        note: String,
    },
    /// To colleagues, on a page or a mark.
    Remark {
        place: Place,
        number: String,
        typed: String,
    },
    /// Somebody is about to check what they changed themselves.
    OwnWork {
        documents: Vec<DocumentId>,
        number: String,
        reason: String,
    },
    Name {
        account: Account,
        typed: String,
    },
    /// The dossier is about to close while this writes files.
    Leave {
        leaving: Leaving,
        job: Job,
    },
}

impl Ask {
    /// Draws it; pushes the answer and [`Intent::Dismiss`].
    pub fn show(&mut self, ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
        let answer = match self {
            Self::Page {
                document,
                pages,
                typed,
            } => {
                components::title(ui, lang.text(Text::ActionGoToPage));
                let label = lang.fill(Text::PageField, &[pages]);
                let page = typed.trim().parse().ok();
                let page = page.filter(|page| (1..=*pages).contains(page));
                let place = page.map(|page: usize| Place {
                    document: *document,
                    page: Some(page - 1),
                    mark: None,
                });
                if place.is_none() && !typed.trim().is_empty() {
                    let text = lang.fill(Text::PageNotThere, &[&typed.trim(), pages]);
                    ui.colored_label(tokens::palette(ui).danger, text);
                }
                field_ui(ui, &label, typed, Text::GoTo, place.map(Intent::GoTo), lang)
            }
            Self::Repeat { mark, of, on } => repeat_ui(ui, (*mark, of), on, lang),
            Self::GiveBack { documents, note } => {
                components::title(ui, lang.text(Text::ActionGiveBack));
                let back = Intent::Review(
                    documents.clone(),
                    ReviewStage::Returned,
                    note.trim().to_owned(),
                );
                let back = Some(back).filter(|_| !note.trim().is_empty());
                let label = lang.text(Text::GiveBackWhy);
                field_ui(ui, label, note, Text::GiveBackNow, back, lang)
            }
            Self::Remark {
                place,
                number,
                typed,
            } => {
                components::title(ui, lang.text(Text::ActionRemark));
                let page = place.page.unwrap_or_default() + 1;
                let label = match place.mark {
                    Some(_) => lang.fill(Text::RemarkOnMark, &[number, &page]),
                    None => lang.fill(Text::RemarkOnPage, &[number, &page]),
                };
                let text = typed.trim().to_owned();
                let is_said = !text.is_empty();
                let remark = Intent::Remark(RemarkIntent::Add(*place, text));
                let remark = Some(remark).filter(|_| is_said);
                field_ui(ui, &label, typed, Text::RemarkNow, remark, lang)
            }
            Self::OwnWork {
                documents,
                number,
                reason,
            } => {
                components::title(ui, lang.text(Text::FourEyes));
                ui.label(lang.fill(Text::OwnWork, &[number]));
                let checked = Intent::Review(
                    documents.clone(),
                    ReviewStage::Checked,
                    reason.trim().to_owned(),
                );
                let checked = Some(checked).filter(|_| !reason.trim().is_empty());
                let label = lang.text(Text::OwnWorkWhy);
                field_ui(ui, label, reason, Text::CheckAnyway, checked, lang)
            }
            Self::Name { account, typed } => {
                components::title(ui, lang.text(Text::ActionSetName));
                ui.label(lang.text(Text::NameKept));
                let label = lang.fill(Text::NameField, &[account]);
                let name = Some(Intent::SetName(typed.trim().to_owned()));
                field_ui(ui, &label, typed, Text::SetNameNow, name, lang)
            }
            Self::Leave { leaving, job } => {
                components::title(ui, lang.text(Text::ActionCloseDossier));
                ui.label(lang.text(match job {
                    Job::Export => Text::LeaveExport,
                    _ => Text::LeaveImport,
                }));
                verbs_ui(
                    ui,
                    Text::LeaveNow,
                    Some(Intent::Leave(leaving.clone())),
                    lang,
                )
            }
        };
        if let Some(answer) = answer {
            intents.push(Intent::Dismiss);
            intents.extend(answer);
        }
    }
}

/// A field with its verb; `Some(None)` closes without doing anything.
fn field_ui(
    ui: &mut Ui,
    label: &str,
    typed: &mut String,
    verb: Text,
    answer: Option<Intent>,
    lang: Lang,
) -> Option<Option<Intent>> {
    let label = ui.label(label);
    let field = TextEdit::singleline(typed).desired_width(f32::INFINITY);
    let takes = focus::is_free(ui);
    focus::field(ui, field, takes).labelled_by(label.id);
    verbs_ui(ui, verb, answer, lang)
}

fn verbs_ui(ui: &mut Ui, verb: Text, answer: Option<Intent>, lang: Lang) -> Option<Option<Intent>> {
    ui.add_space(tokens::GRID);
    let entered = form_verbs::entered(ui);
    ui.horizontal(|ui| {
        let button = ui.add_enabled(answer.is_some(), components::primary(ui, lang.text(verb)));
        if answer.is_some() && (button.clicked() || entered) {
            return Some(answer);
        }
        let cancelled = ui.button(lang.text(Text::Cancel)).clicked();
        cancelled.then_some(None)
    })
    .inner
}

fn repeat_ui(
    ui: &mut Ui,
    (mark, of): (MarkId, &str),
    on: &mut RepeatOn,
    lang: Lang,
) -> Option<Option<Intent>> {
    components::title(ui, lang.text(Text::ActionRepeat));
    ui.label(components::bold(lang.fill(Text::RepeatOf, &[&of])));
    ui.label(lang.text(Text::RepeatOnlySame));
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.text(Text::RepeatWhich));
        for (choice, text) in [
            (RepeatOn::All, Text::RepeatAll),
            (RepeatOn::Odd, Text::RepeatOdd),
            (RepeatOn::Even, Text::RepeatEven),
        ] {
            form_verbs::lend_enter(&ui.radio_value(on, choice, lang.text(text)));
        }
        let is_typed = matches!(on, RepeatOn::These(_));
        let range = ui.radio(is_typed, lang.text(Text::RepeatRange));
        form_verbs::lend_enter(&range);
        if range.clicked() && !is_typed {
            *on = RepeatOn::These(String::new());
        }
    });
    if let RepeatOn::These(typed) = on {
        let label = ui.label(lang.text(Text::RepeatRangeHint));
        let field = TextEdit::singleline(typed).desired_width(f32::INFINITY);
        let takes = focus::is_free(ui);
        focus::field(ui, field, takes).labelled_by(label.id);
    }
    let answer = Some(Intent::Repeat(mark, on.clone()));
    verbs_ui(ui, Text::RepeatNow, answer, lang)
}
