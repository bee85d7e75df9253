//! The first phase of a frame: what has ended beside the window is taken in, and what waited for it goes on.
//!
//! **Invariant:** this is the one place where work that is under way is asked what came of it.

#![deny(
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants
)]

use super::choose::Chosen;
use super::outcome::Outcome;
use super::services::Services;
use super::workspace::Workspace;
use super::{about, exporting, import, intake, papers, places, review, search, suggestions, twins};
use crate::error::Kind;
use crate::i18n::Text;
use crate::jobs::Job;
use crate::jobs::import::Imported;
use crate::model::dossier::document::DocumentId;
use crate::ui::export_view::ExportView;
use crate::ui::forms::ask::Ask;
use crate::ui::forms::dialogs::Dialog;
use crate::ui::viewing::Tab;
use egui::Context;

impl Workspace {
    /// Takes in what has ended, and goes on with what was waiting for it.
    ///
    /// The order matters in three places: outcomes come first, since all that follows asks what is known and what still
    /// runs; the log is asked for before a check goes on, so that it never goes on with an older one; and a choice of grounds comes
    /// last, since a click that was settled just before may have made it needless.
    pub(super) fn settle(&mut self, ctx: &Context, services: &mut Services) {
        for outcome in self.tasks.poll() {
            self.take(outcome, services);
        }
        self.take_arrived(ctx);
        self.open.tell_failed_saving(&mut self.feedback);
        let left = self.open.keep_when_due();
        if let Some(left) = left {
            ctx.request_repaint_after(left);
        }
        self.look(left.is_some() || ctx.input(|input| input.pointer.any_down()));
        self.forget_needless_question();
        self.marking(services).settle();
        self.ask_for_passwords(services);
        let (open, tasks) = (&self.open, &mut self.tasks);
        self.findings.keep_up(open.now(), tasks);
        if let Some(left) = self.findings.read_when_quiet(open, tasks) {
            ctx.request_repaint_after(left);
        }
        self.suggestions.keep_up(open, self.feedback.lang, tasks);
        let (facts, programs) = (&mut services.facts, services.programs.as_ref());
        let at_hand = self.viewing.at_hand(open.now());
        self.scans.keep_up(at_hand, open, facts, programs, tasks);
        if self.viewing.shows(Tab::Find) {
            self.search.keep_up(open, tasks);
            self.search.covered.keep_up(&self.panels.find, open, tasks);
        }
        let facts = &mut services.facts;
        let find = &self.panels.find;
        self.search
            .finish_jump(find, facts, open, &mut self.viewing);
        let programs = services.programs.as_ref();
        self.published.keep_up(open, &self.viewing, programs, tasks);
        let tells_answers = self.viewing.shows(Tab::Check) && self.panels.check.shows_answers();
        let is_wanted = self.viewing.tab == Tab::History || tells_answers;
        if is_wanted || !self.history.approving.is_empty() {
            self.history.keep_up(open, self.feedback.lang, tasks);
        }
        self.go_on_approving();
        if let Some(ground_picker) = self.gestures.due_picker(&self.open, ctx) {
            self.overlay.ground_picker = Some(ground_picker);
        }
        if let Some(one) = self.gestures.due_suggestion(ctx) {
            self.choose_suggestion(one, services);
        }
    }

    /// Whether to stop what is being written is asked only while it is.
    fn forget_needless_question(&mut self) {
        let asks = matches!(&self.overlay.dialog, Some(Dialog::Ask(Ask::Leave { .. })));
        if asks && self.tasks.underway(&Job::WRITING).is_none() {
            self.overlay.dialog = None;
        }
    }

    /// What is proposed for an export follows what is found meanwhile.
    pub(super) fn propose_anew(&mut self) {
        if !matches!(self.overlay.export, Some(ExportView::Proposed(_))) {
            return;
        }
        let new = self.proposed_export();
        let view = self.overlay.export.as_mut();
        if let Some(view) = view {
            view.follow(new);
        }
    }

    fn look(&mut self, is_gesture: bool) {
        let (open, tasks, feedback) = (&mut self.open, &mut self.tasks, &mut self.feedback);
        let at_hand = self.viewing.at_hand(open.now());
        self.looking
            .keep_up(at_hand, is_gesture, open, tasks, feedback);
    }

    fn ask_for_passwords(&mut self, services: &mut Services) {
        if self.overlay.dialog.is_none()
            && let Some(source) = services.locked.pop()
        {
            services.asked.push(source.clone());
            self.overlay.dialog = import::ask_password(source, &self.open, self.feedback.lang);
        }
    }

    fn go_on_approving(&mut self) {
        let (history, open) = (&mut self.history, &mut self.open);
        if history.is_current(open, &self.tasks)
            && let Some(dialog) = review::go_on_approving(history, open, &mut self.feedback)
        {
            self.overlay.dialog = Some(dialog);
        }
    }

    /// Takes in what work has brought.
    fn take(&mut self, outcome: Outcome, services: &Services) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        match outcome {
            Outcome::FilesChosen(chosen) => self.take_chosen(chosen),
            Outcome::FactsProposed(edits) => {
                papers::take_proposed(edits.unwrap_or_default(), open, feedback);
            }
            Outcome::NamesCovered(names) => {
                let dialog = &mut self.overlay.dialog;
                suggestions::take_covered_names(names.unwrap_or_default(), dialog, feedback);
            }
            Outcome::WallsKnown(walls) => {
                if let Some(Dialog::About(shown)) = &mut self.overlay.dialog {
                    about::take(walls, Some(shown), feedback.lang);
                }
            }
            Outcome::Imported(imported) => self.take_imported(imported),
            Outcome::Exported(outcome) => {
                let overlay = &mut self.overlay;
                let view = exporting::taken(outcome, &mut overlay.tried, open, feedback.lang);
                overlay.export = Some(view);
            }
            Outcome::Parted(from, made) => {
                let new = open.now().next_document_id();
                if papers::take_parted(&from, made, open, feedback) {
                    self.viewing.forget_views();
                    self.forget_gone();
                    self.go_to_part(new);
                }
            }
            Outcome::IntakeDone(request, made) => intake::take(&request, made, open, feedback),
            Outcome::Repeated(made) => {
                let document = self.viewing.current(open.now());
                let number = document.map(|d| d.number.to_string()).unwrap_or_default();
                review::take_repeated(made, &number, open, feedback);
            }
            Outcome::Carried(of, made) => twins::take_carried(&of, made, open, feedback),
            Outcome::HitsMarked(made) => search::take_marked(made, open, feedback),
            Outcome::CoveredFound(round, document, found) => {
                self.search.covered.take(round, document, found);
            }
            Outcome::TextRead(sha256, text) => self.search.take(sha256, text),
            Outcome::LookedThrough(ended) => self.looking.take(ended, open, feedback),
            Outcome::ScansRead(read) => {
                let users = (&mut self.search, &mut self.suggestions, &mut self.findings);
                self.scans
                    .take(read, users, open, &mut self.tasks, feedback);
            }
            Outcome::Checked(of, read) => {
                self.findings.take_read(of, read.flatten(), &mut self.tasks);
                self.propose_anew();
            }
            Outcome::OpenFound(of, found) => {
                self.findings.take_open(of, found);
                self.propose_anew();
            }
            Outcome::Suggested(sources, looked) => {
                self.suggestions.take(sources, looked, open, feedback);
            }
            Outcome::HandbookPrinted(wanted, printed) => {
                let printed = papers::take_printed(&wanted, printed, feedback);
                printed.into_iter().for_each(services.show);
            }
            Outcome::LogRead(past) => self.history.take(past.flatten()),
            Outcome::PublishedMade(asked, page) => self.published.take(asked, page),
        }
    }

    /// To the document that a split or a join has made: that is where the reader was.
    fn go_to_part(&mut self, new: DocumentId) {
        let Some(document) = self.open.now().document(new) else {
            return;
        };
        let (number, pages) = (document.number.to_string(), document.pages());
        self.feedback.say_with(Text::PartMade, &[&number, &pages]);
        self.go_to(places::document(new));
    }

    fn take_chosen(&mut self, chosen: Option<Chosen>) {
        match chosen {
            Some(Chosen::Paths(paths)) if !paths.is_empty() => {
                self.import(paths, None);
            }
            Some(Chosen::NoDialog) => self.overlay.dialog = Some(Dialog::path(true)),
            Some(Chosen::Paths(_)) | None => {}
        }
    }

    fn take_imported(&mut self, imported: Option<Imported>) {
        let (open, feedback) = (&mut self.open, &mut self.feedback);
        if imported.is_none() {
            feedback.warn(Kind::Internal, Text::ImportBroken, &[]);
        }
        let mut imported = imported.unwrap_or_default();
        let first = self.arriving.end(&mut imported, open, feedback);
        let (has_added, dialog) = (self.arriving.has_added(), &mut self.overlay.dialog);
        import::tell_skipped(imported, has_added, dialog, feedback);
        first
            .into_iter()
            .for_each(|first| self.go_to(places::document(first)));
    }

    /// Documents of an import that goes on can be worked on as they come.
    fn take_arrived(&mut self, ctx: &Context) {
        if self.tasks.is_running(Job::Import) {
            let (open, feedback) = (&mut self.open, &mut self.feedback);
            let first = self.arriving.keep_up(open, feedback);
            // Nothing else may draw the window while the next file is read.
            if self.arriving.is_waiting() {
                ctx.request_repaint_after(import::PAUSE);
            }
            first
                .into_iter()
                .for_each(|first| self.go_to(places::document(first)));
        }
    }
}
