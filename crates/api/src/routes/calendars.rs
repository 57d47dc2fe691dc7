//! Calendars: rooms and video links, hours, what is taken when.

mod bookings;
pub mod feed;
pub mod open_feed;
pub mod read_calendar;
pub mod read_calendars;
pub mod register_place;
pub mod revoke_feed;
pub mod set_availability;

use super::rooms::Rooms;
use crate::error::{ApiError, table};
use domain::ids::CentreId;
use domain::occasion::{Actor, Role};
use domain::resource_calendar::ResourceId;

/// The calendar an address names, if it is the caller's to work with: a mediator's own; for staff, those of their centre's places and
/// mediators. Every other one looks as if it did not exist, and calendars of participants are nobody's.
///
/// # Errors
/// `not-found`.
pub async fn own_calendar(rooms: &Rooms, actor: &Actor, text: &str) -> Result<ResourceId, ApiError> {
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let resource = ResourceId::parse(text).ok_or_else(not_found)?;
    let centre: Option<CentreId> = match &resource {
        ResourceId::Mediator(mediator) if actor.role == Role::Mediator => {
            return if actor.mediator == Some(*mediator) { Ok(resource) } else { Err(not_found()) };
        }
        ResourceId::Mediator(mediator) => rooms.views.mediator(*mediator)?.value.map(|entry| entry.centre),
        ResourceId::Place(place) => rooms.house.centre_of_place(*place).await.ok(),
        ResourceId::Account(_) | ResourceId::Party(_) => None,
    };
    let own =
        matches!(actor.role, Role::Clerk | Role::Director) && centre.is_some() && centre == actor.centre;
    if own { Ok(resource) } else { Err(not_found()) }
}
