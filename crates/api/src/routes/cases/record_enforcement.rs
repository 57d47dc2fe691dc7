//! `POST /v1/cases/{case}/enforcements`: 登记强制执行 A court was asked to enforce what a ruling or another paper made enforceable.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::EnforcementTitleCode;
use actix_web::{HttpResponse, post};
use domain::case::RecordEnforcement;
use domain::court_number::CourtCaseNumber;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which court enforces what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnforcementBody {
    /// Who applied.
    party: Uuid,
    /// The number under which the court enforces.
    #[schema(example = "（2026）粤0104执881号", max_length = 100)]
    court_case_no: String,
    /// Legal date of the application.
    applied_on: DateField,
    /// Which obligations.
    #[schema(min_items = 1, max_items = 100)]
    seqs: Vec<u32>,
    /// The paper it rests on; the first on record that covers them when absent.
    title: Option<EnforcementTitleCode>,
}

/// 登记强制执行 A court was asked to enforce what a ruling or another paper made enforceable.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = EnforcementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/enforcements")]
pub(crate) async fn record_enforcement(
    write: CaseWrite<auth::RecordEnforcement, EnforcementBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let number = fields.check("/court_case_no", CourtCaseNumber::parse(&write.body.court_case_no));
    let Some(court_case_no) = number else { return Err(fields.into()) };
    let command = RecordEnforcement {
        party: PartyId(write.body.party),
        court_case_no,
        applied_on: write.body.applied_on.0,
        seqs: write.body.seqs.clone(),
        title: write.body.title.map(|title| title.0),
    };
    write.execute(command).await
}
