//! `POST /v1/second-factor`: 绑定第二因素 A new second factor.

use super::ProofBody;
use crate::auth::{SignInDesk, refused};
use crate::error::ApiError;
use crate::extract::StrictJson;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;

/// What an app on a phone is told.
#[derive(Serialize, ToSchema)]
pub struct FactorBody {
    /// `otpauth://totp/…`, as a text or in the picture of a QR code. Told once.
    uri: String,
}

/// 绑定第二因素 Makes a second factor (RFC 6238) for an app on a phone. It counts once its first code was shown, within ten minutes; one that is
/// there counts until then, and a code of it is asked for.
#[utoipa::path(
    tag = "accounts",
    request_body = ProofBody,
    responses((status = 200, description = "Made.", body = FactorBody))
)]
#[post("/second-factor")]
pub(crate) async fn enrol_second_factor(
    body: StrictJson<ProofBody>,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    let secret = desk.0.accounts.enrol(body.value.proof()).await.map_err(refused)?;
    Ok(HttpResponse::Ok().json(FactorBody { uri: secret.uri(&body.value.user) }))
}
