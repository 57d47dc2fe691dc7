//! Certificates made in the test: an authority, the server's, and those of clients.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Whoever signs certificates.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, both PEM.
#[derive(Debug, Clone)]
pub struct Certified {
    /// The certificate.
    pub certificate: String,
    /// Its private key.
    pub key: String,
}

impl Authority {
    /// A new one.
    ///
    /// # Panics
    /// When there is no randomness.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority"))
    }

    /// Its own certificate, PEM.
    #[must_use]
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for a server or a client of this name.
    ///
    /// # Panics
    /// When there is no randomness.
    #[must_use]
    pub fn certify(&self, name: &str) -> Certified {
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new([name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Certified { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

impl Certified {
    /// Lays certificate and key into `folder`, the key for its owner alone, each in one step as a careful renewal does.
    ///
    /// # Panics
    /// When they cannot be written.
    pub fn lay(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let (certificate, key) = (folder.join("server.pem"), folder.join("server.key"));
        for (path, text, mode) in [(&key, &self.key, 0o600), (&certificate, &self.certificate, 0o644)] {
            let new = path.with_extension("new");
            std::fs::write(&new, text).expect("a file");
            std::fs::set_permissions(&new, std::fs::Permissions::from_mode(mode)).expect("its mode");
            std::fs::rename(new, path).expect("it takes its place at once");
        }
        (certificate, key)
    }
}
