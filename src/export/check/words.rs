//! Rules on words: half-covered names, pages without text, and what is hidden here and readable there.
//!
//! **Invariant:** every page with marks is handed in by [`Reading::hide`] before any page by [`Reading::read`].

use super::facts::is_answered;
use crate::export::finding::{Finding, FindingKind, Hidden};
use crate::export::names::file_names;
use crate::find::consistency::{Hit, Passages, areas, half_words};
use crate::find::persons::covers_person;
use crate::model::document::{Document, MarkId, OwnedMark};
use crate::model::dossier::Dossier;
use crate::model::geometry::PageRect;
use crate::model::ground::{Ground, GroundKind};
use crate::model::question::Question;
use crate::model::text::{PageText, folded};
use std::collections::BTreeSet;
use std::sync::Arc;

/// More occurrences of hidden passages are not listed: nobody would read on.
const MOST: usize = 2000;

/// Where a passage is covered.
#[derive(Clone, Debug)]
struct At {
    document: Arc<Document>,
    page: usize,
    mark: MarkId,
}

/// The texts of a dossier being read.
pub struct Reading<'a> {
    dossier: &'a Dossier,
    passages: Passages<At>,
    hits: Vec<(Finding, Hit)>,
    found: Vec<Finding>,
}

impl<'a> Reading<'a> {
    pub fn new(dossier: &'a Dossier) -> Self {
        Self {
            dossier,
            passages: Passages::default(),
            hits: Vec::new(),
            found: Vec::new(),
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
            self.passages.add(&at, text, &owned.mark.areas);
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

    /// Looks through a page for what is covered elsewhere.
    pub fn read(&mut self, document: &Arc<Document>, page: usize, text: &PageText) {
        // What does not go out is read by nobody; what nobody judged yet may go out.
        if !document.is_exported() && document.judged().is_some() {
            return;
        }
        let place = |kind| Finding {
            page: Some(page),
            ..Finding::of(kind, document)
        };
        if text.words.is_empty() {
            self.found.push(place(FindingKind::PageWithoutText));
        }
        let size = document
            .source
            .as_ref()
            .and_then(|s| s.pages.get(page).copied());
        for hit in self.passages.on_page(text, &covering(document, page)) {
            let areas = size.map(|size| areas(text, &hit, size)).unwrap_or_default();
            if self.hits.len() >= MOST {
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

    /// Looks through the texts of the dossier, and gives everything that was found and not answered before.
    pub fn finish(mut self) -> Vec<Finding> {
        self.read_dossier();
        let mut seen = BTreeSet::new();
        for (mut finding, hit) in std::mem::take(&mut self.hits) {
            let Some((passage, at, words)) = self.passages.passage(&hit) else {
                continue;
            };
            finding.hidden = Some(Hidden {
                document: at.document.id,
                number: at.document.number.clone(),
                page: at.page,
                mark: at.mark,
                passage,
                words: words.to_owned(),
            });
            let is_new =
                finding.field.is_none() || seen.insert((finding.document, finding.field, passage));
            if is_new {
                self.found.push(finding);
            }
        }
        let mut found = self.found;
        found.retain(|finding| finding.blocks() || !is_answered(self.dossier, finding));
        found
    }

    /// Titles, names and texts that people outside may see.
    fn read_dossier(&mut self) {
        let names = file_names(self.dossier);
        for document in &self.dossier.documents {
            for (field, told, blocks) in document_fields(document, names.get(&document.id)) {
                self.field(Some(document), field, &told, blocks);
            }
        }
        for (field, told, blocks) in dossier_fields(self.dossier) {
            self.field(None, field, &told, blocks);
        }
    }

    fn field(
        &mut self,
        document: Option<&Arc<Document>>,
        field: &'static str,
        told: &str,
        blocks: bool,
    ) {
        let kind = if blocks {
            FindingKind::CoveredWordInTitle
        } else {
            FindingKind::ReadableElsewhere
        };
        for hit in self.passages.in_text(told) {
            let finding = Finding {
                field: Some(field),
                question: (!blocks).then(|| Question::VisibleText {
                    document: document.map(|d| d.id),
                    field: field.to_owned(),
                }),
                ..document.map_or_else(|| Finding::of_dossier(kind), |d| Finding::of(kind, d))
            };
            self.hits.push((finding, hit));
        }
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

/// A field, what it says, and whether a covered word in it blocks.
type Told = (&'static str, String, bool);

fn document_fields(document: &Document, file: Option<&String>) -> [Told; 8] {
    let is_exported = document.is_exported();
    let file = file.filter(|_| is_exported).cloned().unwrap_or_default();
    let earlier = document.earlier.as_ref().map(|e| e.reference.clone());
    let title = document.publication_title.clone().unwrap_or_default();
    let link = document.link.replace(['/', ':', '-', '_', '='], " ");
    [
        ("title", title, true),
        ("file_name", file.replace(".pdf", ""), true),
        ("number", document.number.clone(), true),
        ("group", document.group.clone(), true),
        ("kind", document.kind.clone(), true),
        ("remark", document.remark.clone(), true),
        ("link", link, true),
        ("earlier", earlier.unwrap_or_default(), true),
    ]
}

fn dossier_fields(dossier: &Dossier) -> Vec<Told> {
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
    texts.find(|text| {
        let text = folded(text);
        hidden.words.split(' ').all(|word| text.contains(word))
    })
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
    let open = |c: &crate::model::text::PageChar| {
        c.text.is_alphanumeric()
            && crate::model::text::coverage(c, all) != crate::model::text::Coverage::Covered
    };
    word.iter().any(open)
}
