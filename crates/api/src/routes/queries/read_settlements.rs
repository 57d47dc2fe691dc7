//! `GET /v1/settlements`: 调解协议登记簿 Settlements of the own court or centre, the newest first.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown_document;
use crate::routes::reading::PageBody;
use crate::routes::reading::{DocumentsBody, seen};
use crate::routes::rooms::OwnRegister;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::parse_date;
use domain::court_number::CourtCaseNumber;
use projection::SettlementFilter;
use projection::confirmation_status;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which settlements.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SettlementsQuery {
    /// Only those whose confirmation got this far.
    #[param(example = "CONFIRMED")]
    status: Option<String>,
    /// Only the one with this court case number.
    court_case_no: Option<String>,
    /// Only the one with this agreement number.
    agreement_no: Option<String>,
    /// Only from this legal date: of filing for a court, of effect for a centre.
    #[param(format = Date)]
    from: Option<String>,
    /// Only to this legal date.
    #[param(format = Date)]
    to: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 调解协议登记簿 Settlements of the own court or centre, the newest first.
#[utoipa::path(
    tag = "register",
    params(SettlementsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/settlements")]
pub(crate) async fn read_settlements(
    permit: Permit<auth::ReadSettlements>,
    _caught_up: CaughtUp,
    query: StrictQuery<SettlementsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let SettlementsQuery { status, court_case_no, agreement_no, from, to, after, limit } = query.0;
    let mut fields = FieldErrors::default();
    let status = status.map(|code| confirmation_status(&code).ok_or(&table::QUERY_PARAMETER_INVALID));
    let status = fields.check_some("status", status);
    let from = fields.check_some("from", from.as_deref().map(parse_date));
    let to = fields.check_some("to", to.as_deref().map(parse_date));
    let number = fields.check_some("court_case_no", court_case_no.as_deref().map(CourtCaseNumber::parse));
    let (Some(status), Some(from), Some(to), Some(court_case_no)) = (status, from, to, number) else {
        return Err(fields.into());
    };
    let filter = SettlementFilter { status, court_case_no, agreement_no, from, to };
    let paging = paging(after, limit);
    let answer = match OwnRegister::of(permit.actor())? {
        OwnRegister::Court(court) => rooms.views.settlements_of_court(court, &filter, &paging)?,
        OwnRegister::Centre(centre) => rooms.views.settlements_of_centre(centre, &filter, &paging)?,
    };
    let rows = answer.value.items.iter().map(|row| shown_document(&rooms.house, row, |_| {}));
    let (read, items) = rows.collect::<Result<(Vec<_>, Vec<_>), ApiError>>()?;
    let body = DocumentsBody { items, next: answer.value.next.clone(), total: answer.value.total };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
