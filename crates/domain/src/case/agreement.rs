//! The settlement agreement (调解协议书): its canonical bytes, who has signed them, when it takes effect.

use crate::case::event::{EffectRegime, RegimeDate};
use crate::case::settlement::Obligation;
use crate::case::term::Term;
use crate::classification::{AgreementAnswer, ReviewOutcome, SignatureMethod};
use crate::deadline::Deadline;
use crate::ids::{CaseId, MediatorId, PartyId};
use crate::personal::Personal;
use crate::text::{LongText, ShortText};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Whose signature it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Signer {
    /// A party, or an agent for it.
    Party(PartyId),
    /// The mediator.
    Mediator(MediatorId),
}

/// A signature on one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Whose.
    pub signer: Signer,
    /// How.
    pub method: SignatureMethod,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// In which form the parties agreed (PML 28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AgreementForm {
    /// 书面.
    Written,
    /// 口头, registered by the mediator: it binds, and no court confirms it.
    Oral,
    /// 口头协议补签书面: agreed by word of mouth, written and signed since.
    WrittenLater,
}

/// A version of the agreement that is being signed or is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// 1, 2, 3 …
    pub version: u32,
    /// Its number.
    pub agreement_no: ShortText,
    /// SHA-256 of the canonical bytes, hexadecimal.
    pub hash: String,
    /// What has to be performed once it is effective.
    pub obligations: Vec<Obligation>,
    /// The claims it settles, by their places; empty: all of them.
    pub settles: Vec<u32>,
    /// Signing window.
    pub sign_by: Deadline,
    /// Signatures so far.
    pub signatures: Vec<Signature>,
    /// When the seal was affixed, UTC.
    pub sealed_at: Option<DateTime<Utc>>,
    /// In which form.
    pub form: AgreementForm,
    /// What each party said to it last, before signing.
    pub answers: BTreeMap<PartyId, AgreementAnswer>,
    /// How many answers there were.
    pub answered: u32,
    /// What the centre's review came to, if there was one.
    pub review: Option<ReviewOutcome>,
}

/// By whom a dispute came, as far as the moment of effect goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameFrom {
    /// 法院委派: what is agreed takes effect with the parties' signatures (SM2016 24).
    AssigningCourt,
    /// Any other way.
    Elsewhere,
}

impl Agreement {
    /// A version nobody has answered, reviewed or signed.
    #[must_use]
    pub fn unsigned(
        (version, agreement_no, hash): (u32, ShortText, String),
        obligations: Vec<Obligation>,
        settles: Vec<u32>,
        sign_by: Deadline,
    ) -> Self {
        Self {
            version,
            agreement_no,
            hash,
            obligations,
            settles,
            sign_by,
            signatures: Vec::new(),
            sealed_at: None,
            form: AgreementForm::Written,
            answers: BTreeMap::new(),
            answered: 0,
            review: None,
        }
    }

    /// Whether `signer` has signed.
    #[must_use]
    pub fn signed_by(&self, signer: Signer) -> bool {
        self.signatures.iter().any(|signature| signature.signer == signer)
    }

    /// When each rule that applies makes it effective, the seal being affixed at `sealed_at`; empty when `parties` have not all signed.
    #[must_use]
    pub fn effect(&self, parties: &[PartyId], from: CameFrom, sealed_at: DateTime<Utc>) -> Vec<RegimeDate> {
        let theirs: Vec<&Signature> = self
            .signatures
            .iter()
            .filter(|signature| matches!(signature.signer, Signer::Party(party) if parties.contains(&party)))
            .collect();
        let Some(last_party) = theirs.iter().map(|signature| signature.at).max() else { return vec![] };
        if theirs.len() < parties.len() {
            return vec![];
        }
        let last_of_all = self
            .signatures
            .iter()
            .map(|signature| signature.at)
            .max()
            .map_or(sealed_at, |at| at.max(sealed_at));
        let mut dates = vec![RegimeDate { regime: EffectRegime::PeoplesMediation, at: last_of_all }];
        if from == CameFrom::AssigningCourt {
            dates.push(RegimeDate { regime: EffectRegime::Assigned, at: last_party });
        }
        if theirs.iter().all(|signature| signature.method == SignatureMethod::Electronic) {
            dates.push(RegimeDate { regime: EffectRegime::Online, at: last_party });
        }
        dates
    }
}

/// What everybody signs, as bytes: compact JSON with a fixed order of fields, text in NFC, amounts in fen, dates ISO 8601.
///
/// The hash covers clear wording so that a court can recompute it from the paper, and a random salt so that nobody can
/// guess short wording from the hash once the key of its subject is destroyed.
#[derive(Debug, Serialize)]
pub struct AgreementBytes<'a> {
    case: CaseId,
    agreement_no: &'a str,
    version: u32,
    terms: Vec<ClearTerm<'a>>,
    salt: &'a str,
}

#[derive(Debug, Serialize)]
struct ClearTerm<'a> {
    body: &'a crate::case::term::TermBody,
    wording: Option<&'a str>,
}

impl<'a> AgreementBytes<'a> {
    /// The bytes of a version whose wording is at hand in clear; `None` when it is not.
    #[must_use]
    pub fn new(
        case: CaseId,
        agreement_no: &'a ShortText,
        version: u32,
        terms: &'a [Term],
        salt: &'a Personal<ShortText>,
    ) -> Option<Self> {
        let clear = |term: &'a Term| {
            let wording = match &term.wording {
                Some(wording) => Some(wording.as_clear().map(LongText::as_str)?),
                None => None,
            };
            Some(ClearTerm { body: &term.body, wording })
        };
        let terms = terms.iter().map(clear).collect::<Option<Vec<_>>>()?;
        let salt = salt.as_clear()?.as_str();
        Some(Self { case, agreement_no: agreement_no.as_str(), version, terms, salt })
    }

    /// SHA-256 over the bytes, 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        // Serialising plain structs of text, numbers and dates into memory cannot fail; an empty input would only make a wrong hash visible.
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
