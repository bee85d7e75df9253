//! The window as it is used: real frames on the display that is there, while somebody scrolls and drags.
//!
//! **Invariant:** a frame is timed from its beginning to that of the next one, with all that the toolkit and the graphics
//! driver do in between; nothing waits for the display, and the next frame begins at once. Beside it stands the processor
//! time, which a busy computer does not lengthen: a driver that draws in software spends it on all cores at a time.

use crate::milliseconds;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, pos2, vec2};
use lakwerk::app::{App, Places};
use lakwerk::engine::Engine;
use lakwerk::i18n::Lang;
use lakwerk::spent::processor_time;
use std::path::Path;
use std::time::{Duration, Instant};

/// Size of the window, in points.
const SIZE: [f32; 2] = [1440.0, 900.0];
/// Frames of each part that are timed, and those before it in which what is missing may come.
const FRAMES: usize = 300;
const REST: usize = 200;

/// What the hand does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Scrolls,
    Drags,
}

/// The window with a hand at it.
struct Driven {
    app: App,
    begun: Instant,
    last: Option<(Instant, Duration)>,
    frame: usize,
    seen: bool,
    times: Vec<(Part, Took)>,
    /// What the window itself took of this frame.
    own: Duration,
}

/// What a frame took.
#[derive(Clone, Copy)]
struct Took {
    whole: Duration,
    processor: Duration,
    /// Until what is to be drawn was handed to the toolkit.
    own: Duration,
}

/// Measures and prints: from the start to the first picture of a page, and the frames while the pages of a dossier are
/// scrolled and a passage is dragged over.
pub fn measure(engine: &Engine, home: &Path, dossier: &Path) {
    let begun = Instant::now();
    let (engine, home, path) = (engine.clone(), home.to_owned(), dossier.to_owned());
    let mut options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size(SIZE),
        ..Default::default()
    };
    options.glow_options.vsync = false;
    let create = move |creation: &eframe::CreationContext<'_>| {
        let places = Places {
            state: None,
            example: home.join("voorbeeld/dossier"),
            programs: None,
            show: |_| {},
        };
        let app = App::new(&creation.egui_ctx, &engine, Some(path), Lang::Dutch, places);
        println!("the window is there after {:.0} ms", since(begun));
        Driven {
            app,
            begun,
            last: None,
            frame: 0,
            seen: false,
            times: Vec::new(),
            own: Duration::ZERO,
        }
    };
    eframe::run_native(
        "lakwerk",
        options,
        Box::new(|creation| Ok(Box::new(create(creation)))),
    )
    .unwrap();
}

fn since(begun: Instant) -> f64 {
    milliseconds(begun.elapsed())
}

impl Driven {
    /// What the hand does in this frame: a ground, then the wheel, then a drag from the top of the page to its foot.
    fn hand(&self) -> Vec<Event> {
        let Some((part, nth)) = part(self.frame) else {
            return match self.frame {
                REST => key(Key::Num1).to_vec(),
                _ => Vec::new(),
            };
        };
        match part {
            Part::Scrolls => {
                // Down, and in the end back to the top.
                let by = if nth < FRAMES / 2 { -40.0 } else { 40.0 };
                vec![Event::PointerMoved(pos2(700.0, 450.0)), wheel(by)]
            }
            Part::Drags if nth == 0 => vec![Event::PointerMoved(along(0)), button(along(0), true)],
            Part::Drags => vec![Event::PointerMoved(along(nth))],
        }
    }

    fn tell(&self) {
        type Of = fn(&Took) -> Duration;
        let sorts: [(&str, Of); 3] = [
            ("from frame to frame", |took| took.whole),
            ("processor time of all threads", |took| took.processor),
            ("of the window itself", |took| took.own),
        ];
        for part in [Part::Scrolls, Part::Drags] {
            for (name, of) in sorts {
                let of_part = self.times.iter().filter(|(which, _)| *which == part);
                let mut times: Vec<Duration> = of_part.map(|(_, took)| of(took)).collect();
                times.sort();
                let at = |part: usize| times.get((times.len() * part / 100).min(times.len() - 1));
                let [half, most, all] = [50, 95, 100].map(|part| at(part).copied());
                println!(
                    "{part:?}, {name}: half within {:.1} ms, 95 of 100 within {:.1} ms, all within {:.1} ms",
                    milliseconds(half.unwrap_or_default()),
                    milliseconds(most.unwrap_or_default()),
                    milliseconds(all.unwrap_or_default())
                );
            }
        }
    }
}

/// What the hand does in a frame, and the how manieth of that it is.
fn part(frame: usize) -> Option<(Part, usize)> {
    let round = REST + FRAMES;
    let nth = (frame % round).checked_sub(REST)?;
    match frame / round {
        1 => Some((Part::Scrolls, nth)),
        2 => Some((Part::Drags, nth)),
        _ => None,
    }
}

fn along(nth: usize) -> Pos2 {
    let part = nth as f32 / FRAMES as f32;
    pos2(400.0 + 500.0 * (part * 12.0).fract(), 200.0 + 600.0 * part)
}

fn wheel(by: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

fn key(key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    })
}

impl eframe::App for Driven {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let begun = Instant::now();
        eframe::App::ui(&mut self.app, ui, frame);
        self.own = begun.elapsed();
        let ctx = ui.ctx();
        // The first picture is that of the letters.
        if !self.seen && ctx.tex_manager().read().num_allocated() > 1 {
            self.seen = true;
            println!(
                "the first picture of a page is there after {:.0} ms",
                since(self.begun)
            );
        }
        ctx.request_repaint();
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut RawInput) {
        let (now, spent) = (Instant::now(), processor_time());
        let last = self.last.replace((now, spent));
        // What was done in the frame before is what took the time until now.
        let done = self.frame.checked_sub(1).and_then(part);
        if let (Some((last, before)), Some((part, _))) = (last, done) {
            let took = Took {
                whole: now - last,
                processor: spent.saturating_sub(before),
                own: self.own,
            };
            self.times.push((part, took));
        }
        input.events.extend(self.hand());
        // Frames without a page are none.
        self.frame += usize::from(self.seen);
        if self.frame == 3 * (REST + FRAMES) {
            self.tell();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        eframe::App::raw_input_hook(&mut self.app, ctx, input);
    }
}
