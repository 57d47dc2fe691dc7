//! The bundle as JSON: every field required, no field beyond these.

use super::{BUNDLE_BYTES_MAX, BundleError, EVENTS_MAX, FORMAT, FORMAT_WITHOUT_CERTIFICATES};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A settlement bundle as it stands in the file; nothing in it is checked yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// [`FORMAT`], or the one before.
    pub format: String,
    /// The case, hyphenated lower-case UUID.
    pub case: String,
    /// Its stream.
    pub stream: String,
    /// What was agreed.
    pub agreement: AgreementPart,
    /// Who signed, in the order of the log.
    pub signatures: Vec<SignaturePart>,
    /// The centre's seal.
    pub seal: SealPart,
    /// When it took effect and by which rules.
    pub effect: EffectPart,
    /// Every step of the judicial confirmation, in the order of the log.
    pub confirmation: Vec<ConfirmationPart>,
    /// The whole stream, from revision 0 on.
    pub events: Vec<EventPart>,
    /// Last link of the chain along the stream, hexadecimal.
    pub chain_head: String,
    /// The signed checkpoint, as text.
    pub checkpoint: String,
    /// Keys that signed it, `<name>+<8 hexadecimal digits>`, in the order of its lines. The keys themselves come from
    /// somewhere the reader trusts, never from here.
    pub signers: Vec<String>,
}

/// What was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementPart {
    /// Its number.
    pub no: String,
    /// Its version.
    pub version: u32,
    /// The canonical bytes everybody signed, base64.
    pub bytes: String,
    /// Their SHA-256, hexadecimal.
    pub sha256: String,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignaturePart {
    /// The event that tells of it.
    pub revision: u64,
    /// Whose.
    pub signer: SignerPart,
    /// How, as a code.
    pub method: String,
    /// When, UTC.
    pub signed_at: String,
    /// SHA-256 of the text of the evidence's box (its ciphertext) as stored, hexadecimal.
    pub evidence_sha256: String,
    /// Version 1 has no such field; from version 2 on it is always there, null for a signature without a certificate.
    #[serde(default, deserialize_with = "present_part", skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Option<CertificatePart>>,
}

/// A signature over the agreement's bytes, and who vouches for its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificatePart {
    /// The certificates in DER, base64: the signer's first, each followed by the one of its issuer.
    pub chain: Vec<String>,
    /// The signature, base64.
    pub signature: String,
    /// How, as a code: `ECDSA_P256_SHA256` or `RSA_PKCS1_SHA256`.
    pub algorithm: String,
    /// The authority that issued the signer's certificate.
    pub ca: String,
    /// Its serial number, hexadecimal.
    pub serial: String,
}

/// Whose signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerPart {
    /// `PARTY` or `MEDIATOR`.
    pub kind: String,
    /// Their id.
    pub id: String,
}

/// The centre's seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealPart {
    /// The event that tells of it.
    pub revision: u64,
    /// Register entry of the seal.
    pub seal: String,
    /// When, UTC.
    pub sealed_at: String,
}

/// How the agreement took effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectPart {
    /// The event that tells of it.
    pub revision: u64,
    /// Every rule that applies and its moment.
    pub regimes: Vec<RegimePart>,
    /// The latest of them, UTC.
    pub effective_at: String,
    /// The same as civil day in Shanghai.
    pub effective_on: String,
}

/// A rule and its moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimePart {
    /// Which rule: `PEOPLES_MEDIATION` (the last signature or the seal) or `ONLINE` (the last party's electronic signature).
    pub regime: String,
    /// When, UTC.
    pub at: String,
}

/// One step of the judicial confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationPart {
    /// The event that tells of it.
    pub revision: u64,
    /// Its type.
    pub event_type: String,
    /// When it was recorded by the centre, UTC.
    pub occurred_at: String,
    /// The court's number in it, if it has one.
    #[serde(deserialize_with = "present")]
    pub court_no: Option<String>,
    /// The court's or the filing's date in it, if it has one.
    #[serde(deserialize_with = "present")]
    pub on: Option<String>,
}

/// One event of the stream, as stored, with its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventPart {
    /// Place in the stream.
    pub revision: u64,
    /// Its id, hyphenated lower-case UUID.
    pub event_id: String,
    /// Its type.
    pub event_type: String,
    /// Microseconds since 1970 UTC.
    pub recorded_at_us: i64,
    /// As stored, base64.
    pub metadata: String,
    /// As stored, base64; personal data in it is ciphertext.
    pub payload: String,
    /// The link it names as the one before it, hexadecimal; null for an event from before there was a chain.
    #[serde(deserialize_with = "present")]
    pub previous: Option<String>,
    /// Place in the log.
    pub leaf_index: u64,
    /// Inclusion proof against the checkpoint: base64 hashes, from the leaf upwards.
    pub proof: Vec<String>,
}

impl Bundle {
    /// Reads a bundle strictly; checks its form only.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`], [`BundleError::UnknownFormat`], [`BundleError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        let bundle: Self = strictly(bytes, &[FORMAT, FORMAT_WITHOUT_CERTIFICATES])?;
        let knows_certificates = bundle.format == FORMAT;
        if bundle.signatures.iter().any(|by| by.certificate.is_some() != knows_certificates) {
            return Err(BundleError::Malformed("certificates belong to version 2, and only there".into()));
        }
        if bundle.events.len() > EVENTS_MAX {
            return Err(BundleError::Malformed(format!("more than {EVENTS_MAX} events")));
        }
        Ok(bundle)
    }

    /// The file's bytes: indented JSON, a newline at the end.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, BundleError> {
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|error| BundleError::Malformed(error.to_string()))?;
        bytes.push(b'\n');
        if bytes.len() > BUNDLE_BYTES_MAX { Err(BundleError::TooLarge) } else { Ok(bytes) }
    }
}

/// Reads JSON of one of these formats: nothing more, nothing less, nothing twice.
pub(super) fn strictly<T: Serialize + DeserializeOwned>(
    bytes: &[u8],
    formats: &[&str],
) -> Result<T, BundleError> {
    if bytes.len() > BUNDLE_BYTES_MAX {
        return Err(BundleError::TooLarge);
    }
    let malformed = |error: serde_json::Error| {
        // Serde's message may quote the file, so only the place is kept.
        let kind = error.classify();
        BundleError::Malformed(format!("{kind:?} error, line {} column {}", error.line(), error.column()))
    };
    let value: Value = serde_json::from_slice(bytes).map_err(malformed)?;
    let format = value.get("format").and_then(Value::as_str).unwrap_or_default();
    if !formats.contains(&format) {
        return Err(BundleError::UnknownFormat(format.chars().take(64).collect()));
    }
    let read: T = serde_json::from_slice(bytes).map_err(malformed)?;
    // Serde also takes a list where an object is meant; a file has one form.
    if serde_json::to_value(&read).ok().as_ref() != Some(&value) {
        return Err(BundleError::Malformed("a list stands where an object must".into()));
    }
    Ok(read)
}

/// `null` is a value here, absence is an error.
pub(super) fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

fn present_part<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<CertificatePart>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
