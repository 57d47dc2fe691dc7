//! A log of commands that were judged before they are written: a house works over it as over any log, and what it appends stays in memory
//! until somebody writes it at the pace that is to be measured.

use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// One append as it is to be repeated.
pub(super) struct Foreseen {
    pub(super) stream: StreamName,
    pub(super) expected: Expected,
    pub(super) events: Vec<NewEvent>,
}

#[derive(Default)]
struct Written {
    /// What streams hold beyond the log, and the revision of the first of it.
    streams: HashMap<StreamName, (u64, Vec<RecordedEvent>)>,
    appends: Vec<Foreseen>,
    events: u64,
}

/// The log below, and what is to come.
pub(super) struct Foresight {
    log: Arc<dyn EventStore>,
    head: Position,
    written: Mutex<Written>,
}

impl Foresight {
    /// Over a log that nobody else writes.
    pub(super) async fn over(log: Arc<dyn EventStore>) -> Result<Arc<Self>, ReadError> {
        let head = log.head().await?;
        Ok(Arc::new(Self { log, head, written: Mutex::default() }))
    }

    /// What was appended, in its order.
    pub(super) async fn taken(&self) -> Vec<Foreseen> {
        std::mem::take(&mut self.written.lock().await.appends)
    }

    /// How many events the log below holds of a stream.
    async fn below(&self, stream: &StreamName) -> Result<u64, ReadError> {
        let last = self.log.read_stream_backward(stream, 1).await?;
        Ok(last.first().map_or(0, |last| last.revision.0 + 1))
    }
}

#[async_trait]
impl EventStore for Foresight {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.log.limits().check(&events)?;
        let mut written = self.written.lock().await;
        if !written.streams.contains_key(stream) {
            let below = self.below(stream).await;
            let below = below.map_err(|error| AppendError::Unavailable { reason: error.to_string() })?;
            written.streams.insert(stream.clone(), (below, Vec::new()));
        }
        let mut position = self.head.commit + written.events;
        written.events += events.len() as u64;
        let Some((below, kept)) = written.streams.get_mut(stream) else { return Err(AppendError::Unknown) };
        let first_revision = Revision(*below + kept.len() as u64);
        if expected.first_revision() != first_revision {
            return Err(AppendError::Conflict { actual: first_revision.0.checked_sub(1).map(Revision) });
        }
        for event in &events {
            position += 1;
            kept.push(RecordedEvent {
                position: Position::counter(position),
                stream: stream.clone(),
                revision: Revision(*below + kept.len() as u64),
                event_id: event.event_id,
                event_type: Arc::clone(&event.event_type),
                recorded_at_us: 0,
                metadata: event.metadata.clone(),
                payload: event.payload.clone(),
                previous: event.previous,
            });
        }
        let revision = Revision(*below + kept.len() as u64 - 1);
        written.appends.push(Foreseen { stream: stream.clone(), expected, events });
        Ok(Appended { first_revision, revision, position: Position::counter(position), fresh: true })
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut events = self.log.read_stream(stream, from, limit).await?;
        let written = self.written.lock().await;
        let kept = written.streams.get(stream).map_or([].as_slice(), |(_, kept)| kept);
        let more = kept.iter().filter(|event| event.revision >= from).take(limit - events.len());
        events.extend(more.cloned());
        Ok(events)
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut events: Vec<RecordedEvent> = {
            let written = self.written.lock().await;
            let kept = written.streams.get(stream).map_or([].as_slice(), |(_, kept)| kept);
            kept.iter().rev().take(limit).cloned().collect()
        };
        if events.len() < limit {
            events.extend(self.log.read_stream_backward(stream, limit - events.len()).await?);
        }
        Ok(events)
    }

    /// What is to come is no log yet.
    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        self.log.read_log(after, limit).await
    }

    async fn head(&self) -> Result<Position, ReadError> {
        self.log.head().await
    }

    async fn changed(&self, after: Position) {
        self.log.changed(after).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.log.incarnation()
    }

    fn limits(&self) -> Limits {
        self.log.limits()
    }

    fn is_sole_writer(&self) -> bool {
        self.log.is_sole_writer()
    }
}
