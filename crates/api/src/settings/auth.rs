//! Settings of tokens.

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
}

impl Default for AuthSettings {
    fn default() -> Self {
        Self {
            issuer: "hejie-local".to_owned(),
            audience: "hejie".to_owned(),
            issuer_key_file: String::new(),
            leeway_s: 30,
            remembered_tokens: 10_000,
        }
    }
}
