//! The trait every engine implements.

use crate::{
    AppendError, Expected, Incarnation, NewEvent, Position, ReadError, RecordedEvent, Revision, StreamName,
};
use async_trait::async_trait;

/// What an acknowledged append tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Revision of the first event of this append.
    pub first_revision: Revision,
    /// Revision of the last one.
    pub revision: Revision,
    /// Position of the last one.
    pub position: Position,
    /// False when the store recognised its own earlier write of this very call.
    pub fresh: bool,
}

/// What an engine takes in one append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Payload plus metadata plus type name of one event, bytes.
    pub max_event_bytes: usize,
    /// Events in one append.
    pub max_batch_events: usize,
    /// The same bytes summed over one append.
    pub max_append_bytes: usize,
}

impl Limits {
    /// Bytes of this append, if it is within the limits.
    ///
    /// # Errors
    /// [`AppendError::TooLarge`] naming the limit that is passed; also for an append of nothing.
    pub fn check(&self, events: &[NewEvent]) -> Result<usize, AppendError> {
        let too_large = |reason: String| Err(AppendError::TooLarge { reason });
        if events.is_empty() {
            return too_large("an append must hold at least one event".to_owned());
        }
        if events.len() > self.max_batch_events {
            return too_large(format!("{} events; at most {}", events.len(), self.max_batch_events));
        }
        let mut sum = 0;
        for (index, event) in events.iter().enumerate() {
            let bytes = event.payload.len() + event.metadata.len() + event.event_type.len();
            if bytes > self.max_event_bytes {
                return too_large(format!(
                    "event {index} has {bytes} bytes; at most {}",
                    self.max_event_bytes
                ));
            }
            sum += bytes;
        }
        if sum > self.max_append_bytes {
            return too_large(format!("{sum} bytes in one append; at most {}", self.max_append_bytes));
        }
        Ok(sum)
    }
}

/// A piece of the log in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage {
    /// The events, oldest first.
    pub events: Vec<RecordedEvent>,
    /// Everything up to here has been looked at: a checkpoint may move to it, even when no event of the page is the reader's.
    pub safe_through: Position,
    /// True when the log held nothing beyond `safe_through` when it was read.
    pub at_end: bool,
}

/// A durable, ordered log of events in streams. All methods may be called from any task at once.
#[async_trait]
pub trait EventStore: Send + Sync + 'static {
    /// Appends all events or none, durable when it returns.
    ///
    /// The very same call (stream, expectation, ids in order) may be repeated at any time, also after later appends: the first
    /// answer comes back with `fresh: false`. A call counts as a repeat when every event of it is stored exactly where this call
    /// would put it; when only some are, it is a [`AppendError::Conflict`] like any other.
    ///
    /// # Errors
    /// See [`AppendError`]; on every error but `Unknown` nothing was written.
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError>;

    /// Reads a stream from `from` (inclusive) upwards, at most `limit` events; empty when there are none.
    ///
    /// # Errors
    /// See [`ReadError`].
    async fn read_stream(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError>;

    /// Reads a stream from its end downwards, at most `limit` events, newest first.
    ///
    /// # Errors
    /// See [`ReadError`].
    async fn read_stream_backward(
        &self,
        stream: &StreamName,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError>;

    /// Reads the log after `after` (exclusive), at most `limit` events; a page may be shorter than asked before the end.
    ///
    /// # Errors
    /// See [`ReadError`].
    async fn read_log(&self, after: Position, limit: usize) -> Result<LogPage, ReadError>;

    /// The same for whoever follows the log: an engine may answer from memory what it has committed. Whoever has to see what lies on the
    /// disk asks [`EventStore::read_log`].
    ///
    /// # Errors
    /// See [`ReadError`].
    async fn read_news(&self, after: Position, limit: usize) -> Result<LogPage, ReadError> {
        self.read_log(after, limit).await
    }

    /// Position of the last event, [`Position::START`] when the log is empty.
    ///
    /// # Errors
    /// See [`ReadError`].
    async fn head(&self) -> Result<Position, ReadError>;

    /// Waits until the log holds something after `after`. May return early; never sleeps through a write. Cancel-safe.
    async fn changed(&self, after: Position);

    /// Which life of the log this is.
    fn incarnation(&self) -> Incarnation;

    /// What one append may hold.
    fn limits(&self) -> Limits;

    /// Whether nothing but this value can append to the log while it is open, so that what its user keeps in memory of a stream stays
    /// true between two appends of its own. An engine that cannot vouch for it says no.
    fn is_sole_writer(&self) -> bool {
        false
    }
}
