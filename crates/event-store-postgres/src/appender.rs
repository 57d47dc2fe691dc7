//! The one task that appends: takes a group, judges it, writes it, answers it.

mod plan;
mod statements;

pub(crate) use statements::Statements;

use crate::OpenError;
use crate::queue::{self, Job};
use crate::shared::{Shared, backoff};
use event_store::{AppendError, Appended, Expected, Position, Revision, StreamName};
use plan::{Found, Plan, Verdict, plan};
use statements::Failed;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

/// Streams whose end is remembered at most; then all are forgotten and learned again.
const REMEMBERED: usize = 50_000;

/// The appender of one store.
pub(crate) struct Appender {
    shared: Arc<Shared>,
    connection: Option<Statements>,
    /// Where streams were last seen to end. What exists goes on existing, so an append that expects exactly this needs no lookup:
    /// should the stream have grown since, the unique index says so.
    ends: HashMap<StreamName, u64>,
}

impl Appender {
    /// With the connection the store was opened with.
    pub(crate) fn new(shared: Arc<Shared>, connection: Statements) -> Self {
        Self { shared, connection: Some(connection), ends: HashMap::new() }
    }

    /// Works until the queue is closed and empty.
    pub(crate) async fn run(mut self) {
        let mut group = Vec::new();
        loop {
            let options = &self.shared.options;
            let (appends, bytes) = (options.max_batch_appends.max(1), options.max_batch_bytes);
            if !self.shared.queue.take(&mut group, appends, bytes).await {
                return;
            }
            if let Some(connection) = self.connected(&mut group).await {
                if !group.is_empty() {
                    self.commit(&connection, &mut group).await;
                }
                // A broken one may hold a transaction open: it is closed now, not at the next append.
                self.connection = Some(connection).filter(|connection| !connection.is_broken());
            }
            self.shared.queue.gather(appends).await;
        }
    }

    /// The connection, made anew if it was lost. While it cannot be made, `group` and those in line wait for a while and are refused
    /// afterwards. `None` when the store is closed meanwhile.
    async fn connected(&mut self, group: &mut Vec<Job>) -> Option<Statements> {
        if let Some(connection) = self.connection.take().filter(|connection| !connection.is_broken()) {
            return Some(connection);
        }
        let lost = Instant::now();
        for attempt in 0.. {
            let error = match self.connect().await {
                Ok(connection) => {
                    self.shared.queue.resume();
                    tracing::info!(attempt, "connected to the event store again");
                    return Some(connection);
                }
                Err(error) => error,
            };
            tracing::warn!(%error, attempt, "no connection to the event store");
            if lost.elapsed() >= self.shared.options.patience || error.needs_a_person() {
                let reason = error.to_string();
                queue::refuse(group.drain(..), &reason);
                self.shared.queue.pause(&reason);
            }
            if self.shared.queue.is_closed() {
                break;
            }
            tokio::time::sleep(backoff(attempt)).await;
        }
        queue::refuse(group.drain(..), "the event store is closed");
        None
    }

    async fn connect(&self) -> Result<Statements, OpenError> {
        Statements::prepare(self.shared.connect().await?, &self.shared.options).await
    }

    /// Writes a group and answers everyone in it, whatever happens.
    async fn commit(&mut self, connection: &Statements, group: &mut Vec<Job>) {
        let started = Instant::now();
        // A fence is looked at within the transaction that writes.
        let fenced = group.iter().any(|job| job.fence.is_some());
        let mut outcome = if fenced {
            self.write_under_lock(connection, group).await
        } else {
            self.write_at_once(connection, group).await
        };
        if matches!(outcome, Err(Failed::LostRace)) {
            metrics::counter!("event_store_lost_races_total").increment(1);
            outcome = self.write_under_lock(connection, group).await;
        }
        metrics::histogram!("event_store_commit_seconds").record(started.elapsed().as_secs_f64());
        metrics::histogram!("event_store_batch_appends").record(group.len() as f64);
        match outcome {
            Ok((plan, base)) => self.answer(group, plan, base),
            Err(failed) => {
                let error = failed.answer();
                tracing::warn!(%error, appends = group.len(), "a group of appends was not acknowledged");
                for job in group.drain(..) {
                    // A caller who went away needs no answer.
                    let _gone = job.reply.send(Err(error.clone()));
                }
            }
        }
    }

    /// The usual way: look where the streams stand unless that is known, then write in one round trip.
    async fn write_at_once(&self, connection: &Statements, group: &[Job]) -> Result<(Plan, u64), Failed> {
        let doubtful: HashSet<&StreamName> =
            group.iter().filter(|job| !self.is_expected(job)).map(|job| &job.stream).collect();
        let (asked, trusted): (Vec<&Job>, Vec<&Job>) =
            group.iter().partition(|job| doubtful.contains(&job.stream));
        let mut found = if asked.is_empty() { Found::default() } else { connection.look(&asked).await? };
        for job in trusted {
            if let Some(end) = self.ends.get(&job.stream) {
                found.heads.insert(job.stream.clone(), *end);
            }
        }
        let plan = plan(group, &found);
        let base = if plan.rows.is_empty() { 0 } else { connection.append(group, &plan).await? };
        Ok((plan, base))
    }

    fn is_expected(&self, job: &Job) -> bool {
        match job.expected {
            Expected::NoStream => false,
            Expected::Exact(revision) => self.ends.get(&job.stream) == Some(&revision.0),
        }
    }

    /// After a lost race, or under a fence: nobody else writes between the look and the commit. Whose fence has fallen is refused and
    /// leaves the group.
    async fn write_under_lock(
        &self,
        connection: &Statements,
        group: &mut Vec<Job>,
    ) -> Result<(Plan, u64), Failed> {
        connection.begin_and_lock().await?;
        let mut fallen = HashSet::new();
        for fence in group.iter().filter_map(|job| job.fence.as_ref()).collect::<HashSet<_>>() {
            if !connection.stands(fence).await? {
                fallen.insert(Arc::clone(fence));
            }
        }
        let passed_on = |job: &mut Job| job.fence.as_ref().is_some_and(|fence| fallen.contains(fence));
        for job in group.extract_if(.., passed_on) {
            metrics::counter!("event_store_fenced_total").increment(1);
            queue::refuse([job], "the lease this was to be written under has passed on");
        }
        let all: Vec<&Job> = group.iter().collect();
        let plan = plan(group, &connection.look(&all).await?);
        let base =
            if plan.rows.is_empty() { 0 } else { connection.append_in_transaction(group, &plan).await? };
        connection.commit().await?;
        Ok((plan, base))
    }

    fn answer(&mut self, group: &mut Vec<Job>, plan: Plan, base: u64) {
        let written = plan.rows.len() as u64;
        if written > 0 {
            metrics::counter!("event_store_appended_total").increment(written);
            // Before the answers: whoever was answered finds the head beyond its event.
            self.shared.advance(base + written);
            self.shared.committed.notify_one();
        }
        for (job, verdict) in group.drain(..).zip(plan.verdicts) {
            let answer = match verdict {
                Verdict::Settled(answer) => answer,
                Verdict::RefusedByNeighbour(refusal) => Err(refusal),
                Verdict::Written { first_revision, revision, ordinal, fresh } => {
                    self.remember(&job.stream, revision);
                    Ok(Appended {
                        first_revision: Revision(first_revision),
                        revision: Revision(revision),
                        position: Position::counter(base + ordinal),
                        fresh,
                    })
                }
            };
            if let Err(AppendError::Conflict { actual }) = &answer {
                metrics::counter!("event_store_conflicts_total").increment(1);
                if let Some(end) = actual {
                    self.remember(&job.stream, end.0);
                }
            }
            // A caller who went away needs no answer.
            let _gone = job.reply.send(answer);
        }
    }

    fn remember(&mut self, stream: &StreamName, end: u64) {
        if let Some(known) = self.ends.get_mut(stream) {
            *known = end.max(*known);
            return;
        }
        if self.ends.len() >= REMEMBERED {
            self.ends.clear();
        }
        self.ends.insert(stream.clone(), end);
    }
}
