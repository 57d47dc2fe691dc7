//! Sealed bids (密封报价): each side bids in secret; if the bids overlap the parties have a sum, if not neither learns the other's bid.
//!
//! A bid is made in two steps. First each side commits: a hash over amount and nonce, and a fresh public key. When both have, each
//! reveals: its bid sealed to the *other* side's key, and its own private key. The first bid therefore cannot be read by anybody
//! who has only this log and this server, until the other side's private key arrives, with the other side's bid. Then both are
//! opened, checked against the commitments and compared in one step, and only the outcome is kept: the second private key never
//! enters the log, so that the first bid stays closed for good.

use crate::case::event::{BidCommitted, BidRevealed, BiddingOpened};
use crate::deadline::Deadline;
use crate::ids::{CaseId, PartyId};
use crate::money::Fen;
use crypto_box::{PublicKey, SecretKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BidOutcome {
    /// The bids overlap; the sum follows from them and the split that was told before.
    Matched {
        /// What the parties have agreed on.
        amount: Fen,
    },
    /// The payer would pay less than the payee would take. Neither bid is kept.
    Apart,
    /// A bid was not what its bidder had committed to, or could not be opened. Neither bid is kept.
    Invalid {
        /// Whose.
        parties: Vec<PartyId>,
    },
    /// Somebody did not bid or reveal in time.
    Lapsed {
        /// Who.
        missing: Vec<PartyId>,
    },
}

/// One side's commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Whose.
    pub party: PartyId,
    /// The hash.
    pub digest: String,
    /// The key to which the other side seals its bid.
    pub key: String,
}

/// The bid that was revealed first, closed until the second comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstReveal {
    /// Whose.
    pub party: PartyId,
    /// The bid, sealed to the other side's key.
    pub sealed: String,
    /// This side's private key.
    pub key: String,
}

/// How far a round got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BidStatus {
    /// Bids are awaited.
    Committing {
        /// The last day.
        commit_by: Deadline,
        /// Whoever has bid already.
        first: Option<Commitment>,
    },
    /// Both have bid; nothing can be changed any more.
    Revealing {
        /// The last day.
        reveal_by: Deadline,
        /// Both bids, in the order they came.
        bids: Box<[Commitment; 2]>,
        /// Whoever has revealed already.
        first: Option<FirstReveal>,
    },
    /// Over.
    Closed(BidOutcome),
}

impl BidStatus {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Committing { .. } => "COMMITTING",
            Self::Revealing { .. } => "REVEALING",
            Self::Closed(_) => "CLOSED",
        }
    }
}

/// A round of sealed bids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BidRound {
    /// 1, 2, 3 … within the case.
    pub number: u32,
    /// Who bids the most it would pay.
    pub payer: PartyId,
    /// Who bids the least it would take.
    pub payee: PartyId,
    /// Where between the two bids the sum lies, 0 the payee's, 100 the payer's.
    pub split_percent: u8,
    /// How far it got.
    pub status: BidStatus,
}

impl BidRound {
    pub(super) fn opened(event: &BiddingOpened) -> Self {
        Self {
            number: event.round,
            payer: event.payer,
            payee: event.payee,
            split_percent: event.split_percent,
            status: BidStatus::Committing { commit_by: event.commit_by.clone(), first: None },
        }
    }

    pub(super) fn committed(&mut self, event: &BidCommitted) {
        let BidStatus::Committing { first, .. } = &mut self.status else { return };
        let bid = Commitment { party: event.party, digest: event.commitment.clone(), key: event.key.clone() };
        match (first.take(), &event.reveal_by) {
            (Some(earlier), Some(reveal_by)) => {
                self.status = BidStatus::Revealing {
                    reveal_by: reveal_by.clone(),
                    bids: Box::new([earlier, bid]),
                    first: None,
                };
            }
            (earlier, _) => *first = earlier.or(Some(bid)),
        }
    }

    pub(super) fn revealed(&mut self, event: &BidRevealed) {
        if let BidStatus::Revealing { first, .. } = &mut self.status {
            *first = Some(FirstReveal {
                party: event.party,
                sealed: event.sealed.clone(),
                key: event.key.clone(),
            });
        }
    }

    /// The sum two bids lead to; `None` when they do not overlap.
    #[must_use]
    pub fn sum(&self, payer: Fen, payee: Fen) -> Option<Fen> {
        let room = payer.get().checked_sub(payee.get()).filter(|room| *room >= 0)?;
        let share = i128::from(room) * i128::from(self.split_percent) / 100;
        let sum = i128::from(payee.get()) + share;
        i64::try_from(sum).ok().and_then(|sum| Fen::positive(sum).ok())
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self.status, BidStatus::Closed(_))
    }
}

/// What a bidder keeps to itself until both reveal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Fen.
    pub amount_fen: i64,
    /// At least 128 random bits, 32 to 128 lower-case hexadecimal digits.
    pub nonce: String,
}

impl Opening {
    /// The commitment to it: SHA-256 over `hejie-bid-v1|case|round|party|amount|nonce`, so that no commitment can be used twice.
    #[must_use]
    pub fn commitment(&self, case: CaseId, round: u32, party: PartyId) -> String {
        let text = format!("hejie-bid-v1|{case}|{round}|{party}|{}|{}", self.amount_fen, self.nonce);
        hex(&Sha256::digest(text.as_bytes()))
    }

    /// The bid, if it is what was committed to and could not have been guessed from the commitment.
    #[must_use]
    pub fn checked(&self, case: CaseId, round: u32, bid: &Commitment) -> Option<Fen> {
        let random = (32..=128).contains(&self.nonce.len()) && self.nonce.bytes().all(is_digit);
        let same = self.commitment(case, round, bid.party) == bid.digest;
        if random && same { Fen::positive(self.amount_fen).ok() } else { None }
    }

    /// Opens a bid that was sealed to the public half of `key` (libsodium's sealed box); `None` when it was not.
    #[must_use]
    pub fn open(sealed: &str, key: &str) -> Option<Self> {
        let plain = SecretKey::from(bytes32(key)?).unseal(&unhex(sealed)?).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// The public half of a private key, both as 64 hexadecimal digits; `None` when it is none.
#[must_use]
pub fn public_half(key: &str) -> Option<String> {
    let secret = SecretKey::from(bytes32(key)?);
    Some(hex(PublicKey::from(&secret).as_bytes()))
}

/// Bytes a sealed box adds: an ephemeral public key and a tag.
const SEAL_BYTES: usize = 48;

/// A box that may hold a bid: hexadecimal, longer than the seal itself, not longer than any bid.
#[must_use]
pub(super) fn may_be_box(sealed: &str) -> bool {
    (2 * SEAL_BYTES + 2..=1024).contains(&sealed.len())
        && sealed.len().is_multiple_of(2)
        && sealed.bytes().all(is_digit)
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect()
}

fn bytes32(text: &str) -> Option<[u8; 32]> {
    unhex(text)?.try_into().ok()
}
