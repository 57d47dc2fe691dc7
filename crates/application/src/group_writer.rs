//! One writer thread on one SQLite file: what waits is written in one durable transaction, and everyone is answered after it.
//!
//! The vault and the access journal write through this. While one transaction syncs, the next one gathers. Where a commit costs more than
//! it is worth waiting for (the journal: every read makes an entry), a writer that is busy gathers a moment longer; one that is not never waits.

use rusqlite::Connection;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// Jobs that may wait; more are told to come back.
const QUEUE: usize = 4_096;
/// Jobs in one transaction.
const BATCH: usize = 512;

/// Jobs in a transaction from which on the writer is busy.
const BUSY: usize = 3;

/// Why a job was not done. Nothing of its transaction was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WriteError {
    /// The queue is full, or the writer has stopped.
    #[error("too much is waiting to be written")]
    Busy,
    /// The file refused.
    #[error("{0}")]
    Failed(String),
}

type Waiting<Job, Done> = (Job, oneshot::Sender<Result<Done, WriteError>>);

/// Handle to the thread. Dropping it writes what waits and ends the thread.
pub(crate) struct GroupWriter<Job, Done> {
    jobs: Option<SyncSender<Waiting<Job, Done>>>,
    thread: Option<JoinHandle<()>>,
}

impl<Job: Send + 'static, Done: Send + 'static> GroupWriter<Job, Done> {
    /// Starts the thread. `gather` is how long a busy writer waits for more before it begins. `commit` does a whole batch in one transaction and gives one result a job, in order.
    pub(crate) fn start(
        name: &str,
        gather: Duration,
        mut connection: Connection,
        mut commit: impl FnMut(&mut Connection, &[Job]) -> Result<Vec<Done>, WriteError> + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || serve(&waiting, gather, |batch| commit(&mut connection, batch)))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Does one job, durable when this returns.
    pub(crate) async fn write(&self, job: Job) -> Result<Done, WriteError> {
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or(WriteError::Busy)?;
        jobs.try_send((job, answer)).map_err(|_| WriteError::Busy)?;
        answered.await.unwrap_or(Err(WriteError::Busy))
    }
}

impl<Job, Done> Drop for GroupWriter<Job, Done> {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing more to say; its jobs were answered with an error.
            let _ = thread.join();
        }
    }
}

fn serve<Job, Done>(
    waiting: &Receiver<Waiting<Job, Done>>,
    gather: Duration,
    mut commit: impl FnMut(&[Job]) -> Result<Vec<Done>, WriteError>,
) {
    let mut busy = false;
    while let Ok(first) = waiting.recv() {
        if busy && !gather.is_zero() {
            std::thread::sleep(gather);
        }
        let (jobs, answers): (Vec<Job>, Vec<_>) =
            std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1)).unzip();
        busy = jobs.len() >= BUSY;
        // Whoever asked may have gone; what was written stays written.
        match commit(&jobs) {
            Ok(done) => answers.into_iter().zip(done).for_each(|(answer, done)| drop(answer.send(Ok(done)))),
            Err(error) => answers.into_iter().for_each(|answer| drop(answer.send(Err(error.clone())))),
        }
    }
}

/// Folds the write-ahead log in and cuts it, so that no page of before lies in it any more.
///
/// # Errors
/// When a reader is in the way for longer than a writer waits, what was destroyed may still be read from the log: say so, and do it again.
pub(crate) fn cut_log(connection: &Connection) -> rusqlite::Result<()> {
    let kept: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if kept == 0 {
        return Ok(());
    }
    let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
    let reason =
        "a reader is in the way of cutting the write-ahead log; it may still hold what was destroyed";
    Err(rusqlite::Error::SqliteFailure(busy, Some(reason.to_owned())))
}

/// Opens a file of the house for durable writing: write-ahead log, every commit synced, deleted bytes overwritten.
pub(crate) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;",
    )?;
    Ok(connection)
}
