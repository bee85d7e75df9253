//! How the facts that people set are called on the screen.

use super::Text;
use crate::model::dossier::setting::{DocumentSetting, DossierSetting};

/// A fact of a dossier.
pub fn of_dossier(setting: DossierSetting) -> Text {
    match setting {
        DossierSetting::Title => Text::FactTitle,
        DossierSetting::Body => Text::FactBody,
        DossierSetting::RequesterReference => Text::FactRequesterReference,
        DossierSetting::Reference => Text::FactReference,
        DossierSetting::Received => Text::FactReceived,
        DossierSetting::Decided => Text::FactDecided,
        DossierSetting::Period => Text::FactPeriod,
        DossierSetting::Subject => Text::FactSubject,
        DossierSetting::Style => Text::FactStyle,
        DossierSetting::ScopeLabel => Text::FactScope,
        DossierSetting::ReferenceDay => Text::FactReferenceDay,
        DossierSetting::Numbering => Text::FactNumbering,
        DossierSetting::FileNames => Text::FactFileNames,
        DossierSetting::Columns => Text::FactColumns,
    }
}

/// A fact of a document.
pub fn of_document(setting: DocumentSetting) -> Text {
    match setting {
        DocumentSetting::Number => Text::FieldNumber,
        DocumentSetting::Title => Text::FieldPublicationTitle,
        DocumentSetting::Group => Text::FieldGroup,
        DocumentSetting::Role => Text::FieldRole,
        DocumentSetting::Date => Text::FieldDate,
        DocumentSetting::Kind => Text::FieldKind,
        DocumentSetting::Judgement => Text::FieldJudgement,
        DocumentSetting::Grounds => Text::FieldGrounds,
        DocumentSetting::Remark => Text::FieldRemark,
        DocumentSetting::Deferred => Text::FieldDeferred,
        DocumentSetting::Aside => Text::FieldAside,
        DocumentSetting::Earlier => Text::FieldEarlier,
        DocumentSetting::Link => Text::FieldLink,
        DocumentSetting::SourceType => Text::FieldSourceType,
        DocumentSetting::Blackened => Text::FieldBlackened,
        DocumentSetting::Supplied => Text::FieldSupplied,
        DocumentSetting::Environmental => Text::FieldEnvironmental,
        DocumentSetting::Emissions => Text::FieldEmissions,
    }
}
