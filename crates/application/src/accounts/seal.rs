//! Secrets of second factors, sealed: AES-256-GCM under a key that the vault's master key protects, bound to the account.

use super::SignInError;
use super::totp::FactorSecret;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};

const NONCE_BYTES: usize = 12;

/// Seals and opens.
pub(super) struct SealKey(Aes256Gcm);

impl SealKey {
    pub(super) fn new(key: [u8; 32]) -> Self {
        Self(Aes256Gcm::new(&key.into()))
    }

    pub(super) fn seal(&self, account: &str, secret: &FactorSecret) -> Result<Vec<u8>, SignInError> {
        let mut nonce = [0_u8; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|error| SignInError::Failed(error.to_string()))?;
        let payload = Payload { msg: secret.bytes(), aad: &bound(account) };
        let sealed = self.0.encrypt(&Nonce::from(nonce), payload).map_err(|_| unopened())?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub(super) fn open(&self, account: &str, sealed: &[u8]) -> Result<FactorSecret, SignInError> {
        let (nonce, content) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or_else(unopened)?;
        let payload = Payload { msg: content, aad: &bound(account) };
        self.0.decrypt(&Nonce::from(*nonce), payload).map(FactorSecret::of).map_err(|_| unopened())
    }
}

fn bound(account: &str) -> Vec<u8> {
    [b"hejie.second-factor.v1 ", account.as_bytes()].concat()
}

fn unopened() -> SignInError {
    SignInError::Failed(
        "a second factor does not open: the keys of another house, or it was moved".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::SealKey;
    use crate::accounts::FactorSecret;

    #[test]
    fn a_sealed_factor_opens_under_its_own_account_and_key_alone() {
        let (key, other) = (SealKey::new([7; 32]), SealKey::new([8; 32]));
        let secret = FactorSecret::new().unwrap();
        let sealed = key.seal("clerk-7", &secret).unwrap();
        assert!(key.open("clerk-7", &sealed).unwrap() == secret);
        assert!(key.open("clerk-8", &sealed).is_err() && other.open("clerk-7", &sealed).is_err());
        assert!(!sealed.windows(20).any(|bytes| bytes == secret.bytes()));
    }
}
