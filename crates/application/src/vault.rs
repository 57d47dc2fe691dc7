//! The vault: one key per data subject, wrapped by a master key, kept apart from the log.
//!
//! Personal data is sealed with AES-256-GCM under its subject's key just before an event is encoded. The associated data binds a box to
//! its stream, event, field and subject, so that it opens nowhere else. Destroying a subject's key makes every copy of its boxes
//! unreadable for ever: in the log, in views, in backups of either.

mod index;
mod key_file;
mod seal;
mod shared;
mod table;

pub use index::PersonKeys;
pub use key_file::MasterKey;
pub use shared::KeyRows;

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
use std::time::{Duration, Instant};
use table::{Key, KeyTable, Keys, Trace};

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
    /// The master key at hand is not the one the vault was made with.
    #[error("this master key does not open the vault")]
    WrongMasterKey,
    /// The master key is not 64 hexadecimal digits.
    #[error("a master key is 64 hexadecimal digits")]
    MasterKeyMalformed,
    /// The subject's key was destroyed; nothing new may be sealed for it.
    #[error("subject {0} was erased")]
    Erased(SubjectId),
    /// Keys that several nodes share are not searched by person.
    #[error("people cannot be searched in keys that several nodes share")]
    NotSearchable,
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
    /// Subjects with this digest, each with its stream; `None` where nobody can be searched.
    fn find(&self, digest: &[u8; 32]) -> Result<Option<Vec<(SubjectId, String)>>, VaultError>;
    /// Destroys a key.
    async fn erase(&self, subject: SubjectId) -> Result<(), VaultError>;
    /// The key of a subject; `None` when it was erased or never made.
    fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError>;
    /// Subjects another node may have erased after the mark, and the new mark.
    async fn erased_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), VaultError>;
}

/// How often a node asks whom others have erased.
const HEED_EVERY: Duration = Duration::from_millis(500);

/// A node that cannot ask for so long forgets every key it remembers.
const HEED_PATIENCE: Duration = Duration::from_secs(10);

/// The vault.
pub struct Vault {
    table: Box<dyn KeyKeeper>,
    ciphers: Cache<SubjectId, Arc<Aes256Gcm>>,
    /// Counts erasures: whoever read a key before one and keeps it after looks again.
    erasures: AtomicU64,
    digest: Hmac<Sha256>,
}

impl Vault {
    /// Opens or makes the vault in `directory`.
    ///
    /// # Errors
    /// When the file cannot be opened or the master key is another.
    pub fn open(directory: &Path, master: &MasterKey) -> Result<Self, VaultError> {
        let (table, digest_key) = KeyTable::open(&directory.join("vault.db"), master)?;
        let digest = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(digest_key.as_ref())
            .map_err(|error| VaultError::Unreadable(error.to_string()))?;
        Ok(Self {
            table: Box::new(table),
            ciphers: Cache::new(CACHED_KEYS),
            erasures: AtomicU64::new(0),
            digest,
        })
    }

    /// The vault whose wrapped keys are kept elsewhere, by several nodes together. Have [`Vault::heed_erasures`] run beside it.
    ///
    /// # Errors
    /// When the keys cannot be reached or the master key is another.
    pub async fn over(rows: Arc<dyn KeyRows>, master: &MasterKey) -> Result<Self, VaultError> {
        let (table, digest_key) = shared::SharedKeys::open(rows, master).await?;
        let digest = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(digest_key.as_ref())
            .map_err(|error| VaultError::Unreadable(error.to_string()))?;
        Ok(Self {
            table: Box::new(table),
            ciphers: Cache::new(CACHED_KEYS),
            erasures: AtomicU64::new(0),
            digest,
        })
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
