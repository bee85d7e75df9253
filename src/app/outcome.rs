//! What the work beside the window brings.
//!
//! **Invariant:** every kind of work has its own outcome, and each is taken in where all are.

use super::choose::Chosen;
use super::findings::Read;
use super::history::Past;
use super::intake::{self, Request};
use super::published_text::Asked;
use super::workspace::Workspace;
use super::{exporting, import, papers, places, review, search};
use crate::engine::EngineError;
use crate::error::Kind;
use crate::i18n::Text;
use crate::jobs;
use crate::jobs::check::Finding;
use crate::jobs::export::{self, Stopped};
use crate::jobs::import::Imported;
use crate::jobs::intake::RequestError;
use crate::jobs::parts::PartsError;
use crate::jobs::repeat::Repeated;
use crate::jobs::search::{MarkedHits, SourceText};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::ui::dialogs::Dialog;
use std::sync::Arc;

/// The work on an open dossier that is under way.
pub type Tasks = jobs::Tasks<Outcome>;

/// What work has brought; `None` where it broke.
pub enum Outcome {
    FilesChosen(Option<Chosen>),
    Imported(Option<Imported>),
    Exported(Option<Result<export::Outcome, Stopped>>),
    /// A document was split or some were joined, as they were in that dossier.
    Parted(Arc<Dossier>, Option<Result<Edit, PartsError>>),
    /// What was asked about the contents of a source was carried out.
    IntakeDone(Request, Option<Result<Edit, RequestError>>),
    Repeated(Option<Result<Repeated, EngineError>>),
    HitsMarked(Option<MarkedHits>),
    /// The text of the source with this hash.
    TextRead(String, Option<Result<SourceText, EngineError>>),
    /// The texts of that dossier were checked; no `Read` when it was stopped.
    Checked(Arc<Dossier>, Option<Option<Read>>),
    /// What of the check holds for that dossier.
    OpenFound(Arc<Dossier>, Option<Vec<Finding>>),
    /// No `Past` when the log cannot be read.
    LogRead(Option<Option<Past>>),
    PublishedRead(Asked, Option<Result<String, EngineError>>),
}

impl Workspace {
    /// Takes in what work has brought.
    pub(super) fn take(&mut self, outcome: Outcome) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match outcome {
            Outcome::FilesChosen(chosen) => self.take_chosen(chosen),
            Outcome::Imported(imported) => self.take_imported(imported),
            Outcome::Exported(outcome) => {
                let view = exporting::taken(outcome, open, feedback.lang);
                self.overlay.export = Some(view);
            }
            Outcome::Parted(from, made) => {
                if papers::take_parted(&from, made, open, feedback) {
                    self.viewing.forget_views();
                    self.mend();
                }
            }
            Outcome::IntakeDone(request, made) => intake::take(&request, made, open, feedback),
            Outcome::Repeated(made) => {
                let document = self.viewing.current(open.now());
                let number = document.map(|d| d.number.clone()).unwrap_or_default();
                review::take_repeated(made, &number, open, feedback);
            }
            Outcome::HitsMarked(made) => search::take_marked(made, open, feedback),
            Outcome::TextRead(sha256, text) => self.search.take(sha256, text),
            Outcome::Checked(of, read) => {
                self.findings.take_read(of, read.flatten(), &mut self.tasks);
            }
            Outcome::OpenFound(of, found) => self.findings.take_open(of, found),
            Outcome::LogRead(past) => self.history.take(past.flatten()),
            Outcome::PublishedRead(asked, lines) => self.published.take(asked, lines),
        }
    }

    fn take_chosen(&mut self, chosen: Option<Chosen>) {
        match chosen {
            Some(Chosen::Paths(paths)) if !paths.is_empty() => {
                import::start(paths, None, &self.open, &mut self.tasks);
            }
            Some(Chosen::NoDialog) => self.overlay.dialog = Some(Dialog::path(true)),
            Some(Chosen::Paths(_)) | None => {}
        }
    }

    fn take_imported(&mut self, imported: Option<Imported>) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        let Some(mut imported) = imported else {
            return feedback.warn(Kind::Internal, Text::ImportBroken, &[]);
        };
        let group = import::usual_group(open, &self.viewing);
        let first = import::take(&mut imported, &group, open, feedback);
        if let Some(first) = first {
            let place = places::document(first);
            self.viewing.go_to(place, open.now(), &mut self.chosen);
        }
        import::tell_skipped(imported, &mut self.overlay.dialog, feedback);
    }
}
