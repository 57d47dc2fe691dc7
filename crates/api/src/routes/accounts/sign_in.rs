//! `POST /v1/sign-in`: 登录 Somebody proves who he is and works for a while.

use super::ProofBody;
use crate::auth::{SignInDesk, Tokens};
use crate::error::ApiError;
use crate::extract::StrictJson;
use actix_web::{HttpResponse, post};

/// 登录 Opens a session by name, password and, for staff, the code of a second factor. After five wrong ones in a row under a name, whether or not
/// there is such an account, there is a wait that doubles from a minute to an hour.
#[utoipa::path(
    tag = "accounts",
    request_body = ProofBody,
    responses((status = 200, description = "Signed in.", body = Tokens))
)]
#[post("/sign-in")]
pub(crate) async fn sign_in(body: StrictJson<ProofBody>, desk: SignInDesk) -> Result<HttpResponse, ApiError> {
    let tokens = desk.0.sign_in(body.value.proof()).await?;
    Ok(HttpResponse::Ok().json(tokens))
}
