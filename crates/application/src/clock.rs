//! The clock of the house, read once per command.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// What a stepped clock holds once it is released; no representable time has this number of microseconds.
const RELEASED: i64 = i64::MIN;

/// Tells the time. The stepped one stands still until it is moved, and runs once it is released: for the demo and for tests.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Microseconds since 1970-01-01 UTC, moved by hand. All clones are one clock.
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
            Self::System => system_micros(),
            Self::Stepped(micros) => match micros.load(Ordering::SeqCst) {
                RELEASED => system_micros(),
                standing => standing,
            },
        };
        DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// Moves a stepped clock to `at`; the machine's clock, and a clock that follows it, is nobody's to move.
    pub fn move_to(&self, at: DateTime<Utc>) {
        self.step(|_| at.timestamp_micros());
    }

    /// Moves a stepped clock forward.
    pub fn advance(&self, by: TimeDelta) {
        self.step(|standing| standing.saturating_add(by.num_microseconds().unwrap_or(0)));
    }

    /// Lets a stepped clock follow the machine's from now on; there is no way back.
    pub fn release(&self) {
        if let Self::Stepped(micros) = self {
            micros.store(RELEASED, Ordering::SeqCst);
        }
    }

    fn step(&self, next: impl Fn(i64) -> i64) {
        if let Self::Stepped(micros) = self {
            let standing = |at| (at != RELEASED).then(|| next(at));
            // An error means that the clock is released: nothing to move.
            let _ = micros.fetch_update(Ordering::SeqCst, Ordering::SeqCst, standing);
        }
    }
}

fn system_micros() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use chrono::{DateTime, TimeDelta, Utc};

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(n)
    }

    #[test]
    fn a_stepped_clock_stands_until_it_is_moved() {
        let clock = Clock::stepped(day(10));
        assert_eq!((clock.now(), clock.now()), (day(10), day(10)));
        clock.advance(TimeDelta::days(2));
        assert_eq!(clock.now(), day(12));
        clock.clone().move_to(day(11));
        assert_eq!(clock.now(), day(11), "clones are one clock");
    }

    #[test]
    fn a_released_clock_follows_the_machine_and_is_moved_no_more() {
        let clock = Clock::stepped(day(10));
        clock.release();
        clock.move_to(day(11));
        clock.advance(TimeDelta::days(1));
        let behind = Clock::System.now() - clock.now();
        assert!(behind.abs() < TimeDelta::minutes(1), "{behind}");
    }

    #[test]
    fn the_machines_clock_is_nobodys_to_move() {
        Clock::System.move_to(day(11));
        Clock::System.release();
        assert_ne!(Clock::System.now(), day(11));
    }
}
