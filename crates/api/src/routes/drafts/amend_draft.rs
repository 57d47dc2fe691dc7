//! `POST /v1/drafts/{draft}/amendments`: 修改草稿 Replaces what was typed; the time of the draft starts anew.

use super::typed;
use crate::auth;
use crate::error::{ApiError, table};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::draft::{Draft, DraftCommand};
use domain::ids::DraftId;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// What was typed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftAmendmentBody {
    /// The body of `POST /v1/cases`, as far as it goes.
    #[schema(value_type = Object)]
    application: Map<String, Value>,
}

/// 修改草稿 Replaces what was typed; the time of the draft starts anew.
#[utoipa::path(
    tag = "intake",
    params(("draft" = Uuid, Path, description = "Which draft.")),
    request_body = DraftAmendmentBody,
    responses(
        (status = 200, description = "Done.", body = ReceiptBody),
        (status = 410, description = "The time of the draft is over.")
    )
)]
#[post("/drafts/{draft}/amendments")]
pub(crate) async fn amend_draft(
    write: HouseWrite<auth::AmendDraft, DraftAmendmentBody>,
    draft: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let draft = DraftId(draft.0);
    // A stranger learns nothing, not even that the text is too long; an ended draft's key is gone.
    let state = write.house.own_draft(&write.call, draft).await?;
    match state {
        Draft::Open(_) => {}
        Draft::Expired(_) => return Err(ApiError::new(&table::DRAFT_EXPIRED)),
        Draft::NotOpened | Draft::Submitted(..) | Draft::Discarded(_) => {
            return Err(ApiError::new(&table::DRAFT_ENDED));
        }
    }
    let application = typed(&write.house, draft, &write.body.application)?;
    let receipt = write.house.draft(&write.call, draft, DraftCommand::Amend { application }).await?;
    Ok(answer::done(&receipt, draft.to_string()))
}
