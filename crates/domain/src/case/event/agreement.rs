//! The agreement: drafted, signed, sealed, effective.

use crate::case::settlement::Obligation;
use crate::case::term::Term;
use crate::classification::{
    AgreementAnswer, Remedy, ReviewFinding, ReviewOutcome, SignatureAlgorithm, SignatureMethod,
};
use crate::deadline::Deadline;
use crate::ids::{PartyId, RepresentativeId};
use crate::money::Fen;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::{LongText, ShortText};
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use serde::{Deserialize, Serialize};

/// 起草调解协议. A new version voids every signature on the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementDrafted {
    /// 1, 2, 3 …
    pub version: u32,
    /// Number of the agreement: the case number and the version.
    pub agreement_no: ShortText,
    /// The terms, validated.
    pub terms: Vec<Term>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// Random text that makes the hash unguessable after an erasure.
    pub salt: Personal<ShortText>,
    /// SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits; what everybody signs.
    pub hash: String,
    /// Signing window.
    pub sign_by: Deadline,
}

/// 当事人对协议文本的答复. A party says what it thinks of a version before it signs, or that it will not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementAnswered {
    /// Which version.
    pub version: u32,
    /// Whose answer.
    pub party: PartyId,
    /// What it says.
    pub answer: AgreementAnswer,
    /// What should be otherwise, or why it will not sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
    /// The hash of the text it answers.
    pub hash: String,
}

/// 协议合法性审查. A clerk or the director looks at whether a court could confirm the version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementReviewed {
    /// Which version.
    pub version: u32,
    /// What it came to; a version sent back is not signed or sealed any more.
    pub outcome: ReviewOutcome,
    /// Why it goes back.
    pub findings: Vec<ReviewFinding>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Personal<LongText>>,
    /// The hash of the text that was reviewed.
    pub hash: String,
}

/// 口头协议登记 (PML 28). The moment of effect follows (PML 30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OralAgreementRecorded {
    /// Counted with the drafts: 1, 2, 3 …
    pub version: u32,
    /// Its number.
    pub agreement_no: ShortText,
    /// What was agreed, validated like the clauses of a draft.
    pub terms: Vec<Term>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// Who said yes: every party.
    pub agreed_by: Vec<PartyId>,
    /// Where the mediator's signed registration lies (口头协议登记表).
    pub evidence: Personal<ShortText>,
    /// Random text that makes the hash unguessable after an erasure.
    pub salt: Personal<ShortText>,
    /// SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
}

/// 口头协议补签书面. What was agreed by word of mouth is on paper, word for word, with every signature and the seal: now a court can confirm
/// it, within thirty days of the day on which it was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementWrittenDown {
    /// Which version.
    pub version: u32,
    /// Who has signed the paper: every party, and the mediator.
    pub signed_by: Vec<crate::case::agreement::Signer>,
    /// Register entry of the seal on it.
    pub seal: ShortText,
    /// Where the scan lies.
    pub evidence: Personal<ShortText>,
    /// SHA-256 of the scan, 64 lower-case hexadecimal digits.
    pub scan_sha256: String,
    /// The hash of the text on it.
    pub hash: String,
}

/// 签署.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementSigned {
    /// Which version.
    pub version: u32,
    /// Who.
    pub signer: crate::case::agreement::Signer,
    /// Who signed for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// How.
    pub method: SignatureMethod,
    /// For an agent: special authorisation to settle (CPL 61-62).
    pub special_authorisation: bool,
    /// Scan, certificate serial or other reference.
    pub evidence: Personal<ShortText>,
    /// SHA-256 of the scanned paper, 64 lower-case hexadecimal digits, where it was signed by hand, fingerprint or seal; unknown of
    /// signatures of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_sha256: Option<String>,
    /// The hash that was signed.
    pub hash: String,
    /// When, UTC.
    pub signed_at: DateTime<Utc>,
    /// The certificate it was made with, if it was: verified before this was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertifiedSignature>,
}

/// 电子签名证书. An electronic signature over the canonical bytes of the agreement, made with the key of a certificate, and what
/// was verified of it when it was taken (ESL 13, 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertifiedSignature {
    /// The certificates in DER, base64: the signer's first, each followed by the one of its issuer. They name a person.
    pub chain: Personal<Vec<String>>,
    /// Names the chain while it is sealed: SHA-256 over the certificates, each behind its length in 8 bytes, hexadecimal.
    pub chain_sha256: String,
    /// The signature, base64.
    pub signature: String,
    /// How it was made.
    pub algorithm: SignatureAlgorithm,
    /// The authority that issued the signer's certificate.
    pub ca: String,
    /// Its serial number there, hexadecimal.
    pub serial: String,
    /// The certificate is valid until, UTC.
    pub not_after: DateTime<Utc>,
}

/// 加盖调解组织印章.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementSealed {
    /// Which version.
    pub version: u32,
    /// Register entry of the seal.
    pub seal: ShortText,
    /// The hash that was sealed.
    pub hash: String,
    /// When, UTC.
    pub sealed_at: DateTime<Utc>,
}

/// A rule by which an agreement, or an opinion in its place, takes effect (domain §1.9, §2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EffectRegime {
    /// PML 29: all parties, mediator and the committee's seal; the last of these.
    PeoplesMediation,
    /// SM2016 24: a court assigned the dispute before filing, and all parties have signed.
    Assigned,
    /// PML 30: the parties agreed by word of mouth.
    Oral,
    /// OM2021 19: all parties have signed electronically.
    Online,
    /// MDR2016: nobody objected to the proposal in time; the day after the last party's period.
    NoObjection,
    /// 小额纠纷调解意见: every customer accepted the opinion in time, and the institutions had signed a memorandum (domain §1.9).
    SmallOpinion,
}

/// When an agreement takes effect under one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeDate {
    /// Which rule.
    pub regime: EffectRegime,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// 协议生效. Mediation counts as ended here (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementBecameEffective {
    /// Which version.
    pub version: u32,
    /// Every rule that applies, and its moment.
    pub regimes: Vec<RegimeDate>,
    /// Binding from the latest of them, UTC.
    pub effective_at: DateTime<Utc>,
    /// The same as legal date.
    pub effective_on: NaiveDate,
    /// T10, counted from the earliest of them, the safe side (CPL 205; PML 33).
    pub confirm_by: Deadline,
    /// What has to be performed.
    pub obligations: Vec<Obligation>,
}

/// 部分和解后其余请求终止调解 (SZR 26). About these claims nothing was agreed, and the mediation about them is over; every other way is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestEnded {
    /// By their places among the claims of the case: 1, 2, 3 ….
    pub claims: Vec<u32>,
    /// Other ways told to the parties (PML 26).
    pub remedies: Vec<Remedy>,
}

personal_fields! {
    RestEnded {}
    AgreementDrafted { terms, salt }
    AgreementAnswered { reason }
    AgreementReviewed { note }
    OralAgreementRecorded { terms, evidence, salt }
    AgreementWrittenDown { evidence }
    AgreementSigned { evidence, certificate }
    CertifiedSignature { chain }
    AgreementSealed {}
    AgreementBecameEffective {}
}
