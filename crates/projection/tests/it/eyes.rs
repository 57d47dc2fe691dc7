//! The log in the eyes of somebody who looks at it in another way.

use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A log that was empty when somebody began to follow it, and away after some pages.
pub(crate) struct Eyes {
    log: Arc<dyn EventStore>,
    newborn: bool,
    pages: AtomicUsize,
}

impl Eyes {
    /// Everything comes one after the other, as to a runner that was there from the first event.
    pub(crate) fn from_the_first_event(log: Arc<dyn EventStore>) -> Arc<Self> {
        Arc::new(Self { log, newborn: true, pages: AtomicUsize::new(usize::MAX) })
    }

    /// As it is, for so many pages.
    pub(crate) fn for_pages(log: Arc<dyn EventStore>, pages: usize) -> Self {
        Self { log, newborn: false, pages: AtomicUsize::new(pages) }
    }
}

#[async_trait]
impl EventStore for Eyes {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.log.append(stream, expected, events).await
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.log.read_stream(stream, from, limit).await
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.log.read_stream_backward(stream, limit).await
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        let less = |left: usize| left.checked_sub(1);
        if self.pages.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less).is_err() {
            return Err(ReadError::Unavailable { reason: "away".to_owned() });
        }
        self.log.read_log(after, limit).await
    }

    async fn head(&self) -> Result<Position, ReadError> {
        if self.newborn { Ok(Position::START) } else { self.log.head().await }
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
}
