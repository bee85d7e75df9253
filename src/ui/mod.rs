//! Draws what is, and returns what was asked.
//!
//! **Invariant:** a view gets what it shows and returns [`Intent`]; it has no means to change a dossier, to read a file
//! or to start work.
//! **Absent:** state of the dossier; `app` keeps it.

pub mod chosen;
mod compare;
pub mod context_menu;
pub mod export_view;
pub mod forms;
mod found_on_page;
pub mod ground_bar;
pub mod handbook;
pub mod intake;
mod intent;
pub mod menu_bar;
pub mod overlay;
pub mod page;
mod pages;
pub mod panels;
pub mod review;
pub mod screen;
mod side_panels;
pub mod start;
pub mod status_bar;
pub mod suggested;
pub mod viewing;
pub mod widgets;
pub mod window;

pub use intent::{CaretIntent, ExportIntent, Intent, Leaving, Locked, Place, RepeatOn, Then};
