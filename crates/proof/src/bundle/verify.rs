//! Checking a bundle offline: form, checkpoint, events, then every statement, in this order; the first wrong thing is named.

use super::certificates::check_certificates;
use super::error::BundleError;
use super::facts::{Drafted, Facts, Wire};
use super::format::{Bundle, EventPart, SignaturePart};
use crate::TreeHash;
use crate::checkpoint::{Checkpoint, Trust, open};
use crate::leaf::{CHAIN_START, Content, Leaf};
use crate::note::Note;
use crate::tree::{Head, verify_inclusion};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashSet;
use uuid::Uuid;

/// What a good bundle proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The case.
    pub case: String,
    /// Number of the agreement.
    pub agreement_no: String,
    /// SHA-256 of the agreement's bytes, hexadecimal: to be compared with the paper.
    pub agreement_sha256: String,
    /// In effect since, UTC.
    pub effective_at: String,
    /// The civil day of it in Shanghai.
    pub effective_on: String,
    /// Number of the ruling that confirmed it, if one did and none revoked that.
    pub confirmed_by: Option<String>,
    /// Events of the case, all of them.
    pub events: usize,
    /// The log's statement they were checked against.
    pub checkpoint: Checkpoint,
    /// Keys of the log that signed it.
    pub signed_by: Vec<String>,
    /// Witnesses that cosigned it, and when, seconds since 1970 UTC.
    pub witnessed_by: Vec<(String, u64)>,
    /// Signatures on the agreement that were made with a certificate and checked.
    pub certified: usize,
    /// Whether their certificates lead to authorities the reader trusts; without a list of those nobody judged it.
    pub authorities_judged: bool,
}

/// Whom the reader of a bundle trusts.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// Keys of the log and of witnesses.
    pub trust: Trust,
    /// Authorities whose certificates count, in DER; `None`: certificates need only be coherent.
    pub authorities: Option<Vec<Vec<u8>>>,
}

/// Checks a bundle with nothing but the keys and authorities the reader trusts.
///
/// # Errors
/// [`BundleError`]: the first thing that is wrong.
pub fn verify_bundle(bytes: &[u8], reader: &Reader) -> Result<Verdict, BundleError> {
    let bundle = Bundle::parse(bytes)?;
    let events = bundle.events.iter().map(Stored::read).collect::<Result<Vec<_>, _>>()?;
    let agreement = decoded(&bundle.agreement.bytes)?;
    let chain_head = hash_of(&bundle.chain_head)?;
    let opened = open(bundle.checkpoint.as_bytes(), &reader.trust)?;
    check_signers(&bundle.checkpoint, &bundle.signers)?;
    check_events(&bundle.stream, &events, &opened.checkpoint.head, &chain_head)?;
    let facts = Facts::of(events.iter().map(Stored::wire))?;
    check_case(&bundle, &facts)?;
    check_agreement(&bundle, &agreement, &facts.draft)?;
    check_claims(&bundle, &facts)?;
    let authorities = reader.authorities.as_deref();
    let certified = check_certificates(&bundle, &facts, &agreement, authorities)?;
    Ok(Verdict {
        case: facts.case,
        agreement_no: facts.draft.agreement_no,
        agreement_sha256: facts.draft.hash,
        effective_at: facts.effect.effective_at,
        effective_on: facts.effect.effective_on,
        confirmed_by: facts.confirmed_by,
        events: events.len(),
        checkpoint: opened.checkpoint,
        signed_by: opened.signed_by,
        witnessed_by: opened.witnessed_by,
        certified,
        authorities_judged: authorities.is_some(),
    })
}

/// An event of the bundle with its texts decoded.
pub(crate) struct Stored<'a> {
    part: &'a EventPart,
    event_id: Uuid,
    metadata: Vec<u8>,
    pub(crate) payload: Vec<u8>,
    previous: Option<TreeHash>,
    pub(crate) proof: Vec<TreeHash>,
}

impl<'a> Stored<'a> {
    pub(crate) fn read(part: &'a EventPart) -> Result<Self, BundleError> {
        let event_id = Uuid::try_parse(&part.event_id).ok();
        let event_id = event_id.filter(|id| id.hyphenated().to_string() == part.event_id);
        let proof = part.proof.iter().map(|hash| TreeHash::from_base64(hash)).collect::<Option<Vec<_>>>();
        let link = |text: &String| TreeHash::from_hex(text).ok_or_else(|| malformed("a previous is no hash"));
        Ok(Self {
            part,
            previous: part.previous.as_ref().map(link).transpose()?,
            event_id: event_id.ok_or_else(|| malformed("an event_id is no UUID"))?,
            metadata: decoded(&part.metadata)?,
            payload: decoded(&part.payload)?,
            proof: proof.ok_or_else(|| malformed("a proof holds something else than hashes"))?,
        })
    }

    fn wire(&self) -> Wire<'_> {
        Wire {
            revision: self.part.revision,
            event_type: &self.part.event_type,
            metadata: &self.metadata,
            payload: &self.payload,
        }
    }

    pub(crate) fn leaf<'b>(&'b self, stream: &'b str) -> Leaf<'b> {
        let content = Content {
            stream,
            revision: self.part.revision,
            event_id: self.event_id.as_bytes(),
            event_type: &self.part.event_type,
            metadata: &self.metadata,
            payload: &self.payload,
        };
        Leaf { content, recorded_at_us: self.part.recorded_at_us, previous: self.previous }
    }
}

fn malformed(what: &str) -> BundleError {
    BundleError::Malformed(what.to_owned())
}

/// The end of the chain as stated.
pub(super) fn hash_of(chain_head: &str) -> Result<TreeHash, BundleError> {
    TreeHash::from_hex(chain_head).ok_or_else(|| malformed("chain_head is no hash"))
}

fn decoded(text: &str) -> Result<Vec<u8>, BundleError> {
    STANDARD.decode(text).map_err(|_| malformed("a text that must be base64 is not"))
}

pub(super) fn check_signers(checkpoint: &str, signers: &[String]) -> Result<(), BundleError> {
    let note = Note::parse(checkpoint.as_bytes()).map_err(|error| BundleError::Checkpoint(error.into()))?;
    let is_same = note.signatures.iter().map(|line| line.key_name()).eq(signers.iter().cloned());
    if is_same { Ok(()) } else { Err(BundleError::SignersDiffer) }
}

pub(super) fn check_events(
    stream: &str,
    events: &[Stored<'_>],
    head: &Head,
    chain_head: &TreeHash,
) -> Result<(), BundleError> {
    if events.is_empty() {
        return Err(BundleError::NoEvents);
    }
    let mut ids = HashSet::new();
    let mut before = None;
    let mut link = CHAIN_START;
    for (expected, event) in (0..).zip(events) {
        let (revision, index) = (event.part.revision, event.part.leaf_index);
        if revision != expected {
            return Err(BundleError::RevisionGap { expected, found: revision });
        }
        if !ids.insert(event.event_id) {
            return Err(BundleError::EventTwice(revision));
        }
        if before.is_some_and(|before| before >= index) {
            return Err(BundleError::LeafOrder(revision));
        }
        before = Some(index);
        if index >= head.size {
            return Err(BundleError::LeafOutside { revision, index, size: head.size });
        }
        let (leaf, after) = event.leaf(stream).hash_and_link(&link);
        verify_inclusion(head, index, &leaf, &event.proof)
            .map_err(|reason| BundleError::NotIncluded { revision, reason })?;
        if event.previous.is_some_and(|previous| previous != link) {
            return Err(BundleError::ChainDiffers(link));
        }
        link = after;
    }
    if link == *chain_head { Ok(()) } else { Err(BundleError::ChainDiffers(link)) }
}

/// The stream is named `case-<tenant>~<case>`.
fn check_case(bundle: &Bundle, facts: &Facts) -> Result<(), BundleError> {
    let named = bundle.stream.strip_prefix("case-").and_then(|name| name.rsplit_once('~'));
    let is_same = facts.case == bundle.case && named.is_some_and(|(_, case)| case == bundle.case);
    if is_same { Ok(()) } else { Err(BundleError::OtherCase) }
}

/// The canonical bytes, read back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agreed {
    case: String,
    agreement_no: String,
    version: u32,
    terms: Vec<TermAgreed>,
    #[serde(rename = "salt")]
    _salt: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermAgreed {
    body: Value,
    #[serde(deserialize_with = "super::format::present")]
    wording: Option<String>,
}

fn check_agreement(bundle: &Bundle, bytes: &[u8], draft: &Drafted) -> Result<(), BundleError> {
    let stated = &bundle.agreement;
    let hash = TreeHash::of(bytes).to_hex();
    if hash != stated.sha256 {
        return Err(BundleError::AgreementBytes(hash));
    }
    if hash != draft.hash {
        return Err(BundleError::AgreementNotSigned(draft.hash.clone()));
    }
    if (&stated.no, stated.version) != (&draft.agreement_no, draft.version) {
        return Err(BundleError::AgreementClaim);
    }
    let agreed: Agreed = serde_json::from_slice(bytes).map_err(|_| BundleError::AgreementContent)?;
    let is_same_term = |(agreed, drafted): (&TermAgreed, &super::facts::TermDrafted)| {
        agreed.body == drafted.body && agreed.wording.is_some() == drafted.wording.is_some()
    };
    let is_same = agreed.case == bundle.case
        && agreed.agreement_no == draft.agreement_no
        && agreed.version == draft.version
        && agreed.terms.len() == draft.terms.len()
        && agreed.terms.iter().zip(&draft.terms).all(is_same_term);
    if is_same { Ok(()) } else { Err(BundleError::AgreementContent) }
}

fn check_claims(bundle: &Bundle, facts: &Facts) -> Result<(), BundleError> {
    let bare = |part: &SignaturePart| SignaturePart { certificate: None, ..part.clone() };
    if !bundle.signatures.iter().map(bare).eq(facts.signatures.iter().cloned()) {
        return Err(BundleError::SignaturesClaim);
    }
    if bundle.seal != facts.seal {
        return Err(BundleError::SealClaim);
    }
    if bundle.effect != facts.effect {
        return Err(BundleError::EffectClaim);
    }
    if bundle.confirmation != facts.confirmation {
        return Err(BundleError::ConfirmationClaim);
    }
    Ok(())
}
