//! The clock, read in one place and handed in everywhere else.
//!
//! **Invariant:** `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) freezes it, so that the same work gives the same bytes.

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

/// Now, in the zone of the machine; in UTC when the clock is frozen.
pub fn now() -> ZonedDateTime {
    let frozen = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|text| text.trim().parse().ok());
    match frozen.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
        Some(moment) => moment.to_zoned_datetime(TimeZone::UTC),
        None => ZonedDateTime::now(),
    }
}

/// The day, as `2026-11-23`.
pub fn today() -> String {
    now().date().to_string()
}

/// The moment, as the log keeps it: ISO 8601 with the offset of the zone.
pub fn moment() -> String {
    now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
