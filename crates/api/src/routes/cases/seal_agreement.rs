//! `POST /v1/cases/{case}/agreements/{version}/seal`: 加盖印章 Seals what everybody signed; the agreement takes effect.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::SealAgreement;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Which seal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealBody {
    /// Register entry of the seal.
    #[schema(min_length = 1, max_length = 200)]
    seal: String,
    /// The hash of what was sealed.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
}

/// 加盖印章 Seals what everybody signed; the agreement takes effect.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = SealBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/agreements/{version}/seal")]
pub(crate) async fn seal_agreement(
    mut write: CaseWrite<auth::SealAgreement, SealBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(seal) = fields.check("/seal", ShortText::parse(&write.body.seal)) else {
        return Err(fields.into());
    };
    let hash = std::mem::take(&mut write.body.hash);
    write.execute(SealAgreement { version: path.version, seal, hash }).await
}
