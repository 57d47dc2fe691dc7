//! Signatures made with a certificate: whose key, vouched for by whom, over which bytes, valid when.
//!
//! A path from the certificate to an authority is built and checked by `rustls-webpki`, fields are read by `x509-parser`.
//! Nothing is fetched: a revocation is not seen here. SM2 certificates are refused as [`CertificateError::Algorithm`]: no crate
//! that verifies them has been reviewed by anybody outside its authors.

use chrono::{DateTime, Utc};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use sha2::{Digest, Sha256};
use webpki::aws_lc_rs::{
    ECDSA_P256_SHA256, ECDSA_P256_SHA384, ECDSA_P384_SHA256, ECDSA_P384_SHA384, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};

/// Most certificates of a chain.
pub const CHAIN_MAX: usize = 6;
/// Longest certificate, bytes.
pub const CERTIFICATE_BYTES_MAX: usize = 16 * 1024;

/// With what authorities sign certificates.
const AUTHORITIES_SIGN_WITH: &[&dyn SignatureVerificationAlgorithm] = &[
    ECDSA_P256_SHA256,
    ECDSA_P256_SHA384,
    ECDSA_P384_SHA256,
    ECDSA_P384_SHA384,
    RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512,
];

/// How the document was signed. Both hash with SHA-256, so that whoever holds the hash of the document can sign it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// ECDSA on P-256, the signature in DER.
    EcdsaP256Sha256,
    /// RSA with PKCS#1 v1.5 padding, 2048 bits or more.
    RsaPkcs1Sha256,
}

impl SignatureAlgorithm {
    /// Its code in events and bundles.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EcdsaP256Sha256 => "ECDSA_P256_SHA256",
            Self::RsaPkcs1Sha256 => "RSA_PKCS1_SHA256",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::EcdsaP256Sha256, Self::RsaPkcs1Sha256].into_iter().find(|known| known.code() == code)
    }

    fn verifier(self) -> &'static dyn SignatureVerificationAlgorithm {
        match self {
            Self::EcdsaP256Sha256 => ECDSA_P256_SHA256,
            Self::RsaPkcs1Sha256 => RSA_PKCS1_2048_8192_SHA256,
        }
    }
}

/// Why a signature with a certificate is not believed: the first thing found wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Not certificates, too many or too long.
    #[error("the certificates cannot be read")]
    Malformed,
    /// Not a kind of key or signature that is checked here.
    #[error(
        "the key of the certificate does not make signatures of this kind, or the kind is not known here"
    )]
    Algorithm,
    /// Signed before the certificate was valid, or after.
    #[error("the certificate was not valid when it was signed with")]
    Expired,
    /// A certificate for something else.
    #[error("the certificate is not one to sign documents with")]
    Usage,
    /// No authority the reader trusts vouches for it.
    #[error("no authority that is trusted vouches for the certificate")]
    Untrusted,
    /// Another document was signed, or with another key.
    #[error("the signature is not one of this document by the key of the certificate")]
    Signature,
}

impl CertificateError {
    /// A stable code, the same in every verifier.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "certificate-malformed",
            Self::Algorithm => "certificate-algorithm",
            Self::Expired => "certificate-expired",
            Self::Usage => "certificate-usage",
            Self::Untrusted => "certificate-untrusted",
            Self::Signature => "certificate-signature",
        }
    }
}

/// What a checked certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Common name of the authority that issued it, else its organisation.
    pub ca: String,
    /// Serial number, lower-case hexadecimal without leading zeros.
    pub serial: String,
    /// Valid until, UTC.
    pub not_after: DateTime<Utc>,
}

/// A signature with its certificates.
#[derive(Debug, Clone, Copy)]
pub struct Certified<'a> {
    /// DER, the signer's first, each followed by the one of its issuer.
    pub chain: &'a [Vec<u8>],
    /// How.
    pub algorithm: SignatureAlgorithm,
    /// The signature.
    pub signature: &'a [u8],
}

/// Checks a signature over `message`, made at `at`.
///
/// With `anchors` (DER of the authorities that are trusted) the chain must lead to one of them. Without, it must be coherent
/// up to its last certificate, and whom to trust is left to the reader.
///
/// # Errors
/// [`CertificateError`]: the first thing that is wrong.
pub fn check(
    certified: &Certified<'_>,
    anchors: Option<&[Vec<u8>]>,
    message: &[u8],
    at: DateTime<Utc>,
) -> Result<CertificateFacts, CertificateError> {
    let chain: Vec<CertificateDer<'_>> =
        certified.chain.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let (first, issuers) = chain.split_first().ok_or(CertificateError::Malformed)?;
    if chain.len() > CHAIN_MAX || chain.iter().any(|der| der.len() > CERTIFICATE_BYTES_MAX) {
        return Err(CertificateError::Malformed);
    }
    let facts = read(first, at)?;
    let signer = EndEntityCert::try_from(first).map_err(verdict)?;
    check_path(&signer, issuers, anchors, at)?;
    match signer.verify_signature(certified.algorithm.verifier(), message, certified.signature) {
        Ok(()) => Ok(facts),
        Err(Error::InvalidSignatureForPublicKey) => Err(CertificateError::Signature),
        // Whatever else the library says here is about kinds of keys.
        Err(_) => Err(CertificateError::Algorithm),
    }
}

/// What the signer's certificate says of itself.
fn read(der: &[u8], at: DateTime<Utc>) -> Result<CertificateFacts, CertificateError> {
    let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| CertificateError::Malformed)?;
    if !rest.is_empty() {
        return Err(CertificateError::Malformed);
    }
    let validity = certificate.validity();
    let (from, until) = (validity.not_before.timestamp(), validity.not_after.timestamp());
    if !(from..=until).contains(&at.timestamp()) {
        return Err(CertificateError::Expired);
    }
    let usage = certificate.key_usage().map_err(|_| CertificateError::Malformed)?;
    // Chinese and European authorities set one of the two for signing documents (RFC 5280 §4.2.1.3).
    if !usage.is_some_and(|usage| usage.value.digital_signature() || usage.value.non_repudiation()) {
        return Err(CertificateError::Usage);
    }
    Ok(CertificateFacts {
        ca: name(certificate.issuer()).ok_or(CertificateError::Malformed)?,
        serial: format!("{:x}", certificate.tbs_certificate.serial),
        not_after: DateTime::from_timestamp(until, 0).ok_or(CertificateError::Malformed)?,
    })
}

fn name(of: &X509Name<'_>) -> Option<String> {
    let mut texts = of.iter_common_name().chain(of.iter_organization());
    texts.find_map(|text| text.as_str().ok()).map(str::to_owned)
}

fn check_path(
    signer: &EndEntityCert<'_>,
    issuers: &[CertificateDer<'_>],
    anchors: Option<&[Vec<u8>]>,
    at: DateTime<Utc>,
) -> Result<(), CertificateError> {
    let trusted: Vec<CertificateDer<'_>> = match (anchors, issuers.last()) {
        (Some(anchors), _) => anchors.iter().map(|der| CertificateDer::from(der.as_slice())).collect(),
        (None, Some(last)) => vec![last.clone()],
        // Nobody is named who could vouch for it.
        (None, None) => return Ok(()),
    };
    let trusted: Vec<TrustAnchor<'_>> =
        trusted.iter().filter_map(|der| anchor_from_trusted_cert(der).ok()).collect();
    let seconds = u64::try_from(at.timestamp()).map_err(|_| CertificateError::Expired)?;
    let at = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
    signer
        .verify_for_usage(AUTHORITIES_SIGN_WITH, &trusted, issuers, at, Documents, None, None)
        .map(|_| ())
        .map_err(verdict)
}

/// A certificate may say for what it is; a web server's is for no document.
struct Documents;

/// Signing documents, protecting mail, proving who a client is, anything: under one of these authorities issue certificates
/// to persons and organisations.
const PURPOSES: [&[usize]; 4] = [
    &[1, 3, 6, 1, 5, 5, 7, 3, 36],
    &[1, 3, 6, 1, 5, 5, 7, 3, 4],
    &[1, 3, 6, 1, 5, 5, 7, 3, 2],
    &[2, 5, 29, 37, 0],
];

#[allow(deprecated, reason = "its successor cannot be made outside the library")]
impl ExtendedKeyUsageValidator for Documents {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        let mut is_silent = true;
        for purpose in purposes {
            let purpose = purpose?.to_decoded_oid();
            is_silent = false;
            if PURPOSES.contains(&purpose.as_slice()) {
                return Ok(());
            }
        }
        if is_silent { Ok(()) } else { Err(Error::RequiredEkuNotFound) }
    }
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the library may add errors; whatever is wrong with a path, nobody vouches"
)]
#[allow(deprecated, reason = "its successor cannot be made outside the library")]
fn verdict(error: Error) -> CertificateError {
    match error {
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => CertificateError::Expired,
        Error::CaUsedAsEndEntity | Error::RequiredEkuNotFound | Error::RequiredEkuNotFoundContext(_) => {
            CertificateError::Usage
        }
        Error::BadDer | Error::TrailingData(_) | Error::UnsupportedCertVersion => CertificateError::Malformed,
        _ => CertificateError::Untrusted,
    }
}

/// Names a chain in an event: SHA-256 over its certificates, each behind its length in 8 bytes, hexadecimal.
#[must_use]
pub fn chain_sha256(chain: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    for der in chain {
        hash.update((der.len() as u64).to_be_bytes());
        hash.update(der);
    }
    hex::encode(hash.finalize())
}

/// Certificates of a PEM file.
///
/// # Errors
/// [`CertificateError::Malformed`] when a block is no certificate, or there is none.
pub fn from_pem(text: &[u8]) -> Result<Vec<Vec<u8>>, CertificateError> {
    let mut chain = Vec::new();
    for block in x509_parser::pem::Pem::iter_from_buffer(text) {
        let block = block.map_err(|_| CertificateError::Malformed)?;
        if block.label != "CERTIFICATE" {
            return Err(CertificateError::Malformed);
        }
        block.parse_x509().map_err(|_| CertificateError::Malformed)?;
        chain.push(block.contents);
    }
    if chain.is_empty() { Err(CertificateError::Malformed) } else { Ok(chain) }
}
