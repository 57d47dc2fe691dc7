//! Settings of the HTTP server.

use super::SettingsError;
use serde::{Deserialize, Serialize};

/// Section `[server]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerSettings {
    /// `HEJIE_SERVER_LISTEN`, default `127.0.0.1:8080`: address and port; port 0 takes a free one.
    pub listen: String,
    /// `HEJIE_SERVER_WORKERS`, default 0: threads that serve requests; 0 is one per core.
    pub workers: usize,
    /// `HEJIE_SERVER_BODY_LIMIT_BYTES`, default 1048576: the largest body.
    pub body_limit_bytes: usize,
    /// `HEJIE_SERVER_REQUEST_TIMEOUT_S`, default 30: how long the head, and then the body, of a request may take to arrive.
    pub request_timeout_s: u64,
    /// `HEJIE_SERVER_REQUESTS_PER_SECOND`, default 0: most requests of one account in a second; 0 is no limit.
    pub requests_per_second: u32,
    /// `HEJIE_SERVER_ADDRESS_REQUESTS_PER_SECOND`, default 0: most requests from one address in a second, whoever asks; 0 is no limit. A
    /// network of IPv6 (/64) counts as one address.
    pub address_requests_per_second: u32,
    /// `HEJIE_SERVER_TRUSTED_PROXIES`, default empty: addresses and networks, blanks between, whose `X-Forwarded-For` tells the address.
    pub trusted_proxies: String,
    /// `HEJIE_SERVER_KEEP_ALIVE_S`, default 75: how long an idle connection is kept.
    pub keep_alive_s: u64,
    /// `HEJIE_SERVER_SHUTDOWN_TIMEOUT_S`, default 30: how long running requests may take to finish after SIGTERM.
    pub shutdown_timeout_s: u64,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            workers: 0,
            body_limit_bytes: 1024 * 1024,
            request_timeout_s: 30,
            requests_per_second: 0,
            address_requests_per_second: 0,
            trusted_proxies: String::new(),
            keep_alive_s: 75,
            shutdown_timeout_s: 30,
        }
    }
}

impl ServerSettings {
    /// Values no server can run with.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let refuse = |key: &str, reason: &str| {
            Err(SettingsError::Setting { key: format!("server.{key}"), reason: reason.to_owned() })
        };
        if self.body_limit_bytes == 0 {
            return refuse("body_limit_bytes", "must be more than 0");
        }
        if self.request_timeout_s == 0 {
            return refuse("request_timeout_s", "must be more than 0");
        }
        if let Err(word) = crate::auth::networks(&self.trusted_proxies) {
            return refuse("trusted_proxies", &format!("{word} is neither an address nor a network"));
        }
        if self.workers > 1024 {
            return refuse("workers", "must be at most 1024");
        }
        Ok(())
    }
}
