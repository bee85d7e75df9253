//! The XMP packet of a written file: title, language, date to the day, program. Nothing else.
//!
//! **Invariant:** every property is on the list below; none of it comes from a source's metadata.
//! **Absent:** author, times, identifiers.
//!
//! Source: ISO 16684-1 (XMP), §7; ISO 32000-1 §14.3.2.

/// The packet, in UTF-8.
pub fn xmp(title: &str, language: &str, date: &str) -> String {
    let title = escaped(title);
    let language = escaped(language);
    let date = escaped(date);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n\
         <pdf:Producer>Lakwerk</pdf:Producer>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_out_of_its_element() {
        let packet = xmp("</rdf:li><pdf:Author>X & \"Y\"\u{0}", "nl-NL", "2026-11-23");
        assert!(packet.contains("&lt;/rdf:li&gt;&lt;pdf:Author&gt;X &amp; &quot;Y&quot; "));
        assert_eq!(packet.matches("</rdf:li>").count(), 2);
    }
}
