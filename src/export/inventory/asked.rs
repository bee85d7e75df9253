//! A written inventory, asked whether it says of each document what a dossier says.
//!
//! **Invariant:** every document of the dossier has its row or is named as missing, and no other has.
//! **Absent:** titles, dates and remarks, which may be told otherwise than they are kept.

use super::words::clean;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Role;
use crate::model::ground::Ground;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Told {
    missing: Missing,
    documents: Vec<Row>,
}

#[derive(Deserialize)]
struct Missing {
    unjudged: Vec<String>,
    left_out: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    number: String,
    judgement: String,
    grounds: Vec<String>,
}

/// Whether the form for programs agrees with a dossier.
pub fn agrees(json: &[u8], dossier: &Dossier) -> bool {
    let Ok(Told { missing, documents }) = serde_json::from_slice(json) else {
        return false;
    };
    let listed = dossier.documents.iter().filter(|d| d.role == Role::Stuk);
    let numbers: BTreeSet<String> = listed.clone().map(|d| clean(d.number.as_str())).collect();
    let rows = documents.iter().map(|row| &row.number);
    let absent = missing.unjudged.iter().chain(&missing.left_out);
    let told: BTreeSet<String> = rows.chain(absent).cloned().collect();
    let is_right = |row: &Row| {
        let mut of_number = listed
            .clone()
            .filter(|d| clean(d.number.as_str()) == row.number);
        of_number.any(|d| {
            let grounds = d.listed_grounds();
            d.judged().is_some_and(|j| j.name() == row.judgement)
                && grounds
                    .iter()
                    .map(Ground::id)
                    .eq(row.grounds.iter().cloned())
        })
    };
    told == numbers && documents.iter().all(is_right)
}
