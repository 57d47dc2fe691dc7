//! Where a session takes place and who comes, as bodies say it.

use crate::error::FieldErrors;
use application::Attendance;
use domain::ids::{PlaceId, UserId};
use uuid::Uuid;

/// Reads place and representatives.
pub(super) fn attendance(
    fields: &mut FieldErrors,
    place: Option<Uuid>,
    representatives: &[String],
) -> Option<Attendance> {
    let accounts = representatives.iter().enumerate();
    let accounts = accounts
        .map(|(index, account)| fields.check(format!("/representatives/{index}"), UserId::parse(account)));
    let representatives = accounts.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
    Some(Attendance { place: place.map(PlaceId), representatives })
}
