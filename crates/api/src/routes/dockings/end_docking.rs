//! `POST /v1/docking-agreements/{docking}/ending`: 终止对接协议 The agreement counts until a day that is not past.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{DateField, PathId};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::docking::DockingCommand;
use domain::ids::DockingId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Until when, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DockingEndingBody {
    /// The last day on which it counts.
    ended_on: DateField,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 终止对接协议 The agreement counts until a day that is not past; what was measured stays as it is.
#[utoipa::path(
    tag = "registers",
    params(("docking" = Uuid, Path, description = "Which agreement.")),
    request_body = DockingEndingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/docking-agreements/{docking}/ending")]
pub(crate) async fn end_docking(
    write: HouseWrite<auth::EndDocking, DockingEndingBody>,
    docking: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", ShortText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    let centre = write.call.actor.centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let docking = DockingId(docking.0);
    let command = DockingCommand::End { docking, ended_on: write.body.ended_on.0, reason };
    let receipt = write.house.docking(&write.call, &centre, command).await?;
    Ok(answer::done(&receipt, docking.to_string()))
}
