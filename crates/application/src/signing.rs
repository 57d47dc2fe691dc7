//! 电子签名 Signing the agreement with a certificate: verified here, before the rules are asked to record it.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use crate::settlement_bundle::SettlementError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::case::{self, CertifiedSignature, SignAgreement};
use domain::classification::{SignatureAlgorithm, SignatureMethod};
use domain::ids::CaseId;
use domain::personal::Personal;
use proof::certificate::{self, CertificateError, CertificateFacts, Certified, chain_sha256};

/// A signature is recorded a moment after it was verified; so much longer must its certificate be valid.
const MOMENT: TimeDelta = TimeDelta::minutes(1);

/// Whose certificates count, and whether one is needed.
#[derive(Debug, Clone, Default)]
pub struct SigningPolicy {
    /// Authorities that are trusted, in DER.
    pub authorities: Vec<Vec<u8>>,
    /// An electronic signature without a certificate is refused (ESL 16).
    pub certificate_required: bool,
}

/// What came with a signature, not yet believed.
#[derive(Debug, Clone)]
pub struct OfferedCertificate {
    /// DER, the signer's first.
    pub chain: Vec<Vec<u8>>,
    /// How it was signed.
    pub algorithm: SignatureAlgorithm,
    /// Over the canonical bytes of the agreement.
    pub signature: Vec<u8>,
}

/// Why a signature is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningRefusal {
    /// Electronic signatures need a certificate here.
    CertificateMissing,
    /// A certificate came with a signature by hand or seal.
    NotElectronic,
    /// No authority is trusted here, so no certificate can be judged.
    NoAuthorities,
    /// It does not stand.
    Certificate(CertificateError),
}

impl SigningRefusal {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "certificate-missing",
        "certificate-not-electronic",
        "certificate-authorities-missing",
        "certificate-malformed",
        "certificate-algorithm",
        "certificate-expired",
        "certificate-usage",
        "certificate-untrusted",
        "certificate-signature",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CertificateMissing => "certificate-missing",
            Self::NotElectronic => "certificate-not-electronic",
            Self::NoAuthorities => "certificate-authorities-missing",
            Self::Certificate(error) => error.code(),
        }
    }

    /// The rule it follows from.
    #[must_use]
    pub const fn basis(self) -> Option<&'static str> {
        match self {
            Self::CertificateMissing | Self::NoAuthorities => Some("ESL 16"),
            Self::Certificate(_) => Some("ESL 13, 16"),
            Self::NotElectronic => None,
        }
    }
}

impl House {
    /// Signs the agreement on the table. What the rules refuse is refused first; then the certificate is verified over the
    /// canonical bytes of the version that is meant, and only what was verified is recorded.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn sign_agreement(
        &self,
        call: &Call,
        target: CaseId,
        mut command: SignAgreement,
        offered: Option<OfferedCertificate>,
    ) -> Result<Receipt, ExecuteError> {
        let folded = self.case_state(target).await?;
        let fresh = folded.remembers(call.command).is_none();
        let on_time = call.expected.is_none() || call.expected == folded.revision;
        if fresh && on_time {
            let rules = self.rules_of(folded.state.centre()).await?;
            let occasion = self.occasion(&call.actor, &rules);
            case::decide(&occasion, &folded.state, command.clone().into()).map_err(Refusal::Case)?;
            let subject = command.evidence.subject();
            command.certificate = match offered {
                None => self.without_certificate(command.method)?,
                Some(offered) => {
                    let facts = self.verified(target, &command, &offered, occasion.at).await?;
                    Some(recorded(offered, facts, |chain| Personal::clear(subject, chain)))
                }
            };
        }
        self.case(call, target, command).await
    }

    fn without_certificate(&self, method: SignatureMethod) -> Result<Option<CertifiedSignature>, Refusal> {
        if method == SignatureMethod::Electronic && self.signing().certificate_required {
            return Err(Refusal::Signing(SigningRefusal::CertificateMissing));
        }
        Ok(None)
    }

    async fn verified(
        &self,
        target: CaseId,
        command: &SignAgreement,
        offered: &OfferedCertificate,
        at: DateTime<Utc>,
    ) -> Result<CertificateFacts, ExecuteError> {
        if command.method != SignatureMethod::Electronic {
            return Err(Refusal::Signing(SigningRefusal::NotElectronic).into());
        }
        let authorities = self.signing().authorities.as_slice();
        if authorities.is_empty() {
            return Err(Refusal::Signing(SigningRefusal::NoAuthorities).into());
        }
        // The rules have just found its hash to be the one on the table, so these are the bytes that are meant.
        let bytes = self.bytes_on_the_table(target).await.map_err(readable)?;
        let Some(algorithm) = certificate::SignatureAlgorithm::parse(offered.algorithm.code()) else {
            return Err(refused(CertificateError::Algorithm));
        };
        let certified = Certified { chain: &offered.chain, algorithm, signature: &offered.signature };
        let facts = certificate::check(&certified, Some(authorities), &bytes, at).map_err(refused)?;
        if facts.not_after < at + MOMENT {
            return Err(refused(CertificateError::Expired));
        }
        Ok(facts)
    }
}

fn refused(error: CertificateError) -> ExecuteError {
    Refusal::Signing(SigningRefusal::Certificate(error)).into()
}

/// Nobody signs what nobody can read any more.
fn readable(error: SettlementError) -> ExecuteError {
    match error {
        SettlementError::Execute(error) => error,
        error @ (SettlementError::NotEffective
        | SettlementError::BySilence
        | SettlementError::OfOpinion
        | SettlementError::Oral
        | SettlementError::Erased
        | SettlementError::Prove(_)
        | SettlementError::Bundle(_)) => {
            ExecuteError::Unreadable { stream: "the agreement".to_owned(), reason: error.to_string() }
        }
    }
}

fn recorded(
    offered: OfferedCertificate,
    facts: CertificateFacts,
    seal: impl FnOnce(Vec<String>) -> Personal<Vec<String>>,
) -> CertifiedSignature {
    CertifiedSignature {
        chain_sha256: chain_sha256(&offered.chain),
        chain: seal(offered.chain.iter().map(|der| STANDARD.encode(der)).collect()),
        signature: STANDARD.encode(&offered.signature),
        algorithm: offered.algorithm,
        ca: facts.ca,
        serial: facts.serial,
        not_after: facts.not_after,
    }
}
