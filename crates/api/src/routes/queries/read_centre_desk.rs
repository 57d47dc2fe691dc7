//! `GET /v1/centre-desk`: 主任工作台 Load, conflicts and refusals of a centre, and what stands still in it.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::CaughtUp;
use crate::routes::opening::shown;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use domain::calendar::legal_date;
use projection::{CentreDesk, KeyedCount, MediatorDesk};
use serde_json::{Value, json};

/// From how many days before its end the term of a mediator ends soon.
const SOON_DAYS: i64 = 90;

/// 主任工作台 For the director of a centre: what each mediator of its roster has to do, conflicts that are open, what was refused in the
/// last 365 days, and open, overdue and stalled cases by stage. Numbers alone: the cases behind them are in `/v1/work-list` and
/// `/v1/stalled-cases`.
#[utoipa::path(
    tag = "cases",
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/centre-desk")]
pub(crate) async fn read_centre_desk(
    permit: Permit<auth::ReadCentreDesk>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let today = legal_date(rooms.house.clock().now());
    let answer = rooms.views.centre_desk(&centre, today)?;
    let desk = &answer.value;
    let mut mediators = Vec::with_capacity(desk.mediators.len());
    for it in &desk.mediators {
        mediators.push(shown(&rooms.house, &it.entry.stream, &mediator(it, today))?);
    }
    let body = json!({
        "centre": centre,
        "today": today,
        "mediators": mediators,
        "conflicts": {
            "recusals": {
                "open": desk.recusals_open,
                "past": desk.recusals_past,
                "first_by": desk.next_recusal_by,
            },
            "suspended": desk.suspended,
            "undisclosed": desk.undisclosed,
        },
        "refusals": refusals(desk),
        "stages": desk.stages.iter().map(|it| json!({
            "stage": it.stage, "open": it.open, "overdue": it.overdue, "stalled": it.stalled,
        })).collect::<Vec<_>>(),
    });
    let trace = rooms.trace(&permit, Vec::new()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

fn mediator(it: &MediatorDesk, today: NaiveDate) -> Value {
    let last_day = it.entry.profile.term.to;
    let days_left = last_day.map(|day| day.signed_duration_since(today).num_days());
    json!({
        "mediator": it.entry.mediator,
        "name": it.entry.name,
        "active": it.entry.active,
        "load_cap": it.entry.profile.load_cap,
        "open_cases": it.open_cases,
        "oldest_since": it.oldest_since,
        "asked_at": it.asked_at,
        "declined": it.declined,
        "recused": it.recused,
        "suspended_in": it.suspended_in,
        "term_to": last_day,
        "term_ends_soon": days_left.is_some_and(|days| days <= SOON_DAYS),
    })
}

fn refusals(desk: &CentreDesk) -> Value {
    let counted = |counts: &[KeyedCount], name: &str| -> Vec<Value> {
        counts.iter().map(|it| json!({ name: it.key, "count": it.count })).collect()
    };
    let by_month = desk.refused.iter();
    let by_month = by_month.map(|it| json!({ "month": it.month, "institution": it.key, "count": it.count }));
    json!({
        "not_accepted": counted(&desk.not_accepted, "ground"),
        "by_institutions": by_month.collect::<Vec<_>>(),
        "by_courts": counted(&desk.court_refused, "outcome"),
    })
}
