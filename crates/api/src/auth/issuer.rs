//! The local issuer: tokens for a house without an identity provider of its own.

use super::Claims;
use crate::settings::Settings;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// File of the signing key inside the data directory.
const KEY_FILE: &str = "issuer-ed25519.pem";

/// What precedes the 32 bytes of an Ed25519 seed in PKCS#8 (RFC 8410, version 1).
const PKCS8_HEAD: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Why there is no issuer.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// The key file cannot be read or written.
    #[error("the signing key {path} cannot be used: {source}")]
    File {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The key file holds something else.
    #[error("{path} holds no Ed25519 key in PEM")]
    NoKey {
        /// Where it is.
        path: PathBuf,
    },
    /// The system gives no randomness.
    #[error("no randomness for a new key: {0}")]
    Randomness(#[from] getrandom::Error),
    /// An outside issuer's settings cannot be used.
    #[error("issuer {name}: {reason}")]
    Outside {
        /// Its name.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// Signing failed.
    #[error("the token cannot be signed: {0}")]
    Signing(#[from] jsonwebtoken::errors::Error),
}

/// Signs tokens with the Ed25519 key of a data directory.
pub struct Issuer {
    signing: EncodingKey,
    public: Jwk,
    key_id: String,
}

impl Issuer {
    /// Opens the key in `data`, making directory and key when they are not there; readable by the owner only.
    ///
    /// # Errors
    /// See [`IssuerError`].
    pub fn open(data: &Path) -> Result<Self, IssuerError> {
        let path = data.join(KEY_FILE);
        let at = |source| IssuerError::File { path: path.clone(), source };
        let pem = match fs::read(&path) {
            Ok(pem) => pem,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(data).map_err(at)?;
                create(&path)?
            }
            Err(error) => return Err(at(error)),
        };
        Self::from_pem(&pem).ok_or(IssuerError::NoKey { path })
    }

    /// The key the settings name, or that of the data directory.
    ///
    /// # Errors
    /// See [`IssuerError`]; a named file is never made.
    pub fn of(settings: &Settings) -> Result<Self, IssuerError> {
        if settings.auth.issuer_key_file.is_empty() {
            return Self::open(&settings.data);
        }
        let path = PathBuf::from(&settings.auth.issuer_key_file);
        let pem = fs::read(&path).map_err(|source| IssuerError::File { path: path.clone(), source })?;
        Self::from_pem(&pem).ok_or(IssuerError::NoKey { path })
    }

    fn from_pem(pem: &[u8]) -> Option<Self> {
        let signing = EncodingKey::from_ed_pem(pem).ok()?;
        let public = Jwk::from_encoding_key(&signing, Algorithm::EdDSA).ok()?;
        let key_id = public.thumbprint(ThumbprintHash::SHA256).ok()?;
        Some(Self { signing, public, key_id })
    }

    /// Signs claims.
    ///
    /// # Errors
    /// [`IssuerError::Signing`].
    pub fn sign(&self, claims: &Claims) -> Result<String, IssuerError> {
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::EdDSA) };
        Ok(jsonwebtoken::encode(&header, claims, &self.signing)?)
    }

    /// Name of the key: its RFC 7638 thumbprint.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The key that checks what this issuer signed.
    ///
    /// # Errors
    /// [`IssuerError::Signing`], which cannot happen with a key that was opened.
    pub fn verifying_key(&self) -> Result<DecodingKey, IssuerError> {
        Ok(DecodingKey::from_jwk(&self.public)?)
    }
}

/// Writes a new key beside `path` and links it into place, so that of two first starts at once one wins whole.
fn create(path: &Path) -> Result<Vec<u8>, IssuerError> {
    let at = |source| IssuerError::File { path: path.to_owned(), source };
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed)?;
    let der = [PKCS8_HEAD.as_slice(), &seed].concat();
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));

    let draft = path.with_extension(format!("{}.new", std::process::id()));
    write_private(&draft, pem.as_bytes()).map_err(at)?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft).map_err(at)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(at(error)),
        Ok(()) | Err(_) => fs::read(path).map_err(at),
    }
}

fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
