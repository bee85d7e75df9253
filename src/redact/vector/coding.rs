//! How the source of a picture coded its samples, as far as that says how far they hang together.
//!
//! **Absent:** decoding.

use super::jpeg::{self, Blocks};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};

/// How a source coded its samples, as far as it matters for what is around an area.
pub enum SourceCoding {
    Exact,
    /// Whether the stream is nothing but a JPEG file.
    Jpeg(Blocks, bool),
    Jpeg2000(Blocks),
}

impl SourceCoding {
    pub fn of(stream: &Stream<'_>) -> Self {
        // The interpreter keeps the type of its filters to itself; their names are those of the standard.
        let names: Vec<String> = stream.filters().iter().map(|f| format!("{f:?}")).collect();
        let is = |name: &str| names.iter().any(|f| f == name);
        if is("JpxDecode") {
            Self::Jpeg2000(Blocks::of_waves(&stream.raw_data()))
        } else if is("DctDecode") {
            // Behind another filter the headers cannot be read here, and the most careful answer is taken.
            Self::Jpeg(jpeg::blocks(&stream.raw_data()), names.len() == 1)
        } else {
            Self::Exact
        }
    }

    pub fn is_jpeg_file(&self) -> bool {
        matches!(self, Self::Jpeg(_, true))
    }

    /// Samples that hang together.
    pub fn blocks(&self) -> Option<Blocks> {
        match self {
            Self::Exact => None,
            Self::Jpeg(blocks, _) => Some(*blocks),
            Self::Jpeg2000(blocks) => Some(*blocks),
        }
    }

    /// How many samples around an area what it covers may reach, and one more.
    pub fn reach(&self) -> usize {
        let reach = |b: Blocks| b.width.max(b.height) + b.colour_width.max(b.colour_height);
        self.blocks().map_or(0, reach) + 1
    }

    /// The quality of the JPEG that it may become.
    pub fn quality(&self) -> Option<u8> {
        self.blocks().map(|blocks| blocks.quality)
    }
}

/// Whether a small difference of a sample may show as another colour: it is looked up in a palette or turned into an ink,
/// stretched, or decides what is seen at all.
pub fn is_steep(dict: &Dict<'_>) -> bool {
    let array = |long: &[u8], short: &[u8]| {
        let found = dict.get::<Array<'_>>(long);
        found.or_else(|| dict.get::<Array<'_>>(short))
    };
    let colours = array(b"ColorSpace", b"CS");
    let family = colours.and_then(|colours| colours.iter::<Name<'_>>().next());
    let plain: [&[u8]; 3] = [b"ICCBased", b"CalRGB", b"CalGray"];
    let maps = family.is_some_and(|name| !plain.contains(&name.as_ref()));
    let decode = array(b"Decode", b"D");
    let decode: Vec<f32> = decode
        .map(|d| d.iter::<f32>().collect())
        .unwrap_or_default();
    let stretches = decode
        .chunks(2)
        .any(|pair| !matches!(pair, [0.0, 1.0] | [1.0, 0.0]));
    let key = dict.get::<Array<'_>>(b"Mask".as_slice()).is_some();
    let alpha = dict.get::<u32>(b"SMaskInData".as_slice()).unwrap_or(0) > 0;
    maps || stretches || key || alpha
}
