//! The files TLS is made from, read at one moment and judged together.

use super::TlsError;
use super::clients::Known;
use crate::settings::TlsSettings;
use rustls::RootCertStore;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What lay in the files.
pub(super) struct Files {
    certificate: File,
    key: File,
    clients: Option<(File, bool)>,
}

struct File {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// What they are good for.
pub(super) struct Loaded {
    pub(super) digest: [u8; 32],
    pub(super) certified: Arc<CertifiedKey>,
    pub(super) clients: Option<Known>,
}

impl File {
    fn read(path: &str) -> Result<Self, TlsError> {
        let path = PathBuf::from(path);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Self { path, bytes }),
            Err(error) => Err(TlsError::File { path, reason: error.to_string() }),
        }
    }

    /// A file that is its owner's alone.
    fn read_private(path: &str) -> Result<Self, TlsError> {
        let path = PathBuf::from(path);
        let bytes = private_bytes(&path)?;
        Ok(Self { path, bytes })
    }

    fn certificates(&self) -> Result<Vec<CertificateDer<'static>>, TlsError> {
        let read = CertificateDer::pem_slice_iter(&self.bytes).collect::<Result<Vec<_>, _>>();
        match read {
            Ok(certificates) if certificates.is_empty() => Err(self.wrong("no certificate in it")),
            Ok(certificates) => Ok(certificates),
            Err(error) => Err(self.wrong(&error.to_string())),
        }
    }

    fn wrong(&self, reason: &str) -> TlsError {
        TlsError::File { path: self.path.clone(), reason: reason.to_owned() }
    }
}

fn private_bytes(path: &Path) -> Result<Vec<u8>, TlsError> {
    let wrong = |error: std::io::Error| TlsError::File { path: path.to_owned(), reason: error.to_string() };
    let mut file = std::fs::File::open(path).map_err(wrong)?;
    let permissions = file.metadata().map_err(wrong)?.permissions();
    if std::os::unix::fs::PermissionsExt::mode(&permissions) & 0o077 != 0 {
        return Err(TlsError::KeyTooOpen { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}

impl Files {
    /// Reads all that the settings name.
    pub(super) fn read(settings: &TlsSettings) -> Result<Self, TlsError> {
        let clients = settings.asks_clients().then(|| File::read(&settings.client_ca)).transpose()?;
        Ok(Self {
            certificate: File::read(&settings.certificate)?,
            key: File::read_private(&settings.key)?,
            clients: clients.map(|file| (file, settings.requires_clients())),
        })
    }

    /// Tells whether they have changed.
    pub(super) fn digest(&self) -> [u8; 32] {
        let clients = self.clients.as_ref().map(|(file, _)| file);
        let mut digest = Sha256::new();
        for file in [Some(&self.certificate), Some(&self.key), clients].into_iter().flatten() {
            digest.update(Sha256::digest(&file.bytes));
        }
        digest.finalize().into()
    }

    /// The certificate with those above it, and its key.
    pub(super) fn own(&self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), TlsError> {
        let key = PrivateKeyDer::from_pem_slice(&self.key.bytes)
            .map_err(|error| self.key.wrong(&format!("no private key in it: {error}")))?;
        Ok((self.certificate.certificates()?, key))
    }

    /// Judges them: the key is that of the certificate, and clients can be judged by their authorities.
    pub(super) fn load(&self) -> Result<Loaded, TlsError> {
        let provider = aws_lc_rs::default_provider();
        let (chain, key) = self.own()?;
        let own = chain.first().cloned();
        let certified = Arc::new(CertifiedKey::from_der(chain, key, &provider)?);
        let clients = self.clients.as_ref().zip(own);
        let clients = clients.map(|((file, required), own)| known(file, *required, own)).transpose()?;
        Ok(Loaded { digest: self.digest(), certified, clients })
    }
}

fn known(file: &File, required: bool, own: CertificateDer<'static>) -> Result<Known, TlsError> {
    let mut roots = RootCertStore::empty();
    for certificate in file.certificates()? {
        roots.add(certificate).map_err(|error| file.wrong(&error.to_string()))?;
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
    let verifier = if required { verifier } else { verifier.allow_unauthenticated() };
    let verifier = verifier.build().map_err(|error| TlsError::Authorities(error.to_string()))?;
    Ok(Known { verifier, own })
}
