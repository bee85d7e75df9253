//! Lakwerk: a workstation for redacting documents under the Wet open overheid.
//!
//! **A reviewer's gesture becomes an edit of the dossier; the dossier becomes a plan; the plan becomes new files;
//! strangers check the files; only then are they published.** Nothing flows back.
//!
//! # The window
//!
//! `ui` draws what is and returns what was asked; `app` holds what is and does what was asked. An open dossier is an
//! `app::workspace::Workspace`, which is nothing but its parts, and a function takes the parts that it uses:
//!
//! | part | what it is |
//! |---|---|
//! | `app::open_dossier::OpenDossier` | the dossier and its one writer: every change is an `edit` there |
//! | [`ui::viewing::Viewing`] | what is being looked at: document, page, zoom, panels |
//! | [`ui::chosen::Chosen`] | what is chosen: documents, marks, the grounds of the next mark |
//! | `app::gestures::Gestures` | gestures on their way to edits, and those that wait for a text or a ground |
//! | [`jobs::Tasks`] | what is running: one poll, one line on the status bar, one stop |
//! | `app::feedback::Feedback` | what the reviewer is told |
//! | [`ui::panels::Panels`], [`ui::overlay::Overlay`] | what views keep for themselves between frames |
//! | `Looking`, `Findings`, `Suggestions`, `Scans`, `History`, `Search`, `PublishedPages` in `app` | what is known beside the dossier, kept up as it changes |
//!
//! A frame has five phases (`app::frame`): what ended is taken in (`settle`), keys and drops are read (`keys`), the screen
//! is drawn ([`ui::window`]), what was asked is done (`intents`, `actions`), what is missing of pages is requested.
//!
//! A drag goes through five shapes: a step of the pointer (`ui::marks_layer`), a [`model::gesture::Gesture`] in points of
//! the page, what that covers ([`model::gesture::Drawn`], asked alike while it goes on and when it ends), a mark that may
//! wait for its ground ([`model::edit::NewMark`]), and the [`model::edit::Edit`].
//!
//! What may have to go is found by the detectors of [`find::suggest`]: each is one file and one row of its table, whose order
//! is the order of claiming. What they find becomes a proposal with areas in [`jobs::suggest`], and a mark by an edit only.
//!
//! What comes in by the window is shown and marked at once, and looked through for what it hides beside the work
//! ([`jobs::looking`]); until then the dossier says so of the document, and the gate of the export holds it.
//!
//! A page that is a picture is read by [`ocr`], beside the work ([`jobs::scans`]); its words are kept beside the sources, and
//! whoever finds or marks asks [`jobs::scans::text`]. Whoever makes or proves a copy asks the engine, which knows nothing of them:
//! a copy that is a picture is read anew, once it is black ([`export::document`]).
//!
//! A new action is a row of the table in [`command`] and an arm in `app::actions`; work that takes longer than a frame is
//! a [`jobs::Job`], an `app::outcome::Outcome` and an arm in `app::settle`.

pub mod app;
pub mod cli;
pub mod clock;
pub mod command;
pub mod engine;
pub mod error;
pub mod example;
pub mod export;
pub mod find;
pub mod handbook;
pub mod i18n;
pub mod jobs;
pub mod model;
pub mod ocr;
pub mod pdf;
pub mod redact;
mod rights;
pub mod spent;
pub mod store;
pub mod ui;
pub mod verify;
pub mod writer;
