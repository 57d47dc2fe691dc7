//! `GET /v1/cases/{case}`: 查看案件 A case, as far as this reader may see it, now or as its record stood at an earlier moment.

use crate::auth::{self, Permit, classes};
use crate::error::{ApiError, table};
use crate::extract::{AsOfQuery, CaughtUp, PathId, StrictQuery};
use crate::routes::as_of;
use crate::routes::opening::shown;
use crate::routes::reading::{seen, withhold};
use crate::routes::rooms::{Rooms, Shown};
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use serde_json::{Value, json};
use uuid::Uuid;

/// 查看案件 A case, as far as this reader may see it, now or as its record stood at an earlier moment. Who may read is judged by today;
/// persons are shown as they are on record today.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case."), AsOfQuery),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/cases/{case}")]
pub(crate) async fn read_case(
    permit: Permit<auth::ReadCase>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    query: StrictQuery<AsOfQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let actor = permit.actor();
    let reader = rooms.admit_or_emergency(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.case(&reader, CaseId(case.0))?;
    let Some(today) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let moment = query.0.moment(rooms.views.incarnation())?;
    let then = match moment {
        Some(moment) => Some(as_of::document(&rooms, today, moment).await?),
        None => None,
    };
    let view = then.as_ref().unwrap_or(today);
    let mut body = shown(&rooms.house, &view.stream, view)?;
    if let (Some(termination), Some(Value::Object(fields))) = (&view.termination, body.get_mut("termination"))
    {
        let code = termination.code;
        fields.insert("advice".to_owned(), json!({ "zh": code.advice_zh(), "en": code.advice_en() }));
    }
    if let (Some(refusal), Some(Value::Object(fields))) = (&view.refusal, body.get_mut("refusal")) {
        let advice = refusal.grounds.iter().map(|it| json!({ "zh": it.advice_zh(), "en": it.advice_en() }));
        fields.insert("advice".to_owned(), advice.collect());
    }
    if let Value::Object(fields) = &mut body {
        fields.insert("origin".to_owned(), json!(view.origin()));
    }
    withhold(actor, rooms.acts_for(), &mut body);
    let about = moment.as_ref().map(as_of::about);
    let shown = Shown { classes: classes::of_case(actor, &body), about, ..Shown::default() };
    let trace = rooms.trace_showing(&permit, vec![CaseId(case.0)], shown).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &body))
}
