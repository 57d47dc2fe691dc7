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

/// Goes round and round. What it finds is told in words with ids, and stands until a whole round finds nothing; it changes nothing.
pub(super) async fn run(
    store: Arc<dyn EventStore>,
    files: NotaryFiles,
    published: watch::Receiver<Published>,
    damage: watch::Sender<Option<String>>,
    pace: ScrubPace,
) {
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut round = Round::first();
    loop {
        ticks.tick().await;
        let now = published.borrow().clone();
        match round.go_on(&*store, &files, &now, pace.per_second as usize).await {
            Ok(Went::On) => {}
            Ok(Went::Round) => {
                metrics::counter!("hejie_scrub_rounds_total").increment(1);
                metrics::gauge!("hejie_scrub_damage").set(0.0);
                if damage.send_replace(None).is_some() {
                    tracing::info!("the scrubber went a whole round and found nothing any more");
                }
            }
            Err(found) => {
                round = Round::first();
                metrics::counter!("hejie_scrub_faults_total").increment(1);
                metrics::gauge!("hejie_scrub_damage").set(1.0);
                // The same words again help nobody.
                if damage.borrow().as_ref() == Some(&found) {
                    continue;
                }
                tracing::error!(
                    found = found.as_str(),
                    "the scrubber found damage; run `hejie verify` and restore from a backup"
                );
                damage.send_replace(Some(found));
            }
        }
        metrics::gauge!("hejie_scrub_position").set(round.index as f64);
    }
}

/// How far a step went.
enum Went {
    On,
    /// To the end, and nothing is wrong.
    Round,
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
    ) -> Result<Went, String> {
        let page = match store.read_log(self.after, events.max(1)).await {
            Ok(page) => page,
            Err(ReadError::Damaged { reason }) => return Err(reason),
            Err(ReadError::Unavailable { .. }) => return Ok(Went::On),
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
            *self = Self::first();
            return Ok(Went::Round);
        }
        Ok(Went::On)
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
