//! `GET /v1/parked-streams`: 搁置的事件流 Streams the views of this node have set aside.

use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::reading::{PageBody, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::in_shanghai;
use event_store::Position;
use projection::{Paging, Parked};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ParkedStreamsQuery {
    /// The `next` of the page before.
    #[param(max_length = 100)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 搁置的事件流 Streams the views of the node that answers have set aside because an event of theirs cannot be read, in the order of the log:
/// at which event, why, how many later events were passed over, and what was decided. In a house that works there are none.
#[utoipa::path(
    tag = "views",
    params(ParkedStreamsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/parked-streams")]
pub(crate) async fn read_parked_streams(
    _permit: Permit<auth::ReadParkedStreams>,
    _caught_up: CaughtUp,
    query: StrictQuery<ParkedStreamsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let limit = query.0.limit.unwrap_or(50);
    if !(1..=Paging::MOST).contains(&limit) {
        let error = FieldError::new("limit", &table::QUERY_PARAMETER_INVALID);
        return Err(ApiError::field(error.with("expected", format!("1..={}", Paging::MOST))));
    }
    let after = query.0.after.as_deref().map(place).transpose()?;
    let answer = rooms.views.parked()?;
    // There are few, or somebody looks at other things first.
    let mut rest = answer.value.iter().filter(|parked| after.is_none_or(|after| parked.position > after));
    let page: Vec<&Parked> = rest.by_ref().take(limit as usize).collect();
    let more = rest.next().is_some();
    let next = page.last().filter(|_| more).map(|last| last.position.to_string());
    let items = page.into_iter().map(row).collect();
    let body = PageBody { items, next, total: Some(answer.value.len() as u64) };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}

fn row(parked: &Parked) -> Value {
    let discarded = parked.discarded.as_ref();
    let discarded = discarded.map(|it| json!({ "reason": it.reason, "at": in_shanghai(it.at) }));
    json!({
        "stream": parked.stream, "revision": parked.revision, "position": parked.position.to_string(),
        "reason": parked.reason, "skipped": parked.skipped, "discarded": discarded,
    })
}

/// A place in the log, as a position is told.
fn place(text: &str) -> Result<Position, ApiError> {
    let (commit, prepare) = text.split_once('/').unwrap_or((text, "0"));
    let number = |text: &str| text.parse().map_err(|_| ApiError::new(&table::CURSOR_MALFORMED));
    Ok(Position { commit: number(commit)?, prepare: number(prepare)? })
}
