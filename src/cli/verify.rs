//! `lakwerk verify`: asks a written file again, as a stranger.

use super::arguments::Verify;
use super::dossier;
use super::exit::Exit;
use super::terminal::{self, Counter};
use crate::engine::{Check, Doubt, Engine, Fault};
use crate::error::{Kind, Notice};
use crate::export::document::Source;
use crate::export::folder_proof::{self, FileProof, Origin};
use crate::export::names::file_names;
use crate::export::proof::{self, Proof, Verdict};
use crate::i18n::{Lang, Text};
use crate::model::document::Document;
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::store;
use serde::Serialize;
use std::sync::Arc;

pub fn run(command: &Verify, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    if command.target.is_dir() {
        return run_on_folder(command, engine, lang);
    }
    let name = terminal::name(&command.target);
    let bytes: Arc<[u8]> = terminal::read(&command.target, lang)?.into();
    let proof = match (&command.marks, &command.source) {
        (Some(marks), Some(source_path)) => {
            let marks = terminal::marks_of_one(marks, lang)?;
            let source = Source {
                bytes: terminal::read(source_path, lang)?.into(),
                password: terminal::password(command.password_stdin, lang)?,
            };
            let marks: Vec<&Mark> = marks.iter().collect();
            proof::against_source(engine, bytes, &source, &marks, Notation::default()).map_err(
                |error| {
                    let tried = source.password.as_deref();
                    terminal::source_notice(&error, source_path, tried, lang)
                },
            )?
        }
        _ => proof::of_file(engine, bytes)
            .map_err(|error| terminal::source_notice(&error, &command.target, None, lang))?,
    };
    if command.json {
        terminal::show_json(&proof.report(&name));
    }
    outcome(&proof, &name, command.json, lang)
}

/// What `--json` prints of a folder.
#[derive(Serialize)]
struct Printed<'a> {
    version: u32,
    folder: &'a str,
    files: &'a [FileProof],
    clean: bool,
}

fn run_on_folder(command: &Verify, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.target);
    let password = terminal::password(command.password_stdin, lang)?;
    let dossier = match &command.dossier {
        Some(folder) => Some((folder, dossier::read(folder, lang)?)),
        None => None,
    };
    let names = dossier
        .as_ref()
        .map(|(_, d)| file_names(d))
        .unwrap_or_default();
    let origin = |file: &str| {
        let Some((folder, dossier)) = &dossier else {
            return Ok(None);
        };
        let made = |d: &&std::sync::Arc<Document>| names.get(&d.id).is_some_and(|n| n == file);
        let Some(document) = dossier.documents.iter().find(made) else {
            return Ok(None);
        };
        let Some(source) = &document.source else {
            return Ok(None);
        };
        let bytes = store::read_source(folder, &source.sha256)?;
        Ok(Some(Origin {
            source: Source {
                bytes: bytes.into(),
                password: password.clone().filter(|_| source.encrypted),
            },
            marks: document.marks.iter().map(|m| &m.mark).collect(),
            notation: dossier.facts.notation,
        }))
    };
    let progress = Counter::start(lang);
    let proofs = folder_proof::of_folder(engine, &command.target, &origin, &progress)
        .map_err(|error| Notice::folder_proof(&error, &name, lang))?;
    let bad: Vec<&str> = proofs
        .iter()
        .filter(|p| !p.is_clean())
        .map(|p| p.file.as_str())
        .collect();
    if command.json {
        terminal::show_json(&Printed {
            version: 1,
            folder: &name,
            files: &proofs,
            clean: bad.is_empty(),
        });
    }
    if bad.is_empty() {
        if !command.json {
            terminal::show(&lang.fill(Text::VerifyFolderClean, &[&name, &proofs.len()]));
        }
        return Ok(Exit::Done);
    }
    Err(Notice::new(
        Kind::NotVerified,
        lang.fill(Text::VerifyFolderBad, &[&name, &bad.join(", ")]),
    ))
}

fn outcome(proof: &Proof, name: &str, quiet: bool, lang: Lang) -> Result<Exit, Notice> {
    if proof.says_nothing() {
        return Err(Notice::hinted(
            Kind::NotVerified,
            lang.fill(Text::VerifyNoSource, &[&name]),
            lang.text(Text::VerifyNoSourceHint),
        ));
    }
    if !proof.ours && !quiet {
        terminal::show(lang.text(Text::VerifyForeign));
        if !proof.remarks.is_empty() {
            terminal::show(lang.text(Text::VerifyBeside));
        }
    }
    if !quiet {
        terminal::show_pages(Text::CutShapes, &proof.cut_shapes, lang);
        terminal::show_pages(Text::SeenElsewhere, &proof.covered_words_in_picture, lang);
    }
    let reasons: Vec<&str> = proof
        .undecided
        .iter()
        .map(|undecided| lang.text(doubt_text(undecided.reason)))
        .collect();
    let reasons = reasons.join("; ");
    match proof.verdict() {
        Verdict::Clean => {
            if !quiet {
                terminal::show(&lang.fill(Text::VerifyClean, &[&name]));
            }
            Ok(Exit::Done)
        }
        Verdict::Leak => {
            if !quiet && !reasons.is_empty() {
                terminal::show(&lang.fill(Text::VerifyAlsoUndecided, &[&reasons]));
            }
            let names: Vec<String> = proof.faults.iter().map(check_name).collect();
            let text = lang.fill(Text::VerifyLeak, &[&name, &names.join(", ")]);
            Err(Notice::new(Kind::NotVerified, text))
        }
        Verdict::Undecided => Err(Notice::hinted(
            Kind::NotVerified,
            lang.fill(Text::VerifyUndecided, &[&name, &reasons]),
            lang.text(Text::VerifyUndecidedHint),
        )),
    }
}

fn doubt_text(doubt: Doubt) -> Text {
    match doubt {
        Doubt::NoSource => Text::DoubtNoSource,
        Doubt::Encrypted => Text::DoubtEncrypted,
        Doubt::Attachment => Text::DoubtAttachment,
        Doubt::EarlierRevision => Text::DoubtEarlierRevision,
        Doubt::Thumbnail => Text::DoubtThumbnail,
        Doubt::UnusedPicture => Text::DoubtUnusedPicture,
        Doubt::UnusedDrawing => Text::DoubtUnusedDrawing,
        Doubt::FontCodes => Text::DoubtFontCodes,
        Doubt::Stream => Text::DoubtStream,
        Doubt::Beneath => Text::DoubtBeneath,
        Doubt::Samples => Text::DoubtSamples,
    }
}

fn check_name(fault: &Fault) -> String {
    let name = |check: Check| serde_json::to_value(check).ok();
    name(fault.check)
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}
