//! Proposals and sealed bids; the bidders' clients of these stories are predictable, real ones must not be.

use super::*;
use crypto_box::aead::rand_core::{CryptoRng, Error, RngCore};
use crypto_box::{PublicKey, SecretKey};
use domain::ids::PartyId;

/// The mediator proposes 5,000 yuan to both.
pub(crate) fn make_proposal() -> MakeProposal {
    MakeProposal {
        by: None,
        to: vec![],
        replies_to: None,
        terms: vec![clause(payment(5_000, "2026-12-01"))],
        stands_days: None,
    }
}
/// The bank offers 4,000 yuan.
pub(crate) fn offer_of_bank() -> MakeProposal {
    MakeProposal { by: Some(BANK), terms: vec![clause(payment(4_000, "2026-12-01"))], ..make_proposal() }
}
pub(crate) fn accept_proposal(party: PartyId) -> AnswerProposal {
    AnswerProposal { proposal: 1, party, accept: true, reason: None }
}
pub(crate) fn object_to_proposal(party: PartyId) -> AnswerProposal {
    AnswerProposal { accept: false, reason: Some(secret_long("金额过低。")), ..accept_proposal(party) }
}

pub(crate) fn open_bidding() -> OpenBidding {
    OpenBidding { payer: BANK, payee: APPLICANT, split_percent: 50 }
}

/// What a party's client keeps: fen and a nonce.
fn opening(amount_fen: i64) -> Opening {
    Opening { amount_fen, nonce: "00112233445566778899aabbccddeeff".to_owned() }
}
fn client_key(party: PartyId) -> [u8; 32] {
    if party == BANK { [7; 32] } else { [9; 32] }
}
fn other(party: PartyId) -> PartyId {
    if party == BANK { APPLICANT } else { BANK }
}
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A party commits to a bid.
pub(crate) fn bid(party: PartyId, round: u32, amount_fen: i64) -> CommitBid {
    CommitBid {
        round,
        party,
        commitment: opening(amount_fen).commitment(CASE, round, party),
        key: public_half(&hex(&client_key(party))).unwrap(),
    }
}

/// A party reveals the bid, sealed to the other's key.
pub(crate) fn reveal(party: PartyId, round: u32, amount_fen: i64) -> RevealBid {
    reveal_opening(party, round, &opening(amount_fen))
}

/// The same with any opening at all.
pub(crate) fn reveal_opening(party: PartyId, round: u32, opening: &Opening) -> RevealBid {
    let to = PublicKey::from(&SecretKey::from(client_key(other(party))));
    let plain = serde_json::to_vec(opening).unwrap();
    let sealed = to.seal(&mut Predictable(u64::from(round)), &plain).unwrap();
    RevealBid { round, party, sealed: hex(&sealed), key: hex(&client_key(party)) }
}

/// A nonce too short to hide an amount.
pub(crate) fn guessable(amount_fen: i64) -> Opening {
    Opening { amount_fen, nonce: "0011".to_owned() }
}
pub(crate) fn bid_of(party: PartyId, round: u32, opening: &Opening) -> CommitBid {
    CommitBid { commitment: opening.commitment(CASE, round, party), ..bid(party, round, 1) }
}

/// Chance that repeats.
struct Predictable(u64);

impl RngCore for Predictable {
    fn next_u32(&mut self) -> u32 {
        u32::try_from(self.next_u64() >> 32).unwrap()
    }
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }
    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.next_u64().to_be_bytes()[0];
        }
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}
impl CryptoRng for Predictable {}
