//! `POST /v1/sign-out`: 退出登录 Ends a session.

use super::RefreshBody;
use crate::auth::{SignInDesk, refused};
use crate::error::ApiError;
use crate::extract::StrictJson;
use actix_web::{HttpResponse, post};
use serde_json::json;

/// 退出登录 Ends a session; its access tokens are refused with the next request.
#[utoipa::path(
    tag = "accounts",
    request_body = RefreshBody,
    responses((status = 200, description = "Ended.", body = Object))
)]
#[post("/sign-out")]
pub(crate) async fn sign_out(
    body: StrictJson<RefreshBody>,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    desk.0.accounts.end_session(body.value.refresh.expose()).await.map_err(refused)?;
    Ok(HttpResponse::Ok().json(json!({ "ended": true })))
}
