//! `POST /v1/cases/{case}/bid-rounds/{round}/reveals`: 揭示报价 Reveals a bid; the first stays closed until the second comes.

use super::{CaseWrite, RoundPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::RevealBid;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A bid, closed. Made by the bidder's own client; docs/sealed-bids.md says how.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealBody {
    /// For which party.
    party: Uuid,
    /// `{"amount_fen":…,"nonce":"…"}` in a libsodium sealed box to the **other** side's key, hexadecimal.
    #[schema(pattern = "^[0-9a-f]{98,1024}$")]
    sealed: String,
    /// The private half of the key sent with the own bid, hexadecimal: opens what the other side sends.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    key: String,
}

/// 揭示报价 Reveals a bid. With the second reveal both are opened, checked and compared at once; only the outcome is kept.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("round" = u32, Path, description = "Which round.")),
    request_body = RevealBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/bid-rounds/{round}/reveals")]
pub(crate) async fn reveal_bid(
    mut write: CaseWrite<auth::RevealBid, RevealBody>,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, ApiError> {
    let command = RevealBid {
        round: path.round,
        party: PartyId(write.body.party),
        sealed: std::mem::take(&mut write.body.sealed),
        key: std::mem::take(&mut write.body.key),
    };
    write.execute(command).await
}
