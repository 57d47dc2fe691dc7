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
            let followers = [
                ("views", Some(self.runner.position())),
                ("comparison", comparison),
                ("search", self.house.search_status().map(|status| status.position)),
                ("proof", Some(self.notary.published().position)),
            ];
            for (follower, position) in followers {
                let Some(position) = position else { continue };
                // A log that is away is told by others; what was measured last stands.
                if let Some((positions, seconds)) = behind(&**self.house.store(), position).await {
                    gauge!("hejie_follower_lag_positions", "follower" => follower).set(positions as f64);
                    gauge!("hejie_follower_lag_seconds", "follower" => follower).set(seconds);
                }
            }
        }
    }
}

/// Positions between a follower and the end of the log, and how long ago the first event was recorded that it has not seen, seconds.
async fn behind(log: &dyn EventStore, position: Position) -> Option<(u64, f64)> {
    let head = log.head().await.ok()?;
    if head <= position {
        return Some((0, 0.0));
    }
    let unseen = log.read_log(position, 1).await.ok()?.events;
    let recorded = unseen.first().map(|event| event.recorded_at_us).and_then(|us| u64::try_from(us).ok());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = recorded.map_or(0.0, |us| now.saturating_sub(Duration::from_micros(us)).as_secs_f64());
    Some((head.commit.saturating_sub(position.commit), seconds))
}
