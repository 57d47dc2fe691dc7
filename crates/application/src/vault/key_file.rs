//! The master key: 256 bits from the environment or a file only its owner may read.

use super::VaultError;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use zeroize::Zeroizing;

/// Wraps every subject's key.
pub struct MasterKey(pub(super) Zeroizing<[u8; 32]>);

impl MasterKey {
    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`VaultError::MasterKeyMalformed`].
    pub fn parse(text: &str) -> Result<Self, VaultError> {
        let mut key = Zeroizing::new([0_u8; 32]);
        hex::decode_to_slice(text.trim(), key.as_mut()).map_err(|_| VaultError::MasterKeyMalformed)?;
        Ok(Self(key))
    }

    /// Reads the key from `path`.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        let text = fs::read_to_string(path)
            .map_err(|error| VaultError::Unreadable(format!("{}: {error}", path.display())))?;
        Self::parse(&Zeroizing::new(text))
    }

    /// Reads the key from `path`, or makes one there (mode 0600) when there is none.
    ///
    /// # Errors
    /// When the file cannot be read, made or understood.
    pub fn read_or_make(path: &Path) -> Result<Self, VaultError> {
        let unreadable =
            |error: std::io::Error| VaultError::Unreadable(format!("{}: {error}", path.display()));
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&Zeroizing::new(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut key = Zeroizing::new([0_u8; 32]);
                getrandom::fill(key.as_mut()).map_err(|error| VaultError::Randomness(error.to_string()))?;
                let text = Zeroizing::new(hex::encode(key.as_ref()));
                let mut file = OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(path)
                    .map_err(unreadable)?;
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(unreadable)?;
                Ok(Self(key))
            }
            Err(error) => Err(unreadable(error)),
        }
    }
}
