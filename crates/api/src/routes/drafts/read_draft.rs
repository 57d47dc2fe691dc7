//! `GET /v1/drafts/{draft}`: 查看草稿 A draft, for its author and, a clerk's, for the clerks of the centre.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use domain::draft::Draft;
use domain::ids::DraftId;
use projection::Answer;
use serde_json::{Value, json};
use uuid::Uuid;

/// 查看草稿 A draft, for its author and, a clerk's, for the clerks of the centre.
#[utoipa::path(
    tag = "intake",
    params(("draft" = Uuid, Path, description = "Which draft.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/drafts/{draft}")]
pub(crate) async fn read_draft(
    permit: Permit<auth::ReadDraft>,
    _caught_up: CaughtUp,
    draft: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let state = rooms.house.draft_state(DraftId(draft.0)).await?;
    let kept = state.seen_by(permit.actor()).map_err(|_| ApiError::new(&table::NOT_FOUND))?;
    let today = legal_date(rooms.house.clock().now());
    let open = state.code(today) == "OPEN";
    let typed = if open { rooms.house.typed(kept)? } else { None };
    let application = typed.map(|text| serde_json::from_str::<Value>(&text));
    let application = application.transpose().map_err(|error| ApiError::internal(&error))?;
    let case = if let Draft::Submitted(_, case) = &state { Some(*case) } else { None };
    let body = json!({
        "draft": kept.draft, "centre": kept.centre, "state": state.code(today),
        "submit_by": kept.submit_by.due_date, "application": application, "case": case,
    });
    let answer = Answer { position: rooms.views.position()?, value: () };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
