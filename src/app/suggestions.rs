//! Suggestions: looked for beside the window when documents come or change, settled by edits.
//!
//! **Invariant:** what is listed is neither marked nor rejected in the dossier as it is now; nothing is marked but by a
//! person's hand.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{FoundSuggestions, Outcome, Tasks};
use crate::engine::{Engine, EngineError, OpenError};
use crate::error::{Kind, Notice};
use crate::find::suggest::{ListLine, OfficeList, Treatment};
use crate::i18n::{Lang, Text};
use crate::jobs::import;
use crate::jobs::suggest::{self, Proposal, Proposed};
use crate::jobs::task::Reporter;
use crate::jobs::{Job, SourceFile, covered_names, lists};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId, RejectedPlace};
use crate::model::edit::Edit;
use crate::model::ground::Ground;
use crate::ui::Intent;
use crate::ui::forms::dialogs::Dialog;
use crate::ui::suggested::Suggested;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// A suggestion of which less than this part is covered is still open: half a name tells who it is.
const WHOLE: f64 = 0.9;

/// Lines of one list that are said to be wrong; more are a list of another kind.
const MOST_FAULTS: usize = 5;

/// Where suggestions were looked for: documents and their sources.
type Sources = Vec<(DocumentId, String)>;

/// The suggestions of a dossier.
#[derive(Default)]
pub struct Suggestions {
    /// What was found, and where was looked.
    found: Option<(Sources, FoundSuggestions)>,
    /// The dossier of which it was last asked whether its documents changed.
    asked: Option<Arc<Dossier>>,
    /// Where was last begun to look.
    begun: Option<Sources>,
    open: Option<Open>,
    /// What was told of documents in which was not looked.
    told: Vec<Notice>,
}

/// Those that are open in this dossier, and the place of each among all that was found.
struct Open {
    of: Arc<Dossier>,
    proposals: Vec<Proposal>,
    places: Vec<usize>,
}

impl Suggestions {
    /// Looks again when documents came, went or changed their pages; and keeps up with what was settled.
    pub fn keep_up(&mut self, open: &OpenDossier, lang: Lang, tasks: &mut Tasks) {
        let is_idle = !tasks.is_running(Job::Suggest) && !tasks.is_running(Job::Import);
        let is_asked = |of: &Arc<Dossier>| Arc::ptr_eq(of, open.now());
        if is_idle && !self.asked.as_ref().is_some_and(is_asked) {
            self.asked = Some(open.now().clone());
            let sources = sources(open.now());
            if self.begun.as_ref() != Some(&sources) && !sources.is_empty() {
                self.look(open, lang, tasks);
            }
        }
        let is_same = |known: &Open| Arc::ptr_eq(&known.of, open.now());
        if !self.open.as_ref().is_some_and(is_same) {
            let all = self.all().iter().enumerate();
            let still = all.filter(|(_, p)| is_open(open.now(), p));
            let (places, proposals) = still.map(|(place, p)| (place, p.clone())).unzip();
            self.open = Some(Open {
                of: open.now().clone(),
                proposals,
                places,
            });
        }
    }

    /// Has it looked again: there are texts that were not there before.
    pub fn look_again(&mut self) {
        (self.asked, self.begun) = (None, None);
    }

    /// Reads the dossier and its lists anew.
    pub fn look(&mut self, open: &OpenDossier, lang: Lang, tasks: &mut Tasks) {
        let sources = sources(open.now());
        self.begun = Some(sources.clone());
        let documents = with_sources(open);
        let folder = open.folder().to_owned();
        let work = move |engine: &Engine, reporter: &Reporter| {
            let (rules, faults) = lists::read(&folder);
            let words = faults.iter().map(|fault| Notice::list(fault, lang));
            FoundSuggestions {
                faults: words.collect(),
                proposed: suggest::propose(engine, &documents, rules, reporter),
            }
        };
        tasks.start(Job::Suggest, work, move |looked| {
            Outcome::Suggested(sources.clone(), looked)
        });
    }

    /// Looking has ended: what was not looked at is told anew.
    pub fn take(
        &mut self,
        sources: Sources,
        looked: Option<FoundSuggestions>,
        open: &OpenDossier,
        feedback: &mut Feedback,
    ) {
        if let Some(looked) = looked.filter(|looked| !looked.proposed.stopped) {
            self.withdraw_told(feedback);
            self.told = unread_notices(&looked.proposed, open.now(), feedback.lang);
            for notice in &self.told {
                feedback.notify(notice.clone());
            }
            self.found = Some((sources, looked));
            self.open = None;
        }
    }

    /// A document was opened that could not be read: has it looked again.
    pub fn unlocked(&mut self, feedback: &mut Feedback) {
        self.withdraw_told(feedback);
        self.look_again();
    }

    fn withdraw_told(&mut self, feedback: &mut Feedback) {
        for notice in self.told.drain(..) {
            feedback.withdraw(&notice);
        }
    }

    /// Those that are open.
    pub fn open(&self) -> &[Proposal] {
        self.open.as_ref().map_or(&[], |open| &open.proposals)
    }

    /// All that was found.
    fn all(&self) -> &[Proposal] {
        let found = self.found.as_ref();
        found.map_or(&[], |(_, looked)| &looked.proposed.proposals)
    }

    /// What the panel shows.
    pub fn shown<'a>(
        &'a self,
        open: &'a OpenDossier,
        current: Option<DocumentId>,
        grounds: &'a [Ground],
        tasks: &Tasks,
        lang: Lang,
    ) -> Suggested<'a> {
        let looked = self.found.as_ref().map(|(_, looked)| looked);
        Suggested {
            dossier: open.now(),
            proposals: self.open(),
            found: self.all(),
            places: self.open.as_ref().map_or(&[], |open| &open.places),
            current,
            grounds,
            running: tasks.underway(&[Job::Suggest]).map(|u| u.status),
            is_known: looked.is_some(),
            without: looked.map_or(0, |looked| looked.proposed.without),
            faults: looked.map_or(&[], |looked| &looked.faults),
            can_edit: open.can_edit(),
            lang,
        }
    }
}

/// The sources of a dossier as suggestions were or would be looked for in them.
fn sources(dossier: &Dossier) -> Sources {
    let of = |d: &Arc<Document>| Some((d.id, d.source.as_ref()?.sha256.to_string()));
    dossier.documents.iter().filter_map(of).collect()
}

/// Whether nobody has settled it: a mark covers its areas, or its place was rejected.
fn is_open(dossier: &Dossier, proposal: &Proposal) -> bool {
    let Some(document) = dossier.document(proposal.document) else {
        return false;
    };
    let is_covered = proposal.areas.iter().all(|area| {
        let mut marks = document.marks_on(proposal.page).flat_map(|m| &m.mark.areas);
        marks.any(|mark| area.share_in(mark) > WHOLE)
    });
    let first = proposal.areas.first();
    let is_rejected = first.is_none_or(|area| document.is_rejected(proposal.page, area));
    !is_covered && !is_rejected
}

/// Marks suggestions on these grounds, else each on its own.
pub fn accept(
    some: &[Proposal],
    grounds: Option<&[Ground]>,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let mark = |proposal: &Proposal| {
        let own: Vec<Ground> = proposal.ground.iter().cloned().collect();
        proposal.mark(grounds.unwrap_or(&own))
    };
    let marks: Vec<_> = some.iter().map(mark).collect();
    let count = marks.len();
    let author = open.account().to_owned();
    if count > 0 && open.edit(Edit::AddMarks { marks, author }, feedback) {
        feedback.say_with(Text::SuggestMarked, &[&count]);
    }
}

/// Says of suggestions that they may be read.
pub fn reject(some: &[Proposal], open: &mut OpenDossier, feedback: &mut Feedback) {
    let place = |p: &Proposal| {
        let area = *p.areas.first()?;
        Some((p.document, RejectedPlace { page: p.page, area }))
    };
    let places: Vec<_> = some.iter().filter_map(place).collect();
    let count = places.len();
    if count > 0 && open.edit(Edit::RejectSuggestions { places }, feedback) {
        feedback.say_with(Text::EditRejected, &[&count]);
    }
}

/// The register of a dossier with somebody who acts in public.
pub fn with_public(open: &OpenDossier, name: &str) -> OfficeList {
    let mut list = lists::register(open.folder()).unwrap_or_default();
    let line = ListLine {
        treatment: Treatment::Public,
        ..ListLine::hidden(name)
    };
    list.lines.extend(line.checked());
    list
}

/// Keeps the register of a dossier and says so in these words, with the way back; whether it could.
pub fn keep_register(
    list: &OfficeList,
    said: String,
    open: &OpenDossier,
    feedback: &mut Feedback,
) -> bool {
    let before = lists::register_text(open.folder());
    let is_kept = tell_kept(lists::keep_register(open.folder(), list), feedback);
    if is_kept {
        feedback.say_words(said);
        feedback.offer_back(Intent::RestoreRegister(before));
    }
    is_kept
}

/// Puts the register of a dossier back as it was; whether it could.
pub fn restore_register(text: Option<&str>, open: &OpenDossier, feedback: &mut Feedback) -> bool {
    let is_kept = tell_kept(lists::restore_register(open.folder(), text), feedback);
    if is_kept {
        feedback.say(Text::RegisterRestored);
    }
    is_kept
}

/// Whether the register could be written; says why not.
fn tell_kept(written: io::Result<()>, feedback: &mut Feedback) -> bool {
    if let Err(error) = &written {
        let notice = Notice::write(error, lists::REGISTER, feedback.lang);
        feedback.notify(notice);
    }
    written.is_ok()
}

/// The documents of a dossier that have a file, with it.
fn with_sources(open: &OpenDossier) -> Vec<(Arc<Document>, SourceFile)> {
    let of = |document: &Arc<Document>| Some((document.clone(), open.source_of(document)?));
    open.now().documents.iter().filter_map(of).collect()
}

/// Begins to read the names that marks of a dossier cover.
pub fn read_covered_names(open: &OpenDossier, tasks: &mut Tasks) {
    let (documents, folder) = (with_sources(open), open.folder().to_owned());
    let work = move |engine: &Engine, reporter: &Reporter| {
        let (rules, _) = lists::read(&folder);
        covered_names::covered(engine, &documents, rules, reporter)
    };
    tasks.start(Job::CoveredNames, work, Outcome::NamesCovered);
}

/// Puts names in the form of the register, if it is still there.
pub fn take_covered_names(names: OfficeList, dialog: &mut Option<Dialog>, feedback: &mut Feedback) {
    if let Some(Dialog::Register(form)) = dialog {
        let count = form.add(names);
        feedback.say_with(Text::RegisterAdded, &[&count]);
    }
}

/// The register of a dossier with the lines of lists that stand elsewhere; what of them cannot be used is said.
pub fn with_lists(paths: &[PathBuf], open: &OpenDossier, feedback: &mut Feedback) -> OfficeList {
    let mut register = lists::register(open.folder()).unwrap_or_default();
    for path in paths {
        let (list, faults) = lists::of_file(path);
        if list.lines.is_empty() {
            let name = import::file_name(path);
            let text = feedback.lang.fill(Text::NoList, &[&name]);
            let hint = feedback.lang.text(Text::NoListHint);
            let notice = Notice::hinted(Kind::Usage, text, hint);
            feedback.notify(notice);
            continue;
        }
        for fault in faults.iter().take(MOST_FAULTS) {
            let said = Notice::list(fault, feedback.lang);
            feedback.notify(Notice::new(Kind::Usage, said));
        }
        register.take_in(list);
    }
    register
}

/// Where was not looked, and why: what a password keeps shut together, since one remedy opens it.
fn unread_notices(proposed: &Proposed, dossier: &Dossier, lang: Lang) -> Vec<Notice> {
    let number = |id: &DocumentId| dossier.document(*id).map(|d| d.number.to_string());
    let (mut locked, mut notices) = (Vec::new(), Vec::new());
    for (id, error) in &proposed.unread {
        let Some(number) = number(id) else {
            continue;
        };
        if matches!(**error, EngineError::Open(OpenError::Password)) {
            locked.push(number);
            continue;
        }
        let why = Notice::engine(error, &number, lang);
        notices.push(Notice {
            text: lang.fill(Text::SuggestUnread, &[&why.text]),
            ..why
        });
    }
    if !locked.is_empty() {
        let text = lang.fill(Text::SuggestUnreadLocked, &[&locked.join(", ")]);
        let hint = lang.text(Text::SuggestUnreadLockedHint);
        notices.push(Notice::hinted(Kind::Source, text, hint));
    }
    notices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::suggest::{Certainty, Kind};
    use crate::model::dossier::document::SourceRef;
    use crate::model::dossier::sha256::Sha256;
    use crate::model::edit::NewDocument;
    use crate::model::page::geometry::{PageRect, PageSize};

    fn rect(left: f64, right: f64) -> PageRect {
        PageRect::new(left, 10.0, right, 20.0).unwrap()
    }

    #[test]
    fn half_a_name_that_is_covered_stays_suggested() {
        let size = PageSize {
            width: 200.0,
            height: 200.0,
        };
        let source = SourceRef {
            pages: vec![size],
            sha256: Sha256::of([0; 32]),
            size: 0,
            encrypted: false,
        };
        let document = NewDocument {
            source: Some(source),
            ..NewDocument::default()
        };
        let documents = vec![document];
        let dossier = Dossier::default().after(&Edit::AddDocuments { documents });
        let dossier = dossier.unwrap();
        let proposal = |left, right| Proposal {
            document: DocumentId(0),
            page: 0,
            areas: vec![rect(left, right)],
            kind: Kind::Person,
            ground: None,
            certainty: Certainty::High,
            detector: "label",
            same: 0,
        };
        let name = proposal(10.0, 110.0);
        let covered = |part: &Proposal| {
            let marks = vec![part.mark(&[])];
            let author = "a".into();
            dossier.after(&Edit::AddMarks { marks, author }).unwrap()
        };
        assert!(is_open(&dossier, &name));
        assert!(is_open(&covered(&proposal(10.0, 80.0)), &name));
        assert!(!is_open(&covered(&name), &name));
        let place = RejectedPlace {
            page: 0,
            area: rect(10.0, 110.0),
        };
        let places = vec![(DocumentId(0), place)];
        let rejected = dossier.after(&Edit::RejectSuggestions { places });
        assert!(!is_open(&rejected.unwrap(), &name));
    }
}
