//! Rules that follow from the facts of a dossier alone: grounds, dates, judgements, titles.
//!
//! Sources: Wet open overheid, articles 5.1 (paragraphs 3 to 7), 5.2 and 5.3.

use crate::export::finding::{Finding, FindingKind};
use crate::export::names::platform_id;
use crate::model::dossier::considerations::is_open;
use crate::model::dossier::document::{Document, Judgement, OwnedMark, Role};
use crate::model::dossier::question::Question;
use crate::model::dossier::{Dossier, FileNames};
use crate::model::ground::{Ground, GroundKind};
use jiff::ToSpan;
use jiff::civil::Date;

/// What blocks one document.
fn blocking(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    if document.to_look_through {
        found.push(Finding::of(FindingKind::NotLookedThrough, document));
    }
    let temporary = |grounds: &[Ground]| {
        grounds.iter().any(|g| g.id() == "5.1.4") && document.deferred_until.is_none()
    };
    for owned in &document.marks {
        if owned.mark.grounds.is_empty() {
            found.push(on_mark(FindingKind::MarkWithoutGround, document, owned));
        }
        if temporary(&owned.mark.grounds) {
            found.push(on_mark(FindingKind::TemporaryWithoutDate, document, owned));
        }
    }
    if temporary(&document.grounds) {
        found.push(Finding::of(FindingKind::TemporaryWithoutDate, document));
    }
    found
}

/// Everything that the facts say. `today` is an ISO 8601 day.
pub fn facts(dossier: &Dossier, today: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let limit = five_years_before(reference_day(dossier, today));
    for document in &dossier.documents {
        found.extend(blocking(document));
        for owned in &document.marks {
            found.extend(on_grounds(document, owned));
        }
        found.extend(on_judgement(document));
        found.extend(on_age(document, limit.as_deref()));
        found.extend(on_document(dossier, document));
    }
    let undecided = dossier.unanswered_intake();
    found.extend(undecided.map(|(document, _)| meant(FindingKind::IntakeOpen, document)));
    found.extend(without_considerations(dossier));
    found.retain(|finding| !is_answered(dossier, finding));
    found
}

/// Whether a person has said that it is as it should be.
pub fn is_answered(dossier: &Dossier, finding: &Finding) -> bool {
    let question = finding.question.as_ref();
    question.is_some_and(|q| dossier.answers.iter().any(|(known, _)| known.covers(q)))
}

fn on_mark(kind: FindingKind, document: &Document, owned: &OwnedMark) -> Finding {
    Finding {
        page: Some(owned.mark.page),
        mark: Some(owned.id),
        question: (!kind.blocks()).then(|| Question::Meant {
            rule: kind.id().to_owned(),
            document: document.id,
            mark: Some(owned.id),
        }),
        ..Finding::of(kind, document)
    }
}

fn on_grounds(document: &Document, owned: &OwnedMark) -> Vec<Finding> {
    let (environmental, emissions) = document.environment_of(owned);
    let ids: Vec<String> = owned.mark.grounds.iter().map(Ground::id).collect();
    let has = |id: &str| ids.iter().any(|own| own == id);
    let first_two = |g: &&Ground| matches!(g.kind(), GroundKind::Absolute | GroundKind::Relative);
    let weighed = owned.mark.grounds.iter().find(first_two);
    let is_wob = |g: &&Ground| g.kind() == GroundKind::Wob;
    let wob = owned.mark.grounds.iter().find(is_wob);
    let rules = [
        (
            has("5.1.5") && weighed.is_some(),
            FindingKind::ResidualBesideOther,
        ),
        (
            has("5.1.5") && environmental,
            FindingKind::ResidualOnEnvironment,
        ),
        (
            has("5.1.6") && !environmental,
            FindingKind::EnvironmentGroundElsewhere,
        ),
        (
            weighed.is_some() && emissions,
            FindingKind::GroundOnEmissions,
        ),
        (
            wob.is_some() && document.earlier.is_none(),
            FindingKind::WobGround,
        ),
        (has("5.2.2"), FindingKind::PowerToDisclose),
    ];
    let broken = rules.into_iter().filter(|(broken, _)| *broken);
    broken
        .map(|(_, kind)| Finding {
            ground: match kind {
                FindingKind::GroundOnEmissions => weighed.cloned(),
                FindingKind::WobGround => wob.cloned(),
                _ => None,
            },
            ..on_mark(kind, document, owned)
        })
        .collect()
}

/// A finding on a document that a person can call as it should be.
fn meant(kind: FindingKind, document: &Document) -> Finding {
    Finding {
        question: Some(Question::Meant {
            rule: kind.id().to_owned(),
            document: document.id,
            mark: None,
        }),
        ..Finding::of(kind, document)
    }
}

fn on_judgement(document: &Document) -> Vec<Finding> {
    let refused = document.judged() == Some(Judgement::NietOpenbaar) && document.aside.is_none();
    let rules = [
        (
            refused && document.grounds.is_empty(),
            FindingKind::RefusedWithoutGround,
        ),
        (
            document.judged() == Some(Judgement::Openbaar) && !document.marks.is_empty(),
            FindingKind::OpenWithMarks,
        ),
        (
            document.judged() == Some(Judgement::DeelsOpenbaar) && document.is_only_out_of_scope(),
            FindingKind::OnlyOutOfScope,
        ),
        (
            document.judged() == Some(Judgement::DeelsOpenbaar) && document.is_uncovered(),
            FindingKind::NothingCovered,
        ),
        (
            document.is_exported() && document.has_ground_without_mark(),
            FindingKind::GroundWithoutMark,
        ),
        (document.judged().is_none(), FindingKind::NotJudged),
    ];
    let broken = rules.into_iter().filter(|(broken, _)| *broken);
    broken.map(|(_, kind)| meant(kind, document)).collect()
}

fn on_age(document: &Document, limit: Option<&str>) -> Vec<Finding> {
    let fading: Vec<Ground> = document
        .listed_grounds()
        .into_iter()
        .filter(Ground::fades)
        .collect();
    if fading.is_empty() || document.aside.is_some() {
        return Vec::new();
    }
    let Some(date) = document
        .date
        .as_deref()
        .filter(|date| date.parse::<Date>().is_ok())
    else {
        return vec![meant(FindingKind::NoDocumentDate, document)];
    };
    // ISO 8601 days compare as texts.
    if limit.is_none_or(|limit| date >= limit) {
        return Vec::new();
    }
    let old = fading.into_iter().map(|ground| Finding {
        question: Some(Question::OlderThanFiveYears {
            document: Some(document.id),
            ground: Some(ground.clone()),
        }),
        ground: Some(ground),
        ..Finding::of(FindingKind::OlderThanFiveYears, document)
    });
    old.collect()
}

/// The day from which five years are counted back.
fn reference_day<'a>(dossier: &'a Dossier, today: &'a str) -> &'a str {
    let known = [&dossier.facts.reference_day, &dossier.facts.decided];
    let first = known
        .into_iter()
        .map(|day| day.trim())
        .find(|day| !day.is_empty());
    first.unwrap_or(today)
}

fn five_years_before(day: &str) -> Option<String> {
    let day: Date = day.parse().ok()?;
    Some(day.checked_sub(5.years()).ok()?.to_string())
}

fn on_document(dossier: &Dossier, document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    let stukken = document.role == Role::Stuk;
    let is_wob = |g: &Ground| g.kind() == GroundKind::Wob;
    if document.earlier.is_none() && document.grounds.iter().any(is_wob) {
        found.push(Finding {
            ground: document.grounds.iter().find(|g| is_wob(g)).cloned(),
            ..meant(FindingKind::WobGround, document)
        });
    }
    if document.is_exported() && document.finished.len() < document.pages() {
        let open = (0..document.pages()).find(|page| !document.finished.contains(page));
        found.push(Finding {
            page: open,
            ..meant(FindingKind::PagesNotFinished, document)
        });
    }
    if stukken && document.publication_title.is_none() {
        found.push(meant(FindingKind::NoTitle, document));
    }
    let is_plain = platform_id(document.number.as_str()) == document.number.as_str();
    if stukken
        && document.is_exported()
        && !is_plain
        && dossier.facts.file_names != FileNames::Platform
    {
        found.push(meant(FindingKind::PlatformName, document));
    }
    found
}

fn without_considerations(dossier: &Dossier) -> Vec<Finding> {
    let used = dossier.grounds_to_motivate().into_iter();
    let found = used.filter_map(|ground| {
        let text = dossier.considerations.get(&ground.id());
        let (kind, question) = match text {
            Some(text) if is_open(text) => (FindingKind::ConsiderationsOpen, None),
            Some(text) if !text.trim().is_empty() => return None,
            _ => (
                FindingKind::NoConsiderations,
                Some(Question::ConsiderationsInDecision),
            ),
        };
        Some(Finding {
            ground: Some(ground),
            question,
            ..Finding::of_dossier(kind)
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::document::{Decision, SetAside};
    use crate::model::dossier::ids::{DocumentId, MarkId};
    use crate::model::edit::tests::{draw, small};
    use crate::model::edit::{Change, Edit, MarkChange};
    use std::collections::BTreeSet;

    const TODAY: &str = "2026-11-25";

    fn with(edits: &[Edit]) -> Dossier {
        let marked = small().after(&draw(0, 10.0)).unwrap();
        edits
            .iter()
            .fold(marked, |dossier, edit| dossier.after(edit).unwrap())
    }

    fn set(change: Change) -> Edit {
        Edit::ChangeDocuments {
            documents: vec![DocumentId(0)],
            change,
        }
    }

    fn tag(grounds: &[&str]) -> Edit {
        Edit::SetGrounds {
            marks: vec![MarkId(0)],
            grounds: grounds.iter().map(|g| Ground::parse(g).unwrap()).collect(),
        }
    }

    fn kinds(dossier: &Dossier) -> BTreeSet<FindingKind> {
        facts(dossier, TODAY).iter().map(|f| f.kind).collect()
    }

    #[test]
    fn each_rule_on_grounds_fires_on_what_it_is_for_and_on_nothing_else() {
        use FindingKind::*;
        let rules = [
            ResidualBesideOther,
            ResidualOnEnvironment,
            EnvironmentGroundElsewhere,
            GroundOnEmissions,
            WobGround,
            PowerToDisclose,
        ];
        let environmental = || set(Change::Environmental(true));
        let on_mark = |change| Edit::ChangeMarks {
            marks: vec![MarkId(0)],
            change,
        };
        for (edits, expected) in [
            (vec![tag(&["5.1.2e"])], vec![]),
            (vec![tag(&["5.1.5"])], vec![]),
            (vec![tag(&["5.1.5", "5.1.2e"])], vec![ResidualBesideOther]),
            (vec![tag(&["5.1.5", "5.2.1"])], vec![]),
            (
                vec![tag(&["5.1.5"]), environmental()],
                vec![ResidualOnEnvironment],
            ),
            (
                vec![
                    tag(&["5.1.5"]),
                    environmental(),
                    on_mark(MarkChange::Environmental(Some(false))),
                ],
                vec![],
            ),
            (vec![tag(&["5.1.6"])], vec![EnvironmentGroundElsewhere]),
            (
                vec![
                    tag(&["5.1.6"]),
                    on_mark(MarkChange::Environmental(Some(true))),
                ],
                vec![],
            ),
            (
                vec![tag(&["5.1.1c"]), set(Change::Emissions(true))],
                vec![GroundOnEmissions],
            ),
            (vec![tag(&["5.2.1"]), set(Change::Emissions(true))], vec![]),
            (vec![tag(&["10.2e"])], vec![WobGround]),
            (
                vec![
                    tag(&["10.2e"]),
                    set(Change::Earlier(Some(Decision::default()))),
                ],
                vec![],
            ),
            (vec![tag(&["5.2.2"])], vec![PowerToDisclose]),
        ] {
            let found = kinds(&with(&edits));
            let found: Vec<FindingKind> = rules.into_iter().filter(|r| found.contains(r)).collect();
            assert_eq!(found, expected, "{edits:?}");
        }
    }

    #[test]
    fn five_years_are_counted_from_the_decision_and_to_the_day() {
        let dated = |day: &str| set(Change::Date(Some(day.into())));
        let old = |edits: &[Edit]| kinds(&with(edits)).contains(&FindingKind::OlderThanFiveYears);
        assert!(!old(&[dated("2021-11-25")]));
        assert!(old(&[dated("2021-11-24")]));
        let mut decided = with(&[]).facts;
        decided.decided = "2022-05-09".into();
        let decided = Edit::SetFacts {
            facts: Box::new(decided),
        };
        assert!(!old(&[dated("2021-11-24"), decided]));
        assert!(
            !old(&[dated("2010-01-01"), tag(&["5.1.1c"])]),
            "absolute grounds do not fade"
        );
        assert!(kinds(&with(&[])).contains(&FindingKind::NoDocumentDate));
        let answer = Edit::Answer {
            question: Question::OlderThanFiveYears {
                document: None,
                ground: None,
            },
            reason: Some("staat in het besluit".into()),
        };
        assert!(!old(&[dated("2010-01-01"), answer]));
    }

    #[test]
    fn judgements_that_do_not_fit_are_asked_about() {
        use FindingKind::*;
        let judge = |judgement| set(Change::Judgement(Some(judgement)));
        let refused = [judge(Judgement::NietOpenbaar)];
        assert!(kinds(&with(&refused)).contains(&RefusedWithoutGround));
        let before = set(Change::SetAside(Some(SetAside::EarlierRefused)));
        assert!(!kinds(&with(&[before])).contains(&RefusedWithoutGround));
        assert!(kinds(&with(&[judge(Judgement::Openbaar)])).contains(&OpenWithMarks));
        assert!(kinds(&with(&[tag(&["scope"])])).contains(&OnlyOutOfScope));
        assert!(kinds(&small()).contains(&NotJudged));
    }

    #[test]
    fn reasons_are_asked_for_until_they_are_given_or_stand_in_the_decision() {
        let lacks = |edits: &[Edit]| kinds(&with(edits)).contains(&FindingKind::NoConsiderations);
        assert!(lacks(&[]));
        assert!(!lacks(&[Edit::SetConsiderations {
            ground: Ground::parse("5.1.2e").unwrap(),
            text: "Omdat".into(),
        }]));
        assert!(!lacks(&[Edit::Answer {
            question: Question::ConsiderationsInDecision,
            reason: Some("ja".into()),
        }]));
        assert!(!lacks(&[tag(&["scope"])]));
        let typed = |text: &str| {
            let ground = Ground::parse("5.1.2e").unwrap();
            let text = text.to_owned();
            kinds(&with(&[Edit::SetConsiderations { ground, text }]))
        };
        assert!(typed("Omdat [toelichting].").contains(&FindingKind::ConsiderationsOpen));
        assert!(!typed("Omdat het mag.").contains(&FindingKind::ConsiderationsOpen));
    }
}
