//! Settings of TLS.

use super::SettingsError;
use serde::{Deserialize, Serialize};

/// Section `[tls]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TlsSettings {
    /// `HEJIE_TLS_CERTIFICATE`, default empty: PEM file with the server's certificate and those between it and its authority; empty: the
    /// server speaks clear text.
    pub certificate: String,
    /// `HEJIE_TLS_KEY`, default empty: PEM file with the private key of that certificate, its owner's alone.
    pub key: String,
    /// `HEJIE_TLS_CLIENT_CA`, default empty: PEM file with the authorities whose client certificates are taken.
    pub client_ca: String,
    /// `HEJIE_TLS_CLIENT_CERTIFICATES`, default `off`: `off`, `asked` (whoever shows one shows a good one), or `required` (whoever shows
    /// none gets no connection).
    pub client_certificates: String,
    /// `HEJIE_TLS_RELOAD_S`, default 60: how often the files are looked at again, seconds; SIGHUP does it at once.
    pub reload_s: u64,
}

impl TlsSettings {
    /// Whether the server speaks TLS.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        !self.certificate.is_empty()
    }

    /// Whether clients may, or must, show a certificate.
    #[must_use]
    pub fn asks_clients(&self) -> bool {
        self.client_certificates != "off"
    }

    /// Whether clients must.
    #[must_use]
    pub fn requires_clients(&self) -> bool {
        self.client_certificates == "required"
    }

    /// Values no TLS can be spoken with.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let refuse = |key: &str, reason: &str| {
            Err(SettingsError::Setting { key: format!("tls.{key}"), reason: reason.to_owned() })
        };
        if self.certificate.is_empty() != self.key.is_empty() {
            return refuse("key", "certificate and key go together: set both, or neither");
        }
        if !["off", "asked", "required"].contains(&self.client_certificates.as_str()) {
            return refuse("client_certificates", "must be off, asked or required");
        }
        if self.asks_clients() && !self.is_on() {
            return refuse("client_certificates", "without tls.certificate there is no TLS to ask in");
        }
        if self.asks_clients() == self.client_ca.is_empty() {
            return refuse(
                "client_ca",
                "is set when, and only when, client certificates are asked or required",
            );
        }
        if self.reload_s == 0 {
            return refuse("reload_s", "must be at least 1");
        }
        Ok(())
    }
}

impl Default for TlsSettings {
    fn default() -> Self {
        Self {
            certificate: String::new(),
            key: String::new(),
            client_ca: String::new(),
            client_certificates: "off".to_owned(),
            reload_s: 60,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_it_is_refused() {
        let check = |text: &str| toml::from_str::<TlsSettings>(text).unwrap().check();
        assert!(check("").is_ok());
        assert!(check("certificate = 'a'\nkey = 'b'").is_ok());
        assert!(
            check("certificate = 'a'\nkey = 'b'\nclient_ca = 'c'\nclient_certificates = 'asked'").is_ok()
        );
        for wrong in [
            "certificate = 'a'",
            "key = 'b'",
            "certificate = 'a'\nkey = 'b'\nclient_ca = 'c'",
            "certificate = 'a'\nkey = 'b'\nclient_certificates = 'required'",
            "client_ca = 'c'\nclient_certificates = 'asked'",
            "certificate = 'a'\nkey = 'b'\nclient_certificates = 'perhaps'",
            "reload_s = 0",
        ] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }
}
