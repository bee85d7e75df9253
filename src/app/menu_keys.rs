//! Keys that open and close menus: Alt with a letter, Alt alone, and F10; with Shift, as the key for it, that of what has
//! the keyboard.
//!
//! **Invariant:** Alt counts as alone only when it goes down and comes up with nothing between.

use crate::command::Menu;
use crate::i18n::Lang;
use crate::ui::{context_menu, menu_bar};
use egui::{Context, Event, Key, Modifiers};

/// What is remembered of Alt between frames.
#[derive(Default)]
pub struct MenuKeys {
    /// Alt is down, and nothing was done with it yet.
    is_alt_alone: bool,
}

impl MenuKeys {
    /// Alt has nothing to do with menus now.
    pub fn forget(&mut self) {
        self.is_alt_alone = false;
    }

    /// The menu that is asked for; one that is open is closed by the keys that open the first.
    pub fn take(&mut self, ctx: &Context, lang: Lang) -> Option<Menu> {
        if let Some(menu) = with_letter(ctx, lang) {
            self.forget();
            return Some(menu);
        }
        if takes_context(ctx) {
            self.forget();
            match menu_bar::is_open(ctx) {
                true => menu_bar::close(ctx),
                false => context_menu::ask(ctx),
            }
            return None;
        }
        let f10 = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::F10));
        if !(self.takes_alt(ctx) || f10) {
            return None;
        }
        if menu_bar::is_open(ctx) {
            menu_bar::close(ctx);
            return None;
        }
        Menu::ALL.first().copied()
    }

    /// Whether Alt came up alone.
    fn takes_alt(&mut self, ctx: &Context) -> bool {
        let is_alt = |key: &Key| matches!(key, Key::AltLeft | Key::AltRight);
        ctx.input(|i| {
            let mut came_up = false;
            for event in &i.events {
                match event {
                    Event::Key { key, pressed, .. } if is_alt(key) => {
                        came_up |= !pressed && self.is_alt_alone;
                        self.is_alt_alone = *pressed;
                    }
                    Event::Key { .. } | Event::PointerButton { .. } | Event::MouseWheel { .. } => {
                        self.is_alt_alone = false;
                    }
                    Event::WindowFocused(_) => self.is_alt_alone = false,
                    _ => {}
                }
            }
            came_up
        })
    }
}

/// Whether the menu of what has the keyboard was asked for. Before F10 alone, which does not mind that Shift is held.
fn takes_context(ctx: &Context) -> bool {
    ctx.input_mut(|i| {
        let shifted = i.consume_key(Modifiers::SHIFT, Key::F10);
        i.consume_key(Modifiers::NONE, Key::Menu) || shifted
    })
}

/// The menu whose letter was pressed with Alt; what the key would type goes with it.
fn with_letter(ctx: &Context, lang: Lang) -> Option<Menu> {
    ctx.input_mut(|i| {
        let asked = |event: &Event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if modifiers.alt && !modifiers.command && !modifiers.shift => {
                let by_letter = |menu: &&Menu| key.name() == menu.letter(lang).to_string();
                Menu::ALL.iter().find(by_letter).copied()
            }
            _ => None,
        };
        let menu = i.events.iter().find_map(asked)?;
        i.events
            .retain(|event| asked(event).is_none() && !matches!(event, Event::Text(_)));
        Some(menu)
    })
}
