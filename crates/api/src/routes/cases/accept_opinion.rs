//! `POST /v1/cases/{case}/opinion/acceptance`: 接受意见书 The customer accepts the mediator's opinion.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::AcceptOpinion;
use domain::ids::{PartyId, RepresentativeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who accepts what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionAcceptanceBody {
    /// Which opinion, by its version.
    version: u32,
    /// For which party.
    party: Uuid,
    /// Who declares it for the party, if not whoever calls.
    representative: Option<Uuid>,
}

/// 接受意见书 The customer accepts the mediator's opinion in time. With the last customer's acceptance it is in force, and stands in the
/// register like an agreement.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = OpinionAcceptanceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/opinion/acceptance")]
pub(crate) async fn accept_opinion(
    write: CaseWrite<auth::AcceptOpinion, OpinionAcceptanceBody>,
) -> Result<HttpResponse, ApiError> {
    let OpinionAcceptanceBody { version, party, representative } = write.body;
    let representative = representative.map(RepresentativeId);
    write.execute(AcceptOpinion { version, party: PartyId(party), representative }).await
}
