//! `POST /v1/cases/{case}/parties`: 追加当事人 A party comes into a case that is under way.

use super::file_application::party::PartyBody;
use super::{CaseWrite, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{DeclarationFormCode, ServiceMethodCode};
use actix_web::{HttpResponse, post};
use domain::case::{JoinParty, Side};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A side, as a body names it.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SideBody {
    /// 申请人.
    Applicant,
    /// 被申请人.
    Respondent,
}

/// Who comes in, why, and who agreed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinderBody {
    /// On which side.
    side: SideBody,
    /// Who.
    party: PartyBody,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
    /// Who agreed: every party there is, once the case was accepted.
    #[serde(default)]
    #[schema(max_items = 50)]
    agreed_by: Vec<Uuid>,
    /// How a new respondent was told, when the others were told before.
    method: Option<ServiceMethodCode>,
    /// In which form the newcomer agrees to mediate; needed once the others have all agreed.
    consent: Option<DeclarationFormCode>,
}

/// 追加当事人 A party comes into a case that is under way.
#[utoipa::path(
    tag = "parties",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = JoinderBody,
    responses((status = 201, description = "Done; `id` names the party.", body = ReceiptBody))
)]
#[post("/cases/{case}/parties")]
pub(crate) async fn join_party(
    mut write: CaseWrite<auth::JoinParty, JoinderBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let agreed_by = parties(std::mem::take(&mut write.body.agreed_by));
    let body = &write.body;
    let side = match body.side {
        SideBody::Applicant => Side::Applicant,
        SideBody::Respondent => Side::Respondent,
    };
    let mut fields = FieldErrors::default();
    let party = body.party.read(&write.house, &write.call, 0, side, "/party", &mut fields).await?;
    let reason = fields.check("/reason", ShortText::parse(&body.reason));
    let (Some(party), Some(reason), []) = (party, reason, fields.all()) else { return Err(fields.into()) };
    let id = party.party;
    let command = JoinParty {
        party,
        reason: Personal::clear(subject, reason),
        agreed_by,
        method: body.method.map(|method| method.0),
        consent: body.consent.map(|form| form.0),
    };
    let receipt = write.house.case(&write.call, write.case, command).await?;
    Ok(answer::created(&receipt, id.to_string(), &format!("/v1/cases/{}", write.case)))
}
