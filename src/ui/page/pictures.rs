//! Pictures of pages that are ready to be drawn, and which are missing.
//!
//! **Invariant:** memory for pictures is bounded; what was looked at longest ago goes first.
//! **Absent:** rendering.

use crate::jobs::{SourceFile, TILE_SIDE, Tile};
use crate::model::page::pixels::Pixels;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::HashMap;

/// Bytes of pictures that are kept.
const LIMIT: usize = 160 << 20;

type Key = (String, Tile);

struct Picture {
    texture: TextureHandle,
    bytes: usize,
    last_used: u64,
}

/// The pictures at hand.
#[derive(Default)]
pub struct Pictures {
    known: HashMap<Key, Picture>,
    bytes: usize,
    frame: u64,
}

impl Pictures {
    /// Starts a frame: pictures drawn from now on are the most recent.
    pub fn next_frame(&mut self) {
        self.frame += 1;
    }

    pub fn add(&mut self, ctx: &Context, source: &SourceFile, tile: Tile, pixels: &Pixels) {
        let image = ColorImage::from_rgb([pixels.width(), pixels.height()], pixels.rgb());
        let bytes = pixels.width() * pixels.height() * 4;
        let texture = ctx.load_texture("page", image, TextureOptions::LINEAR);
        let picture = Picture {
            texture,
            bytes,
            last_used: self.frame,
        };
        self.bytes += bytes;
        if let Some(old) = self.known.insert((source.key.clone(), tile), picture) {
            self.bytes -= old.bytes;
        }
        while self.bytes > LIMIT && self.forget_oldest() {}
    }

    fn forget_oldest(&mut self) -> bool {
        let oldest = self.known.iter().filter(|(_, p)| p.last_used < self.frame);
        let oldest = oldest
            .min_by_key(|(_, p)| p.last_used)
            .map(|(key, _)| key.clone());
        match oldest.and_then(|key| self.known.remove(&key)) {
            Some(picture) => {
                self.bytes -= picture.bytes;
                true
            }
            None => false,
        }
    }

    /// The texture of a tile, if it is there.
    pub fn get(&mut self, source: &SourceFile, tile: Tile) -> Option<egui::TextureId> {
        let picture = self.known.get_mut(&(source.key.clone(), tile))?;
        picture.last_used = self.frame;
        Some(picture.texture.id())
    }
}

/// The tiles of a page at a scale (pixels per thousand points), row by row.
pub fn tiles(
    page: usize,
    size: crate::model::page::geometry::PageSize,
    scale: u32,
) -> impl Iterator<Item = Tile> {
    let pixels = |length: f64| ((length * f64::from(scale) / 1000.0).round() as usize).max(1);
    let (width, height) = (pixels(size.width), pixels(size.height));
    let part = |index: usize, whole: usize| TILE_SIDE.min(whole - index * TILE_SIDE);
    (0..height.div_ceil(TILE_SIDE)).flat_map(move |row| {
        (0..width.div_ceil(TILE_SIDE)).map(move |column| Tile {
            page,
            scale,
            column,
            row,
            width: part(column, width),
            height: part(row, height),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PageSize;

    #[test]
    fn tiles_cover_the_page_once() {
        let size = PageSize {
            width: 595.0,
            height: 842.0,
        };
        for scale in [100, 1000, 3000, 7777] {
            let all: Vec<Tile> = tiles(0, size, scale).collect();
            let surface: usize = all.iter().map(|t| t.width * t.height).sum();
            let pixels = |v: f64| (v * f64::from(scale) / 1000.0).round() as usize;
            assert_eq!(surface, pixels(size.width) * pixels(size.height));
        }
    }
}
