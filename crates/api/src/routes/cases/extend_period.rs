//! `POST /v1/cases/{case}/extensions`: 延长调解期限 Lengthens the mediation period, with everybody's agreement.

use super::{CaseWrite, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ExtendPeriod;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Until when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionBody {
    /// The new last day.
    until: DateField,
    /// Who agreed; all parties must.
    #[schema(min_items = 1, max_items = 50)]
    agreed_by: Vec<Uuid>,
    /// The number of the paper by which the court agreed; for a suit that a court entrusted.
    #[schema(min_length = 1, max_length = 200)]
    court_consent: Option<String>,
}

/// 延长调解期限 Lengthens the mediation period, with everybody's agreement.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ExtensionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/extensions")]
pub(crate) async fn extend_period(
    mut write: CaseWrite<auth::ExtendPeriod, ExtensionBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let paper = write.body.court_consent.as_deref().map(ShortText::parse);
    let Some(court_consent) = fields.check_some("/court_consent", paper) else { return Err(fields.into()) };
    let agreed_by = parties(std::mem::take(&mut write.body.agreed_by));
    write.execute(ExtendPeriod { until: write.body.until.0, agreed_by, court_consent }).await
}
