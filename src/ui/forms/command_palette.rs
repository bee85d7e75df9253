//! Everything by its name, typed: actions, documents, pages, grounds and settings (Ctrl+K).
//!
//! **Invariant:** whatever an action, a document or a ground is called elsewhere it is called here; what cannot be asked
//! for now is listed too, behind what can, and says why when it is asked for. It is as high whatever is found.

use super::display_form;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::display::Display;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::ground::{Ground, Notation};
use crate::ui::widgets::picker::Picker;
use crate::ui::widgets::{components, tokens};
use crate::ui::{Intent, Place, Then};
use egui::{AtomExt, Button, Context, Ui, vec2};
use std::collections::HashSet;
use std::path::PathBuf;

/// Rows that are shown at most: more are found by typing on.
const MOST_ROWS: usize = 200;

/// What it lists that it does not keep itself.
pub struct Commands<'a> {
    pub dossier: &'a Dossier,
    /// The document at hand.
    pub document: Option<&'a Document>,
    pub allowed: &'a HashSet<Action>,
    pub display: Display,
    /// The other dossiers that were opened last.
    pub recent: &'a [PathBuf],
    pub lang: Lang,
}

/// What a row stands for.
enum Command {
    Do(Action),
    GoTo(Place),
    Choose(Ground),
    Display(Display),
    Open(PathBuf),
}

impl Command {
    fn intent(self) -> Intent {
        match self {
            Self::Do(action) => Intent::Do(action),
            Self::GoTo(place) => Intent::GoTo(place),
            Self::Choose(ground) => Intent::Choose {
                ground,
                second: false,
            },
            Self::Display(display) => Intent::Display(display),
            Self::Open(path) => Intent::Close(Then::Open(path)),
        }
    }
}

struct Row {
    command: Command,
    name: String,
    /// Where it stands elsewhere: its menu, or what kind of thing it is.
    kind: &'static str,
    keys: String,
    is_allowed: bool,
}

/// The open palette.
#[derive(Default)]
pub struct CommandPalette {
    picker: Picker,
}

impl CommandPalette {
    /// Draws it; pushes what was chosen after [`Intent::Dismiss`], so that what opens next has the window to itself.
    pub fn show(&mut self, ctx: &Context, commands: &Commands<'_>, intents: &mut Vec<Intent>) {
        let lang = commands.lang;
        let mut rows = found(&self.picker.search, commands, ctx);
        let mut chosen = None;
        let modal = components::dialog(ctx, "commands", 560.0, |ui| {
            components::title(ui, lang.text(Text::ActionCommands));
            let moved = self.picker.walk(ui, rows.len());
            if self.picker.takes_enter(ui) {
                chosen = Some(self.picker.highlighted());
            }
            self.picker.field_ui(ui, lang.text(Text::CommandsSearch));
            let height = components::list_height(ctx, 400.0);
            let area = components::list(height).auto_shrink([false, false]);
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                if rows.is_empty() {
                    ui.label(lang.text(Text::CommandsNone));
                }
                for (nth, row) in rows.iter().enumerate() {
                    let response = row_ui(ui, row, nth == self.picker.highlighted());
                    self.picker.follow(nth, moved, &response);
                    if response.clicked() {
                        chosen = Some(nth);
                    }
                }
            });
        });
        if let Some(nth) = chosen.filter(|nth| *nth < rows.len()) {
            intents.push(Intent::Dismiss);
            intents.push(rows.swap_remove(nth).command.intent());
        } else if modal.should_close() {
            intents.push(Intent::Dismiss);
        }
    }
}

fn row_ui(ui: &mut Ui, row: &Row, is_highlighted: bool) -> egui::Response {
    let name = egui::RichText::new(&row.name);
    let name = match row.is_allowed {
        true => name,
        false => name.color(tokens::palette(ui).text_2),
    };
    let kind = components::aside(ui, row.kind);
    let button = Button::selectable(is_highlighted, (name.atom_shrink(true), kind))
        .right_text(components::aside(ui, &row.keys))
        .min_size(vec2(ui.available_width(), tokens::ROW));
    ui.add(button)
}

/// What fits all typed words: what can be asked for now before what cannot, and what begins with them first.
fn found(search: &str, commands: &Commands<'_>, ctx: &Context) -> Vec<Row> {
    let wanted = search.trim().to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut rows = pages(&words, commands);
    let mut others = actions(commands, ctx);
    others.extend(listed_documents(commands));
    others.extend(grounds(commands));
    others.extend(settings(commands));
    others.extend(recent(commands));
    let ranked = |row: Row| Some(((!row.is_allowed, rank(&row, &wanted, &words)?), row));
    let mut fitting: Vec<((bool, usize), Row)> = others.into_iter().filter_map(ranked).collect();
    fitting.sort_by_key(|(rank, _)| *rank);
    rows.extend(fitting.into_iter().map(|(_, row)| row));
    rows.truncate(MOST_ROWS);
    rows
}

/// How well a row fits, best 0; nothing when a word is missing.
fn rank(row: &Row, wanted: &str, words: &[&str]) -> Option<usize> {
    let name = row.name.to_lowercase();
    let whole = format!("{name} {}", row.kind.to_lowercase());
    if !words.iter().all(|word| whole.contains(word)) {
        return None;
    }
    let begins = |word: &&str| name.split_whitespace().any(|part| part.starts_with(*word));
    Some(match () {
        () if name.starts_with(wanted) => 0,
        () if words.iter().all(begins) => 1,
        () => 2,
    })
}

fn actions(commands: &Commands<'_>, ctx: &Context) -> Vec<Row> {
    let lang = commands.lang;
    // It is open already.
    let others = Action::ALL
        .iter()
        .filter(|action| **action != Action::Commands);
    let row = |action: &Action| Row {
        command: Command::Do(*action),
        name: lang.text(action.text()).to_owned(),
        kind: lang.text(action.menu().text()),
        keys: action.keys(ctx).unwrap_or_default(),
        is_allowed: commands.allowed.contains(action),
    };
    others.map(row).collect()
}

fn listed_documents(commands: &Commands<'_>) -> Vec<Row> {
    let row = |document: &std::sync::Arc<Document>| Row {
        command: Command::GoTo(Place {
            document: document.id,
            page: None,
            mark: None,
        }),
        name: format!("{} {}", document.number, document.known_title()),
        kind: commands.lang.text(Text::DocumentTab),
        keys: String::new(),
        is_allowed: true,
    };
    commands.dossier.documents.iter().map(row).collect()
}

/// A number is a page of the document at hand; behind the number of a document, one of that.
fn pages(words: &[&str], commands: &Commands<'_>) -> Vec<Row> {
    let (document, page) = match words {
        [page] => (commands.document, page),
        [number, page] => {
            let mut all = commands.dossier.documents.iter();
            let named = all.find(|d| d.number.is(number));
            (named.map(std::sync::Arc::as_ref), page)
        }
        _ => return Vec::new(),
    };
    let there = document.zip(page.parse::<usize>().ok());
    let there = there.filter(|(document, page)| (1..=document.pages()).contains(page));
    let row = |(document, page): (&Document, usize)| Row {
        command: Command::GoTo(Place {
            document: document.id,
            page: Some(page - 1),
            mark: None,
        }),
        name: (commands.lang).fill(Text::FindPlace, &[&document.number, &page]),
        kind: commands.lang.text(Text::CommandsPage),
        keys: String::new(),
        is_allowed: true,
    };
    there.map(row).into_iter().collect()
}

fn grounds(commands: &Commands<'_>) -> Vec<Row> {
    let notation: Notation = commands.dossier.facts.notation;
    let row = |ground: Ground| Row {
        name: format!("{}  {}", ground.written(notation), ground.name()),
        command: Command::Choose(ground),
        kind: commands.lang.text(Text::CommandsGround),
        keys: String::new(),
        is_allowed: true,
    };
    Ground::offered().map(row).collect()
}

fn settings(commands: &Commands<'_>) -> Vec<Row> {
    let lang = commands.lang;
    let offered = display_form::offered(commands.display, lang);
    let row = |(name, display): (String, Display)| Row {
        command: Command::Display(display),
        name,
        kind: lang.text(Text::CommandsSetting),
        keys: String::new(),
        is_allowed: true,
    };
    offered.into_iter().map(row).collect()
}

fn recent(commands: &Commands<'_>) -> Vec<Row> {
    let row = |path: &PathBuf| Row {
        command: Command::Open(path.clone()),
        name: path.display().to_string(),
        kind: commands.lang.text(Text::RecentDossiers),
        keys: String::new(),
        is_allowed: true,
    };
    commands.recent.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(search: &str) -> Vec<String> {
        let allowed = HashSet::from([Action::Export]);
        let commands = Commands {
            dossier: &Dossier::default(),
            document: None,
            allowed: &allowed,
            display: Display::default(),
            recent: &[],
            lang: Lang::Dutch,
        };
        let rows = found(search, &commands, &Context::default());
        rows.into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn what_begins_with_what_is_typed_comes_first() {
        assert_eq!(names("export").first().unwrap(), "Exporteren…");
        assert_eq!(names("gronden cijfers"), ["Gronden onder de cijfers…"]);
        assert_eq!(names("donker"), ["Kleuren: Donker"]);
        assert!(names("levenssfeer").iter().any(|n| n.starts_with("5.1.2e")));
        assert_eq!(names("zzzz"), Vec::<String>::new());
    }

    #[test]
    fn what_can_be_asked_for_now_comes_before_what_cannot() {
        assert_eq!(names("").first().unwrap(), "Exporteren…");
        // The one only holds the letter with which the other begins.
        let all = names("n");
        let place = |name: &str| all.iter().position(|one| one == name).unwrap();
        assert!(place("Exporteren…") < place("Nieuw dossier…"));
    }

    #[test]
    fn every_action_but_the_palette_itself_can_be_asked_for() {
        let all = names("");
        for action in Action::ALL {
            let is_there = all.contains(&Lang::Dutch.text(action.text()).to_owned());
            assert_eq!(is_there, *action != Action::Commands, "{action:?}");
        }
    }
}
