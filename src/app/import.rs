//! Imports and exports of the desk: started, watched, taken in.
//!
//! **Invariant:** documents that were read become one edit; what could not be read is named.

use super::choose::Chosen;
use super::desk::Desk;
use super::tools::Tools;
use crate::clock;
use crate::engine::{EngineError, OpenError};
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::export::{
    self, ExportJob, ExportPlan, Exported, Finding, Selection, Stopped, proposed_target,
};
use crate::jobs::import::{Imported, SkipReason, Skipped, file_name, import};
use crate::jobs::task::{Look, Task};
use crate::model::edit::{Edit, NewDocument};
use crate::model::session::Event;
use crate::store::Access;
use crate::ui::dialogs::Dialog;
use crate::ui::export_form::ExportForm;
use crate::ui::export_view::{ExportView, ListedFinding, Outcome};
use crate::ui::{ExportWish, Locked, Place};
use std::path::PathBuf;

impl Desk {
    /// Starts copying files and folders in.
    pub(super) fn import(
        &mut self,
        paths: Vec<PathBuf>,
        password: Option<String>,
        tools: &mut Tools,
    ) {
        if !self.can_edit() || self.importing.is_some() {
            return;
        }
        let (engine, folder) = (tools.engine.clone(), self.folder.clone());
        self.importing = Some(Task::start(tools.wake.clone(), move |reporter| {
            import(&engine, &folder, &paths, password.as_deref(), reporter)
        }));
    }

    /// Ends what writes files, so that nothing half-made is left when the program ends.
    pub(super) fn end_work(&mut self) {
        self.exporting.take().into_iter().for_each(Task::end);
        self.importing.take().into_iter().for_each(Task::end);
    }

    /// Asks what the status bar tells of to end; what an import has read so far is added.
    pub(super) fn stop_running(&self) {
        if let Some(task) = &self.importing {
            task.stop();
        } else if let Some(task) = &self.waiting.repeating {
            task.stop();
        }
    }

    /// Takes what tasks have brought.
    pub(super) fn take_outcomes(&mut self, tools: &mut Tools) {
        match self.choosing.as_ref().map(Task::look) {
            Some(Look::Done(chosen)) => {
                self.choosing = None;
                match chosen {
                    Chosen::Paths(paths) if paths.is_empty() => {}
                    Chosen::Paths(paths) => self.import(paths, None, tools),
                    Chosen::NoDialog => self.dialog = Some(Dialog::path(true)),
                }
            }
            Some(Look::Broken) => self.choosing = None,
            Some(Look::Running) | None => {}
        }
        match self.importing.as_ref().map(Task::look) {
            Some(Look::Done(imported)) => {
                self.importing = None;
                self.take_imported(imported, tools);
            }
            Some(Look::Broken) => {
                self.importing = None;
                let text = tools.lang.text(Text::ImportBroken).to_owned();
                self.notices.push(Notice::new(Kind::Internal, text));
            }
            Some(Look::Running) | None => {}
        }
        match self.exporting.as_ref().map(Task::look) {
            Some(Look::Done(outcome)) => {
                self.exporting = None;
                if let Ok(outcome) = &outcome {
                    self.session.exported(&outcome.event);
                    self.record(Event::Exported(outcome.event.clone()));
                }
                let exported = outcome.map(|outcome| outcome.exported);
                self.export = Some(self.exported(exported, tools));
            }
            Some(Look::Broken) => {
                self.exporting = None;
                let text = tools.lang.text(Text::ExportBroken).to_owned();
                self.export = Some(ExportView::Failed(Notice::new(Kind::Internal, text)));
            }
            Some(Look::Running) | None => {}
        }
        self.tell_failed_saving(tools.lang);
        self.take_parts(tools.lang);
        self.take_answer(tools);
        self.settle_asked(tools);
        self.ask_for_passwords(tools);
    }

    /// Why the dossier has become read-only while it was worked on, and what is lost with it.
    fn tell_failed_saving(&mut self, lang: Lang) {
        let Access::Write(writer) = &self.access else {
            return;
        };
        if let Some(error) = writer.take_failure() {
            let notice = Notice::store(&error, &file_name(&self.folder), lang);
            let hint = lang.text(Text::SaveFailedHint);
            let Notice { kind, text, .. } = notice;
            self.notices.push(Notice::hinted(kind, text, hint));
        }
    }

    fn take_imported(&mut self, imported: Imported, tools: &mut Tools) {
        let (lang, group) = (tools.lang, self.usual_group());
        self.passwords.extend(imported.passwords);
        let documents: Vec<NewDocument> = imported
            .documents
            .into_iter()
            .map(|document| NewDocument {
                group: group.clone(),
                ..document
            })
            .collect();
        let count = documents.len();
        let first = self.dossier().next_document_id();
        if count > 0 && self.edit(Edit::AddDocuments { documents }, lang) {
            let text = match imported.stopped {
                true => Text::ImportStopped,
                false => Text::Imported,
            };
            self.message = lang.fill(text, &[&count]);
            self.go_to(Place {
                document: first,
                page: None,
                mark: None,
            });
        }
        for (path, pages) in &imported.broken {
            let notice = Notice::broken_pages(&file_name(path), pages, lang);
            self.notices.push(notice);
        }
        for skipped in imported.skipped {
            if skipped.needs_password() && self.dialog.is_none() {
                self.dialog = Some(password_dialog(&skipped, lang));
            } else {
                self.notices.push(skip_notice(&skipped, tools));
            }
        }
    }

    /// A source of the dossier that does not open without one.
    fn ask_for_passwords(&mut self, tools: &mut Tools) {
        if self.dialog.is_some() {
            return;
        }
        let Some(source) = tools.locked.pop() else {
            return;
        };
        let dossier = self.dossier();
        let documents = dossier.documents.iter();
        let of_source = |d: &&std::sync::Arc<crate::model::document::Document>| {
            d.source.as_ref().is_some_and(|s| s.sha256 == source.key)
        };
        let Some(document) = documents.clone().find(of_source) else {
            return;
        };
        if self.passwords.get(&source.key) != source.password.as_ref() {
            return;
        }
        let name = format!("{} {}", document.number, document.work_title);
        let SourceFile { key, password, .. } = source;
        let wrong = password.map(|_| tools.lang.fill(Text::PasswordWrong, &[&name]));
        self.dialog = Some(Dialog::Password {
            locked: Locked::Source(key),
            name,
            typed: String::new(),
            wrong,
        });
    }

    pub(super) fn unlock(&mut self, locked: Locked, password: String, tools: &mut Tools) {
        self.dialog = None;
        match locked {
            Locked::File(path) => self.import(vec![path], Some(password), tools),
            Locked::Source(sha256) => {
                // What could not be read without it is read now.
                self.texts.remove(&sha256);
                self.passwords.insert(sha256, password);
            }
        }
    }

    pub(super) fn export_wish(&mut self, wish: ExportWish, tools: &mut Tools) {
        match wish {
            ExportWish::Start(form) => {
                let job = ExportJob {
                    dossier: self.dossier().clone(),
                    folder: self.folder.clone(),
                    target: PathBuf::from(form.target.trim()),
                    day: clock::today(),
                    passwords: self.passwords.clone(),
                    selection: Selection {
                        with_deferred: form.with_deferred,
                        ..self.selection()
                    },
                    only_inventory: form.only_inventory,
                    edition: form.edition.clone(),
                    reason: form.given_reason().to_owned(),
                    last_entry: self.last_entry(),
                };
                let engine = tools.engine.clone();
                self.export = Some(ExportView::Running);
                self.exporting = Some(Task::start(tools.wake.clone(), move |reporter| {
                    export::run(&engine, &job, reporter)
                }));
            }
            ExportWish::Stop => {
                if let Some(task) = &self.exporting {
                    task.stop();
                }
            }
            ExportWish::Show(path) => (tools.show)(path),
        }
    }

    /// Shows what blocks, or else what an export will make.
    pub(super) fn propose_export(&mut self, lang: Lang) {
        if self.exporting.is_some() {
            self.export = Some(ExportView::Running);
            return;
        }
        let dossier = self.dossier().clone();
        let selection = self.selection();
        let findings = self.checking.findings(&dossier);
        let plan = match ExportPlan::of(&dossier, &selection, findings) {
            Ok(plan) => plan,
            Err(findings) => {
                let listed = findings.iter().map(|finding| listed(finding, lang));
                self.export = Some(ExportView::Blocked(listed.collect()));
                return;
            }
        };
        let today = clock::today();
        let deferred = dossier.documents.iter();
        let deferred = deferred.filter(|d| d.is_exported() && d.is_deferred(&today));
        let target = proposed_target(&self.folder, &clock::now());
        self.export = Some(ExportView::Proposed(Box::new(ExportForm {
            target: target.display().to_string(),
            documents: plan.files().count(),
            held: plan.withdrawn().map(|(d, _)| d.number.clone()).collect(),
            unjudged: plan.unjudged.iter().map(|d| d.number.clone()).collect(),
            deferred: deferred.map(|d| d.number.clone()).collect(),
            warnings: findings.iter().filter(|f| !f.blocks()).count(),
            reason: lang.text(Text::ExportReasonProposed).to_owned(),
            parties: dossier.parties(),
            ..ExportForm::default()
        })));
    }

    /// Everything, but for what may be read only later.
    pub(super) fn selection(&self) -> Selection {
        Selection {
            day: clock::today(),
            ..Selection::default()
        }
    }

    fn exported(&self, outcome: Result<Exported, Stopped>, tools: &Tools) -> ExportView {
        let lang = tools.lang;
        match outcome {
            Ok(exported) => {
                let mut left_out: Vec<(Notice, Option<Place>)> = exported
                    .left_out
                    .iter()
                    .map(|left_out| {
                        let place = Place {
                            document: left_out.document,
                            page: left_out.first_page(),
                            mark: None,
                        };
                        (Notice::left_out(left_out, lang), Some(place))
                    })
                    .collect();
                left_out.extend(exported.unjudged.iter().map(|number| {
                    let text = lang.fill(Text::LeftOutUnjudged, &[number]);
                    let documents = &self.dossier().documents;
                    let place = documents
                        .iter()
                        .find(|d| d.number == *number)
                        .map(|d| Place {
                            document: d.id,
                            page: None,
                            mark: None,
                        });
                    (Notice::new(Kind::Findings, text), place)
                }));
                let first = self.first_published(&exported);
                ExportView::Done(Box::new(Outcome {
                    exported,
                    left_out,
                    first,
                }))
            }
            Err(Stopped::Findings(findings)) => {
                let listed = findings.iter().map(|finding| listed(finding, lang));
                ExportView::Blocked(listed.collect())
            }
            Err(Stopped::Export(error)) => {
                ExportView::Failed(Notice::export(&error, "de export", lang))
            }
        }
    }

    /// The first published file and the size of its first page.
    fn first_published(
        &self,
        exported: &Exported,
    ) -> Option<(SourceFile, crate::model::geometry::PageSize)> {
        let name = exported.files.first()?;
        let names = export::file_names(self.dossier());
        let (id, _) = names.iter().find(|(_, of)| *of == name)?;
        let document = self.dossier().document(*id)?;
        let size = document.source.as_ref()?.pages.first().copied()?;
        let path = exported
            .target
            .join(crate::export::folder::PUBLIC)
            .join(name);
        let key = path.display().to_string();
        let source = SourceFile {
            key,
            path,
            password: None,
        };
        Some((source, size))
    }
}

/// A finding with the way to it.
fn listed(finding: &Finding, lang: Lang) -> ListedFinding {
    ListedFinding {
        text: Notice::finding(finding, lang).text,
        place: finding.document.map(|document| Place {
            document,
            page: finding.page,
            mark: finding.mark,
        }),
    }
}

fn password_dialog(skipped: &Skipped, lang: Lang) -> Dialog {
    let name = file_name(&skipped.path);
    let is_wrong = matches!(skipped.reason, SkipReason::WrongPassword);
    Dialog::Password {
        locked: Locked::File(skipped.path.clone()),
        wrong: is_wrong.then(|| lang.fill(Text::PasswordWrong, &[&name])),
        name,
        typed: String::new(),
    }
}

/// What is said when no password was given for a file that is to be added.
pub(super) fn left_locked(dialog: &Dialog, lang: Lang) -> Option<Notice> {
    match dialog {
        Dialog::Password {
            locked: Locked::File(_),
            name,
            ..
        } => Some(locked_notice(name, lang)),
        _ => None,
    }
}

fn locked_notice(name: &str, lang: Lang) -> Notice {
    let text = lang.fill(Text::PasswordNeeded, &[&name]);
    Notice::hinted(Kind::Source, text, lang.text(Text::PasswordAddAgain))
}

fn skip_notice(skipped: &Skipped, tools: &Tools) -> Notice {
    let name = file_name(&skipped.path);
    match &skipped.reason {
        SkipReason::Engine(EngineError::Open(OpenError::Password)) | SkipReason::WrongPassword => {
            locked_notice(&name, tools.lang)
        }
        SkipReason::Engine(error) => Notice::engine(error, &name, tools.lang),
        SkipReason::Store(error) => Notice::not_added(error, &name, tools.lang),
    }
}
