//! `POST /v1/docking-agreements`: 登记对接协议 Records what a court and the own centre have agreed on for the green channel.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::docking::{DockingAgreed, DockingCommand, DockingTargets};
use domain::ids::DockingId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What was agreed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DockingBody {
    /// Code of the court.
    #[schema(min_length = 1, max_length = 20, example = "粤0104")]
    court: String,
    /// The number of the paper that both signed.
    #[schema(min_length = 1, max_length = 200, example = "越法诉调对接〔2026〕3号")]
    reference: String,
    /// When it was signed.
    signed_on: DateField,
    /// The first day on which it counts.
    valid_from: DateField,
    /// The last one.
    valid_to: DateField,
    /// Working days from the filing to the answer whether it is accepted.
    #[schema(minimum = 1, maximum = 60)]
    accept_within: u16,
    /// Working days from the acceptance to the ruling.
    #[schema(minimum = 1, maximum = 60)]
    rule_within: u16,
}

/// 登记对接协议 Records what a court and the own centre have agreed on for the green channel. Targets change no period of law.
#[utoipa::path(
    tag = "registers",
    request_body = DockingBody,
    responses((status = 201, description = "Recorded.", body = ReceiptBody))
)]
#[post("/docking-agreements")]
pub(crate) async fn agree_docking(
    write: HouseWrite<auth::AgreeDocking, DockingBody>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let Some(reference) = fields.check("/reference", ShortText::parse(&body.reference)) else {
        return Err(fields.into());
    };
    let centre = write.call.actor.centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let docking = DockingId(write.call.command.derive("docking", 0));
    let agreed = DockingAgreed {
        docking,
        centre: centre.clone(),
        court: body.court.clone(),
        reference,
        signed_on: body.signed_on.0,
        valid_from: body.valid_from.0,
        valid_to: body.valid_to.0,
        targets: DockingTargets { accept_within: body.accept_within, rule_within: body.rule_within },
    };
    let receipt = write.house.docking(&write.call, &centre, DockingCommand::Agree(agreed)).await?;
    Ok(answer::created(&receipt, docking.to_string(), "/v1/docking-agreements"))
}
