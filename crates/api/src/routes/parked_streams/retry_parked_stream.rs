//! `POST /v1/parked-streams/{stream}/retry`: 重试 Tries a stream that was set aside again, while the node serves.

use super::{not_tried, written_down};
use crate::auth;
use crate::error::ApiError;
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use event_store::{Revision, StreamName};
use projection::{Retried, RetryError, Runner};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Nothing has to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParkedRetryRequest {}

/// What became of each stream that was tried.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParkedRetryBody {
    /// The stream, and those that can only be tried together with it: a case and the custody of its file.
    streams: Vec<TriedStreamBody>,
}

/// What became of one stream.
#[derive(Debug, Serialize, ToSchema)]
pub struct TriedStreamBody {
    /// Which.
    #[schema(example = "case-gd~0199f5a3-0000-7000-8000-000000000001")]
    stream: String,
    /// Why it is set aside still; absent when it is in the views again.
    #[serde(skip_serializing_if = "Option::is_none")]
    still: Option<String>,
}

/// 重试 Tries a stream that was set aside again, after an upgrade or a repair: what follows is what a rebuild would have made. The views of the
/// node that answers stand still meanwhile and are read as they were; what was not counted is counted once, however often it is tried.
#[utoipa::path(
    tag = "views",
    params(("stream" = String, Path, description = "Which stream, as the list names it.")),
    request_body = ParkedRetryRequest,
    responses((status = 200, description = "Tried.", body = ParkedRetryBody))
)]
#[post("/parked-streams/{stream}/retry")]
pub(crate) async fn retry_parked_stream(
    write: HouseWrite<auth::RetryParkedStream, ParkedRetryRequest>,
    stream: web::Path<String>,
    rooms: Rooms,
    runner: web::Data<Runner>,
) -> Result<HttpResponse, ApiError> {
    let ParkedRetryRequest {} = &write.body;
    let actor = &write.call.actor;
    let _trace = written_down::<auth::RetryParkedStream>(&rooms, actor, &stream, None).await?;
    let tried = match runner.retry_parked(&stream).await {
        // The same request again: it is in the views by now.
        Err(RetryError::NotParked(stream)) if known(&rooms, &stream).await? => {
            vec![Retried { stream, still: None }]
        }
        tried => tried.map_err(not_tried)?,
    };
    tracing::warn!(by = actor.user.as_str(), streams = tried.len(), "parked streams were tried again");
    let streams = tried.into_iter().map(|it| TriedStreamBody { stream: it.stream, still: it.still });
    Ok(HttpResponse::Ok().json(ParkedRetryBody { streams: streams.collect() }))
}

/// Whether the log has a stream of this name.
async fn known(rooms: &Rooms, stream: &str) -> Result<bool, ApiError> {
    let Ok(name) = StreamName::parse(stream) else { return Ok(false) };
    let first = rooms.house.store().read_stream(&name, Revision(0), 1).await;
    Ok(!first.map_err(|error| ApiError::internal(&error))?.is_empty())
}
