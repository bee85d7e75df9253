//! Runs of glyphs: each glyph is kept as text under its name, drawn as a shape, or left out.
//!
//! **Invariant:** of the shape of a glyph that meets an area at most what lies beside the area is drawn. Glyphs stand where
//! they stand, whatever stood before them.
//! **Absent:** the fonts of a source; a glyph is its outline, its width and its meaning.

use super::areas::{Areas, subpaths};
use super::canvas::{Canvas, colour};
use super::drawing::Reason;
use super::fate::{BORDER, Candidate, Fate, Style};
use super::glyphs::{advance_of, has_room, is_blank, origin, reach, scales, unturned};
use super::letters::{LastFill, Letters, RunEnds};
use super::scene::{KeptGlyph, Kind};
use super::strokes;
use super::visible::Names;
use crate::model::page::text::folded;
use crate::redact::invisible_text::stand_in;
use crate::writer::page::{Paint, TextMode};
use hayro_interpret::font::{Glyph as SourceGlyph, GlyphRun, OutlineGlyph};
use hayro_interpret::{DrawMode, DrawProps, StrokeProps};
use kurbo::{Affine, BezPath, Rect, Shape};

/// A run of glyphs on its way.
pub struct Run<'r, 'g, 'a> {
    run: &'r GlyphRun<'g, 'a>,
    props: &'r DrawProps<'a>,
    style: Style<'r>,
    /// The run before it, when that was filled.
    last_fill: Option<LastFill>,
    /// Asked only where something survives: a pattern under an area is no trouble.
    paint: Option<Paint>,
    /// Those that stay text and are not on the page yet.
    kept: Vec<KeptGlyph>,
}

impl<'r, 'g, 'a> Run<'r, 'g, 'a> {
    pub fn begin(
        areas: &Areas,
        letters: &mut Letters<'_>,
        run: &'r GlyphRun<'g, 'a>,
        props: &'r DrawProps<'a>,
        mode: &'r DrawMode,
    ) -> Self {
        let last_fill = letters.last_fill.take();
        let stroke = match mode {
            DrawMode::Stroke(style) => Some(style),
            _ => None,
        };
        letters.stretch = stretch(areas, run, props);
        let run = Self {
            run,
            props,
            style: Style {
                stroke,
                transform: props.transform,
                is_invisible: matches!(mode, DrawMode::Invisible),
            },
            last_fill,
            paint: None,
            kept: Vec::new(),
        };
        // What is outlined after it was filled is one text.
        letters.twice.is_paused = stroke.is_some() && run.is_of_last_fill();
        run
    }

    pub fn is_invisible(&self) -> bool {
        self.style.is_invisible
    }

    fn ends(&self) -> Option<RunEnds> {
        let glyphs = self.run.glyphs();
        let place = |glyph: Affine| (self.props.transform * glyph).as_coeffs();
        Some(RunEnds {
            count: glyphs.len(),
            first: place(glyphs.first()?.transform()),
            last: place(glyphs.last()?.transform()),
        })
    }

    /// Whether the run before it, which was filled, has the same glyphs in the same places.
    fn is_of_last_fill(&self) -> bool {
        let fill = self.last_fill.as_ref();
        fill.is_some_and(|fill| Some(fill.ends) == self.ends())
    }

    /// One glyph with an outline; false when nothing more is to be done of the run.
    pub fn add(
        &mut self,
        canvas: &mut Canvas<'_>,
        letters: &mut Letters<'_>,
        glyph: &OutlineGlyph,
        to_text: Affine,
    ) -> bool {
        let name = letters.unnamed_fonts.name(glyph);
        let to_text = self.followed(&letters.names, &name, to_text);
        let candidate = self.candidate(letters, glyph, to_text, name);
        let fate = candidate.fate(canvas, &letters.names, self.style);
        let is_hidden = || letters.names.is_hidden(&candidate.name, candidate.place);
        if matches!(fate, Fate::Gone) || matches!(fate, Fate::Shape) && is_hidden() {
            return true;
        }
        if candidate.may_be_covered_elsewhere(canvas, &letters.names) {
            canvas.fail(Reason::Displaced);
            return false;
        }
        if !self.style.is_invisible && self.paint.is_none() {
            match colour(self.props) {
                Ok(Some(paint)) => self.paint = Some(paint),
                Ok(None) => return false,
                Err(reason) => {
                    self.patch(canvas, letters, reason);
                    return false;
                }
            }
        }
        let named = match fate {
            Fate::Text => kept(canvas, letters, &candidate, self.style.is_invisible),
            Fate::Gone | Fate::Shape => None,
        };
        match (named, self.paint) {
            (Some(glyph), _) => self.kept.push(glyph),
            (None, Some(paint)) if !candidate.is_shapeless() => {
                self.put_down(canvas);
                self.draw_shape(canvas, &candidate, to_text, paint);
            }
            _ => {}
        }
        true
    }

    /// Where PDFium draws a glyph that it moved along its line.
    fn followed(&self, names: &Names<'_>, name: &str, to_text: Affine) -> Affine {
        let to_page = self.props.transform;
        let moved = names.follow(name, to_page * to_text).map(Affine::translate);
        moved.map_or(to_text, |moved| {
            to_page.inverse() * moved * to_page * to_text
        })
    }

    fn candidate<'o>(
        &self,
        letters: &mut Letters<'_>,
        glyph: &'o OutlineGlyph,
        to_text: Affine,
        name: String,
    ) -> Candidate<'o> {
        let key = glyph.identifier().cache_key();
        Candidate {
            glyph,
            key,
            shape: letters.glyphs.shape(key, glyph),
            place: self.props.transform * to_text,
            name,
        }
    }

    /// Puts the glyphs that stay text on the page, where something is to be drawn over them.
    pub fn put_down(&mut self, canvas: &mut Canvas<'_>) {
        if let Some(paint) = self.paint {
            self.put_down_in(canvas, paint);
        }
    }

    fn put_down_in(&mut self, canvas: &mut Canvas<'_>, paint: Paint) {
        let mode = match self.style.stroke {
            _ if self.style.is_invisible => TextMode::Invisible,
            Some(stroke) => TextMode::Stroke(paint, width(stroke, self.props.transform)),
            None => TextMode::Fill(paint),
        };
        canvas.scene.text(mode, std::mem::take(&mut self.kept));
    }

    /// Puts what is left on the page, and notes what the next run may have to know.
    pub fn end(mut self, canvas: &mut Canvas<'_>, letters: &mut Letters<'_>) {
        let Some(ends) = self.ends() else {
            return;
        };
        match (self.style.stroke, self.paint, self.last_fill.take()) {
            (Some(style), Some(paint), Some(fill)) if fill.ends == ends => {
                self.add_outlines(canvas, fill, paint, style);
            }
            (None, Some(paint), _) if !self.style.is_invisible => {
                let kept = self.kept.len();
                self.put_down_in(canvas, paint);
                letters.last_fill = Some(LastFill {
                    mode: TextMode::Fill(paint),
                    kept,
                    ends,
                });
            }
            (_, paint, _) => {
                let nothing = Paint {
                    colour: [0; 3],
                    alpha: 0,
                };
                self.put_down_in(canvas, paint.unwrap_or(nothing));
            }
        }
    }

    /// Puts a picture over text in a pattern; the words stay as a layer of text.
    fn patch(&self, canvas: &mut Canvas<'_>, letters: &mut Letters<'_>, reason: Reason) {
        let mut words: Vec<KeptGlyph> = Vec::new();
        for glyph in self.run.glyphs() {
            let SourceGlyph::Outline(outline) = &**glyph else {
                continue;
            };
            let name = letters.unnamed_fonts.name(outline);
            let candidate = self.candidate(letters, outline, glyph.transform(), name);
            if candidate.is_shapeless() || !candidate.place.is_finite() {
                continue;
            }
            let fate = candidate.of_shape(canvas, &letters.names, self.style);
            match fate {
                _ if letters.names.is_hidden(&candidate.name, candidate.place) => {}
                Fate::Gone => {}
                Fate::Text => words.extend(kept(canvas, letters, &candidate, true)),
                Fate::Shape => canvas.patch(candidate.ink(), reason),
            }
        }
        let half = self.style.stroke.map_or(0.0, |stroke| {
            f64::from(stroke.line_width) * reach(self.props.transform)
        });
        if let Some(bounds) = words.iter().map(|w| w.ink).reduce(|a, b| a.union(b)) {
            canvas.patch(bounds.inflate(half, half), reason);
            canvas.scene.text(TextMode::Invisible, words);
        }
    }

    /// Draws a glyph as a shape, without the areas.
    fn draw_shape(
        &self,
        canvas: &mut Canvas<'_>,
        candidate: &Candidate<'_>,
        to_text: Affine,
        paint: Paint,
    ) {
        let outline = &candidate.shape.outline;
        if let Some(style) = self.style.stroke {
            return strokes::draw(canvas, &(to_text * outline), style, self.props);
        }
        let path = self.props.transform * to_text * outline;
        let bounds = path.bounding_box();
        if !canvas.paper.areas.meets(bounds) {
            return canvas.fill_with(path, bounds, false, paint);
        }
        let Some(left) = canvas.or_fail(|paper| paper.areas.left_of(&path, false)) else {
            return;
        };
        let mut seen = BezPath::new();
        for part in subpaths(&left) {
            if !canvas.paper.areas.holds(part.bounding_box(), BORDER) {
                seen.extend(part);
            }
        }
        let bounds = seen.bounding_box();
        canvas.fill_with(seen, bounds, false, paint);
    }

    /// Outlines glyphs that have just been filled, so that they are not there twice.
    fn add_outlines(
        self,
        canvas: &mut Canvas<'_>,
        fill: LastFill,
        paint: Paint,
        style: &StrokeProps,
    ) {
        let TextMode::Fill(colour) = fill.mode else {
            return;
        };
        let width = width(style, self.props.transform);
        let Some(filled) = canvas.scene.take_last(fill.mode, fill.kept) else {
            let mode = TextMode::Stroke(paint, width);
            return canvas.scene.text(mode, self.kept);
        };
        let both = TextMode::FillStroke(colour, paint, width);
        let mut outlined = self.kept.into_iter().peekable();
        for glyph in filled {
            let same = outlined.next_if(|o| o.place == glyph.place).is_some();
            let mode = if same { both } else { fill.mode };
            canvas.scene.text(mode, vec![glyph]);
        }
    }
}

/// Letters whose widths are stretched by parts that differ by less are stretched alike.
const SAME_STRETCH: f64 = 0.005;
/// Letters of a layer may be pressed together: those that are set twice are nearer to each other than drawn ones, by this
/// part.
const SAME_PLACE: f64 = 0.2;

/// By how much more than its height the widths of a run are scaled, where its letters are made narrower or wider than their
/// outlines and the widths of the font say so alone: they stand in for a font that the source does not bring along. `None`
/// where they are as wide as they are drawn. Letters clear of the areas tell.
fn stretch(areas: &Areas, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>) -> Option<f64> {
    let outlined = run.glyphs().iter().filter_map(|glyph| match &**glyph {
        SourceGlyph::Outline(outline) => {
            let advance = f64::from(outline.advance_width()?);
            Some((advance, props.transform * glyph.transform()))
        }
        SourceGlyph::Type3(_) => None,
    });
    let outlined: Vec<(f64, Affine)> = outlined.collect();
    let steps = outlined.windows(2).filter_map(|pair| match pair {
        [from, (_, to)] => Step::between(areas, *from, *to),
        _ => None,
    });
    let steps: Vec<Step> = steps.collect();
    let sorted = |of: &dyn Fn(&Step) -> f64| {
        let mut all: Vec<f64> = steps.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all
    };
    // Letters that are all drawn as wide may be so on purpose.
    let shapes = sorted(&|step| step.drawn / step.upright);
    let is_one = shapes.last()? - shapes.first()? < SAME_STRETCH;
    let scale = match is_one {
        true => 1.0,
        false => *sorted(&|step| step.length / step.upright).get(steps.len() / 2)?,
    };
    let off = |said: &dyn Fn(&Step) -> f64| {
        let off = steps.iter().map(|step| (step.length - said(step)).abs());
        off.sum::<f64>()
    };
    let is_stretched = off(&|step| step.upright * scale) < off(&|step| step.drawn);
    is_stretched.then_some(scale)
}

/// From one letter to the next.
struct Step {
    length: f64,
    /// What it would be by the width of the letter as it is drawn, and as it is high.
    drawn: f64,
    upright: f64,
}

impl Step {
    /// `None` close to an area, and for a letter that is as wide as its outline.
    fn between(areas: &Areas, (advance, from): (f64, Affine), to: Affine) -> Option<Self> {
        let (along, across) = scales(from);
        let (start, end) = (origin(from), origin(to));
        let em = 1000.0 * across;
        let cells = Rect::new(start.x, start.y, end.x, end.y)
            .abs()
            .inflate(em, em);
        if !cells.is_finite() || areas.meets(cells) || (along - across).abs() < 0.01 * across {
            return None;
        }
        let length = (end.x - start.x).hypot(end.y - start.y);
        let (drawn, upright) = (advance * along, advance * across);
        (upright > 0.0).then_some(Self {
            length,
            drawn,
            upright,
        })
    }
}

/// A glyph as text; `None` when it is a letter without a shape, or one that was told in its place.
fn kept(
    canvas: &mut Canvas<'_>,
    letters: &mut Letters<'_>,
    candidate: &Candidate<'_>,
    is_invisible: bool,
) -> Option<KeptGlyph> {
    let (shape, place, ink) = (&candidate.shape, candidate.place, candidate.ink());
    let advance = advance(letters, candidate);
    let name = match has_room(&candidate.name, advance) {
        true => candidate.name.as_str(),
        false => "",
    };
    let (kind, outline) = match (candidate.is_shapeless(), is_invisible) {
        (true, _) if !name.is_empty() && is_blank(name) => (Kind::Blank, None),
        // Fonts made for text layers have letters without a shape.
        (true, true) => (Kind::Layer, Some(stand_in(advance))),
        // Elsewhere a letter without a shape changes no pixel.
        (true, false) => {
            note_shapeless(canvas, &letters.names, place);
            return None;
        }
        (false, true) => (Kind::Layer, None),
        (false, false) => (Kind::Drawn, None),
    };
    // Blanks go the way of the word before them, so that a hidden word is not simply left out.
    let kind = match kind {
        Kind::Blank => kind,
        _ if letters.names.is_hidden(name, place) => Kind::Hidden,
        _ => kind,
    };
    if kind == Kind::Hidden && !is_invisible {
        note_shapeless(canvas, &letters.names, place);
    }
    let name = match kind {
        Kind::Blank => " ".to_owned(),
        _ => agreed(&letters.names, name.to_owned(), place, ink),
    };
    let size = 1000.0 * scales(place).1;
    let is_again = match kind {
        Kind::Drawn => letters.twice.is_again(&name, origin(place), size),
        Kind::Layer => letters
            .laid_twice
            .is_again(&name, origin(place), size * SAME_PLACE),
        _ => false,
    };
    if is_again {
        return None;
    }
    let outline = outline.as_ref().unwrap_or(&shape.outline);
    Some(KeptGlyph {
        glyph: letters
            .glyphs
            .number(candidate.key, advance, &name, outline),
        place,
        ink,
        order: canvas.scene.steps,
        kind,
        part: letters.marked.now(),
    })
}

/// The width of a glyph, in thousandths of its size; of one that stands in for another that of its own outline.
fn advance(letters: &Letters<'_>, candidate: &Candidate<'_>) -> u16 {
    let advance = advance_of(candidate.glyph.advance_width(), &candidate.shape);
    let Some(stretch) = letters.stretch else {
        return advance;
    };
    let (along, across) = scales(candidate.place);
    (f64::from(advance) * stretch * across / along)
        .round()
        .clamp(0.0, 8000.0) as u16
}

/// Notes that a letter is not shown because no font has it: the source does not bring its font along.
fn note_shapeless(canvas: &mut Canvas<'_>, names: &Names<'_>, place: Affine) {
    if names.is_shapeless(place) {
        canvas.patches.note(Reason::NoShape);
    }
}

/// The meaning of a glyph where PDFium reads a character as well; nothing where it reads none, since a
/// reader must not find in the copy what it does not find in the source. Where they disagree, the other one is
/// followed, since that is how readers search; not so for a bracket that it turned around in a line of which a part
/// runs from right to left, since that part may be covered.
pub fn agreed(names: &Names<'_>, name: String, place: Affine, ink: Rect) -> String {
    let Some(other) = names.read(origin(place), ink) else {
        let is_moved = !name.is_empty() && names.is_displaced(&name, place);
        return if is_moved { name } else { String::new() };
    };
    let is_unknown = |c: char| c == char::REPLACEMENT_CHARACTER || c.is_control();
    if other.chars().all(is_unknown) {
        return name;
    }
    let (own, read) = (folded(&name), folded(&other));
    let same = !own.is_empty() && (own.contains(&read) || unturned(&own) == unturned(&read));
    // Small capitals are small letters to one reader, and what they look like to the others.
    let is_other_case = name != other && name.to_lowercase() == other.to_lowercase();
    if same && !is_other_case { name } else { other }
}

fn width(style: &StrokeProps, transform: Affine) -> f64 {
    (f64::from(style.line_width) * reach(transform) * 1000.0).round() / 1000.0
}
