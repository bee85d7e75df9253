//! What one page is: places on it, its text with the place of every character, and its picture.
//!
//! **Absent:** marks, and what a person does with a page.

pub mod geometry;
pub mod packed;
pub mod pixels;
pub mod rects;
pub mod seen;
pub mod settle;
pub mod text;
