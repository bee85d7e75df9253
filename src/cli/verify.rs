//! `lakwerk verify`: asks a written file again, as a stranger.

use super::arguments::Verify;
use super::dossier;
use super::exit::Exit;
use super::terminal::{self, Counter};
use crate::engine::{Check, Doubt, Engine, Fault};
use crate::error::{Kind, Notice};
use crate::export::document::Source;
use crate::export::folder_proof::{self, Asked, FileProof, Origin};
use crate::export::names::file_names;
use crate::export::proof::{self, Proof, Verdict};
use crate::i18n::{Lang, Text};
use crate::model::document::Document;
use crate::model::dossier::Dossier;
use crate::model::ground::Notation;
use crate::model::ids::DocumentId;
use crate::store;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

pub fn run(command: &Verify, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    if command.target.is_dir() {
        if command.marks.is_some() {
            let text = lang.text(Text::VerifyFolderAlone).to_owned();
            return Err(Notice::new(Kind::Usage, text));
        }
        return run_on_folder(command, engine, lang);
    }
    let name = terminal::name(&command.target);
    let bytes: Arc<[u8]> = terminal::read(&command.target, lang)?.into();
    let password = terminal::password(command.password_stdin, lang)?;
    let proof = match (&command.marks, &command.source) {
        (Some(marks), Some(source_path)) => {
            let marks = terminal::marks_of_one(marks, lang)?;
            let source = Source {
                bytes: terminal::read(source_path, lang)?.into(),
                password,
            };
            let origin = Origin {
                source,
                marks: marks.iter().collect(),
                notation: Notation::default(),
            };
            against(engine, bytes, &origin, &terminal::name(source_path), lang)?
        }
        _ => match Origins::of(command, password, lang)? {
            Some(origins) => {
                let origin = origins.origin(&name);
                let origin = origin.map_err(|error| Notice::read(&error, &name, lang))?;
                let not_of_dossier = || {
                    let text = lang.fill(Text::VerifyNotOfDossier, &[&name]);
                    Notice::new(Kind::NotVerified, text)
                };
                let origin = origin.ok_or_else(not_of_dossier)?;
                against(engine, bytes, &origin, &name, lang)?
            }
            None => proof::of_file(engine, bytes)
                .map_err(|error| terminal::source_notice(&error, &name, None, lang))?,
        },
    };
    if command.json {
        terminal::show_json(&proof.report(&name));
    }
    outcome(&proof, &name, command.json, lang)
}

fn against(
    engine: &Engine,
    bytes: Arc<[u8]>,
    origin: &Origin<'_>,
    name: &str,
    lang: Lang,
) -> Result<Proof, Notice> {
    let Origin {
        source: from,
        marks,
        notation,
    } = origin;
    let proof = proof::against_source(engine, bytes, from, marks, *notation);
    proof.map_err(|error| terminal::source_notice(&error, name, from.password.as_deref(), lang))
}

/// What the documents of a dossier are made from, by the names of their files.
struct Origins<'a> {
    folder: &'a Path,
    dossier: Arc<Dossier>,
    names: BTreeMap<DocumentId, String>,
    password: Option<String>,
}

impl<'a> Origins<'a> {
    /// `None` where no dossier is given.
    fn of(
        command: &'a Verify,
        password: Option<String>,
        lang: Lang,
    ) -> Result<Option<Self>, Notice> {
        let Some(folder) = &command.dossier else {
            return Ok(None);
        };
        let dossier = dossier::read(folder, lang)?;
        Ok(Some(Self {
            folder,
            names: file_names(&dossier),
            dossier,
            password,
        }))
    }

    /// What a file is made from; `None` where the dossier publishes no document under this name.
    fn origin(&self, file: &str) -> io::Result<Option<Origin<'_>>> {
        let is_made = |document: &&Arc<Document>| {
            self.names
                .get(&document.id)
                .is_some_and(|name| name == file)
        };
        let mut exported = self.dossier.documents.iter().filter(|d| d.is_exported());
        let Some(document) = exported.find(is_made) else {
            return Ok(None);
        };
        let Some(source) = &document.source else {
            return Ok(None);
        };
        let bytes = store::read_source(self.folder, &source.sha256)?;
        Ok(Some(Origin {
            source: Source {
                bytes: bytes.into(),
                password: self.password.clone().filter(|_| source.encrypted),
            },
            marks: document.marks.iter().map(|m| &m.mark).collect(),
            notation: self.dossier.facts.notation,
        }))
    }
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
    let origins = Origins::of(command, password, lang)?;
    let origin = |file: &str| match &origins {
        Some(origins) => origins.origin(file).map(Asked::of_dossier),
        None => Ok(Asked::Alone),
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
