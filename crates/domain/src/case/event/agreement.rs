//! The agreement: drafted, signed, sealed, effective.

use crate::case::settlement::Obligation;
use crate::case::term::Term;
use crate::classification::{Remedy, SignatureAlgorithm, SignatureMethod};
use crate::deadline::Deadline;
use crate::ids::RepresentativeId;
use crate::money::Fen;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::ShortText;
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
    AgreementSigned { evidence, certificate }
    CertifiedSignature { chain }
    AgreementSealed {}
    AgreementBecameEffective {}
}
