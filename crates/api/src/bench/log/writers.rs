//! Many writers, each with a case of its own after another: load, fold, expect, append, remember.

use super::report::Series;
use super::specimen::{self, EVENT_TYPE, STREAM_EVENTS};
use crate::bench::BenchError;
use crate::bench::load::at;
use event_store::{AppendError, EventStore, Expected, NewEvent, Position, Revision, StreamName};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Folded streams that are remembered.
const REMEMBERED: usize = 10_000;
/// Events read at once when they are counted.
const PAGE: usize = 1000;

/// Who writes, and for how long.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Run {
    /// The first writer's number; runs on one log share none.
    first: u64,
    writers: u64,
    window: Duration,
}

impl Run {
    pub(super) const fn new(first: u64, writers: u64, window: Duration) -> Self {
        Self { first, writers, window }
    }

    /// Time under load before times are taken.
    fn warm_up(&self) -> Duration {
        (self.window / 4).min(Duration::from_secs(2))
    }
}

/// What writers saw.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Appends acknowledged, warm-up included.
    acknowledged: u64,
    /// How long each took that ended within the window, microseconds.
    micros: Vec<u32>,
}

impl Tally {
    pub(super) fn with(mut self, other: Self) -> Self {
        self.acknowledged += other.acknowledged;
        self.micros.extend(other.micros);
        self
    }

    fn note(&mut self, took: Duration) {
        self.micros.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }

    pub(super) fn series(self, writers: u64, window: Duration, held: u64) -> Series {
        let mut times: Vec<_> =
            self.micros.into_iter().map(|micros| Duration::from_micros(u64::from(micros))).collect();
        times.sort_unstable();
        let ms = |quantile| at(&times, quantile).as_secs_f64() * 1e3;
        Series {
            name: "",
            processes: 1,
            writers,
            seconds: window.as_secs_f64(),
            per_second: times.len() as f64 / window.as_secs_f64(),
            p50_ms: ms(0.5),
            p99_ms: ms(0.99),
            max_ms: ms(1.0),
            acknowledged: self.acknowledged,
            held: Some(held),
        }
    }
}

/// A stream as its writer knows it.
#[derive(Debug, Clone, Copy)]
struct Folded {
    last: Option<Revision>,
    link: [u8; 32],
}

impl Folded {
    const NONE: Self = Self { last: None, link: event_store::CHAIN_START };

    /// Something that depends on every event, and costs next to nothing: the engine is measured, not the rules.
    fn take(self, revision: Revision, payload: &[u8]) -> Self {
        let mut link = self.link;
        for (byte, other) in link.iter_mut().zip(payload) {
            *byte = byte.wrapping_mul(31).wrapping_add(*other);
        }
        Self { last: Some(revision), link }
    }
}

/// One who writes at a time.
struct Writer {
    number: u64,
    store: Arc<dyn EventStore>,
    remembered: Arc<Cache<StreamName, Folded>>,
    event_type: Arc<str>,
    begin: Instant,
    end: Instant,
}

/// Lets them write, warm-up first.
pub(super) async fn run(store: &Arc<dyn EventStore>, run: &Run) -> Result<Tally, BenchError> {
    let remembered = Arc::new(Cache::new(REMEMBERED));
    let event_type: Arc<str> = EVENT_TYPE.into();
    let begin = Instant::now() + run.warm_up();
    let mut writing = JoinSet::new();
    for number in run.first..run.first + run.writers {
        let writer = Writer {
            number,
            store: Arc::clone(store),
            remembered: Arc::clone(&remembered),
            event_type: Arc::clone(&event_type),
            begin,
            end: begin + run.window,
        };
        writing.spawn(writer.write());
    }
    let mut all = Tally::default();
    while let Some(written) = writing.join_next().await {
        all = all.with(written??);
    }
    Ok(all)
}

impl Writer {
    async fn write(self) -> Result<Tally, BenchError> {
        let mut tally = Tally::default();
        for case in 0.. {
            let (stream, id) = specimen::stream(self.number, case);
            for _ in 0..STREAM_EVENTS {
                let sent = Instant::now();
                if sent >= self.end {
                    return Ok(tally);
                }
                self.command(&stream, &id).await?;
                let answered = Instant::now();
                tally.acknowledged += 1;
                if (self.begin..self.end).contains(&answered) {
                    tally.note(answered - sent);
                }
            }
        }
        Ok(tally)
    }

    async fn command(&self, stream: &StreamName, case: &uuid::Uuid) -> Result<(), BenchError> {
        let folded = self.load(stream).await?;
        let (expected, next) = match folded.last {
            None => (Expected::NoStream, Revision(0)),
            Some(last) => (Expected::Exact(last), last.next()),
        };
        let event = specimen::event(&self.event_type, case, next.0, folded.link);
        let folded = folded.take(next, &event.payload);
        self.append(stream, expected, event).await?;
        self.remembered.insert(stream.clone(), folded);
        Ok(())
    }

    async fn load(&self, stream: &StreamName) -> Result<Folded, BenchError> {
        if let Some(folded) = self.remembered.get(stream) {
            return Ok(folded);
        }
        let events = self.store.read_stream(stream, Revision(0), usize::MAX).await?;
        Ok(events.iter().fold(Folded::NONE, |folded, event| folded.take(event.revision, &event.payload)))
    }

    /// The very same call again while nobody knows whether it was written, as the house does.
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        event: NewEvent,
    ) -> Result<(), BenchError> {
        match self.store.append(stream, expected, vec![event.clone()]).await {
            Err(AppendError::Unknown) => self.store.append(stream, expected, vec![event]).await?,
            settled => settled?,
        };
        Ok(())
    }
}

/// How many events the log holds after a position.
pub(super) async fn held(store: &dyn EventStore, mut after: Position) -> Result<u64, BenchError> {
    let mut count = 0;
    loop {
        let page = store.read_log(after, PAGE).await?;
        count += page.events.len() as u64;
        after = page.safe_through;
        if page.at_end {
            return Ok(count);
        }
    }
}
