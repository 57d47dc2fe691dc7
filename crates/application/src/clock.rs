//! The clock of the house, read once per command.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time. The stepped one stands still until it is moved: for the demo and for tests, never for service.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Microseconds since 1970-01-01 UTC, moved by hand.
    Stepped(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at`.
    #[must_use]
    pub fn stepped(at: DateTime<Utc>) -> Self {
        Self::Stepped(Arc::new(AtomicI64::new(at.timestamp_micros())))
    }

    /// Now, UTC, to the microsecond.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let micros = match self {
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX)),
            Self::Stepped(micros) => micros.load(Ordering::SeqCst),
        };
        DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// Moves a stepped clock to `at`; the machine's clock is nobody's to move.
    pub fn move_to(&self, at: DateTime<Utc>) {
        if let Self::Stepped(micros) = self {
            micros.store(at.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// Moves a stepped clock forward.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Stepped(micros) = self {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }
}
