//! In which order a page is read: lines, rows of cells, paragraphs and columns, from where things stand.
//!
//! **Invariant:** only what is written is looked at (surviving glyphs and pictures, black areas), so that nothing that
//! was removed can steer the order. Every glyph and picture has one place in the order or is decoration.
//! **Absent:** meaning; a line in large letters is a line.
//!
//! Where the source says what its text is, its parts are followed, see [`structured`].
//!
//! Columns are read one after the other where both hold running text, rows of a table or form from left to right. The
//! order of blocks follows T. M. Breuel, "High performance document layout analysis" (2003), §5.

mod blocks;
mod pieces;
mod structured;

use super::page::{CleanPage, Item, PlacedGlyph};
use super::parts::{self, Belongs};
use super::tags::{Block, PageTags, Role};
use crate::model::blackout::PageBlackout;
use crate::model::navigation::Link;
use crate::model::page::geometry::PageRect;
use blocks::{blocks, lines, sorted};
use kurbo::{Affine, Point, Rect};
use pieces::{Fragment, Kind, Line, add_fragments};

/// What is said of an area without a ground.
const UNNAMED: &str = "Weggelakt";

/// The order of one page.
pub fn order(
    page: &CleanPage,
    blackout: &PageBlackout,
    links: &[Link],
    picture_words: &str,
) -> PageTags {
    let mut found = DrawnContent {
        links: links.iter().map(|link| rect_of(&link.area)).collect(),
        ..DrawnContent::default()
    };
    found.items(page, &page.items);
    let main = found.main_direction();
    let frame = |quarter: usize| Affine::rotate(-std::f64::consts::FRAC_PI_2 * quarter as f64);
    let pictures = found.figures(frame(main));
    let areas: Vec<Fragment> = area_fragments(blackout, frame(main)).collect();
    let mut tags = PageTags::empty(found.pieces, blackout.areas.len());
    let others = (0..4).filter(|quarter| *quarter != main);
    let mut ordered: Vec<(Vec<Line>, Affine)> = Vec::new();
    for quarter in std::iter::once(main).chain(others) {
        let mut fragments = std::mem::take(&mut found.text[quarter]);
        if quarter == main {
            fragments.extend(areas.iter().cloned());
        }
        let mut blocks = blocks(lines(fragments));
        if quarter == main {
            blocks.extend(pictures.iter().cloned().map(|p| vec![Line::of(p)]));
        }
        let to_page = frame(quarter).inverse();
        ordered.extend(sorted(blocks).into_iter().map(|block| (block, to_page)));
    }
    let drawn: usize = found.glyphs.iter().sum();
    if parts::are_followed(found.told, drawn - found.adorning) {
        structured::add(&mut tags, &page.parts, ordered, picture_words);
    } else {
        for (block, to_page) in &ordered {
            add_block(&mut tags, block, *to_page, picture_words);
        }
    }
    describe_areas(&mut tags, blackout);
    blackout.legend.iter().for_each(|_| tags.add_legend_line());
    tags
}

/// How many letters an area stands for where lines are compared.
const AREA_CHARS: usize = 6;
/// An area is as high as the letters that it covers and what stands out above and below them.
const AREA_HEIGHT_IN_EM: f64 = 1.15;

/// Areas as pieces of the lines in which they stand.
fn area_fragments(blackout: &PageBlackout, frame: Affine) -> impl Iterator<Item = Fragment> + '_ {
    blackout.areas.iter().enumerate().map(move |(i, area)| {
        let first = area.rects.first().map_or(Rect::ZERO, rect_of);
        let rect = frame.transform_rect_bbox(first);
        Fragment {
            em: rect.height() / AREA_HEIGHT_IN_EM,
            rect,
            kind: Kind::Area(i),
            chars: AREA_CHARS,
            pieces: Vec::new(),
            link: None,
            part: Belongs::Unknown,
        }
    })
}

fn describe_areas(tags: &mut PageTags, blackout: &PageBlackout) {
    for (number, area) in blackout.areas.iter().enumerate() {
        let rects = area.rects.iter().map(rect_of);
        let bounds = rects.reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
        let spoken = if area.spoken.is_empty() {
            UNNAMED
        } else {
            &area.spoken
        };
        tags.describe_area(number, spoken.to_owned(), bounds);
    }
}

fn rect_of(r: &PageRect) -> Rect {
    Rect::new(r.left(), r.top(), r.right(), r.bottom())
}

/// Puts a block at the end of the order; blanks alone are decoration.
fn add_block(tags: &mut PageTags, lines: &[Line], to_page: Affine, picture_words: &str) {
    let fragments: Vec<&Fragment> = lines.iter().flat_map(|line| &line.fragments).collect();
    let picture = fragments.iter().all(|f| f.kind == Kind::Picture);
    let bounds = fragments.iter().map(|f| f.rect).reduce(|a, b| a.union(b));
    let block = if picture {
        Block {
            role: Role::Figure,
            alt: Some(picture_words.to_owned()),
            bounds: bounds.map(|r| to_page.transform_rect_bbox(r)),
        }
    } else {
        Block::plain(Role::Paragraph)
    };
    add_fragments(tags, block, &fragments);
}

/// What is drawn on a page, by direction of reading in quarter turns.
#[derive(Default)]
struct DrawnContent {
    text: [Vec<Fragment>; 4],
    glyphs: [usize; 4],
    /// Where the pictures lie on the page, with their numbers.
    pictures: Vec<(Rect, usize)>,
    /// The middles of glyphs, to tell the background of text from a picture.
    middles: Vec<Point>,
    pieces: usize,
    /// Glyphs of which the source says what they belong to, and those that it calls decoration.
    told: usize,
    adorning: usize,
    /// Where links lie on the page.
    links: Vec<Rect>,
}

impl DrawnContent {
    fn items(&mut self, page: &CleanPage, items: &[Item]) {
        for item in items {
            match item {
                Item::Text(run) => {
                    for placed in &run.glyphs {
                        self.glyph(page, placed);
                    }
                }
                Item::Picture { place, .. } | Item::Stencil { place, .. } => {
                    let rect = place.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
                    self.pictures.push((rect, self.pieces));
                    self.pieces += 1;
                }
                Item::Clip { items, .. } => self.items(page, items),
                Item::Fill { .. } | Item::Stroke { .. } | Item::Marker { .. } => {}
            }
        }
    }

    fn glyph(&mut self, page: &CleanPage, placed: &PlacedGlyph) {
        let piece = self.pieces;
        self.pieces += 1;
        let Some(glyph) = page.glyphs.get(placed.glyph as usize) else {
            return;
        };
        let [a, b, c, d, x, y] = placed.place.as_coeffs();
        let em = (c.hypot(d) * 1000.0).max(0.01);
        let quarter = (b.atan2(a) / std::f64::consts::FRAC_PI_2).round();
        let quarter = quarter.rem_euclid(4.0) as usize % 4;
        let at = Affine::rotate(-std::f64::consts::FRAC_PI_2 * quarter as f64) * Point::new(x, y);
        let width = f64::from(glyph.advance) * a.hypot(b);
        let blank = glyph.outline.elements().is_empty() || glyph.unicode.trim().is_empty();
        let rect = Rect::new(at.x, at.y - 0.78 * em, at.x + width, at.y + 0.22 * em);
        if !blank {
            self.glyphs[quarter] += 1;
            self.told += usize::from(placed.part.part().is_some());
            self.adorning += usize::from(placed.part == Belongs::Decoration);
            self.middles
                .push(Point::new(x, y) + kurbo::Vec2::new(a, b) * 250.0);
        }
        let kind = if blank { Kind::Blank } else { Kind::Text };
        let middle = placed.place * Point::new(f64::from(glyph.advance) / 2.0, 250.0);
        let link = self.links.iter().position(|r| r.contains(middle));
        if let Some(last) = self.text[quarter].last_mut()
            && last.pieces.last().is_some_and(|p| p + 1 == piece)
            && last.goes_on_with(&rect, em)
            && last.link == link
            && last.part == placed.part
        {
            last.rect = last.rect.union(rect);
            last.pieces.push(piece);
            last.chars += 1;
            last.em = last.em.max(em);
            if !blank {
                last.kind = Kind::Text;
            }
            return;
        }
        self.text[quarter].push(Fragment {
            rect,
            em,
            kind,
            chars: 1,
            pieces: vec![piece],
            link,
            part: placed.part,
        });
    }

    fn main_direction(&self) -> usize {
        (0..4)
            .max_by_key(|quarter| (self.glyphs[*quarter], 4 - *quarter))
            .unwrap_or(0)
    }

    /// Pictures that touch are one figure; those with text on them, and hairlines, are decoration.
    fn figures(&self, frame: Affine) -> Vec<Fragment> {
        let mut figures: Vec<(Rect, Vec<usize>)> = Vec::new();
        for (rect, piece) in &self.pictures {
            let (mut rect, mut pieces) = (*rect, vec![*piece]);
            figures.retain(|(other, numbers)| {
                let touches = other.inflate(1.0, 1.0).overlaps(rect);
                if touches {
                    rect = rect.union(*other);
                    pieces.extend(numbers);
                }
                !touches
            });
            figures.push((rect, pieces));
        }
        let seen = |(rect, _): &(Rect, Vec<usize>)| {
            let lettered = self.middles.iter().any(|p| rect.contains(*p));
            !lettered && rect.width() > 4.0 && rect.height() > 4.0
        };
        let figures = figures.into_iter().filter(seen);
        figures
            .map(|(rect, mut pieces)| {
                pieces.sort_unstable();
                Fragment {
                    rect: frame.transform_rect_bbox(rect),
                    em: rect.height(),
                    kind: Kind::Picture,
                    chars: 0,
                    pieces,
                    link: None,
                    part: Belongs::Unknown,
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
