//! What a page shows in some places once what covers them is taken away, one cover after the other.
//!
//! **Invariant:** the page is as it was afterwards; other fills are left out only where they are of one plain colour.
//! **Absent:** what it means; pictures, which are asked one by one.

use super::document::Document;
use super::page_objects::{MAX_DEPTH, MAX_OBJECTS};
use super::page_space::{ToPageSpace, affine, bounds};
use super::render::{Region, unannotated};
use crate::model::page::geometry::PageRect;
use crate::model::page::pixels::Pixels;
use kurbo::Affine;
use pdfium_render::prelude::*;
use std::collections::BTreeSet;

/// Covers that are taken away, at most.
const MOST_COVERS: usize = 4;
/// A cover hides this share of a place in both directions.
const COVER_SHARE: f64 = 0.8;
/// Points by which a box may be larger or smaller than its place.
const MARGIN_POINTS: f64 = 2.0;
/// A cover has no more lines and curves.
const MOST_SEGMENTS: u32 = 30;
/// What PDFium names as the colour of a pattern.
const PATTERN_COLOUR: [u8; 3] = [0xBF; 3];

/// How an object is treated, in the order of drawing.
#[derive(Clone, Debug, PartialEq)]
enum Role {
    /// Asked elsewhere, and no cover.
    Known,
    /// Covers the places with these numbers; the second is the place that it is as large as.
    Cover(Vec<usize>, Option<usize>),
    /// Letters on a line of these places.
    Text(Vec<usize>),
    /// A gradient, a pattern, or what is drawn through a mask.
    Other,
}

impl Document {
    /// Places of a page as rendered on paper of a tone, for each cover that is taken away, from the top; letters that are
    /// drawn over the topmost cover of their place are left out. `None` when they cannot be rendered.
    pub fn uncovered(
        &self,
        page: usize,
        places: &[PageRect],
        parts: &[(f64, Region)],
        papers: &[u8],
    ) -> Option<Vec<Vec<Pixels>>> {
        self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let mut roles = Vec::new();
            for object in page.objects().iter() {
                gather(&object, Affine::IDENTITY, (&space, places), 0, &mut roles)?;
            }
            let most = (0..places.len()).map(|place| covers(&roles, place).count());
            let most = most.max().unwrap_or(0).min(MOST_COVERS);
            let mut revealed = BTreeSet::new();
            let rendered = (1..=most).map(|taken| {
                let shown: Vec<bool> = shown(&roles, places.len(), taken);
                let ready = Switch {
                    shown: Some(&shown),
                    number: 0,
                    revealed: &mut revealed,
                }
                .page(page);
                let parts = papers
                    .iter()
                    .flat_map(|paper| parts.iter().map(move |p| (p, *paper)));
                let pixels = parts.map(|((scale, region), paper)| {
                    unannotated(page, *scale, Some(*region), paper)
                });
                ready?;
                pixels.collect()
            });
            let rendered: Option<Vec<Vec<Pixels>>> = rendered.collect();
            let mut again = Switch {
                shown: None,
                number: 0,
                revealed: &mut revealed,
            };
            again.page(page)?;
            rendered
        })
    }
}

/// The objects that cover a place, from the top.
fn covers(roles: &[Role], place: usize) -> impl Iterator<Item = usize> + '_ {
    let numbered = roles.iter().enumerate().rev();
    numbered.filter_map(move |(number, role)| match role {
        Role::Cover(places, _) => places.contains(&place).then_some(number),
        _ => None,
    })
}

/// How many of the covers of a place are boxes that overlap there, from the top, each being that of another place.
fn boxes_on_top(roles: &[Role], place: usize) -> usize {
    let mut met = Vec::new();
    for number in covers(roles, place) {
        match roles.get(number) {
            Some(Role::Cover(_, Some(own))) if !met.contains(own) => met.push(*own),
            _ => break,
        }
    }
    met.len()
}

/// Which objects are drawn when so many covers of each place are taken away.
fn shown(roles: &[Role], places: usize, taken: usize) -> Vec<bool> {
    let on_top: Vec<usize> = (0..places)
        .map(|place| boxes_on_top(roles, place).max(1))
        .collect();
    let numbered = || on_top.iter().enumerate();
    let away = |(place, on_top): (usize, &usize)| covers(roles, place).take(on_top + taken - 1);
    let away: Vec<usize> = numbered().flat_map(away).collect();
    let lowest = |(place, on_top): (usize, &usize)| covers(roles, place).nth(on_top - 1);
    let tops: Vec<Option<usize>> = numbered().map(lowest).collect();
    let top = |place: &usize| tops.get(*place).copied().flatten();
    let is_shown = |(number, role): (usize, &Role)| match role {
        Role::Known => false,
        Role::Cover(..) => !away.contains(&number),
        Role::Text(places) => places
            .iter()
            .any(|place| top(place).is_some_and(|top| number < top)),
        Role::Other => true,
    };
    roles.iter().enumerate().map(is_shown).collect()
}

/// Adds the roles of an object and of what is within it.
fn gather(
    object: &PdfPageObject<'_>,
    outer: Affine,
    around: (&ToPageSpace, &[PageRect]),
    depth: usize,
    roles: &mut Vec<Role>,
) -> Option<()> {
    (roles.len() < MAX_OBJECTS && depth <= MAX_DEPTH).then_some(())?;
    if let Some(form) = object.as_x_object_form_object() {
        let inner = outer * affine(form.matrix().ok()?);
        for object in form.iter() {
            gather(&object, inner, around, depth + 1, roles)?;
        }
        return Some(());
    }
    let (space, places) = around;
    let numbers = |holds: &dyn Fn(&PageRect, &PageRect) -> bool| -> Vec<usize> {
        let bounds = bounds(object, outer, space);
        let here = places.iter().enumerate();
        here.filter(|(_, place)| bounds.is_some_and(|b| holds(&b, place)))
            .map(|(number, _)| number)
            .collect()
    };
    roles.push(if object.as_text_object().is_some() {
        Role::Text(numbers(&stands_on))
    } else if let Some(path) = object.as_path_object() {
        let covered = numbers(&covers_most);
        let is_filled = path
            .fill_mode()
            .is_ok_and(|mode| mode != PdfPathFillMode::None);
        if is_filled && !covered.is_empty() && path.segments().len() <= MOST_SEGMENTS {
            Role::Cover(covered, numbers(&is_as_large).first().copied())
        } else if is_filled && !is_plain(path) || path.has_transparency() {
            Role::Other
        } else {
            Role::Known
        }
    } else if object.as_shading_object().is_some() {
        Role::Other
    } else {
        Role::Known
    });
    Some(())
}

fn is_plain(path: &PdfPagePathObject<'_>) -> bool {
    path.fill_color()
        .is_ok_and(|colour| [colour.red(), colour.green(), colour.blue()] != PATTERN_COLOUR)
}

/// Whether letters stand on the line of a place, rather than on one above or below it.
fn stands_on(bounds: &PageRect, place: &PageRect) -> bool {
    let middle = bounds.center();
    let within = (place.top()..place.bottom()).contains(&middle.y)
        || (place.left()..place.right()).contains(&middle.x);
    within && bounds.intersects(place)
}

/// Whether something is a box for a place, and for no larger one.
fn is_as_large(bounds: &PageRect, place: &PageRect) -> bool {
    let larger = place.expanded(MARGIN_POINTS);
    let grown = bounds.expanded(MARGIN_POINTS);
    larger.is_some_and(|l| l.contains_rect(bounds)) && grown.is_some_and(|g| g.contains_rect(place))
}

fn covers_most(bounds: &PageRect, place: &PageRect) -> bool {
    let across = bounds.right().min(place.right()) - bounds.left().max(place.left());
    let down = bounds.bottom().min(place.bottom()) - bounds.top().max(place.top());
    across >= place.width() * COVER_SHARE && down >= place.height() * COVER_SHARE
}

/// Has each object drawn or not.
struct Switch<'a> {
    /// Whether the object with a number is drawn; `None` has all as it was.
    shown: Option<&'a [bool]>,
    number: usize,
    /// Letters that were invisible, and are drawn for now.
    revealed: &'a mut BTreeSet<usize>,
}

impl Switch<'_> {
    fn page(&mut self, page: &PdfPage<'_>) -> Option<()> {
        let mut objects = page.objects().iter();
        objects.try_for_each(|object| self.object(object, 0))
    }

    fn object(&mut self, mut object: PdfPageObject<'_>, depth: usize) -> Option<()> {
        (depth <= MAX_DEPTH).then_some(())?;
        if let Some(form) = object.as_x_object_form_object() {
            let mut objects = form.iter();
            return objects.try_for_each(|object| self.object(object, depth + 1));
        }
        let is_shown = match self.shown {
            Some(shown) => shown.get(self.number) == Some(&true),
            None => true,
        };
        if let Some(text) = object.as_text_object_mut() {
            self.letters(text, is_shown)?;
        }
        self.number += 1;
        let done = if is_shown {
            object.set_active()
        } else {
            object.set_inactive()
        };
        done.ok()
    }

    fn letters(&mut self, text: &mut PdfPageTextObject<'_>, is_shown: bool) -> Option<()> {
        let invisible = PdfPageTextRenderMode::Invisible;
        if self.shown.is_none() {
            if self.revealed.remove(&self.number) {
                text.set_render_mode(invisible).ok()?;
            }
        } else if is_shown && text.render_mode() == invisible {
            let filled = PdfPageTextRenderMode::FilledUnstroked;
            text.set_render_mode(filled).ok()?;
            self.revealed.insert(self.number);
        }
        Some(())
    }
}
