//! How many durable appends a second a PostgreSQL database takes, next to what the disk can do at all.
//!
//! `cargo run --release -p event-store-postgres --example append_bench URL [SECONDS] [DIRECTORY]`: one event an append, full
//! durability; one writer, 64 writers, then three nodes with 64 writers in all. The log grows by what is written, so point it at a
//! database of its own. The sync time is measured in DIRECTORY, which should lie on the server's disk.
#![allow(clippy::print_stdout, reason = "a table on standard output is what this program is for")]

use event_store::{EventStore, Expected, NewEvent, Position, Revision, StreamName};
use event_store_postgres::{PgEventStore, PgOptions};
use std::error::Error;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

type Failure = Box<dyn Error + Send + Sync>;

/// Events of one stream before the next begins: a case of usual length.
const STREAM_EVENTS: u64 = 20;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("usage: append_bench URL [SECONDS] [DIRECTORY]")?;
    let seconds = arguments.next().map_or(Ok(4), |text| text.parse())?;
    let directory = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    sync_times(&directory)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    println!(
        "{:>8} {:>8} {:>12} {:>10} {:>10} {:>10} {:>12}",
        "nodes", "writers", "appends/s", "p50 ms", "p99 ms", "max ms", "per commit"
    );
    let options = PgOptions::parse(&url)?;
    for (nodes, writers) in [(1, 1), (1, 64), (3, 63)] {
        runtime.block_on(appends(&options, nodes, writers, Duration::from_secs(seconds)))?;
    }
    runtime.block_on(reads(&options))
}

/// One page written over allocated space and synced, as a commit at its smallest; then a group's worth.
fn sync_times(place: &Path) -> Result<(), Failure> {
    let path = place.join(format!("append-bench-{}", std::process::id()));
    let mut file = File::create(&path)?;
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
    std::fs::remove_file(path)?;
    Ok(())
}

async fn appends(options: &PgOptions, nodes: u64, writers: u64, during: Duration) -> Result<(), Failure> {
    let mut stores = Vec::new();
    for _ in 0..nodes {
        stores.push(PgEventStore::connect(options.clone()).await?);
    }
    let begun = stores[0].head().await?;
    let end = Instant::now() + during;
    let tasks: Vec<_> = stores
        .iter()
        .cycle()
        .zip(0..writers)
        .map(|(store, writer)| tokio::spawn(write(Arc::clone(store), writer, end)))
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    times.sort_unstable();
    let commits = commits(&stores[0], begun).await?;
    println!(
        "{nodes:>8} {writers:>8} {:>12.0} {:>10.3} {:>10.3} {:>10.3} {:>12.1}",
        times.len() as f64 / during.as_secs_f64(),
        at(&times, 0.5),
        at(&times, 0.99),
        at(&times, 1.0),
        times.len() as f64 / commits as f64,
    );
    for store in stores {
        store.close().await;
    }
    Ok(())
}

async fn write(store: Arc<PgEventStore>, writer: u64, end: Instant) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::new();
    let run = SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros();
    let mut number = 0_u64;
    while Instant::now() < end {
        let (stream, case) = case_stream(run, writer, number / STREAM_EVENTS)?;
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
fn case_stream(run: u128, writer: u64, number: u64) -> Result<(StreamName, Uuid), Failure> {
    let case = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{run} {writer} {number}").as_bytes());
    let tail = case.simple().to_string().split_off(20);
    Ok((StreamName::parse(&format!("case-bench~{run:x}{number:06x}{tail}"))?, case))
}

/// Events of one group carry the same time; counting the times counts the syncs.
async fn commits(store: &PgEventStore, after: Position) -> Result<usize, Failure> {
    let (mut after, mut last, mut count) = (after, 0, 0);
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

/// Replay and single streams on what the writers left.
async fn reads(options: &PgOptions) -> Result<(), Failure> {
    let store = PgEventStore::connect(options.clone()).await?;
    let started = Instant::now();
    commits(&store, Position::START).await?;
    let all = store.head().await?.commit as f64;
    println!("replay: {:.0} events/s of {all}", all / started.elapsed().as_secs_f64());
    let first = store.read_log(Position::START, 1).await?.events;
    let stream = &first.first().ok_or("nothing was written")?.stream;
    let started = Instant::now();
    for _ in 0..1000 {
        store.read_stream(stream, Revision(0), usize::MAX).await?;
    }
    println!("read a stream of {STREAM_EVENTS}: {:.1} µs", started.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

/// Milliseconds at a quantile of sorted times.
fn at(sorted: &[Duration], quantile: f64) -> f64 {
    let index = (sorted.len().saturating_sub(1) as f64 * quantile) as usize;
    sorted.get(index).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
