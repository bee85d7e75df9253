//! Lines, rows of cells, columns and paragraphs, from where things stand.

use super::pieces::{CELL_GAP, Fragment, Line};
use kurbo::Rect;

/// Lines further apart than this many ems are different paragraphs, where nothing else is known of the leading.
const MAX_LEADING_EMS: f64 = 1.75;
/// A column of running text has at least this many lines of this many characters on average, which fill this share of
/// its width.
const PROSE_LINES: usize = 4;
const PROSE_CHARS: usize = 22;
const PROSE_FILL: f64 = 0.7;
/// A gutter counts this many ems above and below the lines beside it.
const GUTTER_REACH: f64 = 15.0;
/// More blocks than this are sorted by place alone.
const MAX_SORTED: usize = 300;

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
pub fn rows(mut fragments: Vec<Fragment>) -> Vec<Vec<Line>> {
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
pub fn find_prose(rows: &mut [Vec<Line>]) {
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
pub fn lines(fragments: Vec<Fragment>) -> Vec<Line> {
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
pub fn blocks(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let fits = |block: &&mut Vec<Line>| {
            let Some(last) = block.last() else {
                return false;
            };
            let width = last.rect.width().min(line.rect.width());
            let step = line.rect.y1 - last.rect.y1;
            let before = block.len().checked_sub(2).and_then(|i| block.get(i));
            let most = before.map_or(MAX_LEADING_EMS * line.em.max(last.em), |b| {
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

pub fn bounds(block: &[Line]) -> Rect {
    let rects = block.iter().map(|line| line.rect);
    rects.reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO)
}

/// Blocks as they are read: what stands above first, then the column to the left, as long as nothing that spans both
/// columns lies between.
pub fn sorted(blocks: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
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
