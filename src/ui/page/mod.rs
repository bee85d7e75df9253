//! A page on the screen: where it lies, its picture, its text, and the marks over it.
//!
//! **Absent:** which pages show side by side; `pages` lays them out.

pub mod canvas;
pub mod clipping;
mod desk;
pub mod marks_layer;
pub mod page_facts;
pub mod page_layout;
pub mod page_view;
pub mod pictures;
pub mod text_view;
