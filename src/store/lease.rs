//! Who may write: one holder, a heartbeat, and a fencing number.
//!
//! **Invariant:** every writing transaction compares the fencing number it was given with the one in the database. A
//! laptop that slept through a take-over finds another number and cannot write.
//! **Absent:** clocks of other machines: a heartbeat is a counter, and only an observer's own clock says how long it
//! stood still.

use super::error::StoreError;
use super::folder::{LOG_NAME, last_sign};
use super::holder::Holder;
use super::log;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A heartbeat that stood still this long belongs to nobody.
pub const STALE: Duration = Duration::from_secs(5 * 60);
/// How often the holder's counter moves.
pub const BEAT: Duration = Duration::from_secs(30);

pub enum LeaseOutcome {
    /// The fencing number to write with.
    Yes(i64),
    HeldBy(Holder),
}

/// Takes the lease when it is free, its holder is gone, or its heartbeat stood still for as long as this process has
/// watched it.
pub fn take(connection: &mut Connection, holder: &Holder) -> Result<LeaseOutcome, StoreError> {
    let key = connection.path().unwrap_or_default().to_owned();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (fencing, heartbeat, other) = held(&transaction)?;
    if let Some(other) = other
        && !other.is_gone()
        && !stood_still(&key, fencing, heartbeat)
    {
        return Ok(LeaseOutcome::HeldBy(other));
    }
    let text =
        serde_json::to_string(holder).map_err(|e| StoreError::Io(std::io::Error::other(e)))?;
    transaction.execute(
        "UPDATE lease SET fencing = ?1, heartbeat = 0, holder = ?2",
        params![fencing + 1, text],
    )?;
    transaction.commit()?;
    Ok(LeaseOutcome::Yes(fencing + 1))
}

/// Whether a heartbeat has been seen unchanged for long enough, on this process's own clock.
fn stood_still(key: &str, fencing: i64, heartbeat: i64) -> bool {
    type Seen = HashMap<String, (i64, i64, Instant)>;
    static SEEN: Mutex<Option<Seen>> = Mutex::new(None);
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = seen.get_or_insert_default();
    let now = Instant::now();
    let entry = seen
        .entry(key.to_owned())
        .or_insert((fencing, heartbeat, now));
    if (entry.0, entry.1) != (fencing, heartbeat) {
        *entry = (fencing, heartbeat, now);
    }
    now.duration_since(entry.2) >= STALE
}

/// Frees a dossier whose holder gives no sign of life for as long as `patience`, on this process's own clock. `wait` is
/// asked between two looks, and ends it by saying `false`.
///
/// # Errors
/// [`StoreError::InUse`] when the holder is at work, or it was ended; the database cannot be read or written.
pub fn take_over(
    folder: &Path,
    patience: Duration,
    wait: &mut dyn FnMut(&Holder) -> bool,
) -> Result<(), StoreError> {
    let mut connection = log::connect(&folder.join(LOG_NAME))?;
    let begun = Instant::now();
    let first = held(&connection)?;
    loop {
        let (fencing, heartbeat, holder) = held(&connection)?;
        let Some(holder) = holder.filter(|holder| !holder.is_gone()) else {
            return Ok(());
        };
        let in_use = |holder| Err(StoreError::InUse(holder, last_sign(folder)));
        if (fencing, heartbeat) != (first.0, first.1) {
            return in_use(holder);
        }
        if begun.elapsed() < patience {
            match wait(&holder) {
                true => continue,
                false => return in_use(holder),
            }
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let freed = transaction.execute(
            "UPDATE lease SET fencing = fencing + 1, holder = NULL WHERE fencing = ?1 AND heartbeat = ?2",
            params![fencing, heartbeat],
        )?;
        transaction.commit()?;
        return match freed {
            0 => in_use(holder),
            _ => Ok(()),
        };
    }
}

/// The fencing number, the heartbeat and the holder.
fn held(connection: &Connection) -> Result<(i64, i64, Option<Holder>), StoreError> {
    let (fencing, heartbeat, text): (i64, i64, Option<String>) =
        connection.query_row("SELECT fencing, heartbeat, holder FROM lease", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let holder = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok((fencing, heartbeat, holder))
}

/// Fails unless this process still holds the lease.
pub fn require(transaction: &Transaction<'_>, fencing: i64) -> Result<(), StoreError> {
    let current: Option<i64> = transaction
        .query_row("SELECT fencing FROM lease", [], |row| row.get(0))
        .optional()?;
    if current == Some(fencing) {
        Ok(())
    } else {
        Err(StoreError::Lost)
    }
}

/// Moves the counter.
pub fn beat(connection: &mut Connection, fencing: i64) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    require(&transaction, fencing)?;
    transaction.execute("UPDATE lease SET heartbeat = heartbeat + 1", [])?;
    transaction.commit()?;
    Ok(())
}

/// Gives the lease back.
pub fn release(connection: &mut Connection, fencing: i64) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    require(&transaction, fencing)?;
    transaction.execute("UPDATE lease SET holder = NULL", [])?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        log::create(&mut connection).unwrap();
        connection
    }

    #[test]
    fn a_late_writer_is_fenced_off() {
        let mut connection = database();
        let gone = Holder {
            process: u32::MAX,
            ..Holder::this_process("A")
        };
        let LeaseOutcome::Yes(first) = take(&mut connection, &gone).unwrap() else {
            panic!("the lease was free")
        };
        let LeaseOutcome::Yes(second) = take(&mut connection, &Holder::this_process("B")).unwrap()
        else {
            panic!("the holder is gone")
        };
        assert!(second > first);
        assert!(matches!(
            beat(&mut connection, first),
            Err(StoreError::Lost)
        ));
        beat(&mut connection, second).unwrap();
    }

    #[test]
    fn a_living_holder_keeps_it() {
        let mut connection = database();
        take(&mut connection, &Holder::this_process("A")).unwrap();
        assert!(matches!(
            take(&mut connection, &Holder::this_process("B")).unwrap(),
            LeaseOutcome::HeldBy(_)
        ));
    }

    #[test]
    fn a_dossier_is_taken_over_from_a_silent_holder_and_not_from_one_at_work() {
        let folder = tempfile::tempdir().unwrap();
        crate::store::create(folder.path()).unwrap();
        let path = folder.path().join(LOG_NAME);
        let mut connection = log::connect(&path).unwrap();
        let far = Holder {
            host: "elders 1".to_owned(),
            ..Holder::this_process("A")
        };
        let LeaseOutcome::Yes(fencing) = take(&mut connection, &far).unwrap() else {
            panic!("the lease was free")
        };
        let patience = Duration::from_millis(50);
        let mut beats = || beat(&mut connection, fencing).is_ok();
        let busy = take_over(folder.path(), patience, &mut |_| beats());
        assert!(matches!(busy, Err(StoreError::InUse(ref by, Some(_))) if by.account == "A"));
        let ended = take_over(folder.path(), patience, &mut |_| false);
        assert!(matches!(ended, Err(StoreError::InUse(..))));
        take_over(folder.path(), patience, &mut |holder| {
            holder.host_name() == "elders"
        })
        .unwrap();
        assert!(matches!(
            beat(&mut connection, fencing),
            Err(StoreError::Lost)
        ));
        let mut connection = log::connect(&path).unwrap();
        let taken = take(&mut connection, &Holder::this_process("B")).unwrap();
        assert!(matches!(taken, LeaseOutcome::Yes(_)));
    }
}
