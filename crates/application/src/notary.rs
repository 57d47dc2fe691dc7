//! The notary: keeps the Merkle tree over the log, signs checkpoints of it, and proves events from it.
//!
//! Everything lies in one folder that any file server can publish: tiles, the newest checkpoint, the newest one a witness
//! cosigned, and the public keys. The private key lies there with mode 0600 or wherever a setting says; never in a database.
//! A checkpoint is signed only when a consistency proof shows that it continues the one before. When the log is not the one
//! that was signed, the notary stops, says so loudly and signs nothing more.

mod fault;
mod files;
mod grow;
mod prove;
mod scrub;
mod witness;

pub use fault::{Fault, FaultKind};
pub use files::{NotaryFiles, NotaryState, retiring_key};
pub use prove::{ProveError, Proved};
pub use scrub::ScrubPace;
pub use witness::CosignError;

use event_store::{EventStore, Position};
use files::Loaded;
use proof::checkpoint::Checkpoint;
use proof::key::{KeyError, SignerKey, VerifierKey};
use proof::note::Note;
use proof::tree::{Head, TileError};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;

/// What a notary works with.
#[derive(Debug, Clone)]
pub struct NotaryOptions {
    /// Folder of tiles, checkpoints and keys; made when missing.
    pub folder: PathBuf,
    /// Names the log, and the keys it signs with.
    pub origin: String,
    /// Where the private key lies; `None`: `key.pem` in the folder.
    pub key_file: Option<PathBuf>,
    /// Least time between two checkpoints; under load there is one each time it has passed.
    pub interval: Duration,
    /// Events the scrubber looks at in a second; 0: it does not run.
    pub scrub_per_second: u32,
}

/// Why there is no notary.
#[derive(Debug, thiserror::Error)]
pub enum NotaryError {
    /// A key cannot be used.
    #[error("key of the log: {0}")]
    Key(#[from] KeyError),
    /// A file cannot be read or written.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says, or what is wrong with its content.
        reason: String,
    },
    /// The tiles cannot be written or read.
    #[error(transparent)]
    Tiles(#[from] TileError),
}

/// What is published at this moment.
#[derive(Debug, Clone)]
pub struct Published {
    /// The newest checkpoint, signed; `None` before the first event.
    pub note: Option<Note>,
    /// Size and root it states.
    pub head: Head,
    /// Position of the last event in it.
    pub position: Position,
    /// Why nothing more is signed, if so.
    pub fault: Option<Fault>,
}

/// Its threads, and what ends them when it is dropped.
struct Work {
    stop: watch::Sender<()>,
    threads: Vec<JoinHandle<()>>,
}

/// The notary of one log on one node. Dropping it ends its work.
pub struct Notary {
    files: NotaryFiles,
    origin: String,
    keys: Vec<VerifierKey>,
    witnesses: Vec<VerifierKey>,
    published: watch::Receiver<Published>,
    publish: Arc<watch::Sender<Published>>,
    damage: watch::Receiver<Option<String>>,
    /// Held while a cosignature is taken in, so that none is lost.
    cosigning: Mutex<()>,
    index: Arc<Mutex<Vec<Position>>>,
    /// Ends the threads when it is dropped.
    work: Mutex<Option<Work>>,
}

impl Notary {
    /// Takes up the tree where it ended and goes on with the log.
    ///
    /// # Errors
    /// When keys or files cannot be used. A log that is not the one that was signed is no error here but a [`Fault`].
    pub fn start(store: Arc<dyn EventStore>, options: &NotaryOptions) -> Result<Self, NotaryError> {
        let files = NotaryFiles::new(&options.folder);
        files.make()?;
        let signers = files.signers(&options.origin, options.key_file.as_deref())?;
        let keys = files.publish_keys(signers.iter().map(SignerKey::verifier))?;
        let witnesses = files.witnesses()?;
        let loaded = Loaded::read(&files, &keys, store.incarnation())?;
        let index = Arc::new(Mutex::new(loaded.index.clone()));
        let (publish, published) = watch::channel(loaded.published());
        let publish = Arc::new(publish);
        let growing = grow::Growing {
            store: Arc::clone(&store),
            files: files.clone(),
            origin: options.origin.clone(),
            signers,
            publish: Arc::clone(&publish),
            index: Arc::clone(&index),
            interval: options.interval,
        };
        let (found, damage) = watch::channel(None);
        let (stop, stopped) = watch::channel(());
        let mut threads = Vec::new();
        if !crate::protection::is_off() {
            threads.push(thread("notary", growing.run(loaded, stopped.clone()))?);
        }
        if options.scrub_per_second > 0 && !crate::protection::is_off() {
            let pace = ScrubPace { per_second: options.scrub_per_second };
            let scrubbing = scrub::run(store, files.clone(), published.clone(), found, pace);
            threads.push(thread("scrubber", until(stopped, scrubbing))?);
        }
        Ok(Self {
            files,
            origin: options.origin.clone(),
            keys,
            witnesses,
            published,
            publish,
            damage,
            cosigning: Mutex::new(()),
            index,
            work: Mutex::new(Some(Work { stop, threads })),
        })
    }

    /// What is published now.
    #[must_use]
    pub fn published(&self) -> Published {
        self.published.borrow().clone()
    }

    /// What the scrubber found in the last round, in words with ids; `None` while it has found nothing.
    #[must_use]
    pub fn damage(&self) -> Option<String> {
        self.damage.borrow().clone()
    }

    /// Signs what the log holds by now and ends the work. Blocks for a moment; a second time does nothing.
    pub fn stop(&self) {
        let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Work { stop, threads }) = work else { return };
        drop(stop);
        for thread in threads {
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }

    /// Waits until the checkpoint covers `position`, or nothing more will be signed.
    pub async fn reached(&self, position: Position) {
        let mut published = self.published.clone();
        // The sender lives as long as this.
        let _ended = published.wait_for(|now| now.position >= position || now.fault.is_some()).await;
    }

    /// Names the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Every public key the log ever signed with, oldest first.
    #[must_use]
    pub fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }

    /// The witnesses whose cosignatures are taken.
    #[must_use]
    pub fn witnesses(&self) -> &[VerifierKey] {
        &self.witnesses
    }

    /// The published folder.
    #[must_use]
    pub const fn files(&self) -> &NotaryFiles {
        &self.files
    }

    /// The head of the newest checkpoint as a checkpoint.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint { origin: self.origin.clone(), head: self.published.borrow().head }
    }
}

impl Drop for Notary {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Hashing and files do not belong on the threads that answer requests: `work` gets a thread of its own.
pub(crate) fn thread(
    name: &str,
    work: impl Future<Output = ()> + Send + 'static,
) -> Result<JoinHandle<()>, NotaryError> {
    let failed = |error: std::io::Error| NotaryError::File { path: name.into(), reason: error.to_string() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    std::thread::Builder::new().name(name.to_owned()).spawn(move || runtime.block_on(work)).map_err(failed)
}

/// `work`, until it is stopped.
async fn until(mut stopped: watch::Receiver<()>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        _ended = stopped.changed() => {}
    }
}
