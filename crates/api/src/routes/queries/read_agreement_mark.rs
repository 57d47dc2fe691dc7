//! `GET /v1/cases/{case}/agreement-mark`: 协议核验码 The code to print on the agreement: its hash as a QR code, and nothing else.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::reader;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use uuid::Uuid;

/// What stands before the hash; capitals, so that the code is of the small kind.
const MARK: &str = "HEJIE-SHA256:";

/// 协议核验码 The code to print on the agreement: its hash as a QR code, and nothing else.
#[utoipa::path(
    tag = "register",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "An SVG picture of `HEJIE-SHA256:` and the hash in capitals.", content_type = "image/svg+xml"))
)]
#[get("/cases/{case}/agreement-mark")]
pub(crate) async fn read_agreement_mark(
    permit: Permit<auth::ReadAgreementMark>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    rooms.admit(&permit, case).await?;
    let answer = rooms.views.case(&reader(permit.actor())?, case)?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let agreement = view.agreement.as_ref().filter(|agreement| agreement.effective_on.is_some());
    let agreement = agreement.ok_or(ApiError::new(&table::SETTLEMENT_NOT_EFFECTIVE))?;
    let text = format!("{MARK}{}", agreement.hash.to_ascii_uppercase());
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::Q)
        .map_err(|error| ApiError::internal(&error))?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    let _trace = rooms.trace(&permit, vec![case]).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header(("cache-control", "no-store"))
        .body(picture))
}
