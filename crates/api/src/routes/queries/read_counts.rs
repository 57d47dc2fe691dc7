//! `GET /v1/centres/{centre}/counts`: 统计 Counts of a centre by month, each rate with its denominator named.

use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::parse_date;
use domain::ids::CentreId;
use domain::occasion::Role;
use projection::{CountsFilter, MonthCounts, Rate};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// Which months.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CountsQuery {
    /// Any day of the first month.
    #[param(format = Date)]
    from: Option<String>,
    /// Any day of the last month.
    #[param(format = Date)]
    to: Option<String>,
}

/// 统计 Counts of a centre by month, each rate with its denominator named.
#[utoipa::path(
    tag = "statistics",
    params(("centre" = String, Path, description = "Which centre."), CountsQuery),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/centres/{centre}/counts")]
pub(crate) async fn read_counts(
    permit: Permit<auth::ReadCounts>,
    _caught_up: CaughtUp,
    centre: PathId<String>,
    query: StrictQuery<CountsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let centre = CentreId::parse(&centre.0).map_err(|_| ApiError::new(&table::PATH_PARAMETER_INVALID))?;
    let own = permit.actor().centre.as_ref() == Some(&centre);
    if !own && permit.actor().role != Role::Federation {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    let mut fields = FieldErrors::default();
    let from = fields.check_some("from", query.0.from.as_deref().map(parse_date));
    let to = fields.check_some("to", query.0.to.as_deref().map(parse_date));
    let (Some(from), Some(to)) = (from, to) else { return Err(fields.into()) };
    let filter = CountsFilter { centre: Some(rooms.house.centre(&centre).await?.id), from, to };
    let answer = rooms.views.counts(&filter)?;
    let total = MonthCounts::sum(&answer.value);
    let months: Vec<Value> = answer.value.iter().map(counts).collect();
    let body = json!({ "centre": centre, "months": months, "total": counts(&total) });
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}

fn counts(counts: &MonthCounts) -> Value {
    json!({
        "month": counts.month,
        "received": counts.received,
        "accepted": counts.accepted,
        "refused": counts.refused,
        "settled": counts.settled,
        "terminated": counts.terminated,
        "ended": counts.ended(),
        "confirmed": counts.confirmed,
        "closed": counts.closed,
        "claim_fen": counts.claim_fen,
        "settled_fen": counts.settled_fen,
        "rates": [rate(counts.settled_among_ended()), rate(counts.settled_among_accepted())],
    })
}

/// Per ten thousand, half rounded up as figures are published; absent where nothing was counted.
fn rate(rate: Rate) -> Value {
    let per_10_000 = rate.per_10_000();
    json!({
        "of": rate.of,
        "among": rate.among,
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "per_10_000": per_10_000,
    })
}
