//! Settings of electronic signatures.

use super::SettingsError;
use application::SigningPolicy;
use serde::{Deserialize, Serialize};

/// Section `[signing]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SigningSettings {
    /// `HEJIE_SIGNING_AUTHORITIES_FILE`, default empty: PEM file with the certificates of the authorities whose certificates count
    /// for signing agreements; empty: no certificate is taken.
    pub authorities_file: String,
    /// `HEJIE_SIGNING_CERTIFICATE_REQUIRED`, default false: an electronic signature without a certificate is refused (ESL 16).
    pub certificate_required: bool,
}

impl SigningSettings {
    /// Nobody could sign.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        if self.certificate_required && self.authorities_file.is_empty() {
            return Err(SettingsError::Setting {
                key: "signing.certificate_required".to_owned(),
                reason: "needs signing.authorities_file: without authorities no certificate can be judged"
                    .to_owned(),
            });
        }
        Ok(())
    }

    /// The policy, its authorities read.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else than certificates.
    pub fn policy(&self) -> Result<SigningPolicy, String> {
        let authorities = match self.authorities_file.as_str() {
            "" => Vec::new(),
            path => {
                let text = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
                proof::certificate::from_pem(&text).map_err(|error| format!("{path}: {error}"))?
            }
        };
        Ok(SigningPolicy { authorities, certificate_required: self.certificate_required })
    }
}
