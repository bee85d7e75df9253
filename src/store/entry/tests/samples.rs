//! One event of every kind, with every field filled, and what may be left out once more without it.
//!
//! **Invariant:** a new event, edit, change or question does not compile until it has a row here, nor does a new field. A
//! new word or ground is a line more.

use crate::model::dossier::document::{
    Decision, Judgement, RejectedPlace, Role, SetAside, SourceRef, SourceType,
};
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::intake::{LookedThrough, Part, SourceCounts};
use crate::model::dossier::mark::Mark;
use crate::model::dossier::question::Question;
use crate::model::dossier::remark::{Remark, Said};
use crate::model::dossier::review::{Review, ReviewStage};
use crate::model::dossier::sha256::Sha256;
use crate::model::dossier::{Facts, FileNames, InventoryColumns, Numbering};
use crate::model::edit::session::{Event, Exported};
use crate::model::edit::{Change, Edit, MarkChange, NewDocument, NewMark};
use crate::model::ground::{Ground, GroundStyle, Notation, ScopeLabel};
use crate::model::page::geometry::{PageRect, PageSize};
use std::collections::BTreeSet;

/// Samples by variant: each row's are of its variant, and every variant has a row.
macro_rules! each {
    ($kind:ty { $($variant:pat => $samples:expr,)* }) => {{
        let _every_variant_has_a_row = |one: &$kind| match one { $($variant => (),)* };
        let mut all: Vec<$kind> = Vec::new();
        $(
            let samples: Vec<$kind> = Vec::from($samples);
            let fit = |one: &$kind| matches!(one, $variant);
            assert!(!samples.is_empty() && samples.iter().all(fit));
            all.extend(samples);
        )*
        all
    }};
}

pub fn events() -> Vec<Event> {
    each!(Event {
        Event::Edit(_) => edits().into_iter().map(Event::Edit).collect::<Vec<_>>(),
        Event::Undo => [Event::Undo],
        Event::Redo => [Event::Redo],
        Event::Exported(_) => [
            Event::Exported(Exported {
                edition: "publication".into(),
                reason: "besproken met de \"jurist\"\n".into(),
                warnings: 3,
                numbered: vec![DocumentId(0), DocumentId(u32::MAX)],
            }),
            Event::Exported(Exported::default()),
        ],
        Event::LookedThrough { .. } => [Event::LookedThrough {
            sources: vec![
                LookedThrough { source: hash('a'), found: Some(counts()) },
                LookedThrough { source: hash('b'), found: Some(SourceCounts::default()) },
                LookedThrough { source: hash('c'), found: None },
            ],
        }],
    })
}

fn edits() -> Vec<Edit> {
    let document = DocumentId(4);
    let documents = || vec![DocumentId(0), DocumentId(7)];
    let marks = || vec![MarkId(0), MarkId(u64::MAX)];
    each!(Edit {
        Edit::SetFacts { .. } => facts().map(|facts| Edit::SetFacts { facts: Box::new(facts) }),
        Edit::SetFavourites { .. } => Ground::all()
            .map(|ground| vec![ground])
            .chain([vec![other_law()], grounds(), Vec::new()])
            .map(|grounds| Edit::SetFavourites { grounds })
            .collect::<Vec<_>>(),
        Edit::AddDocuments { .. } => [Edit::AddDocuments { documents: new_documents() }],
        Edit::RemoveDocuments { .. } => [Edit::RemoveDocuments { documents: documents() }],
        Edit::ChangeDocuments { .. } => changes()
            .into_iter()
            .map(|change| Edit::ChangeDocuments { documents: documents(), change })
            .collect::<Vec<_>>(),
        Edit::AddMarks { .. } => [Edit::AddMarks { marks: new_marks(), author: "j.bakker".into() }],
        Edit::RemoveMarks { .. } => [Edit::RemoveMarks { marks: marks() }],
        Edit::SetGrounds { .. } => [Edit::SetGrounds { marks: marks(), grounds: grounds() }],
        Edit::SetAreas { .. } => [Edit::SetAreas { mark: MarkId(12), areas: areas() }],
        Edit::SetNote { .. } => [
            Edit::SetNote { mark: MarkId(3), note: "let op: € 12,–".into() },
        ],
        Edit::FinishPages { .. } => [true, false].map(|finished| Edit::FinishPages {
            document,
            pages: vec![0, 11],
            finished,
        }),
        Edit::ChangeMarks { .. } => mark_changes()
            .into_iter()
            .map(|change| Edit::ChangeMarks { marks: marks(), change })
            .collect::<Vec<_>>(),
        Edit::SetNumbers { .. } => [Edit::SetNumbers {
            numbers: vec![(DocumentId(0), "1b".into()), (DocumentId(1), "1a".into())],
        }],
        Edit::MoveDocuments { .. } => [Some(document), None]
            .map(|before| Edit::MoveDocuments { documents: documents(), before }),
        Edit::SplitDocument { .. } => [Edit::SplitDocument {
            document,
            at: 2,
            sources: Box::new([source(true), source(false)]),
        }],
        Edit::JoinDocuments { .. } => [
            Edit::JoinDocuments { documents: documents(), source: source(false) },
        ],
        Edit::SetConsiderations { .. } => [
            Edit::SetConsiderations { ground: other_law(), text: "Omdat dit zo is.".into() },
        ],
        Edit::Answer { .. } => questions()
            .into_iter()
            .flat_map(|question| {
                [Some("zie het besluit".to_owned()), None]
                    .map(|reason| Edit::Answer { question: question.clone(), reason })
            })
            .collect::<Vec<_>>(),
        Edit::Together { .. } => [Edit::Together {
            edits: vec![
                Edit::SetName { account: "a".into(), name: "A".into() },
                Edit::Together { edits: Vec::new() },
            ],
        }],
        Edit::Review { .. } => ReviewStage::ALL.map(|stage| Edit::Review {
            documents: documents(),
            review: Review { stage, by: "m.visser".into(), note: "bladzijde 3".into() },
        }),
        Edit::SetName { .. } => [
            Edit::SetName { account: "j.bakker".into(), name: "Mw. J. Bakker".into() },
        ],
        Edit::RejectSuggestions { .. } => [Edit::RejectSuggestions {
            places: vec![(document, RejectedPlace { page: 1, area: area(9.5) })],
        }],
        Edit::AddRemark { .. } => [Some(MarkId(6)), None].map(|mark| Edit::AddRemark {
            document,
            remark: Remark {
                page: 2,
                mark,
                said: vec![said("Is dit een functienaam?"), said("Ja.")],
                solved: mark.is_some(),
            },
        }),
        Edit::AnswerRemark { .. } => [
            Edit::AnswerRemark { document, remark: 1, said: said("Ja.") },
        ],
        Edit::SolveRemark { .. } => [true, false]
            .map(|solved| Edit::SolveRemark { document, remark: 1, solved }),
        Edit::AnswerIntake { .. } => Part::ALL
            .map(|part| Edit::AnswerIntake { document, parts: vec![part] }),
    })
}

fn changes() -> Vec<Change> {
    let text = || "brief van 1 mei".to_owned();
    let day = || Some("2016-07-13".to_owned());
    let judgements = Judgement::ALL.map(Some).into_iter().chain([None]);
    each!(Change {
        Change::Number(_) => [Change::Number("1a".into())],
        Change::Group(_) => [Change::Group("2016".into())],
        Change::Role(_) => Role::ALL.map(Change::Role),
        Change::PublicationTitle(_) => [Some(text()), None].map(Change::PublicationTitle),
        Change::Date(_) => [day(), None].map(Change::Date),
        Change::Kind(_) => [Change::Kind("brief".into())],
        Change::Judgement(_) => judgements.map(Change::Judgement).collect::<Vec<_>>(),
        Change::Grounds(_) => [Change::Grounds(grounds()), Change::Grounds(Vec::new())],
        Change::Remark(_) => [Change::Remark(text())],
        Change::DeferredUntil(_) => [day(), None].map(Change::DeferredUntil),
        Change::SetAside(_) => asides().map(Change::SetAside),
        Change::Earlier(_) => [
            Change::Earlier(Some(Decision { date: "2019-01-31".into(), reference: "Z-19".into() })),
            Change::Earlier(Some(Decision::default())),
            Change::Earlier(None),
        ],
        Change::Link(_) => [Change::Link("https://example.org/stuk".into())],
        Change::SourceType(_) => SourceType::ALL.map(Change::SourceType),
        Change::Blackened(_) => [true, false].map(Change::Blackened),
        Change::Supplied(_) => [Some(true), Some(false), None].map(Change::Supplied),
        Change::Environmental(_) => [true, false].map(Change::Environmental),
        Change::Emissions(_) => [true, false].map(Change::Emissions),
        Change::Assignee(_) => [Change::Assignee("j.bakker".into())],
    })
}

fn asides() -> [Option<SetAside>; 4] {
    let document = DocumentId(2);
    let asides = each!(SetAside {
        SetAside::EarlierRefused => [SetAside::EarlierRefused],
        SetAside::OutOfScope => [SetAside::OutOfScope],
        SetAside::DuplicateOf { .. } => [SetAside::DuplicateOf { document }],
    });
    let asides: [SetAside; 3] = asides.try_into().unwrap();
    let [first, second, third] = asides.map(Some);
    [first, second, third, None]
}

fn mark_changes() -> Vec<MarkChange> {
    each!(MarkChange {
        MarkChange::Environmental(_) => [Some(true), None].map(MarkChange::Environmental),
        MarkChange::Emissions(_) => [Some(false), None].map(MarkChange::Emissions),
        MarkChange::Parties(_) => [MarkChange::Parties(vec!["Lumivia B.V.".into()])],
    })
}

fn questions() -> Vec<Question> {
    let (document, all) = (DocumentId(5), Some(DocumentId(5)));
    each!(Question {
        Question::ConsiderationsInDecision => [Question::ConsiderationsInDecision],
        Question::OlderThanFiveYears { .. } => [
            Question::OlderThanFiveYears { document: all, ground: Some(other_law()) },
            Question::OlderThanFiveYears { document: None, ground: None },
        ],
        Question::Visible { .. } => [Question::Visible { document, page: 3, area: area(0.25) }],
        Question::VisibleText { .. } => [all, None]
            .map(|document| Question::VisibleText { document, field: "title".into() }),
        Question::Meant { .. } => [Some(MarkId(8)), None]
            .map(|mark| Question::Meant { rule: "free".into(), document, mark }),
    })
}

/// Every word of every closed list of them occurs.
fn facts() -> [Facts; 4] {
    let styles = [
        GroundStyle::Dotted,
        GroundStyle::Bracketed,
        GroundStyle::Long,
    ];
    let filled = |nth: usize| Facts {
        title: "Slimme verlichting".into(),
        body: "Gemeente Voorbeeldrecht".into(),
        requester_reference: "brief van 14 februari 2022".into(),
        reference: "VBR-WOO-2022-007".into(),
        received: "2022-02-14".into(),
        decided: "2022-05-09".into(),
        period: "1 januari 2016 tot heden".into(),
        subject: "verlichting".into(),
        reference_day: "2022-05-10".into(),
        notation: Notation {
            style: styles[nth],
            scope: ScopeLabel::ALL[nth],
        },
        numbering: Numbering::ALL[nth],
        file_names: FileNames::ALL[nth],
        columns: InventoryColumns::ALL[nth.min(1)],
    };
    [filled(0), filled(1), filled(2), Facts::default()]
}

fn new_documents() -> Vec<NewDocument> {
    let filled = NewDocument {
        number: Some("1a".into()),
        group: "2016".into(),
        role: Role::Correspondentie,
        work_title: "Brief DEF".into(),
        publication_title: Some("Brief".into()),
        date: Some("2016-03-14".into()),
        kind: "brief".into(),
        source: Some(source(true)),
        judgement: Some(Judgement::DeelsOpenbaar),
        grounds: grounds(),
        remark: "zonder bijlagen".into(),
        found: Some(counts()),
        to_look_through: true,
    };
    vec![filled, NewDocument::default()]
}

fn new_marks() -> Vec<NewMark> {
    let filled = Mark {
        page: 1,
        areas: areas(),
        grounds: grounds(),
        note: "naam".into(),
        free: true,
    };
    let bare = Mark {
        page: 0,
        areas: vec![area(1.0)],
        grounds: Vec::new(),
        note: String::new(),
        free: false,
    };
    [filled, bare]
        .map(|mark| NewMark {
            document: DocumentId(1),
            mark,
        })
        .into()
}

fn source(encrypted: bool) -> SourceRef {
    let size = |width, height| PageSize { width, height };
    SourceRef {
        sha256: hash('0'),
        size: 1 << 40,
        pages: vec![size(595.0, 842.0), size(841.89, 595.275_590_551_181_1)],
        encrypted,
    }
}

fn counts() -> SourceCounts {
    SourceCounts {
        attachments: 2,
        pdf_attachments: 1,
        comments: 3,
        proposals: 4,
        hidden_on: BTreeSet::from([0, 2]),
        bars_on: BTreeSet::from([1]),
        earlier_revisions: 5,
        active: 6,
        names: 7,
    }
}

fn area(left: f64) -> PageRect {
    PageRect::new(left, 100.5, 190.2, 1e3).unwrap()
}

/// Numbers as JSON has them only when they are written with care.
fn areas() -> Vec<PageRect> {
    let odd = PageRect::new(-0.1 - 0.2, 1e-7, 1.0 / 3.0, 1e21).unwrap();
    vec![area(72.0), odd]
}

fn grounds() -> Vec<Ground> {
    ["5.1.2e", "scope"]
        .map(|id| Ground::parse(id).unwrap())
        .into()
}

fn other_law() -> Ground {
    Ground::parse("8.8 Wet politiegegevens, artikel 7").unwrap()
}

fn said(text: &str) -> Said {
    Said {
        by: "j.bakker".into(),
        text: text.into(),
    }
}

fn hash(digit: char) -> Sha256 {
    Sha256::parse(&digit.to_string().repeat(64)).unwrap()
}
