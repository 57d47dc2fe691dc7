//! The log as the holder of a lease may write it.

use crate::store::PgEventStore;
use async_trait::async_trait;
use event_store::{
    AppendError, Appended, EventStore, Expected, Incarnation, Limits, LogPage, NewEvent, Position, ReadError,
    RecordedEvent, Revision, StreamName,
};
use std::sync::Arc;

/// What must hold at the commit of an append: a row of a table of leases, in the same database, still has this epoch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fence {
    /// The table, with the columns `name` and `epoch`.
    pub table: &'static str,
    /// Which lease.
    pub name: String,
    /// Its epoch as the writer knows it.
    pub epoch: i64,
}

/// Appends under a fence; reads as ever.
struct Fenced {
    store: Arc<PgEventStore>,
    fence: Arc<Fence>,
}

impl PgEventStore {
    /// This log, for a writer whose lease may have passed on without its knowing: each append locks the lease's row and is refused as
    /// [`AppendError::Unavailable`], with nothing written, when the epoch is another one by then.
    #[must_use]
    pub fn fenced(self: &Arc<Self>, fence: Fence) -> Arc<dyn EventStore> {
        Arc::new(Fenced { store: Arc::clone(self), fence: Arc::new(fence) })
    }
}

#[async_trait]
impl EventStore for Fenced {
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        self.store.append_under(stream, expected, events, Some(Arc::clone(&self.fence))).await
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.store.read_stream(stream, from, limit).await
    }

    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.store.read_stream_backward(stream, limit).await
    }

    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        self.store.read_log(after, limit).await
    }

    async fn head(&self) -> Result<Position, ReadError> {
        self.store.head().await
    }

    async fn changed(&self, after: Position) {
        self.store.changed(after).await;
    }

    fn incarnation(&self) -> Incarnation {
        self.store.incarnation()
    }

    fn limits(&self) -> Limits {
        self.store.limits()
    }
}
