//! Rules on words: half-covered names, pages without text, and what is hidden here and readable there.
//!
//! **Invariant:** every page with marks is handed in by [`TextCheck::hide`], and the register by [`TextCheck::know`], before any
//! page by [`TextCheck::read`], and every page before [`TextCheck::compare`]; then those that differ from a twin once more, by [`TextCheck::place`].

use super::MAX_OCCURRENCES;
use super::facts::is_answered;
use super::twins::{Differences, Pages, may_be_read};
use crate::export::finding::{Finding, FindingKind, Hidden};
use crate::export::names::file_names;
use crate::find::halves::half_words;
use crate::find::suggest::{ListLine, OfficeList, Treatment};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::question::Question;
use crate::model::ground::{Ground, GroundKind};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use crate::model::word::covered::{CoveredWords, Hit, SaidAgain, covers_person, says};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is covered in a dossier, and where.
pub type Covered = CoveredWords<At>;

/// Where a passage is covered.
#[derive(Clone, Debug)]
pub struct At {
    document: Arc<Document>,
    page: usize,
    mark: MarkId,
}

/// The texts of a dossier being read.
pub struct TextCheck<'a> {
    dossier: &'a Dossier,
    covered: Covered,
    hits: Vec<(Finding, Hit)>,
    found: Vec<Finding>,
    pages: Pages,
    differences: Differences,
}

impl<'a> TextCheck<'a> {
    pub fn new(dossier: &'a Dossier) -> Self {
        Self {
            dossier,
            covered: Covered::default(),
            hits: Vec::new(),
            found: Vec::new(),
            pages: Pages::default(),
            differences: Differences::new(),
        }
    }

    /// Takes what the marks of a page cover. `page` is from 0.
    pub fn hide(&mut self, document: &Arc<Document>, page: usize, text: &PageText) {
        let all = covering(document, page);
        for owned in document.marks_on(page) {
            let at = At {
                document: document.clone(),
                page,
                mark: owned.id,
            };
            self.covered.add(&at, text, &owned.mark.areas);
            if !is_on_persons(&owned.mark.grounds) && covers_person(text, &owned.mark.areas) {
                self.found
                    .push(of_mark(FindingKind::NameOnOtherGround, document, owned));
            }
            if half_words(text, &owned.mark.areas)
                .iter()
                .any(|word| is_open(text, *word, &all))
            {
                self.found
                    .push(of_mark(FindingKind::HalfWord, document, owned));
            }
        }
    }

    /// Takes the other names of persons who are covered by one of them, as the register of the dossier has them.
    pub fn know(&mut self, register: &OfficeList) {
        let hidden =
            |line: &&ListLine| line.treatment == Treatment::Hide && !line.variants.is_empty();
        for line in register.lines.iter().filter(hidden) {
            self.covered.add_names(&line.names().collect::<Vec<_>>());
        }
    }

    /// Looks through a page for what is covered elsewhere.
    pub fn read(&mut self, document: &Arc<Document>, page: usize, text: &PageText) {
        self.pages.add(document, page, text);
        if !may_be_read(document) {
            return;
        }
        let place = |kind| Finding {
            page: Some(page),
            ..Finding::of(kind, document)
        };
        // What was read from a picture may be read wrong, and is not all that stands there.
        if text.words.is_empty() || text.is_from_picture() {
            self.found.push(place(FindingKind::PageWithoutText));
        }
        let size = document
            .source
            .as_ref()
            .and_then(|s| s.pages.get(page).copied());
        for hit in self.covered.on_page(text, &covering(document, page)) {
            // What the other pages say can only make it less.
            let told = self.covered.said_again(&hit);
            if !told.is_some_and(|told| told.verdict.asks_on_page()) {
                continue;
            }
            let areas = size.map(|size| hit.areas(text, size)).unwrap_or_default();
            if self.hits.len() >= MAX_OCCURRENCES {
                return;
            }
            let question = areas.first().map(|area| Question::Visible {
                document: document.id,
                page,
                area: *area,
            });
            let finding = Finding {
                areas,
                question,
                ..place(FindingKind::ReadableElsewhere)
            };
            self.hits.push((finding, hit));
        }
    }

    /// Every page was looked through: finds twins among the pages and among the documents.
    pub fn compare(&mut self) {
        let pages = std::mem::take(&mut self.pages);
        let pairs = pages.pairs();
        self.differences = pages.differences(&pairs, self.covered.passages());
        self.found.extend(pages.duplicates(self.dossier, &pairs));
    }

    /// Whether something can be read on a page that is covered on its twin.
    pub fn differs(&self, document: DocumentId, page: usize) -> bool {
        self.differences.contains_key(&(document, page))
    }

    /// Says where a page differs from its twins.
    pub fn place(&mut self, document: &Arc<Document>, page: usize, text: &PageText) {
        let is_told = |(finding, hit): &&(Finding, Hit)| {
            let is_here = finding.document == Some(document.id) && finding.page == Some(page);
            let told = is_here.then(|| self.covered.said_again(hit)).flatten();
            told.is_some_and(|told| told.verdict.asks_on_page())
        };
        let told = self.hits.iter().filter(is_told);
        let told: Vec<PageRect> = told.flat_map(|(f, _)| f.areas.iter().copied()).collect();
        let open = self.differences.get(&(document.id, page)).into_iter();
        let found = open
            .flatten()
            .filter_map(|open| open.finding(document, page, text, &told));
        self.found.extend(found);
    }

    /// Looks through the texts of the dossier, and gives everything that was found and not answered before, and what is
    /// covered.
    pub fn finish(mut self) -> (Vec<Finding>, Covered) {
        let mut found = std::mem::take(&mut self.found);
        found.extend(self.read_dossier());
        let on_pages = std::mem::take(&mut self.hits).into_iter();
        found.extend(on_pages.filter_map(|(finding, hit)| {
            let told = self.covered.said_again(&hit)?;
            told.verdict
                .asks_on_page()
                .then(|| of_said_again(finding, told))
        }));
        found.retain(|finding| finding.blocks() || !is_answered(self.dossier, finding));
        (found, self.covered)
    }

    /// Titles, names and texts that people outside may see; each passage once in each.
    fn read_dossier(&self) -> Vec<Finding> {
        let names = file_names(self.dossier);
        let mut found = Vec::new();
        for document in &self.dossier.documents {
            for told in document_fields(document, names.get(&document.id)) {
                found.extend(self.in_field(Some(document), &told));
            }
        }
        for told in dossier_fields(self.dossier) {
            found.extend(self.in_field(None, &told));
        }
        found
    }

    fn in_field(
        &self,
        document: Option<&Arc<Document>>,
        (field, text, may_block): &Field,
    ) -> Vec<Finding> {
        let mut seen = BTreeSet::new();
        let hits = self.covered.in_text(text);
        let told = hits.iter().filter_map(|hit| self.covered.said_again(hit));
        let told = told.filter(|told| seen.insert((told.passage, told.verdict.blocks())));
        let found = told.map(|told| {
            let blocks = *may_block && told.verdict.blocks();
            let kind = match blocks {
                true => FindingKind::CoveredWordInTitle,
                false => FindingKind::ReadableElsewhere,
            };
            let finding = Finding {
                field: Some(field),
                question: (!blocks).then(|| Question::VisibleText {
                    document: document.map(|d| d.id),
                    field: (*field).to_owned(),
                }),
                ..document.map_or_else(|| Finding::of_dossier(kind), |d| Finding::of(kind, d))
            };
            of_said_again(finding, told)
        });
        found.collect()
    }
}

/// A finding with where the same is covered.
fn of_said_again(finding: Finding, told: SaidAgain<'_, At>) -> Finding {
    let hidden = Hidden {
        document: told.place.document.id,
        number: told.place.document.number.to_string(),
        page: told.place.page,
        mark: told.place.mark,
        passage: told.passage,
        words: told.words.to_owned(),
    };
    Finding {
        hidden: Some(hidden),
        ..finding
    }
}

/// What a person can call as it should be, of one mark.
fn of_mark(kind: FindingKind, document: &Document, owned: &OwnedMark) -> Finding {
    Finding {
        page: Some(owned.mark.page),
        mark: Some(owned.id),
        question: Some(Question::Meant {
            rule: kind.id().to_owned(),
            document: document.id,
            mark: Some(owned.id),
        }),
        ..Finding::of(kind, document)
    }
}

/// Whether one of the grounds protects persons, or none is needed; a mark without a ground is asked about already.
fn is_on_persons(grounds: &[Ground]) -> bool {
    const PERSONS: [&str; 5] = ["5.1.2e", "5.1.1d", "5.1.1e", "10.1d", "10.2e"];
    let is_fit = |ground: &Ground| {
        let aside = [GroundKind::OutOfScope, GroundKind::Duplicate].contains(&ground.kind());
        aside || PERSONS.contains(&ground.id().as_str())
    };
    grounds.is_empty() || grounds.iter().any(is_fit)
}

/// A field, what it says, and whether a covered name in it blocks.
type Field = (&'static str, String, bool);

fn document_fields(document: &Document, file: Option<&String>) -> [Field; 9] {
    let is_exported = document.is_exported();
    let file = file.filter(|_| is_exported).cloned().unwrap_or_default();
    let earlier = document.earlier.as_ref().map(|e| e.reference.clone());
    let title = document.publication_title.clone().unwrap_or_default();
    [
        ("title", title, true),
        ("file_name", file.replace(".pdf", ""), true),
        ("number", document.number.to_string(), true),
        ("group", document.group.clone(), true),
        ("kind", document.kind.clone(), true),
        ("remark", document.remark.clone(), true),
        ("link", document.link.clone(), true),
        ("earlier", earlier.unwrap_or_default(), true),
        ("grounds", other_laws(document), true),
    ]
}

/// What a person typed of other laws that are grounds.
fn other_laws(document: &Document) -> String {
    let of_marks = document.marks.iter().flat_map(|m| &m.mark.grounds);
    let all = of_marks.chain(&document.grounds);
    let typed = all.filter(|ground| ground.kind() == GroundKind::OtherLaw);
    let laws: BTreeSet<&str> = typed.map(Ground::name).collect();
    laws.into_iter().collect::<Vec<_>>().join("; ")
}

fn dossier_fields(dossier: &Dossier) -> Vec<Field> {
    let facts = &dossier.facts;
    let mut fields = vec![
        ("subject", facts.subject.clone(), true),
        ("reference", facts.reference.clone(), true),
        (
            "requester_reference",
            facts.requester_reference.clone(),
            true,
        ),
        ("period", facts.period.clone(), true),
        ("body", facts.body.clone(), true),
    ];
    let considerations = dossier.considerations.values().cloned();
    fields.extend(considerations.map(|text| ("considerations", text, false)));
    fields
}

/// Whether a field in which covered words were found still says them.
pub fn still_says(dossier: &Dossier, finding: &Finding) -> bool {
    let is_of_field = finding.field.is_some() && finding.hidden.is_some();
    !is_of_field || saying(dossier, finding).is_some()
}

/// What the field of a finding says, while it says what is covered.
pub fn saying(dossier: &Dossier, finding: &Finding) -> Option<String> {
    let (field, hidden) = (finding.field?, finding.hidden.as_ref()?);
    let fields = match finding.document {
        None => dossier_fields(dossier),
        Some(id) => {
            let (document, names) = (dossier.document(id)?, file_names(dossier));
            document_fields(document, names.get(&id)).into()
        }
    };
    let texts = fields.into_iter().filter(|(name, ..)| *name == field);
    let mut texts = texts.map(|(_, text, _)| text);
    texts.find(|text| says(text, &hidden.words))
}

/// Everything that is covered on a page.
fn covering(document: &Document, page: usize) -> Vec<PageRect> {
    document
        .marks_on(page)
        .flat_map(|m| m.mark.areas.iter().copied())
        .collect()
}

/// Whether a letter of a word stays readable beside all marks of its page.
fn is_open(text: &PageText, (start, end): (usize, usize), all: &[PageRect]) -> bool {
    let word = text.chars.get(start..end).unwrap_or(&[]);
    let open = |c: &crate::model::page::text::PageChar| {
        c.text.is_alphanumeric()
            && crate::model::page::text::coverage(c, all)
                != crate::model::page::text::Coverage::Covered
    };
    word.iter().any(open)
}
