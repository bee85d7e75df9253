//! Form fields, signatures and layers.

use super::objects::Objects;
use super::words::{long_text, name, text};
use crate::model::dossier::intake::{FormField, Layer, SourceContents};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use std::collections::BTreeSet;

/// Annotation flags (ISO 32000-1 §12.5.3): hidden, and not shown on the screen.
const HIDDEN: i32 = 1 << 1;
const NO_VIEW: i32 = 1 << 5;
/// Fields above fields.
const MAX_DEPTH: usize = 32;

/// What a field inherits from the field above it.
fn inherited<'a>(field: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut at = field.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(value) = at.get::<Object<'a>>(key.as_bytes()) {
            return Some(value);
        }
        at = at.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

fn full_name(field: &Dict<'_>) -> String {
    let mut parts = vec![text(field, "T")];
    let mut at = field.clone();
    for _ in 0..MAX_DEPTH {
        let Some(above) = at.get::<Dict<'_>>(b"Parent") else {
            break;
        };
        parts.push(text(&above, "T"));
        at = above;
    }
    parts.retain(|part| !part.is_empty());
    parts.reverse();
    super::words::shortened(&parts.join("."))
}

/// Whether a field has a widget that is shown.
fn is_shown(field: &Dict<'_>) -> bool {
    let shown = |widget: &Dict<'_>| {
        let flags = widget.get::<i32>(b"F").unwrap_or(0);
        widget.contains_key(b"Rect") && flags & (HIDDEN | NO_VIEW) == 0
    };
    let kids = field.get::<Array<'_>>(b"Kids");
    shown(field) || kids.is_some_and(|kids| kids.iter::<Dict<'_>>().any(|kid| shown(&kid)))
}

pub fn read(objects: &Objects<'_>, contents: &mut SourceContents) {
    for field in &objects.fields {
        let kind = inherited(field, "FT").map(long_text).unwrap_or_default();
        if kind == "Sig" {
            if let Some(signature) = field.get::<Dict<'_>>(b"V") {
                let said = ["Name", "Reason", "Location"].map(|key| text(&signature, key));
                let said: Vec<String> = said.into_iter().filter(|s| !s.is_empty()).collect();
                contents
                    .signatures
                    .push(super::words::shortened(&said.join(", ")));
            }
            continue;
        }
        let value = inherited(field, "V").map(long_text).unwrap_or_default();
        let is_off = kind == "Btn" && (value.is_empty() || value == "Off");
        if value.is_empty() || is_off {
            continue;
        }
        contents.fields.push(FormField {
            name: full_name(field),
            value: super::words::shortened(&value),
            is_hidden: !is_shown(field),
        });
    }
}

/// The layers with their state when the file is opened (ISO 32000-1 §8.11.4.3).
pub fn layers(pdf: &Pdf, groups: &[Dict<'_>], contents: &mut SourceContents) {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let properties = catalog.and_then(|c| c.get::<Dict<'_>>(b"OCProperties"));
    let usual = properties.and_then(|p| p.get::<Dict<'_>>(b"D"));
    let listed = |key: &str| -> BTreeSet<(u32, i32)> {
        let array = usual
            .as_ref()
            .and_then(|d| d.get::<Array<'_>>(key.as_bytes()));
        let references = array
            .iter()
            .flat_map(Array::raw_iter)
            .filter_map(|item| match item {
                MaybeRef::Ref(to) => Some((to.obj_number, to.gen_number)),
                MaybeRef::NotRef(_) => None,
            });
        references.collect()
    };
    let all_off = usual
        .as_ref()
        .is_some_and(|d| name(d, "BaseState") == "OFF");
    let (on, off) = (listed("ON"), listed("OFF"));
    for group in groups {
        let id = group.obj_id().map(|id| (id.obj_number, id.gen_number));
        let among = |set: &BTreeSet<(u32, i32)>| id.is_some_and(|id| set.contains(&id));
        contents.layers.push(Layer {
            name: text(group, "Name"),
            is_shown: if all_off { among(&on) } else { !among(&off) },
        });
    }
}
