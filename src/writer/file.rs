//! One whole file: catalog, pages, fonts, pictures, metadata (ISO 32000-1 §7.5).
//!
//! **Invariant:** PDF 1.7, one revision, no form, script, layer, attachment or Info dictionary; `/ID` depends on the
//! written bytes alone.
//! **Absent:** anything a page did not bring as plain data.

use super::claim::{Claim, FileFacts};
use super::content::{self, PageContent};
use super::glyphs::Glyphs;
use super::metadata::xmp;
use super::page::CleanPage;
use super::picture::{Coding, Packing, Picture, packed_as};
use super::tags::{self, Node, PageTags, TaggedPage, TreeSource, tree};
use super::{navigation, profile, reading};
use crate::model::blackout::PageBlackout;
use crate::model::navigation::{Guide, Link, Navigation};
use pdf_writer::types::BlendMode;
use pdf_writer::writers::{Catalog, ExtGraphicsState, ImageXObject, Resources};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Writes the pages as one file, in the order in which they are read.
pub fn write(
    pages: &[(&CleanPage, &PageBlackout)],
    navigation: &Navigation,
    facts: &FileFacts,
    claim: Claim,
) -> Vec<u8> {
    write_packed(pages, navigation, facts, claim, Packing::Small)
}

/// A page as [`write()`] writes it, for whoever wants to see what it will look like: the file is not made small.
pub fn write_to_look_at(page: &CleanPage, blackout: &PageBlackout) -> Vec<u8> {
    write_packed(
        &[(page, blackout)],
        &Navigation::default(),
        &FileFacts::default(),
        Claim::Nothing,
        Packing::Quick,
    )
}

fn write_packed(
    pages: &[(&CleanPage, &PageBlackout)],
    navigation: &Navigation,
    facts: &FileFacts,
    claim: Claim,
    packing: Packing,
) -> Vec<u8> {
    let picture = if facts.language.starts_with("nl") {
        "Afbeelding"
    } else {
        "Image"
    };
    let tagged = pages.iter().enumerate().map(|(number, (page, blackout))| {
        let links = navigation.links_of(number);
        let tags = reading::order(page, blackout, links, picture);
        (*page, *blackout, tags)
    });
    let mut tagged: Vec<_> = tagged.collect();
    tags::level_headings(tagged.iter_mut().map(|(.., tags)| tags));
    write_tagged(tagged, None, navigation, facts, (claim, packing))
}

/// Writes pages of which each piece has its tag; `nodes` is the tree, by default every block in its order.
pub(super) fn write_tagged(
    pages: Vec<(&CleanPage, &PageBlackout, PageTags)>,
    nodes: Option<Vec<Node>>,
    navigation: &Navigation,
    facts: &FileFacts,
    (claim, packing): (Claim, Packing),
) -> Vec<u8> {
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let mut last = 0;
    let mut new_ref = move || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, metadata) = (new_ref(), new_ref(), new_ref());
    let (structure, intent) = (new_ref(), new_ref());
    let places = pages.iter().map(|(page, ..)| (new_ref(), page.size.height));
    let places: Vec<navigation::PageAt> = places.collect();
    let mut file = File {
        places: &places,
        next_parent: places.len() as i32,
        pdf: &mut pdf,
        tree,
        packing,
        glyphs: Glyphs::packed(packing),
        pictures: HashMap::new(),
    };
    let tagged = file.pages(pages, navigation, &mut new_ref);
    let (glyphs, next_parent) = (file.glyphs, file.next_parent);
    glyphs.write(&mut pdf, &mut new_ref);
    let nodes = nodes.unwrap_or_else(|| tags::in_order(&tagged));
    let source = TreeSource {
        pages: &tagged,
        nodes: &nodes,
        next_parent,
    };
    tree::write(&mut pdf, structure, &source, &mut new_ref);
    let guide = &navigation.guide;
    let outline = navigation::outline(&mut pdf, &guide.bookmarks, &places, &mut new_ref);
    profile::write(&mut pdf, intent, &profile::srgb().unwrap_or_default());

    pdf.pages(tree)
        .count(i32::try_from(tagged.len()).unwrap_or(i32::MAX))
        .kids(tagged.iter().map(|page| page.id));
    pdf.stream(metadata, xmp(facts, claim).as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"))
        .pair(Name(b"Subtype"), Name(b"XML"));
    let root = Root {
        pages: tree,
        metadata,
        structure,
        intent,
        outline,
    };
    root.write(&mut pdf.catalog(catalog), &facts.language, guide);
    pdf.set_file_id((vec![ID_BLANK; ID_LENGTH], vec![ID_BLANK; ID_LENGTH]));
    with_id(pdf.finish())
}

/// What the catalog names.
struct Root {
    pages: Ref,
    metadata: Ref,
    structure: Ref,
    intent: Ref,
    outline: Option<Ref>,
}

impl Root {
    fn write(&self, root: &mut Catalog<'_>, language: &str, guide: &Guide) {
        root.pages(self.pages)
            .lang(TextStr(language))
            .metadata(self.metadata);
        root.viewer_preferences().display_doc_title(true);
        root.pair(Name(b"StructTreeRoot"), self.structure);
        root.mark_info().marked(true);
        if let Some(outline) = self.outline {
            root.pair(Name(b"Outlines"), outline);
        }
        if !guide.labels.is_empty() {
            navigation::labels(root.insert(Name(b"PageLabels")), &guide.labels);
        }
        profile::intent(
            &mut root.insert(Name(b"OutputIntents")).array(),
            self.intent,
        );
    }
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

/// Writes what the content of a page names.
fn resources(
    resources: &mut Resources<'_>,
    content: &PageContent,
    pictures: &[Ref],
    glyphs: &Glyphs,
) {
    if !content.fonts.is_empty() {
        let mut list = resources.fonts();
        for font in &content.fonts {
            if let Some(font_ref) = glyphs.font_ref(*font) {
                list.pair(Name(content::font_name(*font).as_bytes()), font_ref);
            }
        }
    }
    if !pictures.is_empty() {
        let mut list = resources.x_objects();
        for (number, picture) in (0_u32..).zip(pictures) {
            list.pair(Name(content::picture_name(number).as_bytes()), *picture);
        }
    }
    if content.has_markers || !content.alphas.is_empty() {
        let mut list = resources.ext_g_states();
        for alpha in &content.alphas {
            let value = (f32::from(*alpha) / 0.255).round() / 1000.0;
            list.insert(Name(content::alpha_name(*alpha).as_bytes()))
                .start::<ExtGraphicsState<'_>>()
                .non_stroking_alpha(value)
                .stroking_alpha(value);
        }
        if content.has_markers {
            list.insert(Name(content::MARKER.as_bytes()))
                .start::<ExtGraphicsState<'_>>()
                .blend_mode(BlendMode::Multiply)
                .non_stroking_alpha(1.0)
                .stroking_alpha(1.0);
        }
    }
}

struct File<'a> {
    pdf: &'a mut Pdf,
    /// The objects of all pages, so that links can lead to later ones.
    places: &'a [navigation::PageAt],
    /// The number of the next link in the parent tree, after those of the pages.
    next_parent: i32,
    tree: Ref,
    packing: Packing,
    glyphs: Glyphs,
    /// Pictures already written, by the hash of everything they are: a letterhead on 500 pages is stored once.
    pictures: HashMap<[u8; 32], Ref>,
}

impl File<'_> {
    fn pages(
        &mut self,
        pages: Vec<(&CleanPage, &PageBlackout, PageTags)>,
        navigation: &Navigation,
        new_ref: &mut impl FnMut() -> Ref,
    ) -> Vec<TaggedPage> {
        let mut tagged = Vec::with_capacity(pages.len());
        for (number, source) in (0..).zip(pages) {
            let links = navigation.links_of(tagged.len());
            let mut page = self.page(number, source, links, new_ref);
            page.links = self.links(&page, links);
            tagged.push(page);
        }
        tagged
    }

    fn page(
        &mut self,
        number: i32,
        (page, blackout, mut tags): (&CleanPage, &PageBlackout, PageTags),
        links: &[Link],
        new_ref: &mut impl FnMut() -> Ref,
    ) -> TaggedPage {
        let place = usize::try_from(number)
            .ok()
            .and_then(|n| self.places.get(n));
        let id = place.map_or_else(&mut *new_ref, |place| place.0);
        let stream = new_ref();
        let links: Vec<Ref> = links.iter().map(|_| new_ref()).collect();
        let content = content::page_content(page, blackout, &mut tags, &mut self.glyphs, new_ref);
        let pictures: Vec<Ref> = page
            .pictures
            .iter()
            .map(|p| self.picture(p, new_ref))
            .collect();
        self.pdf
            .stream(stream, &packed_as(self.packing, &content.operators))
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
        if !links.is_empty() {
            written.insert(Name(b"Annots")).array().items(&links);
            // By the structure, as PDF/UA asks (ISO 14289-1 §7.18.3).
            written.pair(Name(b"Tabs"), Name(b"S"));
        }
        if page.user_unit != 1.0 {
            written.pair(Name(b"UserUnit"), page.user_unit as f32);
        }
        resources(&mut written.resources(), &content, &pictures, &self.glyphs);
        written.finish();
        let links = links.into_iter().map(|id| (id, 0)).collect();
        TaggedPage {
            id,
            height: page.size.height,
            tags,
            links,
        }
    }

    /// Writes the links of a page; their objects with their numbers in the parent tree.
    fn links(&mut self, page: &TaggedPage, links: &[Link]) -> Vec<(Ref, i32)> {
        let mut written = Vec::with_capacity(links.len());
        for ((id, _), link) in page.links.iter().zip(links) {
            let parent = self.next_parent;
            self.next_parent += 1;
            navigation::link(self.pdf, (*id, parent), link, page.height, self.places);
            written.push((*id, parent));
        }
        written
    }

    /// Writes a picture, unless it was written already.
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
        write_coding(&mut image, picture);
        if let Some(mask) = mask {
            image.s_mask(mask);
        }
        image.finish();
        self.pictures.insert(key, id);
        id
    }
}

/// Says how the data of a picture are to be read.
fn write_coding(image: &mut ImageXObject<'_>, picture: &Picture) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PageSize;

    fn blank(pages: usize) -> Vec<u8> {
        let page = CleanPage::blank(
            PageSize {
                width: 100.0,
                height: 200.0,
            },
            1.0,
        );
        let nothing = PageBlackout::default();
        let facts = FileFacts {
            title: "Document 1a".into(),
            language: "nl-NL".into(),
            date: "2026-11-23".into(),
        };
        let navigation = Navigation::default();
        let pages = vec![(&page, &nothing); pages];
        write(&pages, &navigation, &facts, Claim::PdfAAndUa)
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
