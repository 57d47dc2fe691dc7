//! `POST /v1/cases/{case}/representatives/{representative}/revocation`: 解除委托 A representative acts no more.

use super::{CaseWrite, RepresentativePath, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::RevokeRepresentative;
use domain::ids::RepresentativeId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationBody {
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    reason: Option<String>,
}

/// 解除委托 A representative acts no more.
#[utoipa::path(
    tag = "parties",
    params(
        ("case" = Uuid, Path, description = "Which case."),
        ("representative" = Uuid, Path, description = "Which representative.")
    ),
    request_body = RevocationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/representatives/{representative}/revocation")]
pub(crate) async fn revoke_representative(
    write: CaseWrite<auth::RevokeRepresentative, RevocationBody>,
    path: web::Path<RepresentativePath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = short(&mut fields, "/reason", subject, write.body.reason.as_deref()) else {
        return Err(fields.into());
    };
    write
        .execute(RevokeRepresentative { representative: RepresentativeId(path.representative), reason })
        .await
}
