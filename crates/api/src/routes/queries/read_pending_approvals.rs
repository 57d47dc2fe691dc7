//! `GET /v1/institution-desk/approvals`: 待批授权 What an institution's own people asked the head office for and have no answer to.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::document::Fields;
use crate::routes::opening::shown_document;
use crate::routes::reading::{DocumentsBody, PageBody, discreet_row, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PendingApprovalsQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 待批授权 What the people of the institution, or of a branch below it, asked the head office for and have no answer to: the first last
/// day first, each with its case.
#[utoipa::path(
    tag = "institutions",
    params(PendingApprovalsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/institution-desk/approvals")]
pub(crate) async fn read_pending_approvals(
    permit: Permit<auth::ReadPendingApprovals>,
    _caught_up: CaughtUp,
    query: StrictQuery<PendingApprovalsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let institution = permit.actor().institution.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let today = legal_date(rooms.house.clock().now());
    let answer = rooms.views.pending_approvals(&institution, &paging(query.0.after, query.0.limit))?;
    let (mut items, mut read) = (Vec::new(), Vec::new());
    for it in &answer.value.items {
        let approval = json!({
            "branch": it.branch,
            "party": it.party,
            "request": it.request,
            "ceiling_fen": it.ceiling,
            "answer_by": it.answer_by,
            "past": it.answer_by < today,
        });
        let edit = |fields: &mut Fields<'_>| {
            discreet_row(fields);
            fields.insert("approval", approval);
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
