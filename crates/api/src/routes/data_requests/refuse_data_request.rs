//! `POST /v1/data-requests/{request}/refusal`: 拒绝请求 The request is refused, with ground, article and reason (PIPL 50).

use super::words;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::DataRefusalGroundCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::data_request::DataRequestCommand;
use domain::ids::DataRequestId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataRefusalBody {
    /// Why.
    ground: DataRefusalGroundCode,
    /// The article it rests on.
    #[schema(min_length = 1, max_length = 200, example = "PIPL 47(2)")]
    article: String,
    /// In words, told to the person.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: String,
}

/// 拒绝请求 The request is refused, with ground, article and reason (PIPL 50).
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    request_body = DataRefusalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/data-requests/{request}/refusal")]
pub(crate) async fn refuse_data_request(
    write: HouseWrite<auth::RefuseDataRequest, DataRefusalBody>,
    request: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let request = DataRequestId(request.0);
    let mut fields = FieldErrors::default();
    let article = fields.check("/article", ShortText::parse(&write.body.article));
    let reason = words(&write.house, request, Some(&write.body.reason)).await?;
    let (Some(article), Some(reason)) = (article, reason) else { return Err(fields.into()) };
    let command = DataRequestCommand::Refuse { ground: write.body.ground.0, article, reason };
    let receipt = write.house.data_request(&write.call, request, command).await?;
    Ok(answer::done(&receipt, request.to_string()))
}
