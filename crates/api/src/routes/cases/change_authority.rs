//! `POST /v1/cases/{case}/representatives/{representative}/authority`: 变更代理权限 A representative may do something else from now on.

use super::appoint_representative::AuthorityBody;
use super::{CaseWrite, RepresentativePath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::ChangeAuthority;
use domain::ids::RepresentativeId;

/// 变更代理权限 A representative may do something else from now on.
#[utoipa::path(
    tag = "parties",
    params(
        ("case" = Uuid, Path, description = "Which case."),
        ("representative" = Uuid, Path, description = "Which representative.")
    ),
    request_body = AuthorityBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/representatives/{representative}/authority")]
pub(crate) async fn change_authority(
    write: CaseWrite<auth::ChangeAuthority, AuthorityBody>,
    path: web::Path<RepresentativePath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let authority = write.body.read("", subject, &mut fields);
    let (Some(authority), []) = (authority, fields.all()) else { return Err(fields.into()) };
    write.execute(ChangeAuthority { representative: RepresentativeId(path.representative), authority }).await
}
