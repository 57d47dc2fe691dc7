//! Proving events of the log against a checkpoint.

use super::Notary;
use event_store::{Position, RecordedEvent};
use proof::bundle::ProvedEvent;
use proof::checkpoint::Checkpoint;
use proof::leaf::leaf_hash;
use proof::note::Note;
use proof::tree::{Head, TILE_WIDTH, TileAt, TileError, TileStore, inclusion_proof};
use std::sync::PoisonError;

/// Why events are not proved.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// The newest checkpoint does not cover the last of them yet.
    #[error("no checkpoint covers position {0} yet")]
    NotYet(Position),
    /// Nothing is signed any more.
    #[error("{0}")]
    Stopped(super::Fault),
    /// The leaf is not where it must be: log and tiles differ.
    #[error("revision {revision} of {stream} is not in the tree as it is in the log")]
    NotInTree {
        /// Its stream.
        stream: String,
        /// Its place there.
        revision: u64,
    },
    /// The tiles cannot prove it.
    #[error(transparent)]
    Tiles(#[from] TileError),
}

/// Events with their proofs, and the checkpoint they are proved against.
#[derive(Debug)]
pub struct Proved {
    /// In the order asked for.
    pub events: Vec<ProvedEvent>,
    /// The checkpoint.
    pub checkpoint: Note,
}

impl Notary {
    /// Proves events against the newest checkpoint a witness cosigned, if it covers all of them, else against the newest one.
    ///
    /// # Errors
    /// See [`ProveError`].
    pub fn prove(&self, events: Vec<RecordedEvent>) -> Result<Proved, ProveError> {
        let published = self.published();
        if let Some(fault) = published.fault {
            return Err(ProveError::Stopped(fault));
        }
        let last = events.iter().map(|event| event.position).max().unwrap_or(Position::START);
        let note = published.note.filter(|_| published.position >= last).ok_or(ProveError::NotYet(last))?;
        let mut indices = Vec::with_capacity(events.len());
        for event in &events {
            indices.push(self.leaf_index(event, &published.head)?);
        }
        let highest = indices.iter().max().copied().unwrap_or(0);
        let cosigned = self.cosigned_beyond(highest);
        let (checkpoint, head) = cosigned.unwrap_or((note, published.head));
        let tiles = self.files.tiles();
        let mut proved = Vec::with_capacity(events.len());
        for (event, leaf_index) in events.into_iter().zip(indices) {
            let proof = inclusion_proof(&tiles, &head, leaf_index)?;
            proved.push(ProvedEvent { event, leaf_index, proof });
        }
        Ok(Proved { events: proved, checkpoint })
    }

    fn cosigned_beyond(&self, index: u64) -> Option<(Note, Head)> {
        let note = Note::parse(&self.files.cosigned().ok()??).ok()?;
        let head = Checkpoint::parse_text(&note.text).ok()?.head;
        (head.size > index).then_some((note, head))
    }

    /// The place of an event in the tree: its tile by its position, its place in the tile by its hash.
    fn leaf_index(&self, event: &RecordedEvent, head: &Head) -> Result<u64, ProveError> {
        let tile = {
            let firsts = self.index.lock().unwrap_or_else(PoisonError::into_inner);
            firsts.partition_point(|first| *first <= event.position).checked_sub(1)
        };
        let missing =
            || ProveError::NotInTree { stream: event.stream.to_string(), revision: event.revision.0 };
        let at = TileAt { level: 0, index: tile.ok_or_else(missing)? as u64 };
        let width = at.width_in(head.size);
        let bytes = self.files.tiles().read(at, width).ok().flatten().ok_or_else(missing)?;
        let leaf = leaf_hash(event);
        let within = bytes.as_chunks::<32>().0.iter().take(width).position(|stored| *stored == leaf.0);
        Ok(at.index * TILE_WIDTH as u64 + within.ok_or_else(missing)? as u64)
    }
}
