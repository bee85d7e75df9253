//! Exports: proposed or blocked, started, and shown when they are done.
//!
//! **Invariant:** what blocks an export is asked of the dossier as it is at that moment.

use super::findings::Findings;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use crate::clock;
use crate::error::{Kind, Notice};
use crate::export::layout::PUBLIC;
use crate::export::outcome::LeftOut;
use crate::i18n::{Lang, Text};
use crate::jobs::export::{
    self, ExportJob, ExportPlan, Exported, Finding, Selection, Stopped, proposed_target,
};
use crate::jobs::{Job, SourceFile, scans};
use crate::model::dossier::Dossier;
use crate::ui::Place;
use crate::ui::export_view::{self, ExportView, FirstPage, ListedFinding};
use crate::ui::forms::export_form::ExportForm;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything, but for what may be read only later.
pub fn selection() -> Selection {
    Selection {
        day: clock::today(),
        ..Selection::default()
    }
}

/// Starts an export as the form says; `programs` is where the program that reads scans is looked for.
pub fn start(form: &ExportForm, open: &OpenDossier, programs: Option<OsString>, tasks: &mut Tasks) {
    let mut job = ExportJob {
        dossier: open.now().clone(),
        folder: open.folder().to_owned(),
        target: PathBuf::from(form.target.trim()),
        day: clock::today(),
        passwords: open.passwords().clone(),
        selection: Selection {
            with_deferred: form.with_deferred,
            ..selection()
        },
        only_inventory: form.only_inventory,
        edition: form.edition.clone(),
        reason: form.given_reason().to_owned(),
        last_entry: open.last_entry(),
        reading: None,
        version: None,
    };
    tasks.start(
        Job::Export,
        move |engine, reporter| {
            let installed = programs.map(|path| scans::installed_in(engine, &path));
            job.reading = installed.map(Arc::new);
            export::run(engine, &job, reporter)
        },
        Outcome::Exported,
    );
}

/// What blocks, or else what an export will make.
/// `suggestions`: how many nobody answered.
pub fn proposed(
    open: &OpenDossier,
    findings: &mut Findings,
    suggestions: usize,
    lang: Lang,
) -> ExportView {
    let dossier = open.now();
    let is_reading = !findings.is_fresh(dossier);
    let findings = findings.now(dossier);
    let plan = match ExportPlan::of(dossier, &selection(), findings) {
        Ok(plan) => plan,
        Err(findings) => return blocked(&findings, lang),
    };
    let today = clock::today();
    let deferred = dossier.documents.iter();
    let deferred = deferred.filter(|d| d.is_exported() && d.is_deferred(&today));
    let locked = plan.files().map(|d| &d.document);
    let locked: Vec<_> = locked.filter(|d| open.is_locked(d)).collect();
    let target = proposed_target(open.folder(), &clock::now());
    let target = target.display().to_string();
    ExportView::Proposed(Box::new(ExportForm {
        proposed: target.clone(),
        target,
        documents: plan.files().count() - locked.len(),
        locked: locked
            .iter()
            .map(|d| (d.id, d.number.to_string()))
            .collect(),
        held: plan
            .withdrawn()
            .map(|(d, _)| d.number.to_string())
            .collect(),
        unjudged: plan.unjudged.iter().map(|d| d.number.to_string()).collect(),
        deferred: deferred.map(|d| d.number.to_string()).collect(),
        warnings: findings.iter().filter(|f| !f.blocks()).count(),
        suggestions,
        is_reading,
        parties: dossier.parties(),
        ..ExportForm::default()
    }))
}

/// What came of an export, which the log keeps. What was `tried` is forgotten once it came about.
pub fn taken(
    outcome: Option<Result<export::Outcome, Stopped>>,
    tried: &mut Option<ExportForm>,
    open: &mut OpenDossier,
    lang: Lang,
) -> ExportView {
    match outcome {
        Some(Ok(export::Outcome { exported, event })) => {
            open.exported(&event);
            *tried = None;
            done(exported, open.now(), lang)
        }
        Some(Err(Stopped::Findings(findings))) => blocked(&findings, lang),
        Some(Err(Stopped::Export(error))) => {
            let target = tried.as_ref().map_or("", |form| form.target.trim());
            ExportView::Failed(Notice::export(&error, target, lang))
        }
        None => {
            let text = lang.text(Text::ExportBroken).to_owned();
            ExportView::Failed(Notice::new(Kind::Internal, text))
        }
    }
}

fn blocked(findings: &[Finding], lang: Lang) -> ExportView {
    let listed = findings.iter().map(|finding| listed(finding, lang));
    ExportView::Blocked(listed.collect())
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

fn done(exported: Exported, dossier: &Dossier, lang: Lang) -> ExportView {
    let not_published = exported.left_out.iter().map(|left| left_out(left, lang));
    let unjudged = exported.unjudged.iter().map(|number| {
        let text = lang.fill(Text::LeftOutUnjudged, &[number]);
        let mut documents = dossier.documents.iter();
        let document = documents.find(|d| d.number.as_str() == *number);
        let place = document.map(|d| super::places::document(d.id));
        (Notice::new(Kind::Findings, text), place)
    });
    ExportView::Done(Box::new(export_view::Outcome {
        left_out: not_published.chain(unjudged).collect(),
        first: first_published(&exported, dossier),
        exported,
    }))
}

fn left_out(left: &LeftOut, lang: Lang) -> (Notice, Option<Place>) {
    let place = Place {
        document: left.document,
        page: left.first_page(),
        mark: None,
    };
    (Notice::left_out(left, lang), Some(place))
}

/// The first published page with a mark; where nothing was marked, the first page.
fn first_published(exported: &Exported, dossier: &Dossier) -> Option<FirstPage> {
    let names = export::file_names(dossier);
    let of_file = |name: &String| {
        let (id, _) = names.iter().find(|(_, of)| *of == name)?;
        Some((name.clone(), dossier.document(*id)?))
    };
    let mut files = exported.files.iter().filter_map(of_file);
    let begins = files.clone().next();
    let marked = files.find_map(|(name, document)| {
        let page = document.marks.iter().map(|m| m.mark.page).min()?;
        Some((name, document, page))
    });
    let is_blackened = marked.is_some();
    let first = marked.or_else(|| begins.map(|(name, document)| (name, document, 0)));
    let (name, document, page) = first?;
    let path = exported.target.join(PUBLIC).join(name);
    Some(FirstPage {
        source: SourceFile::written(path),
        number: document.number.to_string(),
        page,
        size: document.sizes().get(page).copied()?,
        is_blackened,
    })
}
