//! Commands to calendars: rooms and video links, hours, feeds.

use crate::execute::{Call, ExecuteError};
use crate::folded::Folded;
use crate::house::House;
use crate::receipt::Receipt;
use domain::case::Case;
use domain::classification::SessionMode;
use domain::ids::{CentreId, PlaceId};
use domain::resource_calendar::{
    self, Availability, Calendar, CalendarCommand, CalendarRejection, FeedOpened, FeedOpening, PlaceKind,
    PlaceRegistered, ResourceId,
};
use std::sync::Arc;

impl House {
    /// Enters a room or a video link of a centre.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn register_place(&self, call: &Call, entry: PlaceRegistered) -> Result<Receipt, ExecuteError> {
        self.calendar(call, &ResourceId::Place(entry.place), CalendarCommand::RegisterPlace(entry)).await
    }

    /// Says when a resource can be had.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn set_availability(
        &self,
        call: &Call,
        resource: ResourceId,
        availability: Availability,
    ) -> Result<Receipt, ExecuteError> {
        let command = CalendarCommand::SetAvailability(resource.clone(), availability);
        self.calendar(call, &resource, command).await
    }

    /// Opens a calendar's feed under a new secret, of which only the hash is kept; one that was opened before is closed by it.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn open_feed(
        &self,
        call: &Call,
        resource: ResourceId,
        secret_sha256: String,
    ) -> Result<Receipt, ExecuteError> {
        let opened = Some(FeedOpening { by: call.actor.user.clone(), at: self.clock().now() });
        let feed = FeedOpened { resource: resource.clone(), secret_sha256, opened };
        let command = CalendarCommand::OpenFeed(feed);
        self.calendar(call, &resource, command).await
    }

    /// Closes a calendar's feed.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn revoke_feed(&self, call: &Call, resource: ResourceId) -> Result<Receipt, ExecuteError> {
        self.calendar(call, &resource, CalendarCommand::RevokeFeed(resource.clone())).await
    }

    /// A calendar as it stands.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn calendar_state(&self, resource: &ResourceId) -> Result<Arc<Folded<Calendar>>, ExecuteError> {
        self.current(&self.calendar_stream(resource)).await
    }

    /// The centre a place belongs to.
    ///
    /// # Errors
    /// [`CalendarRejection::PlaceUnknown`].
    pub async fn centre_of_place(&self, place: PlaceId) -> Result<CentreId, ExecuteError> {
        let folded = self.calendar_state(&ResourceId::Place(place)).await?;
        match &folded.state.place {
            Some(facts) => Ok(facts.centre.clone()),
            None => Err(CalendarRejection::PlaceUnknown.into()),
        }
    }

    /// Whether a session of the case can be held at a place in this way.
    pub(crate) async fn suits(
        &self,
        case: &Case,
        place: PlaceId,
        mode: SessionMode,
    ) -> Result<(), ExecuteError> {
        let folded = self.calendar_state(&ResourceId::Place(place)).await?;
        let known = match (&folded.state.place, case) {
            (Some(facts), Case::Filed(filed)) => Some(facts).filter(|it| it.centre == filed.dossier.centre),
            (None, _) | (_, Case::NotFiled) => None,
        };
        match (known.map(|facts| facts.kind), mode) {
            (None, _) => Err(CalendarRejection::PlaceUnknown.into()),
            (Some(PlaceKind::Room), SessionMode::OnSite)
            | (Some(PlaceKind::VideoLink), SessionMode::Video) => Ok(()),
            (Some(PlaceKind::Room), SessionMode::Video | SessionMode::Phone | SessionMode::Asynchronous)
            | (
                Some(PlaceKind::VideoLink),
                SessionMode::OnSite | SessionMode::Phone | SessionMode::Asynchronous,
            ) => Err(CalendarRejection::PlaceUnsuitable.into()),
        }
    }

    /// Asks a calendar. What is refused, or seems done already, is asked again of the log itself: what is kept folded here may be
    /// behind another node's bookings, and nothing but an append would tell.
    pub(crate) async fn calendar(
        &self,
        call: &Call,
        resource: &ResourceId,
        command: CalendarCommand,
    ) -> Result<Receipt, ExecuteError> {
        match self.calendar_as_known(call, resource, command.clone()).await {
            Ok(receipt) if !receipt.events.is_empty() => Ok(receipt),
            Ok(_) | Err(ExecuteError::Refused(_)) => {
                self.forget(&self.calendar_stream(resource));
                self.calendar_as_known(call, resource, command).await
            }
            Err(error) => Err(error),
        }
    }

    async fn calendar_as_known(
        &self,
        call: &Call,
        resource: &ResourceId,
        command: CalendarCommand,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.calendar_stream(resource);
        self.execute(&stream, call, |occasion, calendar: &Calendar| {
            resource_calendar::decide(occasion, calendar, command.clone())
        })
        .await
    }
}
