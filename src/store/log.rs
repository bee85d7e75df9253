//! The append-only edit log in SQLite.
//!
//! **Invariant:** each entry's chain value is the SHA-256 of the one before and of everything the entry says, so damage
//! shows. It is no proof against someone who can write the file.

use super::entry;
use super::error::StoreError;
use crate::model::dossier::account::Account;
use crate::model::edit::session::{Event, Version};
use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::Duration;

/// "LAKW": what kind of SQLite file this is.
const APPLICATION_ID: i64 = 0x4C41_4B57;
/// The version of the tables.
const TABLES_VERSION: i64 = 1;

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedEvent {
    pub sequence: i64,
    /// ISO 8601 with zone.
    pub time: String,
    pub account: Account,
    pub event: Event,
}

impl LoggedEvent {
    /// What happened, as its entry says it.
    pub fn said(&self) -> serde_json::Value {
        entry::said(self.event.clone())
    }
}

/// The end of the log: what the next entry builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    pub sequence: i64,
    pub chain: Vec<u8>,
}

pub struct ReadLog {
    pub events: Vec<LoggedEvent>,
    pub tail: Tail,
    pub version: Version,
}

/// Settings of every connection.
fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    // The folder is synced too when a journal is gone, so that a power cut cannot bring it back and undo what was kept.
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(())
}

/// Makes the tables in a new file.
pub fn create(connection: &mut Connection) -> Result<(), StoreError> {
    prepare(connection)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(
        "CREATE TABLE log (
             sequence INTEGER PRIMARY KEY,
             time TEXT NOT NULL,
             account TEXT NOT NULL,
             entry TEXT NOT NULL,
             chain BLOB NOT NULL
         ) STRICT;
         CREATE TABLE lease (
             only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
             fencing INTEGER NOT NULL,
             heartbeat INTEGER NOT NULL,
             holder TEXT
         ) STRICT;
         INSERT INTO lease VALUES (1, 0, 0, NULL);",
    )?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", TABLES_VERSION)?;
    transaction.commit()?;
    Ok(())
}

/// Opens an existing file and makes sure it is a dossier of a version this program knows.
pub fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let kind = number("application_id")?;
    if kind != APPLICATION_ID {
        return Err(StoreError::Damaged(0));
    }
    if number("user_version")? != TABLES_VERSION {
        return Err(StoreError::Newer);
    }
    prepare(&connection)?;
    Ok(connection)
}

fn chained(before: &[u8], sequence: i64, time: &str, account: &str, entry: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(sequence.to_be_bytes());
    for part in [time, account, entry] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Whether an entry names this, whatever it says of it.
pub fn names(connection: &Connection, text: &str) -> Result<bool, StoreError> {
    let found = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM log WHERE instr(entry, ?1) > 0)",
        [text],
        |row| row.get(0),
    )?;
    Ok(found)
}

/// How many entries stand in a log, sound or not.
pub fn count(connection: &Connection) -> Result<usize, StoreError> {
    let count = connection.query_row("SELECT count(*) FROM log", [], |row| row.get::<_, i64>(0));
    Ok(usize::try_from(count?).unwrap_or(0))
}

/// Reads the whole log and checks its chain.
pub fn read(connection: &Connection) -> Result<ReadLog, StoreError> {
    match read_sound(connection) {
        (read, None) => Ok(read),
        (_, Some(fault)) => Err(fault),
    }
}

/// Reads the log up to what is damaged in it, if something is, and says what that is.
pub fn read_sound(connection: &Connection) -> (ReadLog, Option<StoreError>) {
    let mut read = ReadLog {
        events: Vec::new(),
        tail: Tail {
            sequence: 0,
            chain: Vec::new(),
        },
        version: Version::default(),
    };
    let fault = read_into(connection, &mut read).err();
    (read, fault)
}

fn read_into(connection: &Connection, read: &mut ReadLog) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare("SELECT sequence, time, account, entry, chain FROM log ORDER BY sequence")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let sequence: i64 = row.get(0)?;
        let (time, account, text): (String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        let chain: Vec<u8> = row.get(4)?;
        let expected = chained(&read.tail.chain, sequence, &time, &account, &text);
        if sequence != read.tail.sequence + 1 || chain != expected {
            return Err(StoreError::Damaged(sequence));
        }
        let event = entry::read(&text, sequence)?;
        move_version(&mut read.version, &chain, &event);
        read.events.push(LoggedEvent {
            sequence,
            time,
            account: account.into(),
            event,
        });
        read.tail = Tail { sequence, chain };
    }
    Ok(())
}

/// What went out changes nothing: parts of one export may be made one after another. Nor does a look through sources: it
/// finds the same in every copy of the dossier.
fn move_version(version: &mut Version, chain: &[u8], event: &Event) {
    let chain: String = chain.iter().map(|b| format!("{b:02x}")).collect();
    if version.dossier.is_empty() {
        version.dossier.clone_from(&chain);
    }
    if !matches!(event, Event::Exported(_) | Event::LookedThrough { .. }) {
        version.change = chain;
    }
}

/// Adds one entry within a transaction and moves the tail.
pub fn append(
    transaction: &Transaction<'_>,
    tail: &mut Tail,
    time: &str,
    account: &Account,
    event: Event,
) -> Result<(), StoreError> {
    let entry = entry::written(event)?;
    let sequence = tail.sequence + 1;
    let chain = chained(&tail.chain, sequence, time, account.as_str(), &entry);
    transaction.execute(
        "INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5)",
        params![sequence, time, account.as_str(), entry, chain],
    )?;
    *tail = Tail { sequence, chain };
    Ok(())
}
