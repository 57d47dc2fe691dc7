//! `GET /v1/referrals`: 诉调对接台账 What the own court sent, or what courts sent to the own centre, the newest first.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::{OwnRegister, Rooms};
use actix_web::{HttpResponse, get};
use projection::ReferralState;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which referrals.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReferralsQuery {
    /// Only those that got this far: RECEIVED, ACTIVE, ENDED, REPORTED, RETURNED.
    #[param(example = "ACTIVE")]
    state: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 诉调对接台账 What the own court sent, or what courts sent to the own centre, the newest first.
#[utoipa::path(
    tag = "referral",
    params(ReferralsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/referrals")]
pub(crate) async fn read_referrals(
    permit: Permit<auth::ReadReferrals>,
    _caught_up: CaughtUp,
    query: StrictQuery<ReferralsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let ReferralsQuery { state, after, limit } = query.0;
    let mut fields = FieldErrors::default();
    let state = state.map(|code| ReferralState::parse(&code).ok_or(&table::QUERY_PARAMETER_INVALID));
    let Some(state) = fields.check_some("state", state) else { return Err(fields.into()) };
    let paging = paging(after, limit);
    let answer = match OwnRegister::of(permit.actor())? {
        OwnRegister::Court(court) => rooms.views.referrals_of_court(court, state, &paging)?,
        OwnRegister::Centre(centre) => rooms.views.referrals_of_centre(centre, state, &paging)?,
    };
    let items = answer.value.items.iter().map(|row| shown(&rooms.house, "", row));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: answer.value.total };
    let trace = rooms.trace(&permit, answer.value.items.iter().map(|row| row.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
