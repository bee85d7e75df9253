//! The window as a picture, without a graphics driver: the triangles that would go to one are filled here.
//!
//! **Invariant:** the same window gives the same picture on every machine.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{ColorImage, Context, FullOutput, Pos2, TextureId, TexturesDelta, Vec2};
use image::{Rgb, RgbImage};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The textures that the window has handed over.
#[derive(Clone, Default)]
pub struct Textures(Arc<Mutex<HashMap<TextureId, ColorImage>>>);

#[allow(
    clippy::iter_over_hash_type,
    reason = "textures do not touch each other"
)]
impl egui_kittest::TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut kept = self.0.lock().unwrap();
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(part) = &change.image;
                match change.pos {
                    None => {
                        kept.insert(id, (**part).clone());
                    }
                    Some(at) => put(kept.get_mut(&id).unwrap(), part, at),
                }
            }
        }
        for id in delta.free.drain() {
            kept.remove(&id);
        }
    }
}

/// Lays a part over a texture.
fn put(texture: &mut ColorImage, part: &ColorImage, [left, top]: [usize; 2]) {
    let [width, height] = part.size;
    for row in 0..height {
        let to = (top + row) * texture.size[0] + left;
        let from = row * width;
        texture.pixels[to..to + width].copy_from_slice(&part.pixels[from..from + width]);
    }
}

impl Textures {
    /// The window as its last frame left it.
    pub fn picture(&self, ctx: &Context, output: &FullOutput) -> RgbImage {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size);
        let textures = self.0.lock().unwrap();
        for part in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &part.primitive else {
                continue;
            };
            canvas.clip(part.clip_rect.min * scale, part.clip_rect.max * scale);
            if let Some(texture) = textures.get(&mesh.texture_id) {
                canvas.fill(mesh, texture, scale);
            }
        }
        canvas.finish()
    }
}

/// Colours with their alpha multiplied in, from 0 to 255, row by row.
struct Canvas {
    width: usize,
    pixels: Vec<[f32; 4]>,
    /// Left, top, right and bottom of what may be painted on, in pixels.
    bounds: [usize; 4],
}

impl Canvas {
    fn new(size: Vec2) -> Self {
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        Self {
            width,
            pixels: vec![[0.0; 4]; width * height],
            bounds: [0, 0, width, height],
        }
    }

    fn clip(&mut self, min: Pos2, max: Pos2) {
        let height = self.pixels.len() / self.width;
        let within = |value: f32, end: usize| value.round().clamp(0.0, end as f32) as usize;
        self.bounds = [
            within(min.x, self.width),
            within(min.y, height),
            within(max.x, self.width),
            within(max.y, height),
        ];
    }

    fn fill(&mut self, mesh: &Mesh, texture: &ColorImage, scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let mut corners = [0, 1, 2].map(|corner| {
                let vertex = mesh.vertices[corners[corner] as usize];
                Vertex {
                    pos: vertex.pos * scale,
                    ..vertex
                }
            });
            // All triangles are gone round the same way.
            if cross(corners[0].pos, corners[1].pos, corners[2].pos) < 0.0 {
                corners.swap(1, 2);
            }
            self.triangle(&corners, texture);
        }
    }

    fn triangle(&mut self, corners: &[Vertex; 3], texture: &ColorImage) {
        let [a, b, c] = corners.map(|corner| corner.pos);
        let surface = cross(a, b, c);
        if surface < 1e-6 {
            return;
        }
        let [left, top, right, bottom] = self.bounds;
        let least = a.min(b).min(c);
        let most = a.max(b).max(c);
        let columns =
            left.max(least.x.floor() as usize)..right.min(most.x.ceil().max(0.0) as usize);
        for y in top.max(least.y.floor() as usize)..bottom.min(most.y.ceil().max(0.0) as usize) {
            for x in columns.clone() {
                let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                let sides = [(b, c), (c, a), (a, b)];
                let shares = sides.map(|(from, to)| (cross(from, to, at), owns_its_edge(from, to)));
                // A pixel on the edge of two triangles belongs to one of them.
                if shares
                    .iter()
                    .any(|(side, owns)| *side < 0.0 || (*side == 0.0 && !owns))
                {
                    continue;
                }
                let shares = shares.map(|(side, _)| side / surface);
                self.blend(x, y, colour(corners, shares, texture));
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, over: [f32; 4]) {
        let below = &mut self.pixels[y * self.width + x];
        let through = 1.0 - over[3] / 255.0;
        *below = [0, 1, 2, 3].map(|channel| over[channel] + below[channel] * through);
    }

    fn finish(&self) -> RgbImage {
        let height = self.pixels.len() / self.width;
        RgbImage::from_fn(self.width as u32, height as u32, |x, y| {
            let [red, green, blue, _] = self.pixels[y as usize * self.width + x as usize];
            Rgb([red, green, blue].map(|channel| channel.round() as u8))
        })
    }
}

/// Twice the surface of a triangle, negative when it is gone round the other way.
fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
}

/// Whether pixels right on an edge are of this triangle: those of a top or a left edge are.
fn owns_its_edge(from: Pos2, to: Pos2) -> bool {
    (from.y == to.y && to.x > from.x) || to.y < from.y
}

/// The colour at a place of a triangle: that of its corners times that of the texture.
fn colour(corners: &[Vertex; 3], shares: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mixed = |value: fn(&Vertex) -> f32| -> f32 {
        corners
            .iter()
            .zip(shares)
            .map(|(corner, share)| value(corner) * share)
            .sum()
    };
    let sample = sample(texture, mixed(|v| v.uv.x), mixed(|v| v.uv.y));
    let own = [
        mixed(|v| f32::from(v.color.r())),
        mixed(|v| f32::from(v.color.g())),
        mixed(|v| f32::from(v.color.b())),
        mixed(|v| f32::from(v.color.a())),
    ];
    [0, 1, 2, 3].map(|channel| own[channel] * sample[channel] / 255.0)
}

/// The colour of a texture between its four nearest pixels.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (right, down) = (x - x.floor(), y - y.floor());
    let at = |x: f32, y: f32| {
        let column = x.clamp(0.0, (width - 1) as f32) as usize;
        let row = y.clamp(0.0, (height - 1) as f32) as usize;
        texture.pixels[row * width + column]
            .to_array()
            .map(f32::from)
    };
    let (x, y) = (x.floor(), y.floor());
    let (above, below) = (
        [at(x, y), at(x + 1.0, y)],
        [at(x, y + 1.0), at(x + 1.0, y + 1.0)],
    );
    [0, 1, 2, 3].map(|channel| {
        let across =
            |row: &[[f32; 4]; 2]| row[0][channel] * (1.0 - right) + row[1][channel] * right;
        across(&above) * (1.0 - down) + across(&below) * down
    })
}

/// The share of pixels that differ between two pictures of one size so that an eye would see it.
pub fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    const SEEN: u8 = 24;
    if a.dimensions() != b.dimensions() {
        return 1.0;
    }
    let differs =
        |(a, b): &(&Rgb<u8>, &Rgb<u8>)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > SEEN);
    let count = a.pixels().zip(b.pixels()).filter(differs).count();
    count as f64 / f64::from(a.width() * a.height())
}
