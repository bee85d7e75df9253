//! `--set key=value`: facts of a dossier and of documents as they are typed.
//!
//! **Invariant:** a value outside its list is refused with the list.

use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::model::dossier::day;
use crate::model::dossier::document::{Decision, Document, Judgement, Role, SetAside, SourceType};
use crate::model::dossier::setting::{DocumentSetting, DossierSetting};
use crate::model::dossier::{Dossier, Facts};
use crate::model::edit::Change;
use crate::model::ground::Ground;
use serde_json::Value;

/// The two sides of `key=value`. Empty clears, and nobody clears by leaving the rest out.
pub fn pair(typed: &str, lang: Lang) -> Result<(&str, &str), Notice> {
    let sides = typed.split_once('=');
    sides.ok_or_else(|| wrong(lang.text(Text::NoValue).to_owned()))
}

pub fn fact(facts: &mut Facts, setting: &str, lang: Lang) -> Result<(), Notice> {
    let (key, value) = pair(setting, lang)?;
    let Some(setting) = DossierSetting::parse(key.trim()) else {
        let names = DossierSetting::ALL.map(DossierSetting::name).join(", ");
        return Err(wrong(lang.fill(Text::UnknownSetting, &[&key, &names])));
    };
    let value = value.trim();
    let day = || Ok(optional_day(value, lang)?.unwrap_or_default());
    match setting {
        DossierSetting::Title if value.is_empty() => {
            return Err(wrong(lang.text(Text::TitleEmpty).to_owned()));
        }
        DossierSetting::Title => value.clone_into(&mut facts.title),
        DossierSetting::Body => value.clone_into(&mut facts.body),
        DossierSetting::RequesterReference => value.clone_into(&mut facts.requester_reference),
        DossierSetting::Reference => value.clone_into(&mut facts.reference),
        DossierSetting::Period => value.clone_into(&mut facts.period),
        DossierSetting::Subject => value.clone_into(&mut facts.subject),
        DossierSetting::Received => facts.received = day()?,
        DossierSetting::Decided => facts.decided = day()?,
        DossierSetting::ReferenceDay => facts.reference_day = day()?,
        DossierSetting::Numbering => facts.numbering = one_of(value, setting, lang)?,
        DossierSetting::FileNames => facts.file_names = one_of(value, setting, lang)?,
        DossierSetting::Columns => facts.columns = one_of(value, setting, lang)?,
        DossierSetting::Style => facts.notation.style = one_of(value, setting, lang)?,
        DossierSetting::ScopeLabel => facts.notation.scope = one_of(value, setting, lang)?,
    }
    Ok(())
}

/// A value of a closed list, as its serialised name.
fn one_of<T: serde::de::DeserializeOwned>(
    value: &str,
    setting: DossierSetting,
    lang: Lang,
) -> Result<T, Notice> {
    let parsed = serde_json::from_value(Value::String(value.to_owned()));
    parsed.map_err(|_unknown| {
        let names = setting.values().join(", ");
        wrong(lang.fill(Text::UnknownStyle, &[&value, &names]))
    })
}

/// A day in ISO 8601: what scripts hand in has one meaning.
pub fn day(text: &str, lang: Lang) -> Result<String, Notice> {
    let iso = day::read(text).filter(|iso| iso == text.trim());
    iso.ok_or_else(|| wrong(lang.fill(Text::NotAnIsoDay, &[&text])))
}

/// A day, or nothing where nothing was typed.
fn optional_day(text: &str, lang: Lang) -> Result<Option<String>, Notice> {
    let text = text.trim();
    (!text.is_empty()).then(|| day(text, lang)).transpose()
}

fn wrong(text: String) -> Notice {
    Notice::new(Kind::Usage, text)
}

fn yes_or_no(text: &str, lang: Lang) -> Result<bool, Notice> {
    match text.trim().to_lowercase().as_str() {
        "ja" | "yes" => Ok(true),
        "nee" | "no" | "" => Ok(false),
        _ => Err(wrong(lang.fill(Text::NotYesNo, &[&text]))),
    }
}

/// One fact of a document as a change.
///
/// # Errors
/// An unknown fact, or a value that it cannot have.
pub fn change(dossier: &Dossier, setting: &str, lang: Lang) -> Result<Change, Notice> {
    let (key, value) = pair(setting, lang)?;
    let value = value.trim();
    let optional = || (!value.is_empty()).then(|| value.to_owned());
    let Some(setting) = DocumentSetting::parse(key.trim()) else {
        let names = DocumentSetting::ALL.map(DocumentSetting::name).join(", ");
        return Err(wrong(lang.fill(Text::UnknownDocumentFact, &[&key, &names])));
    };
    Ok(match setting {
        DocumentSetting::Number => Change::Number(value.to_owned()),
        DocumentSetting::Title => Change::PublicationTitle(optional()),
        DocumentSetting::Group => Change::Group(value.to_owned()),
        DocumentSetting::Role => Change::Role(role(value, lang)?),
        DocumentSetting::Date => Change::Date(optional_day(value, lang)?),
        DocumentSetting::Kind => Change::Kind(value.to_owned()),
        DocumentSetting::Judgement => {
            Change::Judgement(optional().map(|v| judgement(&v, lang)).transpose()?)
        }
        DocumentSetting::Grounds => Change::Grounds(grounds(value, lang)?),
        DocumentSetting::Remark => Change::Remark(value.to_owned()),
        DocumentSetting::Deferred => Change::DeferredUntil(optional_day(value, lang)?),
        DocumentSetting::Aside => Change::SetAside(aside(dossier, value, lang)?),
        DocumentSetting::Earlier => Change::Earlier(earlier(value, lang)?),
        DocumentSetting::Link => Change::Link(value.to_owned()),
        DocumentSetting::SourceType => {
            Change::SourceType(SourceType::parse(value).ok_or_else(|| {
                let names = SourceType::ALL.map(SourceType::name).join(", ");
                wrong(lang.fill(Text::UnknownStyle, &[&value, &names]))
            })?)
        }
        DocumentSetting::Blackened => Change::Blackened(yes_or_no(value, lang)?),
        DocumentSetting::Supplied => {
            Change::Supplied(optional().map(|v| yes_or_no(&v, lang)).transpose()?)
        }
        DocumentSetting::Environmental => Change::Environmental(yes_or_no(value, lang)?),
        DocumentSetting::Emissions => Change::Emissions(yes_or_no(value, lang)?),
    })
}

pub fn role(text: &str, lang: Lang) -> Result<Role, Notice> {
    let found = Role::ALL.into_iter().find(|r| r.name() == text.trim());
    found.ok_or_else(|| wrong(lang.fill(Text::UnknownRole, &[&text])))
}

pub fn judgement(text: &str, lang: Lang) -> Result<Judgement, Notice> {
    Judgement::parse(text).ok_or_else(|| wrong(lang.fill(Text::UnknownJudgement, &[&text])))
}

/// Grounds with semicolons between them.
fn grounds(text: &str, lang: Lang) -> Result<Vec<Ground>, Notice> {
    let parts = text.split(';').filter(|part| !part.trim().is_empty());
    let grounds: Result<Vec<Ground>, _> = parts.map(Ground::parse).collect();
    grounds.map_err(|error| Notice::ground(&error, lang))
}

const ASIDES: &str = "eerder geweigerd, buiten reikwijdte, dubbel van <nummer>";

fn aside(dossier: &Dossier, text: &str, lang: Lang) -> Result<Option<SetAside>, Notice> {
    let lower = text.to_lowercase();
    Ok(Some(match lower.as_str() {
        "" => return Ok(None),
        "eerder geweigerd" => SetAside::EarlierRefused,
        "buiten reikwijdte" => SetAside::OutOfScope,
        _ => {
            let number = lower
                .strip_prefix("dubbel van ")
                .ok_or_else(|| wrong(lang.fill(Text::UnknownStyle, &[&text, &ASIDES])))?;
            let other = dossier.by_number(number);
            let other = other.ok_or_else(|| wrong(lang.fill(Text::UnknownDocument, &[&number])))?;
            SetAside::DuplicateOf { document: other.id }
        }
    }))
}

/// What stands aside, as it is typed.
pub fn aside_text(dossier: &Dossier, document: &Document) -> Option<String> {
    Some(match document.aside? {
        SetAside::EarlierRefused => "eerder geweigerd".to_owned(),
        SetAside::OutOfScope => "buiten reikwijdte".to_owned(),
        SetAside::DuplicateOf { document } => {
            let number = dossier.document(document).map(|d| d.number.as_str());
            format!("dubbel van {}", number.unwrap_or("?"))
        }
    })
}

/// A day and a reference.
fn earlier(text: &str, lang: Lang) -> Result<Option<Decision>, Notice> {
    if text.is_empty() {
        return Ok(None);
    }
    let (date, reference) = text.split_once(' ').unwrap_or((text, ""));
    Ok(Some(Decision {
        date: day(date, lang)?,
        reference: reference.trim().to_owned(),
    }))
}
