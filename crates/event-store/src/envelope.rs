//! What is written and what comes back: an event as the log sees it, payload opaque.

use crate::{Position, Revision};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// Name of a stream: `<category>-<id>`, 3 to 200 bytes of `a-z A-Z 0-9 . _ ~ -`, category free of dashes.
///
/// The category ends at the first dash because engines outside (KurrentDB) split there; a tenant belongs inside the id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamName(Arc<str>);

/// Why a text is no stream name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a stream name: {0:?}")]
pub struct StreamNameError(pub String);

impl StreamName {
    /// Longest name in bytes.
    pub const MAX_BYTES: usize = 200;

    /// Parses a name.
    ///
    /// # Errors
    /// When the text is too long, holds other characters, or lacks a category or an id.
    pub fn parse(text: &str) -> Result<Self, StreamNameError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'~' | b'-');
        let shape = text.split_once('-').is_some_and(|(category, id)| !category.is_empty() && !id.is_empty());
        if shape && text.len() <= Self::MAX_BYTES && text.bytes().all(allowed) {
            Ok(Self(text.into()))
        } else {
            Err(StreamNameError(text.chars().take(Self::MAX_BYTES).collect()))
        }
    }

    /// A name put together from a category and an id the house made itself (slugs, hexadecimal); whatever does not belong into a
    /// name becomes `_`, so that this cannot fail.
    #[must_use]
    pub fn compose(category: &str, id: &str) -> Self {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '~');
        let category = category.chars().map(|c| if allowed(c) { c } else { '_' });
        let id = id.chars().map(|c| if allowed(c) || c == '-' { c } else { '_' });
        let name: String = category.chain(['-']).chain(id).take(Self::MAX_BYTES).collect();
        Self(name.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first dash.
    #[must_use]
    pub fn category(&self) -> &str {
        self.0.split_once('-').map_or(&self.0, |(category, _)| category)
    }
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An event to append. `event_id` must be a function of the command and the index, so that a repeat is recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Unique in the whole log; UUIDv5(command id, index).
    pub event_id: Uuid,
    /// Stable wire name with version, e.g. `case.filed.v1`.
    pub event_type: Arc<str>,
    /// JSON: actor, command, correlation, causation, occurred-at. No personal data.
    pub metadata: Vec<u8>,
    /// JSON: the event itself; personal data only as ciphertext.
    pub payload: Vec<u8>,
    /// Link of the event before it in its stream, as the writer computed it from what it has read; [`CHAIN_START`] before the first.
    /// The expected revision vouches that no other event came between. `None`: not chained.
    pub previous: Option<[u8; 32]>,
}

/// What stands before the first event of a stream: 32 zero bytes.
pub const CHAIN_START: [u8; 32] = [0; 32];

/// An event as the log holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEvent {
    /// Place in the log.
    pub position: Position,
    /// The stream it belongs to.
    pub stream: StreamName,
    /// Place in its stream.
    pub revision: Revision,
    /// See [`NewEvent::event_id`].
    pub event_id: Uuid,
    /// See [`NewEvent::event_type`].
    pub event_type: Arc<str>,
    /// When the engine wrote it: microseconds since 1970-01-01 UTC, the store's clock, for people and lag only; order is `position`.
    ///
    /// Never earlier than that of the event in front of it in the log: an engine whose clock went back repeats the last time it wrote
    /// until the clock has caught up.
    pub recorded_at_us: i64,
    /// See [`NewEvent::metadata`].
    pub metadata: Vec<u8>,
    /// See [`NewEvent::payload`].
    pub payload: Vec<u8>,
    /// See [`NewEvent::previous`]; `None` also for events written before there was a chain.
    pub previous: Option<[u8; 32]>,
}
