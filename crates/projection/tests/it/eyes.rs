//! The log in the eyes of somebody who looks at it in another way.

use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A log that was empty when somebody began to follow it, that is away after some pages, or of which some events cannot be read.
pub(crate) struct Eyes {
    log: Arc<dyn EventStore>,
    newborn: bool,
    pages: AtomicUsize,
    /// Streams and revisions.
    pub(crate) spoiled: Mutex<BTreeSet<(String, u64)>>,
}

impl Eyes {
    fn on(log: Arc<dyn EventStore>) -> Self {
        Self { log, newborn: false, pages: AtomicUsize::new(usize::MAX), spoiled: Mutex::default() }
    }

    /// Everything comes one after the other, as to a runner that was there from the first event.
    pub(crate) fn from_the_first_event(log: Arc<dyn EventStore>) -> Arc<Self> {
        Arc::new(Self { newborn: true, ..Self::on(log) })
    }

    /// As it is, for so many pages.
    pub(crate) fn for_pages(log: Arc<dyn EventStore>, pages: usize) -> Self {
        Self { pages: AtomicUsize::new(pages), ..Self::on(log) }
    }

    /// As a program with a fault reads it, which cannot read these events.
    pub(crate) fn of_a_faulty_program(
        log: Arc<dyn EventStore>,
        spoiled: BTreeSet<(String, u64)>,
    ) -> Arc<Self> {
        Arc::new(Self { spoiled: Mutex::new(spoiled), ..Self::on(log) })
    }

    fn spoil(&self, events: Vec<RecordedEvent>) -> Vec<RecordedEvent> {
        let spoiled = self.spoiled.lock().expect("nobody panicked");
        let seen = events.into_iter().map(|mut event| {
            if spoiled.contains(&(event.stream.to_string(), event.revision.0)) {
                event.payload = b"?".to_vec();
            }
            event
        });
        seen.collect()
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
        Ok(self.spoil(self.log.read_stream(stream, from, limit).await?))
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
        let mut page = self.log.read_log(after, limit).await?;
        page.events = self.spoil(page.events);
        Ok(page)
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
