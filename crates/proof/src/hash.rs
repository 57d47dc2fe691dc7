//! The one hash of this crate: SHA-256, with the two prefixes that keep leaves and nodes apart (RFC 6962 §2.1).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fmt;

/// 32 bytes of SHA-256. Shown as base64, as C2SP writes hashes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeHash(pub [u8; 32]);

impl TreeHash {
    /// Length in bytes.
    pub const BYTES: usize = 32;

    /// Plain SHA-256 of some bytes; not a leaf, not a node.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Root of the tree without leaves.
    #[must_use]
    pub fn empty_root() -> Self {
        Self::of(b"")
    }

    /// Hash of a leaf: SHA-256 over 0x00 and the entry.
    #[must_use]
    pub fn leaf(entry: &[u8]) -> Self {
        Self(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
    }

    /// Hash of an inner node: SHA-256 over 0x01, left, right.
    #[must_use]
    pub fn node(left: &Self, right: &Self) -> Self {
        let mut bytes = [1_u8; 65];
        bytes[1..33].copy_from_slice(&left.0);
        bytes[33..].copy_from_slice(&right.0);
        Self::of(&bytes)
    }

    /// Reads padded standard base64 of exactly 32 bytes; `None` for everything else.
    #[must_use]
    pub fn from_base64(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// Reads 64 lower-case hexadecimal digits; `None` for everything else.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        let hash = Self(bytes);
        (hash.to_hex() == text).then_some(hash)
    }

    /// 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
