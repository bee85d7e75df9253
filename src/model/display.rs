//! How a person wants the window to look: light or dark, how large its text and buttons are, and how pages are fitted.
//!
//! **Invariant:** a size that is not offered counts as the nearest one that is.
//! **Absent:** anything of a dossier; it is the choice of whoever sits at the screen.

use serde::{Deserialize, Serialize};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colours {
    /// As the system has it; light where it does not say.
    #[default]
    System,
    Light,
    Dark,
}

impl Colours {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];
}

/// How the labels of marks are shown while they are worked on; as published they are always as printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Labels {
    /// A small tab outside the area, where it covers nothing that is to be read.
    #[default]
    Small,
    /// In the area, as on paper.
    Printed,
    None,
}

impl Labels {
    pub const ALL: [Self; 3] = [Self::Small, Self::Printed, Self::None];
}

/// How the window looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Display {
    pub colours: Colours,
    /// Of the size that the system asks for, in percent.
    pub percent: u16,
    pub labels: Labels,
    /// A document opens with a whole page in view, else as wide as the window has room.
    pub whole_pages: bool,
}

impl Default for Display {
    fn default() -> Self {
        Self {
            colours: Colours::default(),
            percent: 100,
            labels: Labels::default(),
            whole_pages: false,
        }
    }
}

impl Display {
    /// The sizes that are offered, in percent.
    pub const SIZES: [u16; 5] = [100, 125, 150, 175, 200];

    /// What every length on the screen is multiplied by.
    pub fn factor(self) -> f32 {
        let nearest = Self::SIZES
            .into_iter()
            .min_by_key(|size| size.abs_diff(self.percent));
        f32::from(nearest.unwrap_or(100)) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_from_elsewhere_leaves_the_window_usable() {
        let factor = |percent| {
            let display = Display {
                percent,
                ..Display::default()
            };
            display.factor()
        };
        assert_eq!((factor(0), factor(9000), factor(150)), (1.0, 2.0, 1.5));
    }
}
