//! The keys around the marks: everything that `list --json` prints of a dossier and its documents.
//!
//! **Invariant:** a key that the listing does not print, or that stands twice, is refused; a key that the listing gets
//! has its place here, which a test of the whole listing holds it to.
//! **Absent:** what those keys say; only the marks are taken.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fmt;

/// A value that is passed over, when no object in it has a key twice.
struct Passed;

impl<'de> Deserialize<'de> for Passed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Passed)
    }
}

impl<'de> Visitor<'de> for Passed {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<Passed>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut keys = BTreeSet::new();
        while let Some((key, Passed)) = map.next_entry::<String, Passed>()? {
            if !keys.insert(key) {
                return Err(A::Error::custom("a key stands twice"));
            }
        }
        Ok(self)
    }
}

/// An object of which every key is known and passed over.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident: $($key:ident $kind:ty;)*) => {
        $(#[$doc])*
        #[derive(Default, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct $name { $($key: Option<$kind>,)* }
    };
}

/// A document, with the keys of its own.
macro_rules! document {
    ($(#[$doc:meta])* $visibility:vis $name:ident<$life:lifetime> { $($own:tt)* }) => {
        $(#[$doc])*
        #[derive(Default, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        $visibility struct $name<$life> {
            #[serde(borrow)]
            marks: Option<Vec<&$life RawValue>>,
            number: Option<Passed>,
            frozen: Option<Passed>,
            group: Option<Passed>,
            role: Option<Passed>,
            work_title: Option<Passed>,
            title: Option<Passed>,
            proposed_title: Option<Passed>,
            date: Option<Passed>,
            kind: Option<Passed>,
            source_type: Option<Passed>,
            pages: Option<Passed>,
            looked_through: Option<Passed>,
            judgement: Option<Passed>,
            grounds: Option<Passed>,
            listed_grounds: Option<Passed>,
            remark: Option<Passed>,
            deferred_until: Option<Passed>,
            aside: Option<Passed>,
            earlier: Option<Decision>,
            link: Option<Passed>,
            blackened: Option<Passed>,
            supplied: Option<Passed>,
            environmental: Option<Passed>,
            emissions: Option<Passed>,
            finished: Option<Passed>,
            $($own)*
        }
    };
}

keys! {
    /// An earlier decision.
    Decision: date Passed; reference Passed;
}

keys! {
    Notation: style Passed; scope Passed;
}

keys! {
    /// The facts of a dossier.
    Facts:
    title Passed; body Passed; requester_reference Passed; reference Passed; received Passed; decided Passed;
    period Passed; subject Passed; reference_day Passed; notation Notation; numbering Passed; file_names Passed;
    columns Passed;
}

document! {
    /// A document of a listing.
    Document<'a> {}
}

document! {
    /// The file as a whole: marks alone, a document, or a dossier.
    pub File<'a> {
        facts: Option<Facts>,
        documents: Option<Vec<Document<'a>>>,
    }
}

impl<'a> File<'a> {
    /// Every mark in order, still as text; `None` when the file has no list of them.
    pub fn marks(self) -> Option<Vec<&'a RawValue>> {
        let of_documents = self.documents.map(|documents| {
            let lists = documents.into_iter().filter_map(|document| document.marks);
            lists.flatten().collect::<Vec<&RawValue>>()
        });
        match (self.marks, of_documents) {
            (Some(marks), None) | (None, Some(marks)) => Some(marks),
            (Some(marks), Some(more)) => Some(marks.into_iter().chain(more).collect()),
            (None, None) => None,
        }
    }
}
