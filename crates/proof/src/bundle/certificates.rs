//! The certificates of a bundle: the ones that were recorded, good for the bytes of the agreement at the time of signing.

use super::error::BundleError;
use super::facts::{CertifiedEvent, Facts};
use super::format::{Bundle, CertificatePart, SignaturePart};
use crate::certificate::{CertificateError, Certified, SignatureAlgorithm, chain_sha256, check};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

/// Checks every signature that was made with a certificate; returns how many there are.
pub(super) fn check_certificates(
    bundle: &Bundle,
    facts: &Facts,
    agreement: &[u8],
    authorities: Option<&[Vec<u8>]>,
) -> Result<usize, BundleError> {
    let mut count = 0;
    for (stated, recorded) in bundle.signatures.iter().zip(&facts.certified) {
        match (stated.certificate.as_ref().and_then(Option::as_ref), recorded) {
            (None, None) => {}
            (Some(part), Some(recorded)) => {
                one(stated, part, recorded, agreement, authorities)?;
                count += 1;
            }
            (Some(_), None) | (None, Some(_)) => return Err(BundleError::CertificateClaim(stated.revision)),
        }
    }
    Ok(count)
}

fn one(
    stated: &SignaturePart,
    part: &CertificatePart,
    recorded: &CertifiedEvent,
    agreement: &[u8],
    authorities: Option<&[Vec<u8>]>,
) -> Result<(), BundleError> {
    let revision = stated.revision;
    let wrong = |reason| BundleError::Certificate { revision, reason };
    let der = part.chain.iter().map(|text| STANDARD.decode(text).ok()).collect::<Option<Vec<_>>>();
    let chain = der.ok_or_else(|| wrong(CertificateError::Malformed))?;
    let is_recorded = chain_sha256(&chain) == recorded.chain_sha256
        && (&part.signature, &part.algorithm, &part.ca, &part.serial)
            == (&recorded.signature, &recorded.algorithm, &recorded.ca, &recorded.serial);
    if !is_recorded {
        return Err(BundleError::CertificateClaim(revision));
    }
    let algorithm =
        SignatureAlgorithm::parse(&part.algorithm).ok_or_else(|| wrong(CertificateError::Algorithm))?;
    let signature = STANDARD.decode(&part.signature).map_err(|_| wrong(CertificateError::Signature))?;
    let at: DateTime<Utc> = stated.signed_at.parse().map_err(|_| BundleError::EventUnreadable(revision))?;
    let certified = Certified { chain: &chain, algorithm, signature: &signature };
    let found = check(&certified, authorities, agreement, at).map_err(wrong)?;
    // What the house recorded of the certificate must be what the certificate says.
    if (found.ca, found.serial) == (part.ca.clone(), part.serial.clone()) {
        Ok(())
    } else {
        Err(BundleError::CertificateClaim(revision))
    }
}
