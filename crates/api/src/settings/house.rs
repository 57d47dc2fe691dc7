//! Settings of the house itself.

use super::SettingsError;
use domain::ids::Tenant;
use serde::{Deserialize, Serialize};

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
}

impl Default for HouseSettings {
    fn default() -> Self {
        Self { tenant: "gd".to_owned(), cached_streams: 10_000, master_key_file: String::new() }
    }
}

impl HouseSettings {
    /// Values no house can be built from.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        Tenant::parse(&self.tenant).map(|_| ()).map_err(|_| SettingsError::Setting {
            key: "house.tenant".to_owned(),
            reason: "must be 1 to 16 characters of a-z A-Z 0-9 . _ -".to_owned(),
        })
    }
}
