//! `POST /v1/cases/{case}/bid-rounds`: 开启密封报价 Opens a round of sealed bids.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::OpenBidding;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who bids, and where the sum lies.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BidRoundBody {
    /// Who bids the most it would pay.
    payer: Uuid,
    /// Who bids the least it would take.
    payee: Uuid,
    /// Where between the two bids the sum lies: 0 the payee's bid, 100 the payer's; the middle when absent.
    #[serde(default = "middle")]
    #[schema(minimum = 0, maximum = 100, default = 50)]
    split_percent: u8,
}

const fn middle() -> u8 {
    50
}

/// 开启密封报价 Opens a round of sealed bids; both sides have agreed to it and know the rule before they bid.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = BidRoundBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/bid-rounds")]
pub(crate) async fn open_bidding(
    write: CaseWrite<auth::OpenBidding, BidRoundBody>,
) -> Result<HttpResponse, ApiError> {
    let BidRoundBody { payer, payee, split_percent } = write.body;
    write.execute(OpenBidding { payer: PartyId(payer), payee: PartyId(payee), split_percent }).await
}
