//! Judging what is asked of a calendar.

use super::{
    Availability, AvailabilitySet, Calendar, CalendarEvent, FeedOpened, FeedRevoked, Interval,
    PlaceRegistered, ReleaseReason, ResourceId, SlotBooked, SlotHeld, SlotReleased, SlotState,
};
use crate::calendar::in_shanghai;
use crate::ids::BookingId;
use crate::occasion::Occasion;

/// What can be asked of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarCommand {
    /// Enter a room or a video link.
    RegisterPlace(PlaceRegistered),
    /// Say when the resource can be had.
    SetAvailability(ResourceId, Availability),
    /// Keep a time while a session is being planned.
    Hold(SlotHeld),
    /// The session is planned.
    Book(ResourceId, BookingId),
    /// Give a time back; nothing to do when it is free.
    Release(ResourceId, BookingId, ReleaseReason),
    /// Open the feed, or change its secret.
    OpenFeed(FeedOpened),
    /// Close the feed.
    RevokeFeed(ResourceId),
}

/// Why a calendar refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarRejection {
    /// Somebody else has the time, or part of it. Says which resource and when; not whose case it is.
    SlotTaken {
        /// Which resource.
        resource: ResourceId,
        /// When it is taken.
        time: Interval,
    },
    /// The resource cannot be had then: outside its hours, or away.
    OutsideAvailability {
        /// Which resource.
        resource: ResourceId,
    },
    /// The booking holds nothing here.
    SlotNotHeld,
    /// No room or video link has this id, in this centre.
    PlaceUnknown,
    /// A room is no video link, and a video link no room.
    PlaceUnsuitable,
    /// Hours that are empty, end after their day, or are too many.
    AvailabilityUnsound,
}

impl CalendarRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "slot-taken",
        "outside-availability",
        "slot-not-held",
        "place-unknown",
        "place-unsuitable",
        "availability-unsound",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SlotTaken { .. } => "slot-taken",
            Self::OutsideAvailability { .. } => "outside-availability",
            Self::SlotNotHeld => "slot-not-held",
            Self::PlaceUnknown => "place-unknown",
            Self::PlaceUnsuitable => "place-unsuitable",
            Self::AvailabilityUnsound => "availability-unsound",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::SlotTaken { resource, time } => vec![
                ("resource", told(resource)),
                ("from", in_shanghai(time.from)),
                ("to", in_shanghai(time.to)),
            ],
            Self::OutsideAvailability { resource } => vec![("resource", told(resource))],
            Self::SlotNotHeld | Self::PlaceUnknown | Self::PlaceUnsuitable | Self::AvailabilityUnsound => {
                vec![]
            }
        }
    }
}

/// An account is nobody's to see; everything else is named by its id.
fn told(resource: &ResourceId) -> String {
    match resource {
        ResourceId::Mediator(_) | ResourceId::Place(_) => resource.to_string(),
        ResourceId::Account(_) | ResourceId::Party(_) => resource.kind().to_owned(),
    }
}

/// Most windows of the week, and most absences, a calendar is given.
const MOST_WINDOWS: usize = 200;

/// Judges a command against a calendar.
///
/// # Errors
/// See [`CalendarRejection`].
pub fn decide(
    occasion: &Occasion<'_>,
    calendar: &Calendar,
    command: CalendarCommand,
) -> Result<Vec<CalendarEvent>, CalendarRejection> {
    match command {
        CalendarCommand::RegisterPlace(place) => Ok(match calendar.place {
            Some(_) => vec![],
            None => vec![CalendarEvent::PlaceRegistered(place)],
        }),
        CalendarCommand::SetAvailability(resource, availability) => {
            set_availability(calendar, resource, availability)
        }
        CalendarCommand::Hold(hold) => self::hold(calendar, hold),
        CalendarCommand::Book(resource, booking) => match calendar.slot(booking) {
            None => Err(CalendarRejection::SlotNotHeld),
            Some(slot) if slot.state == SlotState::Booked => Ok(vec![]),
            Some(_) => Ok(vec![CalendarEvent::SlotBooked(SlotBooked { resource, booking })]),
        },
        CalendarCommand::Release(resource, booking, reason) => Ok(match calendar.slot(booking) {
            None => vec![],
            Some(_) => {
                let at = occasion.at;
                vec![CalendarEvent::SlotReleased(SlotReleased { resource, booking, reason, at })]
            }
        }),
        CalendarCommand::OpenFeed(feed) => Ok(vec![CalendarEvent::FeedOpened(feed)]),
        CalendarCommand::RevokeFeed(resource) => Ok(match calendar.feed {
            None => vec![],
            Some(_) => vec![CalendarEvent::FeedRevoked(FeedRevoked { resource })],
        }),
    }
}

fn set_availability(
    calendar: &Calendar,
    resource: ResourceId,
    availability: Availability,
) -> Result<Vec<CalendarEvent>, CalendarRejection> {
    let few = availability.weekly.len() <= MOST_WINDOWS && availability.away.len() <= MOST_WINDOWS;
    if !few || !availability.is_sound() {
        return Err(CalendarRejection::AvailabilityUnsound);
    }
    if calendar.availability == availability {
        return Ok(vec![]);
    }
    Ok(vec![CalendarEvent::AvailabilitySet(AvailabilitySet { resource, availability })])
}

/// Keeps a time. A session does not stand in its own way: while it moves it has both times.
fn hold(calendar: &Calendar, hold: SlotHeld) -> Result<Vec<CalendarEvent>, CalendarRejection> {
    if calendar.slot(hold.booking).is_some() {
        return Ok(vec![]);
    }
    let mut others = calendar.slots.iter().filter(|slot| slot.session != hold.session);
    if let Some(taken) = others.find(|slot| slot.time.overlaps(&hold.time)) {
        return Err(CalendarRejection::SlotTaken { resource: hold.resource, time: taken.time });
    }
    if !calendar.availability.covers(&hold.time) {
        return Err(CalendarRejection::OutsideAvailability { resource: hold.resource });
    }
    Ok(vec![CalendarEvent::SlotHeld(hold)])
}
