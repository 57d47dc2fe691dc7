//! `POST /v1/cases/{case}/bid-rounds/{round}/bids`: 提交密封报价 Binds a party to a bid without telling it.

use super::{CaseWrite, RoundPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::CommitBid;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What binds the bidder. Made by the bidder's own client; docs/sealed-bids.md says how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BidBody {
    /// For which party.
    party: Uuid,
    /// SHA-256 of `hejie-bid-v1|case|round|party|amount in fen|nonce`.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    commitment: String,
    /// A fresh X25519 public key: the other side seals its bid to it.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    key: String,
}

/// 提交密封报价 Binds a party to a bid without telling it; cannot be changed, and nobody of the centre can do it for a party.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("round" = u32, Path, description = "Which round.")),
    request_body = BidBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/bid-rounds/{round}/bids")]
pub(crate) async fn commit_bid(
    mut write: CaseWrite<auth::CommitBid, BidBody>,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, ApiError> {
    let command = CommitBid {
        round: path.round,
        party: PartyId(write.body.party),
        commitment: std::mem::take(&mut write.body.commitment),
        key: std::mem::take(&mut write.body.key),
    };
    write.execute(command).await
}
