//! Meetings of a case.

use crate::classification::{SessionMode, SessionResult};
use crate::ids::SessionId;
use chrono::{DateTime, TimeDelta, Utc};

/// How far a meeting got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// Planned.
    Scheduled,
    /// Will not take place.
    Cancelled,
    /// Going on since.
    Open(DateTime<Utc>),
    /// Over.
    Closed(SessionResult),
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Planned start, UTC.
    pub starts_at: DateTime<Utc>,
    /// Planned length, minutes.
    pub planned_minutes: u16,
    /// Where.
    pub mode: SessionMode,
    /// How far it got.
    pub status: SessionStatus,
}

impl Session {
    /// Planned or going on.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        match self.status {
            SessionStatus::Scheduled | SessionStatus::Open(_) => true,
            SessionStatus::Cancelled | SessionStatus::Closed(_) => false,
        }
    }

    /// Planned end, UTC; the start stands in at the far end of representable time.
    #[must_use]
    pub fn ends_at(&self) -> DateTime<Utc> {
        let length = TimeDelta::minutes(i64::from(self.planned_minutes));
        self.starts_at.checked_add_signed(length).unwrap_or(self.starts_at)
    }
}
