//! `POST /v1/cases/{case}/confirmation/court-steps`: 记录法院步骤 Records what the court did.

use super::{CaseWrite, long, missing_items};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{DismissalGroundCode, NonAcceptanceGroundCode, ObjectionOutcomeCode};
use actix_web::{HttpResponse, post};
use domain::case::{CourtStep, Objector, RecordCourtStep};
use domain::court_number::CourtCaseNumber;
use domain::ids::{PartyId, SubjectId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

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
    /// 通知双方到场，开始审查; `attend_on` when both are called to a hearing.
    BeginReview { on: DateField, attend_on: Option<DateField> },
    /// 经院长批准延长审查期限.
    ExtendReview { on: DateField },
    /// 裁定协议有效.
    Confirm { ruling_no: String, ruled_on: DateField, served_on: DateField },
    /// 裁定驳回申请; `not_acceptable` when it should not have been taken (CPLI 355).
    Dismiss {
        ruling_no: String,
        #[serde(default)]
        grounds: Vec<DismissalGroundCode>,
        ruled_on: DateField,
        not_acceptable: Option<NonAcceptanceGroundCode>,
    },
    /// 撤回, or treated as withdrawn.
    Withdraw { deemed: bool, on: DateField },
    /// 收到对确认裁定的异议 (CPLI 372); `by_leave` when the court took it after its time (CPL 86).
    TakeObjection {
        objector: ObjectorBody,
        lodged_on: DateField,
        #[serde(default)]
        by_leave: bool,
    },
    /// 对异议作出裁定; `change` says what a new ruling changes.
    DecideObjection {
        outcome: ObjectionOutcomeCode,
        ruling_no: String,
        ruled_on: DateField,
        change: Option<String>,
    },
}

/// Who objects.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of the domain's objector")]
pub enum ObjectorBody {
    /// 当事人, within 15 days of receiving the ruling.
    Party { party: Uuid },
    /// 利害关系人, within six months of the day it knew or should have known; its name stays in the court's file.
    ThirdParty { knew_on: DateField },
}

impl ObjectorBody {
    const fn objector(&self) -> Objector {
        match self {
            Self::Party { party } => Objector::Party { party: PartyId(*party) },
            Self::ThirdParty { knew_on } => Objector::ThirdParty { knew_on: knew_on.0 },
        }
    }
}

/// 记录法院步骤 Records what the court did, by the court itself or by a clerk from its paper. A message that came twice, out of order or
/// about an application that had ended changes nothing and is kept: the receipt then names `case.court-message-kept.v1`, or no event
/// when the same message was kept before.
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
            Self::Dismiss { ruling_no, grounds, ruled_on, not_acceptable } => CourtStep::Dismiss {
                ruling_no: number("/ruling_no", ruling_no)?,
                grounds: grounds.iter().map(|ground| ground.0).collect(),
                ruled_on: ruled_on.0,
                not_acceptable: not_acceptable.as_ref().map(|ground| ground.0),
            },
            Self::BeginReview { on, attend_on } => {
                CourtStep::BeginReview { on: on.0, attend_on: attend_on.as_ref().map(|date| date.0) }
            }
            Self::ExtendReview { on } => CourtStep::ExtendReview { on: on.0 },
            Self::TakeObjection { objector, lodged_on, by_leave } => CourtStep::TakeObjection {
                objector: objector.objector(),
                lodged_on: lodged_on.0,
                by_leave: *by_leave,
            },
            Self::DecideObjection { outcome, ruling_no, ruled_on, change } => {
                let ruling_no = number("/ruling_no", ruling_no)?;
                let change = long(fields, "/change", subject, change.as_deref())?;
                CourtStep::DecideObjection { outcome: outcome.0, ruling_no, ruled_on: ruled_on.0, change }
            }
            Self::Withdraw { deemed, on } => CourtStep::Withdraw { deemed: *deemed, on: on.0 },
        })
    }
}
