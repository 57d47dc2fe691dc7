//! `POST /v1/password`: 修改密码 Changes a password.

use super::ProofBody;
use crate::auth::{SignInDesk, refused};
use crate::error::ApiError;
use crate::extract::StrictJson;
use crate::settings::Secret;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

/// Who, and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordBody {
    /// The account.
    #[schema(max_length = 200)]
    user: String,
    /// Its password until now.
    #[schema(value_type = String, format = Password, max_length = 1000)]
    password: Secret,
    /// The code its second factor shows now, when it has one.
    #[schema(value_type = Option<String>, max_length = 20)]
    code: Option<Secret>,
    /// 12 to 128 characters; nothing else is asked of it, but that it is not among the commonest and does not hold the name.
    #[schema(value_type = String, format = Password, min_length = 12, max_length = 128)]
    new_password: Secret,
}

/// 修改密码 Changes a password, and ends every session of the account.
#[utoipa::path(
    tag = "accounts",
    request_body = PasswordBody,
    responses((status = 200, description = "Changed.", body = Object))
)]
#[post("/password")]
pub(crate) async fn change_password(
    body: StrictJson<PasswordBody>,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    let PasswordBody { user, password, code, new_password } = body.value;
    let proof = ProofBody { user, password, code }.proof();
    desk.0.accounts.change_password(proof, new_password.expose().to_owned()).await.map_err(refused)?;
    Ok(HttpResponse::Ok().json(json!({ "changed": true })))
}
