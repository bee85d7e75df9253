//! What a row of the findings says: where, on which ground, and what, in a few words.
//!
//! **Absent:** the whole sentence; a notice has it.

use super::checked::{Checked, place_name};
use crate::i18n::{Lang, Text};
use crate::jobs::check::{Finding, FindingKind};
use crate::model::dossier::question::Question;

/// Where the question was asked that was answered.
pub fn question_place(question: &Question, checked: &Checked<'_>) -> String {
    let (document, page) = match question {
        Question::ConsiderationsInDecision => (None, None),
        Question::OlderThanFiveYears { document, .. } | Question::VisibleText { document, .. } => {
            (*document, None)
        }
        Question::Visible { document, page, .. } => (Some(*document), Some(*page)),
        Question::Meant { document, mark, .. } => {
            let mark = mark.and_then(|mark| checked.dossier.mark(mark));
            (Some(*document), mark.map(|(_, owned)| owned.mark.page))
        }
    };
    let document = document.and_then(|id| checked.dossier.document(id));
    let number = document.map_or("", |document| document.number.as_str());
    place_name(number, page, checked.lang)
}

/// What a row says: where, on which ground, and what in a few words; the whole sentence is below the list.
pub fn short_text(finding: &Finding, checked: &Checked<'_>) -> String {
    let lang = checked.lang;
    let place = match (finding.document, finding.page) {
        (None, _) => String::new(),
        (Some(_), page) => place_name(&finding.number, page, lang),
    };
    if let Some(twin) = &finding.twin {
        return lang.fill(Text::CheckAlike, &[&place, &twin.number, &twin.percent]);
    }
    let ground = finding.ground.as_ref();
    let ground = ground.map(|g| g.written(checked.dossier.facts.notation));
    let what = match &finding.hidden {
        Some(hidden) if finding.field.is_none() => {
            return lang.fill(Text::CheckElsewhere, &[&place, &hidden.words]);
        }
        _ => short_name(finding.kind, lang),
    };
    let where_and_ground: Vec<&str> = [place.as_str(), ground.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match where_and_ground.as_slice() {
        [] => what.to_owned(),
        parts => format!("{}: {what}", parts.join(" ")),
    }
}

/// What a row says below the heading of its kind, which it need not repeat: which document, which page, or which ground.
pub fn text_below_heading(finding: &Finding, checked: &Checked<'_>) -> String {
    let is_whole = finding.hidden.is_some() || finding.twin.is_some();
    let document = finding.document.and_then(|id| checked.dossier.document(id));
    match (document, finding.page, &finding.ground) {
        _ if is_whole => short_text(finding, checked),
        (Some(document), None, _) => format!("{} {}", document.number, document.known_title()),
        (Some(document), page, None) => place_name(document.number.as_str(), page, checked.lang),
        (None, _, Some(ground)) => ground.named(checked.dossier.facts.notation),
        _ => short_text(finding, checked),
    }
}

/// What a screen reader says of a row: the whole sentence.
pub fn spoken(finding: &Finding, text: &str, checked: &Checked<'_>) -> String {
    let Some((place, words)) = text.split_once(": ") else {
        return text.to_owned();
    };
    match (&finding.hidden, &finding.ground) {
        (Some(hidden), _) if finding.field.is_none() => checked
            .lang
            .fill(Text::CheckElsewhere, &[&place, &hidden.words]),
        (_, Some(ground)) => {
            let ground = ground.written(checked.dossier.facts.notation);
            format!("{place} {ground}: {words}")
        }
        _ => text.to_owned(),
    }
}

/// A finding in a few words.
pub fn short_name(kind: FindingKind, lang: Lang) -> &'static str {
    use FindingKind::*;
    lang.text(match kind {
        MarkWithoutGround => Text::ShortNoGround,
        TemporaryWithoutDate => Text::ShortNoDate,
        CoveredWordInTitle => Text::ShortWordInTitle,
        NotLookedThrough => Text::ShortNotLooked,
        ResidualBesideOther | ResidualOnEnvironment => Text::ShortResidual,
        EnvironmentGroundElsewhere => Text::ShortEnvironment,
        GroundOnEmissions => Text::ShortEmissions,
        NoConsiderations => Text::ShortNoConsiderations,
        ConsiderationsOpen => Text::ShortConsiderationsOpen,
        OlderThanFiveYears => Text::ShortOld,
        NoDocumentDate => Text::ShortUndated,
        RefusedWithoutGround => Text::ShortRefused,
        OpenWithMarks => Text::ShortOpen,
        OnlyOutOfScope => Text::ShortScope,
        NothingCovered => Text::ShortNothingCovered,
        GroundWithoutMark => Text::ShortUnusedGround,
        NotJudged => Text::ShortNotJudged,
        PagesNotFinished => Text::ShortUnfinished,
        PageWithoutText => Text::ShortNoText,
        HalfWord => Text::ShortHalf,
        NameOnOtherGround => Text::ShortName,
        ReadableElsewhere => Text::ShortElsewhere,
        TwinDiffers => Text::ShortTwin,
        WobGround => Text::ShortWob,
        PowerToDisclose => Text::ShortPower,
        NoTitle => Text::ShortNoTitle,
        PlatformName => Text::ShortPlatform,
        IntakeOpen => Text::ShortIntake,
        SourceUnreadable => Text::ShortUnreadable,
        NearDuplicate => Text::ShortDuplicate,
    })
}
