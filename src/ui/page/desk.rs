//! What of the canvas is beside the pages.
//!
//! **Invariant:** no place is painted twice, and none beside the pages is left out.

use egui::Rect;

/// The parts of a place that are beside these papers, and a little below their edges. What is drawn over is not painted
/// before: without a graphics card each layer of the window costs as much as the first.
pub fn around(whole: Rect, papers: &[Rect]) -> Vec<Rect> {
    let holes = papers
        .iter()
        .map(|paper| paper.shrink(1.0).intersect(whole));
    let mut holes: Vec<Rect> = holes.filter(Rect::is_positive).collect();
    holes.sort_by(|a, b| a.left().total_cmp(&b.left()));
    let mut levels = vec![whole.top(), whole.bottom()];
    levels.extend(holes.iter().flat_map(|hole| [hole.top(), hole.bottom()]));
    levels.sort_by(f32::total_cmp);
    levels.dedup();
    let mut parts = Vec::new();
    for (top, bottom) in levels.iter().zip(levels.iter().skip(1)) {
        let mut left = whole.left();
        let within = |hole: &&Rect| hole.top() <= *top && hole.bottom() >= *bottom;
        for hole in holes.iter().filter(within) {
            parts.push(Rect::from_x_y_ranges(left..=hole.left(), *top..=*bottom));
            left = left.max(hole.right());
        }
        let rest = Rect::from_x_y_ranges(left..=whole.right(), *top..=*bottom);
        parts.push(rest);
    }
    parts.retain(Rect::is_positive);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    #[test]
    fn the_desk_is_painted_once_and_everywhere_beside_the_pages() {
        let whole = Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 100.0));
        let at = |x: f32, y: f32, wide: f32, high: f32| {
            Rect::from_min_size(pos2(x, y), vec2(wide, high))
        };
        for papers in [
            vec![],
            vec![at(20.0, -30.0, 60.0, 80.0), at(30.0, 60.0, 40.0, 80.0)],
            vec![at(5.0, 10.0, 40.0, 60.0), at(50.0, 10.0, 45.0, 50.0)],
            vec![at(-10.0, -10.0, 200.0, 200.0)],
        ] {
            let parts = around(whole, &papers);
            for x in 0..100 {
                for y in 0..100 {
                    let at = pos2(x as f32 + 0.5, y as f32 + 0.5);
                    let painted = parts.iter().filter(|part| part.contains(at)).count();
                    let on = |by: f32| papers.iter().any(|p| p.expand(by).contains(at));
                    assert!(painted <= 1, "{at:?}");
                    assert!(on(0.0) || painted == 1, "{at:?} {papers:?}");
                    assert!(!on(-2.0) || painted == 0, "{at:?} {papers:?}");
                }
            }
        }
    }
}
