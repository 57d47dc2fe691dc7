//! The agreement as its readers see it: its clauses, what was said to it, who has signed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{RegimeDate, Signer, Term, settled_claims};
use domain::classification::{AgreementAnswer, ReviewFinding, ReviewOutcome, SignatureMethod};
use domain::deadline::Deadline;
use domain::ids::{PartyId, RepresentativeId};
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// A signature on the latest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureView {
    /// Whose.
    pub signer: Signer,
    /// Who signed for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// How.
    pub method: SignatureMethod,
    /// For an agent: special authorisation to settle.
    pub special_authorisation: bool,
    /// SHA-256 of the scanned paper, hexadecimal, where it was not signed electronically.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_sha256: Option<String>,
    /// When, UTC.
    pub signed_at: DateTime<Utc>,
}

/// What a party said to a version before signing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementAnswerView {
    /// Who.
    pub party: PartyId,
    /// What.
    pub answer: AgreementAnswer,
    /// What should be otherwise, or why it will not sign; sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
    /// When, UTC.
    pub answered_at: DateTime<Utc>,
}

/// What a review of a version came to (合法性审查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementReviewView {
    /// Passed, or sent back.
    pub outcome: ReviewOutcome,
    /// Why it goes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<ReviewFinding>,
    /// In words, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Personal<LongText>>,
    /// When, UTC.
    pub reviewed_at: DateTime<Utc>,
}

/// The paper on which an oral agreement was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenDownView {
    /// Who has signed it.
    pub signed_by: Vec<Signer>,
    /// Register entry of the seal on it.
    pub seal: ShortText,
    /// SHA-256 of its scan, hexadecimal.
    pub scan_sha256: String,
    /// When it was recorded, UTC.
    pub written_at: DateTime<Utc>,
}

/// How what binds the parties came about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CameAbout {
    /// 调解协议: the parties signed it.
    #[default]
    Agreement,
    /// 小额纠纷调解意见: the customer accepted the mediator's opinion, and the institution was bound beforehand.
    Opinion,
    /// 无异议调解方案: nobody objected to it in time.
    Silence,
    /// 口头协议: the parties agreed by word of mouth.
    Oral,
}

/// The latest version of the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementView {
    /// 1, 2, 3 …
    pub version: u32,
    /// Its number.
    pub agreement_no: ShortText,
    /// What it is: a text that is signed, or an opinion that was accepted.
    #[serde(default)]
    pub came_about: CameAbout,
    /// SHA-256 of the canonical bytes, hexadecimal.
    pub hash: String,
    /// The clauses; wording sealed.
    pub terms: Vec<Term>,
    /// The claims it settles, by their places 1, 2, 3 …; empty: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<u32>,
    /// Claims about which the mediation ended when it took effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest_ended: Vec<u32>,
    /// Random text that makes the hash unguessable, sealed; who checks the hash needs it.
    pub salt: Personal<ShortText>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// Signing window; none of what was only said.
    pub sign_by: Option<Deadline>,
    /// What the parties said to it, oldest first; reasons sealed. Never for a court.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AgreementAnswerView>,
    /// What the centre's reviews came to, oldest first; notes sealed. Never for a court.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<AgreementReviewView>,
    /// The paper of what was agreed by word of mouth, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_down: Option<WrittenDownView>,
    /// Signatures so far.
    pub signatures: Vec<SignatureView>,
    /// Register entry of the seal.
    pub seal: Option<ShortText>,
    /// When the seal was affixed, UTC.
    pub sealed_at: Option<DateTime<Utc>>,
    /// Every rule of effect that applies, and its moment; empty until effective.
    pub regimes: Vec<RegimeDate>,
    /// Binding since, UTC.
    pub effective_at: Option<DateTime<Utc>>,
    /// The same as legal date.
    pub effective_on: Option<NaiveDate>,
    /// T10.
    pub confirm_by: Option<Deadline>,
}

impl AgreementView {
    /// A version nobody has answered, reviewed or signed: what names it, its clauses and what they come to, the salt of its hash, and the
    /// last day to sign it.
    pub(crate) fn unsigned(
        came_about: CameAbout,
        (version, agreement_no, hash): (u32, &ShortText, &str),
        (terms, settled_fen): (&[Term], Fen),
        salt: &Personal<ShortText>,
        sign_by: Option<Deadline>,
    ) -> Self {
        Self {
            version,
            agreement_no: agreement_no.clone(),
            came_about,
            hash: hash.to_owned(),
            terms: terms.to_vec(),
            settles: settled_claims(terms),
            rest_ended: Vec::new(),
            salt: salt.clone(),
            settled_fen,
            sign_by,
            answers: Vec::new(),
            reviews: Vec::new(),
            written_down: None,
            signatures: Vec::new(),
            seal: None,
            sealed_at: None,
            regimes: Vec::new(),
            effective_at: None,
            effective_on: None,
            confirm_by: None,
        }
    }
}
