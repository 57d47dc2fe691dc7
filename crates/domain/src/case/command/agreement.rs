//! The agreement: its clauses, what is said to it, its signatures and seal.

use crate::case::agreement::Signer;
use crate::case::event::CertifiedSignature;
use crate::case::term::Term;
use crate::classification::{AgreementAnswer, ReviewFinding, ReviewOutcome, SignatureMethod};
use crate::ids::{PartyId, RepresentativeId};
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// A clause as handed in: the structured part, and the amount in words if the paper states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedTerm {
    /// The clause.
    pub term: Term,
    /// 大写金额 as written on the paper; must match the figures.
    pub amount_in_words: Option<String>,
}

/// 起草调解协议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAgreement {
    /// The clauses.
    pub terms: Vec<ProposedTerm>,
    /// Random text, made by the shell.
    pub salt: Personal<ShortText>,
}

/// 签署.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignAgreement {
    /// Which version.
    pub version: u32,
    /// Who.
    pub signer: Signer,
    /// Who signs for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// How.
    pub method: SignatureMethod,
    /// For an agent: special authorisation to settle.
    pub special_authorisation: bool,
    /// Scan, certificate serial or other reference.
    pub evidence: Personal<ShortText>,
    /// SHA-256 of the scanned paper, 64 lower-case hexadecimal digits; for every way to sign but the electronic one.
    pub scan_sha256: Option<String>,
    /// The hash of what was signed.
    pub hash: String,
    /// The certificate it is made with, verified by the shell.
    pub certificate: Option<CertifiedSignature>,
}

/// 加盖印章.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealAgreement {
    /// Which version.
    pub version: u32,
    /// Register entry of the seal.
    pub seal: ShortText,
    /// The hash of what was sealed.
    pub hash: String,
}

/// 答复协议文本.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerAgreement {
    /// Which version.
    pub version: u32,
    /// For which party.
    pub party: PartyId,
    /// What it says.
    pub answer: AgreementAnswer,
    /// What should be otherwise, or why it will not sign.
    pub reason: Option<Personal<LongText>>,
    /// The hash of the text it answers.
    pub hash: String,
}

/// 审查协议合法性.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewAgreement {
    /// Which version.
    pub version: u32,
    /// What it came to.
    pub outcome: ReviewOutcome,
    /// Why it goes back.
    pub findings: Vec<ReviewFinding>,
    /// In words.
    pub note: Option<Personal<LongText>>,
    /// The hash of the text that was reviewed.
    pub hash: String,
}

/// 登记口头协议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordOralAgreement {
    /// What was agreed.
    pub terms: Vec<ProposedTerm>,
    /// Who said yes.
    pub agreed_by: Vec<PartyId>,
    /// Where the mediator's signed registration lies.
    pub evidence: Personal<ShortText>,
    /// Random text, made by the shell.
    pub salt: Personal<ShortText>,
}

/// 口头协议补签书面.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteDownAgreement {
    /// Which version.
    pub version: u32,
    /// Who has signed the paper.
    pub signed_by: Vec<Signer>,
    /// Register entry of the seal on it.
    pub seal: ShortText,
    /// Where the scan lies.
    pub evidence: Personal<ShortText>,
    /// SHA-256 of the scan.
    pub scan_sha256: String,
    /// The hash of the text on it.
    pub hash: String,
}
