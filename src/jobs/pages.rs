//! Pictures and texts of pages, as the screen requests them.
//!
//! **Invariant:** the window never waits. Each frame replaces the list of requests, most wanted first, so that nothing
//! that is no longer looked at is rendered; answers arrive in a channel and wake the window.
//! **Absent:** what a picture is for.

use super::scans;
use super::source_file::SourceFile;
use crate::engine::{DocumentFacts, Engine, EngineError, Reader, Region, workers};
use crate::model::blackout::label::BlankMap;
use crate::model::page::pixels::Pixels;
use crate::model::page::text::PageText;
use std::collections::{HashSet, VecDeque};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Something that is missing on the screen now.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageRequest {
    pub source: SourceFile,
    pub part: PagePart,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PagePart {
    Facts,
    Tile(Tile),
    Text(usize),
    Blank(usize),
}

impl PageRequest {
    /// What is worked on: a page, or the document as a whole.
    fn place(&self) -> (SourceFile, Option<usize>) {
        (self.source.clone(), self.part.page())
    }
}

impl PagePart {
    /// The page that is asked for; `None` for the document as a whole.
    pub fn page(&self) -> Option<usize> {
        match self {
            Self::Facts => None,
            Self::Tile(tile) => Some(tile.page),
            Self::Text(page) | Self::Blank(page) => Some(*page),
        }
    }
}

/// A part of a page at a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    pub page: usize,
    /// Pixels per thousand points.
    pub scale: u32,
    pub column: usize,
    pub row: usize,
    pub width: usize,
    pub height: usize,
}

/// Side of a whole tile in pixels.
pub const TILE_SIDE: usize = 1024;

/// What came of a request.
pub enum Answer {
    Facts(DocumentFacts),
    Tile(Pixels),
    Text(PageText),
    Blank(BlankMap),
    Failed(EngineError),
}

/// Children that stay open, those of all workers together, though each keeps that of the document at hand: memory must not
/// grow with the cores.
const OPEN_READERS: usize = 6;
/// Fewest workers: where the engine hangs over a page, another goes on with the rest.
const MIN_WORKERS: usize = 2;

#[derive(Default)]
struct Board {
    requests: VecDeque<PageRequest>,
    in_hand: HashSet<PageRequest>,
    /// What has been worked on without the engine failing.
    sound: HashSet<(SourceFile, Option<usize>)>,
    closed: bool,
}

impl Board {
    /// Whether a worker may take a request. A page that nobody has come back from gets one worker only: if the engine
    /// hangs over it, the other goes on with the rest.
    fn may_take(&self, request: &PageRequest) -> bool {
        let place = request.place();
        match self.sound.contains(&place) {
            true => !self.in_hand.contains(request),
            false => self.in_hand.iter().all(|busy| busy.place() != place),
        }
    }
}

/// The workers and their board of requests.
pub struct PageService {
    board: Arc<(Mutex<Board>, Condvar)>,
    answers: Receiver<(PageRequest, Answer)>,
}

impl PageService {
    /// Starts the workers; `wake` is called after every answer.
    pub fn start(engine: &Engine, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let board: Arc<(Mutex<Board>, Condvar)> = Arc::default();
        let (sender, answers) = channel();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let count = workers(usize::MAX).max(MIN_WORKERS);
        for _ in 0..count {
            let worker = Worker {
                board: board.clone(),
                answers: sender.clone(),
                wake: wake.clone(),
                engine: engine.clone(),
                readers: VecDeque::new(),
                most_readers: OPEN_READERS.div_ceil(count),
            };
            std::thread::spawn(move || worker.run());
        }
        Self { board, answers }
    }

    /// Replaces all requests that are not in hand yet.
    pub fn request(&self, requests: impl IntoIterator<Item = PageRequest>) {
        let (lock, changed) = &*self.board;
        let mut board = lock.lock().unwrap_or_else(PoisonError::into_inner);
        board.requests = requests.into_iter().collect();
        if !board.requests.is_empty() {
            changed.notify_all();
        }
    }

    /// An answer that has arrived.
    pub fn answer(&self) -> Option<(PageRequest, Answer)> {
        self.answers.try_recv().ok()
    }
}

impl Drop for PageService {
    fn drop(&mut self) {
        let (lock, changed) = &*self.board;
        lock.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        changed.notify_all();
    }
}

struct Worker {
    board: Arc<(Mutex<Board>, Condvar)>,
    answers: Sender<(PageRequest, Answer)>,
    wake: Arc<dyn Fn() + Send + Sync>,
    engine: Engine,
    readers: VecDeque<(SourceFile, Reader)>,
    most_readers: usize,
}

impl Worker {
    fn run(mut self) {
        while let Some(request) = self.next() {
            let answer = self.grant(&request).unwrap_or_else(Answer::Failed);
            {
                let mut board = self.board.0.lock().unwrap_or_else(PoisonError::into_inner);
                board.in_hand.remove(&request);
                if !matches!(answer, Answer::Failed(_)) {
                    board.sound.insert(request.place());
                }
            }
            if self.answers.send((request, answer)).is_err() {
                return;
            }
            (self.wake)();
        }
    }

    /// The most wanted request that nobody has in hand; waits for one. `None` when the window closed.
    fn next(&mut self) -> Option<PageRequest> {
        let (lock, changed) = &*self.board;
        let mut board = lock.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if board.closed {
                return None;
            }
            let free = board
                .requests
                .iter()
                .position(|request| board.may_take(request));
            if let Some(request) = free.and_then(|place| board.requests.remove(place)) {
                board.in_hand.insert(request.clone());
                return Some(request);
            }
            board = changed.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn grant(&mut self, request: &PageRequest) -> Result<Answer, EngineError> {
        let source = &request.source;
        let reader = self.reader(source)?;
        match &request.part {
            PagePart::Facts => Ok(Answer::Facts(reader.facts().clone())),
            PagePart::Text(page) => scans::text_to_mark(reader, source, *page).map(Answer::Text),
            PagePart::Blank(page) => reader.blank_map(*page).map(Answer::Blank),
            PagePart::Tile(tile) => {
                let region = Region {
                    left: tile.column * TILE_SIDE,
                    top: tile.row * TILE_SIDE,
                    width: tile.width,
                    height: tile.height,
                };
                let scale = f64::from(tile.scale) / 1000.0;
                reader
                    .render(tile.page, scale, Some(region))
                    .map(Answer::Tile)
            }
        }
    }

    fn reader(&mut self, source: &SourceFile) -> Result<&mut Reader, EngineError> {
        let open = self.readers.iter().position(|(file, _)| file == source);
        let entry = match open.and_then(|place| self.readers.remove(place)) {
            Some(entry) => entry,
            None => {
                let bytes = source.read()?;
                let reader = self.engine.open(bytes, source.password.clone())?;
                (source.clone(), reader)
            }
        };
        self.readers.push_front(entry);
        self.readers.truncate(self.most_readers);
        self.readers
            .front_mut()
            .map(|(_, reader)| reader)
            .ok_or(EngineError::Crashed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn a_page_that_nobody_has_come_back_from_keeps_one_worker_only() {
        let source = SourceFile::written(PathBuf::from("a.pdf"));
        let request = |part| PageRequest {
            source: source.clone(),
            part,
        };
        let mut board = Board::default();
        board.in_hand.insert(request(PagePart::Text(1)));
        assert!(!board.may_take(&request(PagePart::Text(1))));
        assert!(!board.may_take(&request(PagePart::Blank(1))));
        assert!(board.may_take(&request(PagePart::Blank(2))));
        board.sound.insert(request(PagePart::Text(1)).place());
        assert!(!board.may_take(&request(PagePart::Text(1))));
        assert!(board.may_take(&request(PagePart::Blank(1))));
    }
}
