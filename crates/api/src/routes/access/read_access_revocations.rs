//! `GET /v1/access-revocations`: 吊销清单 Whose access was withdrawn, by whom, when and why.

use super::{before, revocation_body, rows};
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::StrictQuery;
use crate::routes::reading::PageBody;
use crate::routes::rooms::{Rooms, Shown};
use actix_web::{HttpResponse, get, web};
use application::Revocations;
use domain::ids::UserId;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RevocationQuery {
    /// Only those of this account.
    #[param(max_length = 100)]
    account: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 吊销清单 Whose access was withdrawn, the newest first, with what was lifted again. Who did it at the machine itself has no name here.
#[utoipa::path(
    tag = "access",
    params(RevocationQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/access-revocations")]
pub(crate) async fn read_access_revocations(
    permit: Permit<auth::ReadAccessRevocations>,
    query: StrictQuery<RevocationQuery>,
    rooms: Rooms,
    revocations: web::Data<Revocations>,
) -> Result<HttpResponse, ApiError> {
    let RevocationQuery { account, after, limit } = query.0;
    let mut fields = FieldErrors::default();
    let wrong = |_| &table::QUERY_PARAMETER_INVALID;
    let account = fields.check_some("account", account.as_deref().map(|id| UserId::parse(id).map_err(wrong)));
    let limit = fields.check("limit", rows(limit));
    let (Some(account), Some(limit)) = (account, limit) else { return Err(fields.into()) };
    let before = before(after.as_deref())?;
    let about = account.as_ref().map(|account| format!("account {account}"));
    let shown = Shown { about, ..Shown::by::<auth::ReadAccessRevocations>() };
    let _trace = rooms.trace_showing(&permit, Vec::new(), shown).await?;
    let found = revocations.page(account.as_ref(), before, limit);
    let full = found.len() == limit as usize;
    let next = found.last().filter(|_| full).map(|last| last.number.to_string());
    let items = found.iter().map(revocation_body).collect();
    Ok(HttpResponse::Ok().json(PageBody { items, next, total: None }))
}
