//! `POST /v1/cases/{case}/acceptance`: 受理 Takes the case, every requirement checked.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{AcceptanceCheckCode, TrackCode};
use actix_web::{HttpResponse, post};
use application::{Call, House, Receipt};
use domain::case::CheckRecord;
use domain::ids::{CaseId, SubjectId};
use serde::Deserialize;
use utoipa::ToSchema;

/// How every requirement was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceBody {
    /// Procedure track.
    track: TrackCode,
    /// Why it takes this track.
    #[schema(min_length = 1, max_length = 200)]
    track_reason: Option<String>,
    /// Every requirement, each once.
    checks: Vec<CheckBody>,
    /// Why it is taken although no earlier complaint to the institution is on record.
    #[schema(min_length = 1, max_length = 200)]
    without_prior_complaint: Option<String>,
}

/// One requirement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckBody {
    /// Which.
    check: AcceptanceCheckCode,
    /// Whether it is met.
    met: bool,
    /// Why, in words.
    #[schema(min_length = 1, max_length = 200)]
    remark: Option<String>,
}

/// The checks as the rules take them.
pub(super) fn records(
    fields: &mut FieldErrors,
    subject: SubjectId,
    checks: &[CheckBody],
) -> Vec<CheckRecord> {
    let record = |(index, check): (usize, &CheckBody)| {
        let remark = short(fields, &format!("/checks/{index}/remark"), subject, check.remark.as_deref());
        CheckRecord { check: check.check.0, met: check.met, remark: remark.flatten() }
    };
    checks.iter().enumerate().map(record).collect()
}

/// 受理 Takes the case, every requirement checked.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AcceptanceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/acceptance")]
pub(crate) async fn accept_case(
    write: CaseWrite<auth::AcceptCase, AcceptanceBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let receipt = accept(&write.house, &write.call, write.case, subject, &write.body).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}

/// Takes one case, alone or as one of many.
///
/// # Errors
/// Wrong fields, or whatever the rules refuse.
pub(in crate::routes) async fn accept(
    house: &House,
    call: &Call,
    case: CaseId,
    subject: SubjectId,
    body: &AcceptanceBody,
) -> Result<Receipt, ApiError> {
    let mut fields = FieldErrors::default();
    let checks = records(&mut fields, subject, &body.checks);
    let reason = short(&mut fields, "/track_reason", subject, body.track_reason.as_deref());
    let without = body.without_prior_complaint.as_deref();
    let without = short(&mut fields, "/without_prior_complaint", subject, without);
    let (Some(without), Some(reason), []) = (without, reason, fields.all()) else {
        return Err(fields.into());
    };
    Ok(house.accept_case(call, case, body.track.0, checks, without, reason).await?)
}
