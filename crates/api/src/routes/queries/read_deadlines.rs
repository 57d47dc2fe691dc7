//! `GET /v1/cases/{case}/deadlines`: 期限 Every period of a case that runs, each with where it comes from and how it was counted.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use domain::case::{Firing, MEDIATION_PERIOD, ladder};
use domain::deadline::{Deadline, Stood, Timer};
use domain::ids::CaseId;
use domain::occasion::{Actor, Role};
use projection::CaseView;
use serde_json::{Value, json};
use uuid::Uuid;

/// 期限 Every period of a case that runs, each with where it comes from and how it was counted.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/cases/{case}/deadlines")]
pub(crate) async fn read_deadlines(
    permit: Permit<auth::ReadDeadlines>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let reader = rooms.admit_or_emergency(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.case(&reader, CaseId(case.0))?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let today = legal_date(rooms.house.clock().now());
    let (actor, stood) = (permit.actor(), stood(view));
    let items = view.deadlines.iter().filter(|it| concerns(actor, it.timer)).map(|deadline| {
        let known = view.firings.iter().find(|firing| firing.is_of(deadline));
        let pauses = if MEDIATION_PERIOD.contains(&deadline.timer) { stood.as_slice() } else { &[] };
        let mut shown = described(deadline, pauses);
        if let Value::Object(fields) = &mut shown {
            fields.insert("days_left".to_owned(), json!(deadline.days_left(today)));
            if matches!(actor.role, Role::Clerk | Role::Director | Role::Mediator) {
                fields.insert("standing".to_owned(), standing(deadline, known));
            }
        }
        shown
    });
    let items: Vec<Value> = items.collect();
    let body = json!({ "today": today, "items": items });
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &body))
}

/// A court sees the periods of its own proceedings, of what it referred, and of what follows from its ruling; a party no period of an
/// inquiry.
fn concerns(actor: &Actor, timer: Timer) -> bool {
    let party = matches!(actor.role, Role::Party | Role::InstitutionAgent);
    // A court may ask because it suspects the parties.
    if party && timer == Timer::T19 {
        return false;
    }
    actor.role != Role::Court
        || matches!(
            timer,
            Timer::T01r
                | Timer::T05b
                | Timer::T05c
                | Timer::T05d
                | Timer::T10
                | Timer::T11
                | Timer::T12
                | Timer::T12a
                | Timer::T12b
                | Timer::T13
                | Timer::T13a
                | Timer::T14
        )
}

/// The times in which the mediation period did not run.
fn stood(view: &CaseView) -> Vec<Stood> {
    let suspended = view.suspensions.iter().filter(|it| it.clock_stops);
    let suspended = suspended.map(|it| Stood { since: it.since, until: it.resumed_on });
    let appraised = view.appraisals.iter().map(|it| Stood { since: it.since, until: it.received_on });
    suspended.chain(appraised).collect()
}

fn described(deadline: &Deadline, pauses: &[Stood]) -> Value {
    let times: Vec<_> = pauses.iter().map(|it| json!({ "since": it.since, "until": it.until })).collect();
    json!({
        "timer": deadline.timer,
        "name": { "zh-CN": deadline.timer.name_zh(), "en": deadline.timer.name_en() },
        "starts_with": { "zh-CN": deadline.timer.start_zh(), "en": deadline.timer.start_en() },
        "period": deadline.period,
        "legal_start_date": deadline.legal_start_date,
        "due_date": deadline.due_date,
        "rolled_from": deadline.rolled_from,
        "provisional": deadline.provisional,
        "basis": deadline.basis,
        "rule_set_version": deadline.rule_set_version,
        "centre_version": deadline.centre_version,
        "holiday_table": deadline.holiday_table,
        "pauses": times,
        "explain": { "zh-CN": deadline.explain_with_pauses_zh(pauses), "en": deadline.explain_with_pauses_en(pauses) },
    })
}

/// What was done about it, and who is asked when it is over.
fn standing(deadline: &Deadline, known: Option<&Firing>) -> Value {
    let (first, then) = ladder(deadline.timer);
    let asked: Vec<Role> = [first, then].into_iter().flatten().collect();
    json!({
        "warned_days_before": known.and_then(|it| it.warned),
        "expired": known.is_some_and(|it| it.expired),
        "escalated": known.is_some_and(|it| it.escalated),
        "asked": asked,
    })
}
