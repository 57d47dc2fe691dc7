//! What can be wrong between a log and what was signed for it, told apart.

use proof::checkpoint::AdvanceError;
use proof::log::LogFault;
use proof::tree::TileError;
use std::fmt;

/// What kind of wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The log is shorter than a checkpoint that was signed for it: it was cut, or an old copy was put in its place.
    Rollback,
    /// Two roots were signed for one size: somebody was shown another log.
    SplitView,
    /// An event is not the one that was signed.
    Changed,
    /// The tiles are damaged and the log could not mend them.
    Tiles,
    /// The checkpoint on the disk is not one this log signed.
    Checkpoint,
}

impl FaultKind {
    /// Its code, for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rollback => "rollback",
            Self::SplitView => "split-view",
            Self::Changed => "event-changed",
            Self::Tiles => "tiles-damaged",
            Self::Checkpoint => "checkpoint-damaged",
        }
    }
}

/// Why nothing more is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind.
    pub kind: FaultKind,
    /// In words; ids only.
    pub words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.code(), self.words)
    }
}

impl From<LogFault> for Fault {
    fn from(fault: LogFault) -> Self {
        let kind = match &fault {
            LogFault::Order { .. }
            | LogFault::Revision { .. }
            | LogFault::Changed { .. }
            | LogFault::Chain { .. } => FaultKind::Changed,
            LogFault::Short { .. } => FaultKind::Rollback,
            LogFault::Root { .. } => FaultKind::SplitView,
            LogFault::Tiles(_) => FaultKind::Tiles,
        };
        Self { kind, words: fault.to_string() }
    }
}

impl From<AdvanceError> for Fault {
    fn from(error: AdvanceError) -> Self {
        let kind = match &error {
            AdvanceError::Rollback { .. } => FaultKind::Rollback,
            AdvanceError::SplitView { .. } | AdvanceError::NotConsistent { .. } => FaultKind::SplitView,
            AdvanceError::OtherLog { .. } => FaultKind::Checkpoint,
        };
        Self { kind, words: error.to_string() }
    }
}

impl From<TileError> for Fault {
    fn from(error: TileError) -> Self {
        Self { kind: FaultKind::Tiles, words: error.to_string() }
    }
}
