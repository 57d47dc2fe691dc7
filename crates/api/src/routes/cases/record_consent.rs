//! `POST /v1/cases/{case}/consents`: 记录同意 Records what a party agrees to, each matter apart.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ConsentMatterCode, DeclarationFormCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::RecordConsent;
use domain::ids::{PartyId, RepresentativeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a party agrees to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentBody {
    /// Which party.
    party: Uuid,
    /// The representative who declares it, when it is not the party itself; whoever calls as one need not be named.
    representative: Option<Uuid>,
    /// To what.
    #[schema(min_items = 1, max_items = 8)]
    matters: Vec<ConsentMatterCode>,
    /// In which form.
    form: DeclarationFormCode,
    /// With the consent to mediate: the centre appoints the mediator (由调解组织指定), and no choice is waited for.
    #[serde(default)]
    centre_appoints: bool,
}

/// 记录同意 Records what a party agrees to, each matter apart.
#[utoipa::path(
    tag = "consent",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConsentBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/consents")]
pub(crate) async fn record_consent(
    mut write: CaseWrite<auth::RecordConsent, ConsentBody>,
) -> Result<HttpResponse, ApiError> {
    let matters = plain(std::mem::take(&mut write.body.matters));
    let (party, form) = (PartyId(write.body.party), write.body.form.0);
    let representative = write.body.representative.map(RepresentativeId);
    let centre_appoints = write.body.centre_appoints;
    write.execute(RecordConsent { party, representative, matters, form, centre_appoints }).await
}
