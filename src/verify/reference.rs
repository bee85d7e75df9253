//! Black areas and labels alone, as PDFium shows them: what the place of a label must look like.
//!
//! **Invariant:** made without the writer: another font format (the whole TrueType file), another file layout.

use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::{UNITS_PER_EM, advance};
use crate::model::page::geometry::PageSize;
use crate::pdf::Document;
use std::fmt::Write;

/// A page of this size with the areas and labels and nothing else; `None` when it cannot be made.
pub fn document(size: PageSize, blackout: &PageBlackout) -> Option<Document> {
    let drawing = drawing(size, blackout)?;
    let font = dejavu::sans_condensed::regular();
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        size.width, size.height
    );
    let widths: Vec<String> = (32..=255_u8).map(|_| "600".to_owned()).collect();
    let font_dict = format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/R/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255\
         /Widths[{}]/FontDescriptor 6 0 R>>",
        widths.join(" ")
    );
    let objects: [Vec<u8>; 7] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        page.into_bytes(),
        stream("", drawing.as_bytes()),
        font_dict.into_bytes(),
        b"<</Type/FontDescriptor/FontName/R/Flags 32/FontBBox[-1000 -500 2000 1200]/ItalicAngle 0\
          /Ascent 900/Descent -300/CapHeight 700/StemV 80/FontFile2 7 0 R>>"
            .to_vec(),
        stream(&format!("/Length1 {}", font.len()), font),
    ];
    Document::open_own(file(&objects)?).ok()
}

/// The content of the page: black areas, and labels letter by letter.
fn drawing(size: PageSize, blackout: &PageBlackout) -> Option<String> {
    let mut drawing = String::new();
    for area in &blackout.areas {
        for r in &area.rects {
            let (x, y) = (r.left(), size.height - r.bottom());
            writeln!(
                drawing,
                "0 g {x:.3} {y:.3} {:.3} {:.3} re f",
                r.width(),
                r.height()
            )
            .ok()?;
        }
    }
    for label in blackout.labels() {
        let colour = if label.inside { 1 } else { 0 };
        let (mut x, y) = (label.origin.x, size.height - label.origin.y);
        for c in label.text.chars() {
            // Latin-1 codes; another letter is compared by its text alone.
            let code = u8::try_from(u32::from(c)).ok()?;
            writeln!(
                drawing,
                "BT {colour} g /F {} Tf {x:.3} {y:.3} Td <{code:02x}> Tj ET",
                label.size
            )
            .ok()?;
            x += (f64::from(advance(c)?) * 1000.0 / UNITS_PER_EM).round() * label.size / 1000.0;
        }
    }
    Some(drawing)
}

/// The bytes of a file of these objects, numbered from 1; the first is its catalog.
fn file(objects: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1);
    offsets
        .iter()
        .for_each(|offset| end.push_str(&format!("{offset:010} 00000 n \n")));
    write!(
        end,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF",
        offsets.len() + 1
    )
    .ok()?;
    bytes.extend_from_slice(end.as_bytes());
    Some(bytes)
}

fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<</Length {}{keys}>>\nstream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}
