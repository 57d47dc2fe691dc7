//! Sessions that move, are interrupted, or were never planned after all.

use crate::case::reservation::Reservation;
use crate::classification::{CancelReason, SessionMode};
use crate::deadline::Deadline;
use crate::ids::{BookingId, PartyId, SessionId};
use crate::personal::personal_fields;
use crate::text::ShortText;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// 改期. The session is planned for another time or place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRescheduled {
    /// The session.
    pub session: SessionId,
    /// New start, UTC.
    pub starts_at: DateTime<Utc>,
    /// Planned length, minutes.
    pub planned_minutes: u16,
    /// Where.
    pub mode: SessionMode,
    /// Room or reference of the video link.
    pub venue: ShortText,
    /// T09, counted anew: the earliest date without a waiver.
    pub notice: Deadline,
    /// Who waived the notice period; empty when it was kept.
    pub notice_waived_by: Vec<PartyId>,
    /// Why it moved.
    pub reason: CancelReason,
    /// What was held for it in the calendars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
}

/// 休会. The session is interrupted and goes on another time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionAdjourned {
    /// The session.
    pub session: SessionId,
    /// When, UTC.
    pub adjourned_at: DateTime<Utc>,
    /// How long it went on since it was opened, seconds.
    pub held_s: i64,
    /// Why.
    pub reason: CancelReason,
}

/// 放弃预留. A planning was left half done; whatever comes of it later is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingDropped {
    /// Which booking.
    pub booking: BookingId,
}

personal_fields! {
    SessionRescheduled {}
    SessionAdjourned {}
    BookingDropped {}
}
