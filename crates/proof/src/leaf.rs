//! What of an event is committed to, byte for byte, and the chain along a stream.

use crate::TreeHash;
use event_store::RecordedEvent;
use sha2::{Digest, Sha256};

/// First bytes of every leaf entry. A change of the layout below is a new version here, never an edit.
pub const LEAF_DOMAIN: &[u8] = b"hejie/leaf/v1\n";

/// First bytes of what is hashed into a chain.
pub const CHAIN_DOMAIN: &[u8] = b"hejie/chain/v1\n";

/// What stands before the first event of a stream.
pub const CHAIN_START: TreeHash = TreeHash([0; 32]);

/// The fields a leaf commits to. The position is not among them: order is what the leaf's index in the tree proves, and a
/// position means nothing outside the engine that gave it.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// The stream.
    pub stream: &'a str,
    /// Place in the stream, from 0.
    pub revision: u64,
    /// The event's id, as its 16 bytes.
    pub event_id: &'a [u8; 16],
    /// Wire name with version.
    pub event_type: &'a str,
    /// Microseconds since 1970 UTC, by the store's clock.
    pub recorded_at_us: i64,
    /// As stored.
    pub metadata: &'a [u8],
    /// As stored: personal data in it is ciphertext, so destroying a key leaves the leaf valid.
    pub payload: &'a [u8],
}

impl<'a> Leaf<'a> {
    /// The leaf of a recorded event.
    #[must_use]
    pub fn of(event: &'a RecordedEvent) -> Self {
        Self {
            stream: event.stream.as_str(),
            revision: event.revision.0,
            event_id: event.event_id.as_bytes(),
            event_type: &event.event_type,
            recorded_at_us: event.recorded_at_us,
            metadata: &event.metadata,
            payload: &event.payload,
        }
    }

    /// The entry: domain, length-prefixed stream and type, fixed-width numbers, hashes of metadata and payload. Every
    /// number is big-endian; a length takes 8 bytes, so that no text of any length is ambiguous.
    #[must_use]
    pub fn entry(&self) -> Vec<u8> {
        let mut entry = Vec::with_capacity(128 + self.stream.len() + self.event_type.len());
        entry.extend_from_slice(LEAF_DOMAIN);
        push_text(&mut entry, self.stream);
        entry.extend_from_slice(&self.revision.to_be_bytes());
        entry.extend_from_slice(self.event_id);
        push_text(&mut entry, self.event_type);
        entry.extend_from_slice(&self.recorded_at_us.to_be_bytes());
        entry.extend_from_slice(&Sha256::digest(self.metadata));
        entry.extend_from_slice(&Sha256::digest(self.payload));
        entry
    }

    /// The leaf's hash in the tree.
    #[must_use]
    pub fn hash(&self) -> TreeHash {
        TreeHash::leaf(&self.entry())
    }
}

fn push_text(entry: &mut Vec<u8>, text: &str) {
    entry.extend_from_slice(&(text.len() as u64).to_be_bytes());
    entry.extend_from_slice(text.as_bytes());
}

/// The leaf hash of a recorded event.
#[must_use]
pub fn leaf_hash(event: &RecordedEvent) -> TreeHash {
    Leaf::of(event).hash()
}

/// The next link along a stream: over the previous link ([`CHAIN_START`] before the first) and the leaf of this event.
#[must_use]
pub fn chain(previous: &TreeHash, leaf: &TreeHash) -> TreeHash {
    let link = Sha256::new().chain_update(CHAIN_DOMAIN).chain_update(previous.0).chain_update(leaf.0);
    TreeHash(link.finalize().into())
}
