//! Findings of the export check in words: what was found, where, why it matters, and what to do.
//!
//! **Invariant:** no text of a document; places and grounds alone.

use crate::export::finding::{Finding, FindingKind};
use crate::i18n::{Lang, Text, settings};
use crate::model::dossier::setting::{DocumentSetting, DossierSetting};

/// One finding as a sentence with its place, and the remedy.
pub fn words(finding: &Finding, lang: Lang) -> (String, String) {
    let (sentence, remedy) = texts(finding.kind);
    let ground = finding.ground.as_ref().map(|g| g.id()).unwrap_or_default();
    let places = lang.text(sentence).matches("{}").count();
    let mut text = match (places, &finding.twin) {
        (0, _) => lang.text(sentence).to_owned(),
        (_, None) => lang.fill(sentence, &[&ground]),
        (_, Some(twin)) => lang.fill(sentence, &[&twin.number, &twin.percent]),
    };
    if let Some(field) = finding.field {
        // The field belongs to the sentence.
        let sentence = text.trim_end_matches('.');
        text = format!("{sentence} ({}).", lang.text(field_name(field)));
    }
    if let Some(hidden) = &finding.hidden {
        let page = hidden.page + 1;
        text = format!(
            "{text} {}",
            lang.fill(Text::FindingHiddenIn, &[&hidden.number, &page])
        );
    }
    let place = match (finding.document, finding.page) {
        (None, _) => lang.text(Text::FindingDossier).to_owned(),
        (Some(_), None) => finding.number.clone(),
        (Some(_), Some(page)) => lang.fill(Text::FindingPlace, &[&finding.number, &(page + 1)]),
    };
    (format!("{place}: {text}"), lang.text(remedy).to_owned())
}

fn texts(kind: FindingKind) -> (Text, Text) {
    use FindingKind::*;
    match kind {
        MarkWithoutGround => (Text::FindingNoGround, Text::RemedyNoGround),
        TemporaryWithoutDate => (Text::FindingNoDate, Text::RemedyNoDate),
        CoveredWordInTitle => (Text::FindingWordInTitle, Text::RemedyWordInTitle),
        NotLookedThrough => (Text::FindingNotLooked, Text::RemedyNotLooked),
        ResidualBesideOther => (Text::FindingResidual, Text::RemedyResidual),
        ResidualOnEnvironment => (
            Text::FindingResidualEnvironment,
            Text::RemedyResidualEnvironment,
        ),
        EnvironmentGroundElsewhere => (Text::FindingEnvironment, Text::RemedyEnvironment),
        GroundOnEmissions => (Text::FindingEmissions, Text::RemedyEmissions),
        NoConsiderations => (Text::FindingNoConsiderations, Text::RemedyNoConsiderations),
        ConsiderationsOpen => (
            Text::FindingConsiderationsOpen,
            Text::RemedyConsiderationsOpen,
        ),
        OlderThanFiveYears => (Text::FindingOld, Text::RemedyOld),
        NoDocumentDate => (Text::FindingUndated, Text::RemedyUndated),
        RefusedWithoutGround => (Text::FindingRefused, Text::RemedyRefused),
        OpenWithMarks => (Text::FindingOpen, Text::RemedyOpen),
        OnlyOutOfScope => (Text::FindingScope, Text::RemedyScope),
        NothingCovered => (Text::FindingNothingCovered, Text::RemedyNothingCovered),
        GroundWithoutMark => (Text::FindingUnusedGround, Text::RemedyUnusedGround),
        NotJudged => (Text::FindingNotJudged, Text::RemedyNotJudged),
        PagesNotFinished => (Text::FindingUnfinished, Text::RemedyUnfinished),
        PageWithoutText => (Text::FindingNoText, Text::RemedyNoText),
        HalfWord => (Text::FindingHalf, Text::RemedyHalf),
        NameOnOtherGround => (Text::FindingName, Text::RemedyName),
        ReadableElsewhere => (Text::FindingElsewhere, Text::RemedyElsewhere),
        TwinDiffers => (Text::FindingTwin, Text::RemedyTwin),
        WobGround => (Text::FindingWob, Text::RemedyWob),
        PowerToDisclose => (Text::FindingPower, Text::RemedyPower),
        NoTitle => (Text::FindingNoTitle, Text::RemedyNoTitle),
        PlatformName => (Text::FindingPlatform, Text::RemedyPlatform),
        IntakeOpen => (Text::FindingIntake, Text::RemedyIntake),
        SourceUnreadable => (Text::FindingUnreadable, Text::RemedyUnreadable),
        NearDuplicate => (Text::FindingDuplicate, Text::RemedyDuplicate),
    }
}

/// The name of a field in which a covered word was found.
pub fn field_name(field: &str) -> Text {
    let name = match field {
        // A file is named after what the dossier says.
        "file_name" => "file-names".to_owned(),
        field => field.replace('_', "-"),
    };
    let of_document = DocumentSetting::parse(&name).map(settings::of_document);
    let of_dossier = || DossierSetting::parse(&name).map(settings::of_dossier);
    of_document
        .or_else(of_dossier)
        .unwrap_or(Text::Considerations)
}
