//! Appending: one call for all events of a command, and what its answer means.

use crate::failure::Fault;
use crate::record::{position, proposed};
use crate::store::KurrentEventStore;
use crate::stream::LAST_REVISION;
use event_store::{AppendError, Appended, Expected, NewEvent, Position, RecordedEvent, Revision, StreamName};
use eventstore::{AppendToStreamOptions, EventData, ExpectedRevision, WriteResult};
use std::collections::HashSet;

impl KurrentEventStore {
    /// See [`event_store::EventStore::append`].
    pub(crate) async fn append_all(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: &[NewEvent],
    ) -> Result<Appended, AppendError> {
        self.limits.check(events)?;
        let distinct: HashSet<_> = events.iter().map(|event| event.event_id).collect();
        if distinct.len() < events.len() {
            return Err(AppendError::EventIdTaken);
        }
        let Some(first) = events.first().map(|event| event.event_id) else {
            return Err(AppendError::TooLarge { reason: "no event".to_owned() });
        };
        let Ok(_under_way) = self.permits.try_acquire() else {
            metrics::counter!("event_store_queue_full_total").increment(1);
            return Err(AppendError::Unavailable { reason: "too many appends are under way".to_owned() });
        };
        if matches!(expected, Expected::Exact(Revision(revision)) if revision > LAST_REVISION) {
            return Err(self.conflict(stream).await);
        }
        if self.repeats.is_open(first) {
            // So that a place it got unseen is known before the server is asked again.
            self.last_position()
                .await
                .map_err(|fault| AppendError::Unavailable { reason: format!("{fault:?}") })?;
        }
        let known = *self.newest.borrow();
        match self.send(stream, expected, events).await {
            Ok(written) => {
                let appended = self.answered(stream, expected, events, &written, known).await;
                if appended.is_ok() {
                    self.repeats.settle(first);
                }
                appended
            }
            Err(Fault::Conflict(actual)) => {
                self.repeats.settle(first);
                self.refused(stream, expected, events, actual).await
            }
            Err(fault) => {
                if matches!(fault, Fault::Lost(_)) {
                    tracing::warn!(%stream, event = %first, ?fault, "the outcome of an append is unknown");
                    self.repeats.leave_open(first);
                }
                Err(fault.of_append())
            }
        }
    }

    async fn send(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: &[NewEvent],
    ) -> Result<WriteResult, Fault> {
        let expected = match expected {
            Expected::NoStream => ExpectedRevision::NoStream,
            Expected::Exact(Revision(revision)) => ExpectedRevision::Exact(revision),
        };
        let options = AppendToStreamOptions::default().expected_revision(expected);
        let options = options.requires_leader(true).deadline(self.deadlines.append);
        let options = match self.caller.get() {
            Some(credentials) => options.authenticated(credentials),
            None => options,
        };
        let name = self.names.full(stream);
        let proposed: Vec<EventData> = events.iter().map(proposed).collect();
        let append = |client: eventstore::Client| {
            let (name, options, proposed) = (name.clone(), options.clone(), proposed.clone());
            async move { client.append_to_stream(name, &options, proposed).await }
        };
        self.supervisor.run(self.deadlines.append, append).await
    }

    /// The server said yes; whether to this call or to an earlier one is for us to find out.
    async fn answered(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: &[NewEvent],
        written: &WriteResult,
        known: Position,
    ) -> Result<Appended, AppendError> {
        let first_revision = expected.first_revision();
        let revision = Revision(first_revision.0 + events.len() as u64 - 1);
        if written.next_expected_version != revision.0 {
            tracing::error!(%stream, %revision, told = written.next_expected_version, "an append ended elsewhere");
            return Err(AppendError::Unknown);
        }
        let told = position(written.position);
        let new_to_us = told.is_some_and(|told| told > known && self.repeats.first_to_hear_of(told));
        let mut answer = Appended { first_revision, revision, position: told.unwrap_or(known), fresh: false };
        if told.is_none() || (new_to_us && self.confirm_appends) {
            match self.stream_up(stream, first_revision, events.len()).await {
                Ok(stored) => {
                    answer.position = stored.last().map_or(answer.position, |last| last.position);
                    answer.fresh = new_to_us && same_content(&stored, events);
                }
                // Durable in any case; only whose bytes stand there is not known.
                Err(_) if told.is_some() => {}
                Err(_) => return Err(AppendError::Unknown),
            }
        } else {
            answer.fresh = new_to_us;
        }
        self.advance(answer.position);
        Ok(answer)
    }

    /// The server said that the stream stands elsewhere: a repeat it did not recognise is still a repeat.
    async fn refused(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: &[NewEvent],
        actual: Option<u64>,
    ) -> Result<Appended, AppendError> {
        let first_revision = expected.first_revision();
        let last = first_revision.0.saturating_add(events.len() as u64 - 1);
        if actual.is_some_and(|actual| actual >= last) {
            let stored = self.stream_up(stream, first_revision, events.len()).await.unwrap_or_default();
            let same = stored.len() == events.len()
                && stored.iter().zip(events).all(|(stored, new)| stored.event_id == new.event_id);
            if let Some(last) = stored.last().filter(|_| same) {
                return Ok(Appended {
                    first_revision,
                    revision: last.revision,
                    position: last.position,
                    fresh: false,
                });
            }
        }
        Err(AppendError::Conflict { actual: actual.map(Revision) })
    }

    /// A conflict the server need not be asked about; only where the stream stands.
    async fn conflict(&self, stream: &StreamName) -> AppendError {
        match self.stream_down(stream, 1).await {
            Ok(last) => AppendError::Conflict { actual: last.first().map(|event| event.revision) },
            Err(fault) => AppendError::Unavailable { reason: format!("{fault:?}") },
        }
    }
}

fn same_content(stored: &[RecordedEvent], events: &[NewEvent]) -> bool {
    let same = |stored: &RecordedEvent, new: &NewEvent| {
        stored.event_id == new.event_id
            && stored.event_type == new.event_type
            && stored.payload == new.payload
            && stored.metadata == new.metadata
    };
    stored.len() == events.len() && stored.iter().zip(events).all(|(stored, new)| same(stored, new))
}
