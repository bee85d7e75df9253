//! What is told of parts of an export that are joined, or are not.
//!
//! **Invariant:** names of folders and files and numbers of documents alone.

use super::notice::{Kind, Notice};
use crate::export::collect::CollectError;
use crate::export::made::Absent;
use crate::export::part::{Difference, Unfit};
use crate::i18n::{Lang, Text};
use std::path::Path;

impl Notice {
    /// `name` is how a folder is called, `target` the name of the folder that was to be made.
    pub fn collect(
        error: &CollectError,
        name: impl Fn(&Path) -> String,
        target: &str,
        lang: Lang,
    ) -> Self {
        let unverified = |text| Self::new(Kind::NotVerified, text);
        match error {
            CollectError::Unfit(folder, unfit) => unfit_part(*unfit, &name(folder), lang),
            CollectError::Differ(one, other, difference) => {
                let (text, hint) = differences(*difference);
                let text = lang.fill(text, &[&name(one), &name(other)]);
                Self::hinted(Kind::Usage, text, lang.text(hint))
            }
            CollectError::Changed(folder, file) => {
                unverified(lang.fill(Text::CollectChanged, &[&name(folder), file]))
            }
            CollectError::TwoFiles(number) => {
                let text = lang.fill(Text::CollectTwoFiles, &[number]);
                Self::hinted(Kind::Usage, text, lang.text(Text::CollectTwoFilesHint))
            }
            CollectError::NotVerified(files) => {
                unverified(lang.fill(Text::CollectBad, &[&files.join(", ")]))
            }
            CollectError::Proof(error) => Self::folder_proof(error, target, lang),
            CollectError::Export(error) => Self::export(error, target, lang),
        }
    }

    /// One document that is in none of the parts, or was left out of its own.
    pub fn absent(absent: &Absent, lang: Lang) -> Self {
        let (number, pages) = (&absent.document, &absent.pages);
        let (text, hint) = match absent.reason.as_str() {
            Absent::IN_NO_PART => (Text::LeftOutNoPart, Text::LeftOutNoPartHint),
            Absent::SOURCE_UNREADABLE => (Text::LeftOutSource, Text::LeftOutNoPartHint),
            Absent::NOT_VERIFIED if pages.is_empty() => (Text::LeftOutFile, Text::RefusedHint),
            Absent::NOT_VERIFIED => {
                let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
                let text = lang.fill(Text::LeftOutPages, &[number, &pages.join(", ")]);
                return Self::hinted(Kind::Findings, text, lang.text(Text::RefusedHint));
            }
            _ => (Text::LeftOutChecked, Text::LeftOutCheckedHint),
        };
        Self::hinted(Kind::Findings, lang.fill(text, &[number]), lang.text(hint))
    }
}

fn unfit_part(unfit: Unfit, name: &str, lang: Lang) -> Notice {
    let (text, hint) = match unfit {
        Unfit::NoPart => (Text::CollectNoPart, Text::CollectNoPartHint),
        Unfit::Edition => (Text::CollectEdition, Text::CollectNoPartHint),
        Unfit::Program => (Text::CollectProgram, Text::CollectProgramHint),
    };
    Notice::hinted(Kind::Usage, lang.fill(text, &[&name]), lang.text(hint))
}

fn differences(difference: Difference) -> (Text, Text) {
    match difference {
        Difference::Dossier => (Text::CollectDossier, Text::CollectDossierHint),
        Difference::State => (Text::CollectState, Text::CollectAgainHint),
        Difference::Day => (Text::CollectDay, Text::CollectDayHint),
        Difference::Deferred => (Text::CollectDeferred, Text::CollectAgainHint),
        Difference::Check => (Text::CollectCheck, Text::CollectCheckHint),
    }
}
