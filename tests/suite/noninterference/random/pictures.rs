//! Pictures that lie across an area: of the whole page, at one sample a point.
//!
//! **Invariant:** two sides differ in the samples of a place only.
//! **Absent:** pictures wholly under an area.

use super::{Area, Side};

macro_rules! waves {
    ($name:literal) => {
        [
            include_bytes!(concat!("../../../golden/waves/", $name, "a.jp2")),
            include_bytes!(concat!("../../../golden/waves/", $name, "b.jp2")),
            include_bytes!(concat!("../../../golden/waves/", $name, "c.jp2")),
        ]
    };
}

/// JPEG 2000 of 120 × 90 samples with 1 to 6 resolutions, tiled or not, as OpenJPEG codes them: three versions each, of
/// which only the samples from 40 to 80 across and 30 to 60 down differ.
const WAVES: [(&str, [&[u8]; 3]); 4] = [
    ("DeviceGray", waves!("0")),
    ("DeviceRGB", waves!("1")),
    ("DeviceGray", waves!("2")),
    ("DeviceRGB", waves!("3")),
];

impl Side {
    /// Samples of the whole page at one a point: those of the place from the secret, all others from what is shown.
    fn samples(&mut self, [left, bottom, right, top]: Area, inset: f64, tones: usize) -> Vec<u8> {
        let step = 2 + self.shown.below(6);
        let (add, times) = (self.secret.below(200), 1 + self.secret.below(7));
        let scale = 255 / (tones - 1);
        let mut samples = Vec::with_capacity(120_000);
        for y in 0..300_usize {
            for x in 0..400_usize {
                let (px, py) = (x as f64, 300.0 - y as f64);
                let is_under = px >= left + inset
                    && px + 1.0 <= right - inset
                    && py <= top - inset
                    && py - 1.0 >= bottom + inset;
                let value = if is_under {
                    (x * times + y * 3 + add) % tones
                } else if x % (step * 5) < step {
                    0
                } else {
                    tones - 1
                };
                samples.push((value * scale) as u8);
            }
        }
        samples
    }

    fn paint_across(&mut self, keys: &str, samples: Vec<u8>) {
        let keys = format!("/Type/XObject/Subtype/Image/Width 400/Height 300{keys}");
        let picture = self.maker.stream(&keys, samples);
        let name = self.object(picture);
        self.draw(format!("q 400 0 0 300 0 0 cm /{name} Do Q"));
    }

    pub(super) fn picture_across(&mut self, place: Area) {
        let tones = [2, 4, 256][self.shown.below(3)];
        let samples = self.samples(place, 0.0, tones);
        self.paint_across("/ColorSpace/DeviceGray/BitsPerComponent 8", samples);
    }

    pub(super) fn stencil_across(&mut self, place: Area) {
        let samples = self.samples(place, 0.0, 2);
        let bits = samples
            .chunks(8)
            .map(|b| b.iter().fold(0, |v, s| v << 1 | (s & 1)))
            .collect();
        self.paint_across("/ImageMask true/BitsPerComponent 1", bits);
    }

    /// Of the quality that scanners use, with paper beside the area as far as the blocks reach that it meets. Of anything
    /// else there, and below that quality, the coarse tone stays, in which strong contrasts under the area leave a trace.
    pub(super) fn jpeg_across(&mut self, [left, bottom, right, top]: Area) {
        let mut samples = self.samples([left, bottom, right, top], 4.0, 256);
        let paper = 240 + self.shown.below(16) as u8;
        let tone = self.secret.below(60) as u8;
        for (at, sample) in samples.iter_mut().enumerate() {
            let (x, y) = ((at % 400) as f64, 300.0 - (at / 400) as f64);
            let near = |margin: f64| {
                x >= left - margin && x < right + margin && y <= top + margin && y > bottom - margin
            };
            if near(-6.0) {
                // As letters are: dark on paper.
                *sample = if *sample < 90 { tone } else { paper };
            } else if near(40.0) {
                *sample = paper;
            }
        }
        let (quality, sampled) = (75 + self.shown.below(20) as u8, self.shown.below(2) == 0);
        let rgb: Vec<u8> = samples.iter().flat_map(|v| [*v, *v, paper]).collect();
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
        if sampled {
            encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        }
        encoder
            .encode(&rgb, 400, 300, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        self.paint_across(
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            out,
        );
    }

    /// A JPEG of which a small difference shows as another colour: through a palette, as the tint of an ink, stretched, or
    /// with a colour that lets through what is below.
    pub(super) fn jpeg_mapped(&mut self, place: Area) {
        let samples = self.samples(place, 4.0, 256);
        let keys = match self.shown.below(4) {
            0 => {
                let colours: String = (0..768).map(|_| format!("{:02x}", self.shown.below(256))).collect();
                format!("/ColorSpace[/Indexed/DeviceRGB 255<{colours}>]")
            }
            1 => "/ColorSpace[/Separation/Ink/DeviceRGB<</FunctionType 2/N 9/Domain[0 1]/C0[1 1 1]/C1[0 0.3 0.9]>>]".to_owned(),
            2 => "/ColorSpace/DeviceGray/Decode[-1 2]".to_owned(),
            _ => "/ColorSpace/DeviceGray/Mask[200 255]".to_owned(),
        };
        let quality = 50 + self.shown.below(45) as u8;
        let mut out = Vec::new();
        jpeg_encoder::Encoder::new(&mut out, quality)
            .encode(&samples, 400, 300, jpeg_encoder::ColorType::Luma)
            .unwrap();
        self.paint_across(&format!("{keys}/BitsPerComponent 8/Filter/DCTDecode"), out);
    }

    /// A JPEG beneath something that only a picture of the place can show.
    pub(super) fn jpeg_patched(&mut self, place: Area) {
        self.jpeg_across(place);
        let [left, bottom, right, top] = place;
        let name = self.state("/BM/Difference/ca 0.4");
        self.draw(format!(
            "q /{name} gs 0.3 0.5 0.2 rg {:.2} {:.2} {:.2} {:.2} re f Q",
            left - 25.0,
            bottom - 9.0,
            right - left + 60.0,
            top - bottom + 18.0
        ));
    }

    /// A coarse picture that readers smooth.
    pub(super) fn smoothed_across(&mut self, [left, bottom, right, top]: Area) {
        let (columns, rows) = (24 + self.shown.below(20), 18 + self.shown.below(14));
        let (across, down) = (400.0 / columns as f64, 300.0 / rows as f64);
        let mut samples = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                let (x, y) = (column as f64 * across, 300.0 - row as f64 * down);
                let is_under = x >= left && x + across <= right && y <= top && y - down >= bottom;
                samples.push(match is_under {
                    true => self.secret.below(256) as u8,
                    false => 120 + (column * 3 + row * 2) as u8 % 100,
                });
            }
        }
        let keys = format!(
            "/Type/XObject/Subtype/Image/Width {columns}/Height {rows}/ColorSpace/DeviceGray/BitsPerComponent 8/Interpolate true"
        );
        let picture = self.maker.stream(&keys, samples);
        let name = self.object(picture);
        self.draw(format!("q 400 0 0 300 0 0 cm /{name} Do Q"));
    }

    /// A JPEG 2000 without loss, so that no covered sample reaches one beside the area.
    pub(super) fn waves_across(&mut self, [left, bottom, right, top]: Area) {
        let (colours, versions) = WAVES[self.shown.below(WAVES.len())];
        let bytes = versions[self.secret.below(versions.len())];
        let (x, y) = ((right - left) / 40.0, (top - bottom) / 30.0);
        let picture = self.maker.stream(
            &format!("/Type/XObject/Subtype/Image/Width 120/Height 90/ColorSpace/{colours}/BitsPerComponent 8/Filter/JPXDecode"),
            bytes,
        );
        let name = self.object(picture);
        self.draw(format!(
            "q {:.3} 0 0 {:.3} {:.3} {:.3} cm /{name} Do Q",
            120.0 * x,
            90.0 * y,
            left - 40.0 * x,
            bottom - 30.0 * y
        ));
    }
}
