//! At most so many requests a second for each account, or from each address, with a burst of one second; off by default.
//!
//! The two are counted apart: in a bank's network many people share one address, and one person may come from many.

use quick_cache::sync::Cache;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How many are counted at once; the least active are forgotten first, to their advantage.
const COUNTED: usize = 10_000;

/// The generic cell rate algorithm: of each, only the time at which the next request would be due is kept.
pub struct Throttle<K> {
    started: Instant,
    /// Nanoseconds between two requests at the steady rate; 0 when off.
    interval_ns: u64,
    due: Cache<K, Arc<AtomicU64>>,
}

impl<K: Eq + Hash + Clone> Throttle<K> {
    /// `per_second` requests, 0 for any number.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        let interval_ns = 1_000_000_000_u64.checked_div(per_second.into()).unwrap_or(0);
        Self { started: Instant::now(), interval_ns, due: Cache::new(COUNTED) }
    }

    /// Whether nobody is ever refused.
    pub const fn is_off(&self) -> bool {
        self.interval_ns == 0
    }

    /// Whether `who` may go on now.
    pub fn admits(&self, who: &K) -> bool {
        self.is_off() || self.admits_at(who, self.started.elapsed())
    }

    fn admits_at(&self, who: &K, now: Duration) -> bool {
        const BURST_NS: u64 = 1_000_000_000;
        let now = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX);
        let due = self.due.get(who).unwrap_or_else(|| {
            let fresh = Arc::new(AtomicU64::new(0));
            self.due.insert(who.clone(), Arc::clone(&fresh));
            fresh
        });
        let step = |due: u64| {
            let next = due.max(now).saturating_add(self.interval_ns);
            (next <= now.saturating_add(BURST_NS)).then_some(next)
        };
        due.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Throttle;
    use domain::ids::UserId;
    use std::time::Duration;

    #[test]
    fn a_burst_of_one_second_passes_and_then_the_steady_rate() {
        let throttle = Throttle::new(10);
        let (one, other) = (UserId::parse("one").unwrap(), UserId::parse("other").unwrap());
        let at = Duration::from_secs(5);
        assert_eq!((0..20).filter(|_| throttle.admits_at(&one, at)).count(), 10);
        assert!(throttle.admits_at(&other, at), "accounts are counted apart");
        assert!(!throttle.admits_at(&one, at + Duration::from_millis(99)));
        assert!(throttle.admits_at(&one, at + Duration::from_millis(100)));
    }

    #[test]
    fn no_limit_admits_everything() {
        let throttle = Throttle::<UserId>::new(0);
        let one = UserId::parse("one").unwrap();
        assert!((0..1000).all(|_| throttle.admits(&one)));
    }
}
