//! `POST /v1/parked-streams/{stream}/discard`: 放弃 Lets the views go on without a stream that was set aside, for a reason.

use super::{not_written, written_down};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use application::Purpose;
use domain::calendar::in_shanghai;
use domain::text::ShortText;
use projection::{Discarded, Runner};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParkedDiscardRequest {
    /// Why, in words that name nobody: it is listed with the stream.
    #[schema(min_length = 1, max_length = 200, example = "试运行期间的案件")]
    reason: String,
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParkedDiscardBody {
    /// Which stream.
    stream: String,
    /// Why.
    reason: String,
    /// When, RFC 3339 in Asia/Shanghai.
    #[schema(format = DateTime)]
    at: String,
}

/// 放弃 Lets the views of the node that answers go on without a stream that was set aside: it is listed with the reason, and is no alarm any
/// more. When it is set aside at another event it is one again. A later decision takes the place of an earlier one.
#[utoipa::path(
    tag = "views",
    params(("stream" = String, Path, description = "Which stream, as the list names it.")),
    request_body = ParkedDiscardRequest,
    responses((status = 200, description = "Kept.", body = ParkedDiscardBody))
)]
#[post("/parked-streams/{stream}/discard")]
pub(crate) async fn discard_parked_stream(
    write: HouseWrite<auth::DiscardParkedStream, ParkedDiscardRequest>,
    stream: web::Path<String>,
    rooms: Rooms,
    runner: web::Data<Runner>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", ShortText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    let reason = reason.as_str().to_owned();
    let actor = &write.call.actor;
    let purpose = Purpose { code: "DISCARD".to_owned(), reference: None, note: None };
    let _trace = written_down::<auth::DiscardParkedStream>(&rooms, actor, &stream, Some(purpose)).await?;
    // The same decision again is the one that was taken.
    let parked = rooms.views.parked()?.value.into_iter().find(|parked| parked.stream == *stream);
    let before = parked.and_then(|parked| parked.discarded).filter(|before| before.reason == reason);
    let at = before.map_or_else(|| rooms.house.clock().now(), |before| before.at);
    let discarded = Discarded { reason: reason.clone(), at };
    let kept = runner.discard_parked(&stream, discarded).await.map_err(|error| not_written(&error))?;
    if !kept {
        return Err(ApiError::new(&table::STREAM_NOT_PARKED));
    }
    tracing::warn!(by = actor.user.as_str(), "a parked stream was discarded");
    Ok(HttpResponse::Ok().json(ParkedDiscardBody {
        stream: stream.into_inner(),
        reason,
        at: in_shanghai(at),
    }))
}
