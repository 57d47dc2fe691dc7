//! `POST /v1/cases/{case}/withdrawal`: 撤回申请 An applicant withdraws.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::WithdrawApplication;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who withdraws, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalBody {
    /// Which applicant.
    party: Uuid,
    /// The parties settled by themselves.
    self_settled: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 撤回申请 An applicant withdraws.
#[utoipa::path(
    tag = "ending",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = WithdrawalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/withdrawal")]
pub(crate) async fn withdraw_application(
    write: CaseWrite<auth::WithdrawApplication, WithdrawalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = long(&mut fields, "/reason", subject, write.body.reason.as_deref()) else {
        return Err(fields.into());
    };
    let (party, self_settled) = (PartyId(write.body.party), write.body.self_settled);
    write.execute(WithdrawApplication { party, self_settled, reason }).await
}
