//! The vault: one key per data subject, wrapped by a master key, kept apart from the log.
//!
//! Personal data is sealed with AES-256-GCM under its subject's key just before an event is encoded. The associated data binds a box to
//! its stream, event, field and subject, so that it opens nowhere else. Destroying a subject's key makes every copy of its boxes
//! unreadable for ever: in the log, in views, in backups of either.

mod index;
mod master;
mod rotation;
mod seal;
mod shared;
mod table;
mod wrapping;

pub use index::PersonKeys;
pub use master::{KeyCommand, MasterId, MasterKeys};
pub use rotation::{Holder, MasterRows, MasterState, MasterUse, Rotation, Wrapped};
pub use shared::{Kept, KeyRows, Offer};

use crate::group_writer::WriteError;
use aes_gcm::{Aes256Gcm, KeyInit};
use async_trait::async_trait;
use domain::ids::{CommandId, SubjectId};
use domain::personal::{HoldsPersonal, Personal, PersonalValue, Sealed};
use hmac::{Hmac, Mac};
use quick_cache::sync::Cache;
use sha2::Sha256;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use table::{KeyTable, Keys, Trace};
use wrapping::Key;

/// Most unwrapped keys kept in memory.
const CACHED_KEYS: usize = 100_000;

/// Why the vault could not help. Never quotes what it seals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Its queue is full or its file cannot be written now.
    #[error("the vault is busy: {0}")]
    Busy(String),
    /// Its file cannot be opened or read.
    #[error("the vault cannot be read: {0}")]
    Unreadable(String),
    /// A master key the vault is wrapped under is not at hand.
    #[error("the keys at hand do not open the vault: it needs master key {needed}, at hand is {held}")]
    WrongMasterKey {
        /// Its id.
        needed: String,
        /// The ids at hand.
        held: String,
    },
    /// A master key has another form.
    #[error(
        "master keys are 64 hexadecimal digits each, or the base64 text of 32 bytes; at least one, at most 32"
    )]
    MasterKeyMalformed,
    /// The key service outside does not answer, refuses, or answers what cannot be right.
    #[error("the key service cannot be used: {0}")]
    KeyService(String),
    /// A new master key cannot be made where they do not come from a file.
    #[error(
        "no master key is at hand that the vault does not know yet: add a new one behind those of before"
    )]
    MasterKeysGiven,
    /// Keys are wrapped under a master key that was to be given up, or new ones will be.
    #[error("master key {0} is in use: `hejie keys rotate` wraps everything under another one")]
    MasterKeyInUse(String),
    /// The vault has no such master key.
    #[error("the vault knows no master key {0}")]
    MasterKeyUnknown(String),
    /// The subject's key was destroyed; nothing new may be sealed for it.
    #[error("subject {0} was erased")]
    Erased(SubjectId),
    /// A box is damaged or was moved from where it belongs.
    #[error("a sealed field of subject {0} does not open: it is damaged or was moved")]
    Tampered(SubjectId),
    /// The machine has no randomness to give.
    #[error("no randomness: {0}")]
    Randomness(String),
}

impl From<WriteError> for VaultError {
    fn from(error: WriteError) -> Self {
        Self::Busy(error.to_string())
    }
}

/// What a box held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened<T> {
    /// The value.
    Value(T),
    /// The key of its subject was destroyed.
    Erased,
}

impl<T> Opened<T> {
    /// The value, if it was not erased.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Erased => None,
        }
    }
}

/// Who keeps the keys: a file of this node, or a place all nodes share.
#[async_trait]
trait KeyKeeper: Send + Sync {
    /// The keys of these subjects, made where there is none, and the traces by which they are found, durable when this returns; `None`
    /// for one that was erased.
    async fn ensure(&self, subjects: Vec<SubjectId>, traces: Vec<Trace>) -> Result<Keys, VaultError>;
    /// Subjects with this digest, each with its stream.
    async fn find(&self, digest: &[u8; 32]) -> Result<Vec<(SubjectId, String)>, VaultError>;
    /// Takes a digest away from a subject that is found by others.
    async fn forget(&self, digest: [u8; 32], subject: SubjectId) -> Result<(), VaultError>;
    /// Destroys a key.
    async fn erase(&self, subject: SubjectId) -> Result<(), VaultError>;
    /// The key of a subject; `None` when it was erased or never made.
    fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError>;
    /// Subjects another node may have erased after the mark, and the new mark.
    async fn erased_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), VaultError>;
    /// The wrapped keys as a rotation of the master key sees them.
    fn rows(&self) -> &dyn MasterRows;
}

/// How often a node asks whom others have erased.
const HEED_EVERY: Duration = Duration::from_millis(500);

/// A node that cannot ask for so long forgets every key it remembers.
const HEED_PATIENCE: Duration = Duration::from_secs(10);

/// What a file answers, it answers without waiting: the one future for files and databases needs no runtime here.
fn at_once<T>(asked: impl Future<Output = Result<T, VaultError>>) -> Result<T, VaultError> {
    match std::pin::pin!(asked).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => Err(VaultError::Unreadable("the file did not answer at once".to_owned())),
    }
}

/// The vault.
pub struct Vault {
    table: Box<dyn KeyKeeper>,
    ciphers: Cache<SubjectId, Arc<Aes256Gcm>>,
    /// Counts erasures: whoever read a key before one and keeps it after looks again.
    erasures: AtomicU64,
    digest: Hmac<Sha256>,
    masters: Arc<MasterKeys>,
}

impl Vault {
    /// Opens or makes the vault in `directory`.
    ///
    /// # Errors
    /// When the file cannot be opened or a master key it needs is not at hand.
    pub fn open(directory: &Path, masters: MasterKeys) -> Result<Self, VaultError> {
        let masters = Arc::new(masters);
        let table = KeyTable::open(&directory.join("vault.db"), Arc::clone(&masters))?;
        let (_, digest) = at_once(rotation::prepare(&table, &masters))?;
        Self::of(Box::new(table), masters, &digest)
    }

    /// The vault whose wrapped keys are kept elsewhere, by several nodes together. Have [`Vault::heed_erasures`] run beside it.
    ///
    /// # Errors
    /// When the keys cannot be reached or a master key they need is not at hand.
    pub async fn over(rows: Arc<dyn KeyRows>, masters: MasterKeys) -> Result<Self, VaultError> {
        let masters = Arc::new(masters);
        let (current, digest) = rotation::prepare(rows.as_ref(), &masters).await?;
        let table = shared::SharedKeys::new(rows, Arc::clone(&masters), current);
        Self::of(Box::new(table), masters, &digest)
    }

    fn of(table: Box<dyn KeyKeeper>, masters: Arc<MasterKeys>, digest: &Key) -> Result<Self, VaultError> {
        let digest = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(digest.as_ref())
            .map_err(|error| VaultError::Unreadable(error.to_string()))?;
        let ciphers = Cache::new(CACHED_KEYS);
        Ok(Self { table, ciphers, erasures: AtomicU64::new(0), digest, masters })
    }

    /// Forgets the keys other nodes destroy, within half a second; cut off from the shared keys for ten seconds, all of them. Never
    /// returns.
    pub async fn heed_erasures(&self) {
        let (mut seen, mut asked) = (0, Instant::now());
        loop {
            match self.table.erased_after(seen).await {
                Ok((mark, subjects)) => {
                    (seen, asked) = (mark, Instant::now());
                    self.erasures.fetch_add(u64::from(!subjects.is_empty()), Ordering::SeqCst);
                    for subject in subjects {
                        self.ciphers.remove(&subject);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "nobody says whom other nodes have erased");
                    if asked.elapsed() > HEED_PATIENCE {
                        self.ciphers.clear();
                    }
                }
            }
            tokio::time::sleep(HEED_EVERY).await;
        }
    }

    /// Keyed digest over length-prefixed parts.
    #[must_use]
    pub fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.digest.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Seals every clear slot of the events a command is about to record in `stream`. Keys of new subjects are durable before this returns,
    /// so a sealed event can never reach the log ahead of its key.
    ///
    /// # Errors
    /// When a key cannot be made or its subject was erased. Nothing is sealed by halves: the events are not to be used then.
    pub async fn seal_events<E: HoldsPersonal>(
        &self,
        stream: &str,
        command: CommandId,
        events: &mut [E],
    ) -> Result<(), VaultError> {
        #[cfg(feature = "bench-bare")]
        if crate::protection::is_off() {
            seal::put_plain(command, events);
            return Ok(());
        }
        let mut subjects = BTreeSet::new();
        let mut traces = Vec::new();
        for event in events.iter_mut() {
            event.each_personal("", &mut |field, slot| {
                if slot.sealed().is_none() {
                    subjects.insert(slot.subject());
                    traces.extend(self.trace(stream, field, slot));
                }
            });
        }
        let missing: Vec<_> =
            subjects.into_iter().filter(|subject| self.ciphers.get(subject).is_none()).collect();
        if !(missing.is_empty() && traces.is_empty()) {
            let before = self.erasures.load(Ordering::SeqCst);
            for (subject, key) in self.table.ensure(missing, traces).await? {
                let key = key.ok_or(VaultError::Erased(subject))?;
                self.keep(subject, Arc::new(Aes256Gcm::new(&(*key).into())), before);
            }
        }
        let mut outcome = Ok(());
        for (index, event) in events.iter_mut().enumerate() {
            let event_id = command.derive("event", index);
            event.each_personal("", &mut |field, slot| {
                let Some(plain) = slot.plain().filter(|_| outcome.is_ok()) else { return };
                let place = seal::Place { stream, event: event_id, field, subject: slot.subject() };
                match self.cipher(place.subject).and_then(|cipher| seal::seal(&cipher, &place, &plain)) {
                    Ok(sealed) => slot.put(sealed),
                    Err(error) => outcome = Err(error),
                }
            });
        }
        outcome
    }

    /// Opens a sealed value that stands in `stream`; a clear one is handed through.
    ///
    /// # Errors
    /// When the box was damaged or moved, or the vault cannot be read.
    pub fn reveal<T: PersonalValue + Clone>(
        &self,
        stream: &str,
        personal: &Personal<T>,
    ) -> Result<Opened<T>, VaultError> {
        let Some(sealed) = personal.as_sealed() else {
            return Ok(personal.as_clear().cloned().map_or(Opened::Erased, Opened::Value));
        };
        match self.open_sealed(stream, sealed)? {
            Opened::Erased => Ok(Opened::Erased),
            Opened::Value(plain) => serde_json::from_str(&plain)
                .map(Opened::Value)
                .map_err(|_| VaultError::Tampered(sealed.subject)),
        }
    }

    /// Opens a box to the JSON text it holds.
    ///
    /// # Errors
    /// See [`Vault::reveal`].
    pub fn open_sealed(&self, stream: &str, sealed: &Sealed) -> Result<Opened<String>, VaultError> {
        #[cfg(feature = "bench-bare")]
        if crate::protection::is_off() {
            return seal::read_plain(sealed).map(Opened::Value);
        }
        let cipher = match self.cipher(sealed.subject) {
            Ok(cipher) => cipher,
            Err(VaultError::Erased(_)) => return Ok(Opened::Erased),
            Err(error) => return Err(error),
        };
        let place =
            seal::Place { stream, event: sealed.event, field: &sealed.field, subject: sealed.subject };
        seal::open(&cipher, &place, &sealed.content).map(Opened::Value)
    }

    /// Destroys the key of a subject. Durable when it returns; a second time changes nothing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn erase(&self, subject: SubjectId) -> Result<(), VaultError> {
        self.table.erase(subject).await?;
        // In this order: whoever keeps a key read before the erasure sees the new count, or is swept away here.
        self.erasures.fetch_add(1, Ordering::SeqCst);
        self.ciphers.remove(&subject);
        Ok(())
    }

    /// Keeps an unwrapped key in memory, unless some key was destroyed since it was read: then it may be that one.
    fn keep(&self, subject: SubjectId, cipher: Arc<Aes256Gcm>, before: u64) {
        self.ciphers.insert(subject, cipher);
        if self.erasures.load(Ordering::SeqCst) != before {
            self.ciphers.remove(&subject);
        }
    }

    fn cipher(&self, subject: SubjectId) -> Result<Arc<Aes256Gcm>, VaultError> {
        if let Some(cipher) = self.ciphers.get(&subject) {
            return Ok(cipher);
        }
        let before = self.erasures.load(Ordering::SeqCst);
        let key = self.table.get(subject)?.ok_or(VaultError::Erased(subject))?;
        let cipher = Arc::new(Aes256Gcm::new(&(*key).into()));
        self.keep(subject, Arc::clone(&cipher), before);
        Ok(cipher)
    }
}
