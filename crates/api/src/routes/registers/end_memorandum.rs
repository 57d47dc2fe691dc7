//! `POST /v1/institutions/{uscc}/memoranda/{memorandum}/ending`: 终止备忘录 Ends a standing memorandum.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use domain::identity::Uscc;
use domain::institution::EndMemorandum;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// When it ends, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemorandumEndingBody {
    /// Its last day, today or later.
    ended_on: DateField,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// The memorandum an address names.
#[derive(Debug, Deserialize)]
pub struct MemorandumPath {
    /// Whose: a unified social credit code.
    pub uscc: String,
    /// Which: 1, 2, 3 ….
    pub memorandum: u32,
}

/// 终止备忘录 Ends a standing memorandum. Cases accepted under it stay under it.
#[utoipa::path(
    tag = "registers",
    params(
        ("uscc" = String, Path, description = "Whose: its unified social credit code."),
        ("memorandum" = u32, Path, description = "Which memorandum.")
    ),
    request_body = MemorandumEndingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/institutions/{uscc}/memoranda/{memorandum}/ending")]
pub(crate) async fn end_memorandum(
    write: HouseWrite<auth::EndMemorandum, MemorandumEndingBody>,
    path: web::Path<MemorandumPath>,
) -> Result<HttpResponse, ApiError> {
    let uscc = Uscc::parse(&path.uscc).map_err(|_| ApiError::new(&table::NOT_FOUND))?;
    let mut fields = FieldErrors::default();
    let reason = fields.check("/reason", ShortText::parse(&write.body.reason));
    let Some(reason) = reason else { return Err(fields.into()) };
    let command = EndMemorandum { memorandum: path.memorandum, ended_on: write.body.ended_on.0, reason };
    let receipt = write.house.end_memorandum(&write.call, &uscc, command).await?;
    Ok(answer::done(&receipt, uscc.as_str().to_owned()))
}
