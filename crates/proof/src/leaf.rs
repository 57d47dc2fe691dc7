//! What of an event is committed to, byte for byte, and the chain along a stream.

use crate::TreeHash;
use event_store::RecordedEvent;
use sha2::{Digest, Sha256};

/// First bytes of the entry of an event that names no predecessor. A change of the layout is a new version, never an edit.
pub const LEAF_DOMAIN: &[u8] = b"hejie/leaf/v1\n";

/// First bytes of the entry of an event that does; the link it names ends the entry.
pub const CHAINED_LEAF_DOMAIN: &[u8] = b"hejie/leaf/v2\n";

/// First bytes of what is hashed into a link.
pub const CHAIN_DOMAIN: &[u8] = b"hejie/chain/v1\n";

/// What stands before the first event of a stream.
pub const CHAIN_START: TreeHash = TreeHash(event_store::CHAIN_START);

/// What its writer knows of an event before it is stored; everything but the time the store gives it.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The stream.
    pub stream: &'a str,
    /// Place in the stream, from 0.
    pub revision: u64,
    /// The event's id, as its 16 bytes.
    pub event_id: &'a [u8; 16],
    /// Wire name with version.
    pub event_type: &'a str,
    /// As stored.
    pub metadata: &'a [u8],
    /// As stored: personal data in it is ciphertext, so destroying a key leaves links and leaves valid.
    pub payload: &'a [u8],
}

impl<'a> Content<'a> {
    /// The content of a recorded event.
    #[must_use]
    pub fn of(event: &'a RecordedEvent) -> Self {
        Self {
            stream: event.stream.as_str(),
            revision: event.revision.0,
            event_id: event.event_id.as_bytes(),
            event_type: &event.event_type,
            metadata: &event.metadata,
            payload: &event.payload,
        }
    }

    fn hashes(&self) -> [[u8; 32]; 2] {
        [Sha256::digest(self.metadata).into(), Sha256::digest(self.payload).into()]
    }

    /// The link of the stream up to this event, `previous` being the one before ([`CHAIN_START`] before the first).
    #[must_use]
    pub fn link(&self, previous: &TreeHash) -> TreeHash {
        self.link_with(previous, &self.hashes())
    }

    fn link_with(&self, previous: &TreeHash, [metadata, payload]: &[[u8; 32]; 2]) -> TreeHash {
        let mut bytes = Vec::with_capacity(176 + self.stream.len() + self.event_type.len());
        bytes.extend_from_slice(CHAIN_DOMAIN);
        bytes.extend_from_slice(&previous.0);
        self.push_head(&mut bytes);
        bytes.extend_from_slice(metadata);
        bytes.extend_from_slice(payload);
        TreeHash::of(&bytes)
    }

    fn push_head(&self, bytes: &mut Vec<u8>) {
        push_text(bytes, self.stream);
        bytes.extend_from_slice(&self.revision.to_be_bytes());
        bytes.extend_from_slice(self.event_id);
        push_text(bytes, self.event_type);
    }
}

/// The fields a leaf commits to. The position is not among them: order is what the leaf's index in the tree proves, and a
/// position means nothing outside the engine that gave it.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// What the writer knew.
    pub content: Content<'a>,
    /// Microseconds since 1970 UTC, by the store's clock.
    pub recorded_at_us: i64,
    /// The link the event names as the one before it; `None` for an event from before there was a chain.
    pub previous: Option<TreeHash>,
}

impl<'a> Leaf<'a> {
    /// The leaf of a recorded event.
    #[must_use]
    pub fn of(event: &'a RecordedEvent) -> Self {
        let previous = event.previous.map(TreeHash);
        Self { content: Content::of(event), recorded_at_us: event.recorded_at_us, previous }
    }

    /// The entry: domain, length-prefixed stream and type, fixed-width numbers, hashes of metadata and payload, and the link
    /// the event names, if it names one. Every number is big-endian; a length takes 8 bytes, so that no text of any length
    /// is ambiguous.
    #[must_use]
    pub fn entry(&self) -> Vec<u8> {
        self.entry_with(&self.content.hashes())
    }

    fn entry_with(&self, [metadata, payload]: &[[u8; 32]; 2]) -> Vec<u8> {
        let content = &self.content;
        let mut entry = Vec::with_capacity(160 + content.stream.len() + content.event_type.len());
        entry.extend_from_slice(if self.previous.is_some() { CHAINED_LEAF_DOMAIN } else { LEAF_DOMAIN });
        content.push_head(&mut entry);
        entry.extend_from_slice(&self.recorded_at_us.to_be_bytes());
        entry.extend_from_slice(metadata);
        entry.extend_from_slice(payload);
        if let Some(previous) = &self.previous {
            entry.extend_from_slice(&previous.0);
        }
        entry
    }

    /// The leaf's hash in the tree.
    #[must_use]
    pub fn hash(&self) -> TreeHash {
        TreeHash::leaf(&self.entry())
    }

    /// The leaf's hash, and the link of its stream up to it when `before` is the one before: metadata and payload are hashed
    /// once for both.
    #[must_use]
    pub fn hash_and_link(&self, before: &TreeHash) -> (TreeHash, TreeHash) {
        let hashes = self.content.hashes();
        (TreeHash::leaf(&self.entry_with(&hashes)), self.content.link_with(before, &hashes))
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
