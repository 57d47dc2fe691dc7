//! `GET /v1/accounts`: 账号清单 Who signs in at the house itself, and in which capacity.

use crate::auth::{self, Permit, SignInDesk, refused};
use crate::error::{ApiError, FieldErrors};
use crate::extract::StrictQuery;
use crate::routes::access::rows;
use crate::routes::reading::PageBody;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use application::ListedAccount;
use chrono::DateTime;
use domain::calendar::in_shanghai;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountsQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 账号清单 Who signs in at the house itself, by name: role, what it is bound to, whether there is a second factor.
#[utoipa::path(
    tag = "accounts",
    params(AccountsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/accounts")]
pub(crate) async fn read_accounts(
    permit: Permit<auth::ReadAccounts>,
    query: StrictQuery<AccountsQuery>,
    rooms: Rooms,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(limit) = fields.check("limit", rows(query.0.limit)) else { return Err(fields.into()) };
    let _trace = rooms.trace(&permit, Vec::new()).await?;
    let found = desk.0.accounts.page(query.0.after, limit).await.map_err(refused)?;
    let full = found.len() == limit as usize;
    let next = found.last().filter(|_| full).map(|last| last.actor.user.as_str().to_owned());
    let items = found.iter().map(body).collect();
    Ok(HttpResponse::Ok().json(PageBody { items, next, total: None }))
}

fn body(listed: &ListedAccount) -> Value {
    let made = DateTime::from_timestamp_micros(listed.made_us).map(in_shanghai);
    json!({
        "account": listed.actor, "second_factor": listed.factor, "password_initial": listed.initial, "made_at": made,
    })
}
