//! The parts of which every surface is made: tokens, buttons, rows, trees, pickers, toasts, and who has the keyboard.
//!
//! **Absent:** what the program is about; these know no dossier.

pub mod components;
mod dialog_frame;
pub mod focus;
pub mod form_verbs;
pub mod icons;
pub mod list_keys;
pub mod notices;
pub mod picker;
pub mod region;
pub mod toast;
pub mod tokens;
pub mod tree;
