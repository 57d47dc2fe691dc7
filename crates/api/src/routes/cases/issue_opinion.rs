//! `POST /v1/cases/{case}/opinion`: 出具小额纠纷调解意见书 The mediator says an opinion on a small dispute.

use super::CaseWrite;
use super::draft_agreement::{ClauseBody, clauses};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use application::random_text;
use domain::case::IssueOpinion;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;

/// What should be done, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionBody {
    /// Its clauses.
    #[schema(min_items = 1, max_items = 100)]
    terms: Vec<ClauseBody>,
    /// The law it rests on, and why.
    #[schema(min_length = 1, max_length = 50_000)]
    ground: String,
}

/// 出具小额纠纷调解意见书 The mediator says an opinion when the talks about a small dispute have failed. It binds the institutions if the customer
/// accepts it within the time it names, and is advice otherwise; silence is no acceptance.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = OpinionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/opinion")]
pub(crate) async fn issue_opinion(
    write: CaseWrite<auth::IssueOpinion, OpinionBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let terms = clauses(&mut fields, subject, &write.body.terms);
    let ground = fields.check("/ground", LongText::parse(&write.body.ground));
    let Some(ground) = ground.filter(|_| fields.all().is_empty()) else { return Err(fields.into()) };
    let ground = Personal::clear(subject, ground);
    let salt = Personal::clear(subject, ShortText::parse(&random_text()?)?);
    write.execute(IssueOpinion { terms, ground, salt }).await
}
