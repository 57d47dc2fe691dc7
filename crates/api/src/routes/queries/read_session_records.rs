//! `GET /v1/cases/{case}/session-records`: 调解笔录 Minutes and recordings of a case (class K3); not for courts.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::PageBody;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use uuid::Uuid;

/// 调解笔录 Minutes and recordings of a case (class K3); not for courts.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/session-records")]
pub(crate) async fn read_session_records(
    permit: Permit<auth::ReadSessionRecords>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let reader = rooms.admit_or_emergency(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.session_records(&reader, CaseId(case.0))?;
    let Some(records) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let items = records.iter().map(|record| {
        let body = serde_json::json!({
            "session": record.session,
            "closed_at": record.closed_at,
            "record": record.record,
            "version": record.version,
            "signatures": record.signatures,
            "correction_requests": record.requests,
            "corrections": record.corrections,
            "statements": record.statements,
        });
        shown(&rooms.house, &record.stream, &body)
    });
    let body = PageBody { items: items.collect::<Result<Vec<_>, ApiError>>()?, next: None, total: None };
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
