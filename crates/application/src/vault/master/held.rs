//! Master keys held in this process: 256 bits each, from a file only its owner may read or from the environment.

use super::super::VaultError;
use super::super::wrapping::{self, Key};
use super::{MasterId, MasterPort};
use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use zeroize::Zeroizing;

/// Most keys at hand: rotations overlap rarely, and a list without end is a mistake.
const MOST: usize = 32;

/// The id of a key.
fn id_of(key: &[u8; 32]) -> MasterId {
    let hash = Sha256::new().chain_update(b"hejie master key\0").chain_update(key).finalize();
    MasterId::from(hex::encode(hash.get(..8).unwrap_or_default()))
}

struct Held {
    id: MasterId,
    cipher: Aes256Gcm,
}

/// Keys at hand, oldest first. The first one begins a new vault.
pub(super) struct HeldKeys {
    held: RwLock<Vec<Held>>,
    /// Read again when a key is asked for that is not at hand: another process may have added it.
    file: Option<PathBuf>,
}

impl HeldKeys {
    pub(super) fn parse(text: &str) -> Result<Self, VaultError> {
        Ok(Self { held: RwLock::new(parse(text)?), file: None })
    }

    pub(super) fn read(path: &Path) -> Result<Self, VaultError> {
        let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| unreadable(path, &error))?;
        Ok(Self { held: RwLock::new(parse(&text)?), file: Some(path.to_owned()) })
    }

    pub(super) fn read_or_make(path: &Path) -> Result<Self, VaultError> {
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(mut file) => {
                let line = new_line()?;
                let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_all());
                written.map_err(|error| unreadable(path, &error))?;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            // A file on a read-only file system can still be read.
            Err(_) if path.exists() => {}
            Err(error) => return Err(unreadable(path, &error)),
        }
        Self::read(path)
    }

    fn held(&self, id: &MasterId) -> Option<Aes256Gcm> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|held| held.id == *id).map(|held| held.cipher.clone())
    }

    /// The cipher of a key, read again when it is not at hand.
    fn cipher(&self, id: &MasterId) -> Result<Aes256Gcm, VaultError> {
        if let Some(cipher) = self.held(id) {
            return Ok(cipher);
        }
        self.reload()?;
        let lack = || VaultError::WrongMasterKey { needed: id.to_string(), held: String::new() };
        self.held(id).ok_or_else(lack)
    }

    fn reload(&self) -> Result<(), VaultError> {
        if let Some(path) = &self.file {
            let text = fs::read_to_string(path).map(Zeroizing::new);
            let keys = parse(&text.map_err(|error| unreadable(path, &error))?)?;
            *self.held.write().unwrap_or_else(PoisonError::into_inner) = keys;
        }
        Ok(())
    }
}

impl MasterPort for HeldKeys {
    fn ids(&self) -> Result<Vec<MasterId>, VaultError> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        Ok(held.iter().map(|held| held.id.clone()).collect())
    }

    fn first_choice(&self) -> Result<Option<MasterId>, VaultError> {
        Ok(self.ids()?.into_iter().next())
    }

    fn has(&self, id: &MasterId) -> Result<bool, VaultError> {
        match self.cipher(id) {
            Ok(_) => Ok(true),
            Err(VaultError::WrongMasterKey { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn wrap(&self, id: &MasterId, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError> {
        wrapping::wrap_key(&self.cipher(id)?, name, key)
    }

    fn unwrap(&self, id: &MasterId, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError> {
        wrapping::unwrap(&self.cipher(id)?, name, wrapped)
    }

    fn add(&self) -> Result<MasterId, VaultError> {
        let path = self.file.as_deref().ok_or(VaultError::MasterKeysGiven)?;
        let line = new_line()?;
        let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| unreadable(path, &error))?;
        replace(path, &Zeroizing::new(format!("{}\n{}", text.trim_end(), line.as_str())))?;
        self.reload()?;
        let added = parse(&line)?.into_iter().next();
        added.map(|held| held.id).ok_or(VaultError::MasterKeyMalformed)
    }

    fn remove(&self, gone: &MasterId) -> Result<(), VaultError> {
        let path = self.file.as_deref().ok_or(VaultError::MasterKeysGiven)?;
        let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| unreadable(path, &error))?;
        let mut kept = Zeroizing::new(String::with_capacity(text.len()));
        for word in words(&text) {
            if key_of(word)? != *gone {
                kept.push_str(word);
                kept.push('\n');
            }
        }
        parse(&kept)?;
        replace(path, &kept)?;
        self.reload()
    }

    fn in_file(&self) -> bool {
        self.file.is_some()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty())
}

fn parse(text: &str) -> Result<Vec<Held>, VaultError> {
    let mut keys: Vec<Held> = Vec::new();
    for word in words(text) {
        let key = bytes(word)?;
        let id = id_of(&key);
        if keys.iter().all(|held| held.id != id) {
            keys.push(Held { id, cipher: Aes256Gcm::new(&(*key).into()) });
        }
    }
    if keys.is_empty() || keys.len() > MOST { Err(VaultError::MasterKeyMalformed) } else { Ok(keys) }
}

fn key_of(word: &str) -> Result<MasterId, VaultError> {
    Ok(id_of(&*bytes(word)?))
}

fn bytes(word: &str) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    if word.len() == 64 {
        hex::decode_to_slice(word, key.as_mut()).map_err(|_| VaultError::MasterKeyMalformed)?;
        return Ok(key);
    }
    let engine = if word.ends_with('=') { STANDARD } else { STANDARD_NO_PAD };
    let decoded = engine.decode(word).map(Zeroizing::new).map_err(|_| VaultError::MasterKeyMalformed)?;
    if decoded.len() != key.len() {
        return Err(VaultError::MasterKeyMalformed);
    }
    key.copy_from_slice(&decoded);
    Ok(key)
}

fn new_line() -> Result<Zeroizing<String>, VaultError> {
    let mut key = Zeroizing::new([0_u8; 32]);
    getrandom::fill(key.as_mut()).map_err(|error| VaultError::Randomness(error.to_string()))?;
    Ok(Zeroizing::new(hex::encode(key.as_ref()) + "\n"))
}

/// All or nothing, whatever happens in between: a file with half a key would lock everybody out.
fn replace(path: &Path, text: &str) -> Result<(), VaultError> {
    let failed = |error: std::io::Error| unreadable(path, &error);
    let beside = path.with_extension("new");
    // Left by somebody who was killed here; it was never in use.
    let _absent = fs::remove_file(&beside);
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)?;
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(directory).and_then(|directory| directory.sync_all()).map_err(failed)
}

fn unreadable(path: &Path, error: &std::io::Error) -> VaultError {
    VaultError::Unreadable(format!("{}: {error}", path.display()))
}
