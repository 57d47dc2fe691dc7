//! What a session needs in the calendars, and what became of a booking.

use crate::case::stage::{Case, Filed, PartyKind, Stage};
use crate::ids::{BookingId, PlaceId, UserId};
use crate::resource_calendar::{ReleaseReason, ResourceId};
use serde::{Deserialize, Serialize};

/// What is held for a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reservation {
    /// Which placing of the session.
    pub booking: BookingId,
    /// In which calendars, in the order in which they were held.
    pub resources: Vec<ResourceId>,
}

impl Reservation {
    /// Whether it was not given up, and covers everybody the case now needs.
    pub(super) fn still_serves(&self, filed: &Filed) -> bool {
        let needed = needed(filed);
        !filed.dossier.dropped_bookings.contains(&self.booking)
            && needed.iter().all(|resource| self.resources.contains(resource))
    }
}

/// What a booking is to its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookingFate {
    /// Its session is planned: the hold is to be booked.
    Book,
    /// Its session no longer needs it.
    Release(ReleaseReason),
    /// The case does not know it (yet): a planning under way, or one that was left half done.
    Unknown,
}

/// What became of a booking, as the case stands.
#[must_use]
pub fn fate_of_booking(case: &Case, booking: BookingId) -> BookingFate {
    let Case::Filed(filed) = case else { return BookingFate::Unknown };
    if filed.dossier.dropped_bookings.contains(&booking) {
        return BookingFate::Release(ReleaseReason::NotPlanned);
    }
    if matches!(filed.stage, Stage::Closed) {
        return BookingFate::Release(ReleaseReason::NotPlanned);
    }
    let sessions = filed.stage.sessions();
    sessions.iter().find_map(|session| session.fate(booking)).unwrap_or(BookingFate::Unknown)
}

/// Everything a session of the case holds, in the order in which it is held: the mediator, the place, everybody who attends.
/// Institutions are no single person; who speaks for them is named among the `representatives`.
#[must_use]
pub fn resources_of(case: &Case, place: Option<PlaceId>, representatives: &[UserId]) -> Vec<ResourceId> {
    let Case::Filed(filed) = case else { return vec![] };
    let mut resources = needed(filed);
    resources.extend(place.map(ResourceId::Place));
    resources.extend(representatives.iter().cloned().map(ResourceId::Account));
    resources.sort();
    resources.dedup();
    resources
}

/// Everybody on the panel and every party that is one person.
fn needed(filed: &Filed) -> Vec<ResourceId> {
    let mut needed: Vec<_> = filed.stage.mediator().map(ResourceId::Mediator).into_iter().collect();
    let seats = filed.stage.accepted().into_iter().flat_map(|accepted| &accepted.panel.seats);
    needed.extend(seats.map(|seat| ResourceId::Mediator(seat.mediator)));
    for party in &filed.dossier.parties {
        match party.kind {
            PartyKind::Person => needed.push(match &party.account {
                Some(account) => ResourceId::Account(account.clone()),
                None => ResourceId::Party(party.id),
            }),
            PartyKind::Organisation | PartyKind::Institution => {}
        }
    }
    needed
}
