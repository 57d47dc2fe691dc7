//! `GET /v1/institution-desk/obligations`: 待履行事项 What an institution has to perform in all its cases.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, DateField, StrictQuery};
use crate::routes::document::Fields;
use crate::routes::opening::shown_document;
use crate::routes::reading::{DocumentsBody, PageBody, discreet_row, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

/// Which obligations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DueObligationsQuery {
    /// Only those due on this legal date or before.
    due_by: Option<DateField>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 待履行事项 What the institution, or a branch below it, has still to perform under agreements in force: the first last day first, each
/// with its case.
#[utoipa::path(
    tag = "institutions",
    params(DueObligationsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/institution-desk/obligations")]
pub(crate) async fn read_due_obligations(
    permit: Permit<auth::ReadDueObligations>,
    _caught_up: CaughtUp,
    query: StrictQuery<DueObligationsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let institution = permit.actor().institution.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let today = legal_date(rooms.house.clock().now());
    let due_by = query.0.due_by.map(|day| day.0);
    let paging = paging(query.0.after, query.0.limit);
    let answer = rooms.views.due_obligations(&institution, due_by, &paging)?;
    let (mut items, mut read) = (Vec::new(), Vec::new());
    for it in &answer.value.items {
        let obligation = json!({
            "branch": it.branch,
            "party": it.party,
            "seq": it.seq,
            "due_on": it.due_on,
            "outstanding_fen": it.outstanding,
            "past": it.due_on < today,
        });
        let edit = |fields: &mut Fields<'_>| {
            discreet_row(fields);
            fields.insert("obligation", obligation);
        };
        let (case, body) = shown_document(&rooms.house, &it.brief, edit)?;
        if !rooms.admits(&permit, case).await? {
            continue;
        }
        items.push(body);
        read.push(case);
    }
    let body = DocumentsBody { items, next: answer.value.next.clone(), total: None };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
