//! Actions on documents as papers: titles, groups, numbers, splitting and joining.
//!
//! **Invariant:** each is one edit; what takes longer runs as a task and is dropped when the dossier changed meanwhile.

use super::desk::Desk;
use super::tools::Tools;
use crate::error::{Kind, Notice};
use crate::export::inventory::{Inventory, clip};
use crate::i18n::{Lang, Text};
use crate::jobs::check::{Finding, FindingKind};
use crate::jobs::export::ExportPlan;
use crate::jobs::parts::{self, PartsError};
use crate::jobs::task::{Look, Task};
use crate::model::document::{DocumentId, proposed_title};
use crate::model::dossier::Dossier;
use crate::model::edit::{Change, Edit};
use crate::ui::considerations_form::ConsiderationsForm;
use crate::ui::dialogs::Dialog;
use std::sync::Arc;

/// Documents being split or joined, and the dossier they were taken from.
pub struct Parting {
    from: Arc<Dossier>,
    task: Task<Result<Edit, PartsError>>,
}

impl Desk {
    /// The documents that an action is for: the selected ones, else the one at hand, in the order of the list.
    pub(super) fn chosen_documents(&self) -> Vec<DocumentId> {
        let is_chosen = |id: &DocumentId| {
            if self.selected_documents.is_empty() {
                self.current == Some(*id)
            } else {
                self.selected_documents.contains(id)
            }
        };
        self.dossier()
            .documents
            .iter()
            .map(|d| d.id)
            .filter(is_chosen)
            .collect()
    }

    /// Confirms proposals for the selected documents, or for all when one or none is selected.
    pub(super) fn confirm_titles(&mut self, lang: Lang) {
        let chosen = self.chosen_documents();
        let wanted = |id: &DocumentId| chosen.len() < 2 || chosen.contains(id);
        let untitled = self.dossier().documents.iter();
        let untitled = untitled.filter(|d| d.publication_title.is_none() && wanted(&d.id));
        let edits: Vec<Edit> = untitled
            .filter_map(|d| {
                let title = Some(proposed_title(&d.work_title)).filter(|t| !t.is_empty())?;
                Some(Edit::ChangeDocuments {
                    documents: vec![d.id],
                    change: Change::PublicationTitle(Some(title)),
                })
            })
            .collect();
        self.together(edits, lang);
    }

    pub(super) fn edit_considerations(&mut self) {
        let form = ConsiderationsForm::of(self.dossier());
        self.dialog = Some(Dialog::Considerations(form));
    }

    /// The form of the dossier in which a finding is mended.
    pub(super) fn open_facts_of(&mut self, finding: &Finding) {
        let is_reasons = matches!(
            finding.kind,
            FindingKind::NoConsiderations | FindingKind::ConsiderationsOpen
        );
        if is_reasons || finding.field == Some("considerations") {
            self.edit_considerations();
        } else {
            self.dialog = Some(Dialog::Facts {
                typed: Box::new(self.dossier().facts.clone()),
                wrong: None,
            });
        }
    }

    /// Puts the table of the inventory on the clipboard, as a word processor pastes it. What holds an export holds this
    /// too, so the texts are read first.
    pub(super) fn copy_table(&mut self, tools: &Tools) {
        let (lang, dossier) = (tools.lang, self.dossier().clone());
        if !self.checking.is_fresh(&dossier) {
            self.check(tools);
            self.message = lang.text(Text::TableCheckFirst).to_owned();
            return;
        }
        let selection = self.selection();
        let findings = self.checking.findings(&dossier);
        let inventory = match ExportPlan::of(&dossier, &selection, findings) {
            Ok(plan) => Inventory::of(&plan, &[]),
            Err(findings) => {
                let text = lang.fill(Text::ExportBlocked, &[&findings.len()]);
                self.notices.push(Notice::new(Kind::Findings, text));
                return;
            }
        };
        let (html, plain) = (clip::html(&inventory), clip::plain(&inventory));
        // Kept: on some systems the clipboard lives as long as what filled it.
        let filled = arboard::Clipboard::new().and_then(|mut clipboard| {
            clipboard.set_html(html, Some(plain))?;
            Ok(clipboard)
        });
        match filled {
            Ok(clipboard) => {
                self.clipboard = Some(clipboard);
                self.message = lang.text(Text::TableCopied).to_owned();
            }
            Err(_) => {
                let text = lang.text(Text::TableNotCopied).to_owned();
                self.notices.push(Notice::new(Kind::Io, text));
            }
        }
    }

    pub(super) fn group_by_year(&mut self, lang: Lang) {
        let edits = self.dossier().grouped_by_year();
        self.together(edits, lang);
    }

    pub(super) fn renumber(&mut self, lang: Lang) {
        let numbers = self.dossier().renumbered();
        let count = numbers.len();
        if count > 0 && !self.edit(Edit::SetNumbers { numbers }, lang) {
            return;
        }
        self.message = if self.dossier().wants_running_numbers() {
            lang.text(Text::WantsRunning).to_owned()
        } else {
            lang.fill(Text::Renumbered, &[&count])
        };
    }

    fn together(&mut self, edits: Vec<Edit>, lang: Lang) {
        let count = edits.len();
        if count == 0 || self.edit(Edit::Together { edits }, lang) {
            self.message = lang.fill(Text::DocumentsChanged, &[&count]);
        }
    }

    pub(super) fn split_here(&mut self, tools: &Tools) {
        let (Some(id), at) = (self.current, self.page) else {
            return;
        };
        self.part(tools, move |engine, folder, dossier| {
            parts::split(engine, folder, dossier, id, at)
        });
    }

    pub(super) fn join_selected(&mut self, tools: &Tools) {
        let ids = self.chosen_documents();
        self.part(tools, move |engine, folder, dossier| {
            parts::join(engine, folder, dossier, &ids)
        });
    }

    fn part(
        &mut self,
        tools: &Tools,
        make: impl FnOnce(
            &crate::engine::Engine,
            &std::path::Path,
            &Dossier,
        ) -> Result<Edit, PartsError>
        + Send
        + 'static,
    ) {
        if self.parting.is_some() || !self.can_edit() {
            return;
        }
        let (engine, folder) = (tools.engine.clone(), self.folder.clone());
        let from = self.dossier().clone();
        let dossier = from.clone();
        let task = Task::start(tools.wake.clone(), move |_| {
            make(&engine, &folder, &dossier)
        });
        self.parting = Some(Parting { from, task });
        tools
            .lang
            .text(Text::PartsRunning)
            .clone_into(&mut self.message);
    }

    /// Takes what a split or a join has brought.
    pub(super) fn take_parts(&mut self, lang: Lang) {
        let Some(parting) = &self.parting else {
            return;
        };
        let outcome = match parting.task.look() {
            Look::Running => return,
            Look::Done(outcome) => Some(outcome),
            Look::Broken => None,
        };
        let is_same = Arc::ptr_eq(&parting.from, self.dossier());
        self.parting = None;
        self.message.clear();
        match outcome {
            Some(Ok(edit)) if is_same => {
                self.edit(edit, lang);
                self.views.clear();
                self.mend_selection();
            }
            Some(Err(error)) => self.notices.push(Notice::parts(&error, lang)),
            // Something was done meanwhile: what was made no longer fits, and the action can be asked for again.
            _ => {
                let text = lang.text(Text::PartsAgain).to_owned();
                self.notices.push(Notice::new(Kind::Usage, text));
            }
        }
    }
}
