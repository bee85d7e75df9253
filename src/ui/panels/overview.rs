//! The dossier at a glance: how far it is, what is left, each figure with the way there.
//!
//! **Invariant:** nothing is counted per person.

use super::marks_list::Filter;
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::review::ReviewStage;
use crate::model::ground::Ground;
use crate::ui::intent::Show;
use crate::ui::review::stage_text;
use crate::ui::widgets::{components, tokens};
use crate::ui::{Intent, Place};
use egui::{ScrollArea, Ui};

/// How the export check stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckCounts {
    pub blocking: usize,
    pub warnings: usize,
    /// The figures are not those of a dossier that was not looked at yet.
    pub is_known: bool,
    /// The texts were read as the dossier is now.
    pub is_fresh: bool,
    pub is_running: bool,
}

/// A line of the overview.
enum Row<'a> {
    Heading(Text),
    Figure(Figure),
    Document(&'a Document),
}

/// A figure with the way to what it counts.
struct Figure {
    text: String,
    figure: String,
    /// What a screen reader says.
    spoken: String,
    ground: Option<Ground>,
    to: Intent,
}

/// Draws the figures.
pub fn show(
    ui: &mut Ui,
    dossier: &Dossier,
    found: CheckCounts,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    progress_ui(ui, dossier, lang);
    let mut rows: Vec<Row<'_>> = Vec::new();
    rows.extend(work(dossier, lang).into_iter().map(Row::Figure));
    rows.push(Row::Heading(Text::OverviewFindings));
    rows.extend(findings(found, lang).into_iter().map(Row::Figure));
    rows.push(Row::Heading(Text::FourEyes));
    rows.extend(stages(dossier, lang).into_iter().map(Row::Figure));
    rows.push(Row::Heading(Text::OverviewGrounds));
    rows.extend(grounds(dossier, lang).into_iter().map(Row::Figure));
    rows.push(Row::Heading(Text::OverviewDocuments));
    rows.extend(dossier.documents.iter().map(|d| Row::Document(d)));
    ui.spacing_mut().item_spacing.y = 1.0;
    ScrollArea::vertical()
        .id_salt("overview")
        .auto_shrink([false, false])
        .show_rows(ui, tokens::ROW, rows.len(), |ui, range| {
            for row in rows.get(range).unwrap_or(&[]) {
                match row {
                    Row::Heading(text) => components::heading_row(ui, lang.text(*text)),
                    Row::Figure(figure) => figure_ui(ui, figure, intents),
                    Row::Document(document) => document_ui(ui, document, lang, intents),
                }
            }
        });
}

/// How many of all pages are finished, as a bar.
fn progress_ui(ui: &mut Ui, dossier: &Dossier, lang: Lang) {
    let (finished, pages) = pages(dossier);
    let said = lang.fill(Text::Progress, &[&finished, &pages]);
    ui.label(&said);
    let share = finished as f32 / pages.max(1) as f32;
    let bar = components::progress(ui, share, None);
    bar.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, said.clone())
    });
    ui.add_space(tokens::GRID);
}

/// Finished pages, and all.
fn pages(dossier: &Dossier) -> (usize, usize) {
    let documents = dossier.documents.iter();
    documents.fold((0, 0), |(finished, pages), d| {
        (finished + d.finished.len(), pages + d.pages())
    })
}

/// What is still to be done.
fn work(dossier: &Dossier, lang: Lang) -> Vec<Figure> {
    let all = dossier.documents.len();
    let judged = dossier.documents.iter().filter(|d| d.judged().is_some());
    let judged = judged.count();
    let (finished, pages) = pages(dossier);
    let open = pages - finished;
    let mut figures = vec![
        Figure {
            text: lang.text(Text::OverviewToJudge).to_owned(),
            figure: (all - judged).to_string(),
            spoken: lang.fill(Text::OverviewJudged, &[&judged, &all]),
            ground: None,
            to: Intent::ListDocuments(Show::ToJudge),
        },
        Figure {
            text: lang.text(Text::OverviewPages).to_owned(),
            figure: open.to_string(),
            spoken: lang.fill(Text::OverviewOpen, &[&open]),
            ground: None,
            to: Intent::Do(Action::NextUnfinished),
        },
    ];
    let mut unlooked = dossier.to_look_through();
    if let Some(document) = unlooked.next() {
        let count = 1 + unlooked.count();
        figures.push(Figure {
            text: lang.text(Text::OverviewToLook).to_owned(),
            figure: count.to_string(),
            spoken: lang.fill(Text::OverviewToLookSaid, &[&count]),
            ground: None,
            to: Intent::GoTo(place(document)),
        });
    }
    let mut intake = dossier.unanswered_intake();
    if let Some((document, _)) = intake.next() {
        let count = 1 + intake.count();
        figures.push(Figure {
            text: lang.text(Text::OverviewContents).to_owned(),
            figure: count.to_string(),
            spoken: lang.fill(Text::OverviewIntake, &[&count]),
            ground: None,
            to: Intent::GoTo(place(document)),
        });
    }
    figures
}

fn place(document: &Document) -> Place {
    Place {
        document: document.id,
        page: None,
        mark: None,
    }
}

/// What the export check found, and whether it has read the texts.
fn findings(found: CheckCounts, lang: Lang) -> Vec<Figure> {
    let figure = |text: Text, spoken: Text, count: usize| Figure {
        text: lang.text(text).to_owned(),
        figure: count.to_string(),
        spoken: lang.fill(spoken, &[&count]),
        ground: None,
        to: Intent::Do(Action::Check),
    };
    let (blocking, warnings) = (found.blocking, found.warnings);
    let counted = [
        figure(Text::OverviewBlocking, Text::OverviewBlockingSaid, blocking),
        figure(Text::OverviewWarnings, Text::OverviewWarningsSaid, warnings),
    ];
    let counted = counted.into_iter().filter(|_| found.is_known);
    let mut figures: Vec<Figure> = counted.collect();
    let texts = match (found.is_running, found.is_fresh) {
        (true, _) => Some(Text::OverviewReading),
        (false, false) => Some(Text::OverviewUnread),
        (false, true) => None,
    };
    figures.extend(texts.map(|text| Figure {
        text: lang.text(text).to_owned(),
        figure: String::new(),
        spoken: lang.text(text).to_owned(),
        ground: None,
        to: Intent::Do(Action::Check),
    }));
    figures
}

fn stages(dossier: &Dossier, lang: Lang) -> Vec<Figure> {
    let figure = |stage: ReviewStage| {
        let documents = dossier.documents.iter();
        let count = documents.filter(|d| d.review.stage == stage).count();
        let name = lang.text(stage_text(stage));
        Figure {
            text: name.to_owned(),
            figure: count.to_string(),
            spoken: lang.fill(Text::OverviewStage, &[&name, &count]),
            ground: None,
            to: Intent::ListDocuments(Show::ReviewStage(stage)),
        }
    };
    ReviewStage::ALL.into_iter().map(figure).collect()
}

fn grounds(dossier: &Dossier, lang: Lang) -> Vec<Figure> {
    let marks = dossier.documents.iter().flat_map(|d| &d.marks);
    let bare = marks.filter(|m| m.mark.grounds.is_empty()).count();
    let mut figures = Vec::new();
    if bare > 0 {
        figures.push(Figure {
            text: lang.text(Text::FilterNoGround).to_owned(),
            figure: bare.to_string(),
            spoken: lang.fill(Text::OverviewNoGround, &[&bare]),
            ground: None,
            to: Intent::ListMarks(Filter::WithoutGround),
        });
    }
    for (ground, count) in dossier.marks_per_ground() {
        let name = ground.named(dossier.facts.notation);
        figures.push(Figure {
            figure: count.to_string(),
            spoken: lang.fill(Text::OverviewStage, &[&name, &count]),
            text: name,
            ground: Some(ground.clone()),
            to: Intent::ListMarks(Filter::Ground(ground)),
        });
    }
    figures
}

fn figure_ui(ui: &mut Ui, figure: &Figure, intents: &mut Vec<Intent>) {
    let draw = |ui: &mut Ui| {
        ui.set_height(tokens::ROW);
        ui.spacing_mut().item_spacing.x = tokens::GRID;
        if let Some(ground) = &figure.ground {
            components::swatch(ui, ground);
        }
        let row = components::row(ui, false, figure.text.as_str());
        ui.add(row.right_text(components::bold(&figure.figure)))
    };
    let row = ui.horizontal(draw).inner;
    let (enabled, spoken) = (ui.is_enabled(), figure.spoken.clone());
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, spoken.clone()));
    if row.on_hover_text(&figure.spoken).clicked() {
        intents.push(figure.to.clone());
    }
}

/// How far a document is.
fn document_ui(ui: &mut Ui, document: &Document, lang: Lang, intents: &mut Vec<Intent>) {
    let (finished, pages) = (document.finished.len(), document.pages());
    let (number, name, marks) = (
        &document.number,
        document.known_title(),
        document.marks.len(),
    );
    let row = components::row(ui, false, format!("{number} {name}"));
    let row = ui.add(row.right_text(format!("{finished}/{pages} · {marks}")));
    let said = lang.fill(
        Text::OverviewDocument,
        &[number, &name, &finished, &pages, &marks],
    );
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, said.clone()));
    // How far it is, as a line below the row.
    let mut line = row.rect;
    line.set_top(line.bottom() - tokens::RING);
    line.set_right(line.left() + line.width() * finished as f32 / pages.max(1) as f32);
    let colour = tokens::palette(ui).accent;
    ui.painter().rect_filled(line, 1.0, colour);
    if row.on_hover_text(said.clone()).clicked() {
        let open = (0..pages).find(|page| !document.finished.contains(page));
        intents.push(Intent::GoTo(Place {
            document: document.id,
            page: open,
            mark: None,
        }));
    }
}
