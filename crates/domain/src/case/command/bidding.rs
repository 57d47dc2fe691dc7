//! Sealed bids.

use crate::ids::PartyId;

/// 开启密封报价.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenBidding {
    /// Who bids the most it would pay.
    pub payer: PartyId,
    /// Who bids the least it would take.
    pub payee: PartyId,
    /// Where between the two bids the sum lies, 0 the payee's, 100 the payer's.
    pub split_percent: u8,
}

/// 提交密封报价.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitBid {
    /// Which round.
    pub round: u32,
    /// For which party.
    pub party: PartyId,
    /// Hash over amount and nonce, 64 hexadecimal digits.
    pub commitment: String,
    /// X25519 public key, 64 hexadecimal digits.
    pub key: String,
}

/// 揭示报价.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevealBid {
    /// Which round.
    pub round: u32,
    /// For which party.
    pub party: PartyId,
    /// Amount and nonce, sealed to the other side's key, hexadecimal.
    pub sealed: String,
    /// The private half of the key committed with the bid, 64 hexadecimal digits.
    pub key: String,
}

/// 密封报价逾期结束.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseBidding {
    /// Which round.
    pub round: u32,
}
