//! Pages whose order of reading is known.

use super::*;
use crate::model::blackout::BlackArea;
use crate::model::blackout::label::Label;
use crate::model::page::geometry::{PagePoint, PageSize};
use crate::writer::lettering;
use crate::writer::page::{Paint, TextRun};

const BLACK: Paint = Paint {
    colour: [0; 3],
    alpha: 255,
};

/// A page with texts of ten points that begin at these places.
fn page(texts: &[(f64, f64, &str)]) -> CleanPage {
    let (mut glyphs, mut placed) = (Vec::new(), Vec::new());
    for (x, y, text) in texts {
        let mut x = *x;
        for c in text.chars() {
            let glyph = lettering::glyph(c);
            let place = Affine::new([0.01, 0.0, 0.0, -0.01, x, *y]);
            x += f64::from(glyph.advance) * 0.01;
            placed.push(PlacedGlyph {
                glyph: glyphs.len() as u32,
                place,
                part: Belongs::Unknown,
            });
            glyphs.push(glyph);
        }
    }
    CleanPage {
        items: vec![Item::Text(TextRun {
            glyphs: placed,
            mode: crate::writer::page::TextMode::Fill(BLACK),
        })],
        glyphs,
        ..CleanPage::blank(
            PageSize {
                width: 600.0,
                height: 800.0,
            },
            1.0,
        )
    }
}

/// The text in the order of reading, blocks parted by a bar, areas as a block character.
fn read(page: &CleanPage, areas: &[PageRect]) -> String {
    let area = |rect: &PageRect| BlackArea {
        rects: vec![*rect],
        label: Label {
            text: String::new(),
            size: 8.0,
            origin: PagePoint::new(0.0, 0.0),
            rect: *rect,
            inside: true,
            leader: None,
        },
        spoken: String::new(),
    };
    let blackout = PageBlackout {
        areas: areas.iter().map(area).collect(),
        legend: Vec::new(),
    };
    let tags = order(page, &blackout, &[], "Afbeelding");
    let mut words = vec![String::new(); tags.leaves()];
    for (piece, glyph) in page.glyphs.iter().enumerate() {
        if let Some(leaf) = tags.piece(piece) {
            words[leaf].push_str(&glyph.unicode);
        }
    }
    for number in 0..areas.len() {
        words[tags.area(number).unwrap()].push('█');
    }
    let mut out = String::new();
    for (leaf, word) in words.iter().enumerate() {
        if leaf > 0 {
            let same = tags.block_of(leaf) == tags.block_of(leaf - 1);
            out.push_str(if same { " " } else { " | " });
        }
        out.push_str(word.trim());
    }
    out
}

#[test]
fn a_table_is_read_by_rows_and_an_area_stands_in_its_line() {
    // Drawn column by column, as spreadsheets do.
    let page = page(&[
        (50.0, 100.0, "Sensor"),
        (50.0, 120.0, "Rekenkast"),
        (50.0, 140.0, "Beheer"),
        (300.0, 100.0, "42"),
        (300.0, 120.0, "1"),
        (300.0, 140.0, "2"),
    ]);
    assert_eq!(read(&page, &[]), "Sensor 42 | Rekenkast 1 | Beheer 2");
    let area = PageRect::new(400.0, 112.0, 460.0, 122.0).unwrap();
    assert_eq!(read(&page, &[area]), "Sensor 42 | Rekenkast 1 █ | Beheer 2");
}

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    let line = "een regel van de lopende tekst";
    let other = "en dit is de tekst hiernaast nu";
    let mut texts = vec![(
        50.0,
        60.0,
        "Kop over beide kolommen van deze pagina, zo breed als zij",
    )];
    for row in 0..5 {
        let y = 100.0 + 12.0 * f64::from(row);
        texts.push((50.0, y, line));
        texts.push((310.0, y, other));
    }
    let read = read(&page(&texts), &[]);
    let lines = |text: &str| [text; 5].join(" ");
    assert_eq!(
        read,
        format!("{} | {} | {}", texts[0].2, lines(line), lines(other))
    );
}

#[test]
fn paragraphs_are_parted_by_space_and_drawing_order_does_not_matter() {
    let page = page(&[
        (50.0, 160.0, "Tweede alinea"),
        (50.0, 112.0, "gaat verder"),
        (50.0, 100.0, "Eerste alinea"),
    ]);
    assert_eq!(
        read(&page, &[]),
        "Eerste alinea gaat verder | Tweede alinea"
    );
}
