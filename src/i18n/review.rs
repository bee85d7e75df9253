//! Texts of reviewing: gestures, moving through the dossier, the second pair of eyes, history, overview.

macro_rules! with_review_texts {
    ($($table:tt)*) => { texts! {
        $($table)*

    } };
}
