//! `lakwerk suggest`: proposes what may have to go, and marks the kinds that are accepted.
//!
//! **Invariant:** all marks are one edit. The text of a proposal is printed only when it is asked for.

use super::arguments::Suggest;
use super::dossier::{Sources, change, passwords, read};
use super::exit::Exit;
use super::scans;
use super::terminal::{self, Counter};
use crate::engine::Engine;
use crate::error::{Kind as NoticeKind, Notice};
use crate::find::suggest::Kind;
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::lists;
use crate::jobs::suggest::{self, Proposal, Proposed};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::edit::{Edit, NewMark};
use crate::model::ground::{Ground, Notation};
use crate::model::page::geometry::PageRect;
use crate::store::Holder;
use crate::ui::panels::suggestion_facts::{certainty_text, kind_text};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kinds that are accepted, each with the ground of its marks.
type Accepted = BTreeMap<Kind, Ground>;

pub fn run(command: &Suggest, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let accepted = accepted(command, lang)?;
    let dossier = read(&command.dossier, lang)?;
    let (rules, faults) = lists::read(&command.dossier);
    for fault in &faults {
        terminal::tell(&Notice::list(fault, lang));
    }
    let password = terminal::password(command.password_stdin, lang)?;
    let sources = Sources {
        folder: &command.dossier,
        passwords: &passwords(&dossier, password.as_deref()),
    };
    let documents = dossier.documents.iter();
    let documents: Vec<(Arc<Document>, SourceFile)> = documents
        .filter_map(|document| Some((document.clone(), sources.of(document)?.1)))
        .collect();
    let progress = Counter::start(lang);
    scans::read(engine, &dossier, &sources, &progress, lang);
    let proposed = suggest::propose(engine, &documents, rules, &progress);
    if proposed.stopped {
        let text = lang.text(Text::Cancelled).to_owned();
        return Err(Notice::new(NoticeKind::Cancelled, text));
    }
    for (id, error) in &proposed.unread {
        let number = dossier.document(*id).map_or("", |d| d.number.as_str());
        terminal::report(&terminal::source_notice(
            error,
            number,
            password.as_deref(),
            lang,
        ));
    }
    let texts = texts(command, engine, &documents, &proposed, lang)?;
    accept(command, &dossier, &proposed, &accepted, lang)?;
    show(command, &dossier, &proposed, &texts, &accepted, lang);
    Ok(match proposed.unread.is_empty() {
        true => Exit::Done,
        false => Exit::Partly(NoticeKind::Source),
    })
}

/// `KIND=GROUND`, each kind once.
fn accepted(command: &Suggest, lang: Lang) -> Result<Accepted, Notice> {
    let mut accepted = Accepted::new();
    for said in &command.accept {
        let wrong = |text: String| Notice::new(NoticeKind::Usage, text);
        let (kind, ground) = said.split_once('=').unwrap_or((said, ""));
        let Some(kind) = Kind::parse(kind.trim()) else {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
            let text = lang.fill(Text::SuggestNoKind, &[&kinds.join(", ")]);
            return Err(wrong(text));
        };
        let ground = Ground::parse(ground).map_err(|error| Notice::ground(&error, lang))?;
        if accepted.insert(kind, ground).is_some() {
            return Err(wrong(lang.fill(Text::SuggestTwice, &[&kind.id()])));
        }
    }
    Ok(accepted)
}

/// The texts of all proposals where they are asked for, in their order.
fn texts(
    command: &Suggest,
    engine: &Engine,
    documents: &[(Arc<Document>, SourceFile)],
    proposed: &Proposed,
    lang: Lang,
) -> Result<Vec<String>, Notice> {
    let mut all = Vec::new();
    if !command.text {
        return Ok(all);
    }
    for of_one in proposed.proposals.chunk_by(|a, b| a.document == b.document) {
        let id = of_one.first().map(|p| p.document);
        let Some((document, source)) = documents.iter().find(|(d, _)| Some(d.id) == id) else {
            continue;
        };
        let of_one: Vec<&Proposal> = of_one.iter().collect();
        let texts = suggest::texts(engine, source, &of_one);
        all.extend(texts.map_err(|error| Notice::engine(&error, document.number.as_str(), lang))?);
    }
    Ok(all)
}

fn accept(
    command: &Suggest,
    dossier: &Arc<Dossier>,
    proposed: &Proposed,
    accepted: &Accepted,
    lang: Lang,
) -> Result<(), Notice> {
    let of = |p: &Proposal| Some(p.mark(&[accepted.get(&p.kind)?.clone()]));
    let marks: Vec<NewMark> = proposed.proposals.iter().filter_map(of).collect();
    if marks.is_empty() {
        return Ok(());
    }
    let author = Holder::here().account;
    change(&command.dossier, lang, |now| {
        // The proposals fit the dossier that was read, and no other.
        if *now != **dossier {
            return Err(Notice::hinted(
                NoticeKind::Dossier,
                lang.fill(Text::DossierLost, &[&terminal::name(&command.dossier)]),
                lang.text(Text::DossierLostHint),
            ));
        }
        Ok(vec![Edit::AddMarks { marks, author }])
    })?;
    Ok(())
}

fn show(
    command: &Suggest,
    dossier: &Dossier,
    proposed: &Proposed,
    texts: &[String],
    accepted: &Accepted,
    lang: Lang,
) {
    let number = |p: &Proposal| {
        dossier
            .document(p.document)
            .map_or("", |d| d.number.as_str())
    };
    if command.json {
        let rows = proposed.proposals.iter().enumerate();
        let rows = rows.map(|(at, p)| PrintedSuggestion {
            text: texts.get(at).map(String::as_str),
            ..printed(number(p), p, accepted)
        });
        let unread = proposed.unread.iter();
        let unread = unread.map(|(id, _)| dossier.document(*id).map(|d| d.number.as_str()));
        return terminal::show_json(&Printed {
            suggestions: rows.collect(),
            pages_without_text: proposed.without,
            not_read: unread.collect(),
        });
    }
    for (at, p) in proposed.proposals.iter().enumerate() {
        terminal::show(&row(
            number(p),
            p,
            texts.get(at),
            dossier.facts.notation,
            lang,
        ));
    }
    let marked = proposed
        .proposals
        .iter()
        .filter(|p| accepted.contains_key(&p.kind));
    let counts: [&dyn std::fmt::Display; 2] = [&proposed.proposals.len(), &marked.count()];
    terminal::tell(&lang.fill(Text::SuggestCount, &counts));
    if proposed.without > 0 {
        terminal::tell(&lang.fill(Text::FindWithout, &[&proposed.without]));
    }
}

fn row(
    number: &str,
    p: &Proposal,
    text: Option<&String>,
    notation: Notation,
    lang: Lang,
) -> String {
    let ground = p.ground.as_ref().map_or_else(
        || lang.text(Text::SuggestNoGround).to_owned(),
        |ground| ground.written(notation),
    );
    let kind = lang.text(kind_text(p.kind));
    let certainty = lang.text(certainty_text(p.certainty));
    let values: [&dyn std::fmt::Display; 5] = [&number, &(p.page + 1), &kind, &certainty, &ground];
    let row = lang.fill(Text::SuggestRow, &values);
    text.map_or(row.clone(), |text| {
        format!("{row}: {}", terminal::cell(text))
    })
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    suggestions: Vec<PrintedSuggestion<'a>>,
    pages_without_text: usize,
    /// Numbers of documents.
    not_read: Vec<Option<&'a str>>,
}

#[derive(Serialize)]
struct PrintedSuggestion<'a> {
    document: &'a str,
    /// From 1.
    page: usize,
    areas: &'a [PageRect],
    kind: &'static str,
    ground: Option<String>,
    certainty: &'static str,
    detector: &'static str,
    accepted: bool,
    /// Absent where it was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// A proposal without its text.
fn printed<'a>(number: &'a str, p: &'a Proposal, accepted: &Accepted) -> PrintedSuggestion<'a> {
    PrintedSuggestion {
        document: number,
        page: p.page + 1,
        areas: &p.areas,
        kind: p.kind.id(),
        ground: p.ground.as_ref().map(Ground::id),
        certainty: p.certainty.id(),
        detector: p.detector,
        accepted: accepted.contains_key(&p.kind),
        text: None,
    }
}
