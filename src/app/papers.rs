//! Actions on documents as papers: titles, groups, numbers, splitting and joining, the table of the inventory; and the
//! handbook on paper.
//!
//! **Invariant:** each is one edit; what takes longer is dropped when the dossier changed meanwhile.

use super::exporting::selection;
use super::feedback::Feedback;
use super::findings::Findings;
use super::looking;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Parted, Tasks};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::inventory::{Inventory, clip};
use crate::handbook::paper;
use crate::i18n::{Lang, Text};
use crate::jobs::export::ExportPlan;
use crate::jobs::looking::look;
use crate::jobs::parts::PartsError;
use crate::jobs::suggest::Proposal;
use crate::jobs::task::Reporter;
use crate::jobs::{Job, SourceFile, document_facts};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId, Judgement, proposed_title};
use crate::model::edit::{Change, Edit};
use crate::ui::handbook;
use arboard::Clipboard;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Looks for a day and a kind for these documents where they have none, or for all when there is one or none.
pub fn propose_facts(chosen: &[DocumentId], open: &OpenDossier, tasks: &mut Tasks) {
    let wanted = |id: &DocumentId| chosen.len() < 2 || chosen.contains(id);
    let documents = open.now().documents.iter().filter(|d| wanted(&d.id));
    let documents = documents.filter_map(|d| Some((d.clone(), open.source_of(d)?)));
    let documents: Vec<(Arc<Document>, SourceFile)> = documents.collect();
    let work = move |engine: &Engine, reporter: &Reporter| {
        document_facts::propose(engine, &documents, reporter)
    };
    tasks.start(Job::ProposeFacts, work, Outcome::FactsProposed);
}

/// Keeps what was proposed as one edit; what was filled in meanwhile stays.
pub fn take_proposed(mut edits: Vec<Edit>, open: &mut OpenDossier, feedback: &mut Feedback) {
    let is_empty = |id: &DocumentId, change: &Change| {
        let document = open.now().document(*id);
        document.is_some_and(|document| match change {
            Change::Date(_) => document.date.is_none(),
            _ => document.kind.is_empty(),
        })
    };
    edits.retain(|edit| {
        matches!(edit, Edit::ChangeDocuments { documents, change }
            if documents.iter().all(|id| is_empty(id, change)))
    });
    let is_day = |edit: &&Edit| {
        matches!(
            edit,
            Edit::ChangeDocuments {
                change: Change::Date(_),
                ..
            }
        )
    };
    let days = edits.iter().filter(is_day).count();
    let kinds = edits.len() - days;
    if edits.is_empty() || open.edit(Edit::Together { edits }, feedback) {
        feedback.say_with(Text::FactsProposed, &[&days, &kinds]);
    }
}

/// Confirms proposals for these documents, or for all when there is one or none.
pub fn confirm_titles(chosen: &[DocumentId], open: &mut OpenDossier, feedback: &mut Feedback) {
    let wanted = |id: &DocumentId| chosen.len() < 2 || chosen.contains(id);
    let untitled = open.now().documents.iter();
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
    together(edits, open, feedback);
}

pub fn group_by_year(open: &mut OpenDossier, feedback: &mut Feedback) {
    let edits = open.now().grouped_by_year();
    together(edits, open, feedback);
}

fn together(edits: Vec<Edit>, open: &mut OpenDossier, feedback: &mut Feedback) {
    let count = edits.len();
    if count == 0 || open.edit(Edit::Together { edits }, feedback) {
        feedback.say_with(Text::DocumentsChanged, &[&count]);
    }
}

pub fn renumber(open: &mut OpenDossier, feedback: &mut Feedback) {
    let numbers = open.now().renumbered();
    let count = numbers.len();
    if count > 0 && !open.edit(Edit::SetNumbers { numbers }, feedback) {
        return;
    }
    if open.now().wants_running_numbers() {
        feedback.say(Text::WantsRunning);
    } else {
        feedback.say_with(Text::Renumbered, &[&count]);
    }
}

/// Judges documents as a form says, by the same rule as the key.
pub fn judge(
    chosen: Vec<DocumentId>,
    judgement: Option<Judgement>,
    suggested: &[Proposal],
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    if judgement == Some(Judgement::Openbaar) {
        return judge_open(chosen, suggested, open, feedback);
    }
    let count = chosen.len();
    let change = Change::Judgement(judgement);
    let edit = Edit::ChangeDocuments {
        documents: chosen,
        change,
    };
    if open.edit(edit, feedback) {
        let derived = feedback.lang.text(Text::JudgementFromMarks);
        let name = judgement.map_or(derived, Judgement::name);
        feedback.say_with(Text::Judged, &[&count, &name]);
    }
}

/// Judges documents open that may be published as they are; those with marks are left alone, and those that nobody could
/// read for want of a password. Says how many suggestions in them nobody answered.
pub fn judge_open(
    chosen: Vec<DocumentId>,
    suggested: &[Proposal],
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let dossier = open.now().clone();
    let is_locked = |id: &DocumentId| dossier.document(*id).is_some_and(|d| open.is_locked(d));
    let (locked, chosen): (Vec<DocumentId>, Vec<DocumentId>) =
        chosen.into_iter().partition(is_locked);
    let has_marks = |id: &DocumentId| dossier.document(*id).is_some_and(|d| !d.marks.is_empty());
    let (marked, documents): (Vec<DocumentId>, Vec<DocumentId>) =
        chosen.into_iter().partition(has_marks);
    let count = documents.len();
    let unanswered = suggested.iter().filter(|p| documents.contains(&p.document));
    let unanswered = unanswered.count();
    let change = Change::Judgement(Some(Judgement::Openbaar));
    if count > 0 && !open.edit(Edit::ChangeDocuments { documents, change }, feedback) {
        return;
    }
    match (count, marked.len()) {
        (count, 0) => feedback.say_with(Text::JudgedOpen, &[&count]),
        (0, marked) => feedback.say_with(Text::StaysPartlyOpen, &[&marked]),
        (count, marked) => feedback.say_with(Text::JudgedOpenSkipped, &[&count, &marked]),
    }
    feedback.count_too(&[
        (Text::JudgedOpenLocked, locked.len()),
        (Text::JudgedOpenSuggested, unanswered),
    ]);
}

/// Puts the table of the inventory on the clipboard, as a word processor pastes it; the clipboard lives, on some
/// systems, as long as what filled it. What holds an export holds this too, so the texts are read first.
pub fn copy_table(
    open: &OpenDossier,
    findings: &mut Findings,
    tasks: &mut Tasks,
    feedback: &mut Feedback,
) -> Option<Clipboard> {
    if !findings.is_fresh(open.now()) {
        findings.check(open, tasks);
        feedback.say(Text::TableCheckFirst);
        return None;
    }
    let inventory = match ExportPlan::of(open.now(), &selection(), findings.now(open.now())) {
        Ok(plan) => Inventory::of(&plan, &[]),
        Err(found) => {
            feedback.warn(Kind::Findings, Text::ExportBlocked, &[&found.len()]);
            return None;
        }
    };
    let (html, plain) = (clip::html(&inventory), clip::plain(&inventory));
    let filled = Clipboard::new().and_then(|mut clipboard| {
        clipboard.set_html(html, Some(plain))?;
        Ok(clipboard)
    });
    match &filled {
        Ok(_) => feedback.say(Text::TableCopied),
        Err(_) => feedback.warn(Kind::Io, Text::TableNotCopied, &[]),
    }
    filled.ok()
}

/// Splits a document or joins some: `make` writes the new sources and says what changes. They are looked through before,
/// since what a whole holds its parts no longer show.
pub fn part(
    open: &OpenDossier,
    tasks: &mut Tasks,
    feedback: &mut Feedback,
    ids: &[DocumentId],
    make: impl FnOnce(&Engine, &Path, &Dossier) -> Result<Edit, PartsError> + Send + 'static,
) {
    if tasks.is_running(Job::Part) || !open.can_edit() {
        return;
    }
    let (folder, from) = (open.folder().to_owned(), open.now().clone());
    let dossier = from.clone();
    let documents = ids.iter().filter_map(|id| from.document(*id).cloned());
    let job = looking::before(&documents.collect::<Vec<_>>(), open);
    let work = move |engine: &Engine, reporter: &Reporter| {
        look(engine, &job, reporter);
        Parted {
            looked: job.made.take(),
            made: make(engine, &folder, &dossier),
        }
    };
    tasks.start(Job::Part, work, move |made| {
        Outcome::Parted(from.clone(), made)
    });
    feedback.say(Text::PartsRunning);
}

/// Takes in what a split or a join has brought; whether documents have other pages now.
pub fn take_parted(
    from: &Arc<Dossier>,
    parted: Option<Parted>,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) -> bool {
    let is_same = Arc::ptr_eq(from, open.now());
    feedback.hush();
    let made = parted.map(|parted| {
        looking::note(parted.looked, open, feedback);
        parted.made
    });
    match made {
        Some(Ok(edit)) if is_same => {
            open.edit(edit, feedback);
            return true;
        }
        Some(Err(error)) => {
            let notice = Notice::parts(&error, feedback.lang);
            feedback.notify(notice);
        }
        // Something was done meanwhile: what was made no longer fits, and the action can be asked for again.
        _ => feedback.warn(Kind::Usage, Text::PartsAgain, &[]),
    }
    false
}

/// Writes the handbook as a PDF beside the dossier, so that it can be printed.
pub fn print_handbook(ctx: &egui::Context, open: &OpenDossier, lang: Lang, tasks: &mut Tasks) {
    let name = lang.text(Text::HandbookPaper);
    let (keys, day) = (handbook::key_rows(ctx, lang), clock::today());
    let folder = open.folder().to_owned();
    let wanted = folder.with_file_name(name);
    let write =
        move |_: &Engine, _: &Reporter| write_new(&folder, name, &paper::write(name, &keys, &day));
    tasks.start(Job::PrintHandbook, write, move |printed| {
        Outcome::HandbookPrinted(wanted.clone(), printed)
    });
}

/// Says where the handbook lies, or why it could not be written.
pub fn take_printed(
    wanted: &Path,
    printed: Option<io::Result<PathBuf>>,
    feedback: &mut Feedback,
) -> Option<PathBuf> {
    let printed = printed.unwrap_or_else(|| Err(ErrorKind::Other.into()));
    match printed {
        Ok(path) => {
            feedback.say_with(Text::ExportedTo, &[&path.display()]);
            Some(path)
        }
        Err(error) => {
            let notice = Notice::write(&error, &wanted.display().to_string(), feedback.lang);
            feedback.notify(notice);
            None
        }
    }
}

/// Writes a PDF beside a folder under the first of `name`, `name (2)`, … that is free: nothing is written over.
fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut nth = 1;
    loop {
        let path = folder.with_file_name(match nth {
            1 => format!("{name}.pdf"),
            _ => format!("{name} ({nth}).pdf"),
        });
        match File::create_new(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes);
                // Half a paper is worse than none.
                return written.map(|()| path.clone()).inspect_err(|_| {
                    let _gone = std::fs::remove_file(&path);
                });
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => nth += 1,
            Err(error) => return Err(error),
        }
    }
}
