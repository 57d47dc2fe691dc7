//! `GET /v1/settlements/{agreement_no}`: 调解协议登记 One settlement by the number of its agreement.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::{seen, shown};
use crate::routes::rooms::OwnRegister;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};

/// 调解协议登记 One settlement by the number of its agreement.
#[utoipa::path(
    tag = "register",
    params(("agreement_no" = String, Path, description = "Number of the agreement.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/settlements/{agreement_no}")]
pub(crate) async fn read_settlement(
    permit: Permit<auth::ReadSettlement>,
    _caught_up: CaughtUp,
    agreement_no: PathId<String>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let answer = match OwnRegister::of(permit.actor())? {
        OwnRegister::Court(court) => rooms.views.settlement_of_court(court, &agreement_no.0)?,
        OwnRegister::Centre(centre) => rooms.views.settlement_of_centre(centre, &agreement_no.0)?,
    };
    let Some(row) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let body = shown(&rooms.house, &row.stream, row)?;
    let trace = rooms.trace(&permit, vec![row.case]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(row.revision), &body))
}
