//! Lakwerk: a workstation for redacting documents under the Wet open overheid.
//!
//! **A reviewer's gesture becomes an edit of the dossier; the dossier becomes a plan; the plan becomes new files;
//! strangers check the files; only then are they published.** Nothing flows back.
//!
//! # Rooms
//!
//! A test reads this table, and the syntax of every file against it: a room uses the rooms of its row and no other, and
//! names no library but those of its row. Libraries that every room may name: `serde`, `thiserror`.
//!
//! | room | what it is for | uses | libraries |
//! |---|---|---|---|
//! | [`model`] | what is true: values, without files, clock, window or PDF | | `aho_corasick`, `jiff`, `serde_json`, `unicode_normalization` |
//! | [`find`] | what may have to go: search, suggestions, twins, widths; out of text alone | `model` | `csv`, `flate2`, `regex`, `unicode_normalization` |
//! | [`pdf`] | reading sources, for the screen and for checking; alone names PDFium | `model` | `hayro_syntax`, `kurbo`, `pdfium_render`, `rustix`, `sha2`, `tempfile`, `unicode_normalization` |
//! | [`redact`] | one page of a source and its areas become one clean page | `model`, `writer` | `ab_glyph_rasterizer`, `hayro_interpret`, `i_overlay`, `image`, `kurbo`, `skrifa`, `unicode_normalization` |
//! | [`writer`] | clean pages become the bytes of a PDF | `model` | `dejavu`, `fax`, `flate2`, `jpeg_encoder`, `kurbo`, `moxcms`, `pdf_writer`, `sha2`, `skrifa` |
//! | [`verify`] | written bytes, asked by somebody who did not write them | `model`, `pdf`, `spent` | `aho_corasick`, `dejavu`, `fax`, `flate2`, `image`, `kurbo`, `sha2`, `unicode_normalization`, `zip` |
//! | [`engine`] | the children in which sources are read, drawn and checked, behind walls | `model`, `pdf`, `redact`, `spent`, `verify`, `writer` | `kurbo`, `landlock`, `libc`, `postcard`, `rustix`, `seccompiler`, `serde_bytes` |
//! | [`ocr`] | pages that are pictures, read by another program behind walls | `model` | `landlock`, `libc`, `rustix`, `seccompiler` |
//! | [`export`] | plan, check and gate; files, inventory and report; put in place in one step | `engine`, `find`, `model`, `ocr`, `rights`, `writer` | `csv`, `jiff`, `rust_xlsxwriter`, `serde_json`, `sha2`, `tempfile`, `unicode_normalization`, `zip` |
//! | [`store`] | the dossier on disk: log, sources, lease, lists, settings | `model`, `rights` | `rusqlite`, `rustix`, `serde_json`, `sha2`, `tempfile` |
//! | [`jobs`] | work that takes longer than a frame | `engine`, `example`, `export`, `find`, `model`, `ocr`, `store` | `jiff`, `postcard` |
//! | [`command`] | the table of actions, with their keys | `i18n` | `egui` |
//! | [`i18n`] | every text of the program, in Dutch and English | `model` | |
//! | [`handbook`] | the chapters of the handbook, for the screen and as a PDF | `model`, `writer` | `image`, `pulldown_cmark` |
//! | [`error`] | what went wrong, as a notice: what happened and what to do | `engine`, `export`, `i18n`, `jobs`, `model`, `store` | `jiff` |
//! | [`example`] | the made dossier that a new user sees | `model` | `serde_json` |
//! | [`ui`] | views: draw what is, return what was asked | `command`, `error`, `find`, `handbook`, `i18n`, `jobs`, `model` | `dejavu`, `egui` |
//! | [`app`] | the window: holds what is and does what was asked | every room | `arboard`, `eframe`, `egui`, `open`, `rfd` |
//! | [`cli`] | the command line | every room | `clap`, `ctrlc`, `egui`, `serde_json` |
//! | [`clock`] | the moment, passed in everywhere else | | `jiff` |
//! | `rights` | modes of the files that are made | | `tempfile` |
//! | [`spent`] | processor time by kind of work, for the benchmark | | `rustix` |
//!
//! # The life of one rectangle
//!
//! A drag on the screen becomes a [`model::gesture::Gesture`] in points of the page (origin top left of the page as it is
//! shown, y down), which is settled on words or on the ink of a scan at once, so that what is seen is what is kept. With
//! its grounds it is a [`model::edit::NewMark`], and an [`model::edit::Edit`] when [`model::edit::session::Session`] takes
//! it: the one place where a dossier changes. [`store`] writes the edit; the view draws the dossier. At the export
//! [`export::plan::ExportPlan`] holds what is published; [`redact`] draws each page again without what the rectangle covers,
//! [`writer`] paints it black with its label, and [`verify`] asks the same rectangle of the written bytes. The inventory is
//! made of the same plan.
//!
//! # The life of one source page
//!
//! Its file is copied into the dossier under its hash and never changed. A child ([`engine`]) opens it behind walls;
//! [`pdf`] draws it for the screen and reads its text. Afterwards it is looked through for what it hides, and read by
//! [`ocr`] where it is a picture. For the export another child draws it anew ([`redact`]): vector, else one picture with
//! text, else one picture. The page is repaired where it differs from its source beside the areas, or goes one way down.
//! A fresh child reads the written page with PDFium and with our own reader ([`verify`]); what neither can vouch for is not
//! published.
//!
//! # Words
//!
//! Code speaks English and the reviewer Dutch. Legal terms that have no English name stay Dutch: `Openbaar`,
//! `DeelsOpenbaar` and the other judgements, `Stuk` and the other roles, `zienswijze`.
//!
//! | in the code | on the screen | |
//! |---|---|---|
//! | dossier | dossier | one request and its documents |
//! | document, number | document, nummer | a row of the inventory |
//! | mark, area | lakking, vlak | a passage to be hidden; one rectangle of it |
//! | ground | weigeringsgrond | the article that allows it |
//! | judgement | beoordeling | what happens to a whole document |
//! | edition | publicatieversie, leesversie, zienswijzeversie | for whom a copy is |
//! | inventory, considerations | inventarislijst, overwegingen | what goes with a decision |
//! | finding, export check | bevinding, controle vóór export | something that a person must judge |
//! | suggestion | suggestie | what may have to go, and nobody has said so yet |
//! | covered word | gelakt woord | a word that stands under an area of the dossier |
//! | leak | lek | something of it that survived |
//! | needle | | a covered word as it is looked for in written bytes |
//! | lease | in gebruik door | who may write |
//!
//! # Where do I add …
//!
//! | … a | here |
//! |---|---|
//! | ground | a row of `model::ground::list` |
//! | edit | a variant of [`model::edit::Edit`], an arm in `model::edit::apply`, its shape in `store::entry`, and a sample there |
//! | column of the inventory | a row of `export::inventory::columns`, and a key of `assets/schema/inventory.json` |
//! | detector | a file, and a row of the table beside it: `find::suggest::detect` for things, `find::suggest::person` for names |
//! | kind of suggestion | a row of the table of [`find::suggest::Kind`], its text, and its name in `assets/schema/suggest.json` |
//! | finding of the export check | a row of the table in `export::finding`, and its texts |
//! | action of the window | a row of the table in [`command`], and an arm in `app::actions` |
//! | longer work of the window | a [`jobs::Job`], an `app::outcome::Outcome`, and an arm in `app::settle` |
//! | check of a written page | a variant of [`verify::Check`], and the function that asks |
//! | command | a file in [`cli`], a row of its arguments, and its help in `cli::english` |
//! | fact of a dossier or document that people set | a row of [`model::dossier::setting`], its text in `i18n::settings`, and how it is read in `cli::settings` |
//! | key of JSON for programs | a field of the type that is written, and a key of its schema in `assets/schema` |
//! | text | a row of `i18n` |
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
//! A drag goes through five shapes: a step of the pointer (`ui::page::marks_layer`), a [`model::gesture::Gesture`] in points of
//! the page, what that covers ([`model::gesture::Drawn`], asked alike while it goes on and when it ends), a mark that may
//! wait for its ground ([`model::edit::NewMark`]), and the [`model::edit::Edit`].
//!
//! What may have to go is found by the detectors of [`find::suggest`]: each is one file and one row of a table, whose order
//! is the order of claiming. What they find becomes a proposal with areas in [`jobs::suggest`], and a mark by an edit only.
//!
//! What comes in by the window is shown and marked at once, and looked through for what it hides beside the work
//! ([`jobs::looking`]); until then the dossier says so of the document, and the gate of the export holds it.
//!
//! A page that is a picture is read by [`ocr`], beside the work ([`jobs::scans`]); its words are kept beside the sources, and
//! whoever finds or marks asks [`jobs::scans::text`]. Whoever makes or proves a copy asks the engine, which knows nothing of them:
//! a copy that is a picture is read anew, once it is black ([`export::document`]).

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
