//! `GET /v1/cases/{case}/parties/{party}/numbers/{field}`: 查看完整号码 A party's document or phone, whole, for a reason.

use super::{impersonal, one_of};
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::opening::whole;
use crate::routes::reading::{reader, seen};
use crate::routes::rooms::{Rooms, Shown};
use actix_web::{HttpResponse, get};
use application::Purpose;
use domain::classification::UnmaskReason;
use domain::ids::{CaseId, PartyId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use uuid::Uuid;

/// What for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnmaskQuery {
    /// Why: `IDENTITY_CHECK`, `CONTACT`, `SERVICE`, `COURT_FILING` or `SAFETY`.
    #[param(example = "SERVICE")]
    reason: String,
    /// Number of the paper it is needed for.
    #[param(max_length = 200)]
    reference: Option<String>,
}

/// 查看完整号码 A party's document or phone, whole, for a reason: for staff and mediators who work the case. Written down and counted.
#[utoipa::path(
    tag = "cases",
    params(
        ("case" = Uuid, Path, description = "Which case."),
        ("party" = Uuid, Path, description = "Which party."),
        ("field" = String, Path, description = "`document` or `phone`."),
        UnmaskQuery
    ),
    responses((status = 200, description = "Shown.", body = Object))
)]
#[get("/cases/{case}/parties/{party}/numbers/{field}")]
pub(crate) async fn read_personal_number(
    permit: Permit<auth::ReadPersonalNumber>,
    _caught_up: CaughtUp,
    path: PathId<(Uuid, Uuid, String)>,
    query: StrictQuery<UnmaskQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let (case, party, field) = path.0;
    let (case, party) = (CaseId(case), PartyId(party));
    let actor = permit.actor();
    rooms.admit(&permit, case).await?;
    let mut fields = FieldErrors::default();
    let codes = UnmaskReason::ALL.iter().map(|reason| reason.code());
    let reason = one_of("reason", UnmaskReason::parse(&query.0.reason), codes)?;
    let reference = fields.check_some("reference", query.0.reference.as_deref().map(impersonal));
    let Some(reference) = reference else { return Err(fields.into()) };
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let field = ["document", "phone"].into_iter().find(|name| *name == field).ok_or_else(not_found)?;
    let answer = rooms.views.case(&reader(actor)?, case)?;
    let view = answer.value.as_ref().ok_or_else(not_found)?;
    let known = serde_json::to_value(view).map_err(|error| ApiError::internal(&error))?;
    let parties = known.get("parties").and_then(Value::as_array).into_iter().flatten();
    let id = party.to_string();
    let mut of_party = parties.filter(|it| it.get("party").and_then(Value::as_str) == Some(id.as_str()));
    let boxed = of_party.next().and_then(|it| it.get("identity")?.get(field)).ok_or_else(not_found)?;
    let value = whole(&rooms.house, &view.stream, boxed)?.ok_or_else(not_found)?;
    let shown = Shown {
        about: Some(format!("party {party} {field}")),
        purpose: Some(Purpose { code: reason.code().to_owned(), reference, note: None }),
        ..Shown::by::<auth::ReadPersonalNumber>()
    };
    let trace = rooms.trace_showing(&permit, vec![case], shown).await?;
    metrics::counter!("hejie_unmaskings_total", "field" => field, "role" => actor.role.wire_name())
        .increment(1);
    tracing::warn!(%case, %party, field, account = actor.user.as_str(), reason = reason.code(), "a personal number was shown whole");
    let body = json!({ "party": party, "field": field, "value": value });
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
