//! Settings of the log's engine.

use super::SettingsError;
use serde::{Deserialize, Serialize};

/// Section `[store]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoreSettings {
    /// `HEJIE_STORE_URL`, default empty: the database of the log, `postgresql://user@host/database`; empty: the embedded log in the
    /// data directory. Several hosts may be named; the one that accepts writes is used. Without a password, see below.
    pub url: String,
    /// `HEJIE_STORE_VAULT_URL`, default empty: the database of the keys, another one than that of the log; needed with `url`.
    pub vault_url: String,
    /// `HEJIE_STORE_PASSWORD_FILE`, default empty: a file with the password for both databases.
    pub password_file: String,
    /// `HEJIE_STORE_CA_FILE`, default empty: PEM file with the authorities that may have signed the databases' certificates. With it,
    /// TLS and nothing else is spoken; without it, only databases on this machine are reached, unless `url` says `sslmode=disable`.
    pub ca_file: String,
}

impl StoreSettings {
    /// Whether the log is in PostgreSQL.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        !self.url.is_empty()
    }

    /// Values no log can be opened with.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let refuse = |key: &str, reason: &str| {
            Err(SettingsError::Setting { key: format!("store.{key}"), reason: reason.to_owned() })
        };
        let known = |url: &str| url.starts_with("postgresql://") || url.starts_with("postgres://");
        for (key, url) in [("url", &self.url), ("vault_url", &self.vault_url)] {
            if !url.is_empty() && !known(url) {
                return refuse(key, "must be postgresql://user@host/database, or empty");
            }
        }
        if self.url.is_empty() != self.vault_url.is_empty() {
            return refuse("vault_url", "log and keys go together: set both url and vault_url, or neither");
        }
        Ok(())
    }
}
