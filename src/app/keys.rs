//! The one place where keys become actions.
//!
//! **Invariant:** a key without Ctrl, but for F1 and those beside it, does nothing while a text is being typed, and one that stands for a character only
//! while the pages or the lists of them have the focus (WCAG 2.1.4); each key is read with the modifiers it was pressed
//! with, since by the end of a frame they may be released again.

use super::workspace::Workspace;
use crate::command::{Action, digit};
use crate::i18n::Text;
use crate::model::gesture::caret::Arrow;
use crate::ui::widgets::focus;
use crate::ui::{CaretIntent, Intent, menu_bar};
use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// V pressed longer than this shows the preview only for as long.
const HOLD: Duration = Duration::from_millis(350);

impl Workspace {
    pub(super) fn take_keys(&mut self, ctx: &Context, intents: &mut Vec<Intent>) {
        if self.overlay.is_open() {
            self.take_help(ctx, intents);
            return self.menu_keys.forget();
        }
        self.overlay.menu = self
            .menu_keys
            .take(ctx, self.feedback.lang)
            .or(self.overlay.menu);
        // An open menu or list of choices has the keyboard.
        if self.overlay.menu.is_some() || menu_bar::is_open(ctx) {
            return;
        }
        // A field that is about to have the keyboard counts: quick hands type on.
        let is_awaited = self.panels.awaits_field(&self.viewing);
        let is_typing = ctx.text_edit_focused() || is_awaited;
        let focused = ctx.memory(|m| m.focused());
        let is_on_page = !is_awaited && focused.is_none_or(|id| focus::lends_keys(ctx, id));
        let pressed = |shortcut: &KeyboardShortcut| taken(ctx, shortcut);
        if !is_typing {
            let again = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
            if pressed(&again) {
                intents.push(Intent::Do(Action::Redo));
            }
            let larger = KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals);
            if pressed(&larger) {
                intents.push(Intent::Do(Action::ZoomIn));
            }
            // Everybody's key for all: where it stands for nothing, that is said.
            if pressed(&KeyboardShortcut::new(Modifiers::COMMAND, Key::A)) {
                self.feedback.say(Text::SelectAllNot);
            }
            self.take_arrows(ctx, intents);
        }
        if is_on_page {
            self.take_held_preview(ctx, intents);
            self.take_digits(ctx, intents);
        }
        self.take_shortcuts(ctx, (is_typing, is_on_page), intents);
        if focused.is_none() && pressed(&KeyboardShortcut::new(Modifiers::NONE, Key::Space)) {
            intents.push(Intent::Do(Action::PageDown));
        }
    }

    /// The shortcuts of all actions.
    fn take_shortcuts(
        &self,
        ctx: &Context,
        (is_typing, is_on_page): (bool, bool),
        intents: &mut Vec<Intent>,
    ) {
        // A shortcut with Shift goes first: one without it does not mind that Shift is held.
        let shifted = |action: &&Action| action.shortcut().is_some_and(|s| s.modifiers.shift);
        let (first, then): (Vec<&Action>, Vec<&Action>) = Action::ALL.iter().partition(shifted);
        for action in first.into_iter().chain(then) {
            let Some(shortcut) = action.shortcut() else {
                continue;
            };
            let has_focus = !is_typing && (is_on_page || !is_character(&shortcut));
            if focus::is_claimed(ctx, shortcut.logical_key) {
                continue;
            }
            // Escape leaves a field first, and is still to be seen there.
            if *action == Action::Deselect && self.typed {
                continue;
            }
            if (has_focus || works_anywhere(*action)) && taken(ctx, &shortcut) {
                intents.push(Intent::Do(*action));
            }
        }
    }

    /// The handbook opens over what is open too, at what it tells of that.
    fn take_help(&self, ctx: &Context, intents: &mut Vec<Intent>) {
        // With Shift first: without it the key does not mind that Shift is held.
        let mut keys = [Action::ShowKeys, Action::Handbook].into_iter();
        let asked = keys.find(|action| action.shortcut().is_some_and(|key| taken(ctx, &key)));
        let asked = asked.filter(|_| self.overlay.handbook.is_none());
        intents.extend(asked.map(Intent::Do));
    }

    /// V: a tap switches the preview, holding shows it for as long.
    fn take_held_preview(&mut self, ctx: &Context, intents: &mut Vec<Intent>) {
        let is_v = |event: &Event, down: bool| {
            matches!(event, Event::Key { key: Key::V, pressed, modifiers, repeat: false, .. }
                if *pressed == down && !modifiers.command && !modifiers.alt)
        };
        let (down, up) = ctx.input_mut(|i| {
            let found = (
                i.events.iter().any(|e| is_v(e, true)),
                i.events.iter().any(|e| is_v(e, false)),
            );
            // Repeats too: only the first press counts.
            i.events
                .retain(|e| !matches!(e, Event::Key { key: Key::V, pressed: true, modifiers, .. } if !modifiers.command));
            found
        });
        if down {
            intents.push(Intent::Do(Action::Preview));
            self.preview_held = Some(Instant::now());
        }
        let held = self.preview_held.filter(|_| up);
        if held.is_some_and(|since| since.elapsed() > HOLD) {
            self.viewing.mode.preview = false;
        }
        if up {
            self.preview_held = None;
        }
    }

    /// Digits by their place on the keyboard, so that Shift+1 is the first ground on every layout.
    fn take_digits(&self, ctx: &Context, intents: &mut Vec<Intent>) {
        let favourites = self.open.favourites();
        let digits = ctx.input(|i| i.events.iter().filter_map(digit).collect::<Vec<_>>());
        for (digit, second) in digits {
            if let Some(ground) = favourites.get(digit) {
                intents.push(Intent::Choose {
                    ground: ground.clone(),
                    second,
                });
            }
        }
    }

    /// Arrows go on with the caret on the page, move a selected free frame, else the page.
    fn take_arrows(&mut self, ctx: &Context, intents: &mut Vec<Intent>) {
        if ctx.memory(|m| m.focused().is_some()) {
            return;
        }
        // The caret goes by word with or without Ctrl, which other programs ask for.
        let by_word = match self.chosen.caret {
            Some(_) => Modifiers::COMMAND,
            None => Modifiers::NONE,
        };
        for (key, arrow) in [
            (Key::ArrowLeft, Arrow::Left),
            (Key::ArrowRight, Arrow::Right),
            (Key::ArrowUp, Arrow::Up),
            (Key::ArrowDown, Arrow::Down),
        ] {
            let pressed = |modifiers| taken(ctx, &KeyboardShortcut::new(modifiers, key));
            let far = pressed(Modifiers::SHIFT) | pressed(by_word | Modifiers::SHIFT);
            let near = pressed(Modifiers::NONE) | pressed(by_word);
            if !far && !near {
                continue;
            }
            match self.chosen.caret {
                Some(_) => {
                    let extends = far;
                    let arrow = arrow.on_turned(self.viewing.quarters());
                    intents.push(Intent::Caret(CaretIntent::Step { arrow, extends }));
                }
                None => self.arrow(arrow, far),
            }
        }
        let enter = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
        if self.chosen.caret.is_some() && taken(ctx, &enter) {
            intents.push(Intent::Caret(CaretIntent::Mark));
        }
    }
}

/// Whether the keys of an action mean it also while a text is being typed: a field has its own undo, and its own way with
/// every key that stands alone.
pub fn works_anywhere(action: Action) -> bool {
    let is_fields = matches!(action, Action::Undo | Action::Redo);
    let is_command = |key: KeyboardShortcut| key.modifiers.command || is_function(&key);
    !is_fields && action.shortcut().is_some_and(is_command)
}

/// Whether a key is one of F1 and those beside it, which mean nothing in a text.
fn is_function(shortcut: &KeyboardShortcut) -> bool {
    let name = shortcut.logical_key.name();
    let digits = name.strip_prefix('F');
    digits.is_some_and(|digits| digits.parse::<u8>().is_ok())
}

/// Whether a key stands for a character, alone or with Shift.
fn is_character(shortcut: &KeyboardShortcut) -> bool {
    let key = shortcut.logical_key;
    let is_sign = matches!(key, Key::Period | Key::Comma);
    !shortcut.modifiers.command && (is_sign || key.name().chars().count() == 1)
}

/// Takes a press of a shortcut out of what came in. With Alt a key is for the menus, or types a sign where AltGr stands
/// for Ctrl and Alt: it is never a shortcut.
fn taken(ctx: &Context, shortcut: &KeyboardShortcut) -> bool {
    let is_it = |event: &Event| {
        matches!(event, Event::Key { key, modifiers, pressed: true, .. }
            if *key == shortcut.logical_key
                && !modifiers.alt
                && modifiers.matches_logically(shortcut.modifiers))
    };
    ctx.input_mut(|i| {
        let before = i.events.len();
        i.events.retain(|event| !is_it(event));
        i.events.len() < before
    })
}

/// Files that were dropped on the window in this frame.
pub fn dropped_files(ctx: &Context) -> Vec<PathBuf> {
    ctx.input(|i| {
        let dropped = i.raw.dropped_files.iter();
        dropped.map(|file| file.path().to_owned()).collect()
    })
}
