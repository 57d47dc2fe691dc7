//! `POST /v1/drafts/{draft}/discarding`: 删除草稿 The author no longer wants it; its key is destroyed.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::draft::DraftCommand;
use domain::ids::DraftId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftDiscardingBody {}

/// 删除草稿 The author no longer wants it; its key is destroyed.
#[utoipa::path(
    tag = "intake",
    params(("draft" = Uuid, Path, description = "Which draft.")),
    request_body = DraftDiscardingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/drafts/{draft}/discarding")]
pub(crate) async fn discard_draft(
    write: HouseWrite<auth::DiscardDraft, DraftDiscardingBody>,
    draft: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let draft = DraftId(draft.0);
    let receipt = write.house.finish_draft(&write.call, draft, DraftCommand::Discard).await?;
    Ok(answer::done(&receipt, draft.to_string()))
}
