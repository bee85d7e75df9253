//! Pictures of the example dossier: pages as a scanner gives them, signatures, a photograph.
//!
//! **Invariant:** only whole numbers and plain arithmetic, so that every machine makes the same pixels.
//! **Absent:** colour management.

use super::sheet::{Item, Marked, Sheet, Style};

#[derive(Clone)]
pub enum Coding {
    /// Eight bits, deflated.
    Rgb,
    Jpeg {
        gray: bool,
    },
    /// One bit, CCITT group 4.
    Fax,
}

#[derive(Clone)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub coding: Coding,
    pub data: Vec<u8>,
    /// How opaque each pixel is.
    pub mask: Option<Vec<u8>>,
}

/// Numbers without pattern, the same in every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Ink on paper: 0 is blank, 255 is black.
struct Ink {
    width: usize,
    height: usize,
    cover: Vec<u8>,
}

impl Ink {
    fn new(width: usize, height: usize) -> Self {
        let cover = vec![0; width * height];
        Self {
            width,
            height,
            cover,
        }
    }

    /// Fills polygons by the non-zero rule, with four lines of sight to a pixel row and sixteen steps across.
    fn fill(&mut self, polygons: &[Vec<(f64, f64)>]) {
        let ys = || polygons.iter().flatten().map(|p| p.1);
        let top = ys().fold(f64::MAX, f64::min).max(0.0) as usize;
        let bottom = (ys().fold(0.0, f64::max) as usize + 1).min(self.height);
        for row in top..bottom {
            let mut across = vec![0_u32; self.width * 16 + 1];
            for quarter in 0..4 {
                let y = row as f64 + (f64::from(quarter) + 0.5) / 4.0;
                for (from, to) in spans(polygons, y) {
                    let step = |x: f64| ((x * 16.0).round().max(0.0) as usize).min(self.width * 16);
                    across[step(from)..step(to)]
                        .iter_mut()
                        .for_each(|n| *n += 1);
                }
            }
            for column in 0..self.width {
                let sum: u32 = across[column * 16..column * 16 + 16].iter().sum();
                let at = &mut self.cover[row * self.width + column];
                *at = (*at).max((sum * 255 / 64).min(255) as u8);
            }
        }
    }

    /// A round pen at one place.
    fn dot(&mut self, x: f64, y: f64, radius: f64) {
        let reach = radius as usize + 2;
        let near = |v: f64, limit: usize| {
            let v = v.max(0.0) as usize;
            v.saturating_sub(reach)..(v + reach).min(limit)
        };
        for row in near(y, self.height) {
            for column in near(x, self.width) {
                let (dx, dy) = (column as f64 + 0.5 - x, row as f64 + 0.5 - y);
                let cover = (radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0) * 255.0;
                let at = &mut self.cover[row * self.width + column];
                *at = (*at).max(cover as u8);
            }
        }
    }
}

/// Where a horizontal line lies inside polygons.
fn spans(polygons: &[Vec<(f64, f64)>], y: f64) -> Vec<(f64, f64)> {
    let mut crossings: Vec<(f64, i32)> = Vec::new();
    for polygon in polygons {
        for (index, a) in polygon.iter().enumerate() {
            let b = polygon[(index + 1) % polygon.len()];
            if (a.1 <= y) != (b.1 <= y) {
                let x = a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0);
                crossings.push((x, if a.1 < b.1 { 1 } else { -1 }));
            }
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut spans, mut winding, mut from) = (Vec::new(), 0, 0.0);
    for (x, turn) in crossings {
        if winding == 0 {
            from = x;
        }
        winding += turn;
        if winding == 0 {
            spans.push((from, x));
        }
    }
    spans
}

/// A page laid askew under a scanner: sine and cosine of the angle, pixels to a point.
pub struct Scanner {
    pub sine: f64,
    pub cosine: f64,
    pub scale: f64,
    pub fax: bool,
    /// Whether the scanner recognised the words.
    pub recognises: bool,
}

impl Scanner {
    fn turned(&self, sheet: &Sheet, x: f64, y: f64) -> (f64, f64) {
        let (cx, cy) = (sheet.size.0 / 2.0, sheet.size.1 / 2.0);
        let (dx, dy) = (x - cx, y - cy);
        (
            cx + dx * self.cosine - dy * self.sine,
            cy + dx * self.sine + dy * self.cosine,
        )
    }

    /// The page as a scan of it, with the marks where the words now lie.
    pub fn scan(&self, sheet: &Sheet) -> Sheet {
        let pixels = |points: f64| (points * self.scale).round() as usize;
        let mut ink = Ink::new(pixels(sheet.size.0), pixels(sheet.size.1));
        let mut scanned = Sheet::new(sheet.size);
        let mut words = Vec::new();
        for item in &sheet.items {
            self.lay(sheet, item, &mut ink, &mut words);
        }
        let picture = if self.fax {
            faxed(&ink)
        } else {
            photographed(&ink)
        };
        scanned.picture([0.0, 0.0, sheet.size.0, sheet.size.1], picture);
        if self.recognises {
            scanned.items.extend(words);
        }
        scanned.open = sheet.open.clone();
        scanned.marks = sheet.marks.iter().map(|m| self.moved(sheet, m)).collect();
        scanned
    }

    fn write(
        &self,
        sheet: &Sheet,
        (x, y): (f64, f64),
        style: Style,
        text: &str,
        ink: &mut Ink,
        words: &mut Vec<Item>,
    ) {
        let mut at = x;
        for word in text.split_inclusive(' ') {
            let (word_x, word_y) = self.turned(sheet, at, y);
            for c in word.chars() {
                let set = |p: &(f64, f64)| {
                    let (x, y) = self.turned(sheet, at + p.0 * style.size, y - p.1 * style.size);
                    (x * self.scale, y * self.scale)
                };
                let outline = style.face.outline(c);
                let set: Vec<Vec<(f64, f64)>> = outline
                    .iter()
                    .map(|o| o.iter().map(set).collect())
                    .collect();
                ink.fill(&set);
                at += style.face.advance(c) * style.size;
            }
            let text = word.trim_end().to_owned();
            words.push(Item::Recognised {
                x: word_x,
                y: word_y,
                size: style.size,
                width: style.face.width(&text) * style.size,
                text,
            });
        }
    }

    fn lay(&self, sheet: &Sheet, item: &Item, ink: &mut Ink, words: &mut Vec<Item>) {
        let place = |x: f64, y: f64| {
            let (x, y) = self.turned(sheet, x, y);
            (x * self.scale, y * self.scale)
        };
        match item {
            Item::Text { x, y, style, text } => {
                self.write(sheet, (*x, *y), *style, text, ink, words)
            }
            Item::Fill {
                rect: [l, t, r, b], ..
            } => {
                ink.fill(&[vec![
                    place(*l, *t),
                    place(*r, *t),
                    place(*r, *b),
                    place(*l, *b),
                ]]);
            }
            Item::Frame {
                rect: [l, t, r, b],
                width,
            } => {
                let w = *width;
                for [l, t, r, b] in [
                    [*l, *t, *r, t + w],
                    [*l, b - w, *r, *b],
                    [*l, *t, l + w, *b],
                    [r - w, *t, *r, *b],
                ] {
                    ink.fill(&[vec![place(l, t), place(r, t), place(r, b), place(l, b)]]);
                }
            }
            Item::Picture {
                rect: [l, t, r, b], ..
            } => {
                for (x, y) in pen_stroke() {
                    let (x, y) = place(l + x * (r - l), t + y * (b - t));
                    ink.dot(x, y, 0.7 * self.scale);
                }
            }
            Item::Recognised { .. } => {}
        }
    }

    /// The upright rectangle around what was marked, half a point wider: a scan has no exact words.
    fn moved(&self, sheet: &Sheet, mark: &Marked) -> Marked {
        let around = |[l, t, r, b]: &[f64; 4]| {
            let corners = [(*l, *t), (*r, *t), (*l, *b), (*r, *b)];
            let corners = corners.map(|(x, y)| self.turned(sheet, x, y));
            let least = |v: [f64; 4]| v.into_iter().fold(f64::MAX, f64::min) - 0.5;
            let most = |v: [f64; 4]| v.into_iter().fold(f64::MIN, f64::max) + 0.5;
            let (xs, ys) = (corners.map(|c| c.0), corners.map(|c| c.1));
            [least(xs), least(ys), most(xs), most(ys)]
        };
        Marked {
            areas: mark.areas.iter().map(around).collect(),
            ..mark.clone()
        }
    }
}

/// Grey paper, a little darker towards one edge, with a few specks of dust.
fn photographed(ink: &Ink) -> Picture {
    let mut noise = Noise(7);
    let mut gray: Vec<u8> = Vec::with_capacity(ink.cover.len());
    for (at, cover) in ink.cover.iter().enumerate() {
        let shade = (at % ink.width * 3 / ink.width + at / ink.width * 2 / ink.height) as i32;
        let paper = 252 - shade;
        gray.push((paper - i32::from(*cover) * (paper - 34) / 255) as u8);
    }
    for _ in 0..260 {
        let at = noise.below(gray.len() as u64) as usize;
        gray[at] = gray[at].saturating_sub(60);
    }
    jpeg(ink.width, ink.height, &gray, true, 74)
}

/// Black and white with a few specks.
fn faxed(ink: &Ink) -> Picture {
    let mut noise = Noise(11);
    let mut black: Vec<bool> = ink.cover.iter().map(|c| *c > 110).collect();
    for _ in 0..90 {
        let at = noise.below(black.len() as u64) as usize;
        black[at] = true;
    }
    let mut encoder = fax::encoder::Encoder::new(fax::VecWriter::new());
    for row in black.chunks(ink.width) {
        let pixels = row.iter().map(|b| {
            if *b {
                fax::Color::Black
            } else {
                fax::Color::White
            }
        });
        encoder.encode_line(pixels, ink.width as u32).unwrap();
    }
    Picture {
        width: ink.width,
        height: ink.height,
        coding: Coding::Fax,
        data: encoder.finish().unwrap().finish(),
        mask: None,
    }
}

fn jpeg(width: usize, height: usize, pixels: &[u8], gray: bool, quality: u8) -> Picture {
    let mut data = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut data, quality);
    let colours = if gray {
        jpeg_encoder::ColorType::Luma
    } else {
        jpeg_encoder::ColorType::Rgb
    };
    encoder
        .encode(pixels, width as u16, height as u16, colours)
        .unwrap();
    Picture {
        width,
        height,
        coding: Coding::Jpeg { gray },
        data,
        mask: None,
    }
}

/// The path of a pen that signs, in a square of side 1.
fn pen_stroke() -> Vec<(f64, f64)> {
    const TURNS: [(f64, f64); 16] = [
        (0.02, 0.62),
        (0.10, 0.18),
        (0.16, 0.10),
        (0.15, 0.55),
        (0.11, 0.90),
        (0.20, 0.60),
        (0.28, 0.42),
        (0.31, 0.66),
        (0.38, 0.40),
        (0.43, 0.66),
        (0.50, 0.30),
        (0.55, 0.72),
        (0.64, 0.38),
        (0.70, 0.62),
        (0.84, 0.48),
        (0.98, 0.28),
    ];
    let mut path = Vec::new();
    for four in TURNS.windows(4) {
        for step in 0..60 {
            let t = f64::from(step) / 60.0;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            path.push((
                mix(four[0].0, four[1].0, four[2].0, four[3].0),
                mix(four[0].1, four[1].1, four[2].1, four[3].1),
            ));
        }
    }
    path
}

/// A signature in blue ink on nothing, mirrored for a second person.
pub fn signature(mirrored: bool) -> Picture {
    let (width, height) = (360, 120);
    let mut ink = Ink::new(width, height);
    for (x, y) in pen_stroke() {
        let y = if mirrored { 1.0 - y } else { y };
        ink.dot(8.0 + x * 340.0, 6.0 + y * 108.0, 2.2);
    }
    Picture {
        width,
        height,
        coding: Coding::Rgb,
        data: [24, 38, 120].repeat(width * height),
        mask: Some(ink.cover),
    }
}

/// A street at dusk with lit lanterns.
pub fn photograph() -> Picture {
    let (width, height) = (360_usize, 200_usize);
    let mut noise = Noise(3);
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height as i32 {
        for x in 0..width as i32 {
            let sky = [30 + y / 3, 40 + y / 2, 95 + y / 2];
            let street = [52 - (y - 150) / 5, 50 - (y - 150) / 5, 58];
            let house = x % 90 < 78 && y > 60 + (x / 90) * 12 && y < 150;
            let mut colour = if house {
                [60, 48, 52]
            } else if y >= 150 {
                street
            } else {
                sky
            };
            let (dx, dy) = (x % 120 - 60, y - 70);
            let far = dx * dx + dy * dy;
            let glow = (190 - far / 6).max(0);
            if dx.abs() < 2 && y > 70 && y < 175 {
                colour = [25, 25, 28];
            }
            let grain = noise.below(6) as i32;
            for (channel, warmth) in colour.iter().zip([10, 8, 5]) {
                pixels.push((channel + glow * warmth / 10 + grain).clamp(0, 255) as u8);
            }
        }
    }
    jpeg(width, height, &pixels, false, 72)
}
