//! `GET /v1/cases/{case}/access-journal`: 访问记录 Who looked at a case.

use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::access::{before, entry, rows, unread};
use crate::routes::reading::{PageBody, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use application::{JournalFilter, Looked};
use domain::ids::CaseId;
use domain::occasion::{Actor, Role};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// Which part.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseJournalQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 访问记录 Who looked at a case, the newest first: for its director and its parties.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case."), CaseJournalQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/access-journal")]
pub(crate) async fn read_access_journal(
    permit: Permit<auth::ReadAccessJournal>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    query: StrictQuery<CaseJournalQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    rooms.admit(&permit, case).await?;
    let answer = rooms.views.may_read(&reader(permit.actor())?, case)?;
    if !answer.value {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    let mut fields = FieldErrors::default();
    let Some(limit) = fields.check("limit", rows(query.0.limit)) else { return Err(fields.into()) };
    let before = before(query.0.after.as_deref())?;
    let trace = rooms.trace(&permit, vec![case]).await?;
    let filter = JournalFilter { case: Some(case), ..JournalFilter::default() };
    let looked = rooms.journal.search(&filter, before, limit).await.map_err(unread)?;
    let full = looked.len() == limit as usize;
    let next = looked.last().filter(|_| full).map(|last| last.number.to_string());
    let told = looked.iter().filter(|looked| tells(permit.actor(), looked));
    let body = PageBody { items: told.map(entry).collect(), next, total: None };
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

/// That somebody looked at what one side said in confidence, or complained of, tells the other side that there is such a thing.
const CONFIDENTIAL: [&str; 4] =
    ["read_caucus_records", "read_notes", "read_complaints", "read_case_complaints"];

fn tells(actor: &Actor, looked: &Looked) -> bool {
    let party = matches!(actor.role, Role::Party | Role::InstitutionAgent);
    !party || looked.actor.user == actor.user || !CONFIDENTIAL.contains(&looked.action.as_str())
}
