//! Where an event stands: its revision in its stream, its position in the log, and which log that is.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Place of an event in its stream, counted from 0 without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub u64);

impl Revision {
    /// The revision that follows this one. Saturates: a number from outside (an `If-Match`) must not overflow.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Place of an event in the whole log. Unique, ordered, equal to commit order, **not dense**: compare, never count.
///
/// Two 64-bit halves because some engines name a place by a pair; engines with a counter leave the second half 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The ordering half.
    pub commit: u64,
    /// The second half, 0 where the engine has none.
    pub prepare: u64,
}

impl Position {
    /// Before the first event of any log.
    pub const START: Self = Self { commit: 0, prepare: 0 };

    /// A position of an engine that counts with one number.
    #[must_use]
    pub const fn counter(commit: u64) -> Self {
        Self { commit, prepare: 0 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.prepare == 0 { self.commit.fmt(f) } else { write!(f, "{}/{}", self.commit, self.prepare) }
    }
}

/// Names one life of a log. It changes when a log is restored from a backup, because positions handed out after the
/// backup was taken then mean nothing; a checkpoint from another incarnation must stop its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Incarnation(pub Uuid);

impl fmt::Display for Incarnation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}

/// What the caller knows of the stream it appends to. There is no "any": it would void idempotency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The stream does not exist yet.
    NoStream,
    /// The last event of the stream has this revision.
    Exact(Revision),
}

impl Expected {
    /// The revision the first appended event will get if the expectation holds.
    #[must_use]
    pub const fn first_revision(self) -> Revision {
        match self {
            Self::NoStream => Revision(0),
            Self::Exact(revision) => revision.next(),
        }
    }
}
