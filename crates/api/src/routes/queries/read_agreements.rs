//! `GET /v1/cases/{case}/agreements`: 协议版本 Every version of the agreement, and what changed from one to the next.

use super::agreement_difference::{Called, changes};
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::case::Side;
use domain::ids::CaseId;
use projection::CaseView;
use serde_json::{Value, json};
use uuid::Uuid;

/// 协议版本 Every version of the agreement, oldest first: its clauses, what each party said to it, what the centre's review came to, and what
/// changed from the version before, in words. Not for courts, which see the version in force.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/cases/{case}/agreements")]
pub(crate) async fn read_agreements(
    permit: Permit<auth::ReadAgreements>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let reader = rooms.admit_or_emergency(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.case(&reader, CaseId(case.0))?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let name = |id: &str| called(view, id);
    let mut versions: Vec<Value> = Vec::new();
    for agreement in view.earlier_agreements.iter().chain(&view.agreement) {
        let mut version = shown(&rooms.house, &view.stream, agreement)?;
        let before = versions.last().map(|before| (before.get("version").cloned(), clauses(before)));
        if let (Some((number, before)), Value::Object(fields)) = (before, &mut version) {
            let after = fields.get("terms").and_then(Value::as_array).cloned().unwrap_or_default();
            fields.insert("compared_with".to_owned(), json!(number));
            fields.insert("changes".to_owned(), Value::Array(changes(&before, &after, &name)));
        }
        versions.push(version);
    }
    let body = json!({ "case": view.case, "versions": versions });
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &body))
}

fn clauses(version: &Value) -> Vec<Value> {
    version.get("terms").and_then(Value::as_array).cloned().unwrap_or_default()
}

/// A party by its side, numbered where a side has several.
fn called(view: &CaseView, id: &str) -> Option<Called> {
    let party = view.parties.iter().find(|party| party.party.to_string() == id)?;
    let side: Vec<_> = view.parties.iter().filter(|other| other.side == party.side).collect();
    let place = side.iter().position(|other| other.party == party.party)? + 1;
    let (zh, en) = match party.side {
        Side::Applicant => ("申请人", "the applicant"),
        Side::Respondent => ("被申请人", "the respondent"),
    };
    Some(if side.len() == 1 {
        Called { zh: zh.to_owned(), en: en.to_owned() }
    } else {
        Called { zh: format!("{zh} {place}"), en: format!("{en} {place}") }
    })
}
