//! Keys wrapped and unwrapped by a master key.

use super::VaultError;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use zeroize::Zeroizing;

/// A key, unwrapped.
pub(super) type Key = Zeroizing<[u8; 32]>;

pub(super) fn random_key() -> Result<Key, VaultError> {
    let mut key = Key::new([0; 32]);
    getrandom::fill(key.as_mut()).map_err(|error| VaultError::Randomness(error.to_string()))?;
    Ok(key)
}

/// Nonce, then the wrapped key with its tag; `name` is associated data, so that a wrapped key cannot change places.
pub(super) fn wrap_key(wrap: &Aes256Gcm, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0_u8; 12];
    getrandom::fill(&mut nonce).map_err(|error| VaultError::Randomness(error.to_string()))?;
    let payload = Payload { msg: key.as_ref(), aad: name };
    let wrapped = wrap
        .encrypt(&Nonce::from(nonce), payload)
        .map_err(|_| VaultError::Unreadable("a key cannot be wrapped".to_owned()))?;
    Ok([nonce.as_slice(), &wrapped].concat())
}

pub(super) fn unwrap(wrap: &Aes256Gcm, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError> {
    let damaged = || VaultError::Unreadable("a wrapped key does not open".to_owned());
    let (nonce, wrapped) = wrapped.split_at_checked(12).ok_or_else(damaged)?;
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| damaged())?;
    let key =
        wrap.decrypt(&Nonce::from(nonce), Payload { msg: wrapped, aad: name }).map_err(|_| damaged())?;
    let key = Zeroizing::new(key);
    key.as_slice().try_into().map(Key::new).map_err(|_| damaged())
}
