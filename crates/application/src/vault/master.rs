//! Master keys: what wraps the keys of people. Known by ids; kept in a file, in the environment, or in an external key service.
//!
//! Several may be at hand, so that the keys of the vault can be wrapped anew under another one while everything goes on. Which one
//! wraps is written in the vault, not here.

mod command;
mod held;

pub use command::KeyCommand;

use super::VaultError;
use super::wrapping::Key;
use held::HeldKeys;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// Names a master key without telling it: of a key held here, 16 hexadecimal digits of a hash over it; of a key service, its own name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MasterId(String);

impl MasterId {
    /// As it is stored and printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for MasterId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for MasterId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A place that has master keys: it wraps and unwraps, and need not tell them. `name` is whose key it is; a wrapped key opens under its
/// own name only. May hold the calling thread, for a bounded time.
pub(super) trait MasterPort: Send + Sync {
    /// The ids at hand, oldest first.
    fn ids(&self) -> Result<Vec<MasterId>, VaultError>;
    /// The one a new vault begins with.
    fn first_choice(&self) -> Result<Option<MasterId>, VaultError>;
    /// Whether this key is here now; what changed elsewhere is asked for again.
    fn has(&self, id: &MasterId) -> Result<bool, VaultError>;
    /// Wraps under a key that is here.
    fn wrap(&self, id: &MasterId, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError>;
    /// Unwraps what this key wrapped.
    fn unwrap(&self, id: &MasterId, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError>;
    /// Adds a new key, where keys can be made; nothing uses it yet.
    fn add(&self) -> Result<MasterId, VaultError>;
    /// Takes a key away, where keys can be taken away.
    fn remove(&self, gone: &MasterId) -> Result<(), VaultError>;
    /// Whether keys can be made and taken away here.
    fn in_file(&self) -> bool;
}

/// The master keys at hand.
#[derive(Clone)]
pub struct MasterKeys {
    /// Those of before first.
    places: Vec<Arc<dyn MasterPort>>,
}

impl MasterKeys {
    /// Reads keys between spaces, commas or line ends, each 64 hexadecimal digits or the base64 text of 32 bytes.
    ///
    /// # Errors
    /// [`VaultError::MasterKeyMalformed`], which quotes nothing.
    pub fn parse(text: &str) -> Result<Self, VaultError> {
        HeldKeys::parse(text).map(Self::of)
    }

    /// Reads the keys from `path`, and again whenever a key is asked for that was not in it.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        HeldKeys::read(path).map(Self::of)
    }

    /// Reads the keys from `path`, or makes one there (mode 0600) when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read, made or understood.
    pub fn read_or_make(path: &Path) -> Result<Self, VaultError> {
        HeldKeys::read_or_make(path).map(Self::of)
    }

    /// The keys of an external key service behind a command.
    ///
    /// # Errors
    /// [`VaultError::KeyService`] when it cannot be started or does not say which keys it has.
    pub fn command(command: KeyCommand) -> Result<Self, VaultError> {
        let keys = Self::of(command);
        keys.ids().map(|_| keys)
    }

    /// These, and the keys of a service beside them: what was wrapped here before can be wrapped anew there. New ones come from the
    /// service alone.
    #[must_use]
    pub fn and_then(mut self, service: Self) -> Self {
        self.places.extend(service.places);
        self
    }

    fn of(place: impl MasterPort + 'static) -> Self {
        Self { places: vec![Arc::new(place)] }
    }

    /// Adds a new key to the file these were read from; tells its id. Nothing uses it yet.
    ///
    /// # Errors
    /// When there is no file, or it cannot be written.
    pub fn add(&self) -> Result<MasterId, VaultError> {
        self.newest()?.add()
    }

    /// Takes a key out of the file these were read from.
    ///
    /// # Errors
    /// When there is no file, it cannot be written, or nothing would be left in it.
    pub fn remove(&self, gone: &MasterId) -> Result<(), VaultError> {
        self.newest()?.remove(gone)
    }

    /// The ids at hand, oldest first.
    ///
    /// # Errors
    /// When a key service does not answer.
    pub fn ids(&self) -> Result<Vec<MasterId>, VaultError> {
        let mut ids = Vec::new();
        for place in &self.places {
            for id in place.ids()? {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        Ok(ids)
    }

    /// Whether they come from a file, where a new one can be added.
    #[must_use]
    pub fn in_file(&self) -> bool {
        self.newest().is_ok_and(MasterPort::in_file)
    }

    /// The one a new vault begins with.
    pub(super) fn first_choice(&self) -> Result<Option<MasterId>, VaultError> {
        self.newest()?.first_choice()
    }

    /// Refuses when a key is not at hand.
    pub(super) fn need(&self, id: &MasterId) -> Result<(), VaultError> {
        self.place_of(id).map(drop)
    }

    /// Wraps a key under a master key.
    pub(super) fn wrap(&self, id: &MasterId, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError> {
        self.place_of(id)?.wrap(id, name, key)
    }

    /// Unwraps a key.
    pub(super) fn unwrap(&self, id: &MasterId, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError> {
        self.place_of(id)?.unwrap(id, name, wrapped)
    }

    /// The refusal that names what is needed and what is there.
    pub(super) fn lack(&self, needed: &str) -> VaultError {
        let ids: Vec<_> = self.ids().unwrap_or_default().iter().map(ToString::to_string).collect();
        VaultError::WrongMasterKey { needed: needed.to_owned(), held: ids.join(", ") }
    }

    fn newest(&self) -> Result<&dyn MasterPort, VaultError> {
        self.places.last().map(AsRef::as_ref).ok_or(VaultError::MasterKeyMalformed)
    }

    fn place_of(&self, id: &MasterId) -> Result<&dyn MasterPort, VaultError> {
        for place in &self.places {
            if place.has(id)? {
                return Ok(place.as_ref());
            }
        }
        Err(self.lack(id.as_str()))
    }
}
