//! `POST /v1/referrals`: 登记委派、委托 A court's letter and the dispute it sends; a case opens.

use super::file_application::{self, ApplicationBody};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, FenField};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{ReferralKindCode, TrialProcedureCode};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::case::{ReferredMaterial, RegisterReferral};
use domain::court_number::CourtCaseNumber;
use domain::ids::SubjectId;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// A referral 委派、委托.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralBody {
    /// The dispute, as an application; pointers of wrong fields begin inside it.
    application: ApplicationBody,
    /// Code of the court; its own for a court's user.
    #[schema(min_length = 1, max_length = 16, example = "粤0104")]
    court: String,
    /// Number of the court's letter.
    #[schema(min_length = 1, max_length = 200)]
    referral_no: String,
    /// Number of the court's case; needed for an entrusted suit.
    #[schema(example = "（2026）粤0104民初123号")]
    court_case_no: Option<String>,
    /// Before or after docketing.
    kind: ReferralKindCode,
    /// How the suit is tried; needed for an entrusted suit.
    procedure: Option<TrialProcedureCode>,
    /// 案由.
    #[schema(min_length = 1, max_length = 200)]
    cause_of_action: String,
    /// Date of the letter.
    sent_on: DateField,
    /// When it reached the centre.
    received_on: DateField,
    /// The amount in suit, fen.
    amount_fen: Option<FenField>,
    /// What came with it: at least one.
    #[schema(min_items = 1, max_items = 200)]
    materials: Vec<String>,
    /// The judge and how to reach him or her.
    #[schema(min_length = 1, max_length = 200)]
    judge: Option<String>,
}

/// 登记委派、委托 A court's letter and the dispute it sends; a case opens.
#[utoipa::path(
    tag = "referral",
    request_body = ReferralBody,
    responses((status = 201, description = "Registered.", body = ReceiptBody))
)]
#[post("/referrals")]
pub(crate) async fn register_referral(
    write: HouseWrite<auth::RegisterReferral, ReferralBody>,
) -> Result<HttpResponse, ApiError> {
    let case = write.house.case_of(write.call.command);
    let command = read(&write).await?;
    let receipt = write.house.case(&write.call, case, command).await?;
    Ok(answer::created(&receipt, case.to_string(), &format!("/v1/cases/{case}")))
}

async fn read(
    write: &HouseWrite<auth::RegisterReferral, ReferralBody>,
) -> Result<RegisterReferral, ApiError> {
    let body = &write.body;
    let application = file_application::read(&write.house, &write.call, &body.application).await?;
    let subject = SubjectId(write.call.command.derive("subject", 0));
    let mut fields = FieldErrors::default();
    let referral_no = fields.check("/referral_no", ShortText::parse(&body.referral_no));
    let cause_of_action = fields.check("/cause_of_action", ShortText::parse(&body.cause_of_action));
    let number = body.court_case_no.as_deref().map(CourtCaseNumber::parse);
    let court_case_no = fields.check_some("/court_case_no", number);
    let amount = fields.check_some("/amount_fen", body.amount_fen.map(|fen| Fen::positive(fen.0)));
    let judge = fields.check_some("/judge", body.judge.as_deref().map(ShortText::parse));
    let mut materials = Vec::new();
    for (index, title) in body.materials.iter().enumerate() {
        let title = fields.check(format!("/materials/{index}"), ShortText::parse(title));
        materials.extend(title.map(|title| ReferredMaterial { title: Personal::clear(subject, title) }));
    }
    let (Some(referral_no), Some(cause_of_action), []) = (referral_no, cause_of_action, fields.all()) else {
        return Err(fields.into());
    };
    Ok(RegisterReferral {
        centre: write.house.centre(&application.centre).await?,
        application,
        court: body.court.trim().to_owned(),
        referral_no,
        court_case_no: court_case_no.flatten(),
        kind: body.kind.0,
        procedure: body.procedure.map(|procedure| procedure.0),
        cause_of_action,
        sent_on: body.sent_on.0,
        received_on: body.received_on.0,
        amount: amount.flatten(),
        materials,
        judge: judge.flatten().map(|judge| Personal::clear(subject, judge)),
    })
}
