//! The characters of a page as PDFium reads them, one by one, each as its own glyph says.
//!
//! **Invariant:** a replacement text (`/ActualText`, ISO 32000-1 §14.9.4) is no witness: PDFium reads it in the place of
//! the first of the objects it stands for, so that what it says of a covered glyph would stand over one that is seen. It
//! is taken away before the page is read, and counts only where one cluster of glyphs without letters of their own stands
//! for it. Only a reading of its own is changed, which nobody is shown.
//! **Absent:** words, page space, and what is seen.

#![expect(
    unsafe_code,
    reason = "the bindings offer no safe way to what marked content says"
)]

use super::library::pdfium;
use super::object_key::{self, Key};
use super::text_string::text_string;
use crate::model::word::ligature::may_show;
use pdfium_render::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ffi::{c_int, c_ulong, c_void};
use std::ptr::{self, NonNull};

/// What PDFium counts as a text and as a form (`fpdf_edit.h`).
const TEXT_OBJECT: c_int = 1;
const FORM_OBJECT: c_int = 5;
/// Forms within forms.
const MAX_DEPTH: usize = 8;
/// Bytes of a replacement text, which stands for a few glyphs.
const MAX_BYTES: c_ulong = 4_096;
/// The glyphs of a cluster take no more than this many times their size.
const MAX_CLUSTER_SIZES: f32 = 2.0;
/// A letter needs this part of the font size in width; a glyph that is said to be more letters does not show them.
const MIN_LETTER_SIZES: f32 = 0.15;

/// One character, in the space of the file.
#[derive(Clone)]
pub(super) struct Letter {
    /// UTF-16 as PDFium has it; 0 where nobody knows what the glyph means.
    pub value: u32,
    pub is_generated: bool,
    pub key: Option<Key>,
    pub tight: Option<PdfRect>,
    pub loose: Option<PdfRect>,
    pub origin: Option<(f32, f32)>,
    /// Degrees.
    pub angle: f32,
    /// In points.
    pub size: f32,
    pub is_invisible: bool,
    /// What it is filled with, where it is filled and not outlined.
    pub colour: Option<[u8; 3]>,
}

/// The characters of a page that has no replacement texts.
pub(super) fn letters(text: &PdfPageText<'_>) -> Vec<Letter> {
    let mut letters: Vec<Letter> = text.chars().iter().map(|c| letter(&c)).collect();
    unname(&mut letters);
    letters
}

fn letter(c: &PdfPageTextChar<'_>) -> Letter {
    use PdfPageTextRenderMode as Mode;
    let object = c.text_object().ok();
    let mode = object.as_ref().map(|text| text.render_mode());
    let filled = matches!(
        mode,
        Some(Mode::FilledUnstroked | Mode::FilledUnstrokedClipping)
    );
    let colour = filled.then(|| c.fill_color().ok()).flatten();
    Letter {
        value: c.unicode_value(),
        is_generated: c.is_generated().unwrap_or(false),
        key: object.as_ref().and_then(object_key::key),
        tight: c.tight_bounds().ok(),
        loose: c.loose_bounds().ok(),
        origin: c.origin().ok().map(|(x, y)| (x.value, y.value)),
        angle: c.angle_degrees().unwrap_or(0.0),
        size: c.scaled_font_size().value,
        is_invisible: matches!(mode, Some(Mode::Invisible | Mode::InvisibleClipping)),
        colour: colour.map(|c| [c.red(), c.green(), c.blue()]),
    }
}

/// Takes the meaning of glyphs that are said to be more letters than there is room for: what stands beside such a glyph
/// shows the others, and an area may cover that.
fn unname(letters: &mut [Letter]) {
    let mut from = 0;
    while from < letters.len() {
        let glyph = letters.get(from..).unwrap_or_default();
        let count = glyph
            .iter()
            .take_while(|c| glyph.first().is_some_and(|first| is_one(first, c)));
        let count = count.count().max(1);
        if let Some(glyph) = letters.get_mut(from..from + count)
            && !has_room(glyph.iter().map(|c| c.value), glyph.first())
        {
            glyph.iter_mut().for_each(|c| c.value = 0);
        }
        from += count;
    }
}

/// Whether two characters are one glyph.
fn is_one(a: &Letter, b: &Letter) -> bool {
    let place = |c: &Letter| (c.key, c.origin.map(|(x, y)| [x.to_bits(), y.to_bits()]));
    !a.is_generated && !b.is_generated && a.origin.is_some() && place(a) == place(b)
}

fn has_room(values: impl Iterator<Item = u32>, at: Option<&Letter>) -> bool {
    let units = values.filter_map(|value| u16::try_from(value).ok());
    let meaning: String = char::decode_utf16(units).flatten().collect();
    let count = meaning.chars().filter(|c| c.is_alphanumeric()).count();
    let room = at.and_then(|c| c.loose.or(c.tight));
    let is_wide = |room: &PdfRect| {
        longest(room) >= count as f32 * MIN_LETTER_SIZES * at.map_or(0.0, |c| c.size.abs())
    };
    let is_one = meaning.chars().count() < 2;
    (count < 2 || room.as_ref().is_some_and(is_wide)) && (is_one || may_show(&meaning))
}

fn longest(r: &PdfRect) -> f32 {
    r.width().value.abs().max(r.height().value.abs())
}

/// A reading of a file of which the replacement texts can be taken away.
pub(super) struct Glyphs {
    document: NonNull<c_void>,
    /// What PDFium reads from, for as long as it does.
    _bytes: std::borrow::Cow<'static, [u8]>,
}

impl Drop for Glyphs {
    fn drop(&mut self) {
        if let Ok(pdfium) = pdfium() {
            // SAFETY: the document was opened by `open`, and its pages are closed by `page`.
            unsafe {
                pdfium
                    .bindings()
                    .FPDF_CloseDocument(self.document.as_ptr().cast())
            }
        }
    }
}

impl Glyphs {
    pub fn open(bytes: std::borrow::Cow<'static, [u8]>, password: Option<&str>) -> Option<Self> {
        let bindings = pdfium().ok()?.bindings();
        // SAFETY: the bytes live in the value that is made here, which closes the document before it lets go of them.
        let document = unsafe { bindings.FPDF_LoadMemDocument64(&bytes, password) };
        Some(Self {
            document: NonNull::new(document.cast())?,
            _bytes: bytes,
        })
    }

    /// The characters of a page (from 0) by what their glyphs say; `None` when it has no replacement texts, or cannot be
    /// read.
    pub fn page(&self, number: usize) -> Option<Vec<Letter>> {
        let bindings = pdfium().ok()?.bindings();
        let number = c_int::try_from(number).ok()?;
        // SAFETY: the document is open for as long as `self`.
        let page = unsafe { bindings.FPDF_LoadPage(self.document.as_ptr().cast(), number) };
        let page = NonNull::new(page.cast::<c_void>())?;
        let mut replaced = Replaced::default();
        replaced.find(page);
        let letters = (!replaced.texts.is_empty()).then(|| {
            replaced.take_away();
            let read = read(page);
            replaced.clusters(read)
        });
        // SAFETY: nothing of the page is held any longer.
        unsafe { bindings.FPDF_ClosePage(page.as_ptr().cast()) };
        letters
    }
}

/// A character with the text object that it belongs to.
type Read = (Letter, *mut c_void);

fn read(page: NonNull<c_void>) -> Vec<Read> {
    let Ok(bindings) = pdfium().map(|pdfium| pdfium.bindings()) else {
        return Vec::new();
    };
    // SAFETY: the page is open, and the text is closed before it.
    unsafe {
        let text = bindings.FPDFText_LoadPage(page.as_ptr().cast());
        if text.is_null() {
            return Vec::new();
        }
        let text: *mut c_void = text.cast();
        let count = bindings.FPDFText_CountChars(text.cast());
        let chars = (0..count).map(|index| read_one(text, index)).collect();
        bindings.FPDFText_ClosePage(text.cast());
        chars
    }
}

/// As [`letter`] reads it.
///
/// # Safety
/// `text` must be an open text page with more characters than `index`.
unsafe fn read_one(text: *mut c_void, index: c_int) -> Read {
    let mut letter = Letter {
        value: 0,
        is_generated: true,
        key: None,
        tight: None,
        loose: None,
        origin: None,
        angle: 0.0,
        size: 0.0,
        is_invisible: false,
        colour: None,
    };
    let Ok(bindings) = pdfium().map(|pdfium| pdfium.bindings()) else {
        return (letter, ptr::null_mut());
    };
    // SAFETY: as the caller promises.
    unsafe {
        let object = bindings.FPDFText_GetTextObject(text.cast(), index);
        let mode = match object.is_null() {
            true => -1,
            false => bindings.FPDFTextObj_GetTextRenderMode(object),
        };
        let angle = bindings.FPDFText_GetCharAngle(text.cast(), index);
        letter.value = bindings.FPDFText_GetUnicode(text.cast(), index);
        letter.is_generated = bindings.FPDFText_IsGenerated(text.cast(), index) == 1;
        letter.key = key(object.cast());
        letter.tight = tight_box(text, index);
        letter.loose = loose_box(text, index);
        letter.origin = origin(text, index);
        letter.angle = if angle.is_sign_negative() {
            0.0
        } else {
            angle.to_degrees()
        };
        letter.size = size(text, index);
        letter.is_invisible = matches!(mode, 3 | 7);
        letter.colour = matches!(mode, 0 | 4)
            .then(|| fill_colour(text, index))
            .flatten();
        (letter, object.cast())
    }
}

/// # Safety
/// As [`read_one`].
unsafe fn tight_box(text: *mut c_void, index: c_int) -> Option<PdfRect> {
    let bindings = pdfium().ok()?.bindings();
    let (mut left, mut right, mut bottom, mut top) = (0.0, 0.0, 0.0, 0.0);
    // SAFETY: as the caller promises; what is written to lives here.
    let found = unsafe {
        bindings.FPDFText_GetCharBox(
            text.cast(),
            index,
            &mut left,
            &mut right,
            &mut bottom,
            &mut top,
        )
    };
    let [left, right, bottom, top] = [left, right, bottom, top].map(|v| v as f32);
    (found != 0).then(|| PdfRect::new_from_values(bottom, left, top, right))
}

/// # Safety
/// As [`read_one`].
unsafe fn loose_box(text: *mut c_void, index: c_int) -> Option<PdfRect> {
    let bindings = pdfium().ok()?.bindings();
    // SAFETY: as the caller promises; what is written to lives here, and is numbers alone.
    let (found, around) = unsafe {
        let mut around = std::mem::zeroed();
        let found = bindings.FPDFText_GetLooseCharBox(text.cast(), index, &mut around);
        (found, around)
    };
    (found != 0)
        .then(|| PdfRect::new_from_values(around.bottom, around.left, around.top, around.right))
}

/// # Safety
/// As [`read_one`].
unsafe fn origin(text: *mut c_void, index: c_int) -> Option<(f32, f32)> {
    let bindings = pdfium().ok()?.bindings();
    let (mut x, mut y) = (0.0, 0.0);
    // SAFETY: as the caller promises; what is written to lives here.
    let found = unsafe { bindings.FPDFText_GetCharOrigin(text.cast(), index, &mut x, &mut y) };
    (found != 0).then_some((x as f32, y as f32))
}

/// The size on the page, which is that of the font as the matrix of the text has it.
///
/// # Safety
/// As [`read_one`].
unsafe fn size(text: *mut c_void, index: c_int) -> f32 {
    let Ok(bindings) = pdfium().map(|pdfium| pdfium.bindings()) else {
        return 0.0;
    };
    // SAFETY: as the caller promises; what is written to lives here, and is numbers alone.
    unsafe {
        let mut matrix = std::mem::zeroed();
        let found = bindings.FPDFText_GetMatrix(text.cast(), index, &mut matrix);
        let scale = if found != 0 { matrix.d } else { 0.0 };
        bindings.FPDFText_GetFontSize(text.cast(), index) as f32 * scale
    }
}

/// # Safety
/// As [`read_one`].
unsafe fn fill_colour(text: *mut c_void, index: c_int) -> Option<[u8; 3]> {
    let bindings = pdfium().ok()?.bindings();
    let (mut r, mut g, mut b, mut a) = (0, 0, 0, 0);
    // SAFETY: as the caller promises; what is written to lives here.
    let found = unsafe {
        bindings.FPDFText_GetFillColor(text.cast(), index, &mut r, &mut g, &mut b, &mut a)
    };
    (found != 0).then(|| [r, g, b].map(|v| v.min(255) as u8))
}

/// As [`object_key::key`].
fn key(object: *mut c_void) -> Option<Key> {
    let bindings = pdfium().ok()?.bindings();
    (!object.is_null()).then_some(())?;
    // SAFETY: the object belongs to an open page; what is written to lives here.
    let (found, quad) = unsafe {
        let mut quad = std::mem::zeroed();
        let found = bindings.FPDFPageObj_GetRotatedBounds(object.cast(), &mut quad);
        (found, quad)
    };
    (found != 0).then_some(())?;
    let (xs, ys) = (
        [quad.x1, quad.x2, quad.x3, quad.x4],
        [quad.y1, quad.y2, quad.y3, quad.y4],
    );
    let least = |of: [f32; 4]| of.into_iter().fold(f32::INFINITY, f32::min);
    let most = |of: [f32; 4]| of.into_iter().fold(f32::NEG_INFINITY, f32::max);
    Some([least(xs), least(ys), most(xs), most(ys)].map(f32::to_bits))
}

/// The texts of a page that stand in marked content with a replacement text.
#[derive(Default)]
struct Replaced {
    /// The innermost such content of each text object.
    texts: HashMap<*mut c_void, *mut c_void>,
    /// What each says.
    says: HashMap<*mut c_void, String>,
    /// Every such content of each text object.
    marks: Vec<(*mut c_void, *mut c_void)>,
}

impl Replaced {
    fn find(&mut self, page: NonNull<c_void>) {
        let Ok(bindings) = pdfium().map(|pdfium| pdfium.bindings()) else {
            return;
        };
        // SAFETY: the page is open.
        unsafe {
            for index in 0..bindings.FPDFPage_CountObjects(page.as_ptr().cast()) {
                let object = bindings.FPDFPage_GetObject(page.as_ptr().cast(), index);
                self.find_in(object.cast(), 0);
            }
        }
    }

    fn find_in(&mut self, object: *mut c_void, depth: usize) {
        let Ok(bindings) = pdfium().map(|pdfium| pdfium.bindings()) else {
            return;
        };
        if object.is_null() || depth > MAX_DEPTH {
            return;
        }
        // SAFETY: the object belongs to an open page.
        unsafe {
            match bindings.FPDFPageObj_GetType(object.cast()) {
                TEXT_OBJECT => {
                    for index in 0..bindings.FPDFPageObj_CountMarks(object.cast()).max(0) {
                        let mark = bindings.FPDFPageObj_GetMark(object.cast(), index as c_ulong);
                        self.note(object, mark.cast());
                    }
                }
                FORM_OBJECT => {
                    for index in 0..bindings.FPDFFormObj_CountObjects(object.cast()).max(0) {
                        let inner = bindings.FPDFFormObj_GetObject(object.cast(), index as c_ulong);
                        self.find_in(inner.cast(), depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn note(&mut self, object: *mut c_void, mark: *mut c_void) {
        if let Some(says) = replacement(mark) {
            self.texts.insert(object, mark);
            self.says.insert(mark, says);
            self.marks.push((object, mark));
        }
    }

    /// Objects share their marks, so that these are looked for before the first of them is taken away.
    fn take_away(&self) {
        if let Ok(pdfium) = pdfium() {
            for (object, mark) in &self.marks {
                // SAFETY: both belong to an open page; a mark that is already gone is told as not found.
                unsafe {
                    pdfium
                        .bindings()
                        .FPDFPageObj_RemoveMark(object.cast(), mark.cast())
                };
            }
        }
    }

    /// The characters, with the replacement texts of clusters of glyphs that have no letters of their own.
    fn clusters(&self, read: Vec<Read>) -> Vec<Letter> {
        let mut within: BTreeMap<*mut c_void, Vec<usize>> = BTreeMap::new();
        for (index, (letter, object)) in read.iter().enumerate() {
            if let Some(mark) = self.texts.get(object).filter(|_| !letter.is_generated) {
                within.entry(*mark).or_default().push(index);
            }
        }
        let mut replaced: HashMap<usize, Vec<Letter>> = HashMap::new();
        for (mark, glyphs) in within {
            let cluster: Vec<&Letter> = glyphs
                .iter()
                .filter_map(|i| Some(&read.get(*i)?.0))
                .collect();
            let says = self.says.get(&mark).map(String::as_str).unwrap_or_default();
            let Some(letters) = stands_for(&cluster, says) else {
                continue;
            };
            replaced.extend(glyphs.iter().map(|index| (*index, Vec::new())));
            replaced.extend(glyphs.first().map(|first| (*first, letters)));
        }
        let mut letters = Vec::with_capacity(read.len());
        for (index, (letter, _)) in read.into_iter().enumerate() {
            match replaced.remove(&index) {
                Some(instead) => letters.extend(instead),
                None => letters.push(letter),
            }
        }
        unname(&mut letters);
        letters
    }
}

/// The letters of a replacement text in the place of all its glyphs; `None` when these have letters of their own, or are
/// more than one cluster. One glyph that is said to be a ligature is that: its own letter may be nothing but its code.
fn stands_for(cluster: &[&Letter], says: &str) -> Option<Vec<Letter>> {
    let first = cluster.first().filter(|_| !says.is_empty())?;
    let is_unknown = |c: &&Letter| means_nothing(c.value);
    let is_ligature = || cluster.len() == 1 && says.chars().count() > 1 && may_show(says);
    (cluster.iter().any(is_unknown) || is_ligature()).then_some(())?;
    let union = |a: PdfRect, b: PdfRect| {
        PdfRect::new(
            a.bottom().min(b.bottom()),
            a.left().min(b.left()),
            a.top().max(b.top()),
            a.right().max(b.right()),
        )
    };
    let all = |place: fn(&Letter) -> Option<PdfRect>| {
        cluster.iter().filter_map(|c| place(c)).reduce(union)
    };
    let (tight, loose) = (all(|c| c.tight), all(|c| c.loose));
    let room = loose.or(tight)?;
    (longest(&room) <= MAX_CLUSTER_SIZES * first.size.abs()).then_some(())?;
    let whole = Letter {
        tight,
        loose,
        ..(**first).clone()
    };
    let letters = says.encode_utf16().map(|unit| Letter {
        value: u32::from(unit),
        ..whole.clone()
    });
    Some(letters.collect())
}

/// Whether a value is no letter that anybody else knows: none, a control or one for private use.
fn means_nothing(value: u32) -> bool {
    matches!(value, 0..=8 | 0x0E..=0x1F | 0x7F..=0x9F | 0xE000..=0xF8FF | 0xFFFD..=0xFFFF)
}

/// The replacement text of a marked content, if it has one. PDFium takes every text string for UTF-8, so that its bytes are
/// asked.
fn replacement(mark: *mut c_void) -> Option<String> {
    let bindings = pdfium().ok()?.bindings();
    (!mark.is_null()).then_some(())?;
    let mut length: c_ulong = 0;
    let key = "ActualText";
    // SAFETY: the mark belongs to an open page, and the buffer is as long as is said.
    unsafe {
        let (mark, none) = (mark.cast(), ptr::null_mut());
        let is_there = bindings.FPDFPageObjMark_GetParamBlobValue(mark, key, none, 0, &mut length);
        (is_there != 0).then_some(())?;
        // What is too long for a few glyphs is still taken away.
        if length > MAX_BYTES {
            return Some(String::new());
        }
        let mut bytes = vec![0_u8; length as usize];
        let buffer = bytes.as_mut_ptr().cast();
        bindings.FPDFPageObjMark_GetParamBlobValue(mark, key, buffer, length, &mut length);
        Some(text_string(&bytes))
    }
}
