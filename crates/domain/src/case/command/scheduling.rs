//! Moving, interrupting and giving up what was planned.

use crate::case::reservation::Reservation;
use crate::classification::{CancelReason, SessionMode};
use crate::ids::{BookingId, PartyId, SessionId};
use crate::text::ShortText;
use chrono::{DateTime, Utc};

/// 改期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RescheduleSession {
    /// Which; planned or adjourned.
    pub session: SessionId,
    /// New start, UTC.
    pub starts_at: DateTime<Utc>,
    /// Planned length, minutes, 15 to 480.
    pub planned_minutes: u16,
    /// Where.
    pub mode: SessionMode,
    /// Room or reference of the video link.
    pub venue: ShortText,
    /// Who waived the notice period.
    pub notice_waived_by: Vec<PartyId>,
    /// Why it moves.
    pub reason: CancelReason,
    /// What is held for it in the calendars.
    pub reservation: Option<Reservation>,
}

/// 休会.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjournSession {
    /// Which; it must be open.
    pub session: SessionId,
    /// Why.
    pub reason: CancelReason,
}

/// 放弃预留. Asked by the house itself when a planning was left half done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropBooking {
    /// Which booking.
    pub booking: BookingId,
}
