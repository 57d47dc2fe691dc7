//! Settings of the log's engine.

use super::SettingsError;
use serde::{Deserialize, Serialize};

/// Section `[store]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoreSettings {
    /// `HEJIE_STORE_URL`, default empty: where the log is. `postgresql://user@host/database` or `kurrentdb://host1:2113,host2:2113`
    /// (`esdb://` is the same); empty: the embedded log in the data directory. Several hosts may be named; the one that accepts writes
    /// is used. Without a password, see below.
    pub url: String,
    /// `HEJIE_STORE_VAULT_URL`, default empty: the PostgreSQL database of the keys, another one than that of the log. Needed beside a
    /// log in PostgreSQL, and by every installation of several nodes.
    pub vault_url: String,
    /// `HEJIE_STORE_USER`, default empty: who calls a KurrentDB cluster; its password is in `cluster_password_file`.
    pub user: String,
    /// `HEJIE_STORE_PASSWORD_FILE`, default empty: a file with the password for the PostgreSQL databases.
    pub password_file: String,
    /// `HEJIE_STORE_CLUSTER_PASSWORD_FILE`, default empty: a file with the password of `user`.
    pub cluster_password_file: String,
    /// `HEJIE_STORE_CA_FILE`, default empty: PEM file with the authorities that may have signed the servers' certificates. With it,
    /// TLS and nothing else is spoken; without it, only databases on this machine are reached, unless `url` says `sslmode=disable`.
    /// A KurrentDB cluster is spoken to over TLS unless `url` says `tls=false`.
    pub ca_file: String,
}

/// What keeps the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in the data directory.
    Embedded,
    /// A PostgreSQL database.
    Postgres,
    /// A KurrentDB cluster.
    Kurrent,
}

impl StoreSettings {
    /// What the URL names.
    #[must_use]
    pub fn engine(&self) -> Engine {
        if self.url.is_empty() {
            Engine::Embedded
        } else if postgres(&self.url) {
            Engine::Postgres
        } else {
            Engine::Kurrent
        }
    }

    /// Whether the log is outside the data directory.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.engine() != Engine::Embedded
    }

    /// Whether keys and access journal are in PostgreSQL, for several nodes.
    #[must_use]
    pub fn shares_keys(&self) -> bool {
        !self.vault_url.is_empty()
    }

    /// Values no log can be opened with.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let refuse = |key: &str, reason: &str| {
            Err(SettingsError::Setting { key: format!("store.{key}"), reason: reason.to_owned() })
        };
        if !self.url.is_empty() && !postgres(&self.url) && !kurrent(&self.url) {
            return refuse("url", "must be postgresql://user@host/database, kurrentdb://host:2113, or empty");
        }
        if self.engine() == Engine::Kurrent && self.url.contains('@') {
            return refuse(
                "url",
                "user and password do not belong into a URL: see store.user and store.cluster_password_file",
            );
        }
        if !self.vault_url.is_empty() && !postgres(&self.vault_url) {
            return refuse("vault_url", "must be postgresql://user@host/database, or empty");
        }
        if self.user.is_empty() != self.cluster_password_file.is_empty() {
            return refuse("user", "set both store.user and store.cluster_password_file, or neither");
        }
        match (self.engine(), self.shares_keys()) {
            (Engine::Embedded, true) | (Engine::Postgres, false) => {
                refuse("vault_url", "log and keys go together: set both url and vault_url, or neither")
            }
            (Engine::Embedded, false) | (Engine::Postgres, true) | (Engine::Kurrent, _) => Ok(()),
        }
    }
}

fn postgres(url: &str) -> bool {
    url.starts_with("postgresql://") || url.starts_with("postgres://")
}

fn kurrent(url: &str) -> bool {
    ["kurrentdb://", "kurrentdb+discover://", "esdb://", "esdb+discover://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}
