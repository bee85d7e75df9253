//! The facts that people set, each named once: the command line takes them by these names and lists them in its help, and
//! forms and findings find their words by them.
//!
//! **Absent:** the words themselves, which the table of texts has, and reading a value.

use super::{FileNames, InventoryColumns, Numbering};
use crate::model::ground::ScopeLabel;

/// A fact of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierSetting {
    Title,
    Body,
    RequesterReference,
    Reference,
    Received,
    Decided,
    Period,
    Subject,
    Style,
    ScopeLabel,
    ReferenceDay,
    Numbering,
    FileNames,
    Columns,
}

impl DossierSetting {
    pub const ALL: [DossierSetting; 14] = [
        Self::Title,
        Self::Body,
        Self::RequesterReference,
        Self::Reference,
        Self::Received,
        Self::Decided,
        Self::Period,
        Self::Subject,
        Self::Style,
        Self::ScopeLabel,
        Self::ReferenceDay,
        Self::Numbering,
        Self::FileNames,
        Self::Columns,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::RequesterReference => "requester-reference",
            Self::Reference => "reference",
            Self::Received => "received",
            Self::Decided => "decided",
            Self::Period => "period",
            Self::Subject => "subject",
            Self::Style => "style",
            Self::ScopeLabel => "scope-label",
            Self::ReferenceDay => "reference-day",
            Self::Numbering => "numbering",
            Self::FileNames => "file-names",
            Self::Columns => "columns",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// The values of which it takes one; none where it takes any text, or a day.
    pub fn values(self) -> Vec<&'static str> {
        match self {
            Self::Style => vec!["5.1.2e", "5.1(2)e", "long"],
            Self::ScopeLabel => ScopeLabel::ALL.map(ScopeLabel::text).to_vec(),
            Self::Numbering => Numbering::ALL.map(Numbering::name).to_vec(),
            Self::FileNames => FileNames::ALL.map(FileNames::name).to_vec(),
            Self::Columns => InventoryColumns::ALL.map(InventoryColumns::name).to_vec(),
            _ => Vec::new(),
        }
    }
}

/// A fact of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentSetting {
    Number,
    Title,
    Group,
    Role,
    Date,
    Kind,
    Judgement,
    Grounds,
    Remark,
    Deferred,
    Aside,
    Earlier,
    Link,
    SourceType,
    Blackened,
    Supplied,
    Environmental,
    Emissions,
}

impl DocumentSetting {
    pub const ALL: [DocumentSetting; 18] = [
        Self::Number,
        Self::Title,
        Self::Group,
        Self::Role,
        Self::Date,
        Self::Kind,
        Self::Judgement,
        Self::Grounds,
        Self::Remark,
        Self::Deferred,
        Self::Aside,
        Self::Earlier,
        Self::Link,
        Self::SourceType,
        Self::Blackened,
        Self::Supplied,
        Self::Environmental,
        Self::Emissions,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Group => "group",
            Self::Role => "role",
            Self::Date => "date",
            Self::Kind => "kind",
            Self::Judgement => "judgement",
            Self::Grounds => "grounds",
            Self::Remark => "remark",
            Self::Deferred => "deferred",
            Self::Aside => "aside",
            Self::Earlier => "earlier",
            Self::Link => "link",
            Self::SourceType => "source-type",
            Self::Blackened => "blackened",
            Self::Supplied => "supplied",
            Self::Environmental => "environmental",
            Self::Emissions => "emissions",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// What it takes, as it is typed; empty where it takes any text, or a day.
    pub fn form(self) -> &'static str {
        match self {
            Self::Aside => "eerder geweigerd, buiten reikwijdte, dubbel van 1a",
            Self::Earlier => "2019-05-04 kenmerk",
            Self::Blackened | Self::Supplied | Self::Environmental | Self::Emissions => "ja, nee",
            _ => "",
        }
    }
}

/// The names of all facts of a dossier, those of a closed list with their values: `numbering (group, running, external)`.
pub fn dossier_settings() -> String {
    let all = DossierSetting::ALL.into_iter();
    listed(all.map(|setting| (setting.name(), setting.values().join(", "))))
}

/// The same of a document.
pub fn document_settings() -> String {
    let all = DocumentSetting::ALL.into_iter();
    listed(all.map(|setting| (setting.name(), setting.form().to_owned())))
}

fn listed(all: impl Iterator<Item = (&'static str, String)>) -> String {
    let one = |(name, values): (&str, String)| match values.as_str() {
        "" => name.to_owned(),
        values => format!("{name} ({values})"),
    };
    all.map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fact_has_one_name_and_is_read_by_it() {
        for setting in DossierSetting::ALL {
            assert_eq!(DossierSetting::parse(setting.name()), Some(setting));
        }
        for setting in DocumentSetting::ALL {
            assert_eq!(DocumentSetting::parse(setting.name()), Some(setting));
        }
        assert!(dossier_settings().contains("numbering (group, running, external)"));
    }
}
