//! The one thread that writes: takes a group, commits it, answers it.

mod append;
#[cfg(test)]
mod tests;

use crate::checkpoint::Checkpoints;
use crate::failure::Failure;
use crate::open::Last;
use crate::queue::{Job, Queue};
use crate::tail::Tail;
use event_store::{AppendError, Appended, Clock, Position, RecordedEvent, Revision};
use rusqlite::{Connection, ErrorCode};
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::watch;

type Answer = Result<Appended, AppendError>;

/// Everything the writing thread owns or shares.
pub(crate) struct Writer {
    pub(crate) connection: Connection,
    /// The last committed event.
    pub(crate) last: Last,
    pub(crate) clock: Clock,
    pub(crate) queue: Arc<Queue>,
    pub(crate) head: Arc<watch::Sender<Position>>,
    pub(crate) failure: Arc<Failure>,
    /// What was committed, for whoever follows.
    pub(crate) tail: Arc<Tail>,
    pub(crate) checkpoints: Checkpoints,
    pub(crate) max_batch_appends: usize,
    pub(crate) max_batch_bytes: usize,
}

/// A group that could not be committed: what its callers are told, and why writing must end, if it must.
struct Failed {
    answer: AppendError,
    fatal: Option<String>,
}

impl Writer {
    /// Works until the queue is closed and empty, then leaves a database without a write-ahead log.
    pub(crate) fn run(mut self) {
        let _sentinel = Sentinel { queue: Arc::clone(&self.queue), failure: Arc::clone(&self.failure) };
        let mut group = Vec::new();
        while self.queue.take(&mut group, self.max_batch_appends, self.max_batch_bytes) {
            // Also a checkpoint beside us may have failed: nothing is written upon what the disk may not have kept.
            if let Some(reason) = self.failure.get() {
                refuse(&mut group, &reason);
                self.queue.refuse_all(&reason);
                return;
            }
            self.commit(&mut group);
            if self.failure.get().is_none() {
                self.checkpoints.tend(&self.connection);
            }
        }
        if self.failure.get().is_none() {
            self.checkpoints.finish(&self.connection);
        }
    }

    /// Commits a group and answers everyone in it, whatever happens.
    fn commit(&mut self, group: &mut Vec<Job>) {
        let started = Instant::now();
        match self.write(group) {
            Ok((last, answers)) => {
                metrics::histogram!("event_store_commit_seconds").record(started.elapsed().as_secs_f64());
                metrics::histogram!("event_store_batch_appends").record(group.len() as f64);
                metrics::counter!("event_store_appended_total").increment(last.position - self.last.position);
                self.last = last;
                let jobs = group.iter_mut().zip(&answers);
                self.tail.push(jobs.flat_map(|(job, answer)| committed(job, answer, last.recorded_at_us)));
                // Before the answers: whoever was answered finds the head beyond its event.
                self.head.send_replace(Position::counter(last.position));
                for (job, answer) in group.drain(..).zip(answers) {
                    if matches!(answer, Err(AppendError::Conflict { .. })) {
                        metrics::counter!("event_store_conflicts_total").increment(1);
                    }
                    // A caller who went away needs no answer.
                    let _gone = job.reply.send(answer);
                }
            }
            Err(Failed { answer, fatal }) => {
                if let Some(reason) = fatal {
                    self.failure.set(&reason);
                }
                for job in group.drain(..) {
                    let _gone = job.reply.send(Err(answer.clone()));
                }
            }
        }
    }

    /// One transaction. Returns the new end of the log and the answers in order.
    fn write(&self, group: &[Job]) -> Result<(Last, Vec<Answer>), Failed> {
        let inside = self.insert(group).map_err(|error| {
            self.roll_back();
            before_commit(&error)
        })?;
        self.execute("COMMIT").map_err(|error| {
            self.roll_back();
            at_commit(&error)
        })?;
        Ok(inside)
    }

    fn insert(&self, group: &[Job]) -> rusqlite::Result<(Last, Vec<Answer>)> {
        self.execute("BEGIN IMMEDIATE")?;
        let mut position = self.last.position;
        // A clock that went back stands still here until it has caught up.
        let now_us = self.clock.now_us().max(self.last.recorded_at_us);
        let mut answers = Vec::with_capacity(group.len());
        for job in group {
            answers.push(append::append(&self.connection, &mut position, now_us, job)?);
        }
        let written = position > self.last.position;
        let last = if written { Last { position, recorded_at_us: now_us } } else { self.last };
        Ok((last, answers))
    }

    fn execute(&self, sql: &str) -> rusqlite::Result<usize> {
        self.connection.prepare_cached(sql)?.execute(())
    }

    /// SQLite rolls back by itself on some errors and not on others.
    fn roll_back(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.execute("ROLLBACK")
        {
            self.failure.set(&format!("a failed transaction could not be rolled back: {error}"));
        }
    }
}

/// The events of a job as the log holds them now; none of one that wrote nothing.
fn committed(job: &mut Job, answer: &Answer, recorded_at_us: i64) -> impl Iterator<Item = RecordedEvent> {
    let fresh = answer.as_ref().ok().filter(|appended| appended.fresh).copied();
    let events = fresh.map(|appended| (appended, std::mem::take(&mut job.events)));
    let stream = job.stream.clone();
    events.into_iter().flat_map(move |(appended, events)| {
        let before = appended.position.commit.saturating_sub(events.len() as u64);
        let (stream, first) = (stream.clone(), appended.first_revision.0);
        (0..).zip(events).map(move |(index, event)| RecordedEvent {
            position: Position::counter(before + 1 + index),
            stream: stream.clone(),
            revision: Revision(first + index),
            event_id: event.event_id,
            event_type: event.event_type,
            recorded_at_us,
            metadata: event.metadata,
            payload: event.payload,
            previous: event.previous,
        })
    })
}

fn refuse(group: &mut Vec<Job>, reason: &str) {
    for job in group.drain(..) {
        // A caller who went away needs no answer.
        let _gone = job.reply.send(Err(AppendError::Unavailable { reason: reason.to_owned() }));
    }
}

/// Nothing reached the disk as committed. Lack of space or memory or a lock passes; anything else will not get better by trying.
fn before_commit(error: &rusqlite::Error) -> Failed {
    let passes = matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::OutOfMemory
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
        )
    );
    let reason = format!("the append was not written: {error}");
    tracing::warn!(%error, "a group of appends was rolled back");
    Failed { fatal: (!passes).then(|| reason.clone()), answer: AppendError::Unavailable { reason } }
}

/// The commit itself failed. Without space, the frame that commits was not written whole, so the group is not there after a
/// restart either. After any other error the frames may be on the disk or not, and a failed sync must never be tried again: the
/// kernel may have dropped the pages and report success the second time.
fn at_commit(error: &rusqlite::Error) -> Failed {
    if error.sqlite_error_code() == Some(ErrorCode::DiskFull) {
        return before_commit(error);
    }
    Failed { answer: AppendError::Unknown, fatal: Some(format!("the commit failed: {error}")) }
}

/// Says so when the thread ends by a panic, instead of leaving callers in a line nobody serves.
struct Sentinel {
    queue: Arc<Queue>,
    failure: Arc<Failure>,
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.failure.set("the writing thread panicked");
            self.queue.refuse_all("the writing thread panicked");
        }
    }
}
