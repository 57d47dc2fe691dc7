//! Growing the tree with the log, and signing.

use super::files::{Loaded, NotaryFiles, NotaryState};
use super::{Fault, NotaryError, Published};
use event_store::{EventStore, Incarnation, Position, ReadError, RecordedEvent};
use proof::checkpoint::Checkpoint;
use proof::key::SignerKey;
use proof::leaf::leaf_hash;
use proof::log::{LogFault, Place};
use proof::note::Note;
use proof::tree::{Head, TILE_WIDTH, TileAt, TileStore, Tree, consistency_proof};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// Events taken from the log at once.
const PAGE: usize = 2_000;
/// How long to wait when the log or the disk is away.
const PAUSE: Duration = Duration::from_secs(1);

/// What the growing needs beside the tree.
pub(super) struct Growing {
    pub(super) store: Arc<dyn EventStore>,
    pub(super) files: NotaryFiles,
    pub(super) origin: String,
    pub(super) signers: Vec<SignerKey>,
    pub(super) publish: Arc<watch::Sender<Published>>,
    pub(super) index: Arc<Mutex<Vec<Position>>>,
    pub(super) interval: Duration,
}

/// The tree in memory and what it must still be compared with.
struct Grown {
    tree: Tree,
    position: Position,
    /// What was signed last.
    signed: Option<Checkpoint>,
    /// Leaves of a tile as it lies on the disk, for the part of the log that was signed before.
    stored: Vec<[u8; 32]>,
    index: Vec<Position>,
    saved: u64,
    /// How many of `index` are on the disk.
    kept: usize,
}

/// Why the work pauses or ends.
enum Stop {
    /// The log is not the one that was signed.
    Fault(Fault),
    /// Try again later.
    Later(String),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<NotaryError> for Stop {
    fn from(error: NotaryError) -> Self {
        Self::Later(error.to_string())
    }
}

impl Growing {
    /// Goes on until the notary is dropped, or the log is not the one that was signed.
    pub(super) async fn run(self, loaded: Loaded, mut stopped: watch::Receiver<()>) {
        if let Some(fault) = loaded.fault {
            return self.stop(fault);
        }
        let mut grown = Grown {
            tree: loaded.tree,
            position: loaded.position,
            signed: loaded.signed.map(|(_, checkpoint)| checkpoint),
            stored: Vec::new(),
            kept: loaded.index.len(),
            index: loaded.index,
            saved: 0,
        };
        grown.saved = grown.tree.size();
        let mut due = Instant::now();
        loop {
            let step = tokio::select! {
                step = self.step(&mut grown, &mut due) => step,
                _ended = stopped.changed() => break,
            };
            match step {
                Ok(()) => {}
                Err(Stop::Fault(fault)) => return self.stop(fault),
                Err(Stop::Later(reason)) => {
                    tracing::warn!(reason, "the tree over the log waits");
                    tokio::select! {
                        () = tokio::time::sleep(PAUSE) => {}
                        _ended = stopped.changed() => break,
                    }
                }
            }
        }
        self.finish(&mut grown).await;
    }

    /// Signs what was written last, so that nothing acknowledged is left unsigned by a node that ends well.
    async fn finish(&self, grown: &mut Grown) {
        let mut due = Instant::now();
        let is_signed =
            |grown: &Grown| grown.signed.as_ref().map_or(0, |signed| signed.head.size) == grown.tree.size();
        while self.store.head().await.is_ok_and(|head| head > grown.position) || !is_signed(grown) {
            match self.step(grown, &mut due).await {
                Ok(()) => due = Instant::now(),
                Err(Stop::Fault(fault)) => return self.stop(fault),
                Err(Stop::Later(reason)) => {
                    return tracing::warn!(reason, "the last events are signed at the next start");
                }
            }
        }
    }

    /// Loud, and for good: a human has to look before anything is signed again.
    fn stop(&self, fault: Fault) {
        tracing::error!(code = fault.kind.code(), %fault, "the log is not the one that was signed; no checkpoint is signed any more");
        metrics::gauge!("hejie_proof_fault").set(1.0);
        self.publish.send_modify(|published| published.fault = Some(fault));
    }

    /// Takes one page of the log; signs when the interval has passed or everything is taken.
    async fn step(&self, grown: &mut Grown, due: &mut Instant) -> Result<(), Stop> {
        let page = self.store.read_log(grown.position, PAGE).await.map_err(|error| match error {
            ReadError::Unavailable { reason } => Stop::Later(reason),
            ReadError::Damaged { reason } => {
                Stop::Fault(Fault { kind: super::FaultKind::Changed, words: reason })
            }
        })?;
        let (at_end, through) = (page.at_end, page.safe_through);
        if !page.events.is_empty() {
            grown.take(&page.events, &self.files)?;
        }
        grown.position = grown.position.max(through);
        if at_end {
            grown.compare_length()?;
        }
        let is_signed = grown.signed.as_ref().is_some_and(|signed| signed.head.size == grown.tree.size());
        // A tree that was taken up signed learns here which position that is.
        let is_published = is_signed && self.publish.borrow().position == grown.position;
        if !is_published && (at_end || Instant::now() >= *due) && grown.may_be_signed() {
            tokio::time::sleep_until(*due).await;
            *due = Instant::now() + self.interval;
            let incarnation = self.store.incarnation();
            let note = grown.sign(&self.origin, &self.signers, &self.files, incarnation)?;
            self.announce(grown, note);
        } else if at_end {
            self.store.changed(grown.position).await;
        }
        Ok(())
    }

    fn announce(&self, grown: &Grown, note: Option<Note>) {
        {
            let mut shared = self.index.lock().unwrap_or_else(PoisonError::into_inner);
            let known = shared.len();
            shared.extend_from_slice(grown.index.get(known..).unwrap_or_default());
        }
        metrics::gauge!("hejie_proof_tree_size").set(grown.tree.size() as f64);
        if note.is_some() {
            metrics::counter!("hejie_proof_checkpoints_total").increment(1);
        }
        self.publish.send_modify(|published| {
            published.head = grown.tree.head();
            published.position = grown.position;
            if note.is_some() {
                published.note = note;
            }
        });
    }
}

impl Grown {
    fn take(&mut self, events: &[RecordedEvent], files: &NotaryFiles) -> Result<(), Stop> {
        for event in events {
            let index = self.tree.size();
            let leaf = leaf_hash(event);
            if self.stored_leaf(index, files).is_some_and(|stored| stored != leaf.0) {
                let place = Place {
                    stream: event.stream.clone(),
                    revision: event.revision.0,
                    position: event.position,
                };
                return Err(Fault::from(LogFault::Changed { index, place }).into());
            }
            if index.is_multiple_of(TILE_WIDTH as u64) {
                self.index.push(event.position);
            }
            self.tree.append(leaf);
            self.position = event.position;
            self.compare_root()?;
        }
        Ok(())
    }

    /// Where the log is grown again from its beginning, what was signed must come out again.
    fn compare_root(&self) -> Result<(), Fault> {
        let Some(signed) = &self.signed else { return Ok(()) };
        if signed.head.size != self.tree.size() || signed.head.root == self.tree.root() {
            return Ok(());
        }
        let (size, found, signed) = (signed.head.size, self.tree.root(), signed.head.root);
        Err(LogFault::Root { size, found, signed }.into())
    }

    fn compare_length(&self) -> Result<(), Fault> {
        let signed = self.signed.as_ref().map_or(0, |signed| signed.head.size);
        let found = self.tree.size();
        if found < signed { Err(LogFault::Short { found, signed }.into()) } else { Ok(()) }
    }

    fn may_be_signed(&self) -> bool {
        self.tree.size() > 0 && self.signed.as_ref().is_none_or(|signed| signed.head.size <= self.tree.size())
    }

    /// The leaf that lies on the disk at a place that was signed, when the tree is grown anew over it.
    fn stored_leaf(&mut self, index: u64, files: &NotaryFiles) -> Option<[u8; 32]> {
        let signed = self.signed.as_ref().map_or(0, |signed| signed.head.size);
        if index >= signed || index < self.saved {
            return None;
        }
        let within = (index % TILE_WIDTH as u64) as usize;
        if within == 0 {
            let at = TileAt { level: 0, index: index / TILE_WIDTH as u64 };
            // A tile that is missing or cut is made anew; the root decides then.
            let bytes = files.tiles().read(at, at.width_in(signed)).ok().flatten().unwrap_or_default();
            self.stored = bytes.as_chunks::<32>().0.to_vec();
        }
        self.stored.get(within).copied()
    }

    /// Saves the tree and signs it as the continuation of what was signed before. `None` when it was signed already.
    fn sign(
        &mut self,
        origin: &str,
        signers: &[SignerKey],
        files: &NotaryFiles,
        incarnation: Incarnation,
    ) -> Result<Option<Note>, Stop> {
        let mut tiles = files.tiles();
        self.tree.save(&mut tiles).map_err(|error| Stop::Later(error.to_string()))?;
        let head = self.tree.head();
        let state = NotaryState {
            incarnation,
            size: head.size,
            root: head.root.to_string(),
            position: self.position,
        };
        files.keep_state(&state, &self.index, self.kept)?;
        self.kept = self.index.len();
        self.saved = head.size;
        if self.signed.as_ref().is_some_and(|signed| signed.head == head) {
            return Ok(None);
        }
        let before = self.signed.as_ref().map_or_else(Head::empty, |signed| signed.head);
        let consistency = consistency_proof(&tiles, &before, &head).map_err(Fault::from)?;
        let new = Checkpoint { origin: origin.to_owned(), head };
        let keys: Vec<&SignerKey> = signers.iter().collect();
        // The keys of a log state no time; witnesses do.
        let note = new.sign_after(self.signed.as_ref(), &consistency, &keys, 0).map_err(Fault::from)?;
        files.keep_checkpoint(&note)?;
        self.signed = Some(new);
        Ok(Some(note))
    }
}
