//! Glyph runs: which glyphs survive, under which names, and which can only be kept as shapes.
//!
//! **Invariant:** a glyph whose ink meets an area is never text again; of its shape at most what lies beside the area
//! is drawn. Glyphs stand where they stand, whatever stood before them.
//! **Absent:** the fonts of a source; a glyph is its outline, its width and its meaning.

use super::areas::subpaths;
use super::device::{MAX_DEPTH, PageDevice};
use super::glyphs::{
    GlyphShape, Ink, MAX_UNITS, advance_of, blank_cell, cleaned, has_room, ink, is_blank, unturned,
};
use super::scene::{KeptGlyph, Kind};
use super::visible::DISPLACED;
use super::{Reason, strokes};
use crate::model::text::folded;
use crate::redact::invisible_text::stand_in;
use crate::writer::page::{Paint, TextMode};
use hayro_interpret::font::{Glyph as SourceGlyph, GlyphRun, OutlineGlyph, Type3Glyph};
use hayro_interpret::{CacheKey, DrawMode, DrawProps, StrokeProps};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

/// Two engines place ink this much apart; nearer to an area a glyph is no text any more. In points.
const INK_DOUBT: f64 = 0.2;
/// What sticks out from an area by less than this, in points, goes with what is covered.
const BORDER: f64 = 1.0;
/// Glyphs on one page; more are no page that anybody reads.
pub(super) const MAX_GLYPHS: usize = 400_000;

/// The filled run that was drawn last: a run that is filled and outlined arrives twice.
pub struct LastFill {
    mode: TextMode,
    shown: usize,
    count: usize,
    first: [f64; 6],
    last: [f64; 6],
}

/// What becomes of one glyph.
enum Fate {
    Gone,
    Text,
    /// As a shape, cut where it meets an area; without a name.
    Shape,
}

impl PageDevice<'_> {
    pub(super) fn draw_text<'a>(
        &mut self,
        run: &GlyphRun<'_, 'a>,
        props: &DrawProps<'a>,
        mode: &DrawMode,
    ) {
        self.glyphs.placed += run.glyphs().len();
        if self.glyphs.placed > MAX_GLYPHS {
            return self.fail(Reason::TooLarge);
        }
        let last_fill = self.last_fill.take();
        let ends = |run: &GlyphRun<'_, 'a>| {
            let (first, last) = (run.glyphs().first()?, run.glyphs().last()?);
            Some([first, last].map(|g| (props.transform * g.transform()).as_coeffs()))
        };
        let stroke = match mode {
            DrawMode::Stroke(style) => Some(style),
            _ => None,
        };
        let invisible = matches!(mode, DrawMode::Invisible);
        // What is outlined after it was filled is one text.
        let is_last = |fill: &LastFill| {
            fill.count == run.glyphs().len() && Some([fill.first, fill.last]) == ends(run)
        };
        self.told.is_paused = stroke.is_some() && last_fill.as_ref().is_some_and(is_last);
        self.is_stretched = self.stretches(run, props);
        let mut shown: Vec<KeptGlyph> = Vec::new();
        let mut paint = None;
        for glyph in run.glyphs() {
            let mut to_text = glyph.transform();
            match &**glyph {
                SourceGlyph::Outline(outline) => {
                    let name = self.unnamed_fonts.name(outline);
                    let moved = self.names.follow(&name, props.transform * to_text);
                    if let Some(moved) = moved.map(Affine::translate) {
                        to_text = props.transform.inverse() * moved * props.transform * to_text;
                    }
                    let place = props.transform * to_text;
                    let key = outline.identifier().cache_key();
                    let shape = self.glyphs.shape(key, outline);
                    let fate = if shape.outline.elements().is_empty() {
                        let cell = blank_cell(outline, &shape, place);
                        if invisible {
                            self.fate_of_layer(place, cell)
                        } else {
                            self.fate_of_blank(cell)
                        }
                    } else {
                        self.fate(&shape, place, stroke, props.transform, invisible)
                    };
                    let fate = match fate {
                        Fate::Text if !invisible && self.names.is_unreadable(place) => Fate::Shape,
                        fate => fate,
                    };
                    let hidden = || self.names.is_hidden(&name, place);
                    if matches!(fate, Fate::Gone) || matches!(fate, Fate::Shape) && hidden() {
                        continue;
                    }
                    if self.may_be_covered_elsewhere(outline, &shape, place) {
                        return self.fail(Reason::Displaced);
                    }
                    // The colour is asked only where something survives: a pattern under an area is no trouble.
                    if !invisible && paint.is_none() {
                        paint = match Self::colour(props) {
                            Ok(Some(paint)) => Some(paint),
                            Ok(None) => return,
                            Err(reason) => return self.patch_text(run, props, stroke, reason),
                        };
                    }
                    let named = match fate {
                        Fate::Text => self.shown(outline, key, &shape, place, invisible),
                        Fate::Gone | Fate::Shape => None,
                    };
                    match (named, paint) {
                        (Some(glyph), _) => shown.push(glyph),
                        (None, Some(paint)) if !shape.outline.elements().is_empty() => {
                            self.flush(&mut shown, paint, stroke, props, invisible);
                            self.draw_shape(&shape, to_text, props, stroke, paint);
                        }
                        _ => {}
                    }
                }
                SourceGlyph::Type3(drawn) => {
                    if let Some(paint) = paint {
                        self.flush(&mut shown, paint, stroke, props, invisible);
                    }
                    self.draw_type3(drawn, to_text, props, invisible);
                }
            }
        }
        let Some(ends) = ends(run) else {
            return;
        };
        match (stroke, paint, last_fill) {
            (Some(style), Some(paint), Some(fill))
                if fill.count == run.glyphs().len() && [fill.first, fill.last] == ends =>
            {
                self.add_outlines(fill, shown, paint, style, props);
            }
            (None, Some(paint), _) if !invisible => {
                let count = shown.len();
                self.flush(&mut shown, paint, stroke, props, invisible);
                self.last_fill = Some(LastFill {
                    mode: TextMode::Fill(paint),
                    shown: count,
                    count: run.glyphs().len(),
                    first: ends[0],
                    last: ends[1],
                });
            }
            (_, paint, _) => {
                let paint = paint.unwrap_or(Paint {
                    colour: [0; 3],
                    alpha: 0,
                });
                self.flush(&mut shown, paint, stroke, props, invisible);
            }
        }
    }

    /// Whether the letters of a run are made narrower or wider than their outlines, and the widths of the font say so alone:
    /// they stand in for a font that the source does not bring along. Letters clear of the areas tell.
    fn stretches(&self, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>) -> bool {
        let outlined = run.glyphs().iter().filter_map(|glyph| match &**glyph {
            SourceGlyph::Outline(outline) => {
                let advance = f64::from(outline.advance_width()?);
                Some((advance, props.transform * glyph.transform()))
            }
            SourceGlyph::Type3(_) => None,
        });
        let outlined: Vec<(f64, Affine)> = outlined.collect();
        let (mut as_said, mut stretched) = (0, 0);
        for pair in outlined.windows(2) {
            let [(advance, from), (_, to)] = pair else {
                continue;
            };
            let (along, across) = scales(*from);
            let (start, end) = (origin(*from), origin(*to));
            let em = 1000.0 * across;
            let cells = Rect::new(start.x, start.y, end.x, end.y)
                .abs()
                .inflate(em, em);
            if !cells.is_finite()
                || self.areas.meets(cells)
                || (along - across).abs() < 0.01 * across
            {
                continue;
            }
            let step = (end.x - start.x).hypot(end.y - start.y);
            let off = |scale: f64| (step - advance * scale).abs();
            *(if off(across) < off(along) {
                &mut stretched
            } else {
                &mut as_said
            }) += 1;
        }
        stretched > as_said
    }

    /// Puts a picture over text in a pattern; the words stay as a layer of text.
    fn patch_text(
        &mut self,
        run: &GlyphRun<'_, '_>,
        props: &DrawProps<'_>,
        stroke: Option<&StrokeProps>,
        reason: Reason,
    ) {
        let mut words: Vec<KeptGlyph> = Vec::new();
        for glyph in run.glyphs() {
            let SourceGlyph::Outline(outline) = &**glyph else {
                continue;
            };
            let place = props.transform * glyph.transform();
            let key = outline.identifier().cache_key();
            let shape = self.glyphs.shape(key, outline);
            if shape.outline.elements().is_empty() || !place.is_finite() {
                continue;
            }
            let fate = self.fate(&shape, place, stroke, props.transform, false);
            match fate {
                _ if self
                    .names
                    .is_hidden(&self.unnamed_fonts.name(outline), place) => {}
                Fate::Gone => {}
                Fate::Text => words.extend(self.shown(outline, key, &shape, place, true)),
                Fate::Shape => self.patch(ink(&shape, place), reason),
            }
        }
        let half = stroke.map_or(0.0, |s| f64::from(s.line_width) * reach(props.transform));
        if let Some(bounds) = words.iter().map(|w| w.ink).reduce(|a, b| a.union(b)) {
            self.patch(bounds.inflate(half, half), reason);
            self.scene.text(TextMode::Invisible, words);
        }
    }

    /// Whether the other engine, in which the areas were drawn, puts a glyph elsewhere in its line while an area is near.
    fn may_be_covered_elsewhere(
        &self,
        glyph: &OutlineGlyph,
        shape: &GlyphShape,
        place: Affine,
    ) -> bool {
        if shape.outline.elements().is_empty() {
            return false;
        }
        let [a, b, ..] = place.as_coeffs();
        let ink = ink(shape, place);
        let line = if a.abs() >= b.abs() {
            ink.inflate(DISPLACED, 0.0)
        } else {
            ink.inflate(0.0, DISPLACED)
        };
        self.areas.meets(line) && {
            let name = self.unnamed_fonts.name(glyph);
            self.names.is_displaced(&name, place)
        }
    }

    fn fate_of_blank(&self, cell: Rect) -> Fate {
        let clear = cell.is_finite()
            && self.survives(cell)
            && !self.areas.meets(cell.inflate(INK_DOUBT, INK_DOUBT));
        if clear { Fate::Text } else { Fate::Gone }
    }

    /// The text layer of a scan may lie beside its picture by half a line.
    fn fate_of_layer(&self, place: Affine, ink: Rect) -> Fate {
        let margin = ink.height().min(ink.width().max(ink.height() / 2.0)) / 2.0;
        let clear = ink.is_finite()
            && self.survives(ink)
            && !self.areas.meets(ink.inflate(margin, margin))
            && self.names.layer_is_clear(origin(place), ink);
        if clear { Fate::Text } else { Fate::Gone }
    }

    fn fate(
        &self,
        shape: &GlyphShape,
        place: Affine,
        stroke: Option<&StrokeProps>,
        transform: Affine,
        invisible: bool,
    ) -> Fate {
        if !place.is_finite() {
            return Fate::Gone;
        }
        let mut ink = ink(shape, place);
        if let Some(style) = stroke {
            let half = f64::from(style.line_width) * reach(transform) / 2.0;
            ink = ink.inflate(half, half);
        }
        let on_page = |ink: Rect| super::areas::overlap(ink, self.page);
        if !ink.is_finite() || !self.survives(ink) || !on_page(ink) {
            return Fate::Gone;
        }
        if invisible {
            return self.fate_of_layer(place, ink);
        }
        if !self.areas.meets(ink.inflate(INK_DOUBT, INK_DOUBT)) {
            return if shape.fits { Fate::Text } else { Fate::Shape };
        }
        if self.areas.holds(ink, BORDER) {
            Fate::Gone
        } else {
            Fate::Shape
        }
    }

    /// A glyph as text; `None` when it is a letter without a shape, or one that was told in its place.
    fn shown(
        &mut self,
        glyph: &OutlineGlyph,
        key: u128,
        shape: &GlyphShape,
        place: Affine,
        invisible: bool,
    ) -> Option<KeptGlyph> {
        let mut name = self.unnamed_fonts.name(glyph);
        let blank = shape.outline.elements().is_empty();
        let ink = if blank {
            blank_cell(glyph, shape, place)
        } else {
            ink(shape, place)
        };
        let mut advance = advance_of(glyph.advance_width(), shape);
        if self.is_stretched {
            let (along, across) = scales(place);
            advance = (f64::from(advance) * across / along)
                .round()
                .clamp(0.0, 8000.0) as u16;
        }
        if !has_room(&name, advance) {
            name.clear();
        }
        let (kind, outline) = match (blank, invisible) {
            (true, _) if !name.is_empty() && is_blank(&name) => (Kind::Blank, None),
            // Fonts made for text layers have letters without a shape.
            (true, true) => (Kind::Layer, Some(stand_in(advance))),
            // Elsewhere a letter without a shape changes no pixel.
            (true, false) => {
                self.note_shapeless(place);
                return None;
            }
            (false, true) => (Kind::Layer, None),
            (false, false) => (Kind::Drawn, None),
        };
        // Blanks go the way of the word before them, so that a hidden word is not simply left out.
        let kind = match kind {
            Kind::Blank => kind,
            _ if self.names.is_hidden(&name, place) => Kind::Hidden,
            _ => kind,
        };
        if kind == Kind::Hidden && !invisible {
            self.note_shapeless(place);
        }
        name = match kind {
            Kind::Blank => " ".to_owned(),
            _ => self.agreed(name, place, ink),
        };
        let size = 1000.0 * scales(place).1;
        if kind == Kind::Drawn && self.told.is_again(&name, origin(place), size) {
            return None;
        }
        let outline = outline.as_ref().unwrap_or(&shape.outline);
        Some(KeptGlyph {
            glyph: self.glyphs.number(key, advance, &name, outline),
            place,
            ink,
            order: self.scene.steps,
            kind,
            part: self.marked.now(),
        })
    }

    /// Notes that a letter is not shown because no font has it: the source does not bring its font along.
    fn note_shapeless(&mut self, place: Affine) {
        if self.names.is_shapeless(place) {
            self.patches.note(Reason::NoShape);
        }
    }

    /// The meaning of a glyph where the other engine reads a character as well; nothing where it reads none, since a
    /// reader must not find in the copy what it does not find in the source. Where they disagree, the other one is
    /// followed, since that is how readers search; not so for a bracket that it turned around in a line of which a part
    /// runs from right to left, since that part may be covered.
    fn agreed(&self, name: String, place: Affine, ink: Rect) -> String {
        let Some(other) = self.names.read(origin(place), ink) else {
            let is_moved = !name.is_empty() && self.names.is_displaced(&name, place);
            return if is_moved { name } else { String::new() };
        };
        let is_unknown = |c: char| c == char::REPLACEMENT_CHARACTER || c.is_control();
        if other.chars().all(is_unknown) {
            return name;
        }
        let (own, read) = (folded(&name), folded(&other));
        let same = !own.is_empty() && (own.contains(&read) || unturned(&own) == unturned(&read));
        if same { name } else { other }
    }

    /// Draws a glyph as a shape, without the areas.
    fn draw_shape(
        &mut self,
        shape: &GlyphShape,
        to_text: Affine,
        props: &DrawProps<'_>,
        stroke: Option<&StrokeProps>,
        paint: Paint,
    ) {
        if let Some(style) = stroke {
            return strokes::draw(self, &(to_text * &shape.outline), style, props);
        }
        let path = props.transform * to_text * &shape.outline;
        let bounds = path.bounding_box();
        if !self.areas.meets(bounds) {
            return self.fill_with(path, bounds, false, paint);
        }
        let Some(left) = self.or_fail(|device| device.areas.left_of(&path, false)) else {
            return;
        };
        let mut seen = BezPath::new();
        for part in subpaths(&left) {
            if !self.areas.holds(part.bounding_box(), BORDER) {
                seen.extend(part);
            }
        }
        let bounds = seen.bounding_box();
        self.fill_with(seen, bounds, false, paint);
    }

    fn flush(
        &mut self,
        shown: &mut Vec<KeptGlyph>,
        paint: Paint,
        stroke: Option<&StrokeProps>,
        props: &DrawProps<'_>,
        invisible: bool,
    ) {
        let mode = match stroke {
            _ if invisible => TextMode::Invisible,
            Some(style) => TextMode::Stroke(paint, width(style, props.transform)),
            None => TextMode::Fill(paint),
        };
        self.scene.text(mode, std::mem::take(shown));
    }

    /// Outlines glyphs that have just been filled, so that they are not there twice.
    fn add_outlines(
        &mut self,
        fill: LastFill,
        outlined: Vec<KeptGlyph>,
        paint: Paint,
        style: &StrokeProps,
        props: &DrawProps<'_>,
    ) {
        let TextMode::Fill(colour) = fill.mode else {
            return;
        };
        let taken = self.scene.take_last(fill.mode, fill.shown);
        let Some(filled) = taken else {
            let mode = TextMode::Stroke(paint, width(style, props.transform));
            return self.scene.text(mode, outlined);
        };
        let both = TextMode::FillStroke(colour, paint, width(style, props.transform));
        let mut outlined = outlined.into_iter().peekable();
        for glyph in filled {
            let same = outlined.next_if(|o| o.place == glyph.place).is_some();
            let mode = if same { both } else { fill.mode };
            self.scene.text(mode, vec![glyph]);
        }
    }

    /// Draws a glyph that is a small drawing of its own.
    fn draw_type3<'a>(
        &mut self,
        glyph: &Type3Glyph<'a>,
        to_text: Affine,
        props: &DrawProps<'a>,
        invisible: bool,
    ) {
        if self.depth >= MAX_DEPTH || self.has_failed() {
            return;
        }
        let mut ink = Ink(None);
        glyph.interpret(&mut ink, props.transform, to_text, &props.paint);
        let Some(ink) = ink.0.filter(|r| r.is_finite()) else {
            return;
        };
        let on_page = super::areas::overlap(ink.inflate(0.01, 0.01), self.page);
        if !self.survives(ink) || !on_page || self.areas.holds(ink, BORDER) {
            return;
        }
        let place = props.transform * to_text;
        if self.names.is_hidden(&cleaned(glyph.as_unicode()), place) {
            return;
        }
        let order = self.scene.steps;
        if !invisible {
            self.depth += 1;
            glyph.interpret(self, props.transform, to_text, &props.paint);
            self.depth -= 1;
        }
        let margin = if invisible {
            ink.height() / 2.0
        } else {
            INK_DOUBT
        };
        let near = self.areas.meets(ink.inflate(margin, margin));
        let flat = place.determinant().abs() < 1e-12;
        if near || flat || self.names.is_unreadable(place) {
            return;
        }
        let mut name = cleaned(glyph.as_unicode());
        let width = glyph.advance_width().unwrap_or(0.0).clamp(0.0, 8000.0);
        if !has_room(&name, width as u16) {
            name.clear();
        }
        let name = self.agreed(name, place, ink);
        let is_again = !invisible && self.told.is_again(&name, origin(place), ink.height());
        if name.is_empty() || is_again {
            return;
        }
        let shape = place.inverse().transform_rect_bbox(ink);
        let largest = shape
            .x0
            .abs()
            .max(shape.x1.abs())
            .max(shape.y0.abs())
            .max(shape.y1.abs());
        if largest > MAX_UNITS {
            return;
        }
        let outline = shape.to_path(0.1);
        let advance = shape.x1.round().clamp(0.0, 8000.0) as u16;
        let number = self
            .glyphs
            .number(glyph.cache_key(), advance, &name, &outline);
        let shown = KeptGlyph {
            glyph: number,
            place,
            ink,
            order,
            kind: if invisible { Kind::Layer } else { Kind::Named },
            part: self.marked.now(),
        };
        self.scene.text(TextMode::Invisible, vec![shown]);
    }
}

/// Where a glyph starts on its baseline.
fn origin(place: Affine) -> Point {
    place * Point::ZERO
}

pub fn reach(transform: Affine) -> f64 {
    let [a, b, c, d, ..] = transform.as_coeffs();
    a.hypot(b).max(c.hypot(d))
}

/// How large a unit of a glyph is on the page, along its line and across it.
fn scales(place: Affine) -> (f64, f64) {
    let [a, b, c, d, ..] = place.as_coeffs();
    (a.hypot(b).max(f64::MIN_POSITIVE), c.hypot(d))
}

fn width(style: &StrokeProps, transform: Affine) -> f64 {
    (f64::from(style.line_width) * reach(transform) * 1000.0).round() / 1000.0
}
