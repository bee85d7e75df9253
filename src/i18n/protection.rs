//! What is said about the walls around the processes that read files: on the command line and in the window.

use super::{Lang, Text};
use crate::model::protection::{Protection, Wall};

/// A line above, and one for each wall with whether it stands.
pub fn lines(protection: &Protection, lang: Lang) -> Vec<String> {
    let row = |(wall, stands)| {
        let name = match wall {
            Wall::Calls => Text::WallCalls,
            Wall::Files => Text::WallFiles,
            Wall::Network => Text::WallNetwork,
            Wall::Limits => Text::WallLimits,
        };
        let state = match stands {
            true => Text::WallStands,
            false => Text::WallMissing,
        };
        lang.fill(Text::WallRow, &[&lang.text(name), &lang.text(state)])
    };
    let head = lang.text(Text::Walls).to_owned();
    std::iter::once(head)
        .chain(protection.walls().into_iter().map(row))
        .collect()
}
