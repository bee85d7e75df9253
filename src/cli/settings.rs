//! `--set key=value`: facts of a dossier and of documents as they are typed.
//!
//! **Invariant:** a value outside its list is refused with the list.

use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::model::day;
use crate::model::document::{Decision, Document, Judgement, Role, SetAside, SourceType};
use crate::model::dossier::{Dossier, Facts, FileNames, InventoryColumns, Numbering};
use crate::model::edit::Change;
use crate::model::ground::{Ground, ScopeLabel};
use serde_json::Value;

/// The facts that `--set` knows.
const SETTINGS: &str = "body, requester-reference, reference, received, decided, period, subject, style, scope-label, reference-day, numbering, file-names, columns";

/// The facts of a document that `--set` knows.
const DOCUMENT_SETTINGS: &str = "number, title, group, role, date, kind, judgement, grounds, remark, deferred, aside, \
                                 earlier, link, source-type, blackened, supplied, environmental, emissions";

pub fn fact(facts: &mut Facts, setting: &str, lang: Lang) -> Result<(), Notice> {
    let (key, value) = setting.split_once('=').unwrap_or((setting, ""));
    let text = match key.trim() {
        "body" => &mut facts.body,
        "requester-reference" => &mut facts.requester_reference,
        "reference" => &mut facts.reference,
        "received" => {
            facts.received = optional_day(value, lang)?.unwrap_or_default();
            return Ok(());
        }
        "decided" => {
            facts.decided = optional_day(value, lang)?.unwrap_or_default();
            return Ok(());
        }
        "reference-day" => {
            facts.reference_day = optional_day(value, lang)?.unwrap_or_default();
            return Ok(());
        }
        "numbering" => {
            let names = Numbering::ALL.map(Numbering::name).join(", ");
            facts.numbering = one_of(value, &names, lang)?;
            return Ok(());
        }
        "file-names" => {
            let names = FileNames::ALL.map(FileNames::name).join(", ");
            facts.file_names = one_of(value, &names, lang)?;
            return Ok(());
        }
        "columns" => {
            let names = InventoryColumns::ALL.map(InventoryColumns::name).join(", ");
            facts.columns = one_of(value, &names, lang)?;
            return Ok(());
        }
        "title" => &mut facts.title,
        "period" => &mut facts.period,
        "subject" => &mut facts.subject,
        "style" => {
            facts.notation.style = one_of(value, "5.1.2e, 5.1(2)e, long", lang)?;
            return Ok(());
        }
        "scope-label" => {
            let labels = ScopeLabel::ALL.map(ScopeLabel::text).join(", ");
            facts.notation.scope = one_of(value, &labels, lang)?;
            return Ok(());
        }
        _ => {
            let text = lang.fill(Text::UnknownSetting, &[&key, &SETTINGS]);
            return Err(Notice::new(Kind::Usage, text));
        }
    };
    value.trim().clone_into(text);
    Ok(())
}

/// A value of a closed list, as its serialised name.
fn one_of<T: serde::de::DeserializeOwned>(
    value: &str,
    names: &str,
    lang: Lang,
) -> Result<T, Notice> {
    let parsed = serde_json::from_value(Value::String(value.trim().to_owned()));
    parsed.map_err(|_unknown| {
        Notice::new(
            Kind::Usage,
            lang.fill(Text::UnknownStyle, &[&value, &names]),
        )
    })
}

/// A day as people write it, in ISO 8601.
pub fn day(text: &str, lang: Lang) -> Result<String, Notice> {
    let wrong = || Notice::new(Kind::Usage, lang.fill(Text::NotADay, &[&text]));
    day::read(text).ok_or_else(wrong)
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
    let (key, value) = setting.split_once('=').unwrap_or((setting, ""));
    let value = value.trim();
    let optional = || (!value.is_empty()).then(|| value.to_owned());
    Ok(match key.trim() {
        "number" => Change::Number(value.to_owned()),
        "title" => Change::PublicationTitle(optional()),
        "group" => Change::Group(value.to_owned()),
        "role" => Change::Role(role(value, lang)?),
        "date" => Change::Date(optional_day(value, lang)?),
        "kind" => Change::Kind(value.to_owned()),
        "judgement" => Change::Judgement(optional().map(|v| judgement(&v, lang)).transpose()?),
        "grounds" => Change::Grounds(grounds(value)?),
        "remark" => Change::Remark(value.to_owned()),
        "deferred" => Change::DeferredUntil(optional_day(value, lang)?),
        "aside" => Change::SetAside(aside(dossier, value, lang)?),
        "earlier" => Change::Earlier(earlier(value, lang)?),
        "link" => Change::Link(value.to_owned()),
        "source-type" => Change::SourceType(SourceType::parse(value).ok_or_else(|| {
            let names = SourceType::ALL.map(SourceType::name).join(", ");
            wrong(lang.fill(Text::UnknownStyle, &[&value, &names]))
        })?),
        "blackened" => Change::Blackened(yes_or_no(value, lang)?),
        "supplied" => Change::Supplied(optional().map(|v| yes_or_no(&v, lang)).transpose()?),
        "environmental" => Change::Environmental(yes_or_no(value, lang)?),
        "emissions" => Change::Emissions(yes_or_no(value, lang)?),
        _ => {
            let text = lang.fill(Text::UnknownDocumentFact, &[&key, &DOCUMENT_SETTINGS]);
            return Err(wrong(text));
        }
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
fn grounds(text: &str) -> Result<Vec<Ground>, Notice> {
    let parts = text.split(';').filter(|part| !part.trim().is_empty());
    let grounds: Result<Vec<Ground>, _> = parts.map(Ground::parse).collect();
    grounds.map_err(|error| wrong(error.to_string()))
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
