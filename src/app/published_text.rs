//! The text of the page at hand after the export, made aside and kept until the page or its document changes.

use super::desk::Desk;
use super::tools::Tools;
use crate::clock;
use crate::engine::{Engine, EngineError};
use crate::export::document::{DocumentPlan, Source};
use crate::export::text_after::text_after;
use crate::jobs::SourceFile;
use crate::jobs::task::{Look, Task};
use crate::model::document::Document;
use crate::model::ground::Notation;
use crate::ui::text_view::{self, Reading};
use crate::writer::FileFacts;
use egui::Ui;
use std::sync::Arc;

/// One page of a document as it is now.
#[derive(Clone)]
struct Asked {
    document: Arc<Document>,
    page: usize,
    notation: Notation,
}

impl Asked {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document)
            && self.page == other.page
            && self.notation == other.notation
    }
}

/// What was asked last, and what came of it.
#[derive(Default)]
pub struct TextAfter {
    asked: Option<Asked>,
    task: Option<Task<Result<String, EngineError>>>,
    lines: Option<Result<String, EngineError>>,
}

impl Desk {
    /// Shows the page at hand as text.
    pub(super) fn text_ui(
        &mut self,
        ui: &mut Ui,
        document: &Arc<Document>,
        source: &SourceFile,
        tools: &Tools,
    ) {
        let asked = Asked {
            document: document.clone(),
            page: self.page,
            notation: self.dossier().facts.notation,
        };
        let after = &mut self.text_after;
        match after.task.as_ref().map(Task::look) {
            Some(Look::Done(lines)) => (after.task, after.lines) = (None, Some(lines)),
            Some(Look::Broken) => {
                (after.task, after.lines) = (None, Some(Err(EngineError::Crashed)));
            }
            Some(Look::Running) | None => {}
        }
        let is_known = after.asked.as_ref().is_some_and(|known| known.is(&asked));
        // One page at a time: what is being drawn is finished first.
        if !is_known && after.task.is_none() {
            after.lines = None;
            after.asked = Some(asked.clone());
            let (engine, source) = (tools.engine.clone(), source.clone());
            let task = Task::start(tools.wake.clone(), move |_| read(&engine, &source, &asked));
            after.task = Some(task);
        }
        let reading = match &after.lines {
            Some(Ok(lines)) if is_known => Reading::Lines(lines),
            Some(Err(_)) if is_known => Reading::Failed,
            _ => Reading::Working,
        };
        text_view::show(ui, self.page, &reading, tools.lang);
    }
}

fn read(engine: &Engine, source: &SourceFile, asked: &Asked) -> Result<String, EngineError> {
    let bytes = std::fs::read(&source.path).map_err(EngineError::Read)?;
    let source = Source {
        bytes: bytes.into(),
        password: source.password.clone(),
    };
    let plan = DocumentPlan {
        number: None,
        marks: asked.document.marks.iter().map(|m| &m.mark).collect(),
        notation: asked.notation,
        facts: FileFacts {
            title: String::new(),
            language: "nl-NL".to_owned(),
            date: clock::today(),
        },
    };
    let text = text_after(engine, &source, &plan, asked.page)?;
    Ok(text_view::lines(&text))
}
