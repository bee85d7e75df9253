//! Draws what is, and returns what was asked.
//!
//! **Invariant:** a view gets what it shows and returns [`Intent`]; it has no means to change a dossier, to read a file
//! or to start work.
//! **Absent:** state of the dossier; `app` keeps it.

pub mod about;
pub mod ask;
pub mod canvas;
pub mod check_panel;
pub mod checked;
pub mod chosen;
pub mod clipping;
pub mod command_palette;
mod compare;
pub mod components;
pub mod considerations_form;
pub mod context_menu;
mod desk;
pub mod dialogs;
pub mod display_form;
pub mod document_facts;
pub mod document_form;
mod document_row;
pub mod documents;
pub mod export_form;
pub mod export_view;
pub mod facts_form;
pub mod favourites_form;
pub mod find_panel;
pub mod finding_facts;
mod finding_texts;
pub mod findings_tree;
pub mod focus;
mod form_verbs;
mod found_on_page;
pub mod ground_bar;
pub mod ground_picker;
pub mod handbook;
pub mod history;
pub mod icons;
pub mod intake;
mod intent;
pub mod list_keys;
pub mod mark_facts;
pub mod marks_layer;
pub mod marks_list;
pub mod menu_bar;
mod notices;
pub mod overlay;
pub mod overview;
pub mod page_facts;
pub mod page_layout;
pub mod page_view;
mod pages;
pub mod panels;
pub mod picker;
pub mod pictures;
pub mod region;
pub mod register_form;
pub mod remarks_panel;
pub mod review;
pub mod screen;
mod side_panels;
pub mod start;
pub mod status_bar;
pub mod suggested;
pub mod suggestion_facts;
pub mod suggestions_panel;
pub mod text_view;
pub mod thumbnails;
pub mod toast;
pub mod tokens;
pub mod tree;
pub mod viewing;
pub mod width_meter;
pub mod window;

pub use intent::{CaretIntent, ExportIntent, Intent, Leaving, Locked, Place, RepeatOn, Then};
