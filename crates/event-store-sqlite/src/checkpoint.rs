//! Carrying the write-ahead log over into the database without making writers wait.
//!
//! SQLite's own automatic checkpoint runs inside a commit and would hold up everyone in that group while thousands of pages are
//! copied. Here a second thread copies the bulk beside the running writer, and the writer only does the small rest itself, because
//! the log can start again from its beginning only at a moment when nothing is being appended.

use crate::failure::Failure;
use crate::lock::Mark;
use rusqlite::{Connection, ErrorCode, wal::CheckpointMode};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long the writer waits for readers of old pages before it lets the log grow on and tries again later.
const PATIENCE: Duration = Duration::from_millis(20);

/// What the writer is willing to copy itself, in pages: a few milliseconds.
const SMALL_REST: u64 = 512;

/// After so many rounds the writer copies whatever is left: writing is as fast as copying then, and the log must end somewhere.
const MOST_ROUNDS: u32 = 6;

/// How long the writer waits for a lock otherwise. Nobody else writes, so it never does, except behind a person's own SQLite shell.
pub(crate) const LOCK_WAIT: Duration = Duration::from_secs(5);

/// Where the copying thread is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Idle,
    Asked,
    Copied,
    Stop,
}

/// What the two threads share.
struct Desk {
    step: Mutex<Step>,
    changed: Condvar,
    /// Pages of the log that were copied, in the last round.
    copied: AtomicU64,
}

/// The writer's side.
pub(crate) struct Checkpoints {
    /// Pages in the write-ahead log, told by SQLite after every commit.
    pages: Arc<AtomicU64>,
    limit: u64,
    due: u64,
    rounds: u32,
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
    mark: Option<Mark>,
    failure: Arc<Failure>,
}

impl Checkpoints {
    /// Starts the copying thread and watches `writer` for growth beyond `limit` pages.
    pub(crate) fn start(
        writer: &mut Connection,
        path: &Path,
        limit: u64,
        mark: Option<Mark>,
        failure: &Arc<Failure>,
    ) -> Result<Self, crate::OpenError> {
        let failed = |source| crate::OpenError::Sqlite { path: path.to_owned(), source };
        let pages = Arc::new(AtomicU64::new(0));
        let told = Arc::clone(&pages);
        let hook = move |_: &mut rusqlite::hooks::Wal, now: std::ffi::c_int| {
            told.store(u64::try_from(now).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(failed)?;
        let desk = Arc::new(Desk {
            step: Mutex::new(Step::Idle),
            changed: Condvar::new(),
            copied: AtomicU64::new(0),
        });
        let connection = crate::open::connect(path).map_err(failed)?;
        let (copier_desk, copier_failure) = (Arc::clone(&desk), Arc::clone(failure));
        let thread = std::thread::Builder::new()
            .name("event-store-checkpoint".to_owned())
            .spawn(move || copy_when_asked(&connection, &copier_desk, &copier_failure))
            .map_err(|source| crate::OpenError::Io { path: path.to_owned(), source })?;
        Ok(Self {
            pages,
            limit,
            due: limit,
            rounds: 0,
            desk,
            thread: Some(thread),
            mark,
            failure: Arc::clone(failure),
        })
    }

    /// Called by the writer between groups.
    pub(crate) fn tend(&mut self, writer: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.due {
            return;
        }
        let step = *self.desk.lock();
        match step {
            Step::Idle => self.desk.set(Step::Asked),
            Step::Asked | Step::Stop => {}
            Step::Copied if self.rounds < MOST_ROUNDS && self.rest(pages) > SMALL_REST => {
                self.rounds += 1;
                self.desk.set(Step::Asked);
            }
            Step::Copied => {
                self.rounds = 0;
                self.desk.set(Step::Idle);
                self.due = if self.begin_anew(writer) { self.limit } else { pages + self.limit / 4 };
            }
        }
    }

    fn rest(&self, pages: u64) -> u64 {
        pages.saturating_sub(self.desk.copied.load(Ordering::Relaxed))
    }

    /// Copies the rest and lets the log begin anew. False when a reader still needs it.
    fn begin_anew(&self, writer: &Connection) -> bool {
        let outcome = writer
            .busy_timeout(PATIENCE)
            .and_then(|()| writer.wal_checkpoint_v2(None::<&str>, CheckpointMode::RESTART))
            .and_then(|done| writer.busy_timeout(LOCK_WAIT).map(|()| done));
        match outcome {
            Ok(_) => {
                self.pages.store(0, Ordering::Relaxed);
                true
            }
            Err(error) => {
                report(&error, &self.failure);
                if let Err(error) = writer.busy_timeout(LOCK_WAIT) {
                    report(&error, &self.failure);
                }
                false
            }
        }
    }

    /// After the last commit: everything into the database, the log to nothing. An empty log is the sign of a clean close.
    pub(crate) fn finish(mut self, writer: &Connection) {
        self.stop();
        // First the mark, then the log: a process that dies between the two must not accuse anybody.
        if let Some(Err(error)) = self.mark.take().map(Mark::lift) {
            tracing::warn!(%error, "the mark of the open store could not be taken away; its write-ahead log stays");
            return;
        }
        if let Err(error) = writer.wal_checkpoint_v2(None::<&str>, CheckpointMode::TRUNCATE) {
            report(&error, &self.failure);
        }
    }

    fn stop(&mut self) {
        self.desk.set(Step::Stop);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the checkpoint thread had panicked");
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Step> {
        self.step.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, step: Step) {
        *self.lock() = step;
        self.changed.notify_all();
    }
}

fn copy_when_asked(connection: &Connection, desk: &Desk, failure: &Failure) {
    loop {
        let mut step = desk.lock();
        while matches!(*step, Step::Idle | Step::Copied) {
            step = desk.changed.wait(step).unwrap_or_else(PoisonError::into_inner);
        }
        if *step == Step::Stop {
            return;
        }
        drop(step);
        let started = std::time::Instant::now();
        match connection.wal_checkpoint_v2(None::<&str>, CheckpointMode::PASSIVE) {
            Ok((_, copied)) => desk.copied.store(u64::try_from(copied).unwrap_or(0), Ordering::Relaxed),
            Err(error) => report(&error, failure),
        }
        metrics::histogram!("event_store_checkpoint_seconds").record(started.elapsed().as_secs_f64());
        let mut step = desk.lock();
        if *step == Step::Asked {
            *step = Step::Copied;
        }
    }
}

/// A busy database or a full disk only postpones a checkpoint: everything is still in the write-ahead log. Any other error may mean
/// that pages handed to the disk are gone, which nobody may write upon.
fn report(error: &rusqlite::Error, failure: &Failure) {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {}
        Some(ErrorCode::DiskFull | ErrorCode::OutOfMemory) => {
            tracing::warn!(%error, "the write-ahead log could not be carried over; it will be tried again");
        }
        _ => failure.set(&format!("a checkpoint failed: {error}")),
    }
}
