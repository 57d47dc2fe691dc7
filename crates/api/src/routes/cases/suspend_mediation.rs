//! `POST /v1/cases/{case}/suspension`: 中止调解 The mediation stands still.

use super::{CaseWrite, parties, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SuspensionReasonCode;
use actix_web::{HttpResponse, post};
use domain::case::SuspendMediation;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why, and who agreed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionBody {
    /// Why.
    reason: SuspensionReasonCode,
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    wording: Option<String>,
    /// Who agreed; the clock stops only if every party did.
    #[serde(default)]
    #[schema(max_items = 50)]
    agreed_by: Vec<Uuid>,
}

/// 中止调解 The mediation stands still; its clock only by everybody's agreement.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SuspensionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/suspension")]
pub(crate) async fn suspend_mediation(
    mut write: CaseWrite<auth::SuspendMediation, SuspensionBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = short(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    let agreed_by = parties(std::mem::take(&mut write.body.agreed_by));
    write.execute(SuspendMediation { reason: write.body.reason.0, wording, agreed_by }).await
}
