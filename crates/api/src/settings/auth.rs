//! Settings of tokens.

use super::SettingsError;
use super::issuers::{self, IssuerSettings};
use application::SessionTerms;
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
    /// `HEJIE_AUTH_SIGN_IN`, default `true`: whether people sign in at the local issuer, on one machine; with several nodes, or where the
    /// local issuer is not trusted, nobody does.
    pub sign_in: bool,
    /// `HEJIE_AUTH_ACCESS_TOKEN_S`, default 600: how long the access tokens of people who signed in are valid, seconds.
    pub access_token_s: u64,
    /// `HEJIE_AUTH_SESSION_IDLE_S`, default 1800: how long a session lasts without a refresh, seconds.
    pub session_idle_s: u64,
    /// `HEJIE_AUTH_SESSION_S`, default 43200: how long a session lasts altogether, seconds.
    pub session_s: u64,
    /// `HEJIE_AUTH_POLICIES`, default empty: a directory with policies of the operator's own (`*.cedar`), which may forbid what the
    /// built-in ones permit and permit nothing; docs/operations.md says how they are written.
    pub policies: String,
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

    /// How long sessions last.
    #[must_use]
    pub const fn session_terms(&self) -> SessionTerms {
        SessionTerms { idle_s: self.session_idle_s, longest_s: self.session_s, token_s: self.access_token_s }
    }

    /// Values nobody can be trusted by.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        if !["auto", "on", "off"].contains(&self.local_issuer.as_str()) {
            return Err(SettingsError::Setting {
                key: "auth.local_issuer".to_owned(),
                reason: "must be auto, on or off".to_owned(),
            });
        }
        let refuse = |key: &str, reason: &str| {
            Err(SettingsError::Setting { key: format!("auth.{key}"), reason: reason.to_owned() })
        };
        if !(1..=3_600).contains(&self.access_token_s) {
            return refuse("access_token_s", "must be 1 to 3600");
        }
        if self.session_idle_s == 0 || self.session_idle_s > self.session_s {
            return refuse("session_idle_s", "must be at least 1 and at most auth.session_s");
        }
        if self.session_s > 86_400 {
            return refuse("session_s", "must be at most 86400: a day");
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
            sign_in: true,
            access_token_s: 600,
            session_idle_s: 1_800,
            session_s: 43_200,
            policies: String::new(),
            issuers: Vec::new(),
        }
    }
}
