//! `POST /v1/cases/{case}/no-objection-proposals/{version}/objection`: 书面异议 A party objects to the proposal.

use super::{CaseWrite, VersionPath, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::ObjectToProposal;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who objects.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionToProposalBody {
    /// For which party.
    party: Uuid,
    /// Why; it need not be said.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 书面异议 A party objects within its own time: the mediation has failed (E11).
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which proposal.")),
    request_body = ObjectionToProposalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/no-objection-proposals/{version}/objection")]
pub(crate) async fn object_to_proposal(
    write: CaseWrite<auth::ObjectToProposal, ObjectionToProposalBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = long(&mut fields, "/reason", subject, write.body.reason.as_deref()) else {
        return Err(fields.into());
    };
    write.execute(ObjectToProposal { version: path.version, party: PartyId(write.body.party), reason }).await
}
