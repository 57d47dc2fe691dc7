//! `POST /v1/cases/{case}/evaluations/{evaluation}/report`: 出具中立评估意见 The opinion came, or was given up.

use super::{CaseWrite, DocumentBody, EvaluationPath, documents};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::{DeliverEvaluation, EvaluationReport};
use domain::ids::SubjectId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the evaluator wrote.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationReportBody {
    /// The facts it starts from.
    #[schema(min_length = 1, max_length = 50_000)]
    facts: String,
    /// What the evaluator makes of liability.
    #[schema(min_length = 1, max_length = 50_000)]
    opinion: String,
    /// What a court would probably decide.
    #[schema(min_length = 1, max_length = 50_000)]
    expected_result: String,
    /// The evaluator declared in writing to be independent and impartial.
    independence_declared: bool,
    /// The signed paper.
    document: DocumentBody,
}

/// The opinion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationDeliveryBody {
    /// The opinion; absent when it was given up.
    report: Option<EvaluationReportBody>,
}

/// 出具中立评估意见 The opinion came, or was given up. It is for the parties and their mediator, never for a court.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("evaluation" = u32, Path, description = "Which evaluation.")),
    request_body = EvaluationDeliveryBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/evaluations/{evaluation}/report")]
pub(crate) async fn deliver_evaluation(
    mut write: CaseWrite<auth::DeliverEvaluation, EvaluationDeliveryBody>,
    path: web::Path<EvaluationPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let report = match write.body.report.take() {
        Some(body) => Some(report(subject, body)?),
        None => None,
    };
    write.execute(DeliverEvaluation { evaluation: path.evaluation, report }).await
}

fn report(subject: SubjectId, body: EvaluationReportBody) -> Result<EvaluationReport, ApiError> {
    let mut fields = FieldErrors::default();
    let facts = fields.check("/report/facts", LongText::parse(&body.facts));
    let opinion = fields.check("/report/opinion", LongText::parse(&body.opinion));
    let expected_result = fields.check("/report/expected_result", LongText::parse(&body.expected_result));
    let document = documents(&mut fields, subject, vec![body.document]).and_then(|mut one| one.pop());
    let (Some(facts), Some(opinion), Some(expected_result), Some(document)) =
        (facts, opinion, expected_result, document)
    else {
        return Err(fields.into());
    };
    Ok(EvaluationReport {
        facts: Personal::clear(subject, facts),
        opinion: Personal::clear(subject, opinion),
        expected_result: Personal::clear(subject, expected_result),
        independence_declared: body.independence_declared,
        document,
    })
}
