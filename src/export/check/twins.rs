//! Rules on twins: what is covered on a page and can be read on one that says the same, and documents of which one may be
//! left out for the other.
//!
//! **Invariant:** of a page only numbers are kept, and which marks cover them. It is read once more only when it differs
//! from its twin, to say where.
//! **Absent:** what tells wherever it stands; `words` asks about that, and it is not asked twice.

use super::MAX_OCCURRENCES;
use crate::export::finding::{Finding, FindingKind, Hidden, Twin};
use crate::find::twins::{self, Page, Pair, Word};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, OwnedMark, Role};
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::question::Question;
use crate::model::dossier::sha256::Sha256;
use crate::model::gesture::snap;
use crate::model::page::geometry::PageRect;
use crate::model::page::text::{Coverage, PageText, coverage};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The pages of a dossier, to be compared.
#[derive(Default)]
pub struct Pages {
    words: Vec<Page>,
    places: Vec<Place>,
}

/// Where a page is, and its words that are covered, each with a mark.
struct Place {
    document: Arc<Document>,
    page: usize,
    covered: BTreeMap<usize, MarkId>,
}

impl Place {
    /// The words that are covered here and not in the same place of a twin, as they are numbered there, by mark.
    fn open_on(&self, twin: &Place, held: Vec<(usize, usize)>) -> BTreeMap<MarkId, Vec<usize>> {
        let mut open: BTreeMap<MarkId, Vec<usize>> = BTreeMap::new();
        for (own, there) in held {
            if let Some(mark) = self.covered.get(&own)
                && !twin.covered.contains_key(&there)
            {
                open.entry(*mark).or_default().push(there);
            }
        }
        open.values_mut().for_each(|words| words.sort_unstable());
        open
    }
}

/// What can be read on a page and is covered by one mark on its twin.
pub struct Open {
    words: Vec<usize>,
    hidden: Hidden,
}

/// From a page to its twin, with the words that both have in the same place.
type PagePair = (usize, usize, Vec<(usize, usize)>);

/// The pages on which something can be read that is covered on a twin.
pub type Differences = BTreeMap<(DocumentId, usize), Vec<Open>>;

impl Pages {
    pub fn add(&mut self, document: &Arc<Document>, page: usize, text: &PageText) {
        let words = twins::words(text);
        self.words.push(Page::of(&words));
        self.places.push(Place {
            document: document.clone(),
            page,
            covered: covered(document, page, text, &words),
        });
    }

    /// The twins among them.
    pub fn pairs(&self) -> Vec<Pair> {
        let leads = |at: usize| self.places.get(at).is_some_and(|p| !p.covered.is_empty());
        twins::pages(&self.words, leads)
    }

    /// What is covered on one of two twins and can be read on the other. Passages are numbered from `first`, one for each
    /// mark.
    pub fn differences(&self, pairs: &[Pair], first: usize) -> Differences {
        let (mut found, mut count) = (Differences::new(), 0);
        let mut asked = BTreeSet::new();
        let mut passages: HashMap<MarkId, usize> = HashMap::new();
        for (one, other, held) in pairs.iter().flat_map(|pair| self.ways(pair.places)) {
            let (Some(here), Some(there)) = (self.places.get(one), self.places.get(other)) else {
                continue;
            };
            for (mark, words) in here.open_on(there, held) {
                let is_new = |word: &usize| asked.insert((other, *word));
                let words: Vec<usize> = words.into_iter().filter(is_new).collect();
                if words.is_empty() {
                    continue;
                }
                let next = first + passages.len();
                let hidden = Hidden {
                    document: here.document.id,
                    number: here.document.number.to_string(),
                    page: here.page,
                    mark,
                    passage: *passages.entry(mark).or_insert(next),
                    words: String::new(),
                };
                let place = (there.document.id, there.page);
                let open = Open { words, hidden };
                found.entry(place).or_default().push(open);
                count += 1;
                if count == MAX_OCCURRENCES {
                    return found;
                }
            }
        }
        found
    }

    /// From pages on which something is covered to their twins that are read by others.
    fn ways(&self, (one, other): (usize, usize)) -> Vec<PagePair> {
        let asks = |from: usize, to: usize| {
            let places = self.places.get(from).zip(self.places.get(to));
            places.is_some_and(|(from, to)| !from.covered.is_empty() && may_be_read(&to.document))
        };
        let both = self.words.get(one).zip(self.words.get(other));
        let Some((page, twin)) = both.filter(|_| asks(one, other) || asks(other, one)) else {
            return Vec::new();
        };
        let held = twins::aligned(page, twin);
        let back = held.iter().map(|(own, twin)| (*twin, *own)).collect();
        let mut ways = vec![(one, other, held), (other, one, back)];
        ways.retain(|(from, to, _)| asks(*from, *to));
        ways
    }

    /// Documents that may be left out for one that was added before them, unless one of both is aside already.
    pub fn duplicates(&self, dossier: &Dossier, pairs: &[Pair]) -> Vec<Finding> {
        let of: Vec<DocumentId> = self.places.iter().map(|p| p.document.id).collect();
        let mut read: HashMap<DocumentId, usize> = HashMap::new();
        of.iter().for_each(|id| *read.entry(*id).or_default() += 1);
        let whole = dossier.documents.iter();
        let whole = whole.filter(|d| read.get(&d.id) == Some(&d.pages()));
        let whole: BTreeSet<DocumentId> = whole.map(|d| d.id).collect();
        let is_whole = |id: DocumentId| whole.contains(&id);
        let alike = twins::documents(&self.words, &of, pairs).into_iter();
        let alike = alike.filter(|p| is_whole(p.places.0) && is_whole(p.places.1));
        let alike: BTreeMap<(DocumentId, DocumentId), f64> = alike
            .map(|pair| ((pair.places.1, pair.places.0), pair.share))
            .chain(same_files(dossier).into_iter().map(|both| (both, 1.0)))
            .collect();
        let listed = |id| {
            let document = dossier.document(id);
            document.filter(|d| d.role == Role::Stuk && d.aside.is_none())
        };
        let (mut found, mut proposed) = (Vec::new(), BTreeSet::new());
        for ((later, earlier), share) in alike {
            let (Some(document), Some(twin)) = (listed(later), listed(earlier)) else {
                continue;
            };
            // One duplicate of another is asked about when that was decided.
            if !proposed.contains(&earlier) && proposed.insert(later) {
                found.push(duplicate(document, twin, share));
            }
        }
        found
    }
}

/// Whether others may come to read it: what does not go out is read by nobody, what nobody judged yet may go out.
pub fn may_be_read(document: &Document) -> bool {
    document.is_exported() || document.judged().is_none()
}

/// Documents that are the same file as one that was added before them.
fn same_files(dossier: &Dossier) -> Vec<(DocumentId, DocumentId)> {
    let mut first: HashMap<&Sha256, DocumentId> = HashMap::new();
    let mut same = Vec::new();
    for document in &dossier.documents {
        let Some(source) = &document.source else {
            continue;
        };
        let earlier = *first.entry(&source.sha256).or_insert(document.id);
        if earlier != document.id {
            same.push((document.id.max(earlier), document.id.min(earlier)));
        }
    }
    same
}

fn duplicate(document: &Document, twin: &Document, share: f64) -> Finding {
    let kind = FindingKind::NearDuplicate;
    Finding {
        twin: Some(Twin {
            document: twin.id,
            number: twin.number.to_string(),
            percent: (100.0 * share) as u8,
        }),
        question: Some(Question::Meant {
            rule: kind.id().to_owned(),
            document: document.id,
            mark: None,
        }),
        ..Finding::of(kind, document)
    }
}

/// The words that marks cover, each with the first of them.
fn covered(
    document: &Document,
    page: usize,
    text: &PageText,
    words: &[Word],
) -> BTreeMap<usize, MarkId> {
    let marks: Vec<&Arc<OwnedMark>> = document.marks_on(page).collect();
    if marks.is_empty() {
        return BTreeMap::new();
    }
    let areas: Vec<PageRect> = marks.iter().flat_map(|m| &m.mark.areas).copied().collect();
    let zones = text.coverages(&areas);
    let mark_over = |word: &Word| {
        let (start, end) = word.chars;
        let chars = text.chars.get(start..end)?;
        let covered = zones.get(start..end)?.contains(&Coverage::Covered);
        let is_over = |owned: &&&Arc<OwnedMark>| {
            let areas = &owned.mark.areas;
            let mut zones = chars.iter().map(|c| coverage(c, areas));
            zones.any(|zone| zone == Coverage::Covered)
        };
        marks.iter().filter(|_| covered).find(is_over).map(|m| m.id)
    };
    let words = words.iter().enumerate();
    words
        .filter_map(|(at, word)| Some((at, mark_over(word)?)))
        .collect()
}

impl Open {
    /// What is asked about it on its page; nothing where `told` areas are asked about already.
    pub fn finding(
        &self,
        document: &Document,
        page: usize,
        text: &PageText,
        told: &[PageRect],
    ) -> Option<Finding> {
        let words = twins::words(text);
        let is_told = |word: &Word| {
            let chars = text.chars.get(word.chars.0..word.chars.1).unwrap_or(&[]);
            let ink = PageText::bounds(chars);
            ink.is_some_and(|ink| told.iter().any(|area| area.contains(ink.center())))
        };
        let own = self.words.iter().filter_map(|at| words.get(*at));
        let own: Vec<&Word> = own.filter(|word| !is_told(word)).collect();
        let size = document.sizes().get(page).copied()?;
        let parts: Vec<(usize, usize)> = own.iter().map(|word| word.chars).collect();
        let areas = snap::areas_of(text, &parts, size);
        let area = *areas
            .first()
            .filter(|_| own.iter().any(|word| word.tells))?;
        Some(Finding {
            page: Some(page),
            hidden: Some(Hidden {
                words: snap::covered_line(text, &areas),
                ..self.hidden.clone()
            }),
            question: Some(Question::Visible {
                document: document.id,
                page,
                area,
            }),
            areas,
            ..Finding::of(FindingKind::TwinDiffers, document)
        })
    }
}
