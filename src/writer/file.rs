//! One whole file: catalog, pages, fonts, pictures, metadata (ISO 32000-1 §7.5).
//!
//! **Invariant:** PDF 1.7, one revision, no form, script, layer, attachment or Info dictionary; `/ID` depends on the
//! written bytes alone.
//! **Absent:** anything a page did not bring as plain data.

use super::content::{self, PageContent};
use super::glyphs::Glyphs;
use super::metadata::xmp;
use super::page::CleanPage;
use super::picture::{Coding, Picture, deflated};
use super::tags::{self, Node, PageTags, TaggedPage};
use super::{profile, reading};
use crate::model::blackout::PageBlackout;
use pdf_writer::writers::ExtGraphicsState;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What the file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    pub title: String,
    /// BCP 47, `nl-NL` for Dutch decisions.
    pub language: String,
    /// The day of writing, `2026-11-23`.
    pub date: String,
}

/// What a file says it is made after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    Nothing,
    /// PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
    Lasting,
}

/// Writes the pages as one file, in the order in which they are read.
pub fn write(pages: &[(&CleanPage, &PageBlackout)], facts: &FileFacts, claim: Claim) -> Vec<u8> {
    let picture = if facts.language.starts_with("nl") {
        "Afbeelding"
    } else {
        "Image"
    };
    let tagged = pages.iter().map(|(page, blackout)| {
        let tags = reading::order(page, blackout, picture);
        (*page, *blackout, tags)
    });
    write_tagged(tagged.collect(), None, facts, claim)
}

/// Writes pages of which each piece has its tag; `nodes` is the tree, by default every block in its order.
pub(super) fn write_tagged(
    pages: Vec<(&CleanPage, &PageBlackout, PageTags)>,
    nodes: Option<Vec<Node>>,
    facts: &FileFacts,
    claim: Claim,
) -> Vec<u8> {
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let mut last = 0;
    let mut new_ref = move || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, metadata) = (new_ref(), new_ref(), new_ref());
    let (structure, intent) = (new_ref(), new_ref());
    let mut file = File {
        pdf: &mut pdf,
        tree,
        glyphs: Glyphs::default(),
        pictures: HashMap::new(),
    };
    let mut tagged = Vec::with_capacity(pages.len());
    for (number, (page, blackout, tags)) in (0..).zip(pages) {
        tagged.push(file.page(number, page, blackout, tags, &mut new_ref));
    }
    let glyphs = file.glyphs;
    glyphs.write(&mut pdf, &mut new_ref);
    let nodes = nodes.unwrap_or_else(|| tags::in_order(&tagged));
    tags::write(&mut pdf, structure, &tagged, &nodes, &mut new_ref);
    profile::write(&mut pdf, intent, &profile::srgb().unwrap_or_default());

    pdf.pages(tree)
        .count(i32::try_from(tagged.len()).unwrap_or(i32::MAX))
        .kids(tagged.iter().map(|page| page.id));
    pdf.stream(metadata, xmp(facts, claim).as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    let mut root = pdf.catalog(catalog);
    root.pages(tree)
        .lang(TextStr(&facts.language))
        .metadata(metadata);
    root.viewer_preferences().display_doc_title(true);
    root.pair(Name(b"StructTreeRoot"), structure);
    root.mark_info().marked(true);
    profile::intent(&mut root.insert(Name(b"OutputIntents")).array(), intent);
    root.finish();
    pdf.set_file_id((vec![ID_BLANK; ID_LENGTH], vec![ID_BLANK; ID_LENGTH]));
    with_id(pdf.finish())
}

/// Bytes in each half of `/ID` (ISO 32000-1 §14.4).
const ID_LENGTH: usize = 16;
/// Stands in both halves while the hash is taken; a byte above 127, so that it is written in hexadecimal.
const ID_BLANK: u8 = 0xEE;

/// Puts a hash of the bytes where the two blank halves of the identifier stand, in the trailer.
fn with_id(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = Sha256::digest(&bytes);
    let hex: String = hash
        .iter()
        .take(ID_LENGTH)
        .map(|b| format!("{b:02X}"))
        .collect();
    let key = bytes
        .windows(3)
        .rposition(|w| w == b"/ID")
        .unwrap_or(bytes.len());
    let blank = format!("{ID_BLANK:02X}").repeat(ID_LENGTH);
    let mut from = key;
    while let Some(at) = bytes[from..]
        .windows(hex.len())
        .position(|w| w == blank.as_bytes())
    {
        bytes[from + at..from + at + hex.len()].copy_from_slice(hex.as_bytes());
        from += at + hex.len();
    }
    bytes
}

struct File<'a> {
    pdf: &'a mut Pdf,
    tree: Ref,
    glyphs: Glyphs,
    /// Pictures already written, by the hash of everything they are: a letterhead on 500 pages is stored once.
    pictures: HashMap<[u8; 32], Ref>,
}

impl File<'_> {
    fn page(
        &mut self,
        number: i32,
        page: &CleanPage,
        blackout: &PageBlackout,
        mut tags: PageTags,
        new_ref: &mut impl FnMut() -> Ref,
    ) -> TaggedPage {
        let (id, stream) = (new_ref(), new_ref());
        let PageContent {
            operators,
            fonts,
            alphas,
        } = content::page_content(page, blackout, &mut tags, &mut self.glyphs, new_ref);
        let pictures: Vec<Ref> = page
            .pictures
            .iter()
            .map(|p| self.picture(p, new_ref))
            .collect();
        self.pdf
            .stream(stream, &deflated(&operators))
            .filter(Filter::FlateDecode);
        let mut written = self.pdf.page(id);
        let (width, height) = (page.size.width as f32, page.size.height as f32);
        written
            .parent(self.tree)
            .media_box(Rect::new(0.0, 0.0, width, height))
            .contents(stream);
        if tags.is_tagged() {
            written.struct_parents(number);
        }
        if page.user_unit != 1.0 {
            written.pair(Name(b"UserUnit"), page.user_unit as f32);
        }
        let mut resources = written.resources();
        if !fonts.is_empty() {
            let mut list = resources.fonts();
            for font in fonts {
                if let Some(font_ref) = self.glyphs.font_ref(font) {
                    list.pair(Name(content::font_name(font).as_bytes()), font_ref);
                }
            }
        }
        if !pictures.is_empty() {
            let mut list = resources.x_objects();
            for (number, picture) in (0_u32..).zip(&pictures) {
                list.pair(Name(content::picture_name(number).as_bytes()), *picture);
            }
        }
        if !alphas.is_empty() {
            let mut list = resources.ext_g_states();
            for alpha in alphas {
                let value = (f32::from(alpha) / 0.255).round() / 1000.0;
                list.insert(Name(content::alpha_name(alpha).as_bytes()))
                    .start::<ExtGraphicsState<'_>>()
                    .non_stroking_alpha(value)
                    .stroking_alpha(value);
            }
        }
        resources.finish();
        written.finish();
        TaggedPage {
            id,
            height: page.size.height,
            tags,
        }
    }

    fn picture(&mut self, picture: &Picture, new_ref: &mut impl FnMut() -> Ref) -> Ref {
        let mut hash = Sha256::new();
        hash.update(format!(
            "{} {} {:?}\n",
            picture.width, picture.height, picture.coding
        ));
        hash.update(&picture.data);
        let mask = picture
            .mask
            .as_ref()
            .map(|mask| self.picture(mask, new_ref));
        hash.update(format!("{mask:?}"));
        let key: [u8; 32] = hash.finalize().into();
        if let Some(known) = self.pictures.get(&key) {
            return *known;
        }
        let id = new_ref();
        let mut image = self.pdf.image_xobject(id, &picture.data);
        image
            .width(picture.width as i32)
            .height(picture.height as i32);
        match &picture.coding {
            Coding::Gray { bits } => {
                image
                    .bits_per_component(i32::from(*bits))
                    .filter(Filter::FlateDecode);
                image.color_space().device_gray();
            }
            Coding::Rgb => {
                image.bits_per_component(8).filter(Filter::FlateDecode);
                image.color_space().device_rgb();
            }
            Coding::Palette { bits, colours } => {
                image
                    .bits_per_component(i32::from(*bits))
                    .filter(Filter::FlateDecode);
                let last = colours.len().saturating_sub(1) as i32;
                image
                    .color_space()
                    .indexed(Name(b"DeviceRGB"), last, &colours.concat());
            }
            Coding::Jpeg { gray } => {
                image.bits_per_component(8).filter(Filter::DctDecode);
                if *gray {
                    image.color_space().device_gray();
                } else {
                    image.color_space().device_rgb();
                }
            }
            Coding::Bitonal | Coding::Stencil => {
                image.bits_per_component(1).filter(Filter::CcittFaxDecode);
                if picture.is_stencil() {
                    image.image_mask(true);
                } else {
                    image.color_space().device_gray();
                }
                image
                    .decode_parms()
                    .k(-1)
                    .columns(picture.width as i32)
                    .rows(picture.height as i32);
            }
        }
        if let Some(mask) = mask {
            image.s_mask(mask);
        }
        image.finish();
        self.pictures.insert(key, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::geometry::PageSize;

    fn blank(pages: usize) -> Vec<u8> {
        let page = CleanPage {
            size: PageSize {
                width: 100.0,
                height: 200.0,
            },
            user_unit: 1.0,
            items: vec![],
            glyphs: vec![],
            pictures: vec![],
            raster: false,
        };
        let nothing = PageBlackout::default();
        let facts = FileFacts {
            title: "Document 1a".into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        };
        write(&vec![(&page, &nothing); pages], &facts, Claim::Lasting)
    }

    #[test]
    fn the_identifier_follows_from_the_bytes() {
        let (one, two) = (blank(1), blank(2));
        assert_eq!(one, blank(1));
        let id = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.split("/ID[<")
                .nth(1)
                .unwrap_or_else(|| panic!("{text}"))
                .split('>')
                .next()
                .unwrap()
                .to_owned()
        };
        assert_eq!(id(&one).len(), 2 * ID_LENGTH);
        assert_ne!(id(&one), id(&two));
        assert!(!id(&one).contains("EEEEEEEE"));
    }
}
