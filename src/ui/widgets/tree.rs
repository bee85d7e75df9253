//! Lists under headings of two levels that can be folded.
//!
//! **Invariant:** every item is below one heading of each level that it has; a heading above a single item is left out,
//! and so is what is below a heading that is folded.
//! **Absent:** what items and headings are; whoever shows them says that.

use super::{components, icons, tokens};
use crate::i18n::{Lang, Text};
use egui::{Atom, AtomExt, Key, Modifiers, Response, RichText, Role, Sense, Ui, WidgetInfo};
use std::collections::BTreeMap;

/// So many items are read through without folding.
const FEW: usize = 40;

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Row<N> {
    Heading {
        node: N,
        /// The places of its items.
        items: Vec<usize>,
        depth: usize,
        is_open: bool,
    },
    Item {
        place: usize,
        depth: usize,
    },
}

/// An item: its place, its heading of the first level, and that of the second where it has one.
pub type Item<N> = (usize, N, Option<N>);

/// Which headings were folded or unfolded by hand.
pub struct Folds<N> {
    by_hand: BTreeMap<N, bool>,
}

impl<N> Default for Folds<N> {
    fn default() -> Self {
        let by_hand = BTreeMap::new();
        Self { by_hand }
    }
}

impl<N: Ord + Clone> Folds<N> {
    /// Whether it was unfolded by hand.
    pub fn is_unfolded(&self, node: &N) -> bool {
        self.by_hand.get(node).copied().unwrap_or(false)
    }

    pub fn set(&mut self, node: &N, is_open: bool) {
        self.by_hand.insert(node.clone(), is_open);
    }
}

/// The rows for these items, in the order in which each heading comes first. Where there are few of `all`, headings begin
/// unfolded.
pub fn rows<N: Ord + Clone>(items: &[Item<N>], all: usize, folds: &Folds<N>) -> Vec<Row<N>> {
    let begins_open = all <= FEW;
    let mut made = Made {
        rows: Vec::new(),
        folds,
        begins_open,
    };
    let items: Vec<&Item<N>> = items.iter().collect();
    for group in grouped(&items, |(_, first, _)| Some(first.clone())) {
        made.first_level(&group);
    }
    made.rows
}

struct Made<'a, N> {
    rows: Vec<Row<N>>,
    folds: &'a Folds<N>,
    begins_open: bool,
}

impl<N: Ord + Clone> Made<'_, N> {
    fn first_level(&mut self, group: &[&Item<N>]) {
        let first = group.first().map(|(_, first, _)| first);
        if !self.heading(first, group, 0) {
            return;
        }
        let depth = usize::from(group.len() > 1);
        for part in grouped(group, |(_, _, second)| second.clone()) {
            let second = part.first().and_then(|(_, _, second)| second.as_ref());
            if self.heading(second, &part, depth) {
                let below = usize::from(second.is_some() && part.len() > 1);
                let place = |(place, ..): &&Item<N>| Row::Item {
                    place: *place,
                    depth: depth + below,
                };
                self.rows.extend(part.iter().map(place));
            }
        }
    }

    /// A heading above these, unless it would stand above one; whether what is below it shows.
    fn heading(&mut self, node: Option<&N>, group: &[&Item<N>], depth: usize) -> bool {
        let Some(node) = node.filter(|_| group.len() > 1) else {
            return true;
        };
        let by_hand = self.folds.by_hand.get(node).copied();
        let is_open = by_hand.unwrap_or(self.begins_open);
        self.rows.push(Row::Heading {
            node: node.clone(),
            items: group.iter().map(|(place, ..)| *place).collect(),
            depth,
            is_open,
        });
        is_open
    }
}

/// Items by their heading, in the order in which each heading comes first.
fn grouped<'a, N: Ord>(
    items: &[&'a Item<N>],
    heading: impl Fn(&Item<N>) -> Option<N>,
) -> Vec<Vec<&'a Item<N>>> {
    let mut places: BTreeMap<Option<N>, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Item<N>>> = Vec::new();
    for item in items {
        let place = *places.entry(heading(item)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

/// What a row shows and says.
pub struct TreeRow {
    pub depth: usize,
    /// Whether a heading is open; nothing for an item.
    pub is_open: Option<bool>,
    /// What stands before the text, in a softer colour.
    pub before: String,
    pub text: String,
    /// What stands at the right end.
    pub aside: String,
    /// What a screen reader says.
    pub spoken: String,
    pub tip: Option<String>,
}

impl TreeRow {
    /// A heading above so many items.
    pub fn heading(depth: usize, text: String, count: usize, is_open: bool, lang: Lang) -> Self {
        let state = match is_open {
            true => Text::Unfolded,
            false => Text::Folded,
        };
        Self {
            depth,
            is_open: Some(is_open),
            before: String::new(),
            spoken: format!("{text}, {count}, {}", lang.text(state)),
            text,
            aside: count.to_string(),
            tip: None,
        }
    }

    /// An item; `tip` is all that is known of it.
    pub fn item(depth: usize, text: String, spoken: String, tip: String) -> Self {
        Self {
            depth,
            is_open: None,
            before: String::new(),
            text,
            aside: String::new(),
            spoken,
            tip: Some(tip),
        }
    }

    pub fn ui(&self, ui: &mut Ui, is_chosen: bool, sense: Sense) -> Response {
        let indent = self.depth as f32 * tokens::GRID * 4.0;
        let (sign, text) = match self.is_open {
            Some(true) => (icons::UNFOLDED, components::bold(self.text.as_str())),
            Some(false) => (icons::FOLDED, components::bold(self.text.as_str())),
            None => ("", RichText::new(self.text.as_str())),
        };
        let parts = (
            Atom::default().atom_size(egui::vec2(indent, 0.0)),
            components::icon(sign),
            components::aside(ui, self.before.as_str()),
            text.atom_shrink(true),
        );
        let row = components::row(ui, is_chosen, parts).sense(sense);
        let row = ui.add(row.right_text(components::aside(ui, self.aside.as_str())));
        let (enabled, spoken) = (ui.is_enabled(), self.spoken.clone());
        row.widget_info(|| WidgetInfo::selected(Role::Button, enabled, is_chosen, spoken.clone()));
        match &self.tip {
            Some(tip) => row.on_hover_text(tip),
            None => row,
        }
    }
}

/// How a heading is to be after this frame: a click switches it, the arrows beside fold and unfold it.
pub fn switched(ui: &Ui, heading: &Response, is_open: bool) -> Option<bool> {
    let has_keyboard = heading.has_focus();
    let pressed = |key| has_keyboard && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    match (pressed(Key::ArrowLeft), pressed(Key::ArrowRight)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => heading.clicked().then_some(!is_open),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rows: &[Row<&str>]) -> Vec<String> {
        let shape = rows.iter().map(|row| match row {
            Row::Heading {
                node, items, depth, ..
            } => format!("{depth}+{node} {}", items.len()),
            Row::Item { place, depth } => format!("{depth}-{place}"),
        });
        shape.collect()
    }

    #[test]
    fn a_single_item_has_no_heading_and_what_is_folded_is_left_out() {
        let items = [
            (0, "alone", None),
            (1, "names", Some("a")),
            (2, "names", Some("a")),
            (3, "names", Some("b")),
            (4, "flat", None),
            (5, "flat", None),
        ];
        let mut folds = Folds::default();
        let expected = [
            "0-0",
            "0+names 3",
            "1+a 2",
            "2-1",
            "2-2",
            "1-3",
            "0+flat 2",
            "1-4",
            "1-5",
        ];
        assert_eq!(shape(&rows(&items, 6, &folds)), expected);
        folds.set(&"a", false);
        let expected = ["0-0", "0+names 3", "1+a 2", "1-3", "0+flat 2", "1-4", "1-5"];
        assert_eq!(shape(&rows(&items, 6, &folds)), expected);
        assert_eq!(
            shape(&rows(&items, 500, &Folds::default())),
            ["0-0", "0+names 3", "0+flat 2"]
        );
    }
}
