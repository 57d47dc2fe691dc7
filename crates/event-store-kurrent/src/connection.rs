//! Turning what an operator wrote into settings of the client, and finding beforehand what would make the client panic later.

use crate::options::KurrentOptions;
use eventstore::{ClientSettings, NodePreference};
use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::OnceLock;

/// Why a store could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The connection string, the prefix or a certificate file cannot be used.
    #[error("the connection to the cluster is not configured well: {0}")]
    Options(String),
    /// Something in this process installed a TLS provider before the store was opened; the client would end with a panic.
    #[error(
        "a TLS provider is installed in this process already: nothing may call install_default before the store is opened"
    )]
    ProviderTaken,
    /// No leader answered in time.
    #[error("the cluster did not answer in time: {0}")]
    Away(String),
    /// The cluster answers, but what it holds cannot be a log of ours.
    #[error("the log of the cluster cannot be used: {0}")]
    Damaged(String),
}

/// What the client is given unless the operator says otherwise. Its own defaults wait half a second before every connection.
const DEFAULTS: &str = "discoveryInterval=100&maxDiscoverAttempts=5&gossipTimeout=2000";

/// Settings from the options, checked.
pub(crate) fn settings(options: &KurrentOptions) -> Result<ClientSettings, OpenError> {
    let settings: ClientSettings = with_defaults(&options.connection_string)
        .parse()
        // Not its own text: that quotes the connection string, password and all.
        .map_err(|_| OpenError::Options("the connection string cannot be read".to_owned()))?;
    if settings.node_preference() != NodePreference::Leader {
        let text = "nodePreference must be `leader` or absent: reads and writes go through the leader";
        return Err(OpenError::Options(text.to_owned()));
    }
    if settings.max_discover_attempts() < 2 {
        let text = "maxDiscoverAttempts must be at least 2: the client counts the first one before it tries";
        return Err(OpenError::Options(text.to_owned()));
    }
    check_files(&settings)?;
    Ok(settings)
}

/// The connection string under the one scheme the client knows, our defaults before the operator's words (the last one counts).
fn with_defaults(given: &str) -> String {
    let renamed = given.strip_prefix("kurrentdb").map(|rest| format!("esdb{rest}"));
    let given = renamed.as_deref().unwrap_or(given);
    match given.split_once('?') {
        Some((hosts, words)) => format!("{hosts}?{DEFAULTS}&{words}"),
        None => format!("{given}?{DEFAULTS}"),
    }
}

/// The client reads these files in a background task and panics there when it cannot.
fn check_files(settings: &ClientSettings) -> Result<(), OpenError> {
    let bad = |file: &str, error: &dyn std::fmt::Display| OpenError::Options(format!("{file}: {error}"));
    let certificates = |file: &str| -> Result<Vec<CertificateDer<'static>>, OpenError> {
        let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file)
            .and_then(Iterator::collect)
            .map_err(|error| bad(file, &error));
        let found = found?;
        if found.is_empty() { Err(bad(file, &"holds no certificate")) } else { Ok(found) }
    };
    if let Some(file) = settings.tls_ca_file() {
        let mut roots = RootCertStore::empty();
        for certificate in certificates(file)? {
            roots.add(certificate).map_err(|error| bad(file, &error))?;
        }
    }
    if let Some((certificate, key)) = settings.user_certificate() {
        certificates(certificate)?;
        PrivateKeyDer::from_pem_file(key).map_err(|error| bad(key, &error))?;
    }
    Ok(())
}

/// Whether the client may install the TLS provider of the process, which it does once, when its first connection starts.
///
/// Asked before the first client is made; later a provider is installed, but by the client itself.
pub(crate) fn claim_tls_provider() -> Result<(), OpenError> {
    static FREE: OnceLock<bool> = OnceLock::new();
    let free = *FREE.get_or_init(|| CryptoProvider::get_default().is_none());
    if free { Ok(()) } else { Err(OpenError::ProviderTaken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(connection_string: &str) -> String {
        match settings(&KurrentOptions::new(connection_string)) {
            Ok(_) => panic!("{connection_string} was taken"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_operators_words_count_more_than_our_defaults() {
        let given = "kurrentdb://a:2113,b:2113,c:2113?tls=false&gossipTimeout=7000";
        let settings = settings(&KurrentOptions::new(given)).expect("a good connection string");
        assert_eq!(settings.gossip_timeout().as_millis(), 7000);
        assert_eq!(settings.discovery_interval().as_millis(), 100);
        assert_eq!(settings.hosts().len(), 3);
        assert!(!settings.is_secure_mode_enabled());
        let plain = super::settings(&KurrentOptions::new("esdb://a")).expect("a good connection string");
        assert!(plain.is_secure_mode_enabled() && plain.is_tls_certificate_verification_enabled());
    }

    #[test]
    fn what_would_fail_later_is_refused_at_once_and_no_password_is_quoted() {
        assert!(refusal("esdb://a?nodePreference=follower").contains("nodePreference"));
        assert!(refusal("esdb://a?maxDiscoverAttempts=1").contains("maxDiscoverAttempts"));
        assert!(refusal("esdb://a?tlsCaFile=/nowhere/ca.pem").contains("/nowhere/ca.pem"));
        assert!(refusal("esdb://a?tlsCaFile=Cargo.toml").contains("holds no certificate"));
        assert!(refusal("esdb://a?userCertFile=Cargo.toml&userKeyFile=Cargo.toml").contains("Cargo.toml"));
        let wrong = refusal("http://u:geheim@a");
        assert!(!wrong.contains("geheim"), "{wrong}");
        let shown = format!("{:?}", KurrentOptions::new("esdb://u:geheim@a"));
        assert!(!shown.contains("geheim"), "{shown}");
    }

    /// The only test of this process that installs a provider; the tests that open stores live in another one.
    #[tokio::test]
    async fn a_tls_provider_installed_by_somebody_else_is_named_instead_of_a_panic_in_the_background() {
        let installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
        assert!(installed.is_ok(), "nobody else installs one in this test process");
        let opened =
            crate::KurrentEventStore::connect(KurrentOptions::new("esdb://127.0.0.1:1?tls=false")).await;
        assert_eq!(opened.err(), Some(OpenError::ProviderTaken));
    }
}
