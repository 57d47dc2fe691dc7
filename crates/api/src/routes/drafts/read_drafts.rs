//! `GET /v1/drafts`: 草稿列表 The caller's drafts; of a clerk, those the clerks of the centre keep.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::queries::paging;
use crate::routes::reading::{PageBody, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use domain::occasion::Role;
use projection::DraftFilter;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DraftsQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 草稿列表 The caller's drafts; of a clerk, those the clerks of the centre keep.
#[utoipa::path(
    tag = "intake",
    params(DraftsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/drafts")]
pub(crate) async fn read_drafts(
    permit: Permit<auth::ReadDrafts>,
    _caught_up: CaughtUp,
    query: StrictQuery<DraftsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let actor = permit.actor();
    let filter = match (actor.role, &actor.centre) {
        (Role::Clerk, Some(centre)) => DraftFilter::Clerks(centre.clone()),
        (Role::Clerk, None) => return Err(ApiError::new(&table::NOT_FOUND)),
        (role, _) => DraftFilter::Author(actor.user.clone(), role),
    };
    let answer = rooms.views.drafts(&filter, &paging(query.0.after, query.0.limit))?;
    let today = legal_date(rooms.house.clock().now());
    let mut items = Vec::with_capacity(answer.value.items.len());
    for draft in &answer.value.items {
        let state = rooms.house.draft_state(*draft).await?;
        if let Ok(kept) = state.seen_by(actor) {
            items.push(json!({
                "draft": kept.draft, "centre": kept.centre, "state": state.code(today),
                "submit_by": kept.submit_by.due_date,
            }));
        }
    }
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
