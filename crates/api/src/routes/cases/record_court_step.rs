//! `POST /v1/cases/{case}/confirmation/court-steps`: 记录法院步骤 Records what the court did.

use super::{CaseWrite, missing_items};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{DismissalGroundCode, NonAcceptanceGroundCode};
use actix_web::{HttpResponse, post};
use domain::case::{CourtStep, RecordCourtStep};
use domain::court_number::CourtCaseNumber;
use domain::ids::SubjectId;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the court did.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of the domain's steps")]
pub enum CourtStepBody {
    /// 受理.
    Accept { court_case_no: String, on: DateField },
    /// 不予受理.
    NotAccept { ground: NonAcceptanceGroundCode, on: DateField },
    /// 要求补充材料.
    AskSupplement { items: Vec<String>, supply_by: DateField },
    /// 裁定协议有效.
    Confirm { ruling_no: String, ruled_on: DateField, served_on: DateField },
    /// 裁定驳回申请.
    Dismiss { ruling_no: String, grounds: Vec<DismissalGroundCode>, ruled_on: DateField },
    /// 撤回, or treated as withdrawn.
    Withdraw { deemed: bool, on: DateField },
}

/// 记录法院步骤 Records what the court did, by the court itself or by a clerk from its paper.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = CourtStepBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation/court-steps")]
pub(crate) async fn record_court_step(
    write: CaseWrite<auth::RecordCourtStep, CourtStepBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(step) = write.body.read(subject, &mut fields) else { return Err(fields.into()) };
    write.execute(RecordCourtStep { step }).await
}

impl CourtStepBody {
    fn read(&self, subject: SubjectId, fields: &mut FieldErrors) -> Option<CourtStep> {
        let mut number = |pointer: &str, text: &str| fields.check(pointer, CourtCaseNumber::parse(text));
        Some(match self {
            Self::Accept { court_case_no, on } => {
                CourtStep::Accept { court_case_no: number("/court_case_no", court_case_no)?, on: on.0 }
            }
            Self::NotAccept { ground, on } => CourtStep::NotAccept { ground: ground.0, on: on.0 },
            Self::AskSupplement { items, supply_by } => CourtStep::AskSupplement {
                items: missing_items(fields, subject, items)?,
                supply_by: supply_by.0,
            },
            Self::Confirm { ruling_no, ruled_on, served_on } => CourtStep::Confirm {
                ruling_no: number("/ruling_no", ruling_no)?,
                ruled_on: ruled_on.0,
                served_on: served_on.0,
            },
            Self::Dismiss { ruling_no, grounds, ruled_on } => CourtStep::Dismiss {
                ruling_no: number("/ruling_no", ruling_no)?,
                grounds: grounds.iter().map(|ground| ground.0).collect(),
                ruled_on: ruled_on.0,
            },
            Self::Withdraw { deemed, on } => CourtStep::Withdraw { deemed: *deemed, on: on.0 },
        })
    }
}
