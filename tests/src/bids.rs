//! A bidder's client: makes commitments and sealed bids as docs/sealed-bids.md describes them.

use crypto_box::aead::rand_core::{CryptoRng, Error, RngCore};
use crypto_box::{PublicKey, SecretKey};
use domain::case::Opening;
use domain::ids::{CaseId, PartyId};
use serde_json::{Value, json};

/// One side of a round.
#[derive(Debug, Clone)]
pub struct Bidder {
    /// The party's id.
    pub party: String,
    key: [u8; 32],
    opening: Opening,
}

impl Bidder {
    /// A client with a key and a nonce of its own; `seed` tells the sides apart.
    #[must_use]
    pub fn new(party: &str, seed: u8, amount_fen: i64) -> Self {
        let nonce = format!("{seed:02x}").repeat(16);
        Self { party: party.to_owned(), key: [seed; 32], opening: Opening { amount_fen, nonce } }
    }

    fn public(&self) -> PublicKey {
        PublicKey::from(&SecretKey::from(self.key))
    }

    /// The body that commits to the bid.
    ///
    /// # Panics
    /// When the ids are none.
    #[must_use]
    pub fn bid(&self, case: &str, round: u32) -> Value {
        let case = CaseId::parse(case).expect("a case id");
        let party = PartyId::parse(&self.party).expect("a party id");
        let commitment = self.opening.commitment(case, round, party);
        json!({ "party": self.party, "commitment": commitment, "key": hex(self.public().as_bytes()) })
    }

    /// The body that reveals the bid to whoever holds `other`'s key.
    ///
    /// # Panics
    /// When nothing can be sealed.
    #[must_use]
    pub fn reveal(&self, other: &Self) -> Value {
        let plain = serde_json::to_vec(&self.opening).expect("JSON");
        let sealed = other.public().seal(&mut Counting(self.key[0]), &plain).expect("a box");
        json!({ "party": self.party, "sealed": hex(&sealed), "key": hex(&self.key) })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Chance that repeats, for tests only.
struct Counting(u8);

impl RngCore for Counting {
    fn next_u32(&mut self) -> u32 {
        rand_core_bytes(self)
    }
    fn next_u64(&mut self) -> u64 {
        u64::from(self.next_u32()) << 32 | u64::from(self.next_u32())
    }
    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(141).wrapping_add(3);
            *byte = self.0;
        }
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

fn rand_core_bytes(chance: &mut Counting) -> u32 {
    let mut bytes = [0; 4];
    chance.fill_bytes(&mut bytes);
    u32::from_be_bytes(bytes)
}

impl CryptoRng for Counting {}
