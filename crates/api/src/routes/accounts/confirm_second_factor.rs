//! `POST /v1/second-factor/confirmation`: 确认第二因素 The first code of a new second factor.

use super::ProofBody;
use crate::auth::{SignInDesk, refused};
use crate::error::ApiError;
use crate::extract::StrictJson;
use actix_web::{HttpResponse, post};
use serde_json::json;

/// 确认第二因素 Puts a new second factor in force by its first code, and ends every session of the account.
#[utoipa::path(
    tag = "accounts",
    request_body = ProofBody,
    responses((status = 200, description = "In force.", body = Object))
)]
#[post("/second-factor/confirmation")]
pub(crate) async fn confirm_second_factor(
    body: StrictJson<ProofBody>,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    desk.0.accounts.confirm_factor(body.value.proof()).await.map_err(refused)?;
    Ok(HttpResponse::Ok().json(json!({ "confirmed": true })))
}
