//! A stream folded: its state, where it stands, and which commands it remembers.

use crate::aggregate::Aggregate;
use crate::protection;
use domain::ids::CommandId;
use domain::wire::{DecodeError, Metadata};
use event_store::{RecordedEvent, Revision};
use proof::TreeHash;
use proof::leaf::{CHAIN_START, Content};
use std::collections::HashMap;

/// Keyed digest of a request.
pub(crate) type Digest = [u8; 32];

/// What a stream remembers of one command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remembered {
    /// Tells a repeat from another request under the same key.
    pub digest: Digest,
    /// Its first event.
    pub first: Revision,
    /// Its last event.
    pub last: Revision,
}

/// A stream, folded. Safe to keep in a cache because every append names the revision it was decided at.
#[derive(Debug, Clone)]
pub struct Folded<A> {
    /// The state.
    pub state: A,
    /// The last event; `None`: no such stream.
    pub revision: Option<Revision>,
    /// Link of the stream up to its last event; what the next event names as its previous one.
    pub link: TreeHash,
    commands: HashMap<CommandId, Remembered>,
}

/// Why a stored event cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It cannot be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It names another predecessor than the one that is stored: one of the two was changed.
    #[error(
        "the chain is broken at revision {0}: the events before it are not those it was written after; run `hejie verify`"
    )]
    ChainBroken(Revision),
}

impl<A: Aggregate> Folded<A> {
    /// A stream without events.
    #[must_use]
    pub fn empty() -> Self {
        Self { state: A::initial(), revision: None, link: CHAIN_START, commands: HashMap::new() }
    }

    /// Whether the stream holds the events of this command.
    #[must_use]
    pub fn remembers(&self, command: CommandId) -> Option<&Remembered> {
        self.commands.get(&command)
    }

    /// Takes in a stored event.
    ///
    /// # Errors
    /// When it cannot be read, or does not follow what was taken in before.
    pub fn record(mut self, recorded: &RecordedEvent) -> Result<Self, RecordError> {
        if !protection::is_off() {
            if recorded.previous.is_some_and(|previous| previous != self.link.0) {
                return Err(RecordError::ChainBroken(recorded.revision));
            }
            self.link = Content::of(recorded).link(&self.link);
        }
        let event = A::decode(&recorded.event_type, &recorded.payload)?;
        let metadata = Metadata::decode(&recorded.event_type, &recorded.metadata)?;
        let mut digest = Digest::default();
        // A digest of another length cannot match any request; the zeros say the same.
        let _ = hex::decode_to_slice(&metadata.digest, &mut digest);
        self.remember(metadata.command, digest, recorded.revision);
        self.state = self.state.evolve(&event);
        Ok(self)
    }

    /// Takes in what was just appended; `link` is the stream's link after it.
    #[must_use]
    pub fn append(
        mut self,
        events: &[A::Event],
        command: CommandId,
        digest: Digest,
        first: Revision,
        link: TreeHash,
    ) -> Self {
        self.link = link;
        let mut revision = first;
        for event in events {
            self.remember(command, digest, revision);
            self.state = self.state.evolve(event);
            revision = revision.next();
        }
        self
    }

    fn remember(&mut self, command: CommandId, digest: Digest, revision: Revision) {
        let new = Remembered { digest, first: revision, last: revision };
        self.commands.entry(command).or_insert(new).last = revision;
        self.revision = Some(revision);
    }
}
