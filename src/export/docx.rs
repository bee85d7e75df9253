//! A text for a word processor: headings, paragraphs, tables with a repeated head, page numbers.
//!
//! **Invariant:** the file names no author, program user or moment but the day it was given; the same content gives the
//! same bytes. Every text is escaped.
//! **Absent:** pictures, links, comments, tracked changes, fields but that of the page number.
//!
//! Written here because the crates for it put in parts that nobody asked for (comments, custom properties, fonts) and
//! leave out what a screen reader needs (the language). Source: ECMA-376 part 1.

use crate::writer::flow;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Twips (twentieths of a point) of an A4 page and between its margins.
const PAGE_TWIPS: (u32, u32) = (11_906, 16_838);
const MARGIN_TWIPS: u32 = 1_134;
/// Half points of the text in a table.
const CELL_HALF_POINTS: u32 = 17;

/// A text under construction.
#[derive(Default)]
pub struct Docx {
    body: String,
    /// The page lies on its side.
    wide: bool,
}

impl Docx {
    /// A text that begins on pages that lie on their side, for a table of many columns.
    pub fn wide() -> Self {
        Self {
            wide: true,
            ..Self::default()
        }
    }

    /// What follows stands on upright pages.
    pub fn turn_upright(&mut self) {
        if self.wide {
            let section = self.section();
            self.body
                .push_str(&format!("<w:p><w:pPr>{section}</w:pPr></w:p>"));
            self.wide = false;
        }
    }

    /// The page that what came before stands on.
    fn section(&self) -> String {
        let (width, height) = self.page();
        let turned = if self.wide {
            " w:orient=\"landscape\""
        } else {
            ""
        };
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{MARGIN_TWIPS}\" w:right=\"{MARGIN_TWIPS}\" w:bottom=\"{MARGIN_TWIPS}\" w:left=\"{MARGIN_TWIPS}\" \
             w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
        )
    }

    fn page(&self) -> (u32, u32) {
        if self.wide {
            (PAGE_TWIPS.1, PAGE_TWIPS.0)
        } else {
            PAGE_TWIPS
        }
    }

    /// A heading of level 1 to 3.
    pub fn heading(&mut self, level: u8, text: &str) {
        let level = level.clamp(1, 3);
        self.styled(&format!("Heading{level}"), text);
    }

    /// Lines of the text become lines of the paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.styled("Normal", text);
    }

    fn styled(&mut self, style: &str, text: &str) {
        let properties = format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        self.body.push_str(&paragraph(&properties, text, false));
    }

    /// A table; a row with one cell alone runs over all columns, in bold. A column is as wide as its share says, and as
    /// its longest word as far as the others can spare it.
    pub fn table(&mut self, heads: &[&str], shares: &[f64], rows: &[(Vec<String>, bool)]) {
        let mut longest: Vec<f64> = heads.iter().map(|head| longest_word(head)).collect();
        for (cells, _) in rows.iter().filter(|(cells, _)| cells.len() == heads.len()) {
            for (cell, longest) in cells.iter().zip(&mut longest) {
                *longest = longest.max(longest_word(cell));
            }
        }
        let width = f64::from(self.page().0 - 2 * MARGIN_TWIPS);
        let widths = flow::widths(width, shares, &longest);
        let widths: Vec<u32> = widths.into_iter().map(|width| width as u32).collect();
        let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
        let edges: String = edges
            .map(|edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/>"))
            .concat();
        let grid: String = widths
            .iter()
            .map(|w| format!("<w:gridCol w:w=\"{w}\"/>"))
            .collect();
        self.body.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>{edges}</w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        ));
        let heads = heads.iter().map(|head| (*head).to_owned()).collect();
        self.row(heads, true, &widths, "<w:tblHeader/>");
        for (cells, bold) in rows {
            self.row(cells.clone(), *bold, &widths, "");
        }
        self.body.push_str("</w:tbl>");
        self.styled("Normal", "");
    }

    fn row(&mut self, cells: Vec<String>, bold: bool, widths: &[u32], more: &str) {
        let alone = cells.len() == 1 && widths.len() > 1;
        let cells = cells.iter().zip(widths).map(|(text, width)| {
            let span = match alone {
                true => format!(
                    "<w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{}\"/>",
                    widths.iter().sum::<u32>(),
                    widths.len()
                ),
                false => format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"),
            };
            let text = paragraph("<w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr>", text, bold);
            format!("<w:tc><w:tcPr>{span}</w:tcPr>{text}</w:tc>")
        });
        let cells: String = cells.collect();
        self.body.push_str(&format!(
            "<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"
        ));
    }

    /// The bytes; `day` is ISO 8601.
    ///
    /// # Errors
    /// None in practice; the archive is written to memory.
    pub fn finish(self, title: &str, day: &str) -> Result<Vec<u8>, zip::result::ZipError> {
        let section = self.section();
        let document = format!(
            "<w:document {W} xmlns:r=\"{TYPES}\"><w:body>{}{section}</w:body></w:document>",
            self.body
        );
        let core = format!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
             <dc:language>nl-NL</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created>\
             </cp:coreProperties>",
            escaped(title),
            escaped(day)
        );
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, part) in [
            ("[Content_Types].xml", content_types()),
            ("_rels/.rels", package_relations()),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", document_relations()),
            ("word/styles.xml", styles()),
            ("word/footer1.xml", footer()),
            ("docProps/core.xml", core),
        ] {
            archive.start_file(name, options)?;
            archive.write_all(DECLARATION.as_bytes())?;
            archive.write_all(part.as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }
}

/// What the longest word of a cell takes in twips, its margins included: a letter of Arial is 0.6 of its size at most, but
/// for capitals, of which a word has few.
fn longest_word(cell: &str) -> f64 {
    const LETTER_TWIPS: f64 = CELL_HALF_POINTS as f64 * 10.0 * 0.6;
    const MARGINS_TWIPS: f64 = 230.0;
    let letters = cell.split_whitespace().map(|word| word.chars().count());
    letters.max().unwrap_or(0) as f64 * LETTER_TWIPS + MARGINS_TWIPS
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn paragraph(properties: &str, text: &str, bold: bool) -> String {
    let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    format!(
        "<w:p>{properties}<w:r>{look}{}</w:r></w:p>",
        lines.join("<w:br/>")
    )
}

/// Text without what XML cannot hold.
fn escaped(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || *c == '\t');
    let kept = kept.filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let text: String = kept.collect();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

fn content_types() -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{WORD}.styles+xml\"/>\
         <Override PartName=\"/word/footer1.xml\" ContentType=\"{WORD}.footer+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

fn relations(list: &[(&str, String, &str)]) -> String {
    let list = list.iter().map(|(id, kind, target)| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
    });
    let list: String = list.collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
    )
}

fn package_relations() -> String {
    const CORE: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[
        (
            "rId1",
            format!("{TYPES}/officeDocument"),
            "word/document.xml",
        ),
        ("rId2", CORE.to_owned(), "docProps/core.xml"),
    ])
}

fn document_relations() -> String {
    relations(&[
        ("rId1", format!("{TYPES}/styles"), "styles.xml"),
        ("rId2", format!("{TYPES}/footer"), "footer1.xml"),
    ])
}

fn footer() -> String {
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\"{name}\"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let text = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    format!(
        "<w:ftr {W}><w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:jc w:val=\"right\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        text("Pagina "),
        field("PAGE_TWIPS"),
        text(" van "),
        field("NUMPAGES")
    )
}

fn styles() -> String {
    let heading = |level: u8, half_points: u32| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>\
             <w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/>\
             <w:sz w:val=\"{half_points}\"/></w:rPr></w:style>",
            level - 1
        )
    };
    let headings: String = [(1, 32), (2, 26), (3, 22)]
        .map(|(l, s)| heading(l, s))
        .concat();
    format!(
        "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" \
         w:cs=\"Arial\"/><w:sz w:val=\"20\"/><w:lang w:val=\"nl-NL\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         {headings}<w:style w:type=\"paragraph\" w:styleId=\"Cell\"><w:name w:val=\"Table Contents\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"20\" w:after=\"20\"/></w:pPr><w:rPr>\
         <w:sz w:val=\"{CELL_HALF_POINTS}\"/></w:rPr></w:style></w:styles>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn made() -> Vec<u8> {
        let mut text = Docx::default();
        text.heading(1, "Kop & <staart>");
        text.paragraph("een\ntwee\u{1}");
        let rows = [
            (vec!["2016".to_owned()], true),
            (vec!["1a".into(), "x".into()], false),
        ];
        text.table(&["Nr.", "Document"], &[1.0, 3.0], &rows);
        text.finish("Titel", "2026-11-25").unwrap()
    }

    #[test]
    fn the_same_content_gives_the_same_bytes_and_all_text_is_escaped() {
        let bytes = made();
        assert_eq!(bytes, made());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut document = String::new();
        let mut part = archive.by_name("word/document.xml").unwrap();
        part.read_to_string(&mut document).unwrap();
        assert!(document.contains("Kop &amp; &lt;staart&gt;"));
        assert!(document.contains("een</w:t><w:br/>") && !document.contains('\u{1}'));
        assert!(document.contains("<w:tblHeader/>") && document.contains("w:gridSpan w:val=\"2\""));
    }

    #[test]
    fn a_wide_table_gives_every_word_room_and_what_follows_is_upright() {
        let mut text = Docx::wide();
        let row = ["1a", "Over het plan", "raadsinformatiebrief"];
        let rows = [(row.map(str::to_owned).to_vec(), false)];
        text.table(&["Nr.", "Document", "Soort"], &[10.0, 80.0, 10.0], &rows);
        text.turn_upright();
        text.paragraph("Overwegingen");
        let grid: Vec<f64> = text
            .body
            .split("<w:gridCol w:w=\"")
            .skip(1)
            .map(|part| part.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert!(
            grid[2] + 1.0 > longest_word("raadsinformatiebrief"),
            "{grid:?}"
        );
        assert!(grid.iter().sum::<f64>() <= f64::from(PAGE_TWIPS.1 - 2 * MARGIN_TWIPS));
        assert_eq!(text.body.matches("w:orient=\"landscape\"").count(), 1);
        assert!(!text.section().contains("landscape"));
    }
}
