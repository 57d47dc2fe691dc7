//! How an append or a read can fail, and what the caller may do about it.

use crate::Revision;

/// Why an append was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The stream stands elsewhere than expected; nothing was written. Reload and decide again.
    #[error("the stream stands at {actual:?}")]
    Conflict {
        /// Where it stands; `None`: it does not exist.
        actual: Option<Revision>,
    },
    /// The expectation holds, but one of the event ids is in the log already (or twice in this append); nothing was written.
    ///
    /// The expectation is checked first: an append that fails both is told [`AppendError::Conflict`], so that its caller reloads
    /// and finds its own earlier command in the stream.
    #[error("an event id of this append is already used")]
    EventIdTaken,
    /// Nobody knows whether it was written (connection lost after sending). Only exactly the same call may be repeated.
    #[error("the outcome of the append is unknown")]
    Unknown,
    /// Not written: the queue is full or the engine is away for the moment. Try again later.
    #[error("the event store is busy or away: {reason}")]
    Unavailable {
        /// For the log, not for the caller's user.
        reason: String,
    },
    /// Not written: more events or more bytes than [`crate::Limits`] allows, or no event at all.
    #[error("the append is outside the limits of the store: {reason}")]
    TooLarge {
        /// Which limit.
        reason: String,
    },
}

/// Why a read gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The engine is away for the moment.
    #[error("the event store is away: {reason}")]
    Unavailable {
        /// For the log.
        reason: String,
    },
    /// What is stored cannot be what was written. Never served as truth.
    #[error("the event store is damaged: {reason}")]
    Damaged {
        /// What and where, in words.
        reason: String,
    },
}
