//! What a person can ask for in a view.
//!
//! **Invariant:** values alone: what a view returns gives nobody the means to act.
//! **Absent:** doing it; `app` does.

use crate::command::Action;
use crate::find::suggest::OfficeList;
use crate::jobs::Job;
use crate::jobs::check::Finding;
use crate::jobs::intake::Request;
use crate::jobs::search::Hit;
use crate::jobs::suggest::Proposal;
use crate::model::display::Display;
use crate::model::dossier::document::{DocumentId, Judgement, MarkId};
use crate::model::dossier::edition::Edition;
use crate::model::dossier::question::Question;
use crate::model::dossier::review::ReviewStage;
use crate::model::edit::Edit;
use crate::model::gesture::Gesture;
use crate::model::gesture::caret::Arrow;
use crate::model::ground::Ground;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A place in the dossier to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub document: DocumentId,
    pub page: Option<usize>,
    pub mark: Option<MarkId>,
}

/// What a person asked for in a view.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    Do(Action),
    Edit(Edit),
    /// What was typed in a form that was closed.
    KeepTyped(Edit),
    /// Documents are judged so; without a judgement their marks say it.
    Judge(Vec<DocumentId>, Option<Judgement>),
    GoTo(Place),
    /// A place where something was found.
    GoToHit(Hit),
    /// Marks at these places, as one edit.
    MarkHits(Vec<Hit>),
    SelectDocuments(BTreeSet<DocumentId>),
    SelectMarks(BTreeSet<MarkId>),
    /// A ground by its chip or in the list of all grounds; as a second one beside what is chosen.
    Choose {
        ground: Ground,
        second: bool,
    },
    /// Something was done over a page of the document at hand.
    Gesture(Gesture),
    /// The caret on the page.
    Caret(CaretIntent),
    /// The mark at hand on other pages of its document.
    Repeat(MarkId, RepeatOn),
    /// A stage of the review for the documents at hand.
    Review(Vec<DocumentId>, ReviewStage, String),
    SetName(String),
    /// The last step, also one of an earlier session.
    TakeBack,
    /// Marks or documents of this kind are listed.
    ListMarks(Filter),
    ListDocuments(Show),
    /// The handbook as a PDF beside the dossier.
    PrintHandbook,
    /// A ground comes under a digit (from 0) of this dossier.
    Favour {
        ground: Ground,
        digit: usize,
    },
    /// The window is to look like this.
    Display(Display),
    /// A text for a ground is to be offered in the next dossier too, or none any more.
    KeepConsideration {
        ground: Ground,
        text: Option<String>,
    },
    /// The register of the dossier is to be this.
    KeepRegister(OfficeList),
    /// The register of the dossier is again what it was, as it is written; without a text there was none.
    RestoreRegister(Option<String>),
    /// The names that marks cover are to be put in the open form of the register.
    AddCoveredNames,
    /// The password of a document is to be asked for.
    AskPassword(DocumentId),
    /// A password was typed.
    Unlock(Locked, String),
    /// The export view: start, show.
    Export(ExportIntent),
    /// A file or folder whose path was typed.
    Import(PathBuf),
    /// What is under way is to end.
    Stop(Job),
    /// A panel was pulled to this width, in points; under which name it is remembered.
    KeepWidth {
        panel: String,
        width: u16,
    },
    /// The export check: run, settle, answer.
    Check(CheckIntent),
    /// Remarks to colleagues.
    Remark(RemarkIntent),
    /// What may have to go: gone to, marked, rejected.
    Suggest(SuggestIntent),
    /// Something is to be done with what a source holds beside its pages.
    Intake(IntakeIntent),
    Destroy,
    /// The dossier closes, unless something is being written: then that is asked about.
    Close(Then),
    /// The dossier is to close although something is being written.
    Leave(Leaving),
    /// A notice (from 0) was read.
    CloseNotice(usize),
    /// A dialog was closed without doing anything.
    Dismiss,
    /// A drag began over pages that cannot be drawn on: why is to be said.
    DrawInVain,
}

/// What closes: the dossier, or the window with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    Dossier(Then),
    Window,
}

/// What comes after a dossier that closes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Then {
    #[default]
    Start,
    /// Files are chosen for a new dossier.
    New,
    /// A dossier is chosen.
    Choose,
    Open(PathBuf),
}

/// What keys ask of the caret on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaretIntent {
    Step {
        arrow: Arrow,
        extends: bool,
    },
    /// What it takes becomes a mark.
    Mark,
}

/// On which pages a mark is repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RepeatOn {
    #[default]
    All,
    Odd,
    Even,
    /// As typed: `2-5, 9`.
    These(String),
}

/// What a password is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locked {
    /// A file that is to be added.
    File(PathBuf),
    /// A source in the dossier, by its hash.
    Source(String),
}

/// What can be asked for while exporting.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportIntent {
    Start(Box<ExportForm>),
    Show(PathBuf),
}

/// What can be asked for in the export check.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckIntent {
    Run,
    /// To the place of a finding, or to where a field is filled in.
    GoTo(Box<Finding>),
    /// To the form of the document at hand.
    Facts,
    /// To where a passage is covered.
    GoToHidden(Box<Finding>),
    /// Covers what can be read in the places of these findings.
    Cover(Vec<Finding>),
    /// Takes the marks of one document over in another.
    Carry {
        from: DocumentId,
        to: DocumentId,
    },
    /// Leaves a document out for another.
    Duplicate {
        document: DocumentId,
        of: DocumentId,
    },
    /// Answers questions with one reason.
    Answer(Vec<Question>, String),
    /// An answer no longer holds: its question is asked again.
    AskAgain(Question),
    /// Confirms the proposed titles of these documents.
    ConfirmTitles(Vec<DocumentId>),
    /// Judges these documents open.
    JudgeOpen(Vec<DocumentId>),
}

/// What can be asked of remarks.
#[derive(Clone, Debug, PartialEq)]
pub enum RemarkIntent {
    /// On a page (from 0), or on a mark of it; without words it is to be looked at again.
    Add(Place, String),
    /// By its place in the list of its document.
    Answer(DocumentId, usize, String),
}

/// Something to be done with what a document's source holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntakeIntent {
    pub document: DocumentId,
    pub request: Request,
}

/// What can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum SuggestIntent {
    GoTo(Box<Proposal>),
    /// Marks them, on their own grounds or on these.
    Accept(Vec<Proposal>, Option<Vec<Ground>>),
    /// They may be read.
    Reject(Vec<Proposal>),
    /// All below a heading was to be answered before it was listed: why not is to be said.
    ListFirst,
    /// Whoever bears this name acts in public: the register says so from now on.
    Public(String),
    /// Reads the dossier and its lists anew.
    Again,
    /// Chosen in the list, which has the keyboard from then on; the page stays where it is.
    Choose(Box<Proposal>),
    /// The same once it is sure that no second click follows, which would take a word.
    Click(Box<Proposal>),
}

/// Which documents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    ToJudge,
    /// With pages that are not finished.
    Open,
    /// Worked on by whoever works here.
    Mine,
    /// With remarks that are still open.
    Remarked,
    ReviewStage(ReviewStage),
}

/// Which marks are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    All,
    #[default]
    Document,
    WithoutGround,
    Ground(Ground),
    /// Made together with others in one step.
    Bulk,
    Notes,
    /// Pages on which nothing is marked.
    BarePages,
}

/// An export as it is proposed and changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportForm {
    pub target: String,
    /// Where it was proposed to go.
    pub proposed: String,
    /// Documents that get a file.
    pub documents: usize,
    /// Numbers of documents that are not judged.
    pub unjudged: Vec<String>,
    /// Numbers of documents that the export check holds back.
    pub held: Vec<String>,
    /// Documents that would go and whose password nobody gave, with their numbers.
    pub locked: Vec<(DocumentId, String)>,
    /// Numbers of documents that may be read only later.
    pub deferred: Vec<String>,
    /// What a person should look at; it stops nothing.
    pub warnings: usize,
    /// Suggestions that nobody answered.
    pub suggestions: usize,
    /// The texts are still being read: there may be more to look at.
    pub is_reading: bool,
    /// Why it goes out in spite of that.
    pub reason: String,
    pub only_inventory: bool,
    pub edition: Edition,
    /// The third parties that a mark concerns.
    pub parties: Vec<String>,
    pub with_deferred: bool,
}
