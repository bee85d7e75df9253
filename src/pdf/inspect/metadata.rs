//! The document information and the XMP packet.
//!
//! **Absent:** a full reading of RDF; of the packet the properties are taken that name people and programs.

use super::words::{decoded, shortened};
use crate::model::dossier::intake::{MetadataEntry, SourceContents};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};

/// Properties of XMP that are listed, and whether they name a person.
const PROPERTIES: [(&str, bool); 9] = [
    ("dc:creator", true),
    ("dc:contributor", true),
    ("dc:publisher", false),
    ("pdfx:Manager", true),
    ("pdfx:LastSavedBy", true),
    ("photoshop:AuthorsPosition", true),
    ("xmpRights:Owner", true),
    ("xmp:CreatorTool", false),
    ("dc:title", false),
];

pub fn read(pdf: &Pdf, contents: &mut SourceContents) {
    let known = pdf.metadata();
    let entries = [
        ("Title", &known.title, false),
        ("Author", &known.author, true),
        ("Subject", &known.subject, false),
        ("Keywords", &known.keywords, false),
        ("Creator", &known.creator, false),
        ("Producer", &known.producer, false),
    ];
    for (key, value, is_name) in entries {
        let value = value.as_ref().map(|v| decoded(v)).unwrap_or_default();
        add(contents, key, value, is_name);
    }
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let packet = catalog.and_then(|c| c.get::<Stream<'_>>(b"Metadata"));
    let Some(packet) = packet.and_then(|p| p.decoded().ok().map(|d| d.into_owned())) else {
        return;
    };
    let packet = String::from_utf8_lossy(&packet);
    for (key, is_name) in PROPERTIES {
        add(contents, key, property(&packet, key), is_name);
    }
}

fn add(contents: &mut SourceContents, key: &str, value: String, is_name: bool) {
    if !value.is_empty() {
        contents.metadata.push(MetadataEntry {
            key: key.to_owned(),
            value,
            is_name,
        });
    }
}

/// The text of a property, whether it is an element or an attribute; empty when it is not there.
fn property(packet: &str, key: &str) -> String {
    let element = || {
        let from = packet.find(&format!("<{key}"))?;
        let inner = packet.get(from..)?;
        let inner = inner.get(inner.find('>')? + 1..)?;
        inner.get(..inner.find(&format!("</{key}>"))?)
    };
    let attribute = || {
        let from = packet.find(&format!("{key}=\""))?;
        let value = packet.get(from + key.len() + 2..)?;
        value.get(..value.find('"')?)
    };
    let found = element().or_else(attribute).unwrap_or("");
    let text = super::words::without_markup(found);
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to));
    shortened(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_as_elements_and_as_attributes() {
        let packet = "<x><dc:creator><rdf:Seq><rdf:li>J. Jansen</rdf:li></rdf:Seq></dc:creator>\
                      <rdf:Description xmp:CreatorTool=\"Word &amp; zo\"/></x>";
        assert_eq!(property(packet, "dc:creator"), "J. Jansen");
        assert_eq!(property(packet, "xmp:CreatorTool"), "Word & zo");
        assert_eq!(property(packet, "dc:publisher"), "");
    }
}
