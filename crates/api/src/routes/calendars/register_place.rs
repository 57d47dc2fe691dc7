//! `POST /v1/places`: 登记调解室 Enters a room or a video link of the own centre.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::ids::PlaceId;
use domain::resource_calendar::{PlaceKind, PlaceRegistered};
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// A room or a video link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceBody {
    /// What it is.
    kind: PlaceKindBody,
    /// What people call it.
    #[schema(min_length = 1, max_length = 200, example = "第三调解室")]
    name: String,
}

/// What it is.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlaceKindBody {
    /// 调解室.
    Room,
    /// 视频会议室.
    VideoLink,
}

/// 登记调解室 Enters a room or a video link of the own centre; sessions can then be held there, one at a time.
#[utoipa::path(
    tag = "calendars",
    request_body = PlaceBody,
    responses((status = 201, description = "Done.", body = ReceiptBody))
)]
#[post("/places")]
pub(crate) async fn register_place(
    write: HouseWrite<auth::RegisterPlace, PlaceBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(name) = fields.check("/name", ShortText::parse(&write.body.name)) else {
        return Err(fields.into());
    };
    let Some(centre) = write.call.actor.centre.clone() else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let place = PlaceId(write.call.command.derive("place", 0));
    let kind = match write.body.kind {
        PlaceKindBody::Room => PlaceKind::Room,
        PlaceKindBody::VideoLink => PlaceKind::VideoLink,
    };
    let entry = PlaceRegistered { place, centre, kind, name };
    let receipt = write.house.register_place(&write.call, entry).await?;
    Ok(answer::created(&receipt, place.to_string(), &format!("/v1/calendars/place.{place}")))
}
