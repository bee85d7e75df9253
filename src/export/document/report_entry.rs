//! What the report says of a document: verdicts, checks and figures.
//!
//! **Invariant:** no text of a document and no coordinates.

use super::page::{Page, name_of};
use super::work::Work;
use crate::engine::{Check, Fault, RenderMode};
use crate::export::report::{
    CheckReport, CheckResult, DocumentReport, Figure, PageReport, ReadingReport, Verdict,
};
use crate::find::width::{Summary, all_fits};
use std::collections::BTreeMap;

/// The reason of a page that is a picture without text.
const WITHOUT_TEXT: &str = "without_text";

impl Work<'_> {
    pub(super) fn report(&self, file_faults: &[Fault], published: bool) -> DocumentReport {
        let pages = self
            .pages
            .iter()
            .enumerate()
            .map(|(number, page)| page.report(number))
            .collect();
        let mut counts: BTreeMap<Check, u32> = BTreeMap::new();
        let faults = self.pages.iter().flat_map(|p| &p.faults).chain(file_faults);
        faults.for_each(|fault| *counts.entry(fault.check).or_default() += fault.count);
        let drawn = self.pages.iter().all(|p| p.clean.is_some());
        let checks = Check::ALL.iter().map(|check| CheckReport {
            name: *check,
            result: match (drawn, counts.get(check)) {
                (false, _) => CheckResult::NotRun,
                (true, Some(_)) => CheckResult::Failed,
                (true, None) => CheckResult::Passed,
            },
            figures: self.figures(*check, counts.get(check).copied()),
        });
        let number = self.plan.number.clone();
        DocumentReport {
            few_names_fit: self.few_names_fit(),
            navigation: self.told,
            read_by: self.read_by(),
            ..DocumentReport::new(number, pages, checks.collect(), published)
        }
    }

    /// Whether the width of an area tells who is under it.
    fn few_names_fit(&self) -> Option<bool> {
        let pages = self.pages.iter();
        let fits = pages.flat_map(|page| all_fits(&page.text, &page.blackout.rects()));
        Summary::of(fits).map(|sum| sum.few > 0)
    }

    fn figures(&self, check: Check, faults: Option<u32>) -> Option<Figure> {
        let worst = |value: fn(&Page) -> f64, pick: fn(f64, f64) -> f64| {
            self.pages
                .iter()
                .map(value)
                .reduce(pick)
                .map(|v| (v * 10_000.0).round() / 10_000.0)
        };
        match (check, faults) {
            (Check::TextKept, _) => worst(|p| p.recall, f64::min).map(Figure::LowestRecall),
            (Check::Pixels, _) => worst(|p| p.differing, f64::max).map(Figure::HighestShare),
            (_, faults) => faults.map(Figure::Found),
        }
    }
}

impl Page {
    pub(super) fn report(&self, number: usize) -> PageReport {
        let mut reasons = self.reasons.clone();
        reasons.extend(self.faults.iter().filter_map(|f| name_of(f.check)));
        if self.mode == RenderMode::Picture && self.reading != Some(ReadingReport::Read) {
            reasons.push(WITHOUT_TEXT.to_owned());
        }
        if self.lacks_layer() {
            reasons.push(PageReport::LAYER_NOT_SHOWN.to_owned());
        }
        if self.cut {
            reasons.push(PageReport::CUT_SHAPES.to_owned());
        }
        if self.seen_elsewhere {
            reasons.push(PageReport::SEEN_ELSEWHERE.to_owned());
        }
        reasons.dedup();
        let verdict = match &self.clean {
            _ if self.refused || !self.faults.is_empty() => Verdict::Refused,
            Some(clean) if clean.raster => Verdict::Raster,
            Some(_) => Verdict::Verified,
            None => Verdict::Refused,
        };
        PageReport {
            page: number + 1,
            verdict,
            reasons,
            boxes: self.blackout.areas.len(),
            reading: self.reading,
        }
    }
}
