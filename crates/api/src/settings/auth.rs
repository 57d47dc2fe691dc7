//! Settings of tokens.

use super::SettingsError;
use super::issuers::{self, IssuerSettings};
use serde::{Deserialize, Serialize};

/// Section `[auth]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuthSettings {
    /// `HEJIE_AUTH_ISSUER`, default `hejie-local`: the `iss` of trusted tokens.
    pub issuer: String,
    /// `HEJIE_AUTH_AUDIENCE`, default `hejie`: the `aud` a token must be meant for.
    pub audience: String,
    /// `HEJIE_AUTH_ISSUER_KEY_FILE`, default empty: the file with the local issuer's Ed25519 key (PEM), the same on several nodes; empty:
    /// `issuer-ed25519.pem` in the data directory, made on first use.
    pub issuer_key_file: String,
    /// `HEJIE_AUTH_LEEWAY_S`, default 30: how far clocks may differ.
    pub leeway_s: u64,
    /// `HEJIE_AUTH_REMEMBERED_TOKENS`, default 10000: how many checked tokens are remembered until they expire.
    pub remembered_tokens: usize,
    /// `HEJIE_AUTH_LOCAL_ISSUER`, default `auto`: whether tokens of the local issuer are taken: `on`, `off`, or `auto`, which is on as long as
    /// no other issuer is named.
    pub local_issuer: String,
    /// `[[auth.issuers]]` (`HEJIE_AUTH_ISSUERS`: the same as one TOML array of inline tables), default none: OpenID issuers that are
    /// trusted.
    pub issuers: Vec<IssuerSettings>,
}

impl AuthSettings {
    /// Whether tokens of the local issuer are taken.
    #[must_use]
    pub fn trusts_local(&self) -> bool {
        match self.local_issuer.as_str() {
            "on" => true,
            "off" => false,
            _ => self.issuers.is_empty(),
        }
    }

    /// Values nobody can be trusted by.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        if !["auto", "on", "off"].contains(&self.local_issuer.as_str()) {
            return Err(SettingsError::Setting {
                key: "auth.local_issuer".to_owned(),
                reason: "must be auto, on or off".to_owned(),
            });
        }
        issuers::check(&self.issuers, &self.issuer)
    }
}

impl Default for AuthSettings {
    fn default() -> Self {
        Self {
            issuer: "hejie-local".to_owned(),
            audience: "hejie".to_owned(),
            issuer_key_file: String::new(),
            leeway_s: 30,
            remembered_tokens: 10_000,
            local_issuer: "auto".to_owned(),
            issuers: Vec::new(),
        }
    }
}
