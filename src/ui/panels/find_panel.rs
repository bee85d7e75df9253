//! Finding a text in the document or the whole dossier, and marking what was found.
//!
//! **Invariant:** the list is made anew when what is looked for, or what was read, changes; a source is searched once for
//! each thing that is looked for; rows outside the view cost nothing. What was not searched is always said.
//! **Absent:** reading and marking; what was typed leaves this panel only to be looked for.

use crate::find::search::{Options, Query, QueryError, Searchable};
use crate::i18n::{Lang, Text};
use crate::jobs::search::{Hit, SourceText};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId};
use crate::ui::Intent;
use crate::ui::widgets::list_keys::{Lie, ListKeys};
use crate::ui::widgets::{components, focus, tokens};
use egui::{Atom, AtomExt, Checkbox, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Characters that are shown beside a hit.
const REACH: usize = 28;
/// How much of the text before a hit its row shows, in letters.
const LEAD: usize = 8;
/// The list of hits, as its keys know it.
const LIST: &str = "found";
/// So much of what was looked for is kept.
const RECENT: usize = 12;

/// The texts of sources by their hash; `None` for one that cannot be read.
pub type Texts = HashMap<String, Option<SourceText>>;

/// What the panel searches.
pub struct Searched<'a> {
    pub dossier: &'a Arc<Dossier>,
    pub current: Option<DocumentId>,
    pub texts: &'a Texts,
    /// Hits that marks cover already.
    pub covered: &'a HashSet<Hit>,
    /// Something is still being read or marked: what.
    pub busy: Option<String>,
    pub can_edit: bool,
    pub lang: Lang,
}

/// What the list was made of.
struct Made {
    text: String,
    options: Options,
    only: Option<DocumentId>,
    /// Sources that were looked at, and how many of them could be read.
    read: (usize, usize),
    documents: Vec<Arc<Document>>,
}

impl Made {
    fn is_same(&self, other: &Self) -> bool {
        let asked = |made: &Self| (made.options, made.only, made.read);
        let same_pages = |(a, b): (&Arc<Document>, &Arc<Document>)| {
            a.id == b.id && (Arc::ptr_eq(a, b) || a.source == b.source)
        };
        asked(self) == asked(other)
            && self.text == other.text
            && self.documents.len() == other.documents.len()
            && self.documents.iter().zip(&other.documents).all(same_pages)
    }
}

/// A hit, and where it stands in the text of its page.
struct ListedHit {
    hit: Hit,
    place: (usize, usize),
}

/// What the panel keeps between frames.
#[derive(Default)]
pub struct FindPanel {
    pub text: String,
    pub options: Options,
    in_document: bool,
    /// The field takes the keyboard in the next frame.
    pub focus: bool,
    ticked: BTreeSet<Hit>,
    made: Option<Made>,
    query: Option<Result<Query, QueryError>>,
    found: Vec<ListedHit>,
    /// Documents in which something was found.
    documents: usize,
    /// The places on each page of a source, by its hash.
    within: HashMap<String, Vec<Vec<(usize, usize)>>>,
    /// Pages that are not searched, because they have no text or cannot be read.
    without: usize,
    /// Pages that are still to be read.
    unread: usize,
    /// The hit that was last gone to.
    pub at: Option<Hit>,
    /// And the one that was last brought into view.
    followed: Option<Hit>,
    /// What was looked for before, the last first: for as long as the dossier is open, and nowhere else.
    recent: Vec<String>,
    /// How often something else was looked for, and how often the list was made.
    times: (usize, usize),
}

impl FindPanel {
    /// What is looked for now.
    pub fn query(&self) -> Option<&Query> {
        self.query.as_ref()?.as_ref().ok()
    }

    /// All hits, by document and page.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        self.found.iter().map(|found| found.hit)
    }

    /// Which search this is, and which list of hits.
    pub fn times(&self) -> (usize, usize) {
        self.times
    }

    /// What was ticked is being marked.
    pub fn untick(&mut self) {
        self.ticked.clear();
    }

    /// Looks for a text in the whole dossier.
    pub fn look_for(&mut self, text: String) {
        self.text = text;
        self.in_document = false;
        self.focus = true;
    }

    pub fn show(&mut self, ui: &mut Ui, searched: &Searched<'_>, intents: &mut Vec<Intent>) {
        let lang = searched.lang;
        let label = ui.label(lang.text(Text::FindField));
        let takes = std::mem::take(&mut self.focus);
        if takes {
            focus::select_next(ui, &self.text);
        }
        let field = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
        let field = field.hint_text(lang.text(Text::FindSeveral));
        let response = focus::field(ui, field, takes).labelled_by(label.id);
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if response.lost_focus() {
            self.remember();
        }
        self.recent_ui(ui, lang);
        ui.checkbox(&mut self.options.whole_words, lang.text(Text::FindWhole));
        ui.checkbox(&mut self.options.same_case, lang.text(Text::FindCase));
        ui.checkbox(&mut self.options.regex, lang.text(Text::FindRegex));
        ui.checkbox(&mut self.in_document, lang.text(Text::FindHere));
        self.search(searched);
        if entered {
            self.step(intents);
            match self.found.is_empty() && self.unread == 0 {
                // What is looked for next is typed here.
                true => self.focus = true,
                // Arrows go on from the hit that was gone to.
                false => ListKeys::enter(ui.ctx(), LIST),
            }
        }
        ui.separator();
        self.summary_ui(ui, searched, intents);
        self.list_ui(ui, searched, intents);
    }

    /// Keeps what was looked for, so that it can be looked for again.
    fn remember(&mut self) {
        let text = self.text.trim();
        if text.is_empty() {
            return;
        }
        let text = text.to_owned();
        self.recent.retain(|known| *known != text);
        self.recent.insert(0, text);
        self.recent.truncate(RECENT);
    }

    /// What was looked for before, to be chosen again. The list is there from the beginning, so that nothing below it
    /// moves when there comes something in it.
    fn recent_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let mut chosen = None;
        ui.add_enabled_ui(!self.recent.is_empty(), |ui| {
            let list = egui::ComboBox::from_id_salt("looked for before");
            let list = list.selected_text(lang.text(Text::FindRecent));
            let shown = list.show_ui(ui, |ui| {
                for text in &self.recent {
                    if ui.selectable_label(*text == self.text, text).clicked() {
                        chosen = Some(text.clone());
                    }
                }
            });
            let (enabled, name) = (ui.is_enabled(), lang.text(Text::FindRecent));
            let info = || egui::WidgetInfo::labeled(egui::Role::ComboBox, enabled, name);
            shown.response.widget_info(info);
        });
        self.text = chosen.unwrap_or_else(|| std::mem::take(&mut self.text));
    }

    /// Goes to the next hit, from the last to the first.
    fn step(&mut self, intents: &mut Vec<Intent>) {
        let next = self.hits().find(|hit| self.at.is_none_or(|at| *hit > at));
        if let Some(hit) = next.or_else(|| self.hits().next()) {
            intents.push(Intent::GoToHit(hit));
        }
    }

    fn search(&mut self, searched: &Searched<'_>) {
        let made = Made {
            text: self.text.clone(),
            options: self.options,
            only: searched.current.filter(|_| self.in_document),
            read: (
                searched.texts.len(),
                searched.texts.values().flatten().count(),
            ),
            documents: searched.dossier.documents.clone(),
        };
        if self.made.as_ref().is_some_and(|old| old.is_same(&made)) {
            return;
        }
        let same_words = self
            .made
            .as_ref()
            .is_some_and(|old| (&old.text, old.options) == (&made.text, made.options));
        self.times.1 += 1;
        if !same_words {
            self.times.0 += 1;
            self.ticked.clear();
            self.at = None;
            self.within.clear();
            self.query = Some(Query::new(&made.text, made.options));
        }
        (self.found, self.documents) = (Vec::new(), 0);
        (self.without, self.unread) = (0, 0);
        let is_meant = |d: &&Arc<Document>| made.only.is_none_or(|only| only == d.id);
        for document in searched.dossier.documents.iter().filter(is_meant) {
            self.search_document(document, searched.texts);
        }
        if !self.ticked.is_empty() {
            let found: HashSet<Hit> = self.found.iter().map(|found| found.hit).collect();
            self.ticked.retain(|hit| found.contains(hit));
        }
        self.made = Some(made);
    }

    /// Adds what is found in a document. Its source is searched once, whatever else is read or listed after it.
    fn search_document(&mut self, document: &Document, texts: &Texts) {
        let Some(source) = &document.source else {
            return;
        };
        let text = match texts.get(source.sha256.as_str()) {
            Some(Some(text)) => text,
            Some(None) => return self.without += source.pages.len(),
            None => return self.unread += source.pages.len(),
        };
        self.without += text.without;
        let Some(Ok(query)) = &self.query else {
            return;
        };
        if !self.within.contains_key(source.sha256.as_str()) {
            let places = text.pages.iter().map(|page| query.hits(page)).collect();
            self.within.insert(source.sha256.to_string(), places);
        }
        let pages = self
            .within
            .get(source.sha256.as_str())
            .into_iter()
            .flatten();
        let before = self.found.len();
        for (page, places) in pages.enumerate() {
            let found = places.iter().enumerate().map(|(nth, place)| ListedHit {
                hit: Hit {
                    document: document.id,
                    page,
                    nth,
                },
                place: *place,
            });
            self.found.extend(found);
        }
        self.documents += usize::from(self.found.len() > before);
    }

    fn summary_ui(&mut self, ui: &mut Ui, searched: &Searched<'_>, intents: &mut Vec<Intent>) {
        let lang = searched.lang;
        match &self.query {
            Some(Err(QueryError::NotRegex)) => {
                let wrong = tokens::palette(ui).danger;
                ui.colored_label(wrong, lang.text(Text::FindNotRegex));
            }
            Some(Ok(_)) => {
                let (hits, documents) = (self.found.len(), self.documents);
                let text = match hits {
                    0 if self.unread == 0 => lang.text(Text::FindNone).to_owned(),
                    _ => lang.fill(Text::FindCount, &[&hits, &documents]),
                };
                ui.label(components::bold(text));
            }
            _ => {}
        }
        if let Some(busy) = &searched.busy {
            ui.label(busy);
        }
        if self.unread > 0 {
            ui.label(lang.fill(Text::FindToRead, &[&self.unread]));
        }
        if self.without > 0 {
            ui.label(lang.fill(Text::FindWithout, &[&self.without]));
        }
        if self.found.is_empty() {
            return;
        }
        // What is covered already is there to be seen, and ticked by hand alone.
        let open = || self.hits().filter(|hit| !searched.covered.contains(hit));
        let has_open = open().next().is_some();
        let mut all = has_open && open().all(|hit| self.ticked.contains(&hit));
        let tick_all = Checkbox::new(&mut all, lang.text(Text::FindTickAll));
        let can_tick = searched.can_edit && has_open;
        if ui.add_enabled(can_tick, tick_all).changed() {
            self.ticked = match all {
                true => open().collect(),
                false => BTreeSet::new(),
            };
        }
        let can_mark = searched.can_edit && !self.ticked.is_empty() && searched.busy.is_none();
        let text = lang.fill(Text::FindMark, &[&self.ticked.len()]);
        if ui.add_enabled(can_mark, egui::Button::new(text)).clicked() {
            intents.push(Intent::MarkHits(self.ticked.iter().copied().collect()));
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, searched: &Searched<'_>, intents: &mut Vec<Intent>) {
        ui.spacing_mut().item_spacing.y = 1.0;
        let area = ScrollArea::vertical().id_salt("found");
        let (found, ticked, at) = (&self.found, &mut self.ticked, self.at);
        let came = std::mem::replace(&mut self.followed, at) != at;
        let is_at = |found: &ListedHit| Some(found.hit) == at;
        let here = found.iter().position(is_at);
        let keys = ListKeys::new(ui, LIST, Lie::Column, found.len(), here, |_| true);
        let keys = keys.beside_field(ui);
        let can_tick = keys.has_keyboard() && searched.can_edit;
        let ticks = can_tick && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space));
        if let Some(found) = found.get(keys.row()).filter(|_| ticks)
            && !ticked.remove(&found.hit)
        {
            ticked.insert(found.hit);
        }
        area.auto_shrink([false, false])
            .show_rows(ui, tokens::ROW, found.len(), |ui, range| {
                keys.follow(ui, range.start);
                if let Some(row) = here.filter(|_| came) {
                    components::follow_row(ui, range.start, row);
                }
                for (nth, found) in found.iter().enumerate().take(range.end).skip(range.start) {
                    components::lasting(ui, ("found", nth as u64), |ui| {
                        if let Some(row) = HitRow::of(found, searched) {
                            row.show(ui, (nth, &keys), (ticked, at), searched, intents);
                        }
                    });
                }
            });
    }
}

/// A hit as its row shows it.
struct HitRow {
    hit: Hit,
    /// Its document and page.
    place: String,
    /// The text before the hit, the hit, and the text after it.
    text: [String; 3],
    /// That it stands under an area already, in words; else empty.
    covered: &'static str,
}

impl HitRow {
    /// `None` where its page is not at hand any more.
    fn of(found: &ListedHit, searched: &Searched<'_>) -> Option<Self> {
        let (hit, lang) = (found.hit, searched.lang);
        let document = searched.dossier.document(hit.document)?;
        let source = document.source.as_ref()?;
        let text = searched.texts.get(source.sha256.as_str())?.as_ref()?;
        let page = text.pages.get(hit.page)?;
        Some(Self {
            hit,
            place: lang.fill(Text::FindPlace, &[&document.number, &(hit.page + 1)]),
            text: Searchable::around(page, found.place, REACH),
            covered: match searched.covered.contains(&hit) {
                true => lang.text(Text::FindCovered),
                false => "",
            },
        })
    }

    fn show(
        &self,
        ui: &mut Ui,
        (nth, keys): (usize, &ListKeys),
        (ticked, at): (&mut BTreeSet<Hit>, Option<Hit>),
        searched: &Searched<'_>,
        intents: &mut Vec<Intent>,
    ) {
        let [before, words, after] = &self.text;
        ui.horizontal(|ui| {
            ui.set_height(tokens::ROW);
            ui.spacing_mut().item_spacing.x = tokens::GRID;
            self.tick_ui(ui, ticked, searched);
            // From the end of what stands before it, so that the hit itself is always to be seen.
            let length = before.chars().count();
            let lead: String = before.chars().skip(length.saturating_sub(LEAD)).collect();
            let atoms = (
                RichText::new(format!("{} {lead}", self.place)),
                components::bold(words.clone()),
                // What does not fit is cut off here, never from the place or the hit.
                RichText::new(after.clone()).atom_shrink(true),
                // In a line of other parts a button would stand in the middle of its width.
                Atom::grow(),
            );
            let row = components::row(ui, at == Some(self.hit), atoms).gap(0.0);
            let row = row.right_text(components::aside(ui, self.covered));
            let row = ui.add(row.sense(keys.sense(nth)));
            let is_taken = keys.take(nth, &row);
            row.on_hover_text(format!("{before}{words}{after}"));
            if is_taken {
                intents.push(Intent::GoToHit(self.hit));
            }
        });
    }

    /// Whether it is to be marked.
    fn tick_ui(&self, ui: &mut Ui, ticked: &mut BTreeSet<Hit>, searched: &Searched<'_>) {
        let mut is_ticked = ticked.contains(&self.hit);
        let tick = |ui: &mut Ui| components::tick(ui, &mut is_ticked);
        let tick = ui.add_enabled_ui(searched.can_edit, tick).inner;
        let [_, words, _] = &self.text;
        let mut name = (searched.lang).fill(Text::FindTick, &[&self.place, words]);
        if !self.covered.is_empty() {
            name = format!("{name}, {}", self.covered);
        }
        let enabled = ui.is_enabled();
        tick.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::CheckBox, enabled, is_ticked, &name)
        });
        if tick.changed() {
            if is_ticked {
                ticked.insert(self.hit);
            } else {
                ticked.remove(&self.hit);
            }
        }
    }
}
