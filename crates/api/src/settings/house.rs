//! Settings of the house itself.

use super::SettingsError;
use domain::ids::Tenant;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// Section `[house]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HouseSettings {
    /// `HEJIE_HOUSE_TENANT`, default `gd`: the federation the log belongs to; part of every stream name, never changed later.
    pub tenant: String,
    /// `HEJIE_HOUSE_CACHED_STREAMS`, default 10000: cases kept folded in memory, about 3 kB each.
    pub cached_streams: usize,
    /// `HEJIE_HOUSE_MASTER_KEY_FILE`, default empty: the file with the master key, 64 hexadecimal digits; empty: `master.key` in the
    /// data directory, made on first use.
    pub master_key_file: String,
    /// `HEJIE_HOUSE_MASTER_KEY`, default empty: the master keys themselves instead of a file, oldest first, each the base64 text of 32
    /// bytes (or 64 hexadecimal digits), with spaces between. Never printed; keep it out of the TOML file.
    pub master_key: Secret,
    /// `HEJIE_HOUSE_MASTER_KEY_COMMAND`, default empty: an executable with its arguments, spaces between, that speaks to an external key
    /// service (KMS, HSM); docs/operations.md has its protocol. New keys are wrapped by it; a file or keys named beside it open what was
    /// wrapped before.
    pub master_key_command: String,
    /// `HEJIE_HOUSE_MASTER_KEY_COMMAND_MS`, default 2000: the longest wait for one answer of that command, milliseconds.
    pub master_key_command_ms: u16,
    /// `HEJIE_HOUSE_ERASURE_PROMISE_DAYS`, default 30: within how many days of an erasure the house promises that nothing, no backup
    /// included, opens what was erased.
    pub erasure_promise_days: u16,
    /// `HEJIE_HOUSE_KEY_BACKUP_DAYS`, default 14: how many days a backup of the keys may be used; less than the promise.
    pub key_backup_days: u16,
}

/// A setting that is never shown again.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// What is not to be printed.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What may be printed instead.
    fn shown(&self) -> &'static str {
        if self.0.is_empty() { "" } else { "(not shown)" }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.shown())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.shown())
    }
}

impl Default for HouseSettings {
    fn default() -> Self {
        Self {
            tenant: "gd".to_owned(),
            cached_streams: 10_000,
            master_key_file: String::new(),
            master_key: Secret::default(),
            master_key_command: String::new(),
            master_key_command_ms: 2_000,
            erasure_promise_days: 30,
            key_backup_days: 14,
        }
    }
}

impl HouseSettings {
    /// Values no house can be built from.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        if !self.master_key.expose().is_empty() && !self.master_key_file.is_empty() {
            return Err(SettingsError::Setting {
                key: "house.master_key".to_owned(),
                reason: "master keys come from house.master_key or from house.master_key_file, not from both"
                    .to_owned(),
            });
        }
        if self.master_key_command_ms == 0 {
            return Err(SettingsError::Setting {
                key: "house.master_key_command_ms".to_owned(),
                reason: "must be at least 1: no answer comes at once".to_owned(),
            });
        }
        if self.key_backup_days == 0 || self.key_backup_days >= self.erasure_promise_days {
            return Err(SettingsError::Setting {
                key: "house.key_backup_days".to_owned(),
                reason: "must be at least 1 and less than house.erasure_promise_days: a destroyed key lives on in backups of the keys"
                    .to_owned(),
            });
        }
        Tenant::parse(&self.tenant).map(|_| ()).map_err(|_| SettingsError::Setting {
            key: "house.tenant".to_owned(),
            reason: "must be 1 to 16 characters of a-z A-Z 0-9 . _ -".to_owned(),
        })
    }
}
