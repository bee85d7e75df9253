//! The child half: answers requests about one document until its input closes.
//!
//! **Invariant:** nothing is written but replies on standard output; a panic ends the child without a word, since a
//! message could hold document text.
//! **Absent:** the file system; the document arrives as bytes, after the walls of [`super::confinement`] stand.

use super::code_letters::{as_drawn, read_as_code};
use super::confinement;
use super::interpreted::{Copies, Interpreted};
use super::protocol::{
    DocumentFacts, MAX_REQUEST, RenderMode, Reply, Request, SourceDetail, receive, send,
};
use super::read_layer;
use super::redrawn;
use super::unseen;
use crate::model::dossier::intake::{HiddenReason, HiddenText, PageContents};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::packed::Packed;
use crate::model::page::pixels::Pixels;
use crate::model::page::settle;
use crate::model::page::text::{Looks, PageText};
use crate::pdf::{Document, hidden_text};
use crate::redact::raster::RasterPage;
use crate::redact::traces::Traceless;
use crate::redact::traces::{Kind, Trace};
use crate::redact::vector::{self, PageFacts, Reason};
use crate::redact::{legible, outlines, raster, repair};
use crate::spent;
use crate::verify::{self, Closeness, Differences, SourcePage, Written};
use crate::writer::page::CleanPage;
use crate::writer::picture::Picture;
use kurbo::Rect;
use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::io::{self, BufReader, BufWriter};
use std::rc::Rc;

/// Serves until standard input closes.
pub fn serve() -> io::Result<()> {
    std::panic::set_hook(Box::new(|_| {}));
    confinement::begin()?;
    let mut input = BufReader::new(io::stdin().lock());
    let mut output = BufWriter::new(io::stdout().lock());
    // Loaded before the walls stand, since no file opens within them; that it failed is told when a document is opened.
    crate::pdf::load().ok();
    let Request::Begin { document } = receive(&mut input, MAX_REQUEST)? else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    send(&mut output, &Reply::Begun(confinement::confine(document)))?;
    let mut open: Option<Open> = None;
    loop {
        let request = match receive(&mut input, MAX_REQUEST) {
            Ok(request) => request,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let reply = match (request, &open) {
            (Request::Open { bytes, password }, _) => {
                match spent::on("open", || Open::new(bytes, password.as_deref())) {
                    Ok(opened) => {
                        let facts = DocumentFacts {
                            pages: opened.sizes.clone(),
                        };
                        open = Some(opened);
                        Reply::Opened(facts)
                    }
                    Err(error) => Reply::NotOpened(error),
                }
            }
            (Request::Spent, _) => Reply::Spent(spent::so_far()),
            (request, Some(open)) => {
                let name = request.name();
                spent::on(name, || open.answer(request)).unwrap_or(Reply::Nothing)
            }
            (_, None) => Reply::Nothing,
        };
        send(&mut output, &reply)?;
    }
}

/// Lines of shapes that are told of one page; more say no more.
const MOST_LINES: usize = 100;
/// The document this child holds.
struct Open {
    document: Document,
    sizes: Vec<PageSize>,
    bytes: &'static [u8],
    password: Option<String>,
    /// The same file as the interpreter reads it.
    source: Interpreted,
    /// From the first page that is checked on; `None` within for a foreign file.
    written: RefCell<Option<Option<Written<'static>>>>,
    layers_are_off: OnceCell<bool>,
    /// How the text of the page looks that was asked about last.
    looks: RefCell<Option<(usize, Rc<Looks>)>>,
}

impl Open {
    fn new(bytes: Vec<u8>, password: Option<&str>) -> Result<Self, crate::pdf::OpenError> {
        // The child lives as long as its document, so the bytes may live as long as the child.
        let bytes: &'static [u8] = Vec::leak(bytes);
        let document = Document::open(bytes, password)?;
        let sizes = document.page_sizes();
        Ok(Self {
            document,
            sizes,
            bytes,
            password: password.map(str::to_owned),
            source: Interpreted::new(bytes, password),
            written: RefCell::new(None),
            layers_are_off: OnceCell::new(),
            looks: RefCell::new(None),
        })
    }

    fn answer(&self, request: Request) -> Option<Reply> {
        Some(match request {
            Request::Begin { .. } | Request::Open { .. } | Request::Spent => return None,
            Request::Text(page) => Reply::Text(self.document.text(page)?),
            Request::TextToMark(page) => Reply::Text(self.text_to_mark(page)?),
            Request::Blank(page) => Reply::Blank(self.document.blank_map(page, self.size(page)?)?),
            Request::Render {
                page,
                scale,
                region,
            } => Reply::Pixels(self.document.render(page, scale, region)?),
            Request::Redact {
                page,
                areas,
                mode: mode @ (RenderMode::Raster | RenderMode::Picture),
                is_late,
            } => {
                let clean = self.raster(page, (mode, is_late), &areas)?;
                Reply::Clean(Box::new(clean), Vec::new())
            }
            Request::Redact {
                page,
                areas,
                mode: RenderMode::Vector,
                is_late: _,
            } => match self.vector(page, &areas)? {
                Ok((clean, pictured)) => Reply::Clean(Box::new(clean), pictured),
                Err(reason) => Reply::Unfit(reason),
            },
            Request::SourcePage(page, closeness, detail) => {
                let size = self.size(page)?;
                let source = match detail {
                    SourceDetail::All => self.source_page(page, size, closeness)?,
                    SourceDetail::Looks => {
                        verify::source_looks(&self.document, page, size, closeness)?
                    }
                };
                Reply::SourcePage(Box::new(source.packed()))
            }
            Request::Looks(page) => Reply::Looks((*self.looks(page)?).clone()),
            Request::CheckFile { needles, areas } => {
                Reply::FileCheck(verify::check_file(self.bytes, &needles, &areas))
            }
            Request::CheckForeign(covered) => {
                Reply::ForeignCheck(verify::check_foreign(self.bytes, &covered))
            }
            Request::Assemble { first, count, more } => {
                let files = more.into_iter().map(|bytes| bytes.into_vec()).collect();
                let more = crate::pdf::open_all(files).ok()?;
                Reply::File(self.document.assembled(first, count, &more)?)
            }
            Request::CheckPage {
                page,
                source,
                blackout,
                words,
            } => {
                let size = self.size(page)?;
                // The parent hands over what it found sound.
                let unpacked = |source: Box<SourcePage<Packed>>| (*source).unpacked();
                let source = match source {
                    Some(source) => Some(unpacked(source)?),
                    None => None,
                };
                let mut written = self.written.borrow_mut();
                let written = written.get_or_insert_with(|| Written::of(self.bytes));
                let question = verify::PageQuestion {
                    document: &self.document,
                    page,
                    size,
                    written: written.as_ref(),
                    source: source.as_ref(),
                    blackout: &blackout,
                    words: &words,
                };
                Reply::PageCheck(question.answer())
            }
            Request::Contents => {
                let contents = self.document.contents(self.password.as_deref());
                Reply::Contents(Box::new(contents))
            }
            Request::Links(page) => Reply::Links(self.document.links(page)?),
            Request::GlyphText(page) => {
                let size = self.size(page)?;
                let read = self.source.read(page, size, &self.document).ok()?;
                Reply::Text(read.text.clone())
            }
            Request::Guide => Reply::Guide(self.document.guide(self.password.as_deref())),
            Request::Hidden(page) => Reply::Hidden(self.hidden(page)?),
            Request::Layer { page, text, areas } => {
                let size = self.size(page)?;
                Reply::Layer(read_layer::of(&self.document, page, size, text, &areas)?)
            }
            Request::Attachment(number) => {
                let password = self.password.as_deref();
                Reply::Attachment(self.document.attachment(number, password)?)
            }
        })
    }

    /// What an export without marks would leave out of a page's text, and why.
    fn hidden(&self, page: usize) -> Option<PageContents> {
        let size = self.size(page)?;
        let pixels = self.document.look(page, size)?;
        let text = self.shown_text(page, size, &[])?;
        let clean = OnceCell::new();
        let clean = || clean.get_or_init(|| self.clean(page, size, &[])).clone();
        let facts = PageFacts {
            size,
            user_unit: 1.0,
            text: &text,
            pixels: &pixels,
            clean: &clean,
        };
        let drawn = self.source.page(page, &facts, [&[], &[]], &self.document);
        let mut bars = Vec::new();
        let seen = drawn.ok().map(|drawing| {
            let (document, places) = (&self.document, &drawing.over_pictures);
            bars = unseen::over_pictures(document, page, size, &pixels, places);
            let covered: Vec<Rect> = outlines::letters(&drawing.covered).collect();
            let looked = unseen::without_unseen(
                drawing.page,
                &unseen::SourceView {
                    clean: &clean,
                    areas: &[],
                },
            );
            (looked.page, [covered, looked.letters].concat())
        });
        let remains = seen.as_ref().map(|(page, _)| redrawn::of(page));
        let layers_are_off = *self.layers_are_off.get_or_init(|| {
            let contents = self.document.contents(self.password.as_deref());
            contents.layers.iter().any(|layer| !layer.is_shown)
        });
        let mut contents = hidden_text(&text, size, &pixels, remains.as_ref(), layers_are_off);
        let letters = seen.map(|(_, letters)| letters).unwrap_or_default();
        let lines = unseen::lines(letters).into_iter().take(MOST_LINES);
        let silent = |reason| {
            move |area| HiddenText {
                reason,
                area,
                text: String::new(),
            }
        };
        let bars = bars.into_iter().take(MOST_LINES);
        contents
            .hidden
            .extend(lines.map(silent(HiddenReason::Shapes)));
        contents
            .hidden
            .extend(bars.map(silent(HiddenReason::Picture)));
        Some(contents)
    }

    fn size(&self, page: usize) -> Option<PageSize> {
        self.sizes.get(page).copied().filter(|s| s.rect().is_some())
    }

    fn text_to_mark(&self, page: usize) -> Option<PageText> {
        let text = self.document.text(page)?;
        if !text.has_layer() {
            return Some(text);
        }
        let size = self.size(page)?;
        let pixels = self.document.render(page, raster::scale(size), None)?;
        Some(settle::settled(text, &pixels, size))
    }

    /// Which of the text of a page is seen otherwise than the file says, and which nothing names.
    fn looks(&self, page: usize) -> Option<Rc<Looks>> {
        if let Some((_, looks)) = self.looks.borrow().iter().find(|(of, _)| *of == page) {
            return Some(looks.clone());
        }
        let mut looks = (*self.document.looks(page)?).clone();
        let read = self.source.read(page, self.size(page)?, &self.document);
        if let Ok(read) = read
            && !read.unnamed.is_empty()
        {
            let text = self.document.text(page)?;
            let hidden: HashSet<usize> = looks.hidden.iter().copied().collect();
            let (misread, unnamed) = read.unnamed.iter().partition(|glyph| glyph.is_misread);
            looks.misread = read_as_code(&text, misread);
            looks.unnamed = read_as_code(&text, unnamed);
            let is_drawn = |index: &usize| text.chars.get(*index).is_some_and(|c| !c.invisible);
            looks
                .unnamed
                .retain(|index| is_drawn(index) && !hidden.contains(index));
        }
        let looks = Rc::new(looks);
        *self.looks.borrow_mut() = Some((page, looks.clone()));
        Some(looks)
    }

    /// The text of a page, and which of it nobody sees.
    fn seen_text(&self, page: usize) -> Option<PageText> {
        let looks = self.looks(page)?;
        Some(self.document.text(page)?.as_it_looks(&looks))
    }

    /// What a written page will be compared with.
    fn source_page(&self, page: usize, size: PageSize, closeness: Closeness) -> Option<SourcePage> {
        let text = self.seen_text(page)?;
        let looks = verify::source_looks(&self.document, page, size, closeness)?;
        Some(SourcePage { text, ..looks })
    }

    /// The text of a page without what nobody sees beside the areas.
    fn shown_text(&self, page: usize, size: PageSize, areas: &[PageRect]) -> Option<PageText> {
        let text = spent::on("draw: hidden text", || self.seen_text(page))?;
        if !text.has_layer() {
            return Some(text);
        }
        spent::on("draw: legible", || {
            let pixels = self.clean(page, size, areas)?;
            let judged = legible::judged(text, &pixels, size, areas);
            Some(as_drawn(judged, &self.looks(page)?.unnamed, areas))
        })
    }

    fn raster(
        &self,
        page: usize,
        (mode, is_late): (RenderMode, bool),
        areas: &[PageRect],
    ) -> Option<CleanPage> {
        let size = self.size(page)?;
        let pixels = (*self.document.picture(page, raster::scale(size))?).clone();
        // The last way of all: it must look the same whatever the page shows.
        let (text, code): (_, fn(&Pixels) -> Option<Picture>) = match mode {
            RenderMode::Picture => (PageText::default(), Picture::of_page_exactly),
            _ => (self.shown_text(page, size, areas)?, Picture::of_page),
        };
        let seen = match mode {
            RenderMode::Picture if is_late => Vec::new(),
            _ => self.source.traces(page, size, areas),
        };
        let traces = self.with_reaches(seen, page, areas);
        let raster = RasterPage {
            size,
            user_unit: self.document.user_unit(page),
            text: &text,
            areas,
            traces: &traces,
            code,
        };
        let clean = raster.made(pixels)?;
        if mode == RenderMode::Picture || !text.has_layer() && self.looks(page)?.unnamed.is_empty()
        {
            return Some(clean);
        }
        let source = self.source_page(page, size, Closeness::Usual)?;
        shown_by_picture(clean, &source, areas)
    }

    /// `None` when PDFium cannot read the page.
    fn vector(
        &self,
        page: usize,
        areas: &[PageRect],
    ) -> Option<Result<(CleanPage, Vec<Reason>), Reason>> {
        let size = self.size(page)?;
        if size.is_covered_by(areas) {
            // Nothing remains, so that nothing is read: this is the way out for a page over which an engine fails.
            let blank = CleanPage::blank(size, self.document.user_unit(page));
            return Some(Ok((blank, Vec::new())));
        }
        let look = || self.document.look(page, size);
        let pixels = spent::on("draw: picture of the source", look)?;
        let clean = OnceCell::new();
        let clean = || clean.get_or_init(|| self.clean(page, size, areas)).clone();
        let facts = PageFacts {
            size,
            user_unit: self.document.user_unit(page),
            text: &self.shown_text(page, size, areas)?,
            pixels: &pixels,
            clean: &clean,
        };
        Some(self.proofread(page, &facts, areas))
    }

    /// Where pictures of a page show traces of what the areas cover: as the interpreter knows, and of a picture that it does
    /// not see as far as any may reach.
    fn traces(&self, page: usize, size: PageSize, areas: &[PageRect]) -> Vec<Trace> {
        self.with_reaches(self.source.traces(page, size, areas), page, areas)
    }

    /// These traces, and those of pictures that nobody saw, as far as any may reach.
    fn with_reaches(&self, mut traces: Vec<Trace>, page: usize, areas: &[PageRect]) -> Vec<Trace> {
        let rect = |r: &PageRect| Rect::new(r.left(), r.top(), r.right(), r.bottom());
        for picture in self.document.coded_pictures(page) {
            let place = rect(&picture.place);
            for area in areas.iter().map(rect) {
                let covered = area.intersect(place);
                let meets = |trace: &Trace| trace.rect.intersect(covered).area() > 0.0;
                if covered.area() > 0.0 && !traces.iter().any(meets) {
                    let rect = area.inflate(picture.reach, picture.reach);
                    let (rect, kind) = (rect.intersect(place), Kind::Tones);
                    traces.push(Trace { rect, kind });
                }
            }
        }
        traces
    }

    /// What pictures of parts of a page are made of.
    fn clean(&self, page: usize, size: PageSize, areas: &[PageRect]) -> Option<Traceless> {
        spent::on("draw: clean picture", || {
            let pixels = self.document.picture(page, vector::scale(size))?;
            let traces = self.traces(page, size, areas);
            Some(Traceless::of(pixels, size, areas, &traces))
        })
    }

    /// The page as the interpreter draws it, and as it is written, where that is known.
    fn drawn(
        &self,
        page: usize,
        facts: &PageFacts<'_>,
        areas: &[PageRect],
        beneath: &[PageRect],
    ) -> Result<(vector::Drawing, Option<Document>), Reason> {
        let copies = &self.document;
        let mut drawing = spent::on("draw: interpret", || {
            self.source.page(page, facts, [areas, beneath], copies)
        })?;
        let looked = spent::on("draw: unseen shapes", || {
            let shown = unseen::SourceView {
                clean: facts.clean,
                areas,
            };
            unseen::without_unseen(drawing.page, &shown)
        });
        drawing.page = looked.page;
        Ok((drawing, looked.written))
    }

    /// Draws a page, looks at it as it will be written, beside the areas, and repairs what differs from the source. The
    /// verdict is not anticipated here: whoever wrote a page is no stranger to it.
    fn proofread(
        &self,
        page: usize,
        facts: &PageFacts<'_>,
        areas: &[PageRect],
    ) -> Result<(CleanPage, Vec<Reason>), Reason> {
        let (mut drawing, written) = self.drawn(page, facts, areas, &[])?;
        let source = spent::on("draw: source to compare", || {
            self.source_page(page, facts.size, Closeness::Usual)
        });
        let source = source.ok_or(Reason::Appearance)?;
        let found = differences(&source, &drawing.page, written, areas);
        let mut found = found.ok_or(Reason::Appearance)?;
        let shown = |page| shown_by_picture(page, &source, areas).ok_or(Reason::Appearance);
        if found.is_empty() {
            return Ok((shown(drawing.page)?, drawing.pictured));
        }
        if !found.places.is_empty() {
            found.places = repair::with_whole_letters(&found.places, facts.text, areas);
            // What lies under a picture of the source may be something that the source does not show.
            let written;
            (drawing, written) = self.drawn(page, facts, areas, &found.places)?;
            let places = std::mem::take(&mut found.places);
            let again = differences(&source, &drawing.page, written, areas);
            found = again.ok_or(Reason::Appearance)?;
            found.also_at(places);
            found.places = repair::with_whole_letters(&found.places, facts.text, areas);
            drawing.pictured.push(Reason::Appearance);
        }
        let faults = repair::Faults {
            places: &found.places,
            missing: &found.missing,
            unseen: &drawing.unseen,
            added: &found.added,
        };
        let repaired = spent::on("draw: repair", || {
            repair::repaired(drawing.page, facts, areas, &faults)
        })?;
        Ok((shown(repaired)?, drawing.pictured))
    }
}

impl Copies for Document {
    fn dressed(&self, pages: &[usize]) -> Option<Vec<u8>> {
        self.with_appearances(pages)
    }

    fn bare(&self) -> Option<Vec<u8>> {
        self.assembled(0, self.page_sizes().len(), &[])
    }
}

/// The page without those words of its layer that a stranger does not find in its picture; `None` when that cannot be
/// told.
fn shown_by_picture(
    mut page: CleanPage,
    source: &SourcePage,
    areas: &[PageRect],
) -> Option<CleanPage> {
    if source.text.has_layer() {
        let written = unseen::written(&page)?;
        let unshown = verify::unshown(&written, 0, source, areas)?;
        repair::without_layer_at(&mut page, &unshown.concat());
    }
    Some(page)
}

/// Where a page differs from its source once it is `written`; `None` when that cannot be told.
fn differences(
    source: &SourcePage,
    page: &CleanPage,
    written: Option<Document>,
    areas: &[PageRect],
) -> Option<Differences> {
    spent::on("draw: proofread", || {
        let written = written.or_else(|| unseen::written(page))?;
        verify::differences(source, &written, areas)
    })
}
