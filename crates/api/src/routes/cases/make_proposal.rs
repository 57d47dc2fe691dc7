//! `POST /v1/cases/{case}/proposals`: 提出调解方案 Makes a proposal, or answers one with a counter-proposal.

use super::draft_agreement::{ClauseBody, clauses};
use super::{CaseWrite, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::MakeProposal;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is proposed, to whom, until when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalBody {
    /// For which party; absent: the mediator proposes.
    by: Option<Uuid>,
    /// To whom; absent: to every other party. Nobody else but mediator and centre sees it.
    #[serde(default)]
    #[schema(max_items = 50)]
    to: Vec<Uuid>,
    /// The proposal it answers, when it is a counter-proposal.
    replies_to: Option<u32>,
    /// The clauses.
    #[schema(min_items = 1, max_items = 100)]
    terms: Vec<ClauseBody>,
    /// How many calendar days it stands; five working days when absent.
    #[schema(minimum = 1, maximum = 90)]
    stands_days: Option<u16>,
}

/// 提出调解方案 Makes a proposal, or answers one with a counter-proposal. Never shown to a court.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ProposalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/proposals")]
pub(crate) async fn make_proposal(
    mut write: CaseWrite<auth::MakeProposal, ProposalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let terms = clauses(&mut fields, subject, &write.body.terms);
    if !fields.all().is_empty() {
        return Err(fields.into());
    }
    let command = MakeProposal {
        by: write.body.by.map(PartyId),
        to: parties(std::mem::take(&mut write.body.to)),
        replies_to: write.body.replies_to,
        terms,
        stands_days: write.body.stands_days,
    };
    write.execute(command).await
}
