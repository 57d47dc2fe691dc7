//! The certificate of an erasure, checked offline: that the log, and not only whoever hands over the paper, says which keys were
//! destroyed, when and on which request. It names no person. Format: `docs/proof-format.md`.

use crate::TreeHash;
use crate::bundle::{BundleError, EventPart, ProvedEvent, Stored};
use crate::checkpoint::{Checkpoint, Trust, open};
use crate::note::Note;
use crate::tree::verify_inclusion;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The format this version writes and reads.
pub const CERTIFICATE_FORMAT: &str = "hejie-erasure-certificate/1";

/// Longest certificate in bytes.
pub const CERTIFICATE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The event that carries the certificate's hash.
const FULFILLED: &str = "data-request.fulfilled.v1";

/// What proves a certificate: its field `proof`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureProof {
    /// Stream of the request.
    pub stream: String,
    /// The event that fulfilled it, with its place in the log.
    pub event: EventPart,
    /// The signed checkpoint, as text.
    pub checkpoint: String,
}

impl ErasureProof {
    /// The proof of a certificate by the event that fulfilled its request.
    #[must_use]
    pub fn new(proved: &ProvedEvent, checkpoint: &Note) -> Self {
        Self {
            stream: proved.event.stream.to_string(),
            event: EventPart::of(proved),
            checkpoint: checkpoint.to_string(),
        }
    }
}

/// What a good certificate proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureVerdict {
    /// The request.
    pub number: String,
    /// SHA-256 of the certificate, hexadecimal.
    pub sha256: String,
    /// When it was made, as the certificate says it.
    pub made_at: String,
    /// What was destroyed: case, and id of the subject whose key it was.
    pub erased: Vec<(String, String)>,
    /// How many cases are only stored, because something stood against erasing them.
    pub restricted: usize,
    /// Place of the event in the log.
    pub leaf_index: u64,
    /// The log's statement it was checked against.
    pub checkpoint: Checkpoint,
    /// Keys of the log that signed it.
    pub signed_by: Vec<String>,
    /// Witnesses that cosigned it, and when, seconds since 1970 UTC.
    pub witnessed_by: Vec<(String, u64)>,
}

/// Why a certificate is not believed: the first thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ErasureError {
    /// Checkpoint, event or form, wrong as in a bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// Not one line of JSON with sorted fields and no spaces, as it was handed out.
    #[error("the file is not the certificate's text as it was handed out")]
    NotAsHandedOut,
    /// The stated hash is not that of the text.
    #[error("the certificate has the hash {0}, not the stated one")]
    Hash(String),
    /// The event is not the one that fulfilled this request.
    #[error("the event does not fulfil the request of this certificate")]
    OtherRequest,
    /// The log carries the hash of another certificate.
    #[error("the log carries another certificate of this request")]
    OtherCertificate,
}

impl ErasureError {
    /// A stable code, the same in every verifier of this format.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Bundle(error) => error.code(),
            Self::NotAsHandedOut => "not-as-handed-out",
            Self::Hash(_) => "certificate-hash",
            Self::OtherRequest => "other-request",
            Self::OtherCertificate => "other-certificate",
        }
    }
}

/// What is read of the certificate itself.
#[derive(Deserialize)]
struct Paper {
    number: String,
    made_at: String,
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    case: String,
    subject: String,
    done: String,
}

/// What is read of the event.
#[derive(Deserialize)]
struct Fulfilled {
    certificate: Named,
}

#[derive(Deserialize)]
struct Named {
    number: String,
    sha256: String,
}

/// Checks a certificate with nothing but the keys the reader trusts.
///
/// # Errors
/// [`ErasureError`]: the first thing that is wrong.
pub fn verify_certificate(bytes: &[u8], trust: &Trust) -> Result<ErasureVerdict, ErasureError> {
    let (text, sha256, proof) = read(bytes)?;
    let paper: Paper = serde_json::from_str(&text).map_err(|_| malformed("a field of it is missing"))?;
    let hash = TreeHash::of(text.as_bytes()).to_hex();
    if hash != sha256 {
        return Err(ErasureError::Hash(hash));
    }
    let event = Stored::read(&proof.event)?;
    let opened = open(proof.checkpoint.as_bytes(), trust).map_err(BundleError::from)?;
    let (revision, index) = (proof.event.revision, proof.event.leaf_index);
    let head = &opened.checkpoint.head;
    if index >= head.size {
        return Err(BundleError::LeafOutside { revision, index, size: head.size }.into());
    }
    verify_inclusion(head, index, &event.leaf(&proof.stream).hash(), &event.proof)
        .map_err(|reason| BundleError::NotIncluded { revision, reason })?;
    let of_request = proof.stream.rsplit_once('~').is_some_and(|(_, request)| request == paper.number);
    if proof.event.event_type != FULFILLED || !of_request {
        return Err(ErasureError::OtherRequest);
    }
    let fulfilled: Fulfilled =
        serde_json::from_slice(&event.payload).map_err(|_| BundleError::EventUnreadable(revision))?;
    if (&fulfilled.certificate.number, &fulfilled.certificate.sha256) != (&paper.number, &sha256) {
        return Err(ErasureError::OtherCertificate);
    }
    let (erased, kept): (Vec<_>, Vec<_>) =
        paper.outcomes.into_iter().partition(|outcome| outcome.done == "ERASED");
    Ok(ErasureVerdict {
        number: paper.number,
        sha256,
        made_at: paper.made_at,
        erased: erased.into_iter().map(|outcome| (outcome.case, outcome.subject)).collect(),
        restricted: kept.len(),
        leaf_index: index,
        checkpoint: opened.checkpoint,
        signed_by: opened.signed_by,
        witnessed_by: opened.witnessed_by,
    })
}

fn malformed(what: &str) -> ErasureError {
    BundleError::Malformed(what.to_owned()).into()
}

/// The text that is hashed, the stated hash and the proof.
fn read(bytes: &[u8]) -> Result<(String, String, ErasureProof), ErasureError> {
    if bytes.len() > CERTIFICATE_BYTES_MAX {
        return Err(BundleError::TooLarge.into());
    }
    let mut paper: Value = serde_json::from_slice(bytes).map_err(|_| malformed("it is not JSON"))?;
    let format = paper.get("format").and_then(Value::as_str).unwrap_or_default();
    if format != CERTIFICATE_FORMAT {
        return Err(BundleError::UnknownFormat(format.chars().take(64).collect()).into());
    }
    // One text, one reading: a field written twice, or out of order, is read differently by different readers.
    paper.sort_all_objects();
    if paper.to_string().as_bytes() != bytes.trim_ascii() {
        return Err(ErasureError::NotAsHandedOut);
    }
    let fields = paper.as_object_mut().ok_or_else(|| malformed("it is no object"))?;
    let stated = fields.remove("sha256").and_then(|hash| hash.as_str().map(str::to_owned));
    let stated = stated.ok_or_else(|| malformed("it states no hash"))?;
    let proof = fields.remove("proof").ok_or_else(|| malformed("it carries no proof"))?;
    let proof = serde_json::from_value(proof).map_err(|_| malformed("its proof is not one"))?;
    // Taking fields out may have moved the others.
    paper.sort_all_objects();
    Ok((paper.to_string(), stated, proof))
}
