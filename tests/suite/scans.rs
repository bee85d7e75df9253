//! Scans for tests: what a page of 400 × 300 points shows, as a grey picture of the whole page.

use crate::program;
use lakwerk::engine::Engine;
use lakwerk::model::page::pixels::Pixels;

/// Pixels per point.
pub const FINE: f64 = 3.0;
/// The keys of such a picture.
pub const KEYS: &str =
    "/Type/XObject/Subtype/Image/Width 1200/Height 900/ColorSpace/DeviceGray/BitsPerComponent 8";

/// The only page of a file as it is shown.
pub fn shown(file: &[u8]) -> Pixels {
    let mut reader = Engine::new(program::path())
        .open(file.into(), None)
        .unwrap();
    reader.render(0, FINE, None).unwrap()
}

/// What a page shows in grey, from the top.
pub fn grey(file: &[u8]) -> Vec<u8> {
    shown(file).rgb().chunks_exact(3).map(|p| p[1]).collect()
}
