//! What the appender, the readers and the watcher of one store have in common.

use crate::OpenError;
use crate::link::Link;
use crate::options::PgOptions;
use crate::queue::Queue;
use crate::schema;
use event_store::{Incarnation, Position};
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// First and longest pause between attempts to connect.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(3));

/// One for each open store.
pub(crate) struct Shared {
    pub(crate) options: PgOptions,
    pub(crate) queue: Queue,
    /// The furthest position known to be committed.
    pub(crate) head: watch::Sender<Position>,
    /// Rung after every commit of this process.
    pub(crate) committed: Notify,
    pub(crate) incarnation: Incarnation,
}

impl Shared {
    /// A further connection, to the same log as the first one and no other.
    ///
    /// After a fail-over or a restore another log, or an older state of this one, may answer at the same address. Its positions would
    /// be handed out a second time, so nothing is read from it nor written to it.
    pub(crate) async fn connect(&self) -> Result<Link, OpenError> {
        let known = self.known_head();
        let link = Link::connect(&self.options).await?;
        let schema = &self.options.schema;
        let look = tokio::time::timeout(self.options.deadline(), schema::look(&link.client, schema)).await;
        let found = look.unwrap_or_else(|_| {
            Err(OpenError::Schema { schema: schema.clone(), reason: "no answer in time".to_owned() })
        })?;
        let damaged = |reason: String| Err(OpenError::Damaged { schema: schema.clone(), reason });
        if found.incarnation != self.incarnation {
            return damaged(format!(
                "this is the log {}, not {}: it was restored or replaced; restart this node",
                found.incarnation, self.incarnation
            ));
        }
        if Position::counter(found.last) < known {
            return damaged(format!(
                "the log ends at {}, but {known} was acknowledged: the tail was lost in a fail-over or restore",
                found.last
            ));
        }
        self.advance(found.last);
        Ok(link)
    }

    pub(crate) fn known_head(&self) -> Position {
        *self.head.borrow()
    }

    /// Everything up to `last` is committed.
    pub(crate) fn advance(&self, last: u64) {
        self.head.send_if_modified(|head| {
            let further = Position::counter(last) > *head;
            if further {
                *head = Position::counter(last);
            }
            further
        });
    }
}

/// The pause before the next attempt: doubled each time, and scattered so that nodes do not come back in step.
pub(crate) fn backoff(attempt: u32) -> Duration {
    let (first, longest) = BACKOFF;
    let pause = first.saturating_mul(1 << attempt.min(10)).min(longest);
    let chance = RandomState::new().hash_one(attempt) % 1000;
    pause / 2 + pause.mul_f64(chance as f64 / 2000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_bound_and_are_scattered() {
        assert!((0..60).all(|attempt| backoff(attempt) <= BACKOFF.1));
        assert!(backoff(0) <= BACKOFF.0 && backoff(20) >= BACKOFF.1 / 2);
        let distinct: std::collections::HashSet<_> = (0..20).map(|_| backoff(9)).collect();
        assert!(distinct.len() > 10);
    }
}
