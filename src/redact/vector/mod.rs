//! A page drawn again from the drawing calls of its source: text stays text, lines stay lines.
//!
//! **Invariant:** what meets a black area never reaches the result; what cannot be drawn again in full becomes a picture
//! of its place, or makes the whole page unfit, each with a [`Reason`]. What is wholly under an area decides nothing.
//! **Absent:** any object of the source: the interpreter reads them, and only its drawing calls get here.
//!
//! `device` receives the calls. Letters go through `text` and `type3`, where `fate` says what becomes of each; lines through
//! `strokes`, pictures through `image`. What survives is put on the `canvas`, which cuts shapes on the `paper` and keeps all
//! in the `scene`; at the end `visible` says what of it nobody sees.

mod annotations;
mod areas;
mod canvas;
mod charmaps;
mod clip_mask;
mod coding;
mod device;
mod drawing;
mod fate;
mod glyphs;
mod gradient;
mod image;
mod jpeg;
mod letters;
mod paper;
pub(super) mod patch;
mod pictures;
mod placed;
mod reading;
mod refined;
mod scene;
mod strokes;
mod structure;
mod text;
mod tiles;
mod tracer;
mod transcode;
mod twice;
mod type3;
mod unnamed;
mod visible;
mod window;

pub(super) use areas::{groups, upright};
pub use drawing::{Drawing, PageFacts, Reason, scale};
pub use reading::GlyphReading;
pub use unnamed::Unnamed;

use crate::model::page::geometry::{PageRect, PageSize};
use crate::redact::kerning;
use crate::redact::legible::codes;
use crate::redact::traces::Trace;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt};
use kurbo::Rect;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// A source file as the interpreter reads it. It lives as long as its process.
pub struct Source {
    pdf: &'static Pdf,
    cache: InterpreterCache<'static>,
    structure: structure::Structure,
    /// What was read of the page that was asked about last.
    read: RefCell<Option<(usize, Rc<GlyphReading>)>>,
    /// The programs without names that were asked whether they draw the letters that their codes are.
    asked: RefCell<HashMap<Vec<u8>, bool>>,
}

impl Source {
    /// `None` when the file cannot be read this way.
    pub fn open(bytes: &'static [u8], password: Option<&str>) -> Option<Self> {
        let data = Arc::new(bytes);
        let pdf = match password {
            Some(password) => Pdf::new_with_password(data, password),
            None => Pdf::new(data),
        };
        // The process lives as long as its document, and the caches point into it.
        let pdf: &'static Pdf = Box::leak(Box::new(pdf.ok()?));
        let cache = InterpreterCache::new();
        let structure = structure::Structure::of(pdf);
        Some(Self {
            pdf,
            cache,
            structure,
            read: RefCell::new(None),
            asked: RefCell::new(HashMap::new()),
        })
    }

    /// See [`annotations::pages_lacking_appearances`].
    pub fn pages_lacking_appearances(&self) -> Vec<usize> {
        annotations::pages_lacking_appearances(self.pdf)
    }

    /// See [`annotations::wants_appearances`].
    pub fn wants_appearances(&self, number: usize, areas: &[PageRect]) -> bool {
        let areas: Vec<Rect> = areas.iter().map(areas::rect).collect();
        let page = self.pdf.pages().get(number);
        page.is_some_and(|page| annotations::wants_appearances(self.pdf, page, &areas))
    }

    fn unnamed_fonts(&self, page: &Page<'_>) -> unnamed::UnnamedFonts {
        let are_letters = |program: &[u8]| {
            if let Some(known) = self.asked.borrow().get(program) {
                return *known;
            }
            let known = codes::are_letters(program);
            self.asked.borrow_mut().insert(program.to_vec(), known);
            known
        };
        unnamed::UnnamedFonts::of(page, &are_letters)
    }

    fn context(&self, page: &Page<'static>, bounds: Rect) -> Context<'static> {
        Context::new(
            page.initial_transform(true).to_kurbo(),
            bounds,
            &self.cache,
            self.pdf.xref(),
            InterpreterSettings::default(),
        )
    }

    /// Where pictures of a page show traces of what the areas cover.
    ///
    /// # Errors
    /// When the interpreter does not see the page as it is.
    pub fn traces(
        &self,
        number: usize,
        size: PageSize,
        areas: &[PageRect],
    ) -> Result<Vec<Trace>, Reason> {
        let page = self.pdf.pages().get(number).ok_or(Reason::Interpreter)?;
        let bounds = same_size(page, size)?;
        let mut tracer = tracer::Tracer::new(areas);
        hayro_interpret::interpret_page(page, &mut self.context(page, bounds), &mut tracer);
        Ok(tracer.traces())
    }

    /// What the glyph codes of a page say.
    ///
    /// # Errors
    /// When the interpreter does not see the page as it is.
    pub fn read(&self, number: usize, size: PageSize) -> Result<Rc<GlyphReading>, Reason> {
        if let Some((_, read)) = self.read.borrow().iter().find(|(of, _)| *of == number) {
            return Ok(read.clone());
        }
        let page = self.pdf.pages().get(number).ok_or(Reason::Interpreter)?;
        let bounds = same_size(page, size)?;
        let mut reader = reading::GlyphReader::beside(self.unnamed_fonts(page));
        hayro_interpret::interpret_page(page, &mut self.context(page, bounds), &mut reader);
        let read = Rc::new(reader.reading());
        *self.read.borrow_mut() = Some((number, read.clone()));
        Ok(read)
    }

    /// Draws a page again. What lies wholly in one of the places `beneath`, over which a picture will be put, is left
    /// out: nobody will see it there, and a reader of the source may not see it either.
    ///
    /// # Errors
    /// The first thing outside the areas because of which the whole page has to be a picture.
    pub fn page(
        &self,
        number: usize,
        facts: &PageFacts<'_>,
        areas: &[PageRect],
        beneath: &[PageRect],
    ) -> Result<Drawing, Reason> {
        let page = self.pdf.pages().get(number).ok_or(Reason::Interpreter)?;
        let bounds = same_size(page, facts.size)?;
        let drawn = |covered_pictures| {
            let mut paper = paper::Paper::new(bounds, areas, beneath);
            paper.covered_pictures = covered_pictures;
            let marked = structure::Marked::new(self.structure.page(page.raw()));
            let unnamed = self.unnamed_fonts(page);
            let mut device = device::PageDevice {
                canvas: canvas::Canvas::new(paper, facts, areas),
                letters: letters::Letters::new(facts, areas, unnamed, marked),
            };
            let mut context = self.context(page, bounds);
            hayro_interpret::interpret_page(page, &mut context, &mut device);
            device
        };
        let mut device = drawn(Vec::new());
        // What lies over a picture is known when all has been drawn.
        let covered = device.canvas.visibility.covered_pictures();
        if covered.iter().any(|places| !places.is_empty()) {
            device = drawn(covered);
        }
        let mut drawing = device.finish(facts, self.structure.parts())?;
        kerning::drop_near(&mut drawing.page, areas);
        if drawing.page.is_sound() {
            Ok(drawing)
        } else {
            Err(Reason::TooLarge)
        }
    }
}

/// The page in points, where the interpreter sees it as large as it is.
fn same_size(page: &Page<'_>, size: PageSize) -> Result<Rect, Reason> {
    let (width, height) = page.render_dimensions();
    let same = |a: f32, b: f64| (f64::from(a) - b).abs() < 0.1;
    if same(width, size.width) && same(height, size.height) {
        Ok(Rect::new(0.0, 0.0, size.width, size.height))
    } else {
        Err(Reason::Interpreter)
    }
}
