//! TLS to the database: the server's certificate is checked, or there is no TLS.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore, crypto};
use std::path::Path;
use std::sync::Arc;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Trusts the authorities of this PEM file and no others.
pub(crate) fn config(ca_file: &Path) -> Result<ClientConfig, String> {
    let named = |reason: &dyn std::fmt::Display| format!("{}: {reason}", ca_file.display());
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(ca_file).map_err(|error| named(&error))? {
        let certificate = certificate.map_err(|error| named(&error))?;
        roots.add(certificate).map_err(|error| named(&error))?;
    }
    if roots.is_empty() {
        return Err(named(&"no certificate in it"));
    }
    // By name: other crates of the process may link another provider, and nobody installs a default one.
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map_err(|error| named(&error))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Clear text is for sockets and for this machine; over a network somebody must have asked for it.
pub(crate) fn check(config: &Config, speaks_tls: bool) -> Result<(), String> {
    let demanded = matches!(config.get_ssl_mode(), SslMode::Require);
    let waived = matches!(config.get_ssl_mode(), SslMode::Disable);
    let local = config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
    });
    if speaks_tls || waived || (local && !demanded) {
        return Ok(());
    }
    let ask = "name the file with the authority that signed its certificate";
    Err(format!(
        "the database is reached over a network: {ask}, or say sslmode=disable where the network is trusted"
    ))
}
