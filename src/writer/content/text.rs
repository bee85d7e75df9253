//! Runs of glyphs as operators: each line of one font as one positioned string.

use super::{Drawing, Open, font_name, matrix};
use crate::writer::glyphs::Slot;
use crate::writer::page::{CleanPage, Paint, PlacedGlyph, StrokeStyle, TextMode, TextRun};
use kurbo::Affine;
use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Name, Ref, Str};

impl<R: FnMut() -> Ref> Drawing<'_, R> {
    pub(super) fn text(&mut self, page: &CleanPage, run: &TextRun) {
        let mode = match run.mode {
            TextMode::Fill(paint) => {
                self.fill_paint(paint);
                TextRenderingMode::Fill
            }
            TextMode::Stroke(paint, width) => {
                self.stroke_paint(paint);
                self.style(&StrokeStyle::plain(width));
                TextRenderingMode::Stroke
            }
            TextMode::FillStroke(fill, stroke, width) => {
                self.fill_paint(fill);
                self.stroke_paint(Paint {
                    alpha: fill.alpha,
                    ..stroke
                });
                self.style(&StrokeStyle::plain(width));
                TextRenderingMode::FillStroke
            }
            TextMode::Invisible | TextMode::Read => TextRenderingMode::Invisible,
        };
        self.is_read = run.mode == TextMode::Read;
        let mut rest = run.glyphs.as_slice();
        while !rest.is_empty() {
            let leaf = self.tags.piece(self.piece);
            self.mark(leaf);
            let (same, last) = self.alike(rest.len(), leaf);
            if let Some(last) = last {
                self.open = Open::Leaf(last);
            }
            let (now, later) = rest.split_at(same);
            self.glyphs(page, now, mode);
            self.piece += same;
            rest = later;
        }
        self.is_read = false;
    }

    /// How many of the next glyphs stay in the sequence that begins with this leaf, and the leaf of the last of them.
    fn alike(&self, most: usize, first: Option<usize>) -> (usize, Option<usize>) {
        let mut last = first;
        for count in 1..most {
            let next = self.tags.piece(self.piece + count);
            match (last, next) {
                (None, None) => {}
                (Some(from), Some(to)) if self.tags.goes_on(from, to) => last = next,
                _ => return (count, last),
            }
        }
        (most, last)
    }

    /// Glyphs that are marked alike.
    fn glyphs(&mut self, page: &CleanPage, glyphs: &[PlacedGlyph], mode: TextRenderingMode) {
        let mut placed: Vec<(Slot, Affine, f64)> = Vec::with_capacity(glyphs.len());
        for PlacedGlyph { glyph, place, .. } in glyphs {
            let number = *glyph as usize;
            if let Some(glyph) = page.glyphs.get(number) {
                let slot = self.slots.get(number).copied().flatten();
                let slot = slot.unwrap_or_else(|| self.glyphs.slot(glyph, self.new_ref));
                self.slots[number] = Some(slot);
                placed.push((slot, self.to_pdf * *place, f64::from(glyph.advance)));
            }
        }
        self.content.begin_text();
        if mode != TextRenderingMode::Fill {
            self.content.set_text_rendering_mode(mode);
        }
        self.lines(&placed);
        if mode != TextRenderingMode::Fill {
            self.content
                .set_text_rendering_mode(TextRenderingMode::Fill);
        }
        self.content.end_text();
    }

    /// Glyphs with their places and widths, as few strings as can be.
    pub(super) fn lines(&mut self, placed: &[(Slot, Affine, f64)]) {
        let mut rest = placed;
        while let Some((first, _)) = rest.split_first() {
            let length = 1 + continuing(first, &rest[1..]);
            self.line(&rest[..length]);
            rest = &rest[length..];
        }
    }

    /// Glyphs of one font on one baseline, as one positioned string.
    fn line(&mut self, glyphs: &[(Slot, Affine, f64)]) {
        let Some((slot, start, _)) = glyphs.first() else {
            return;
        };
        if !self.fonts.contains(&slot.font) {
            self.fonts.push(slot.font);
        }
        let [a, b, c, d, e, f] = start.as_coeffs();
        let size = ((c.hypot(d) * 1000.0) * 1000.0).round().max(1.0) / 1000.0;
        let unit = 1000.0 / size;
        self.content
            .set_font(Name(font_name(slot.font).as_bytes()), size as f32);
        self.content.set_text_matrix(matrix(Affine::new([
            a * unit,
            b * unit,
            c * unit,
            d * unit,
            e,
            f,
        ])));
        let back = start.inverse();
        let mut shown = self.content.show_positioned();
        let mut items = shown.items();
        let (mut codes, mut pen) = (Vec::new(), 0.0);
        for (slot, place, advance) in glyphs {
            let [.., x, y] = place.as_coeffs();
            let at = (back * kurbo::Point::new(x, y)).x;
            let gap = (pen - at).round();
            if gap != 0.0 {
                if !codes.is_empty() {
                    items.show(Str(&codes));
                    codes.clear();
                }
                items.adjust(gap as f32);
                pen -= gap;
            }
            codes.extend_from_slice(&slot.code.to_be_bytes());
            pen += advance;
        }
        items.show(Str(&codes));
    }
}

/// How many of the glyphs that follow stand on the same baseline in the same font and size.
fn continuing(first: &(Slot, Affine, f64), rest: &[(Slot, Affine, f64)]) -> usize {
    let shape = first.1.as_coeffs();
    let back = first.1.inverse();
    let mut pen = first.2;
    rest.iter()
        .take_while(|(slot, place, advance)| {
            let [a, b, c, d, x, y] = place.as_coeffs();
            let same = [a, b, c, d]
                .iter()
                .zip(shape)
                .all(|(v, w)| (v - w).abs() <= 1e-7 * (1.0 + w.abs()));
            let at = back * kurbo::Point::new(x, y);
            let near = at.y.abs() <= 1.0 && (at.x - pen).abs() <= 20_000.0;
            pen = at.x + advance;
            slot.font == first.0.font && same && near
        })
        .count()
}
