//! What `lakwerk inspect --json` prints of a file.
//!
//! **Invariant:** pages count from 1; areas are in points of the page, see [`PageRect`].

use crate::jobs::intake::Inspection;
use crate::model::dossier::intake::{HiddenReason, PageContents, SourceContents};
use crate::model::page::geometry::PageRect;
use serde::Serialize;

#[derive(Serialize)]
pub struct Inspected<'a> {
    file: &'a str,
    found: bool,
    pages: usize,
    unread_pages: Vec<usize>,
    readable: bool,
    hidden_text: Vec<Hidden<'a>>,
    see_through_bars: Vec<Bar>,
    unapplied_redactions: Vec<Redaction<'a>>,
    attachments: Vec<Attachment<'a>>,
    comments: Vec<Comment<'a>>,
    layers: Vec<Layer<'a>>,
    fields: Vec<Field<'a>>,
    actions: Vec<Action<'a>>,
    links: Vec<Link<'a>>,
    metadata: Vec<Metadata<'a>>,
    signatures: &'a [String],
    earlier_revisions: usize,
    thumbnails: usize,
    private_data: usize,
    bytes_before: u64,
    bytes_after: u64,
}

#[derive(Serialize)]
struct Hidden<'a> {
    page: usize,
    reason: HiddenReason,
    area: PageRect,
    text: &'a str,
    /// Nothing hidden goes along.
    exported: bool,
}

#[derive(Serialize)]
struct Bar {
    page: usize,
    area: PageRect,
}

#[derive(Serialize)]
struct Redaction<'a> {
    page: usize,
    areas: &'a [PageRect],
    overlay: &'a str,
    author: &'a str,
}

#[derive(Serialize)]
struct Attachment<'a> {
    name: &'a str,
    size: Option<u64>,
    #[serde(rename = "type")]
    kind: &'a str,
    pdf: bool,
}

#[derive(Serialize)]
struct Comment<'a> {
    page: usize,
    kind: &'a str,
    author: &'a str,
    text: &'a str,
    reply: bool,
    area: Option<PageRect>,
}

#[derive(Serialize)]
struct Layer<'a> {
    name: &'a str,
    shown: bool,
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    value: &'a str,
    hidden: bool,
}

#[derive(Serialize)]
struct Action<'a> {
    kind: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct Link<'a> {
    page: usize,
    target: &'a str,
    area: Option<PageRect>,
}

#[derive(Serialize)]
struct Metadata<'a> {
    key: &'a str,
    value: &'a str,
    /// It names a person.
    name: bool,
}

/// Each of a list in the form in which it is printed.
fn all<'a, T, U>(list: &'a [T], told: impl Fn(&'a T) -> U) -> Vec<U> {
    list.iter().map(told).collect()
}

impl<'a> Inspected<'a> {
    pub fn of(file: &'a str, inspection: &'a Inspection) -> Self {
        let contents = &inspection.contents;
        Self {
            file,
            found: inspection.needs_a_look(),
            pages: inspection.pages.len(),
            unread_pages: all(&inspection.unread, |page| page + 1),
            readable: !contents.unreadable,
            hidden_text: hidden_text(&inspection.pages),
            see_through_bars: see_through_bars(&inspection.pages),
            unapplied_redactions: redactions(contents),
            attachments: all(&contents.attachments, |a| Attachment {
                name: &a.name,
                size: a.size,
                kind: &a.kind,
                pdf: a.is_pdf,
            }),
            comments: comments(contents),
            layers: all(&contents.layers, |l| Layer {
                name: &l.name,
                shown: l.is_shown,
            }),
            fields: all(&contents.fields, |f| Field {
                name: &f.name,
                value: &f.value,
                hidden: f.is_hidden,
            }),
            actions: all(&contents.actions, |(kind, count)| Action {
                kind,
                count: *count,
            }),
            links: all(&contents.links, |l| Link {
                page: l.page + 1,
                target: &l.target,
                area: l.area,
            }),
            metadata: all(&contents.metadata, |m| Metadata {
                key: &m.key,
                value: &m.value,
                name: m.is_name,
            }),
            signatures: &contents.signatures,
            earlier_revisions: contents.earlier_revisions,
            thumbnails: contents.thumbnails,
            private_data: contents.private_data,
            bytes_before: contents.bytes_before,
            bytes_after: contents.bytes_after,
        }
    }
}

fn hidden_text(pages: &[PageContents]) -> Vec<Hidden<'_>> {
    let pages = (1..).zip(pages);
    let hidden = pages.flat_map(|(page, contents)| contents.hidden.iter().map(move |h| (page, h)));
    let hidden = hidden.map(|(page, h)| Hidden {
        page,
        reason: h.reason,
        area: h.area,
        text: &h.text,
        exported: false,
    });
    hidden.collect()
}

fn see_through_bars(pages: &[PageContents]) -> Vec<Bar> {
    let pages = (1..).zip(pages);
    let bars = pages.flat_map(|(page, contents)| {
        let areas = contents.see_through.iter();
        areas.map(move |area| Bar { page, area: *area })
    });
    bars.collect()
}

fn redactions(contents: &SourceContents) -> Vec<Redaction<'_>> {
    all(&contents.proposals, |p| Redaction {
        page: p.page + 1,
        areas: &p.areas,
        overlay: &p.overlay,
        author: &p.author,
    })
}

fn comments(contents: &SourceContents) -> Vec<Comment<'_>> {
    all(&contents.comments, |c| Comment {
        page: c.page + 1,
        kind: &c.kind,
        author: &c.author,
        text: &c.text,
        reply: c.is_reply,
        area: c.area,
    })
}
