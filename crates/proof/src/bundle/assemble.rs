//! Making a bundle from the log. What it states in clear is derived, never passed in.

use super::FORMAT;
use super::error::BundleError;
use super::facts::{Facts, Wire};
use super::format::{AgreementPart, Bundle, CertificatePart, EventPart};
use crate::TreeHash;
use crate::leaf::{CHAIN_START, Content};
use crate::note::{Note, NoteSignature};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use event_store::RecordedEvent;
use std::collections::BTreeMap;

/// An event with its place in the log and the proof of it.
#[derive(Debug, Clone)]
pub struct ProvedEvent {
    /// As stored.
    pub event: RecordedEvent,
    /// Index of its leaf.
    pub leaf_index: u64,
    /// See [`inclusion_proof`](crate::tree::inclusion_proof), against the checkpoint of the bundle.
    pub proof: Vec<TreeHash>,
}

/// Certificates in DER by the revision of the signature they belong to; the events hold them sealed.
pub type Chains = BTreeMap<u64, Vec<Vec<u8>>>;

impl Bundle {
    /// Puts a bundle together: the whole stream of the case, the agreement's canonical bytes, the certificates of its
    /// signatures, a signed checkpoint.
    ///
    /// Does not check proofs and signatures; that is [`verify_bundle`](super::verify_bundle), to be called with the result.
    ///
    /// # Errors
    /// When the stream has no agreement in effect, or its events contradict each other.
    pub fn assemble(
        agreement_bytes: &[u8],
        stream: &[ProvedEvent],
        chains: &Chains,
        checkpoint: &Note,
    ) -> Result<Self, BundleError> {
        let first = stream.first().ok_or(BundleError::NoEvents)?;
        let mut facts = Facts::of(stream.iter().map(|ProvedEvent { event, .. }| Wire {
            revision: event.revision.0,
            event_type: &event.event_type,
            metadata: &event.metadata,
            payload: &event.payload,
        }))?;
        for (part, certified) in facts.signatures.iter_mut().zip(facts.certified) {
            part.certificate =
                Some(certified.map(|certified| {
                    CertificatePart {
                        chain: chains
                            .get(&part.revision)
                            .into_iter()
                            .flatten()
                            .map(|der| STANDARD.encode(der))
                            .collect(),
                        signature: certified.signature,
                        algorithm: certified.algorithm,
                        ca: certified.ca,
                        serial: certified.serial,
                    }
                }));
        }
        let link = |link, proved: &ProvedEvent| Content::of(&proved.event).link(&link);
        Ok(Self {
            format: FORMAT.to_owned(),
            case: facts.case,
            stream: first.event.stream.to_string(),
            agreement: AgreementPart {
                no: facts.draft.agreement_no,
                version: facts.draft.version,
                bytes: STANDARD.encode(agreement_bytes),
                sha256: TreeHash::of(agreement_bytes).to_hex(),
            },
            signatures: facts.signatures,
            seal: facts.seal,
            effect: facts.effect,
            confirmation: facts.confirmation,
            events: stream.iter().map(EventPart::of).collect(),
            chain_head: stream.iter().fold(CHAIN_START, link).to_hex(),
            checkpoint: checkpoint.to_string(),
            signers: checkpoint.signatures.iter().map(NoteSignature::key_name).collect(),
        })
    }
}

impl EventPart {
    /// An event of the log with its proof, as a file states it.
    pub(crate) fn of(ProvedEvent { event, leaf_index, proof }: &ProvedEvent) -> Self {
        Self {
            revision: event.revision.0,
            event_id: event.event_id.hyphenated().to_string(),
            event_type: event.event_type.to_string(),
            recorded_at_us: event.recorded_at_us,
            metadata: STANDARD.encode(&event.metadata),
            payload: STANDARD.encode(&event.payload),
            previous: event.previous.map(|link| TreeHash(link).to_hex()),
            leaf_index: *leaf_index,
            proof: proof.iter().map(TreeHash::to_string).collect(),
        }
    }
}
