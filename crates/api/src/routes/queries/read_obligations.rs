//! `GET /v1/cases/{case}/obligations`: 履行台账 What has to be performed under the agreement, and how far it is.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::CaughtUp;
use crate::extract::PathId;
use crate::routes::opening::shown;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use domain::case::ObligationState;
use domain::ids::CaseId;
use serde_json::{Value, json};
use uuid::Uuid;

/// 履行台账 Obligations and instalments with their state today, what is outstanding, and the days on which they are looked after.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/cases/{case}/obligations")]
pub(crate) async fn read_obligations(
    permit: Permit<auth::ReadObligations>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let reader = rooms.admit_or_emergency(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.case(&reader, CaseId(case.0))?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let today = legal_date(rooms.house.clock().now());
    let mut rows = Vec::with_capacity(view.obligations.len());
    for obligation in &view.obligations {
        let mut row = shown(&rooms.house, &view.stream, obligation)?;
        if let Value::Object(fields) = &mut row {
            let state: ObligationState = obligation.state(today);
            let sum = obligation.outstanding().filter(|_| obligation.is_open());
            fields.insert("state".to_owned(), json!(state));
            fields.insert("outstanding_fen".to_owned(), json!(sum));
            fields
                .insert("outstanding_in_words".to_owned(), json!(sum.map(domain::money::Fen::capital_form)));
        }
        rows.push(row);
    }
    let body = json!({
        "case": view.case,
        "today": today,
        "obligations": rows,
        "enforcements": view.enforcements,
    });
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &body))
}
