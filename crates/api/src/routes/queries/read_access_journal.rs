//! `GET /v1/cases/{case}/access-journal`: 访问记录 Who looked at a case.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::{PageBody, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use application::Looked;
use chrono::DateTime;
use domain::calendar::in_shanghai;
use domain::ids::CaseId;
use serde_json::{Value, json};
use uuid::Uuid;

/// Reads shown at most, the newest first.
const MOST: u32 = 200;

/// 访问记录 Who looked at a case, the newest first: for its director and its parties.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/access-journal")]
pub(crate) async fn read_access_journal(
    permit: Permit<auth::ReadAccessJournal>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    rooms.admit(permit.actor(), case).await?;
    let answer = rooms.views.may_read(&reader(permit.actor())?, case)?;
    if !answer.value {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    let trace = rooms.trace(&permit, vec![case]).await?;
    let looked = rooms.journal.reads_of(case, MOST).await.map_err(|error| ApiError::internal(&error))?;
    let body = PageBody { items: looked.iter().map(entry).collect(), next: None, total: None };
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

fn entry(looked: &Looked) -> Value {
    let at = DateTime::from_timestamp_micros(looked.at_us).map(in_shanghai);
    json!({ "at": at, "action": looked.action, "actor": looked.actor, "request": looked.request })
}
