//! `lakwerk check`: what a person should look at before a dossier goes out.

use super::arguments::Check;
use super::dossier::{Sources, change, passwords, read};
use super::exit::Exit;
use super::scans;
use super::terminal::{self, Counter};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::finding::FindingReport;
use crate::i18n::{Lang, Text};
use crate::jobs::check::{self, CheckJob, Finding};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::store::Holder;
use serde::Serialize;

pub fn run(command: &Check, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    let password = terminal::password(command.password_stdin, lang)?;
    let job = CheckJob {
        passwords: passwords(&dossier, password.as_deref()),
        folder: terminal::absolute(&command.dossier, lang)?,
        today: clock::today(),
        dossier,
    };
    let progress = Counter::start(lang);
    let sources = Sources {
        folder: &job.folder,
        passwords: &job.passwords,
    };
    scans::read(engine, &job.dossier, &sources, &progress, lang);
    let Some(checked) = check::run(engine, &job, &progress) else {
        let text = lang.text(Text::Cancelled).to_owned();
        return Err(Notice::new(Kind::Cancelled, text));
    };
    let findings = checked.findings;
    if !command.cover.is_empty() || !command.visible.is_empty() {
        return settle(command, &job.dossier, &findings, lang);
    }
    show(&findings, command.json, lang);
    Ok(if findings.is_empty() {
        Exit::Done
    } else {
        Exit::Partly(Kind::Findings)
    })
}

/// Covers passages everywhere, or says that they may be read.
fn settle(
    command: &Check,
    checked: &Dossier,
    findings: &[Finding],
    lang: Lang,
) -> Result<Exit, Notice> {
    let unknown = |passage: &str| {
        let text = lang.fill(Text::UnknownPassage, &[&passage]);
        Notice::new(Kind::Usage, text)
    };
    let author = Holder::here().account;
    let mut edits = Vec::new();
    for passage in &command.cover {
        let places = check::of_passage(findings, *passage);
        let edit = check::cover(checked, &places, &author);
        edits.push(edit.ok_or_else(|| unknown(&passage.to_string()))?);
    }
    for answer in &command.visible {
        let (passage, reason) = answer.split_once('=').unwrap_or((answer, ""));
        let known: Option<usize> = passage.trim().parse().ok();
        let known = known.filter(|_| !reason.trim().is_empty());
        let places = known.map(|passage| check::of_passage(findings, passage));
        let questions = check::questions(&places.unwrap_or_default());
        if questions.is_empty() {
            return Err(unknown(passage));
        }
        edits.push(check::answers(questions, reason.trim()));
    }
    change(&command.dossier, lang, |now| {
        // What was found is only true of the dossier that was looked through.
        if *now == *checked {
            Ok(vec![Edit::Together { edits }])
        } else {
            let text = lang.text(Text::ChangedMeanwhile).to_owned();
            Err(Notice::new(Kind::Dossier, text))
        }
    })?;
    terminal::show(lang.text(Text::FindingsSettled));
    Ok(Exit::Done)
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed {
    version: u32,
    blocking: usize,
    warnings: usize,
    findings: Vec<PrintedFinding>,
}

#[derive(Serialize)]
struct PrintedFinding {
    #[serde(flatten)]
    finding: FindingReport,
    text: String,
    remedy: Option<String>,
}

fn printed(finding: &Finding, lang: Lang) -> PrintedFinding {
    let notice = Notice::finding(finding, lang);
    PrintedFinding {
        finding: finding.report(),
        text: notice.text,
        remedy: notice.hint,
    }
}

fn show(findings: &[Finding], as_json: bool, lang: Lang) {
    let blocking = findings.iter().filter(|f| f.blocks()).count();
    let warnings = findings.len() - blocking;
    if as_json {
        let findings = findings.iter().map(|finding| printed(finding, lang));
        return terminal::show_json(&Printed {
            version: 1,
            blocking,
            warnings,
            findings: findings.collect(),
        });
    }
    for finding in findings {
        let weight = if finding.blocks() {
            lang.text(Text::Blocks)
        } else {
            finding.kind.rule()
        };
        let passage = finding.hidden.as_ref().map(|h| format!(" [{}]", h.passage));
        let weight = format!("{weight}{}", passage.unwrap_or_default());
        let notice = Notice::finding(finding, lang);
        let remedy = notice.hint.unwrap_or_default();
        let text = terminal::cell(&notice.text);
        terminal::show(&format!("{weight}\t{text}\t{remedy}"));
    }
    terminal::show(&lang.fill(Text::CheckTotals, &[&blocking, &warnings]));
}
