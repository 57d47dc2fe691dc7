//! `GET /v1/settlements/{agreement_no}`: 调解协议登记 One settlement by the number of its agreement.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{AsOfQuery, CaughtUp, PathId, StrictQuery};
use crate::routes::as_of;
use crate::routes::opening::shown;
use crate::routes::reading::{reader, seen};
use crate::routes::rooms::OwnRegister;
use crate::routes::rooms::{Rooms, Shown};
use actix_web::{HttpResponse, get};
use projection::{AsOf, SettlementRow};

/// 调解协议登记 One settlement by the number of its agreement, now or as its record stood at an earlier moment.
#[utoipa::path(
    tag = "register",
    params(("agreement_no" = String, Path, description = "Number of the agreement."), AsOfQuery),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/settlements/{agreement_no}")]
pub(crate) async fn read_settlement(
    permit: Permit<auth::ReadSettlement>,
    _caught_up: CaughtUp,
    agreement_no: PathId<String>,
    query: StrictQuery<AsOfQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let answer = match OwnRegister::of(permit.actor())? {
        OwnRegister::Court(court) => rooms.views.settlement_of_court(court, &agreement_no.0)?,
        OwnRegister::Centre(centre) => rooms.views.settlement_of_centre(centre, &agreement_no.0)?,
    };
    let Some(today) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let moment = query.0.moment(rooms.views.incarnation())?;
    let then = match moment {
        Some(moment) => Some(then(&rooms, &permit, today, moment).await?),
        None => None,
    };
    let row = then.as_ref().unwrap_or(today);
    let body = shown(&rooms.house, &row.stream, row)?;
    let shown = Shown { about: moment.as_ref().map(as_of::about), ..Shown::by::<auth::ReadSettlement>() };
    let trace = rooms.trace_showing(&permit, vec![row.case], shown).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(row.revision), &body))
}

/// The row as it was then; none before the agreement was in force, or while the case was not the reader's.
async fn then(
    rooms: &Rooms,
    permit: &Permit<auth::ReadSettlement>,
    today: &SettlementRow,
    moment: AsOf,
) -> Result<SettlementRow, ApiError> {
    let view = rooms.views.case(&reader(permit.actor())?, today.case)?.value;
    let view = view.ok_or(ApiError::new(&table::NOT_FOUND))?;
    let row = SettlementRow::of(&as_of::document(rooms, &view, moment).await?);
    row.filter(|row| row.agreement_no == today.agreement_no).ok_or(ApiError::new(&table::NOT_FOUND))
}
