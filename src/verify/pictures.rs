//! The samples of pictures under black areas: a box drawn over a picture hides nothing.
//!
//! **Invariant:** every sample whose middle lies under a black area is black in the picture itself; a mask is wholly
//! see-through there, and a stencil paints nothing.
//! **Absent:** what a page looks like; there the box covers the picture, and nothing could be seen.

use super::streams::{fax_rows, inflated, integer};
use super::syntax::{Dict, Value};
use crate::model::page::geometry::PageRect;
use kurbo::{Affine, Point, Rect};

/// The lightest value that counts as black where samples are kept exactly.
const BLACK: u8 = 3;
/// In a JPEG, this deep within an area (in samples), blocks hold nothing but the area.
const BLOCK: usize = 16;
/// The lightest value there, and in the blocks that the area shares with what is beside it.
const BLACK_IN_JPEG: u8 = 16;
const BLACK_AT_EDGE: u8 = 128;

/// The lightest channel of each sample.
pub struct Samples {
    width: usize,
    height: usize,
    lightest: Vec<u8>,
    lossy: bool,
}

impl Samples {
    /// Decodes a picture; `None` when it does not decode to what its dictionary says.
    pub fn read(raw: &[u8], dict: &Dict) -> Option<Self> {
        let (width, height) = (integer(dict, "Width")?, integer(dict, "Height")?);
        let filter =
            |name: &[u8]| dict.get(b"Filter".as_slice()) == Some(&Value::Name(name.to_vec()));
        let lossy = filter(b"DCTDecode");
        let lightest = if filter(b"CCITTFaxDecode") {
            let black = fax_rows(raw, width, height)?;
            // What a stencil paints is what it would show, so that paint counts as light.
            let paint = dict.contains_key(b"ImageMask".as_slice());
            black
                .iter()
                .map(|b| if *b == paint { 255 } else { 0 })
                .collect()
        } else if lossy {
            let decoded =
                image::load_from_memory_with_format(raw, image::ImageFormat::Jpeg).ok()?;
            let rgb = decoded.into_rgb8();
            rgb.pixels()
                .map(|p| p.0.into_iter().max().unwrap_or(255))
                .collect()
        } else {
            unpacked(&inflated(raw)?, width, dict)?
        };
        (lightest.len() == width.checked_mul(height)?).then_some(Self {
            width,
            height,
            lightest,
            lossy,
        })
    }

    pub fn is_single(&self) -> bool {
        self.lightest.len() == 1
    }

    /// How many areas are not black in this picture. `place` takes the unit square (y upwards) to the page as the
    /// file has it, of which `height` is the height.
    pub fn uneven<'a>(
        &self,
        place: Affine,
        height: f64,
        areas: impl Iterator<Item = &'a PageRect>,
    ) -> usize {
        let per_sample = Affine::new([
            1.0 / self.width as f64,
            0.0,
            0.0,
            -1.0 / self.height as f64,
            0.0,
            1.0,
        ]);
        let to_page = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height]) * place * per_sample;
        areas.filter(|area| !self.is_black(to_page, area)).count()
    }

    fn is_black(&self, to_page: Affine, area: &PageRect) -> bool {
        if to_page.determinant().abs() < 1e-12 {
            return true;
        }
        let rect = Rect::new(area.left(), area.top(), area.right(), area.bottom());
        let around = to_page.inverse().transform_rect_bbox(rect);
        let from = |v: f64| v.floor().max(0.0) as usize;
        let to = |v: f64, most: usize| (v.ceil().max(0.0) as usize).min(most);
        let (left, right) = (from(around.x0), to(around.x1, self.width));
        let (top, bottom) = (from(around.y0), to(around.y1, self.height));
        (top..bottom).all(|y| {
            (left..right).all(|x| {
                let middle = to_page * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                let deep = x.min(y) >= BLOCK
                    && (left + BLOCK..right.saturating_sub(BLOCK)).contains(&x)
                    && (top + BLOCK..bottom.saturating_sub(BLOCK)).contains(&y);
                let most = match (self.lossy, deep) {
                    (false, _) => BLACK,
                    (true, true) => BLACK_IN_JPEG,
                    (true, false) => BLACK_AT_EDGE,
                };
                !rect.contains(middle)
                    || self
                        .lightest
                        .get(y * self.width + x)
                        .is_some_and(|v| *v <= most)
            })
        })
    }
}

/// Packed samples as the lightest channel of each.
fn unpacked(data: &[u8], width: usize, dict: &Dict) -> Option<Vec<u8>> {
    let bits = integer(dict, "BitsPerComponent").filter(|b| matches!(b, 1 | 2 | 4 | 8))?;
    let space = dict.get(b"ColorSpace".as_slice())?;
    if *space == Value::Name(b"DeviceRGB".to_vec()) {
        return Some(
            data.chunks_exact(3)
                .map(|p| p.iter().copied().max().unwrap_or(255))
                .collect(),
        );
    }
    let most = (1_usize << bits) - 1;
    let tones: Vec<u8> = match space {
        Value::Array(parts) => match parts.as_slice() {
            [.., Value::Text(palette)] => palette
                .chunks_exact(3)
                .map(|p| p.iter().copied().max().unwrap_or(255))
                .collect(),
            _ => return None,
        },
        _ => (0..=most).map(|v| (v * 255 / most) as u8).collect(),
    };
    let row = (width * bits).div_ceil(8);
    let mut out = Vec::with_capacity(data.len() * 8 / bits);
    for line in data.chunks_exact(row.max(1)) {
        for column in 0..width {
            let bit = column * bits;
            let value = (usize::from(*line.get(bit / 8)?) >> (8 - bits - bit % 8)) & most;
            // An index beyond the palette shows whatever a reader makes of it.
            out.push(tones.get(value).copied().unwrap_or(255));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::blackout::PageBlackout;
    use crate::model::page::geometry::PageSize;
    use crate::model::page::pixels::Pixels;
    use crate::verify::{Check, check_file};
    use crate::writer::page::{CleanPage, Item};
    use crate::writer::picture::Picture;
    use crate::writer::{Claim, FileFacts, write};

    const SIZE: PageSize = PageSize {
        width: 100.0,
        height: 100.0,
    };

    /// A written page with a picture in which the area is painted black, or all but its last row of pixels is.
    fn written(photo: bool, whole: bool, place: Affine) -> (Vec<u8>, PageRect) {
        let tone = |x: usize, y: usize| {
            if photo {
                (80 + (x * 3 + y) % 120) as u8
            } else {
                255
            }
        };
        let rgb = (0..200_usize).flat_map(|y| (0..200_usize).flat_map(move |x| [tone(x, y); 3]));
        let mut pixels = Pixels::new(200, 200, rgb.collect()).unwrap();
        let area = PageRect::new(20.0, 30.0, 80.0, 60.0).unwrap();
        pixels.fill(38, 58, 162, if whole { 122 } else { 100 }, [0; 3]);
        let picture = Picture::of_page(&pixels).unwrap();
        let page = CleanPage {
            size: SIZE,
            user_unit: 1.0,
            items: vec![Item::Picture {
                picture: 0,
                place,
                alpha: 255,
            }],
            glyphs: vec![],
            pictures: vec![picture],
            parts: Vec::new(),
            raster: true,
        };
        let blackout = PageBlackout::of_one(area, SIZE);
        let facts = FileFacts {
            title: "T".into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        };
        (
            write(
                &[(&page, &blackout)],
                &Default::default(),
                &facts,
                Claim::PdfAAndUa,
            ),
            area,
        )
    }

    const UPRIGHT: Affine = Affine::new([100.0, 0.0, 0.0, -100.0, 0.0, 100.0]);

    fn leaks(file: &[u8], area: PageRect) -> bool {
        let check = check_file(file, &[], &[vec![area]]);
        check.faults.iter().any(|f| f.check == Check::FlatInside)
    }

    #[test]
    fn a_picture_left_under_its_box_is_a_leak() {
        for photo in [false, true] {
            let (clean, area) = written(photo, true, UPRIGHT);
            assert_eq!(check_file(&clean, &[], &[vec![area]]).faults, []);
            let (dirty, area) = written(photo, false, UPRIGHT);
            assert!(leaks(&dirty, area), "photo: {photo}");
        }
    }

    #[test]
    fn a_mirrored_picture_is_looked_at_where_it_stands() {
        let mirrored = Affine::new([100.0, 0.0, 0.0, 100.0, 0.0, 0.0]);
        let (file, area) = written(false, true, mirrored);
        assert!(
            leaks(&file, area),
            "the black part of the picture is not where the area is"
        );
    }

    fn dict(keys: &[(&str, Value)]) -> Dict {
        let entry = |(key, value): &(&str, Value)| (key.as_bytes().to_vec(), value.clone());
        keys.iter().map(entry).collect()
    }

    #[test]
    fn what_a_stencil_paints_is_light_and_what_a_fax_prints_is_dark() {
        let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
        let row = [fax::Color::Black, fax::Color::White];
        encoder.encode_line(row.into_iter(), 2).unwrap();
        let raw = encoder.finish().unwrap().finish();
        let mut keys = vec![
            ("Width", Value::Int(2)),
            ("Height", Value::Int(1)),
            ("Filter", Value::Name(b"CCITTFaxDecode".to_vec())),
        ];
        let page = Samples::read(&raw, &dict(&keys)).unwrap();
        keys.push(("ImageMask", Value::Bool(true)));
        let stencil = Samples::read(&raw, &dict(&keys)).unwrap();
        assert_eq!([page.lightest, stencil.lightest], [[0, 255], [255, 0]]);
    }

    #[test]
    fn an_index_beyond_its_palette_is_light() {
        let space = vec![
            Value::Name(b"Indexed".to_vec()),
            Value::Name(b"DeviceRGB".to_vec()),
            Value::Int(1),
            Value::Text(vec![0, 0, 0, 9, 8, 7]),
        ];
        let keys = dict(&[
            ("BitsPerComponent", Value::Int(2)),
            ("ColorSpace", Value::Array(space)),
        ]);
        assert_eq!(unpacked(&[0b0001_1000], 3, &keys), Some(vec![0, 9, 255]));
    }

    #[test]
    fn deep_in_an_area_a_jpeg_is_as_good_as_black() {
        let gray = Samples {
            width: 100,
            height: 100,
            lightest: vec![60; 100 * 100],
            lossy: true,
        };
        let uneven = |left, top, right, bottom| {
            let area = PageRect::new(left, top, right, bottom).unwrap();
            gray.uneven(UPRIGHT, 100.0, [area].iter())
        };
        assert_eq!(uneven(20.0, 20.0, 80.0, 50.0), 0, "blocks at its edge");
        assert_eq!(uneven(20.0, 20.0, 80.0, 60.0), 1, "a block within");
    }

    #[test]
    fn an_area_that_the_file_does_not_declare_is_a_fault() {
        let (file, _) = written(false, true, UPRIGHT);
        let elsewhere = PageRect::new(1.0, 1.0, 9.0, 9.0).unwrap();
        assert!(leaks(&file, elsewhere));
    }
}
