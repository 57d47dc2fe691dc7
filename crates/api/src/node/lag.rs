//! How far whoever follows the log on this node is behind it, for `/metrics`.

use application::{House, Notary};
use event_store::{EventStore, Position};
use metrics::gauge;
use projection::Runner;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(1);

/// Those who follow the log from a position of their own.
pub(super) struct Followers {
    pub(super) house: Arc<House>,
    pub(super) runner: Arc<Runner>,
    pub(super) notary: Arc<Notary>,
}

impl Followers {
    /// Measures until it is dropped. It looks from outside, so that one who stands still is seen too.
    pub(super) async fn measure(self) {
        let mut ticks = tokio::time::interval(EVERY);
        loop {
            ticks.tick().await;
            let comparison = self.house.comparison_status().map(|status| status.position);
            let views = self.runner.position();
            let followers = [
                ("views", Some(views)),
                ("comparison", comparison),
                ("search", self.house.search_status().map(|status| status.position)),
                ("conflict_watch", self.house.conflicts_watched()),
                ("proof", Some(self.notary.published().position)),
            ];
            for (follower, position) in followers {
                let Some(position) = position else { continue };
                // A log that is away is told by others; what was measured last stands.
                if let Some(behind) = behind(&**self.house.store(), position).await {
                    if follower == "views" {
                        self.runner.note_end(behind.head, behind.since_us);
                    }
                    gauge!("hejie_follower_lag_positions", "follower" => follower)
                        .set(behind.positions as f64);
                    gauge!("hejie_follower_lag_seconds", "follower" => follower).set(behind.seconds);
                }
            }
        }
    }
}

/// Where a log ends, seen from a follower.
struct Behind {
    head: Position,
    /// Positions between the follower and the end.
    positions: u64,
    /// When the first event it has not seen was recorded, UTC microseconds.
    since_us: i64,
    /// How long ago that was, seconds.
    seconds: f64,
}

/// How far a follower is behind the end of the log.
async fn behind(log: &dyn EventStore, position: Position) -> Option<Behind> {
    let head = log.head().await.ok()?;
    if head <= position {
        return Some(Behind { head, positions: 0, since_us: 0, seconds: 0.0 });
    }
    let unseen = log.read_log(position, 1).await.ok()?.events;
    let Some(first) = unseen.first() else {
        return Some(Behind { head, positions: 0, since_us: 0, seconds: 0.0 });
    };
    let recorded = Duration::from_micros(u64::try_from(first.recorded_at_us).unwrap_or(0));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(Behind {
        head,
        positions: head.commit.saturating_sub(position.commit),
        since_us: first.recorded_at_us,
        seconds: now.saturating_sub(recorded).as_secs_f64(),
    })
}
