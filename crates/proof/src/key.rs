//! Keys of the log and of its witnesses: made, kept in a file, written as one line, used.
//!
//! The algorithm is a field of every key and part of every key id, so that another one (SM2) is one variant more.

use crate::TreeHash;
use crate::note::{Note, NoteSignature, is_key_name};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes, spki::der::pem::LineEnding};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::fmt;
use std::io::{Read, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// How a signature is made, by C2SP's signature type byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// 0x01: Ed25519 over the note's text; a log signs so.
    Ed25519,
    /// 0x04: `cosignature/v1`, Ed25519 over a time and the note's text; a witness signs so.
    CosignatureV1,
}

impl Algorithm {
    /// The type byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::CosignatureV1 => 4,
        }
    }

    fn from_byte(byte: u8) -> Result<Self, KeyError> {
        match byte {
            1 => Ok(Self::Ed25519),
            4 => Ok(Self::CosignatureV1),
            other => Err(KeyError::UnknownAlgorithm(other)),
        }
    }
}

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not `<name>+<id>+<base64>`, or the id is not that of the key.
    #[error(
        "not a verifier key: it has the form <name>+<8 hex digits>+<base64>, and the digits belong to name and key"
    )]
    Malformed,
    /// A name with blanks or a plus sign.
    #[error("not a name for a key: {0:?}")]
    Name(String),
    /// A type byte this version does not know.
    #[error("signature type {0:#04x} is not known to this version")]
    UnknownAlgorithm(u8),
    /// Bytes that are no public key, or one that would accept foreign signatures.
    #[error("not a usable public key")]
    Unusable,
    /// The file does not hold a PKCS#8 Ed25519 key in PEM.
    #[error("{0} does not hold an Ed25519 key in PKCS#8 PEM")]
    NotPem(String),
    /// Others may read the key file.
    #[error("{0} may be read by others than its owner; set its mode to 0600")]
    FileTooOpen(String),
    /// The file cannot be read or made.
    #[error("{0}")]
    File(String),
    /// The operating system gives no random bytes.
    #[error("no randomness: {0}")]
    Randomness(String),
}

/// The public half: name, algorithm, key. Written as one line, `<name>+<id>+<base64 of type byte and key>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    algorithm: Algorithm,
    key: VerifyingKey,
}

impl VerifierKey {
    /// Reads the one-line form.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn parse(line: &str) -> Result<Self, KeyError> {
        let mut parts = line.splitn(3, '+');
        let (Some(name), Some(id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Malformed);
        };
        let bytes = STANDARD.decode(encoded).map_err(|_| KeyError::Malformed)?;
        let (byte, bytes) = bytes.split_first().ok_or(KeyError::Malformed)?;
        let algorithm = Algorithm::from_byte(*byte)?;
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| KeyError::Unusable)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Unusable)?;
        if key.is_weak() {
            return Err(KeyError::Unusable);
        }
        if !is_key_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let key = Self { name: name.to_owned(), algorithm, key };
        if hex::encode(key.id()) == id { Ok(key) } else { Err(KeyError::Malformed) }
    }

    /// Its name; for a log, the origin of its checkpoints.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The 4 bytes that stand before each of its signatures.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let seen = [self.name.as_bytes(), b"\n", &[self.algorithm.byte()], self.key.as_bytes()].concat();
        let [a, b, c, d, ..] = TreeHash::of(&seen).0;
        [a, b, c, d]
    }

    /// The signature line of this key, if the note has one.
    #[must_use]
    pub fn line_in<'a>(&self, note: &'a Note) -> Option<&'a NoteSignature> {
        let id = self.id();
        note.signatures.iter().find(|signature| signature.key_id == id && signature.name == self.name)
    }

    /// Checks a signature over `text`. A good one gives its time, in seconds since 1970 UTC, if its kind has one.
    #[must_use]
    pub fn check(&self, text: &str, signature: &NoteSignature) -> Checked {
        let (message, bytes, at) = match self.algorithm {
            Algorithm::Ed25519 => (text.to_owned(), &signature.bytes[..], None),
            Algorithm::CosignatureV1 => {
                let Some((time, bytes)) = signature.bytes.split_first_chunk::<8>() else {
                    return Checked::Bad;
                };
                let at = u64::from_be_bytes(*time);
                if at > i64::MAX as u64 {
                    return Checked::Bad;
                }
                (cosigned_text(text, at), bytes, Some(at))
            }
        };
        match Signature::from_slice(bytes) {
            Ok(bytes) if self.key.verify_strict(message.as_bytes(), &bytes).is_ok() => Checked::Good { at },
            Ok(_) | Err(_) => Checked::Bad,
        }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.algorithm.byte()], &self.key.as_bytes()[..]].concat();
        write!(f, "{}+{}+{}", self.name, hex::encode(self.id()), STANDARD.encode(bytes))
    }
}

/// Outcome of checking one signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// This key signed this text.
    Good {
        /// When, seconds since 1970 UTC, for kinds that state it.
        at: Option<u64>,
    },
    /// It did not.
    Bad,
}

fn cosigned_text(text: &str, at: u64) -> String {
    format!("cosignature/v1\ntime {at}\n{text}")
}

/// The private half. Lives outside the database; never shown, wiped when dropped.
pub struct SignerKey {
    name: String,
    algorithm: Algorithm,
    key: SigningKey,
}

impl SignerKey {
    /// A key from its 32 secret bytes.
    ///
    /// # Errors
    /// When `name` cannot name a key.
    pub fn new(name: &str, algorithm: Algorithm, secret: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_key_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), algorithm, key: SigningKey::from_bytes(secret) })
    }

    /// Makes a key and keeps it at `path`, which must not exist: PKCS#8 PEM, mode 0600, synced.
    ///
    /// # Errors
    /// When the file exists or cannot be made.
    pub fn make(path: &Path, name: &str, algorithm: Algorithm) -> Result<Self, KeyError> {
        let mut secret = Zeroizing::new([0; 32]);
        getrandom::fill(secret.as_mut()).map_err(|error| KeyError::Randomness(error.to_string()))?;
        let made = Self::new(name, algorithm, &secret)?;
        let file_error = |error: std::io::Error| KeyError::File(format!("{}: {error}", path.display()));
        let pem = made.to_pem()?;
        let mut options = std::fs::OpenOptions::new();
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.write(true).create_new(true).open(path).map_err(file_error)?;
        file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(file_error)?;
        Ok(made)
    }

    /// Reads the key kept at `path`.
    ///
    /// # Errors
    /// When others may read the file, or it holds no such key.
    pub fn read(path: &Path, name: &str, algorithm: Algorithm) -> Result<Self, KeyError> {
        let file_error = |error: std::io::Error| KeyError::File(format!("{}: {error}", path.display()));
        let mut file = std::fs::File::open(path).map_err(file_error)?;
        let permissions = file.metadata().map_err(file_error)?.permissions();
        if std::os::unix::fs::PermissionsExt::mode(&permissions) & 0o077 != 0 {
            return Err(KeyError::FileTooOpen(path.display().to_string()));
        }
        let mut pem = Zeroizing::new(String::new());
        file.read_to_string(&mut pem).map_err(file_error)?;
        let key =
            SigningKey::from_pkcs8_pem(&pem).map_err(|_| KeyError::NotPem(path.display().to_string()))?;
        Self::new(name, algorithm, &Zeroizing::new(key.to_bytes()))
    }

    /// PKCS#8 version 1, without the public half: what OpenSSL of every age reads.
    fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let bytes = KeypairBytes { secret_key: self.key.to_bytes(), public_key: None };
        bytes.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyError::File(error.to_string()))
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), algorithm: self.algorithm, key: self.key.verifying_key() }
    }

    /// Signs a note's text. `now` (seconds since 1970 UTC) enters cosignatures only.
    #[must_use]
    pub fn sign(&self, text: &str, now: u64) -> NoteSignature {
        let bytes = match self.algorithm {
            Algorithm::Ed25519 => self.key.sign(text.as_bytes()).to_vec(),
            Algorithm::CosignatureV1 => {
                let signature = self.key.sign(cosigned_text(text, now).as_bytes());
                [&now.to_be_bytes()[..], &signature.to_bytes()].concat()
            }
        };
        NoteSignature { name: self.name.clone(), key_id: self.verifier().id(), bytes }
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignerKey({})", self.verifier())
    }
}
