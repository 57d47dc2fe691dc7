//! Settings of the proofs.

use super::SettingsError;
use proof::note::is_key_name;
use serde::{Deserialize, Serialize};

/// Section `[proof]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProofSettings {
    /// `HEJIE_PROOF_ORIGIN`, default `hejie.local/<tenant>`: names the log in every checkpoint, best as a domain of the centre and
    /// a path; never changed later.
    pub origin: String,
    /// `HEJIE_PROOF_KEY_FILE`, default empty: the private key of the log, PKCS#8 PEM with mode 0600; empty: `proof/key.pem` in the
    /// data directory, made on first use.
    pub key_file: String,
    /// `HEJIE_PROOF_INTERVAL_MS`, default 250: least time between two checkpoints.
    pub interval_ms: u64,
    /// `HEJIE_PROOF_SCRUB_PER_SECOND`, default 200: events the scrubber rereads in a second; 0: it does not run.
    pub scrub_per_second: u32,
    /// `HEJIE_PROOF_PUBLIC_PER_SECOND`, default 20: questions a second that the public verification answers, all callers together.
    pub public_per_second: u32,
}

impl Default for ProofSettings {
    fn default() -> Self {
        Self {
            origin: String::new(),
            key_file: String::new(),
            interval_ms: 250,
            scrub_per_second: 200,
            public_per_second: 20,
        }
    }
}

impl ProofSettings {
    /// Values no log can be named by or proved with.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let wrong = |key: &str, reason: &str| {
            Err(SettingsError::Setting { key: key.to_owned(), reason: reason.to_owned() })
        };
        if !self.origin.is_empty() && !is_key_name(&self.origin) {
            return wrong("proof.origin", "must have no blanks and no plus sign");
        }
        if !(1..=1000).contains(&self.interval_ms) {
            return wrong("proof.interval_ms", "must be 1 to 1000: there is a checkpoint a second at least");
        }
        if self.public_per_second == 0 {
            return wrong("proof.public_per_second", "must be at least 1");
        }
        Ok(())
    }
}
