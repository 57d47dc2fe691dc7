//! `POST /v1/drafts`: 保存草稿 Keeps a draft of an application, however little of it is there.

use super::typed;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::draft::DraftCommand;
use domain::ids::{CentreId, DraftId};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftBody {
    /// The centre it is meant for.
    #[schema(min_length = 1, max_length = 16, example = "440100")]
    centre: String,
    /// The body of `POST /v1/cases`, as far as it goes; nothing of it is judged before it is submitted.
    #[schema(value_type = Object)]
    application: Map<String, Value>,
}

/// 保存草稿 Keeps a draft of an application, however little of it is there.
#[utoipa::path(
    tag = "intake",
    request_body = DraftBody,
    responses((status = 201, description = "Kept.", body = ReceiptBody))
)]
#[post("/drafts")]
pub(crate) async fn open_draft(
    write: HouseWrite<auth::OpenDraft, DraftBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let centre = fields.check("/centre", CentreId::parse(&write.body.centre));
    let Some(centre) = centre else { return Err(fields.into()) };
    let centre = write.house.centre(&centre).await?.id;
    let draft = DraftId(write.call.command.derive("draft", 0));
    let application = typed(&write.house, draft, &write.body.application)?;
    let command = DraftCommand::Open { draft, centre, application };
    let receipt = write.house.draft(&write.call, draft, command).await?;
    Ok(answer::created(&receipt, draft.to_string(), &format!("/v1/drafts/{draft}")))
}
