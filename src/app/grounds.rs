//! The grounds of marks that are there, those under the digits, and marks that go.
//!
//! **Invariant:** a choice for many marks is one edit, and says what it was before where that was the same.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use crate::i18n::Text;
use crate::model::dossier::document::MarkId;
use crate::model::edit::Edit;
use crate::model::ground::{self, Ground};
use crate::ui::chosen::Chosen;
use crate::ui::forms::favourites_form;
use crate::ui::forms::ground_picker::GroundPicker;
use std::collections::BTreeSet;

/// Gives marks another ground, or one more or less as `second`.
pub fn retag(
    (ground, second): (Ground, bool),
    chosen: &BTreeSet<MarkId>,
    open: &mut OpenDossier,
    feedback: &mut Feedback,
) {
    let dossier = open.now().clone();
    let first = chosen.first().and_then(|id| dossier.mark(*id));
    let known = first.map(|(_, owned)| owned.mark.grounds.clone());
    let known = known.unwrap_or_default();
    let grounds = toggled(&known, ground, second);
    // What they had, when it was the same.
    let mut among = dossier.marks_among(chosen);
    let same = among.all(|m| m.mark.grounds == known);
    if same && grounds == known {
        return;
    }
    let notation = dossier.facts.notation;
    let (before, text) = (
        ground::written(&known, notation),
        ground::written(&grounds, notation),
    );
    let marks: Vec<MarkId> = chosen.iter().copied().collect();
    let count = marks.len();
    if !open.edit(Edit::SetGrounds { marks, grounds }, feedback) {
        return;
    }
    match same && !before.is_empty() {
        true => feedback.say_with(Text::RetaggedFrom, &[&count, &before, &text]),
        false => feedback.say_with(Text::Retagged, &[&count, &text]),
    }
}

/// Puts a ground under a digit; the choice of grounds stays open for what it was opened for.
pub fn favour(
    ground: &Ground,
    digit: usize,
    open: &mut OpenDossier,
    ground_picker: &mut Option<GroundPicker>,
    feedback: &mut Feedback,
) {
    let grounds = favourites_form::with(&open.favourites(), digit, ground);
    let place = grounds.iter().position(|g| g == ground);
    if !open.edit(Edit::SetFavourites { grounds }, feedback) {
        return;
    }
    let written = ground.written(open.now().facts.notation);
    let digit = place.unwrap_or(digit) + 1;
    feedback.say_with(Text::FavouriteSet, &[&written, &digit]);
    if let Some(ground_picker) = ground_picker {
        ground_picker.set_favourites(open.favourites());
    }
}

/// Removes the chosen marks.
pub fn delete(chosen: &mut Chosen, open: &mut OpenDossier, feedback: &mut Feedback) {
    let marks: Vec<MarkId> = chosen.marks.iter().copied().collect();
    let count = marks.len();
    if count > 0 && open.edit(Edit::RemoveMarks { marks }, feedback) {
        chosen.marks.clear();
        feedback.say_with(Text::Removed, &[&count]);
    }
}

/// The grounds after one was chosen: alone, or added to or taken from the others.
pub fn toggled(known: &[Ground], ground: Ground, second: bool) -> Vec<Ground> {
    if !second {
        return vec![ground];
    }
    let mut grounds = known.to_vec();
    match grounds.iter().position(|g| *g == ground) {
        Some(_) if grounds.len() == 1 => {}
        Some(place) => {
            grounds.remove(place);
        }
        None => grounds.push(ground),
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_ground_comes_and_goes_and_the_last_stays() {
        let ground = |text: &str| Ground::parse(text).unwrap();
        let (e, c) = (ground("5.1.2e"), ground("5.1.1c"));
        let both = toggled(std::slice::from_ref(&e), c.clone(), true);
        assert_eq!(both, [e.clone(), c.clone()]);
        assert_eq!(toggled(&both, e.clone(), true), both[1..]);
        assert_eq!(toggled(&both[..1], e, true), both[..1]);
        assert_eq!(toggled(&both, c.clone(), false), [c]);
    }
}
