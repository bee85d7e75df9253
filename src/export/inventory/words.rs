//! The Dutch of an inventory: its title, dates, remarks and the sentences below the table.
//!
//! **Invariant:** a fact that is missing leaves no gap in a sentence.
//! **Absent:** the language of the menu; what is printed follows the dossier.

use super::listed::{Missing, Row, Used};
use crate::model::dossier::Facts;
use crate::model::dossier::document::{Document, Judgement, SetAside};
use crate::model::ground::{Ground, GroundKind, GroundStyle, Notation};
use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// `2016-03-01` as `01-03-2016`; what is no full date stays as it was typed.
pub fn short_date(iso: &str) -> String {
    match iso.trim().parse::<Date>() {
        Ok(day) => format!("{:02}-{:02}-{:04}", day.day(), day.month(), day.year()),
        Err(_) => clean(iso),
    }
}

/// `2016-03-01` as `1 maart 2016`; what is no full date stays as it was typed.
pub fn long_date(iso: &str) -> String {
    let Ok(day) = iso.trim().parse::<Date>() else {
        return clean(iso);
    };
    let month = usize::try_from(day.month() - 1)
        .ok()
        .and_then(|m| MONTHS.get(m));
    format!("{} {} {}", day.day(), month.unwrap_or(&""), day.year())
}

/// One line without control characters, which neither a cell nor a table can hold.
pub fn clean(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title line; a concept says so first.
pub fn title(facts: &Facts, missing: &Missing) -> String {
    let mut title = "Inventarislijst bij Woo-verzoek".to_owned();
    if !facts.received.trim().is_empty() {
        title.push_str(&format!(" van {}", long_date(&facts.received)));
    }
    if !facts.reference.trim().is_empty() {
        title.push_str(&format!(", kenmerk {}", clean(&facts.reference)));
    }
    if missing.is_empty() {
        title
    } else {
        format!("CONCEPT – {title}")
    }
}

/// The public body, the subject and the period.
pub fn subtitle(facts: &Facts) -> String {
    let named = |name: &str, text: &str| {
        let text = clean(text);
        (!text.is_empty()).then(|| format!("{name}{text}"))
    };
    let parts = [
        named("", &facts.body),
        named("Onderwerp: ", &facts.subject),
        named("Periode: ", &facts.period),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a reader of a concept must know first; nothing when it is complete.
pub fn missing(missing: &Missing) -> Option<String> {
    let part = |why: &str, numbers: &[String]| {
        (!numbers.is_empty()).then(|| format!("{why}: {}", numbers.join(", ")))
    };
    let parts = [
        part("nog niet beoordeeld", &missing.unjudged),
        part(
            "beoordeeld, nog niet gereed voor openbaarmaking",
            &missing.left_out,
        ),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("In deze lijst ontbreken nog – {}.", parts.join("; ")))
}

/// What stands between two grounds of a row: a comma, or a semicolon where a ground in use has commas of its own.
pub fn between(used: &[Used], notation: Notation) -> &'static str {
    let has_comma = |u: &Used| u.ground.written(notation).contains(',');
    if used.iter().any(has_comma) {
        "; "
    } else {
        ", "
    }
}

/// What the last column says of a document; `duplicate_of` is the number of the document that it is the same as.
///
/// "Reeds verstrekt" is said only where the reviewer did not write how the document became public.
pub fn remarks(document: &Document, duplicate_of: Option<&str>) -> String {
    let own = clean(&document.remark);
    let deferred = document.deferred_until.as_deref();
    let deferred = deferred.map(|day| format!("Uitgesteld tot {}", short_date(day)));
    let link = clean(&document.link);
    let parts = [
        standard(document, duplicate_of, own.is_empty()),
        (!link.is_empty()).then(|| format!("Te vinden op {link}")),
        deferred,
        (!own.is_empty()).then_some(own),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

fn standard(document: &Document, duplicate_of: Option<&str>, says_nothing: bool) -> Option<String> {
    let decision = document.earlier.as_ref().map(|d| {
        let reference = clean(&d.reference);
        let named = if reference.is_empty() {
            reference
        } else {
            format!(", kenmerk {reference}")
        };
        format!("besluit van {}{named}", long_date(&d.date))
    });
    let with = |text: &str| match &decision {
        Some(decision) => format!("{text} ({decision})"),
        None => text.to_owned(),
    };
    match (document.aside, document.judged()) {
        (Some(SetAside::EarlierRefused), _) => Some(match &decision {
            Some(decision) => format!("Reeds integraal geweigerd bij {decision}"),
            None => "Reeds integraal geweigerd in eerder Wob-verzoek".to_owned(),
        }),
        (Some(SetAside::OutOfScope), _) => Some("Valt geheel buiten het verzoek".to_owned()),
        (Some(SetAside::DuplicateOf { .. }), _) => Some(match duplicate_of {
            Some(number) => format!("Dubbel van {}", clean(number)),
            None => "Dubbel".to_owned(),
        }),
        (None, Some(Judgement::NietOpenbaar)) if document.is_only_out_of_scope() => {
            Some("Valt geheel buiten het verzoek".to_owned())
        }
        (None, Some(Judgement::NietOpenbaar)) => Some("Integraal geweigerd".to_owned()),
        (None, Some(Judgement::ReedsOpenbaar))
            if decision.is_some() || (says_nothing && document.link.is_empty()) =>
        {
            Some(with("Reeds verstrekt aan verzoeker"))
        }
        (None, _) => decision.map(|decision| format!("Eerder beoordeeld bij {decision}")),
    }
}

/// A ground in words, for the list below the table.
pub fn meaning(ground: &Ground, notation: Notation) -> String {
    let label = ground.written(notation);
    let article = ground.written(Notation {
        style: GroundStyle::Long,
        ..notation
    });
    let law = ground.law();
    match ground.kind() {
        GroundKind::OutOfScope => format!(
            "‘{label}’ is geen weigeringsgrond: deze passages of documenten vallen buiten de reikwijdte van het verzoek."
        ),
        GroundKind::Duplicate => format!(
            "‘{label}’ is geen weigeringsgrond: deze passages staan al in een ander document van deze lijst."
        ),
        GroundKind::OtherLaw => format!(
            "{label}: geheimhouding op grond van een andere wet (artikel 8.8 Woo en de bijlage daarbij)."
        ),
        GroundKind::Absolute | GroundKind::Relative | GroundKind::Other | GroundKind::Wob => {
            if notation.style == GroundStyle::Long {
                format!("{label}, {law}: {}.", ground.name())
            } else {
                format!("{label}: {} (artikel {article}, {law}).", ground.name())
            }
        }
    }
}

/// The line for the letter.
pub fn count(rows: &[&Row]) -> String {
    let parts: Vec<String> = Judgement::ALL
        .into_iter()
        .filter_map(|judgement| {
            let n = rows.iter().filter(|r| r.judgement == judgement).count();
            (n > 0).then(|| format!("{n} {}", judgement.name().to_lowercase()))
        })
        .collect();
    match (rows.len(), parts.join(", ")) {
        (0, _) => "Geen documenten.".to_owned(),
        (1, parts) => format!("1 document: {parts}."),
        (n, parts) => format!("{n} documenten: {parts}."),
    }
}
