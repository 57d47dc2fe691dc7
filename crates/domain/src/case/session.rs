//! Meetings of a case.

use crate::case::event::SessionRescheduled;
use crate::case::reservation::{BookingFate, Reservation};
use crate::classification::{SessionMode, SessionResult};
use crate::ids::{BookingId, SessionId};
use crate::resource_calendar::ReleaseReason;
use chrono::{DateTime, TimeDelta, Utc};

/// How far a meeting got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// Planned.
    Scheduled,
    /// Will not take place.
    Cancelled,
    /// Interrupted, to go on at a time that is still to be found.
    Adjourned,
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
    /// What is held for it in the calendars.
    pub reservation: Option<Reservation>,
    /// What was held for it before it moved, oldest first.
    pub earlier: Vec<Reservation>,
    /// How long it went on before it was adjourned, seconds.
    pub held_s: i64,
}

impl Session {
    /// Planned or going on.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        match self.status {
            SessionStatus::Scheduled | SessionStatus::Adjourned | SessionStatus::Open(_) => true,
            SessionStatus::Cancelled | SessionStatus::Closed(_) => false,
        }
    }

    /// Takes its new time and place.
    pub(super) fn move_to(&mut self, event: &SessionRescheduled) {
        self.starts_at = event.starts_at;
        self.planned_minutes = event.planned_minutes;
        self.mode = event.mode;
        self.status = SessionStatus::Scheduled;
        self.earlier.extend(self.reservation.take());
        self.reservation.clone_from(&event.reservation);
    }

    /// What this booking is to the session, if it is one of its bookings.
    #[must_use]
    pub fn fate(&self, booking: BookingId) -> Option<BookingFate> {
        if self.earlier.iter().any(|earlier| earlier.booking == booking) {
            return Some(BookingFate::Release(ReleaseReason::Moved));
        }
        self.reservation.as_ref().filter(|current| current.booking == booking)?;
        Some(match self.status {
            SessionStatus::Scheduled | SessionStatus::Open(_) => BookingFate::Book,
            SessionStatus::Cancelled => BookingFate::Release(ReleaseReason::Cancelled),
            SessionStatus::Adjourned | SessionStatus::Closed(_) => BookingFate::Release(ReleaseReason::Over),
        })
    }

    /// Planned end, UTC; the start stands in at the far end of representable time.
    #[must_use]
    pub fn ends_at(&self) -> DateTime<Utc> {
        let length = TimeDelta::minutes(i64::from(self.planned_minutes));
        self.starts_at.checked_add_signed(length).unwrap_or(self.starts_at)
    }
}
