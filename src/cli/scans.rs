//! Reading the scans of a dossier before a command looks through its texts.
//!
//! **Invariant:** a command does the same without Tesseract, but for pages that are pictures; why these are not read is
//! told once.

use super::dossier::Sources;
use super::terminal;
use crate::engine::Engine;
use crate::error::Notice;
use crate::export::progress::Progress;
use crate::i18n::{Lang, Text};
use crate::jobs::scans::{self, LookedAt, NewWords, ScansJob};
use crate::model::dossier::Dossier;

/// Reads what was not read yet.
pub fn read(
    engine: &Engine,
    dossier: &Dossier,
    sources: &Sources<'_>,
    progress: &dyn Progress,
    lang: Lang,
) {
    let documents = dossier.documents.iter();
    let job = ScansJob {
        documents: documents
            .filter_map(|document| sources.of(document))
            .collect(),
        tesseract: scans::installed(engine),
        looked_at: LookedAt::default(),
        new_words: NewWords::default(),
    };
    let made = scans::read(engine, &job, progress);
    if let Some(missing) = &made.missing {
        terminal::report(&Notice::scans(missing, lang));
    } else if !made.unread.is_empty() {
        terminal::tell(&lang.fill(Text::ScansUnread, &[&made.unread.len()]));
    }
}
