//! `POST /v1/cases/{case}/no-objection-proposals/{version}/services`: 送达无异议调解方案 A party was served with the proposal.

use super::{CaseWrite, VersionPath, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::ServiceMethodCode;
use actix_web::{HttpResponse, post, web};
use domain::case::ServeNoObjection;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who was served, when and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalServiceBody {
    /// The party.
    party: Uuid,
    /// How: in writing.
    method: ServiceMethodCode,
    /// When; today when nothing is said.
    served_on: Option<DateField>,
    /// Receipt or other reference.
    #[schema(min_length = 1, max_length = 200)]
    evidence: Option<String>,
}

/// 送达无异议调解方案 A party was served; its own time to object begins (T07).
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which proposal.")),
    request_body = ProposalServiceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/no-objection-proposals/{version}/services")]
pub(crate) async fn serve_no_objection(
    write: CaseWrite<auth::ServeNoObjection, ProposalServiceBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(evidence) = short(&mut fields, "/evidence", subject, write.body.evidence.as_deref()) else {
        return Err(fields.into());
    };
    let command = ServeNoObjection {
        version: path.version,
        party: PartyId(write.body.party),
        method: write.body.method.0,
        served_on: write.body.served_on.as_ref().map(|on| on.0),
        evidence,
    };
    write.execute(command).await
}
