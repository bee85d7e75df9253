//! The export check of an opened dossier: facts first, then every page of every source.
//!
//! **Invariant:** window and command line check through here; one page of text is in memory at a time.

use super::{SourceFile, lists, scans};
use crate::engine::{Engine, EngineError};
use crate::export::check::{self, TextCheck};
pub use crate::export::check::{Covered, saying};
pub use crate::export::finding::{Finding, FindingKind, Hidden};
use crate::export::progress::{ExportStage, Progress};
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::mark::Mark;
use crate::model::dossier::question::Question;
use crate::model::edit::{Edit, NewMark};
use crate::model::page::geometry::PageRect;
use crate::store;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to check.
pub struct CheckJob {
    pub dossier: Arc<Dossier>,
    /// Where the dossier lies.
    pub folder: PathBuf,
    /// ISO 8601.
    pub today: String,
    /// Passwords of sources that open only with one, by their hash.
    pub passwords: HashMap<String, String>,
}

/// What was found, and what is covered.
pub struct Checked {
    /// What blocks comes first, then by document.
    pub findings: Vec<Finding>,
    pub covered: Covered,
}

/// What the pages are read for, in turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// What marks cover.
    Hide,
    /// What can be read.
    Read,
    /// Where a page differs from its twin.
    Place,
}

impl Pass {
    const ALL: [Self; 3] = [Self::Hide, Self::Read, Self::Place];
}

/// Checks everything; `None` when it was stopped.
pub fn run(engine: &Engine, job: &CheckJob, progress: &dyn Progress) -> Option<Checked> {
    let mut found = check::facts(&job.dossier, &job.today);
    let documents: Vec<&Arc<Document>> = job
        .dossier
        .documents
        .iter()
        .filter(|d| d.source.is_some())
        .collect();
    let mut reading = TextCheck::new(&job.dossier);
    let mut broken = BTreeSet::new();
    let begin = |done: usize, document: &Document| {
        progress.subject(document.number.as_str(), done, documents.len());
    };
    if let Some(first) = documents.first() {
        begin(0, first);
    }
    for pass in Pass::ALL {
        match pass {
            Pass::Hide => {}
            Pass::Read => {
                let register = lists::register(&job.folder);
                register.iter().for_each(|register| reading.know(register));
            }
            Pass::Place => reading.compare(),
        }
        for (done, document) in documents.iter().enumerate() {
            // A document counts once: all are read whole in one pass, and a few pages of some in the others.
            if pass == Pass::Read {
                begin(done, document);
            }
            let state = (&mut reading, &mut broken);
            let read = pages(engine, job, document, pass, state, progress);
            if progress.is_cancelled() {
                return None;
            }
            if read.is_err() && pass == Pass::Read {
                found.push(Finding::of(FindingKind::SourceUnreadable, document));
            }
        }
    }
    let (of_texts, covered) = reading.finish();
    found.extend(of_texts);
    sort(&mut found);
    Some(Checked {
        findings: found,
        covered,
    })
}

/// What holds of a dossier now: the facts asked anew, and of what was found in texts before what has not been settled
/// since. What is new in texts only a new check finds.
pub fn open_now(dossier: &Dossier, today: &str, before: &[Finding]) -> Vec<Finding> {
    let mut open = check::facts(dossier, today);
    let marks = dossier.documents.iter().flat_map(|d| &d.marks);
    let marks: HashSet<MarkId> = marks.map(|m| m.id).collect();
    let is_settled = |f: &Finding| {
        let gone = f.document.is_some_and(|id| dossier.document(id).is_none());
        gone || check::is_answered(dossier, f)
            || is_mended(dossier, &marks, f)
            || !check::still_says(dossier, f)
    };
    let from_texts = before.iter().filter(|f| f.kind.is_of_texts());
    open.extend(from_texts.filter(|f| !is_settled(f)).cloned());
    sort(&mut open);
    open
}

/// Whether what was found in a text no longer holds: its mark is gone, or what was readable is covered.
fn is_mended(dossier: &Dossier, marks: &HashSet<MarkId>, finding: &Finding) -> bool {
    let hidden = finding.hidden.as_ref().map(|h| h.mark);
    if finding
        .mark
        .into_iter()
        .chain(hidden)
        .any(|id| !marks.contains(&id))
    {
        return true;
    }
    let is_aside = |id: DocumentId| dossier.document(id).is_none_or(|d| d.aside.is_some());
    if let Some(twin) = &finding.twin {
        return is_aside(twin.document) || finding.document.is_some_and(is_aside);
    }
    let (Some(document), Some(page)) = (
        finding.document.and_then(|id| dossier.document(id)),
        finding.page,
    ) else {
        return false;
    };
    let covered = |area: &PageRect| {
        let mut areas = document.marks_on(page).flat_map(|m| &m.mark.areas);
        areas.any(|mark| area.share_in(mark) > 0.5)
    };
    !finding.areas.is_empty() && finding.areas.iter().all(covered)
}

/// What blocks first, then by rule and place.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|f| (!f.blocks(), f.kind.rule(), f.kind, f.document, f.page));
}

/// Answers a question, with the reason that the log keeps.
fn answer(question: Question, reason: &str) -> Edit {
    let reason = Some(reason.to_owned());
    Edit::Answer { question, reason }
}

/// The findings of a covered passage.
pub fn of_passage(findings: &[Finding], passage: usize) -> Vec<Finding> {
    let is_of = |f: &&Finding| f.hidden.as_ref().is_some_and(|h| h.passage == passage);
    findings.iter().filter(is_of).cloned().collect()
}

/// What is asked about findings.
pub fn questions(findings: &[Finding]) -> Vec<Question> {
    findings.iter().filter_map(|f| f.question.clone()).collect()
}

/// Answers questions with one reason, in one step.
pub fn answers(questions: Vec<Question>, reason: &str) -> Edit {
    let answer = |question| answer(question, reason);
    match <[Question; 1]>::try_from(questions) {
        Ok([question]) => answer(question),
        Err(questions) => Edit::Together {
            edits: questions.into_iter().map(answer).collect(),
        },
    }
}

/// Covers what can be read in these places, on the grounds of the marks that cover the same elsewhere; `None` when it can
/// be read on no page.
pub fn cover(dossier: &Dossier, places: &[Finding], author: &Account) -> Option<Edit> {
    let marks = places.iter().filter_map(|finding| {
        let hidden = finding.hidden.as_ref()?;
        let grounds = &dossier
            .document(hidden.document)?
            .mark(hidden.mark)?
            .mark
            .grounds;
        let (document, page) = finding.document.zip(finding.page)?;
        let mark = Mark {
            page,
            areas: finding.areas.clone(),
            grounds: grounds.clone(),
            note: String::new(),
            free: false,
        };
        (!mark.areas.is_empty()).then_some(NewMark { document, mark })
    });
    let marks: Vec<NewMark> = marks.collect();
    (!marks.is_empty()).then(|| Edit::AddMarks {
        marks,
        author: author.to_owned(),
    })
}

/// Pages over which the engine crashed or hung: waiting for one a second time brings nothing.
type Broken = BTreeSet<(DocumentId, usize)>;

fn pages(
    engine: &Engine,
    job: &CheckJob,
    document: &Arc<Document>,
    pass: Pass,
    (reading, broken): (&mut TextCheck<'_>, &mut Broken),
    progress: &dyn Progress,
) -> Result<(), EngineError> {
    let is_wanted = |page: &usize| match pass {
        Pass::Hide => document.marks_on(*page).next().is_some(),
        Pass::Read => true,
        Pass::Place => reading.differs(document.id, *page),
    };
    let wanted: Vec<usize> = (0..document.pages()).filter(is_wanted).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let source = source_of(&job.folder, document, &job.passwords)?;
    let mut reader = engine.open(source.read()?, source.password.clone())?;
    let mut failed = None;
    for (done, page) in wanted.iter().copied().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        let place = (document.id, page);
        let read = match broken.contains(&place) {
            true => Err(EngineError::Crashed),
            false => scans::text(&mut reader, &source, page),
        };
        match read {
            Ok(text) => match pass {
                Pass::Hide => reading.hide(document, page, &text),
                Pass::Read => reading.read(document, page, &text),
                Pass::Place => reading.place(document, page, &text),
            },
            // The other pages are still worth reading.
            Err(error) => {
                if matches!(error, EngineError::Crashed | EngineError::TimedOut) {
                    broken.insert(place);
                }
                failed = Some(error);
            }
        }
        progress.page_done(ExportStage::Reading, done + 1, wanted.len());
    }
    failed.map_or(Ok(()), Err)
}

fn source_of(
    folder: &Path,
    document: &Document,
    passwords: &HashMap<String, String>,
) -> Result<SourceFile, EngineError> {
    let source = document.source.as_ref().ok_or(EngineError::Page)?;
    Ok(SourceFile::of_dossier(
        source.sha256.clone(),
        store::source_path(folder, &source.sha256),
        passwords.get(source.sha256.as_str()).cloned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::document::SourceRef;
    use crate::model::dossier::sha256::Sha256;
    use crate::model::edit::NewDocument;
    use crate::model::page::geometry::PageSize;
    use std::sync::Mutex;

    /// What was told: of which document, how many are done, of how many.
    #[derive(Default)]
    struct Told(Mutex<Vec<(String, usize, usize)>>);

    impl Progress for Told {
        fn subject(&self, name: &str, done: usize, subjects: usize) {
            let mut told = self.0.lock().unwrap();
            told.push((name.to_owned(), done, subjects));
        }

        fn page_done(&self, _: ExportStage, _: usize, _: usize) {}

        fn is_cancelled(&self) -> bool {
            false
        }
    }

    #[test]
    fn a_document_is_counted_once_however_often_it_is_read() {
        let size = PageSize {
            width: 200.0,
            height: 200.0,
        };
        let document = |first: u8| NewDocument {
            source: Some(SourceRef {
                pages: vec![size],
                sha256: Sha256::of([first; 32]),
                size: 0,
                encrypted: false,
            }),
            ..NewDocument::default()
        };
        let documents = [1, 2, 3].map(document).to_vec();
        let dossier = Dossier::default().after(&Edit::AddDocuments { documents });
        let job = CheckJob {
            dossier: Arc::new(dossier.unwrap()),
            folder: PathBuf::from("nowhere"),
            today: "2026-11-30".to_owned(),
            passwords: HashMap::new(),
        };
        let told = Told::default();
        run(&Engine::new("unused".into()), &job, &told).unwrap();
        let told = told.0.into_inner().unwrap();
        let expected = [("1a", 0), ("1a", 0), ("1b", 1), ("1c", 2)];
        let expected = expected.map(|(name, done)| (name.to_owned(), done, 3));
        assert_eq!(told, expected);
    }
}
