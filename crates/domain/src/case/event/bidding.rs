//! Sealed bids. No event of this file holds an amount that is not agreed: see `docs/adr` on sealed bids.

use crate::case::bidding::BidOutcome;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::personal::personal_fields;
use serde::{Deserialize, Serialize};

/// 开启密封报价. What both sides are told before either bids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BiddingOpened {
    /// 1, 2, 3 … within the case.
    pub round: u32,
    /// Who bids the most it would pay.
    pub payer: PartyId,
    /// Who bids the least it would take.
    pub payee: PartyId,
    /// Where between the two bids the sum lies: 0 is the payee's bid, 100 the payer's, 50 the middle; fractions of a fen are dropped.
    pub split_percent: u8,
    /// The last day to bid.
    pub commit_by: Deadline,
}

/// 提交密封报价. Made by the bidder's own client; the amount is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidCommitted {
    /// Which round.
    pub round: u32,
    /// Who.
    pub party: PartyId,
    /// SHA-256 over case, round, party, amount and nonce, 64 lower-case hexadecimal digits.
    pub commitment: String,
    /// X25519 public key to which the other side seals its bid, 64 lower-case hexadecimal digits.
    pub key: String,
    /// The last day to reveal, once both have bid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reveal_by: Option<Deadline>,
}

/// 揭示报价. The first of the two: sealed to the other side's key, so that nobody can read it before the other side reveals too.
///
/// The second reveal is in no event: both bids are opened and compared in that step, and only the outcome is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidRevealed {
    /// Which round.
    pub round: u32,
    /// Who.
    pub party: PartyId,
    /// Amount and nonce, sealed to the other side's key: hexadecimal.
    pub sealed: String,
    /// The private half of the revealing side's own key, which opens what the other side will send: hexadecimal.
    pub key: String,
}

/// 密封报价结束.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BiddingClosed {
    /// Which round.
    pub round: u32,
    /// How it ended.
    pub outcome: BidOutcome,
}

personal_fields! {
    BiddingOpened {}
    BidCommitted {}
    BidRevealed {}
    BiddingClosed {}
}
