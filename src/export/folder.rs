//! A whole dossier from plan to published folder: files, inventory and report, put in place in one step.
//!
//! **Invariant:** everything is written in a folder aside and renamed when it is complete; nothing unverified is ever
//! in it. A document that cannot be published is left out and named, and the inventory is then a concept.
//! **Absent:** where sources lie; they are handed in.

use super::files::{EditionDocument, Files};
use super::layout::PUBLIC;
use super::outcome::{ExportError, Exported};
use super::paper_facts::PaperFacts;
use super::plan::PlannedDocument;
use super::progress::Progress;
use super::request::ExportRequest;
use super::{papers, part};
use crate::engine::Engine;
use crate::model::dossier::ids::DocumentId;

/// Makes, verifies and publishes everything of a plan.
///
/// # Errors
/// The work was cancelled, or the target cannot be written. Then nothing is left behind.
pub fn export(
    engine: &Engine,
    request: &ExportRequest<'_>,
    progress: &dyn Progress,
) -> Result<Exported, ExportError> {
    let mut files = Files::begin(&request.inputs, PUBLIC)?;
    for (document, finding) in request.plan.withdrawn() {
        files.hold(document, finding);
    }
    if !request.only_inventory {
        write_documents(engine, request, &mut files, progress)?;
    }
    let absent: Vec<DocumentId> = files.left_out.iter().map(|l| l.document).collect();
    let facts = PaperFacts::of(request, files.made(), &absent);
    let inventory = papers::write(engine, &files.staging, &facts)?;
    if let Some(origin) = &request.part {
        part::write(&files.staging, request.plan, origin, &facts)?;
    }
    files.publish(facts.unjudged, inventory)
}

fn write_documents(
    engine: &Engine,
    request: &ExportRequest<'_>,
    files: &mut Files<'_>,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let planned: Vec<&PlannedDocument> = request.plan.files().collect();
    for (done, file) in planned.iter().enumerate() {
        let document = &file.document;
        let Some(name) = &file.file_name else {
            continue;
        };
        progress.subject(document.number.as_str(), done, planned.len());
        let wanted = EditionDocument {
            document,
            name: name.clone(),
            title: document.title(),
            marks: document.marks.iter().map(|m| &m.mark).collect(),
            notation: request.plan.facts.notation,
            overlay: None,
        };
        files.write(engine, &wanted, progress)?;
    }
    Ok(())
}
