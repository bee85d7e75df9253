//! Everything that is asked of a child about its document, each as a typed call.
//!
//! **Invariant:** an answer of another kind than was asked for is unsound.

use super::{INTERPRETER_TIME, PAGE_TIME, PageClock, Reader, Redacted, opening_time};
use crate::engine::error::EngineError;
use crate::engine::protocol::{MAX_REPLY, RenderMode, Reply, Request, SourceDetail};
use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::BlankMap;
use crate::model::dossier::intake::{PageContents, SourceContents};
use crate::model::navigation::{Guide, Link};
use crate::model::page::geometry::PageRect;
use crate::model::page::packed::Packed;
use crate::model::page::pixels::Pixels;
use crate::model::page::text::{Looks, PageText};
use crate::pdf::Region;
use crate::verify::{Closeness, Covered, FileCheck, ForeignCheck, PageCheck, SourcePage};
use crate::writer::page::Reading;
use std::sync::Arc;

impl Reader {
    /// The text of a page with the place of every character.
    pub fn text(&mut self, page: usize) -> Result<PageText, EngineError> {
        self.text_of(&Request::Text(page))
    }

    /// The same as marks are made on it, see [`Request::TextToMark`].
    pub fn text_to_mark(&mut self, page: usize) -> Result<PageText, EngineError> {
        self.text_of(&Request::TextToMark(page))
    }

    fn text_of(&mut self, request: &Request) -> Result<PageText, EngineError> {
        let Reply::Text(text) = self.ask(request, PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(text)
    }

    /// The text of a page by its glyph codes: what a reader finds that is not PDFium.
    pub fn glyph_text(&mut self, page: usize) -> Result<PageText, EngineError> {
        let Reply::Text(text) = self.ask(&Request::GlyphText(page), INTERPRETER_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(text)
    }

    /// Where a page has no ink.
    pub fn blank_map(&mut self, page: usize) -> Result<BlankMap, EngineError> {
        let Reply::Blank(map) = self.ask(&Request::Blank(page), PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(map)
    }

    /// A page, or a region of it in pixels of the whole, at `scale` pixels per point.
    pub fn render(
        &mut self,
        page: usize,
        scale: f64,
        region: Option<Region>,
    ) -> Result<Pixels, EngineError> {
        let request = Request::Render {
            page,
            scale,
            region,
        };
        let Reply::Pixels(pixels) = self.ask(&request, PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(pixels)
    }

    /// A page made anew without what is under the areas.
    pub fn redact(
        &mut self,
        page: usize,
        areas: &[PageRect],
        mode: RenderMode,
    ) -> Result<Redacted, EngineError> {
        let request = Request::Redact {
            page,
            areas: areas.to_vec(),
            mode,
            is_late: self.clock.as_ref().is_some_and(PageClock::is_late),
        };
        let time = match mode {
            RenderMode::Vector => INTERPRETER_TIME,
            RenderMode::Raster | RenderMode::Picture => PAGE_TIME,
        };
        let reply = self.ask(&request, time)?;
        if let Reply::Unfit(reason) = reply {
            return Ok(Redacted::Unfit(reason));
        }
        let Reply::Clean(clean, pictured) = reply else {
            return Err(EngineError::Unsound);
        };
        Ok(Redacted::Page(clean, pictured))
    }

    /// What a written page is compared with.
    pub fn source_page(
        &mut self,
        page: usize,
        closeness: Closeness,
    ) -> Result<SourcePage<Packed>, EngineError> {
        self.source(page, closeness, SourceDetail::All)
    }

    /// The same without its text, for whoever has that and knows its looks.
    pub fn source_looks(
        &mut self,
        page: usize,
        closeness: Closeness,
    ) -> Result<SourcePage<Packed>, EngineError> {
        self.source(page, closeness, SourceDetail::Looks)
    }

    /// Which of the text of a page is seen otherwise than the file says.
    pub fn looks(&mut self, page: usize) -> Result<Looks, EngineError> {
        let Reply::Looks(looks) = self.ask(&Request::Looks(page), PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(looks)
    }

    fn source(
        &mut self,
        page: usize,
        closeness: Closeness,
        detail: SourceDetail,
    ) -> Result<SourcePage<Packed>, EngineError> {
        let Reply::SourcePage(source) =
            self.ask(&Request::SourcePage(page, closeness, detail), PAGE_TIME)?
        else {
            return Err(EngineError::Unsound);
        };
        Ok(*source)
    }

    /// Reads the whole file strictly, looks for the needles in everything it holds, and into pictures under `areas`
    /// (per page; none: those that the file declares).
    pub fn check_file(
        &mut self,
        needles: Vec<String>,
        areas: Vec<Vec<PageRect>>,
    ) -> Result<FileCheck, EngineError> {
        let deadline = opening_time(self.bytes.len()) * 4;
        let Reply::FileCheck(check) = self.ask(&Request::CheckFile { needles, areas }, deadline)?
        else {
            return Err(EngineError::Unsound);
        };
        Ok(check)
    }

    /// Searches a file of another program for what is covered, everywhere in it.
    pub fn check_foreign(&mut self, covered: Covered) -> Result<ForeignCheck, EngineError> {
        let deadline = opening_time(self.bytes.len()) * 4;
        let Reply::ForeignCheck(check) = self.ask(&Request::CheckForeign(covered), deadline)?
        else {
            return Err(EngineError::Unsound);
        };
        Ok(check)
    }

    /// Which of the words that were read from the picture of a page two judges find in it, beside the areas.
    pub fn layer(
        &mut self,
        page: usize,
        text: PageText,
        areas: &[PageRect],
    ) -> Result<Reading, EngineError> {
        let areas = areas.to_vec();
        let Reply::Layer(reading) = self.ask(&Request::Layer { page, text, areas }, PAGE_TIME)?
        else {
            return Err(EngineError::Unsound);
        };
        Ok(reading)
    }

    /// Asks one written page what it holds in and beside the black areas. `words` are the needles, each with how often
    /// the page may show it.
    pub fn check_page(
        &mut self,
        page: usize,
        source: Option<SourcePage<Packed>>,
        blackout: &PageBlackout,
        words: &[(String, usize)],
    ) -> Result<PageCheck, EngineError> {
        let source = source.map(Box::new);
        let request = Request::CheckPage {
            page,
            source,
            blackout: blackout.clone(),
            words: words.to_vec(),
        };
        let Reply::PageCheck(check) = self.ask(&request, PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(check)
    }

    /// A new source of `count` pages from `first` (from 0) and all pages of `more`.
    pub fn assemble(
        &mut self,
        first: usize,
        count: usize,
        more: &[Arc<[u8]>],
    ) -> Result<Vec<u8>, EngineError> {
        let size = self.bytes.len() + more.iter().map(|bytes| bytes.len()).sum::<usize>();
        if size > MAX_REPLY - 4096 {
            return Err(EngineError::TooLarge);
        }
        if !more.is_empty() {
            self.process = Some(self.start(size - self.bytes.len())?.0);
        }
        let more = more
            .iter()
            .map(|bytes| serde_bytes::ByteBuf::from(bytes.to_vec()));
        let request = Request::Assemble {
            first,
            count,
            more: more.collect(),
        };
        let Reply::File(bytes) = self.ask(&request, opening_time(size) * 4)? else {
            return Err(EngineError::Unsound);
        };
        Ok(bytes)
    }

    /// What the file holds beside its pages: attachments, comments, layers, revisions and so on.
    pub fn contents(&mut self) -> Result<SourceContents, EngineError> {
        let deadline = opening_time(self.bytes.len());
        let Reply::Contents(contents) = self.ask(&Request::Contents, deadline)? else {
            return Err(EngineError::Unsound);
        };
        Ok(*contents)
    }

    /// The links of a page.
    pub fn links(&mut self, page: usize) -> Result<Vec<Link>, EngineError> {
        let Reply::Links(links) = self.ask(&Request::Links(page), PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(links)
    }

    /// Outline and page labels.
    pub fn guide(&mut self) -> Result<Guide, EngineError> {
        let deadline = opening_time(self.bytes.len());
        let Reply::Guide(guide) = self.ask(&Request::Guide, deadline)? else {
            return Err(EngineError::Unsound);
        };
        Ok(guide)
    }

    /// The text of a page that cannot be seen, and why.
    pub fn hidden(&mut self, page: usize) -> Result<PageContents, EngineError> {
        let Reply::Hidden(hidden) = self.ask(&Request::Hidden(page), PAGE_TIME)? else {
            return Err(EngineError::Unsound);
        };
        Ok(hidden)
    }

    /// The bytes of an attachment, in the order of [`SourceContents::attachments`].
    pub fn attachment(&mut self, number: usize) -> Result<Vec<u8>, EngineError> {
        let deadline = opening_time(self.bytes.len());
        let Reply::Attachment(bytes) = self.ask(&Request::Attachment(number), deadline)? else {
            return Err(EngineError::Unsound);
        };
        Ok(bytes)
    }
}
