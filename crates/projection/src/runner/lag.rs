//! How far the views stand behind the end of the log, as it was seen last.

use event_store::Position;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How far the views stand behind the end of the log. For people and for headers, never for a row.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Lag {
    /// Positions between the views and the end; positions may have gaps, so that this is no count of events.
    pub positions: u64,
    /// For how long the first event they have not seen has been in the log, seconds.
    pub seconds: f64,
}

/// The end of the log as the runner, or whoever looks at it from outside, saw it last.
#[derive(Clone)]
pub(super) struct KnownEnd(Arc<Mutex<Seen>>);

struct Seen {
    head: Position,
    unseen_since_us: i64,
}

impl Default for KnownEnd {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Seen { head: Position::START, unseen_since_us: 0 })))
    }
}

impl KnownEnd {
    /// The log went on to `head`, and what the views had not seen then was recorded at `unseen_since_us` or later. An end that was seen
    /// later stands.
    pub(super) fn note(&self, head: Position, unseen_since_us: i64) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if head >= seen.head {
            *seen = Seen { head, unseen_since_us };
        }
    }

    /// How far views at `position` are behind it now.
    pub(super) fn lag(&self, position: Position) -> Lag {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.head <= position {
            return Lag::default();
        }
        Lag {
            positions: seen.head.commit.saturating_sub(position.commit),
            seconds: seconds_since(seen.unseen_since_us),
        }
    }
}

/// How long ago, seconds; for people who watch the lag, never for a row.
pub(super) fn seconds_since(recorded_at_us: i64) -> f64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let recorded = Duration::from_micros(u64::try_from(recorded_at_us).unwrap_or(0));
    now.saturating_sub(recorded).as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_at_the_end_that_is_known_are_not_behind() {
        let end = KnownEnd::default();
        assert_eq!(end.lag(Position::START), Lag::default());
        end.note(Position::counter(7), 0);
        assert_eq!(end.lag(Position::counter(7)), Lag::default());
        assert_eq!(end.lag(Position::counter(4)).positions, 3);
        assert!(end.lag(Position::counter(4)).seconds > 0.0);
    }

    #[test]
    fn an_end_that_was_seen_earlier_does_not_take_its_place() {
        let end = KnownEnd::default();
        end.note(Position::counter(7), 0);
        end.note(Position::counter(5), 0);
        assert_eq!(end.lag(Position::START).positions, 7);
    }
}
