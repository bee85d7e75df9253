//! What asks something and has the keyboard until it is answered.
//!
//! **Invariant:** Enter confirms; Escape leaves it, and what was typed in a form of several fields is kept; an error stands at its field.

pub mod about;
pub mod ask;
pub mod command_palette;
pub mod considerations_form;
pub mod dialogs;
pub mod display_form;
pub mod export_form;
pub mod facts_form;
pub mod favourites_form;
pub mod ground_picker;
pub mod register_form;
