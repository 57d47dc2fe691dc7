//! `POST /v1/sign-in/refresh`: 续期 Goes on with a session.

use super::RefreshBody;
use crate::auth::{SignInDesk, Tokens};
use crate::error::ApiError;
use crate::extract::StrictJson;
use actix_web::{HttpResponse, post};

/// 续期 Gives a new access token and a new secret; the secret of before is worth nothing then, and ends the session when it comes again.
#[utoipa::path(
    tag = "accounts",
    request_body = RefreshBody,
    responses((status = 200, description = "It goes on.", body = Tokens))
)]
#[post("/sign-in/refresh")]
pub(crate) async fn refresh_session(
    body: StrictJson<RefreshBody>,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    let tokens = desk.0.refresh(body.value.refresh.expose()).await?;
    Ok(HttpResponse::Ok().json(tokens))
}
