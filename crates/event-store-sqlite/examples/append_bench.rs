//! How many durable appends a second this machine takes, next to what its disk can do at all.
//!
//! `cargo run --release -p event-store-sqlite --example append_bench [SECONDS] [DIRECTORY]`: one event an append, full durability,
//! first one writer, then 64. The sync time is measured in the same run on the same disk, because no figure means anything without.
#![allow(clippy::print_stdout, reason = "a table on standard output is what this program is for")]

use event_store::{EventStore, Expected, NewEvent, Position, Revision, StreamName};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::error::Error;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

type Failure = Box<dyn Error + Send + Sync>;

/// Events of one stream before the next begins: a case of usual length.
const STREAM_EVENTS: u64 = 20;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().map_or(Ok(4), |text| text.parse())?;
    let directory = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let place = directory.join(format!("append-bench-{}", std::process::id()));
    std::fs::create_dir_all(&place)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = sync_times(&place).and_then(|()| {
        println!(
            "{:>8} {:>12} {:>10} {:>10} {:>10} {:>12}",
            "writers", "appends/s", "p50 ms", "p99 ms", "max ms", "per sync"
        );
        for writers in [1, 64] {
            runtime.block_on(appends(&place, writers, Duration::from_secs(seconds)))?;
        }
        runtime.block_on(reads(&place))
    });
    std::fs::remove_dir_all(&place)?;
    outcome
}

/// One page written over allocated space and synced, as a commit at its smallest; then a group's worth.
fn sync_times(place: &Path) -> Result<(), Failure> {
    let mut file = File::create(place.join("sync"))?;
    file.write_all(&vec![0_u8; 4 << 20])?;
    file.sync_all()?;
    for bytes in [4 << 10, 256 << 10] {
        let page = vec![1_u8; bytes];
        let mut times = Vec::new();
        for _ in 0..300 {
            file.seek(SeekFrom::Start(0))?;
            let started = Instant::now();
            file.write_all(&page)?;
            file.sync_data()?;
            times.push(started.elapsed());
        }
        times.sort_unstable();
        println!(
            "write {} KiB and sync: p50 {:.3} ms, p99 {:.3} ms",
            bytes >> 10,
            at(&times, 0.5),
            at(&times, 0.99)
        );
    }
    Ok(())
}

async fn appends(place: &Path, writers: u64, during: Duration) -> Result<(), Failure> {
    let store = SqliteEventStore::open(SqliteOptions::new(place.join(format!("events-{writers}.db"))))?;
    let end = Instant::now() + during;
    let tasks: Vec<_> =
        (0..writers).map(|writer| tokio::spawn(write(Arc::clone(&store), writer, end))).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    times.sort_unstable();
    let commits = commits(&store).await?;
    println!(
        "{writers:>8} {:>12.0} {:>10.3} {:>10.3} {:>10.3} {:>12.1}",
        times.len() as f64 / during.as_secs_f64(),
        at(&times, 0.5),
        at(&times, 0.99),
        at(&times, 1.0),
        times.len() as f64 / commits as f64,
    );
    store.close();
    Ok(())
}

async fn write(store: Arc<SqliteEventStore>, writer: u64, end: Instant) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::new();
    let mut number = 0_u64;
    while Instant::now() < end {
        let (stream, case) = case_stream(writer, number / STREAM_EVENTS)?;
        let expected = match number % STREAM_EVENTS {
            0 => Expected::NoStream,
            next => Expected::Exact(Revision(next - 1)),
        };
        let event = NewEvent {
            event_id: Uuid::new_v5(&case, &number.to_le_bytes()),
            event_type: "case.benched.v1".into(),
            metadata: vec![b'm'; 150],
            payload: vec![b'p'; 350],
            previous: Some([7; 32]),
        };
        let started = Instant::now();
        store.append(&stream, expected, vec![event]).await?;
        times.push(started.elapsed());
        number += 1;
    }
    Ok(times)
}

/// Names rise with time, as those of cases do, and are as long.
fn case_stream(writer: u64, number: u64) -> Result<(StreamName, Uuid), Failure> {
    let case = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{writer} {number}").as_bytes());
    let tail = case.simple().to_string().split_off(12);
    Ok((StreamName::parse(&format!("case-bench~{number:012x}{tail}"))?, case))
}

/// Events of one group carry the same time; counting the times counts the syncs.
async fn commits(store: &SqliteEventStore) -> Result<usize, Failure> {
    let (mut after, mut last, mut count) = (Position::START, 0, 0);
    loop {
        let page = store.read_log(after, 1000).await?;
        for event in &page.events {
            count += usize::from(event.recorded_at_us != last);
            last = event.recorded_at_us;
        }
        after = page.safe_through;
        if page.at_end {
            return Ok(count.max(1));
        }
    }
}

/// Start, replay and single streams on what the 64 writers left.
async fn reads(place: &Path) -> Result<(), Failure> {
    let started = Instant::now();
    let store = SqliteEventStore::open(SqliteOptions::new(place.join("events-64.db")))?;
    println!("open: {:.1} ms, {} events", started.elapsed().as_secs_f64() * 1e3, store.head().await?);
    let started = Instant::now();
    commits(&store).await?;
    let all = store.head().await?.commit as f64;
    println!("replay: {:.0} events/s", all / started.elapsed().as_secs_f64());
    let (stream, _) = case_stream(0, 0)?;
    let started = Instant::now();
    for _ in 0..1000 {
        store.read_stream(&stream, Revision(0), usize::MAX).await?;
    }
    println!("read a stream of {STREAM_EVENTS}: {:.1} µs", started.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

/// Milliseconds at a quantile of sorted times.
fn at(sorted: &[Duration], quantile: f64) -> f64 {
    let index = (sorted.len().saturating_sub(1) as f64 * quantile) as usize;
    sorted.get(index).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
