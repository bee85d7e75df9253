//! The store thread: keeps in order what happened, while the window goes on.
//!
//! **Invariant:** what is called saved is on disk. Events that wait together are kept in one transaction. After a
//! failure nothing more is written, so that the log has no hole; the window shows it and becomes read-only.

use super::error::StoreError;
use super::lease;
use super::log::{self, Tail};
use crate::model::dossier::account::Account;
use crate::model::edit::session::{Event, Version};
use rusqlite::{Connection, TransactionBehavior};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// One event on its way to disk.
struct Waiting {
    event: Box<Event>,
    time: String,
    account: Account,
}

/// How far saving is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveState {
    pub waiting: usize,
    /// When the last event was kept, as it was stamped.
    pub saved: Option<String>,
    /// Nothing more is kept.
    pub failed: bool,
    /// The number of the last entry of the log, those that wait included.
    pub last_entry: i64,
}

/// The writing end of a dossier. Dropping it waits for everything and gives the lease back.
pub struct Writer {
    sender: Option<Sender<Waiting>>,
    state: Arc<Mutex<SaveState>>,
    /// What stopped the thread, until somebody asks.
    failure: Arc<Mutex<Option<StoreError>>>,
    thread: Option<JoinHandle<()>>,
    /// Who every event is stamped with.
    account: Account,
    /// Names of sources that nothing named, and that were removed when it was opened.
    pub(super) removed: Vec<String>,
    /// As it was when it was opened.
    pub(super) version: Version,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        fencing: i64,
        tail: Tail,
        account: &Account,
    ) -> Result<Self, StoreError> {
        let (sender, receiver) = channel();
        let state = Arc::new(Mutex::new(SaveState {
            last_entry: tail.sequence,
            ..SaveState::default()
        }));
        let failure: Arc<Mutex<Option<StoreError>>> = Arc::default();
        let (shared, told) = (state.clone(), failure.clone());
        let thread = std::thread::Builder::new().name("store".into());
        let thread = thread.spawn(move || {
            if let Err(error) = keep(connection, fencing, tail, &receiver, &shared) {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                shared.lock().unwrap_or_else(PoisonError::into_inner).failed = true;
            }
        })?;
        Ok(Self {
            sender: Some(sender),
            state,
            failure,
            thread: Some(thread),
            account: account.clone(),
            removed: Vec::new(),
            version: Version::default(),
        })
    }

    /// Names of sources that nothing named, and that were removed when the dossier was opened.
    pub fn removed(&self) -> &[String] {
        &self.removed
    }

    /// Which dossier this is, and in which state it was opened.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// Hands over what happened, and when (ISO 8601); returns at once.
    pub fn record(&self, event: Event, time: &str) {
        let waiting = Waiting {
            event: Box::new(event),
            time: time.to_owned(),
            account: self.account.clone(),
        };
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match self.sender.as_ref().map(|sender| sender.send(waiting)) {
            Some(Ok(())) => {
                state.waiting += 1;
                state.last_entry += 1;
            }
            _ => state.failed = true,
        }
    }

    pub fn state(&self) -> SaveState {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Why nothing more is kept; told once.
    pub fn take_failure(&self) -> Option<StoreError> {
        self.failure
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Waits until everything is kept and closes.
    ///
    /// # Errors
    /// What stopped the thread, if anything did.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.close()
    }

    fn close(&mut self) -> Result<(), StoreError> {
        self.sender = None;
        match self.thread.take().map(JoinHandle::join) {
            Some(Err(_panic)) => Err(StoreError::Lost),
            Some(Ok(())) | None => self.take_failure().map_or(Ok(()), Err),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Whoever wants to know how it ended calls `finish`.
        self.close().ok();
    }
}

fn keep(
    mut connection: Connection,
    fencing: i64,
    mut tail: Tail,
    receiver: &Receiver<Waiting>,
    state: &Mutex<SaveState>,
) -> Result<(), StoreError> {
    loop {
        match receiver.recv_timeout(lease::BEAT) {
            Ok(first) => {
                let batch: Vec<Waiting> =
                    std::iter::once(first).chain(receiver.try_iter()).collect();
                let (count, last) = (batch.len(), batch.last().map(|w| w.time.clone()));
                commit(&mut connection, fencing, &mut tail, batch)?;
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                state.waiting -= count.min(state.waiting);
                state.saved = last;
            }
            Err(RecvTimeoutError::Timeout) => {
                lease::beat(&mut connection, fencing)?;
            }
            Err(RecvTimeoutError::Disconnected) => {
                // All is kept. A lease that cannot be given back is free once this process is gone.
                lease::release(&mut connection, fencing).ok();
                return Ok(());
            }
        }
    }
}

fn commit(
    connection: &mut Connection,
    fencing: i64,
    tail: &mut Tail,
    batch: Vec<Waiting>,
) -> Result<(), StoreError> {
    let mut next = tail.clone();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    lease::require(&transaction, fencing)?;
    for waiting in batch {
        log::append(
            &transaction,
            &mut next,
            &waiting.time,
            &waiting.account,
            *waiting.event,
        )?;
    }
    transaction.commit()?;
    *tail = next;
    Ok(())
}
