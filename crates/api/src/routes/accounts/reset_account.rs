//! `POST /v1/accounts/{account}/reset`: 重置账号 A new first password for who lost password or phone.

use super::{InitialBody, initial_password};
use crate::auth::{self, SignInDesk, refused};
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::access::impersonal;
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use application::Purpose;
use domain::ids::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetBody {
    /// Why, in words that name nobody.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 重置账号 Gives an account a new first password, takes its second factor away and ends its sessions. Nobody resets his own.
#[utoipa::path(
    tag = "accounts",
    params(("account" = String, Path, description = "Which account.")),
    request_body = ResetBody,
    responses((status = 200, description = "Reset.", body = InitialBody))
)]
#[post("/accounts/{account}/reset")]
pub(crate) async fn reset_account(
    write: HouseWrite<auth::ResetAccount, ResetBody>,
    path: web::Path<String>,
    rooms: Rooms,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", impersonal(&write.body.reason)) else {
        return Err(fields.into());
    };
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let user = UserId::parse(&path).map_err(|_| not_found())?;
    let caller = &write.call.actor;
    if caller.user == user {
        return Err(ApiError::new(&table::ACCOUNT_OWN));
    }
    if desk.0.accounts.find(&user).await.map_err(refused)?.is_none() {
        return Err(not_found());
    }
    let initial = initial_password(&write.house, &write.call, &user);
    // The same again is answered again, and ends nothing that was begun since.
    if !desk.0.accounts.is_initial(&user, initial.clone()).await.map_err(refused)? {
        let shown = Shown {
            about: Some(format!("account {user}")),
            purpose: Some(Purpose { code: "RESET".to_owned(), reference: None, note: Some(reason) }),
            ..Shown::by::<auth::ResetAccount>()
        };
        let _trace = rooms.write_down::<auth::ResetAccount>(caller, Vec::new(), shown).await?;
        if !desk.0.accounts.reset(&user, initial.clone()).await.map_err(refused)? {
            return Err(not_found());
        }
        tracing::warn!(account = user.as_str(), by = caller.user.as_str(), "an account was reset");
    }
    Ok(HttpResponse::Ok().json(InitialBody::of(&user, initial)))
}
