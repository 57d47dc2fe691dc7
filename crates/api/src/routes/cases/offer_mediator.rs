//! `POST /v1/cases/{case}/mediator-offers`: 选定、指派调解员 Asks one mediator or three, unless the conflict rule bars somebody.

use super::{CaseWrite, parties};
use crate::auth;
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::answer::ReceiptBody;
use crate::routes::candidates::roster_reading;
use crate::routes::code::{CodeField, LanguageCode};
use actix_web::{HttpResponse, post, web};
use application::House;
use domain::case::OfferMediator;
use domain::ids::{CaseId, MediatorId};
use projection::Views;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whom to ask.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorOfferBody {
    /// Which entry of the roster.
    mediator: Uuid,
    /// Chosen by the parties jointly, each of whose choice is on record, or appointed by the centre.
    #[serde(default)]
    chosen_by_parties: bool,
    /// Who sits beside the one above, who presides; needed where the track has three mediators.
    #[serde(default)]
    #[schema(max_items = 2)]
    co_mediators: Vec<Uuid>,
    /// Parties that agreed to another number of mediators than the track has; all of them or none.
    #[serde(default)]
    #[schema(max_items = 100)]
    number_agreed_by: Vec<Uuid>,
    /// The language the parties want; whoever does not speak it gets no points for it in the explanation the offer keeps.
    language: Option<LanguageCode>,
}

/// 选定、指派调解员 Asks one mediator or three, unless the conflict rule bars somebody.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediatorOfferBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-offers")]
pub(crate) async fn offer_mediator(
    write: CaseWrite<auth::OfferMediator, MediatorOfferBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    let command = command(&write.house, &views, write.case, &write.body).await?;
    write.execute(command).await
}

/// The command the body stands for in one case, with the roster as it is now.
///
/// # Errors
/// When somebody named is on no roster, or views or log cannot be read.
pub(in crate::routes) async fn command(
    house: &House,
    views: &Views,
    case: CaseId,
    body: &MediatorOfferBody,
) -> Result<OfferMediator, ApiError> {
    let mediator = house.mediator(MediatorId(body.mediator)).await?;
    let mut co_mediators = Vec::new();
    for other in &body.co_mediators {
        co_mediators.push(house.mediator(MediatorId(*other)).await?);
    }
    let asked: Vec<MediatorId> =
        std::iter::once(mediator.id).chain(co_mediators.iter().map(|other| other.id)).collect();
    let language = body.language.map(CodeField::code);
    let roster = roster_reading(house, views, case, &asked, language).await?;
    let number_agreed_by = parties(body.number_agreed_by.clone());
    let chosen_by_parties = body.chosen_by_parties;
    Ok(OfferMediator { mediator, chosen_by_parties, co_mediators, number_agreed_by, roster })
}
