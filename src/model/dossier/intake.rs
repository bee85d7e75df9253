//! What a source holds beside what its pages show, and what a person decided about it.
//!
//! **Invariant:** the dossier keeps only counts and page numbers ([`SourceCounts`]); the words themselves ([`SourceContents`],
//! [`PageContents`]) go to the screen or to the inspection that was asked for, and are never stored.
//! **Absent:** reading; `pdf/inspect` does that in a child.

use super::sha256::Sha256;
use crate::model::page::geometry::PageRect;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// No list of one source is longer, and no text in it has more characters: what comes from a child is asked this.
pub const MAX_ENTRIES: usize = 20_000;
pub const MAX_TEXT: usize = 4_000;

/// Why a reader of the page does not see a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenReason {
    /// Under something dark that looks like an earlier redaction.
    UnderBar,
    /// Under something opaque.
    Covered,
    /// In the colour of its ground.
    SameColour,
    /// Outside the page.
    OffPage,
    /// Clipped away, or drawn so that nothing of it is seen.
    Clipped,
    /// On a layer that is switched off.
    HiddenLayer,
    /// In the invisible text mode, without a picture under it that shows it.
    Invisible,
    /// In a font that the file does not bring, so that it cannot be drawn.
    NoShape,
    /// Too small, or letters too narrow, to be read. Where it makes a tone, that is in the export as a picture.
    Tiny,
    /// Drawn as shapes, not as text, so that nobody can say which words they are.
    Shapes,
    /// In a picture, under something even and opaque that looks like an earlier redaction.
    Picture,
}

/// A run of words on one line that cannot be seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiddenText {
    pub reason: HiddenReason,
    pub area: PageRect,
    pub text: String,
}

/// What one page hides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageContents {
    pub hidden: Vec<HiddenText>,
    /// Dark shapes through which text can still be read.
    pub see_through: Vec<PageRect>,
}

impl PageContents {
    /// Whether the lengths are those of an honest child.
    pub fn is_sound(&self) -> bool {
        self.hidden.len() <= MAX_ENTRIES
            && self.see_through.len() <= MAX_ENTRIES
            && self.hidden.iter().all(|h| is_short(&h.text))
    }
}

/// A file within the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    /// Bytes, once decoded; `None` when it cannot be decoded.
    pub size: Option<u64>,
    /// The media type that the file gives, empty when it gives none.
    pub kind: String,
    /// Whether it begins as a PDF does.
    pub is_pdf: bool,
}

/// An annotation that says something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// From 0.
    pub page: usize,
    /// The annotation's type as the standard names it.
    pub kind: String,
    pub author: String,
    pub text: String,
    pub is_reply: bool,
    /// `None` where it has no place on the page.
    pub area: Option<PageRect>,
}

/// A redaction that somebody marked and never applied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    pub page: usize,
    pub areas: Vec<PageRect>,
    pub overlay: String,
    pub author: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    pub name: String,
    pub is_shown: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormField {
    pub name: String,
    pub value: String,
    /// Not shown on any page.
    pub is_hidden: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    pub page: usize,
    pub target: String,
    pub area: Option<PageRect>,
}

/// One entry of the document information or the XMP packet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetadataEntry {
    pub key: String,
    pub value: String,
    /// Whether such an entry names a person.
    pub is_name: bool,
}

/// What a source holds beside its pages' own drawing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceContents {
    pub attachments: Vec<Attachment>,
    pub comments: Vec<Comment>,
    pub proposals: Vec<Proposal>,
    pub layers: Vec<Layer>,
    /// How often the file was added to after it was first written.
    pub earlier_revisions: usize,
    /// The kinds of actions and scripts, each with how often it occurs.
    pub actions: Vec<(String, usize)>,
    pub fields: Vec<FormField>,
    pub links: Vec<Link>,
    pub metadata: Vec<MetadataEntry>,
    /// Who signed, as far as the file says.
    pub signatures: Vec<String>,
    pub thumbnails: usize,
    /// Private data of the programs that made the file.
    pub private_data: usize,
    pub bytes_before: u64,
    pub bytes_after: u64,
    /// The objects of the file could not be read; only its pages could.
    pub unreadable: bool,
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= MAX_TEXT
}

impl SourceContents {
    /// Whether the lengths are those of an honest child.
    pub fn is_sound(&self) -> bool {
        let lists = [
            self.attachments.len(),
            self.comments.len(),
            self.proposals.len(),
            self.layers.len(),
            self.actions.len(),
            self.fields.len(),
            self.links.len(),
            self.metadata.len(),
            self.signatures.len(),
            self.proposals.iter().map(|p| p.areas.len()).sum(),
        ];
        let comments = self
            .comments
            .iter()
            .flat_map(|c| [&c.kind, &c.author, &c.text]);
        let proposals = self.proposals.iter().flat_map(|p| [&p.overlay, &p.author]);
        let fields = self.fields.iter().flat_map(|f| [&f.name, &f.value]);
        let metadata = self.metadata.iter().flat_map(|m| [&m.key, &m.value]);
        let attachments = self.attachments.iter().flat_map(|a| [&a.name, &a.kind]);
        lists.iter().all(|length| *length <= MAX_ENTRIES)
            && comments
                .chain(proposals)
                .chain(fields)
                .chain(metadata)
                .chain(attachments)
                .chain(self.layers.iter().map(|l| &l.name))
                .chain(self.links.iter().map(|l| &l.target))
                .chain(self.actions.iter().map(|(kind, _)| kind))
                .chain(&self.signatures)
                .all(|text| is_short(text))
    }

    /// Whether there is anything that a reader of the pages does not see. Links, visible fields, shown layers and
    /// metadata without a person are listed, and are no finding.
    pub fn hides_something(&self) -> bool {
        let lists = self.attachments.len()
            + self.comments.len()
            + self.proposals.len()
            + self.signatures.len()
            + self.actions.len();
        let numbers = self.earlier_revisions + self.thumbnails + self.private_data;
        lists + numbers > 0
            || self.bytes_before + self.bytes_after > 0
            || self.layers.iter().any(|l| !l.is_shown)
            || self.fields.iter().any(|f| f.is_hidden)
            || self.metadata.iter().any(|m| m.is_name)
            || self.unreadable
    }
}

/// What was found in a source at import, in numbers; pages from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceCounts {
    pub attachments: usize,
    /// Attachments that are PDFs themselves and can become documents.
    pub pdf_attachments: usize,
    pub comments: usize,
    pub proposals: usize,
    /// Pages with text that cannot be seen.
    pub hidden_on: BTreeSet<usize>,
    /// Pages with text that can be read under or through an earlier bar.
    pub bars_on: BTreeSet<usize>,
    pub earlier_revisions: usize,
    /// Scripts, actions, hidden fields, layers that are off, private data.
    pub active: usize,
    /// Metadata that names a person.
    pub names: usize,
}

impl SourceCounts {
    pub fn of<'a>(
        contents: &SourceContents,
        pages: impl IntoIterator<Item = &'a PageContents>,
    ) -> Self {
        let mut found = Self {
            attachments: contents.attachments.len(),
            pdf_attachments: contents.attachments.iter().filter(|a| a.is_pdf).count(),
            comments: contents.comments.len(),
            proposals: contents.proposals.len(),
            earlier_revisions: contents.earlier_revisions,
            active: contents
                .actions
                .iter()
                .map(|(_, count)| count)
                .sum::<usize>()
                + contents.fields.iter().filter(|f| f.is_hidden).count()
                + contents.layers.iter().filter(|l| !l.is_shown).count()
                + contents.private_data,
            names: contents.metadata.iter().filter(|m| m.is_name).count(),
            ..Self::default()
        };
        for (page, hidden) in pages.into_iter().enumerate() {
            let under_bar =
                |h: &HiddenText| matches!(h.reason, HiddenReason::UnderBar | HiddenReason::Picture);
            if hidden.hidden.iter().any(|h| !under_bar(h)) {
                found.hidden_on.insert(page);
            }
            if hidden.hidden.iter().any(under_bar) || !hidden.see_through.is_empty() {
                found.bars_on.insert(page);
            }
        }
        found
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How much there is of one part.
    fn count(&self, part: Part) -> usize {
        match part {
            Part::Attachments => self.attachments,
            Part::Comments => self.comments,
            Part::HiddenText => self.hidden_on.len() + self.bars_on.len(),
            Part::Proposals => self.proposals,
        }
    }
}

/// What came of looking through a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedThrough {
    pub source: Sha256,
    /// `None` when nothing was found, or the source cannot be looked through.
    pub found: Option<SourceCounts>,
}

/// A part of what was found that a person has to decide about: it may belong to what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Attachments,
    Comments,
    HiddenText,
    Proposals,
}

impl Part {
    pub const ALL: [Part; 4] = [
        Self::Attachments,
        Self::Comments,
        Self::HiddenText,
        Self::Proposals,
    ];
}

/// What was found in a document's source, and which parts of it a person has decided about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    pub found: SourceCounts,
    pub answered: BTreeSet<Part>,
}

impl Intake {
    /// What was just found: nothing of it is decided.
    pub fn of(found: SourceCounts) -> Self {
        Self {
            found,
            answered: BTreeSet::new(),
        }
    }

    /// The same where pages have moved, with `None` for those that are gone. What stands beside the pages stays.
    pub fn on_pages(&self, moved: impl Fn(usize) -> Option<usize>) -> Self {
        let pages = |on: &BTreeSet<usize>| on.iter().filter_map(|page| moved(*page)).collect();
        let mut intake = self.clone();
        intake.found.hidden_on = pages(&self.found.hidden_on);
        intake.found.bars_on = pages(&self.found.bars_on);
        intake
    }

    /// Both together. A part is answered when it is in each that has any of it.
    pub fn with(self, other: Self) -> Self {
        let open = [self.open(), other.open()].concat();
        let (mut found, more) = (self.found, other.found);
        found.attachments += more.attachments;
        found.pdf_attachments += more.pdf_attachments;
        found.comments += more.comments;
        found.proposals += more.proposals;
        found.hidden_on.extend(more.hidden_on);
        found.bars_on.extend(more.bars_on);
        found.earlier_revisions += more.earlier_revisions;
        found.active += more.active;
        found.names += more.names;
        let answered = Part::ALL.into_iter().filter(|part| !open.contains(part));
        Self {
            found,
            answered: answered.collect(),
        }
    }

    /// The parts that still wait for a decision.
    pub fn open(&self) -> Vec<Part> {
        let waits = |part: &Part| self.found.count(*part) > 0 && !self.answered.contains(part);
        Part::ALL.into_iter().filter(waits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_waits_until_each_part_is_answered() {
        let found = SourceCounts {
            attachments: 2,
            hidden_on: BTreeSet::from([3]),
            earlier_revisions: 1,
            ..SourceCounts::default()
        };
        let mut intake = Intake {
            found,
            answered: BTreeSet::new(),
        };
        assert_eq!(intake.open(), [Part::Attachments, Part::HiddenText]);
        intake
            .answered
            .extend([Part::Attachments, Part::HiddenText]);
        assert!(intake.open().is_empty());
    }

    #[test]
    fn a_link_and_a_date_are_no_finding_and_an_author_is() {
        let entry = |key: &str, is_name| MetadataEntry {
            key: key.into(),
            value: "x".into(),
            is_name,
        };
        let mut contents = SourceContents {
            metadata: vec![entry("Producer", false)],
            ..SourceContents::default()
        };
        assert!(!contents.hides_something());
        contents.metadata.push(entry("Author", true));
        assert!(contents.hides_something());
        contents.metadata[1].value = "x".repeat(MAX_TEXT + 1);
        assert!(!contents.is_sound());
    }
}
