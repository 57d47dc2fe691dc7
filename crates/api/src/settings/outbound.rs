//! Settings of what the house asks others for.

use super::SettingsError;
use crate::outbound::{allowed, ports};
use serde::{Deserialize, Serialize};

/// Section `[outbound]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutboundSettings {
    /// `HEJIE_OUTBOUND_ALLOW`, default empty: what may be asked though it is no public address: names, addresses and networks, blanks
    /// between; a name or address may end with `:port` and then counts for that port alone. Link-local addresses are allowed as a network only.
    pub allow: String,
    /// `HEJIE_OUTBOUND_PORTS`, default `443`: the ports others are asked at, blanks between.
    pub ports: String,
    /// `HEJIE_OUTBOUND_PROXY`, default empty: address of a proxy, `http://host:port`. What `allow` names is asked without it. The proxy finds
    /// out addresses by itself, and has to refuse private ones by itself.
    pub proxy: String,
}

impl OutboundSettings {
    /// Values nobody can be asked by.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let refuse = |key: &str, reason: String| {
            Err(SettingsError::Setting { key: format!("outbound.{key}"), reason })
        };
        if let Err(word) = allowed(&self.allow) {
            return refuse("allow", format!("{word} is neither a name nor an address nor a network"));
        }
        if let Err(word) = ports(&self.ports) {
            return refuse("ports", format!("{word} is no port"));
        }
        let proxy = ["http://", "https://"].iter().any(|scheme| self.proxy.starts_with(scheme));
        if !proxy && !self.proxy.is_empty() {
            return refuse("proxy", "must be http://host:port, https://host:port, or empty".to_owned());
        }
        Ok(())
    }
}

impl Default for OutboundSettings {
    fn default() -> Self {
        Self { allow: String::new(), ports: "443".to_owned(), proxy: String::new() }
    }
}
