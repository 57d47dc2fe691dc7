//! What exists and what does not must take the same time to be denied.
//!
//! A case that is there has to be loaded before a stranger is turned away, one that is not does not; the difference can be measured from
//! outside. So that it tells nothing, "there is nothing here" leaves the house only at full ticks after the request came in.

use std::time::Duration;

/// Longer than loading any case takes, shorter than a person notices.
const TICK: Duration = Duration::from_millis(10);

/// How long an answer that denies waits, when the request took so long to judge.
pub(super) fn until_the_next_tick(took: Duration) -> Duration {
    let tick = TICK.as_micros();
    let past = took.as_micros() % tick;
    Duration::from_micros(u64::try_from(tick - past).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_takes_less_than_a_tick_leaves_at_the_same_moment() {
        for took in [0, 1, 80, 4_000, 9_999].map(Duration::from_micros) {
            assert_eq!(took + until_the_next_tick(took), TICK, "{took:?}");
        }
        let longer = Duration::from_micros(10_001);
        assert_eq!(longer + until_the_next_tick(longer), TICK * 2);
    }
}
