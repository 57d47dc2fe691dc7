//! Meetings of a case.

use crate::case::agreement::Signer;
use crate::case::event::{
    CorrectionRecorded, CorrectionRequested, ExchangeOpened, SessionRescheduled, SessionScheduled,
};
use crate::case::reservation::{BookingFate, Reservation};
use crate::classification::{SessionMode, SessionResult};
use crate::deadline::Deadline;
use crate::ids::{BookingId, SessionId};
use crate::resource_calendar::ReleaseReason;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeSet;

/// How far a meeting got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStatus {
    /// Planned.
    Scheduled,
    /// Will not take place.
    Cancelled,
    /// Interrupted, to go on at a time that is still to be found.
    Adjourned,
    /// Somebody did not come.
    Missed,
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
    /// The last day for statements, where it is held in writing.
    pub exchange_by: Option<Deadline>,
    /// How many statements were made.
    pub statements: u32,
    /// What became of its minutes.
    pub minutes: Minutes,
}

/// What became of the minutes of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Minutes {
    /// There is a text; false before closing, and where a recording or the statements themselves stand in its place.
    pub kept: bool,
    /// How many corrections stand beside them.
    pub corrections: u32,
    /// Who has signed the present version, or refused to.
    pub signed_by: Vec<Signer>,
    /// How many corrections were asked for.
    pub requests: u32,
    /// Those not answered yet.
    pub open_requests: BTreeSet<u32>,
}

impl Minutes {
    /// 1 as closed, one more for each correction since.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.corrections.saturating_add(1)
    }

    pub(super) fn requested(&mut self, event: &CorrectionRequested) {
        self.requests = event.request;
        self.open_requests.insert(event.request);
    }

    /// A new version is nobody's yet.
    pub(super) fn corrected(&mut self, event: &CorrectionRecorded) {
        if let Some(request) = event.answers {
            self.open_requests.remove(&request);
        }
        if event.text.is_some() {
            self.corrections = event.version.saturating_sub(1);
            self.signed_by.clear();
        }
    }
}

impl Session {
    /// A meeting as it was planned.
    #[must_use]
    pub(super) fn scheduled(event: &SessionScheduled) -> Self {
        Self {
            id: event.session,
            starts_at: event.starts_at,
            planned_minutes: event.planned_minutes,
            mode: event.mode,
            status: SessionStatus::Scheduled,
            reservation: event.reservation.clone(),
            earlier: Vec::new(),
            held_s: 0,
            exchange_by: None,
            statements: 0,
            minutes: Minutes::default(),
        }
    }

    /// A session in writing, as opened.
    pub(super) fn exchange(event: &ExchangeOpened) -> Self {
        Self {
            id: event.session,
            starts_at: event.opened_at,
            planned_minutes: 0,
            mode: SessionMode::Asynchronous,
            status: SessionStatus::Open(event.opened_at),
            reservation: None,
            earlier: Vec::new(),
            held_s: 0,
            exchange_by: Some(event.answer_by.clone()),
            statements: 0,
            minutes: Minutes::default(),
        }
    }

    /// Planned or going on.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        match self.status {
            SessionStatus::Scheduled | SessionStatus::Adjourned | SessionStatus::Open(_) => true,
            SessionStatus::Cancelled | SessionStatus::Missed | SessionStatus::Closed(_) => false,
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
            SessionStatus::Cancelled | SessionStatus::Missed => {
                BookingFate::Release(ReleaseReason::Cancelled)
            }
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
