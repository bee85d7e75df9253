//! Drawing steps as PDF operators (ISO 32000-1 §8 and §9).
//!
//! **Invariant:** black areas, labels and the legend come last, opaque, each between its own marks (`Lakking`, `Label`, `Legenda`), by which
//! the verifier finds them again; so are words that were read from the picture of the page (`Gelezen`).
//! **Absent:** objects; the caller knows their numbers.

mod text;

use super::glyphs::{Glyphs, Slot};
use super::lettering;
use super::page::{CleanPage, Item, Outline, Paint, StrokeStyle};
use super::paths;
use super::state::{State, States};
use super::tags::PageTags;
use crate::model::blackout::label::Label;
use crate::model::blackout::{BlackArea, PageBlackout};
use crate::model::page::geometry::PageRect;
use kurbo::Affine;
use pdf_writer::{Content, Name, Ref, Settings};
use std::collections::BTreeSet;

/// The marks around a black area, around its label and around a line of the legend.
pub const AREA_MARK: &[u8] = b"Lakking";
pub const LABEL_MARK: &[u8] = b"Label";
pub const LEGEND_MARK: &[u8] = b"Legenda";
/// The mark around words that were read from the picture of the page.
pub const READ_MARK: &[u8] = b"Gelezen";

/// Width in points of the line from a label to its area.
const LEADER_WIDTH: f32 = 0.5;

/// The operators of one page and what they refer to.
pub struct PageContent {
    pub operators: Vec<u8>,
    /// Fonts used, by number.
    pub fonts: Vec<usize>,
    /// Opacities used.
    pub alphas: BTreeSet<u8>,
    /// Whether a marker was used.
    pub has_markers: bool,
}

/// Writes one page; `tags` says what each piece is and learns under which identifiers it is marked.
pub fn page_content(
    page: &CleanPage,
    blackout: &PageBlackout,
    tags: &mut PageTags,
    glyphs: &mut Glyphs,
    new_ref: &mut impl FnMut() -> Ref,
) -> PageContent {
    let mut drawing = Drawing {
        content: Content::with_settings(Settings { pretty: false }),
        fonts: Vec::new(),
        to_pdf: Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, page.size.height]),
        height: page.size.height,
        states: States::default(),
        alphas: BTreeSet::new(),
        has_markers: false,
        tags,
        piece: 0,
        is_read: false,
        open: Open::Nothing,
        glyphs,
        slots: vec![None; page.glyphs.len()],
        new_ref,
    };
    drawing.save();
    for item in &page.items {
        drawing.item(page, item);
    }
    drawing.close();
    drawing.restore();
    // All black first: areas may overlap, and none may lie over the label of another.
    for (number, area) in blackout.areas.iter().enumerate() {
        drawing.begin(AREA_MARK, drawing.tags.area(number));
        drawing.black_area(area);
    }
    for (number, area) in blackout.areas.iter().enumerate() {
        drawing.begin(LABEL_MARK, drawing.tags.area(number));
        drawing.label(&area.label);
    }
    for (number, line) in blackout.legend.iter().enumerate() {
        drawing.begin(LEGEND_MARK, drawing.tags.legend(number));
        drawing.label(line);
    }
    PageContent {
        operators: drawing.content.finish().into_vec(),
        fonts: drawing.fonts,
        alphas: drawing.alphas,
        has_markers: drawing.has_markers,
    }
}

/// The name under which a page's resources list a font.
pub fn font_name(font: usize) -> String {
    format!("F{font}")
}

/// The name under which a page's resources list an opacity.
pub fn alpha_name(alpha: u8) -> String {
    format!("G{alpha}")
}

/// The name under which a page's resources list how a marker paints, behind those of the opacities.
pub const MARKER: &str = "G256";

/// The name under which a page's resources list a picture.
pub fn picture_name(picture: u32) -> String {
    format!("P{picture}")
}

struct Drawing<'a, R> {
    content: Content,
    fonts: Vec<usize>,
    /// From page space (y downwards) to the file's (y upwards).
    to_pdf: Affine,
    height: f64,
    states: States,
    alphas: BTreeSet<u8>,
    has_markers: bool,
    tags: &'a mut PageTags,
    /// The number of the next glyph or picture.
    piece: usize,
    /// Whether what is shown was read from the picture of the page.
    is_read: bool,
    open: Open,
    glyphs: &'a mut Glyphs,
    /// The places of the page's own glyphs in the file, by their numbers, once they are known.
    slots: Vec<Option<Slot>>,
    new_ref: &'a mut R,
}

/// The marked-content sequence that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Decoration,
    /// With the leaf that was drawn last.
    Leaf(usize),
}

/// Coordinates to a thousandth of a point.
fn place(v: f64) -> f32 {
    ((v * 1000.0).round() / 1000.0) as f32
}

/// Matrix coefficients to a millionth.
fn factor(v: f64) -> f32 {
    ((v * 1_000_000.0).round() / 1_000_000.0) as f32
}

fn matrix(affine: Affine) -> [f32; 6] {
    let [a, b, c, d, e, f] = affine.as_coeffs();
    [
        factor(a),
        factor(b),
        factor(c),
        factor(d),
        place(e),
        place(f),
    ]
}

impl<R: FnMut() -> Ref> Drawing<'_, R> {
    fn save(&mut self) {
        self.content.save_state();
        self.states.save();
    }

    fn restore(&mut self) {
        self.content.restore_state();
        self.states.restore();
    }

    /// Sees to it that what is drawn next is marked as this leaf, or as decoration.
    fn mark(&mut self, leaf: Option<usize>) {
        match (self.open, leaf) {
            (Open::Decoration, None) => return,
            (Open::Leaf(from), Some(to)) if self.tags.goes_on(from, to) => {
                self.open = Open::Leaf(to);
                return;
            }
            _ => self.close(),
        }
        match leaf {
            Some(leaf) => {
                let (identifier, name) = self.tags.open(leaf);
                let name = if self.is_read { READ_MARK } else { name };
                self.begin_sequence(name, identifier);
                self.open = Open::Leaf(leaf);
            }
            None => {
                self.content.begin_marked_content(Name(b"Artifact"));
                self.open = Open::Decoration;
            }
        }
    }

    fn begin_sequence(&mut self, name: &[u8], identifier: i32) {
        let mut mark = self
            .content
            .begin_marked_content_with_properties(Name(name));
        mark.properties().identify(identifier);
    }

    fn close(&mut self) {
        if self.open != Open::Nothing {
            self.content.end_marked_content();
            self.open = Open::Nothing;
        }
    }

    /// Opens the mark of a black area, of its label or of a line of the legend.
    fn begin(&mut self, name: &[u8], leaf: Option<usize>) {
        match leaf {
            Some(leaf) => {
                let (identifier, _) = self.tags.open(leaf);
                self.begin_sequence(name, identifier);
            }
            None => {
                self.content.begin_marked_content(Name(name));
            }
        }
    }

    fn item(&mut self, page: &CleanPage, item: &Item) {
        match item {
            Item::Text(_) | Item::Clip { .. } => {}
            Item::Picture { .. } | Item::Stencil { .. } => {
                let leaf = self.tags.piece(self.piece);
                self.piece += 1;
                self.mark(leaf);
            }
            _ => self.mark(None),
        }
        match item {
            Item::Text(run) => self.text(page, run),
            Item::Picture {
                picture,
                place,
                alpha,
            } => {
                self.alpha(*alpha);
                self.picture(*picture, *place);
            }
            Item::Stencil {
                picture,
                place,
                paint,
            } => {
                self.fill_paint(*paint);
                self.picture(*picture, *place);
            }
            Item::Fill { shape, paint } => {
                self.fill_paint(*paint);
                self.fill(shape);
            }
            Item::Marker { shape, colour } => self.marker(shape, *colour),
            Item::Stroke { path, style, paint } => {
                self.stroke_paint(*paint);
                self.style(style);
                paths::draw(&mut self.content, &(self.to_pdf * path));
                self.content.stroke();
            }
            Item::Clip { shape, items } => {
                self.close();
                self.save();
                paths::draw(&mut self.content, &(self.to_pdf * &shape.path));
                if shape.even_odd {
                    self.content.clip_even_odd();
                } else {
                    self.content.clip_nonzero();
                }
                self.content.end_path();
                for item in items {
                    self.item(page, item);
                }
                self.close();
                self.restore();
            }
        }
    }

    fn fill(&mut self, shape: &Outline) {
        paths::draw(&mut self.content, &(self.to_pdf * &shape.path));
        if shape.even_odd {
            self.content.fill_even_odd();
        } else {
            self.content.fill_nonzero();
        }
    }

    fn marker(&mut self, shape: &Outline, colour: [u8; 3]) {
        self.save();
        self.has_markers = true;
        self.fill_paint(Paint { colour, alpha: 255 });
        self.content.set_parameters(Name(MARKER.as_bytes()));
        self.fill(shape);
        self.restore();
    }

    fn picture(&mut self, picture: u32, place: Affine) {
        self.save();
        self.content.transform(matrix(self.to_pdf * place));
        self.content
            .x_object(Name(picture_name(picture).as_bytes()));
        self.restore();
    }

    fn state(&mut self) -> &mut State {
        self.states.current()
    }

    fn alpha(&mut self, alpha: u8) {
        if std::mem::replace(&mut self.state().alpha, alpha) != alpha {
            self.alphas.insert(alpha);
            self.content
                .set_parameters(Name(alpha_name(alpha).as_bytes()));
        }
    }

    fn fill_paint(&mut self, paint: Paint) {
        self.alpha(paint.alpha);
        if self.state().fill.replace(paint.colour) != Some(paint.colour) {
            let [r, g, b] = paint.colour.map(|v| place(f64::from(v) / 255.0));
            if r == g && g == b {
                self.content.set_fill_gray(r);
            } else {
                self.content.set_fill_rgb(r, g, b);
            }
        }
    }

    fn stroke_paint(&mut self, paint: Paint) {
        self.alpha(paint.alpha);
        if self.state().stroke.replace(paint.colour) != Some(paint.colour) {
            let [r, g, b] = paint.colour.map(|v| place(f64::from(v) / 255.0));
            if r == g && g == b {
                self.content.set_stroke_gray(r);
            } else {
                self.content.set_stroke_rgb(r, g, b);
            }
        }
    }

    fn style(&mut self, style: &StrokeStyle) {
        if self.state().style.as_ref() != Some(style) {
            paths::style(&mut self.content, style);
            self.state().style = Some(style.clone());
        }
    }

    fn rect(&mut self, r: &PageRect) {
        self.content.rect(
            place(r.left()),
            place(self.height - r.bottom()),
            place(r.width()),
            place(r.height()),
        );
    }

    fn black_area(&mut self, area: &BlackArea) {
        self.content.set_fill_gray(0.0);
        for rect in &area.rects {
            self.rect(rect);
        }
        self.content.fill_nonzero();
        self.content.end_marked_content();
    }

    fn label(&mut self, label: &Label) {
        if let Some((from, to)) = label.leader {
            self.content
                .set_stroke_gray(0.0)
                .set_line_width(LEADER_WIDTH);
            self.content
                .move_to(place(from.x), place(self.height - from.y));
            self.content
                .line_to(place(to.x), place(self.height - to.y))
                .stroke();
        }
        self.content
            .set_fill_gray(if label.inside { 1.0 } else { 0.0 });
        self.content.begin_text();
        let scale = label.size / 1000.0;
        let (mut x, mut glyphs) = (label.origin.x, Vec::new());
        for c in label.text.chars() {
            let glyph = lettering::glyph(c);
            let at = Affine::new([scale, 0.0, 0.0, -scale, x, label.origin.y]);
            let slot = self.glyphs.slot(&glyph, self.new_ref);
            x += f64::from(glyph.advance) * scale;
            glyphs.push((slot, self.to_pdf * at, f64::from(glyph.advance)));
        }
        self.lines(&glyphs);
        self.content.end_text();
        self.content.end_marked_content();
    }
}
