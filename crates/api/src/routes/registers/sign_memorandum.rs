//! `POST /v1/institutions/{uscc}/memoranda`: 登记备忘录 Records the standing memorandum an institution signed.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{DateField, FenField, PathId};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{BusinessCode, plain};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::identity::Uscc;
use domain::institution::SignMemorandum;
use domain::money::Fen;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the institution signed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemorandumBody {
    /// What the signed paper is called.
    #[schema(min_length = 1, max_length = 200, example = "粤金消备〔2026〕3号")]
    reference: String,
    /// The most that may be claimed, and awarded, fen.
    ceiling_fen: FenField,
    /// What it is about; nothing said: everything.
    #[serde(default)]
    #[schema(max_items = 100)]
    businesses: Vec<BusinessCode>,
    /// When it was signed.
    signed_on: DateField,
    /// Its first day.
    valid_from: DateField,
    /// Its last day; nothing said: until it is ended.
    valid_to: Option<DateField>,
}

/// 登记小额纠纷快速解决备忘录 Records the standing memorandum of an institution: disputes up to its ceiling that are accepted while it is in
/// force come onto the fast track. It covers the units below the institution that have none of their own.
#[utoipa::path(
    tag = "registers",
    params(("uscc" = String, Path, description = "Whose: its unified social credit code.")),
    request_body = MemorandumBody,
    responses((status = 200, description = "Recorded.", body = ReceiptBody))
)]
#[post("/institutions/{uscc}/memoranda")]
pub(crate) async fn sign_memorandum(
    mut write: HouseWrite<auth::SignMemorandum, MemorandumBody>,
    uscc: PathId<String>,
) -> Result<HttpResponse, ApiError> {
    let uscc = Uscc::parse(&uscc.0).map_err(|_| ApiError::new(&table::NOT_FOUND))?;
    let businesses = plain(std::mem::take(&mut write.body.businesses));
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let reference = fields.check("/reference", ShortText::parse(&body.reference));
    let ceiling = fields.check("/ceiling_fen", Fen::positive(body.ceiling_fen.0));
    let (Some(reference), Some(ceiling)) = (reference, ceiling) else { return Err(fields.into()) };
    let command = SignMemorandum {
        reference,
        ceiling,
        businesses,
        signed_on: body.signed_on.0,
        valid_from: body.valid_from.0,
        valid_to: body.valid_to.as_ref().map(|date| date.0),
    };
    let receipt = write.house.sign_memorandum(&write.call, &uscc, command).await?;
    Ok(answer::done(&receipt, uscc.as_str().to_owned()))
}
