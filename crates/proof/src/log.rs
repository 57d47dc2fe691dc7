//! Checking a whole log against its tiles and its checkpoint: the first event that is wrong is named, in words.

use crate::TreeHash;
use crate::leaf::{CHAIN_START, Leaf};
use crate::tree::{Head, TILE_WIDTH, TileAt, TileError, TileStore, Tree, read_tile};
use event_store::{Position, RecordedEvent, StreamName};
use std::collections::HashMap;

/// What is wrong with a log, at the first place it is wrong.
#[derive(Debug, thiserror::Error)]
pub enum LogFault {
    /// Not in the order of the log.
    #[error(
        "event {index} of the log ({place}): its position does not come after {before}, that of the event before"
    )]
    Order {
        /// Place in the log, from 0.
        index: u64,
        /// Stream, revision and position.
        place: Place,
        /// Position of the event before.
        before: Position,
    },
    /// A stream skips or repeats a revision: an event was taken out, put in or moved.
    #[error("event {index} of the log ({place}): its stream continues with revision {expected}")]
    Revision {
        /// Place in the log, from 0.
        index: u64,
        /// Stream, revision and position.
        place: Place,
        /// Revision the stream continues with.
        expected: u64,
    },
    /// The event is not what it was when it entered the tree.
    #[error(
        "event {index} of the log ({place}): it is not the event that entered the tree, some byte of it was changed"
    )]
    Changed {
        /// Place in the log, from 0.
        index: u64,
        /// Stream, revision and position.
        place: Place,
    },
    /// The event names another link than that of the events before it in its stream.
    #[error(
        "event {index} of the log ({place}): the link to the event before it in its stream is broken, so it was written after another one"
    )]
    Chain {
        /// Place in the log, from 0.
        index: u64,
        /// Stream, revision and position.
        place: Place,
    },
    /// Fewer events than were signed for.
    #[error("the log ends after {found} events, its checkpoint states {signed}: the last ones are missing")]
    Short {
        /// Events there are.
        found: u64,
        /// Events there must be.
        signed: u64,
    },
    /// All leaves agree with the tiles, yet not with the checkpoint: log and tiles were changed together.
    #[error(
        "the first {size} events have the root {found}, the checkpoint states {signed}: log and tiles were changed together"
    )]
    Root {
        /// Events.
        size: u64,
        /// Root of the events.
        found: TreeHash,
        /// Root of the checkpoint.
        signed: TreeHash,
    },
    /// The tiles cannot be read.
    #[error("the log could not be compared: {0}")]
    Tiles(#[from] TileError),
}

/// Where an event stands, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its stream.
    pub stream: StreamName,
    /// Its revision there.
    pub revision: u64,
    /// Its position in the log.
    pub position: Position,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} revision {}, position {}", self.stream, self.revision, self.position)
    }
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogVerified {
    /// Events read, those behind the checkpoint included.
    pub events: u64,
    /// Streams they belong to.
    pub streams: u64,
    /// Position of the last event that names no predecessor, if there is one: the log is not chained up to there.
    pub not_chained_through: Option<Position>,
    /// Size and root of everything read.
    pub head: Head,
}

struct Known {
    next: u64,
    link: TreeHash,
}

/// A check that takes events one by one, in log order from the very first. Memory grows with the number of streams.
pub struct LogCheck<'a> {
    signed: Head,
    tiles: Option<&'a dyn TileStore>,
    tile: Vec<TreeHash>,
    tree: Tree,
    last: Option<Position>,
    not_chained_through: Option<Position>,
    streams: HashMap<StreamName, Known>,
}

impl<'a> LogCheck<'a> {
    /// A check against a signed head; with tiles the wrong event is named, without them only that one is wrong.
    #[must_use]
    pub fn new(signed: Head, tiles: Option<&'a dyn TileStore>) -> Self {
        Self {
            signed,
            tiles,
            tile: Vec::new(),
            tree: Tree::new(),
            last: None,
            not_chained_through: None,
            streams: HashMap::new(),
        }
    }

    /// Takes the next event and returns the link of its stream up to it. The link it names itself must be the one before.
    ///
    /// # Errors
    /// [`LogFault`], naming this event.
    pub fn event(&mut self, event: &RecordedEvent) -> Result<TreeHash, LogFault> {
        let index = self.tree.size();
        let place =
            || Place { stream: event.stream.clone(), revision: event.revision.0, position: event.position };
        if let Some(before) = self.last.filter(|before| *before >= event.position) {
            return Err(LogFault::Order { index, place: place(), before });
        }
        self.last = Some(event.position);
        let known = self.streams.get(&event.stream);
        let (expected, before) = known.map_or((0, CHAIN_START), |known| (known.next, known.link));
        let is_known = known.is_some();
        let (leaf, link) = Leaf::of(event).hash_and_link(&before);
        let is_changed = self.stored_leaf(index)?.is_some_and(|stored| stored != leaf);
        // An event of a stream nobody saw before is rather a changed name than a gap.
        if expected != event.revision.0 && (is_known || !is_changed) {
            return Err(LogFault::Revision { index, place: place(), expected });
        }
        if is_changed {
            return Err(LogFault::Changed { index, place: place() });
        }
        match event.previous {
            Some(named) if named != before.0 => return Err(LogFault::Chain { index, place: place() }),
            Some(_) => {}
            None => self.not_chained_through = Some(event.position),
        }
        self.remember(&event.stream, Known { next: expected + 1, link });
        self.tree.append(leaf);
        self.tree.forget_full_tiles();
        if self.tree.size() == self.signed.size {
            self.compare_root()?;
        }
        Ok(link)
    }

    /// How many events were taken so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Size and root of what was taken so far.
    #[must_use]
    pub fn head(&self) -> Head {
        self.tree.head()
    }

    /// Ends the check.
    ///
    /// # Errors
    /// When events are missing.
    pub fn finish(self) -> Result<LogVerified, LogFault> {
        let events = self.tree.size();
        if events < self.signed.size {
            return Err(LogFault::Short { found: events, signed: self.signed.size });
        }
        if self.signed.size == 0 && self.signed != Head::empty() {
            let (found, signed) = (TreeHash::empty_root(), self.signed.root);
            return Err(LogFault::Root { size: 0, found, signed });
        }
        Ok(LogVerified {
            events,
            streams: self.streams.len() as u64,
            not_chained_through: self.not_chained_through,
            head: self.tree.head(),
        })
    }

    /// Looks up before it inserts, so that a name is copied once a stream, not once an event.
    fn remember(&mut self, stream: &StreamName, now: Known) {
        match self.streams.get_mut(stream) {
            Some(known) => *known = now,
            None => {
                self.streams.insert(stream.clone(), now);
            }
        }
    }

    fn compare_root(&self) -> Result<(), LogFault> {
        let found = self.tree.root();
        if found == self.signed.root {
            return Ok(());
        }
        Err(LogFault::Root { size: self.signed.size, found, signed: self.signed.root })
    }

    /// The leaf the tiles hold at `index`, if they reach that far.
    fn stored_leaf(&mut self, index: u64) -> Result<Option<TreeHash>, LogFault> {
        let Some(tiles) = self.tiles.filter(|_| index < self.signed.size) else { return Ok(None) };
        let within = (index % TILE_WIDTH as u64) as usize;
        if within == 0 {
            let at = TileAt { level: 0, index: index / TILE_WIDTH as u64 };
            self.tile = read_tile(tiles, at, at.width_in(self.signed.size))?;
        }
        Ok(self.tile.get(within).copied())
    }
}

/// Checks a log from its first event on.
///
/// # Errors
/// [`LogFault`], naming the first event that is wrong.
pub fn verify_log<'e>(
    events: impl IntoIterator<Item = &'e RecordedEvent>,
    signed: Head,
    tiles: Option<&dyn TileStore>,
) -> Result<LogVerified, LogFault> {
    let mut check = LogCheck::new(signed, tiles);
    for event in events {
        check.event(event)?;
    }
    check.finish()
}
