//! The ceiling: a file that is written and synced by hand, one write after the other, and by groups for many writers.
//!
//! The file is filled with zeros first and overwritten from the start again when it is full, as write-ahead logs are: a sync then
//! need not note a new size.

use super::report::Series;
use super::specimen::{EVENT_TYPE, METADATA, PAYLOAD};
use crate::bench::BenchError;
use crate::bench::load::at;
use std::fs::File;
use std::io::{self, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// Size of the file of a group-committed log.
const FILE_BYTES: usize = 64 << 20;
/// One page.
const PAGE_BYTES: usize = 4 << 10;

/// 4 KiB written and synced, again and again.
pub(super) fn one_by_one(path: &Path, window: Duration) -> Result<Series, BenchError> {
    let measured = sync_repeatedly(path, window).map_err(BenchError::io(path.display()))?;
    remove(path);
    Ok(series("4 KiB write + fdatasync", 1, window, measured))
}

fn sync_repeatedly(path: &Path, window: Duration) -> io::Result<Vec<Duration>> {
    let file = filled(path, 1 << 20)?;
    let page = [1_u8; PAGE_BYTES];
    let end = Instant::now() + window;
    let mut times = Vec::new();
    loop {
        let started = Instant::now();
        if started >= end {
            return Ok(times);
        }
        file.write_all_at(&page, 0)?;
        file.sync_data()?;
        times.push(started.elapsed());
    }
}

/// What waits to be written, and who waits for it.
#[derive(Default)]
struct Line {
    bytes: Vec<u8>,
    waiting: Vec<oneshot::Sender<()>>,
    closed: bool,
}

#[derive(Default)]
struct Queue {
    line: Mutex<Line>,
    filled: Condvar,
}

impl Queue {
    fn with<T>(&self, work: impl FnOnce(&mut Line) -> T) -> T {
        let done = work(&mut self.line.lock().unwrap_or_else(PoisonError::into_inner));
        self.filled.notify_one();
        done
    }

    /// Waits for something and takes all of it; `None` when there will be no more.
    fn take(&self) -> Option<Line> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        while line.waiting.is_empty() {
            if line.closed {
                return None;
            }
            line = self.filled.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
        let rest = Line { closed: line.closed, ..Line::default() };
        Some(std::mem::replace(&mut line, rest))
    }
}

/// A log file that many append to: a record with length and checksum each, one sync for all who wait.
pub(super) async fn grouped(path: PathBuf, writers: u64, window: Duration) -> Result<Series, BenchError> {
    let file = filled(&path, FILE_BYTES).map_err(BenchError::io(path.display()))?;
    let queue = Arc::new(Queue::default());
    let line = Arc::clone(&queue);
    let syncing =
        std::thread::Builder::new().name("raw-log".to_owned()).spawn(move || sync_groups(&file, &line));
    let syncing = syncing.map_err(BenchError::io("a thread"))?;
    let begin = Instant::now() + (window / 4).min(Duration::from_secs(2));
    let mut writing = JoinSet::new();
    for writer in 0..writers {
        writing.spawn(write(Arc::clone(&queue), writer, begin, begin + window));
    }
    let mut times = Vec::new();
    while let Some(written) = writing.join_next().await {
        times.extend(written?);
    }
    queue.with(|line| line.closed = true);
    match syncing.join() {
        Ok(synced) => synced.map_err(BenchError::io(path.display()))?,
        Err(_) => return Err(BenchError::Log("the thread of the raw log panicked".to_owned())),
    }
    remove(&path);
    Ok(series("raw log file, synced in groups", writers, window, times))
}

async fn write(queue: Arc<Queue>, writer: u64, begin: Instant, end: Instant) -> Vec<Duration> {
    let mut times = Vec::new();
    for number in 0_u64.. {
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let record = record(writer, number);
        let (kept, told) = oneshot::channel();
        queue.with(|line| {
            line.bytes.extend_from_slice(&record);
            line.waiting.push(kept);
        });
        if told.await.is_err() {
            break;
        }
        let answered = Instant::now();
        if (begin..end).contains(&answered) {
            times.push(answered - sent);
        }
    }
    times
}

/// As long as an event of the other measurements: place, stream, id, type, what stands beside it, the event, checksum.
fn record(writer: u64, number: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(PAYLOAD.len() + METADATA.len() + 160);
    let _never = write!(bytes, "case-bench~{number:012x}{writer:020x}");
    bytes.extend_from_slice(&[7; 16 + 32 + 8]);
    for part in [EVENT_TYPE.as_bytes(), METADATA, PAYLOAD] {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    let mut sum = flate2::Crc::new();
    sum.update(&bytes);
    bytes.extend_from_slice(&sum.sum().to_le_bytes());
    bytes
}

fn sync_groups(file: &File, queue: &Queue) -> io::Result<()> {
    let mut at = 0;
    while let Some(group) = queue.take() {
        if at + group.bytes.len() > FILE_BYTES {
            at = 0;
        }
        file.write_all_at(&group.bytes, at as u64)?;
        file.sync_data()?;
        at += group.bytes.len();
        for kept in group.waiting {
            // Who went away needs no answer.
            let _gone = kept.send(());
        }
    }
    Ok(())
}

fn filled(path: &Path, bytes: usize) -> io::Result<File> {
    let mut file = File::create(path)?;
    let zeros = vec![0_u8; 1 << 20];
    for _ in 0..bytes.div_ceil(zeros.len()) {
        file.write_all(&zeros)?;
    }
    file.sync_all()?;
    Ok(file)
}

fn series(name: &'static str, writers: u64, window: Duration, mut times: Vec<Duration>) -> Series {
    times.sort_unstable();
    let ms = |quantile| at(&times, quantile).as_secs_f64() * 1e3;
    Series {
        name,
        processes: 1,
        writers,
        seconds: window.as_secs_f64(),
        per_second: times.len() as f64 / window.as_secs_f64(),
        p50_ms: ms(0.5),
        p99_ms: ms(0.99),
        max_ms: ms(1.0),
        acknowledged: times.len() as u64,
        held: None,
    }
}

fn remove(path: &Path) {
    // Nothing of value is in it; the directory is the bench's own.
    let _ = std::fs::remove_file(path);
}
