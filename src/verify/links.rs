//! The links of a written file: where they lie, and where they lead.
//!
//! **Invariant:** an address is that of the web; nothing else is taken for a link.
//! **Absent:** their place in the structure tree; `structure` asks that.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::syntax::{Dict, FileObjects, Value};
use crate::model::page::geometry::PageRect;

/// The links of a page with their object numbers.
pub fn of(file: &FileObjects, page: u32) -> Vec<(u32, &Dict)> {
    let dict = |number: u32| file.objects.get(&number)?.value.dict();
    let list = dict(page).and_then(|page| page.get(b"Annots".as_slice())?.array());
    let link = |value: &Value| {
        let number = value.reference()?;
        Some((number, dict(number)?))
    };
    let list = list.unwrap_or_default();
    list.iter().filter_map(link).collect()
}

/// How many links of a page lie on something black, or nowhere.
pub fn over(file: &FileObjects, page: u32, height: f64, black: &[PageRect]) -> usize {
    let on_black = |link: &Dict| {
        let Some(Value::Array(sides)) = link.get(b"Rect".as_slice()) else {
            return true;
        };
        let sides: Vec<f64> = sides.iter().filter_map(Value::number).collect();
        let [left, bottom, right, top] = sides.as_slice() else {
            return true;
        };
        let rect = PageRect::new(*left, height - top, *right, height - bottom);
        rect.is_none_or(|rect| black.iter().any(|b| b.intersects(&rect)))
    };
    of(file, page)
        .iter()
        .filter(|(_, link)| on_black(link))
        .count()
}

/// Whether bytes are an address of the web: visible ASCII, `http` or `https`, a host, no user.
pub fn is_web(address: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(address) else {
        return false;
    };
    let lower = text.to_ascii_lowercase();
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let Some(rest) = rest else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    !host.is_empty() && !host.contains('@') && address.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for address in ["https://voorbeeld.nl", "http://voorbeeld.nl/a?b=c@d#e"] {
            assert!(is_web(address.as_bytes()), "{address}");
        }
        for address in [
            "mailto:a@voorbeeld.nl",
            "https://a@voorbeeld.nl/",
            "https:///",
            "file:///etc",
            "https://voorbeeld.nl/ a",
            "",
        ] {
            assert!(!is_web(address.as_bytes()), "{address}");
        }
    }
}
