//! The scrubber: rereads the whole log, slowly, all the time, and compares each event with its leaf.

use super::{NotaryFiles, Published};
use event_store::{EventStore, Position, ReadError, RecordedEvent};
use proof::leaf::leaf_hash;
use proof::tree::{TILE_WIDTH, TileAt, TileStore, check_tiles};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How fast it goes.
#[derive(Debug, Clone, Copy)]
pub struct ScrubPace {
    /// Events a second.
    pub per_second: u32,
}

/// Goes round and round. What it finds is told once a round, with ids; it changes nothing.
pub(super) async fn run(
    store: Arc<dyn EventStore>,
    files: NotaryFiles,
    published: watch::Receiver<Published>,
    pace: ScrubPace,
) {
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut round = Round::first();
    loop {
        ticks.tick().await;
        let now = published.borrow().clone();
        match round.go_on(&*store, &files, &now, pace.per_second as usize).await {
            Ok(()) => {}
            Err(found) => {
                tracing::error!(
                    found,
                    "the scrubber found damage; run `hejie verify` and restore from a backup"
                );
                metrics::counter!("hejie_scrub_faults_total").increment(1);
                round = Round::first();
            }
        }
        metrics::gauge!("hejie_scrub_position").set(round.index as f64);
    }
}

struct Round {
    after: Position,
    index: u64,
    tile: Vec<[u8; 32]>,
}

impl Round {
    const fn first() -> Self {
        Self { after: Position::START, index: 0, tile: Vec::new() }
    }

    async fn go_on(
        &mut self,
        store: &dyn EventStore,
        files: &NotaryFiles,
        now: &Published,
        events: usize,
    ) -> Result<(), String> {
        let page = match store.read_log(self.after, events.max(1)).await {
            Ok(page) => page,
            Err(ReadError::Damaged { reason }) => return Err(reason),
            Err(ReadError::Unavailable { .. }) => return Ok(()),
        };
        for event in &page.events {
            if self.index >= now.head.size {
                break;
            }
            self.compare(event, files, now.head.size)?;
            self.index += 1;
            self.after = event.position;
        }
        if self.index >= now.head.size || page.at_end {
            check_tiles(&files.tiles(), &now.head).map_err(|error| error.to_string())?;
            metrics::counter!("hejie_scrub_rounds_total").increment(1);
            *self = Self::first();
        }
        Ok(())
    }

    fn compare(&mut self, event: &RecordedEvent, files: &NotaryFiles, size: u64) -> Result<(), String> {
        let within = (self.index % TILE_WIDTH as u64) as usize;
        let at = TileAt { level: 0, index: self.index / TILE_WIDTH as u64 };
        if within == 0 || self.tile.len() <= within {
            let bytes = files.tiles().read(at, at.width_in(size)).ok().flatten();
            self.tile = bytes.unwrap_or_default().as_chunks::<32>().0.to_vec();
        }
        match self.tile.get(within) {
            Some(stored) if *stored == leaf_hash(event).0 => Ok(()),
            Some(_) => Err(format!(
                "event {} of the log ({} revision {}, position {}) is not the one in {at}",
                self.index, event.stream, event.revision, event.position
            )),
            None => Err(format!("{at} is missing or cut short")),
        }
    }
}
