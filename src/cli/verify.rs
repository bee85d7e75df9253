//! `lakwerk verify`: asks a written file again, as a stranger.

use super::arguments::Verify;
use super::dossier;
use super::exit::Exit;
use super::terminal::{self, Counter};
use crate::engine::{Check, Doubt, Engine};
use crate::error::{Kind, Notice};
use crate::export::document::Source;
use crate::export::edition;
use crate::export::folder_proof::{self, Asked, FileProof, Origin, Standing};
use crate::export::inventory;
use crate::export::layout::PUBLIC;
use crate::export::names::file_names;
use crate::export::proof::{self, Proof, Verdict};
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::ground::Notation;
use crate::store;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The form of the inventory that programs read.
const INVENTORIES: [&str; 2] = ["inventaris.json", "inventaris-CONCEPT.json"];

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
    if edition::is_copy(&bytes) {
        terminal::tell(&lang.fill(Text::VerifyCopy, &[&name]));
    }
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

    /// Whether the inventory of a folder, as programs read it, says what the dossier says.
    fn ask_inventory(&self, folder: &Path, file: &mut FileProof) {
        let is_asked = file.standing == Standing::Same && INVENTORIES.contains(&file.file.as_str());
        let bytes = is_asked.then(|| std::fs::read(folder.join(PUBLIC).join(&file.file)));
        if bytes.is_some_and(|b| !b.is_ok_and(|b| inventory::agrees(&b, &self.dossier))) {
            file.standing = Standing::NotInDossier;
        }
    }
}

/// Why a file of a folder is not in order.
fn why(file: &FileProof, lang: Lang) -> String {
    let name = terminal::cell(&file.file);
    let is_document = file.proof.is_some();
    let stands = match file.standing {
        Standing::Same => None,
        Standing::Changed => Some(Text::VerifyChanged),
        Standing::Missing => Some(Text::VerifyMissing),
        Standing::Unknown => Some(Text::VerifyUnknown),
        Standing::NotInDossier if is_document => Some(Text::VerifyNotInDossier),
        Standing::NotInDossier => Some(Text::VerifyOtherInventory),
    };
    let stands = stands.map(|text| lang.fill(text, &[&name]));
    let proof = file.proof.as_ref();
    let found = proof.and_then(|proof| judged(proof, &name, lang).err());
    let found = found.map(|notice| notice.text);
    let told: Vec<String> = stands.into_iter().chain(found).collect();
    told.join("\n")
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
    let mut proofs = folder_proof::of_folder(engine, &command.target, &origin, &progress)
        .map_err(|error| Notice::folder_proof(&error, &name, lang))?;
    if let Some(origins) = &origins {
        proofs
            .iter_mut()
            .for_each(|file| origins.ask_inventory(&command.target, file));
    }
    if proofs.iter().any(|file| file.is_copy) {
        terminal::tell(&lang.fill(Text::VerifyCopies, &[&name]));
    }
    let bad = proofs.iter().filter(|p| !p.is_clean());
    if !command.json {
        bad.clone()
            .for_each(|file| terminal::show(&why(file, lang)));
    }
    let bad: Vec<&str> = bad.map(|p| p.file.as_str()).collect();
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
        return judged(proof, name, lang);
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
    match proof.verdict() {
        Verdict::Clean if !quiet => terminal::show(&lang.fill(Text::VerifyClean, &[&name])),
        Verdict::Leak if !quiet && !proof.undecided.is_empty() => {
            let reasons = doubts(proof, lang);
            terminal::show(&lang.fill(Text::VerifyAlsoUndecided, &[&reasons]));
        }
        Verdict::Clean | Verdict::Leak | Verdict::Undecided => {}
    }
    judged(proof, name, lang)
}

/// What is wrong with a file, where something is.
fn judged(proof: &Proof, name: &str, lang: Lang) -> Result<Exit, Notice> {
    let unsure = |text, hint| Notice::hinted(Kind::NotVerified, text, lang.text(hint));
    match proof.verdict() {
        _ if proof.says_nothing() => {
            let text = lang.fill(Text::VerifyNoSource, &[&name]);
            Err(unsure(text, Text::VerifyNoSourceHint))
        }
        Verdict::Clean => Ok(Exit::Done),
        Verdict::Leak => {
            let faults = proof.faults.iter();
            let faults: Vec<&str> = faults
                .map(|fault| lang.text(fault_text(fault.check)))
                .collect();
            let text = lang.fill(Text::VerifyLeak, &[&name, &faults.join(", ")]);
            Err(Notice::new(Kind::NotVerified, text))
        }
        Verdict::Undecided => {
            let text = lang.fill(Text::VerifyUndecided, &[&name, &doubts(proof, lang)]);
            Err(unsure(text, Text::VerifyUndecidedHint))
        }
    }
}

fn doubts(proof: &Proof, lang: Lang) -> String {
    let doubts = proof.undecided.iter();
    let doubts: Vec<&str> = doubts
        .map(|undecided| lang.text(doubt_text(undecided.reason)))
        .collect();
    doubts.join("; ")
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

/// What a check found.
fn fault_text(check: Check) -> Text {
    match check {
        Check::Syntax => Text::FaultSyntax,
        Check::ClosedList => Text::FaultClosedList,
        Check::Unreachable => Text::FaultUnreachable,
        Check::Streams => Text::FaultStreams,
        Check::Fonts => Text::FaultFonts,
        Check::Structure => Text::FaultStructure,
        Check::Claim => Text::FaultClaim,
        Check::Needles => Text::FaultNeedles,
        Check::PageSize => Text::FaultPageSize,
        Check::TextInside => Text::FaultTextInside,
        Check::FlatInside => Text::FaultFlatInside,
        Check::Beneath => Text::FaultBeneath,
        Check::Label => Text::FaultLabel,
        Check::TextAdded => Text::FaultTextAdded,
        Check::Layer => Text::FaultLayer,
        Check::TextKept => Text::FaultTextKept,
        Check::Pixels => Text::FaultPixels,
    }
}
