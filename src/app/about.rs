//! What this program is, asked for in the window of a dossier and on the start screen.

use crate::engine::{Engine, EngineError};
use crate::error::Notice;
use crate::i18n::Lang;
use crate::jobs::task::Reporter;
use crate::jobs::{Job, Tasks, lists};
use crate::model::protection::Protection;
use crate::ui::forms::about::About;

/// Which walls stand around what reads documents; `None` where finding out broke.
pub type Walls = Option<Result<Protection, EngineError>>;

/// What is known at once; the walls are found out beside the window.
pub fn ask<O: Send + 'static>(
    tasks: &mut Tasks<O>,
    outcome: impl Fn(Walls) -> O + Clone + Send + 'static,
) -> About {
    let work = |engine: &Engine, _: &Reporter| engine.protection();
    tasks.start(Job::About, work, outcome);
    About {
        walls: None,
        lists: lists::office_folder().display().to_string(),
    }
}

/// Takes in which walls there are, while that is still shown.
pub fn take(walls: Walls, shown: Option<&mut About>, lang: Lang) {
    let walls = walls.unwrap_or(Err(EngineError::Crashed));
    let said = |error| Notice::engine(&error, "", lang).text;
    if let Some(about) = shown {
        about.walls = Some(walls.map_err(said));
    }
}
