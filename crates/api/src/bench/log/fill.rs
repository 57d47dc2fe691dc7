//! A log made long before anything is measured on it.

use super::specimen::{self, EVENT_TYPE, STREAM_EVENTS};
use crate::bench::BenchError;
use event_store::{EventStore, Expected};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::task::JoinSet;

/// Writers at once; each appends a whole case at a time.
const WRITERS: usize = 32;
/// The number of the writer whose cases these are: none of those that are measured.
const FILLER: u64 = u64::MAX;

/// Appends whole cases until the log holds at least `events`.
pub(super) async fn up_to(store: &Arc<dyn EventStore>, events: u64) -> Result<(), BenchError> {
    let there = store.head().await?.commit;
    let cases = events.saturating_sub(there).div_ceil(STREAM_EVENTS);
    let event_type: Arc<str> = EVENT_TYPE.into();
    // Case numbers go on where an earlier filling ended, whoever has written since.
    let next = Arc::new(AtomicU64::new(there));
    let end = there + cases;
    let mut filling = JoinSet::new();
    for _ in 0..WRITERS {
        let (store, next, event_type) = (Arc::clone(store), Arc::clone(&next), Arc::clone(&event_type));
        filling.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= end {
                    return Ok::<_, BenchError>(());
                }
                let (stream, case) = specimen::stream(FILLER, number);
                let event = |revision| specimen::event(&event_type, &case, revision, [7; 32]);
                let events = (0..STREAM_EVENTS).map(event).collect();
                store.append(&stream, Expected::NoStream, events).await?;
            }
        });
    }
    while let Some(filled) = filling.join_next().await {
        filled??;
    }
    Ok(())
}
