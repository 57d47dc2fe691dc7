//! `POST /v1/calendars/{resource}/feed`: 开通日程订阅 Opens a calendar to whoever knows a secret address.

use super::{feed, own_calendar};
use crate::auth::{self, Action};
use crate::error::{ApiError, table};
use crate::routes::cases::close_case::ClosingBody;
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::http::header::ETAG;
use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::occasion::Role;
use domain::resource_calendar::ResourceId;
use serde::Serialize;
use utoipa::ToSchema;

/// Where the feed is read.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedBody {
    /// The calendar.
    id: String,
    /// The address, to be kept like a password: it opens the calendar without a token. Told now, and to a repeat of this request while the
    /// feed stands; absent once the feed was opened anew or closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// Where the calendar stands.
    revision: u64,
}

/// 开通日程订阅 Opens a calendar to whoever knows a secret address, as iCalendar; an address given out before opens nothing any more. A
/// mediator's feed is opened by the mediator, that of a room or video link by its centre.
#[utoipa::path(
    tag = "calendars",
    params(("resource" = String, Path, description = "`mediator.<id>` or `place.<id>`.")),
    request_body = ClosingBody,
    responses((status = 201, description = "Done.", body = FeedBody))
)]
#[post("/calendars/{resource}/feed")]
pub(crate) async fn open_feed(
    write: HouseWrite<auth::OpenFeed, ClosingBody>,
    path: web::Path<String>,
    rooms: Rooms,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let actor = &write.call.actor;
    let resource = own_calendar(&rooms, actor, &path).await?;
    if matches!(resource, ResourceId::Mediator(_)) && actor.role != Role::Mediator {
        // The address would show staff the hours of other centres' cases.
        return Err(ApiError::new(&table::FORBIDDEN)
            .with("role", actor.role.wire_name())
            .with("action", auth::OpenFeed::ROW.name)
            .with("allowed", Role::Mediator.wire_name()));
    }
    let secret = feed::secret(&write.house, &write.call, &resource);
    let digest = feed::digest(&secret);
    let receipt = write.house.open_feed(&write.call, resource.clone(), digest.clone()).await?;
    let stands = write.house.calendar_state(&resource).await?.state.feed.as_ref() == Some(&digest);
    let address = stands.then(|| feed::address(&request, &resource, &secret));
    let body = FeedBody { id: resource.to_string(), address, revision: receipt.revision.0 };
    let mut answer = HttpResponse::Created();
    answer.insert_header((ETAG, format!("\"{}\"", receipt.revision)));
    if receipt.replayed {
        answer.insert_header(("idempotency-replayed", "true"));
    }
    Ok(answer.json(body))
}
