//! How fast a store takes durable appends: one after the other, and many at once.

use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, Revision, StreamName};
use serde::Serialize;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Writers at once.
const WRITERS: u32 = 64;

/// What was measured.
#[derive(Debug, Serialize)]
pub(super) struct Speed {
    one: Series,
    many: Series,
}

#[derive(Debug, Serialize)]
struct Series {
    writers: u32,
    appends: usize,
    per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
}

impl Speed {
    pub(super) async fn of(store: &Arc<dyn EventStore>, appends: u32) -> Result<Self, AppendError> {
        let one = series(store, 1, (appends / 4).max(1)).await?;
        let many = series(store, WRITERS, (appends * 4 / WRITERS).max(1)).await?;
        Ok(Self { one, many })
    }

    pub(super) fn lines(&self) -> String {
        let mut text = String::new();
        for series in [&self.one, &self.many] {
            let Series { writers, appends, per_second, p50_ms, p99_ms } = series;
            let _never = writeln!(
                text,
                "{writers:>3} writers: {appends} durable appends of one event, {per_second:.0}/s, p50 {p50_ms:.2} ms, p99 {p99_ms:.2} ms"
            );
        }
        text
    }
}

async fn series(store: &Arc<dyn EventStore>, writers: u32, each: u32) -> Result<Series, AppendError> {
    let started = Instant::now();
    let running: Vec<_> = (0..writers)
        .map(|writer| tokio::spawn(write(Arc::clone(store), format!("{writers}-{writer}"), each)))
        .collect();
    let mut times = Vec::new();
    for writer in running {
        times.extend(writer.await.unwrap_or(Err(AppendError::Unknown))?);
    }
    let seconds = started.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: usize| {
        let time = times.get(times.len() * share / 100).or(times.last()).copied().unwrap_or_default();
        time.as_secs_f64() * 1e3
    };
    let (p50_ms, p99_ms) = (at(50), at(99));
    Ok(Series { writers, appends: times.len(), per_second: times.len() as f64 / seconds, p50_ms, p99_ms })
}

/// A stream of its own, appended to one event at a time.
async fn write(store: Arc<dyn EventStore>, name: String, appends: u32) -> Result<Vec<Duration>, AppendError> {
    let stream = StreamName::compose("check", &name);
    let mut times = Vec::new();
    for index in 0..appends {
        let expected = match index.checked_sub(1) {
            None => Expected::NoStream,
            Some(last) => Expected::Exact(Revision(u64::from(last))),
        };
        let started = Instant::now();
        store.append(&stream, expected, vec![event(&format!("{name}/{index}"))]).await?;
        times.push(started.elapsed());
    }
    Ok(times)
}
