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

mod structured;

use super::page::{CleanPage, Item, PlacedGlyph};
use super::parts::{self, Belongs};
use super::tags::{Block, PageTags, Role};
use crate::model::blackout::PageBlackout;
use crate::model::geometry::PageRect;
use crate::model::navigation::Link;
use kurbo::{Affine, Point, Rect};

/// Glyphs further apart than this many ems are in different words or cells.
const WORD_GAP: f64 = 0.9;
/// Pieces of a line further apart than this many ems are cells or columns.
const CELL_GAP: f64 = 1.3;
/// Lines further apart than this many ems are different paragraphs, where nothing else is known of the leading.
const LEADING: f64 = 1.75;
/// A column of running text has at least this many lines of this many characters on average, which fill this share of
/// its width.
const PROSE_LINES: usize = 4;
const PROSE_CHARS: usize = 22;
const PROSE_FILL: f64 = 0.7;
/// A gutter counts this many ems above and below the lines beside it.
const GUTTER_REACH: f64 = 15.0;
/// What is said of an area without a ground.
const UNNAMED: &str = "Weggelakt";
/// More blocks than this are sorted by place alone.
const MAX_SORTED: usize = 300;

/// Something that has a place in the order: glyphs that follow each other, a black area, or a picture.
#[derive(Clone, Debug)]
struct Fragment {
    /// In the frame of its direction of reading.
    rect: Rect,
    em: f64,
    kind: Kind,
    chars: usize,
    /// Numbers of the glyphs or pictures that it consists of.
    pieces: Vec<usize>,
    /// The number of the link that it lies in.
    link: Option<usize>,
    /// What the source says of it.
    part: Belongs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Blank,
    Area(usize),
    Picture,
}

/// Pieces of one line, or the cells of one row.
#[derive(Clone, Debug)]
struct Line {
    rect: Rect,
    em: f64,
    fragments: Vec<Fragment>,
    /// The row is made of cells that stand apart.
    is_row: bool,
    /// Number of the column of lines it stands in, and whether that is running text.
    chain: usize,
    prose: bool,
}

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
    let areas = blackout.areas.iter().enumerate().map(|(i, area)| {
        let first = area.rects.first().map_or(Rect::ZERO, rect_of);
        let rect = frame(main).transform_rect_bbox(first);
        Fragment {
            em: rect.height() / 1.15,
            rect,
            kind: Kind::Area(i),
            chars: 6,
            pieces: Vec::new(),
            link: None,
            part: Belongs::Unknown,
        }
    });
    let areas: Vec<Fragment> = areas.collect();
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
    blackout.legend.iter().for_each(|_| tags.add_legend_line());
    tags
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

/// Puts fragments at the end of the order as one block; `None` when they are blanks, which are decoration.
fn add_fragments(tags: &mut PageTags, block: Block, fragments: &[&Fragment]) -> Option<usize> {
    if fragments.iter().all(|f| f.kind == Kind::Blank) {
        return None;
    }
    let number = tags.add_block(block);
    for fragment in fragments {
        let leaf = tags.add_link_leaf(number, fragment.link);
        match fragment.kind {
            Kind::Area(area) => tags.put_area(area, leaf),
            _ => fragment.pieces.iter().for_each(|p| tags.put(*p, leaf)),
        }
    }
    Some(number)
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

impl Fragment {
    fn goes_on_with(&self, next: &Rect, em: f64) -> bool {
        let baseline = (next.y1 - 0.22 * em) - (self.rect.y1 - 0.22 * self.em);
        let gap = next.x0 - self.rect.x1;
        let like = em / self.em;
        baseline.abs() < 0.25 * em
            && (0.6..1.67).contains(&like)
            && gap > -0.6 * em
            && gap < WORD_GAP * em
    }
}

impl Line {
    fn of(fragment: Fragment) -> Self {
        Self {
            rect: fragment.rect,
            em: fragment.em,
            fragments: vec![fragment],
            is_row: false,
            chain: 0,
            prose: false,
        }
    }

    fn join(&mut self, other: Line) {
        self.rect = self.rect.union(other.rect);
        self.em = self.em.max(other.em);
        self.fragments.extend(other.fragments);
    }

    fn chars(&self) -> usize {
        self.fragments.iter().map(|f| f.chars).sum()
    }
}

/// The common stretch of two intervals.
fn common(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.1.min(b.1) - a.0.max(b.0)
}

fn across(a: &Rect, b: &Rect) -> f64 {
    common((a.x0, a.x1), (b.x0, b.x1))
}

fn down(a: &Rect, b: &Rect) -> f64 {
    common((a.y0, a.y1), (b.y0, b.y1))
}

/// Rows from the top, each with its pieces from the left; pieces close together are one.
fn rows(mut fragments: Vec<Fragment>) -> Vec<Vec<Line>> {
    fragments.sort_by(|a, b| {
        a.rect
            .y1
            .total_cmp(&b.rect.y1)
            .then(a.rect.x0.total_cmp(&b.rect.x0))
    });
    let mut rows: Vec<(Rect, Vec<Fragment>)> = Vec::new();
    for fragment in fragments {
        let fits = |(band, _): &&mut (Rect, Vec<Fragment>)| {
            let (h, own) = (band.height(), fragment.rect.height());
            down(band, &fragment.rect) > 0.5 * h.min(own) && h.max(own) < 2.2 * h.min(own)
        };
        // Rows are nearly sorted, so that only the last few can fit.
        match rows.iter_mut().rev().take(4).find(fits) {
            Some((_, row)) => row.push(fragment),
            None => rows.push((fragment.rect, vec![fragment])),
        }
    }
    rows.into_iter()
        .map(|(_, mut row)| {
            row.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
            let mut pieces: Vec<Line> = Vec::new();
            for fragment in row {
                let next = Line::of(fragment);
                match pieces.last_mut() {
                    Some(last) if next.rect.x0 - last.rect.x1 < CELL_GAP * last.em.max(next.em) => {
                        last.join(next);
                    }
                    _ => pieces.push(next),
                }
            }
            pieces
        })
        .collect()
}

/// A column of lines.
#[derive(Default)]
struct Chain {
    lines: usize,
    chars: usize,
    widths: f64,
    widest: f64,
}

impl Chain {
    fn is_prose(&self) -> bool {
        self.lines >= PROSE_LINES
            && self.chars >= self.lines * PROSE_CHARS
            && self.widths >= PROSE_FILL * self.widest * self.lines as f64
    }
}

/// Numbers the columns of lines in which pieces stand, and tells which are running text.
fn find_prose(rows: &mut [Vec<Line>]) {
    let mut chains: Vec<Chain> = Vec::new();
    for at in 0..rows.len() {
        let (above, rest) = rows.split_at_mut(at);
        let Some(row) = rest.first_mut() else {
            continue;
        };
        for piece in row {
            let over = above.iter().rev().take(4).flatten().find(|other| {
                let width = other.rect.width().min(piece.rect.width());
                across(&other.rect, &piece.rect) > 0.5 * width
                    && piece.rect.y1 - other.rect.y1 < 2.0 * piece.em.max(other.em)
                    && (0.8..1.25).contains(&(piece.em / other.em))
            });
            piece.chain = over.map_or(chains.len(), |other| other.chain);
            if over.is_none() {
                chains.push(Chain::default());
            }
            if let Some(chain) = chains.get_mut(piece.chain) {
                chain.lines += 1;
                chain.chars += piece.chars();
                chain.widths += piece.rect.width();
                chain.widest = chain.widest.max(piece.rect.width());
            }
        }
    }
    for piece in rows.iter_mut().flatten() {
        piece.prose = chains.get(piece.chain).is_some_and(Chain::is_prose);
    }
}

/// Lines from the top: cells of a row are put together, columns of running text are not.
fn lines(fragments: Vec<Fragment>) -> Vec<Line> {
    let mut rows = rows(fragments);
    find_prose(&mut rows);
    let mut gutters: Vec<Rect> = Vec::new();
    for row in &rows {
        for pair in row.windows(2) {
            let [left, right] = pair else { continue };
            if left.prose && right.prose && left.chain != right.chain {
                let reach = GUTTER_REACH * left.em;
                let (top, bottom) = (left.rect.y0 - reach, left.rect.y1 + reach);
                gutters.push(Rect::new(left.rect.x1, top, right.rect.x0, bottom));
            }
        }
    }
    let parted = |left: &Line, right: &Line| {
        let gap = Rect::new(left.rect.x1, left.rect.y0, right.rect.x0, left.rect.y1);
        gutters.iter().any(|gutter| {
            across(gutter, &gap) > 0.5 * gutter.width().min(gap.width()) && down(gutter, &gap) > 0.0
        })
    };
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let mut open: Option<Line> = None;
        for piece in row {
            match open.as_mut() {
                Some(line) if !parted(line, &piece) => {
                    line.join(piece);
                    line.is_row = true;
                }
                _ => lines.extend(open.replace(piece)),
            }
        }
        lines.extend(open);
    }
    lines
}

/// Lines that follow each other closely in one column are one block.
fn blocks(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let fits = |block: &&mut Vec<Line>| {
            let Some(last) = block.last() else {
                return false;
            };
            let width = last.rect.width().min(line.rect.width());
            let step = line.rect.y1 - last.rect.y1;
            let before = block.len().checked_sub(2).and_then(|i| block.get(i));
            let most = before.map_or(LEADING * line.em.max(last.em), |b| {
                1.3 * (last.rect.y1 - b.rect.y1)
            });
            !last.is_row
                && !line.is_row
                && across(&last.rect, &line.rect) > 0.3 * width
                && step > 0.0
                && step <= most
                && (0.8..1.25).contains(&(line.em / last.em))
        };
        match blocks.iter_mut().rev().take(8).find(fits) {
            Some(block) => block.push(line),
            None => blocks.push(vec![line]),
        }
    }
    blocks
}

fn bounds(block: &[Line]) -> Rect {
    let rects = block.iter().map(|line| line.rect);
    rects.reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO)
}

/// Blocks as they are read: what stands above first, then the column to the left, as long as nothing that spans both
/// columns lies between.
fn sorted(blocks: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut placed: Vec<(Rect, Vec<Line>)> = blocks.into_iter().map(|b| (bounds(&b), b)).collect();
    placed.sort_by(|(a, _), (b, _)| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let rects: Vec<Rect> = placed.iter().map(|(rect, _)| *rect).collect();
    if rects.len() > MAX_SORTED {
        return placed.into_iter().map(|(_, block)| block).collect();
    }
    let spans = |a: &Rect, b: &Rect| {
        rects.iter().any(|c| {
            let middle = c.center().y;
            across(c, a) > 0.0
                && across(c, b) > 0.0
                && middle > a.y0.min(b.y0)
                && middle < a.y1.max(b.y1)
        })
    };
    let before = |a: &Rect, b: &Rect| {
        if across(a, b) > 0.0 {
            a.y0 < b.y0
        } else {
            a.x1 <= b.x0 && !spans(a, b)
        }
    };
    let mut waiting: Vec<usize> = (0..rects.len()).collect();
    let earlier: Vec<Vec<usize>> = rects
        .iter()
        .map(|b| (0..rects.len()).filter(|a| before(&rects[*a], b)).collect())
        .collect();
    let mut done = vec![false; rects.len()];
    let mut order = Vec::with_capacity(rects.len());
    while !waiting.is_empty() {
        let free = |number: &usize| earlier[*number].iter().all(|e| done[*e] || e == number);
        // Where each waits for another, the topmost goes first.
        let next = waiting.iter().position(free).unwrap_or(0);
        let number = waiting.remove(next);
        done[number] = true;
        order.push(number);
    }
    let mut placed: Vec<Option<Vec<Line>>> = placed.into_iter().map(|(_, b)| Some(b)).collect();
    let taken = order
        .into_iter()
        .filter_map(|number| placed.get_mut(number)?.take());
    taken.collect()
}

#[cfg(test)]
mod tests;
