//! Why the views cannot be opened or go on, and why a question gets no answer.

use crate::cursor::CursorError;
use event_store::{Incarnation, Position, ReadError};
use rusqlite::ErrorCode;
use std::path::PathBuf;

/// Why the views cannot be opened, built or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The file belongs to another life of the log; its positions mean nothing here.
    #[error(
        "the views in {} were built from log {found}, this log is {expected} (restored from a backup, or another store): \
         remove the file and let the views be rebuilt", path.display()
    )]
    ForeignIncarnation {
        /// The file.
        path: PathBuf,
        /// The log that is open.
        expected: Incarnation,
        /// The log the file was built from.
        found: String,
    },
    /// The views have seen events the log does not hold: the log was cut, or restored without a new incarnation.
    #[error(
        "the views stand at {checkpoint}, ahead of the log, which ends at {head}: the log has lost events. Restore the log; \
         remove the file of the views only when the log is known to be whole"
    )]
    AheadOfLog {
        /// Where the views stand.
        checkpoint: Position,
        /// Where the log ends.
        head: Position,
    },
    /// The file is something else.
    #[error("{} does not hold views: {reason}", path.display())]
    NotViews {
        /// The file.
        path: PathBuf,
        /// What speaks against it.
        reason: String,
    },
    /// Another process works on the views of this directory.
    #[error("{} is held: the server or another command works on these views; stop it first", path.display())]
    InUse {
        /// The lock, or the file.
        path: PathBuf,
    },
    /// A rebuild writes into a new file only.
    #[error("{} exists already; a rebuild needs a path of its own", path.display())]
    FileExists {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else moved the checkpoint: two runners on one file.
    #[error("the views' checkpoint was moved by another process; only one may write the file")]
    NotAlone,
    /// The log holds an event of a newer version of this program.
    #[error(
        "stream {stream} holds an event of type {event_type} at position {position}, which this version does not know: \
         upgrade hejie on this node; the views stand where they stood before it and go on after the upgrade"
    )]
    NewerEvent {
        /// Which stream.
        stream: String,
        /// The wire name.
        event_type: String,
        /// Where in the log.
        position: Position,
    },
    /// The views were begun anew and not finished.
    #[error("the views are half built: finish them first, with the server or `hejie projection rebuild`")]
    HalfBuilt,
    /// The runner has stopped, so that nothing can take the place of what it feeds.
    #[error("the views are not followed any more; why stands in the log and in `/health/ready`")]
    NotFollowed,
    /// The log cannot be read.
    #[error(transparent)]
    Log(#[from] ReadError),
    /// A document could not be written or read back.
    #[error("a view's document is not readable: {0}")]
    Document(#[from] serde_json::Error),
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// SQLite refused.
    #[error("the views' file: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

impl From<QueryError> for ViewError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Document(error) => Self::Document(error),
            QueryError::Sqlite(error) => Self::Sqlite(error),
            // Only a caller who asks for a page can be told so.
            QueryError::Cursor(_) | QueryError::Limit { .. } => Self::Sqlite(rusqlite::Error::InvalidQuery),
        }
    }
}

impl ViewError {
    /// Whether waiting may help: a busy or full disk, a log that is away.
    #[must_use]
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Log(ReadError::Unavailable { .. }) | Self::Io { .. } => true,
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::DatabaseBusy
                        | ErrorCode::DatabaseLocked
                        | ErrorCode::DiskFull
                        | ErrorCode::SystemIoFailure
                        | ErrorCode::OutOfMemory
                )
            ),
            Self::Log(ReadError::Damaged { .. })
            | Self::ForeignIncarnation { .. }
            | Self::AheadOfLog { .. }
            | Self::NotViews { .. }
            | Self::InUse { .. }
            | Self::FileExists { .. }
            | Self::NotAlone
            | Self::NotFollowed
            | Self::HalfBuilt
            | Self::NewerEvent { .. }
            | Self::Document(_) => false,
        }
    }
}

/// Why a question gets no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The cursor was not handed out by this list.
    #[error(transparent)]
    Cursor(#[from] CursorError),
    /// More or fewer rows asked for than a page may hold.
    #[error("a page holds 1 to {max} rows, {asked} were asked for")]
    Limit {
        /// How many were asked for.
        asked: u32,
        /// The most.
        max: u32,
    },
    /// What is stored is not what was written.
    #[error("a view's document is not readable: {0}")]
    Document(#[from] serde_json::Error),
    /// SQLite refused.
    #[error("the views' file: {0}")]
    Sqlite(#[from] rusqlite::Error),
}
