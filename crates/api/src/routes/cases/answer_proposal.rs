//! `POST /v1/cases/{case}/proposals/{proposal}/answers`: 答复调解方案 Accepts a proposal or objects to it.

use super::{CaseWrite, ProposalPath, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::AnswerProposal;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who answers what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalAnswerBody {
    /// For which party.
    party: Uuid,
    /// Accepted, or not. A counter-proposal is a proposal of its own that names this one.
    accept: bool,
    /// Why not; needed for an objection.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 答复调解方案 Accepts a proposal while it stands, or objects to it with a reason.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("proposal" = u32, Path, description = "Which proposal.")),
    request_body = ProposalAnswerBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/proposals/{proposal}/answers")]
pub(crate) async fn answer_proposal(
    write: CaseWrite<auth::AnswerProposal, ProposalAnswerBody>,
    path: web::Path<ProposalPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = long(&mut fields, "/reason", subject, write.body.reason.as_deref()) else {
        return Err(fields.into());
    };
    let party = PartyId(write.body.party);
    write.execute(AnswerProposal { proposal: path.proposal, party, accept: write.body.accept, reason }).await
}
