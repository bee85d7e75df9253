//! Reading the scans of a dossier before a command looks through its texts.
//!
//! **Invariant:** a command does the same without Tesseract, but for pages that are pictures; why these are not read is
//! told once.

use super::terminal;
use crate::engine::Engine;
use crate::error::Notice;
use crate::export::document::Progress;
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::scans::{self, LookedAt, NewWords, ScansJob};
use crate::model::document::Document;
use crate::model::dossier::Dossier;
use crate::store;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Reads what was not read yet. `passwords` are of sources, by hash.
pub fn read(
    engine: &Engine,
    dossier: &Dossier,
    folder: &Path,
    passwords: &HashMap<String, String>,
    progress: &dyn Progress,
    lang: Lang,
) {
    let of = |document: &Arc<Document>| {
        let sha256 = document.source.as_ref()?.sha256.clone();
        let (path, password) = (store::source_path(folder, &sha256), passwords.get(&sha256));
        let source = SourceFile::of_dossier(sha256, path, password.cloned());
        Some((document.number.clone(), source))
    };
    let job = ScansJob {
        documents: dossier.documents.iter().filter_map(of).collect(),
        tesseract: scans::installed(engine),
        looked_at: LookedAt::default(),
        new_words: NewWords::default(),
    };
    let made = scans::read(engine, &job, progress);
    if let Some(missing) = &made.missing {
        terminal::report(&Notice::scans(missing, lang));
    } else if made.unread > 0 {
        terminal::tell(&lang.fill(Text::ScansUnread, &[&made.unread]));
    }
}
