//! The calendar of a resource (日程): a mediator, a room, a video link, somebody who attends. One stream each.
//!
//! An hour is held for one booking of one session, then booked or released. Two that overlap cannot both be held, because the
//! second is judged on a calendar that holds the first, and the append names the revision it was judged at: on every engine, from
//! every centre and node. Who holds, and what becomes of a hold nobody finished, is the shell's affair.

mod availability;
mod decide;
mod event;

pub use availability::{Availability, Away, Weekly};
pub use decide::{CalendarCommand, CalendarRejection, decide};
pub use event::*;

use crate::ids::{BookingId, CaseId, CentreId, MediatorId, PartyId, PlaceId, SessionId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// What has a calendar. The order is the order in which a session's resources are held: the most sought-after first, so that
/// whoever loses has held nothing yet, and of several that want each other's resources one always gets through.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceId {
    /// A mediator, whichever centre asks.
    Mediator(MediatorId),
    /// A room or video link.
    Place(PlaceId),
    /// Somebody who attends and has an account: the same person in every case and centre.
    Account(UserId),
    /// Somebody without an account, known in one case only.
    Party(PartyId),
}

impl ResourceId {
    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('.')?;
        match kind {
            "mediator" => MediatorId::parse(id).ok().map(Self::Mediator),
            "place" => PlaceId::parse(id).ok().map(Self::Place),
            "account" => UserId::parse(id).ok().map(Self::Account),
            "party" => PartyId::parse(id).ok().map(Self::Party),
            _ => None,
        }
    }

    /// What kind of resource it is, for answers.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Mediator(_) => "mediator",
            Self::Place(_) => "place",
            Self::Account(_) | Self::Party(_) => "participant",
        }
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mediator(id) => write!(f, "mediator.{id}"),
            Self::Place(id) => write!(f, "place.{id}"),
            Self::Account(id) => write!(f, "account.{id}"),
            Self::Party(id) => write!(f, "party.{id}"),
        }
    }
}

impl Serialize for ResourceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ResourceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not a resource"))
    }
}

/// Some time, from its first instant to just before its last, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first instant that no longer belongs to it.
    pub to: DateTime<Utc>,
}

impl Interval {
    /// Whether the two share an instant; one that ends where the other begins does not.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// How firmly an hour is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotState {
    /// Kept while its session is being planned.
    Held,
    /// Its session is planned.
    Booked,
}

/// An hour that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Which placing of the session it belongs to; a session that moves gets a new one.
    pub booking: BookingId,
    /// For which session.
    pub session: SessionId,
    /// Of which case.
    pub case: CaseId,
    /// When.
    pub time: Interval,
    /// How firmly.
    pub state: SlotState,
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// What is known of it when it is a room or a video link.
    pub place: Option<PlaceFacts>,
    /// When it can be had.
    pub availability: Availability,
    /// What is taken.
    pub slots: Vec<Slot>,
    /// SHA-256 of the secret in the address of its feed, if it has one.
    pub feed: Option<String>,
    /// Who opened that feed, and when; not known of feeds of before.
    pub feed_opened: Option<FeedOpening>,
}

/// What rules know of a room or a video link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFacts {
    /// The centre it belongs to.
    pub centre: CentreId,
    /// What it is.
    pub kind: PlaceKind,
}

impl Calendar {
    /// What a booking holds here.
    #[must_use]
    pub fn slot(&self, booking: BookingId) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.booking == booking)
    }
}

/// Records an event.
#[must_use]
pub fn evolve(mut calendar: Calendar, event: &CalendarEvent) -> Calendar {
    match event {
        CalendarEvent::PlaceRegistered(event) => {
            calendar.place = Some(PlaceFacts { centre: event.centre.clone(), kind: event.kind });
        }
        CalendarEvent::AvailabilitySet(event) => calendar.availability = event.availability.clone(),
        CalendarEvent::SlotHeld(event) => calendar.slots.push(Slot {
            booking: event.booking,
            session: event.session,
            case: event.case,
            time: event.time,
            state: SlotState::Held,
        }),
        CalendarEvent::SlotBooked(event) => {
            if let Some(slot) = calendar.slots.iter_mut().find(|slot| slot.booking == event.booking) {
                slot.state = SlotState::Booked;
            }
        }
        CalendarEvent::SlotReleased(event) => calendar.slots.retain(|slot| slot.booking != event.booking),
        CalendarEvent::FeedOpened(event) => {
            calendar.feed = Some(event.secret_sha256.clone());
            calendar.feed_opened.clone_from(&event.opened);
        }
        CalendarEvent::FeedRevoked(_) => {
            calendar.feed = None;
            calendar.feed_opened = None;
        }
    }
    calendar
}
