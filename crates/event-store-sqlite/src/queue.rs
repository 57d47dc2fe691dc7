//! The bounded line in front of the writer thread.
//!
//! A lock and a condition variable instead of a channel: the writer takes a whole group under one lock, and count and bytes are
//! bounded together.
//!
//! The lock comes from `super`, so that a test can take this very file in with locks whose every interleaving it decides.

use super::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use event_store::{AppendError, Appended, Expected, NewEvent, StreamName};
use std::collections::VecDeque;
use tokio::sync::oneshot;

/// One append waiting for its answer.
pub(crate) struct Job {
    pub(crate) stream: StreamName,
    pub(crate) expected: Expected,
    pub(crate) events: Vec<NewEvent>,
    pub(crate) bytes: usize,
    pub(crate) reply: oneshot::Sender<Result<Appended, AppendError>>,
}

/// The line itself.
pub(crate) struct Queue {
    pub(super) line: Mutex<Line>,
    filled: Condvar,
    max_jobs: usize,
    max_bytes: usize,
}

pub(super) struct Line {
    pub(super) jobs: VecDeque<Job>,
    pub(super) bytes: usize,
    closed: Option<String>,
}

impl Queue {
    pub(crate) fn new(max_jobs: usize, max_bytes: usize) -> Self {
        let line = Line { jobs: VecDeque::new(), bytes: 0, closed: None };
        Self { line: Mutex::new(line), filled: Condvar::new(), max_jobs: max_jobs.max(1), max_bytes }
    }

    /// Puts a job into the line, or says why not. Never waits.
    pub(crate) fn push(&self, job: Job) -> Result<(), AppendError> {
        let mut line = self.lock();
        if let Some(reason) = &line.closed {
            return Err(AppendError::Unavailable { reason: reason.clone() });
        }
        let bytes_full = !line.jobs.is_empty() && line.bytes + job.bytes > self.max_bytes;
        if line.jobs.len() >= self.max_jobs || bytes_full {
            drop(line);
            metrics::counter!("event_store_queue_full_total").increment(1);
            return Err(AppendError::Unavailable { reason: "the queue of the writer is full".to_owned() });
        }
        line.bytes += job.bytes;
        line.jobs.push_back(job);
        drop(line);
        self.filled.notify_one();
        Ok(())
    }

    /// Waits for work and moves a group of it into `group`. False when the line is closed and empty.
    pub(crate) fn take(&self, group: &mut Vec<Job>, max_jobs: usize, max_bytes: usize) -> bool {
        let mut line = self.lock();
        while line.jobs.is_empty() {
            if line.closed.is_some() {
                return false;
            }
            line = self.filled.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
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
        true
    }

    /// Refuses all later jobs with `reason`; what is in the line stays until taken. The first reason wins.
    pub(crate) fn close(&self, reason: &str) {
        self.lock().closed.get_or_insert_with(|| reason.to_owned());
        self.filled.notify_all();
    }

    /// Closes and answers everyone in the line that nothing was written.
    pub(crate) fn refuse_all(&self, reason: &str) {
        self.close(reason);
        let jobs = {
            let mut line = self.lock();
            line.bytes = 0;
            std::mem::take(&mut line.jobs)
        };
        for job in jobs {
            // A caller who went away needs no answer.
            let _gone = job.reply.send(Err(AppendError::Unavailable { reason: reason.to_owned() }));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Line> {
        // The line is consistent at every point where a panic could strike.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
