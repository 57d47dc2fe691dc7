//! The store as its users see it.

use crate::appender::{Appender, Statements};
use crate::connect::{self, OpenError};
use crate::fenced::Fence;
use crate::options::PgOptions;
use crate::queue::{Job, Queue};
use crate::reader::Readers;
use crate::shared::Shared;
use crate::{link, watcher};
use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Notify, oneshot, watch};
use tokio::task::JoinHandle;

/// Events asked for at a stretch: a round trip costs as much as some tens of them.
const CHUNK_EVENTS: usize = 512;

/// A page of the log ends beyond this many bytes, however many events were asked for.
const PAGE_BYTES: usize = 8 << 20;

/// An event log in a PostgreSQL database, which other processes may use at the same time. Its tasks live on the runtime it was opened
/// on. Closed by [`PgEventStore::close`] or by dropping the last handle.
pub struct PgEventStore {
    shared: Arc<Shared>,
    readers: Readers,
    /// The appending task, until closed.
    appender: Mutex<Option<JoinHandle<()>>>,
    watcher: JoinHandle<()>,
}

impl PgEventStore {
    /// Connects, creates the tables where they are missing, and starts the tasks.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn connect(options: PgOptions) -> Result<Arc<Self>, OpenError> {
        let (first, found) = connect::first(&options).await?;
        let connection = Statements::prepare(first, &options).await?;
        let address = link::address(&options);
        let shared = Arc::new(Shared {
            queue: Queue::new(options.queue_limit, options.queue_bytes),
            head: watch::Sender::new(Position::counter(found.last)),
            committed: Notify::new(),
            incarnation: found.incarnation,
            options,
        });
        tracing::info!(address, incarnation = %found.incarnation, head = found.last, "event store open");
        let appender = tokio::spawn(Appender::new(Arc::clone(&shared), connection).run());
        let watcher = tokio::spawn(watcher::run(Arc::clone(&shared)));
        let readers = Readers::new(Arc::clone(&shared));
        Ok(Arc::new(Self { shared, readers, appender: Mutex::new(Some(appender)), watcher }))
    }

    /// Refuses new appends, commits and answers those already taken in. A second call does nothing. Reads go on working until the
    /// store is dropped.
    pub async fn close(&self) {
        self.shared.queue.close();
        let appender = self.appender.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(appender) = appender
            && appender.await.is_err()
        {
            tracing::error!("the appending task had panicked");
        }
    }

    /// Appends, unless the fence has fallen by the commit.
    pub(crate) async fn append_under(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
        fence: Option<Arc<Fence>>,
    ) -> Result<Appended, AppendError> {
        let bytes = self.shared.options.limits.check(&events)?;
        if events.iter().any(|event| event.event_type.contains('\0')) {
            let reason = "an event type with the character NUL cannot be stored".to_owned();
            return Err(AppendError::TooLarge { reason });
        }
        let (reply, answer) = oneshot::channel();
        self.shared.queue.push(Job { stream: stream.clone(), expected, events, bytes, fence, reply })?;
        // No answer means that the appending task died with the job in hand.
        answer.await.unwrap_or(Err(AppendError::Unknown))
    }
}

impl Drop for PgEventStore {
    fn drop(&mut self) {
        self.shared.queue.close();
        self.watcher.abort();
    }
}

#[async_trait]
impl EventStore for PgEventStore {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.append_under(stream, expected, events, None).await
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut events = Vec::new();
        let mut next = from;
        let mut step = CHUNK_EVENTS;
        loop {
            let chunk = self.readers.stream_up(stream, next, step.min(limit - events.len())).await?;
            step = next_step(step, chunk.events.len());
            events.extend(chunk.events);
            match events.last() {
                Some(last) if chunk.more && events.len() < limit => next = last.revision.next(),
                _ => return Ok(events),
            }
        }
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        let mut events = Vec::new();
        let mut next = Revision(u64::MAX);
        let mut step = CHUNK_EVENTS;
        loop {
            let chunk = self.readers.stream_down(stream, next, step.min(limit - events.len())).await?;
            step = next_step(step, chunk.events.len());
            events.extend(chunk.events);
            match events.last().map(|last: &RecordedEvent| last.revision.0.checked_sub(1)) {
                Some(Some(below)) if chunk.more && events.len() < limit => next = Revision(below),
                _ => return Ok(events),
            }
        }
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        // Taken before reading: what was committed by now must be found.
        let known = self.shared.known_head();
        let mut page = LogPage { events: Vec::new(), safe_through: after, at_end: false };
        let (mut bytes, mut step) = (0, CHUNK_EVENTS);
        loop {
            let wanted = step.min(limit - page.events.len());
            let chunk = self.readers.log(page.safe_through, wanted, known).await?;
            step = next_step(step, chunk.events.len());
            bytes += chunk.bytes;
            page.events.extend(chunk.events);
            page.at_end = !chunk.more;
            if let Some(last) = page.events.last() {
                page.safe_through = last.position;
            }
            if page.at_end || page.events.len() >= limit || bytes > PAGE_BYTES {
                return Ok(page);
            }
        }
    }

    async fn head(&self) -> Result<Position, ReadError> {
        let last = self.readers.head().await?;
        self.shared.advance(last);
        Ok(Position::counter(last))
    }

    async fn changed(&self, after: Position) {
        // The sender lives in `self`, so waiting cannot fail.
        let mut head = self.shared.head.subscribe();
        let _waited = head.wait_for(|head| *head > after).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.shared.incarnation
    }

    fn limits(&self) -> Limits {
        self.shared.options.limits
    }
}

/// How many events to ask for next: not many more than came before the last chunk was full, since the rest is sent in vain.
fn next_step(asked: usize, came: usize) -> usize {
    if came < asked { (came * 2).clamp(1, CHUNK_EVENTS) } else { CHUNK_EVENTS }
}
