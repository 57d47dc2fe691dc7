//! The bounded line in front of the appender.
//!
//! A lock and a wake-up instead of a channel: the appender takes a whole group at once, count and bytes are bounded together, and the
//! line can be shut for a while when the database is away.

use crate::fenced::Fence;
use event_store::{AppendError, Appended, Expected, NewEvent, StreamName};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, oneshot};

/// One append waiting for its answer.
pub(crate) struct Job {
    pub(crate) stream: StreamName,
    pub(crate) expected: Expected,
    pub(crate) events: Vec<NewEvent>,
    pub(crate) bytes: usize,
    /// What must hold at the commit, if anything.
    pub(crate) fence: Option<Arc<Fence>>,
    pub(crate) reply: oneshot::Sender<Result<Appended, AppendError>>,
}

/// The line itself.
pub(crate) struct Queue {
    line: Mutex<Line>,
    filled: Notify,
    max_jobs: usize,
    max_bytes: usize,
}

#[derive(Default)]
struct Line {
    jobs: VecDeque<Job>,
    bytes: usize,
    /// Why nobody is let in for the moment.
    paused: Option<String>,
    closed: bool,
}

const CLOSED: &str = "the event store is closed";

impl Queue {
    pub(crate) fn new(max_jobs: usize, max_bytes: usize) -> Self {
        Self { line: Mutex::default(), filled: Notify::new(), max_jobs: max_jobs.max(1), max_bytes }
    }

    /// Puts a job into the line, or says why not. Never waits.
    pub(crate) fn push(&self, job: Job) -> Result<(), AppendError> {
        let mut line = self.lock();
        if line.closed {
            return Err(unavailable(CLOSED));
        }
        if let Some(reason) = &line.paused {
            return Err(unavailable(reason));
        }
        let bytes_full = !line.jobs.is_empty() && line.bytes + job.bytes > self.max_bytes;
        if line.jobs.len() >= self.max_jobs || bytes_full {
            drop(line);
            metrics::counter!("event_store_queue_full_total").increment(1);
            return Err(unavailable("the queue of the writer is full"));
        }
        line.bytes += job.bytes;
        line.jobs.push_back(job);
        drop(line);
        self.filled.notify_one();
        Ok(())
    }

    /// Lets the line grow as long as others, given their turn, add to it: those just answered append again at once, and the coming
    /// group takes them along instead of leaving them to the one after. No timer: the line stops growing by itself, at the latest when
    /// it holds `enough`.
    pub(crate) async fn gather(&self, enough: usize) {
        loop {
            let before = self.lock().jobs.len();
            tokio::task::yield_now().await;
            let now = self.lock().jobs.len();
            if now == before || now >= enough {
                return;
            }
        }
    }

    /// Waits for work and moves a group of it into `group`. False when the line is closed and empty.
    pub(crate) async fn take(&self, group: &mut Vec<Job>, max_jobs: usize, max_bytes: usize) -> bool {
        loop {
            if self.take_waiting(group, max_jobs, max_bytes) {
                return true;
            }
            if self.is_closed() {
                return false;
            }
            self.filled.notified().await;
        }
    }

    fn take_waiting(&self, group: &mut Vec<Job>, max_jobs: usize, max_bytes: usize) -> bool {
        let mut line = self.lock();
        metrics::gauge!("event_store_queue_depth").set(line.jobs.len() as f64);
        let mut bytes = 0;
        while let Some(job) = line.jobs.front() {
            bytes += job.bytes;
            if !group.is_empty() && (group.len() >= max_jobs || bytes > max_bytes) {
                break;
            }
            if let Some(job) = line.jobs.pop_front() {
                line.bytes -= job.bytes;
                group.push(job);
            }
        }
        !group.is_empty()
    }

    /// Answers everyone in the line that nothing was written, and lets nobody in until [`Queue::resume`].
    pub(crate) fn pause(&self, reason: &str) {
        let jobs = {
            let mut line = self.lock();
            line.paused = Some(reason.to_owned());
            line.bytes = 0;
            std::mem::take(&mut line.jobs)
        };
        refuse(jobs, reason);
    }

    pub(crate) fn resume(&self) {
        self.lock().paused = None;
    }

    /// Refuses all later jobs; what is in the line stays until taken.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_one();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    fn lock(&self) -> MutexGuard<'_, Line> {
        // The line is consistent at every point where a panic could strike.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers that nothing was written.
pub(crate) fn refuse(jobs: impl IntoIterator<Item = Job>, reason: &str) {
    for job in jobs {
        // A caller who went away needs no answer.
        let _gone = job.reply.send(Err(unavailable(reason)));
    }
}

fn unavailable(reason: &str) -> AppendError {
    AppendError::Unavailable { reason: reason.to_owned() }
}
