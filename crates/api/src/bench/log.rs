//! The log alone, in process: how many durable appends an engine takes, next to what the disk can do at all in the same run.
//!
//! One event a command; the stream is loaded (folded streams are remembered, as the house does) and the append expects the revision it
//! was folded at. Whatever was acknowledged is looked for in the log afterwards. In reading order: what is written ([`specimen`]), by
//! whom ([`writers`]), the ceiling ([`raw`]), where to ([`place`]), long logs ([`fill`]), other processes ([`job`]), the table
//! ([`report`]).

mod fill;
mod job;
mod place;
mod raw;
mod report;
mod specimen;
mod writers;

pub use job::Job;
pub use report::{Followed, Log, LongLog, Series};

use super::{BenchError, Options};
use place::Place;
use std::future::Future;
use std::path::Path;
use std::time::Duration;
use tokio::runtime::Runtime;
use writers::{Run, Tally};

/// Events in the log that a long one is compared with.
const SHORT_LOG: u64 = 100_000;
/// Processes that share one database.
const PROCESSES: u64 = 3;

/// Threads of its own for what is measured: the load of the other benches has but one.
struct Threads(Option<Runtime>);

impl Threads {
    fn new() -> Result<Self, BenchError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        Ok(Self(Some(runtime.map_err(BenchError::io("threads"))?)))
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, BenchError>> + Send + 'static,
    ) -> Result<T, BenchError> {
        match &self.0 {
            Some(runtime) => runtime.spawn(work).await?,
            None => work.await,
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        // Within another runtime one may not wait for this one's end.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Measures everything about the log.
pub(super) async fn measure(
    options: &Options,
    directory: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Log, BenchError> {
    std::fs::create_dir_all(directory).map_err(BenchError::io(directory.display()))?;
    let threads = Threads::new()?;
    let window = Duration::from_secs(options.seconds);
    let many = options.connections as u64;

    tell("log: the disk alone");
    let raw_one = raw::one_by_one(&directory.join("raw-one"), window)?;
    let raw_many = threads.run(raw::grouped(directory.join("raw-many"), many, window)).await?;
    let mut log = Log::new(raw_one, raw_many);

    for writers in [1, many] {
        tell(&format!("log: embedded engine, {writers} writers"));
        let place = Place::File(directory.join(format!("embedded-{writers}.db")));
        let series = threads.run(alone(options.clone(), place.clone(), writers, window)).await?;
        log.series.push(Series { name: "embedded engine", processes: 1, ..series });
        if writers == many {
            tell("log: following it");
            log.followed.push(job::follow(options, "embedded engine", &place)?);
        }
        place.remove();
    }
    if options.preload > 0 {
        let place = Place::File(directory.join("long.db"));
        log.long = Some(long(options, &threads, &place, tell).await?);
        tell("log: following the long one");
        log.followed.push(job::follow(options, "embedded engine, long log", &place)?);
        place.remove();
    }
    if let Some(url) = &options.postgres {
        shared(options, url, &threads, &mut log, tell).await?;
    }
    Ok(log)
}

/// Writers of this process on a log of its own.
async fn alone(options: Options, place: Place, writers: u64, window: Duration) -> Result<Series, BenchError> {
    let store = place.open(&options.settings).await?;
    let run = Run::new(0, writers, window);
    let begun = store.head().await?;
    let tally = writers::run(&store, &run).await?;
    let held = writers::held(&*store, begun).await?;
    Ok(tally.series(writers, window, held))
}

/// The same load on a short log and on the same log grown long.
async fn long(
    options: &Options,
    threads: &Threads,
    place: &Place,
    tell: &mut dyn FnMut(&str),
) -> Result<LongLog, BenchError> {
    let window = Duration::from_secs(options.seconds);
    let many = options.connections as u64;
    // With less than ten times as many there is nothing to compare.
    let short_events = SHORT_LOG.min(options.preload / 10);
    let mut measured = Vec::new();
    for (number, events) in (1..).zip([short_events, options.preload]) {
        tell(&format!("log: embedded engine, {events} events before"));
        let (options, place) = (options.clone(), place.clone());
        let work = async move {
            let store = place.open(&options.settings).await?;
            fill::up_to(&store, events).await?;
            let run = Run::new(number * many, many, window);
            let begun = store.head().await?;
            let tally = writers::run(&store, &run).await?;
            let held = writers::held(&*store, begun).await?;
            Ok((begun.commit, tally.series(many, window, held)))
        };
        measured.push(threads.run(work).await?);
    }
    let mut measured = measured.into_iter();
    match (measured.next(), measured.next()) {
        (Some((short_events, short)), Some((long_events, long))) => Ok(LongLog {
            short_events,
            long_events,
            ratio: long.per_second / short.per_second.max(f64::EPSILON),
            short,
            long,
        }),
        _ => Err(BenchError::Log("nothing was measured".to_owned())),
    }
}

/// One process, then three, on one database.
async fn shared(
    options: &Options,
    url: &str,
    threads: &Threads,
    log: &mut Log,
    tell: &mut dyn FnMut(&str),
) -> Result<(), BenchError> {
    let window = Duration::from_secs(options.seconds);
    let many = options.connections as u64;
    let place = Place::schema_of(url);
    for writers in [1, many] {
        tell(&format!("log: PostgreSQL, {writers} writers"));
        let series = threads.run(alone(options.clone(), place.clone(), writers, window)).await;
        log.series.push(Series { name: "PostgreSQL", processes: 1, ..series? });
        threads.run(place.clone().clear(options.clone())).await?;
    }
    tell("log: PostgreSQL, three processes");
    let (tables, settings) = (place.clone(), options.settings.clone());
    let begun = threads.run(async move { Ok(tables.open(&settings).await?.head().await?) }).await?;
    let runs = (0..PROCESSES).map(|process| {
        let share = many / PROCESSES + u64::from(process < many % PROCESSES);
        Run::new((process + 1) * many, share.max(1), window)
    });
    let tallies = job::append(options, &place, runs)?;
    let writers = many.max(PROCESSES);
    let (tables, settings) = (place.clone(), options.settings.clone());
    let held =
        threads.run(async move { writers::held(&*tables.open(&settings).await?, begun).await }).await?;
    let series = tallies.into_iter().fold(Tally::default(), Tally::with).series(writers, window, held);
    log.series.push(Series { name: "PostgreSQL", processes: PROCESSES, ..series });
    tell("log: following PostgreSQL");
    log.followed.push(job::follow(options, "PostgreSQL", &place)?);
    threads.run(place.clear(options.clone())).await
}
