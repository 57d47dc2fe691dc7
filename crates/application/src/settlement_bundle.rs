//! The settlement bundle of a case, put together from the log and checked as its reader will check it.

use crate::execute::ExecuteError;
use crate::house::House;
use crate::notary::{Notary, ProveError};
use crate::vault::Opened;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::case::{AgreementBytes, AgreementDrafted, EffectRegime, Event, NoObjectionProposed, Term};
use domain::ids::CaseId;
use domain::personal::{Personal, PersonalValue};
use event_store::{Position, RecordedEvent, Revision, StreamName};
use proof::bundle::{Bundle, BundleError, Chains, Reader, verify_bundle};
use proof::checkpoint::Trust;
use std::time::Duration;

/// Events read at once.
const PAGE: usize = 500;
/// How long a bundle waits for a checkpoint that covers its last event.
pub(crate) const CHECKPOINT_WAIT: Duration = Duration::from_secs(5);

/// Why there is no bundle, or no proof of a certificate.
#[derive(Debug, thiserror::Error)]
pub enum SettlementError {
    /// The case has no agreement in effect.
    #[error("no agreement is in effect")]
    NotEffective,
    /// The agreement came about because nobody objected: nobody signed it, and there is no signature and no seal to prove.
    #[error("nobody signed the agreement: it came about by silence")]
    BySilence,
    /// What is in effect is an opinion the customer accepted: no text that everybody signed.
    #[error("what is in effect was not signed but accepted")]
    OfOpinion,
    /// The agreement was spoken: what was written down later carries its signatures on paper.
    #[error("the agreement was made by word of mouth")]
    Oral,
    /// The key of the agreement's wording was destroyed.
    #[error("the wording of the agreement is erased")]
    Erased,
    /// The log or the vault cannot be read.
    #[error(transparent)]
    Execute(#[from] ExecuteError),
    /// The events cannot be proved, or not yet.
    #[error(transparent)]
    Prove(#[from] ProveError),
    /// What was put together does not stand its own check.
    #[error("the bundle does not verify: {0}")]
    Bundle(BundleError),
}

impl House {
    /// The bundle of a case's settlement, as the bytes of its file.
    ///
    /// # Errors
    /// See [`SettlementError`].
    pub async fn settlement_bundle(&self, notary: &Notary, case: CaseId) -> Result<Vec<u8>, SettlementError> {
        let stream = self.case_stream(case);
        let events = self.whole_stream(&stream).await?;
        if came_about_by_silence(&stream, &events)? {
            return Err(SettlementError::BySilence);
        }
        let agreement = self.agreement_bytes(case, &stream, &events)?;
        let chains = self.chains(&stream, &events)?;
        let last = events.last().map_or(Position::START, |event| event.position);
        // Whether it was reached is judged by the proof.
        let _in_time = tokio::time::timeout(CHECKPOINT_WAIT, notary.reached(last)).await;
        let proved = notary.prove(events)?;
        let made = Bundle::assemble(&agreement, &proved.events, &chains, &proved.checkpoint)
            .and_then(|bundle| bundle.to_bytes())
            .map_err(refused)?;
        let trust = Trust { log: notary.keys().to_vec(), ..Trust::default() };
        // Whom to trust among authorities is for the reader to say; those of today need not be those of then.
        verify_bundle(&made, &Reader { trust, authorities: None }).map_err(refused)?;
        Ok(made)
    }

    /// The canonical bytes of the last draft.
    pub(crate) async fn bytes_on_the_table(&self, case: CaseId) -> Result<Vec<u8>, SettlementError> {
        let stream = self.case_stream(case);
        let events = self.whole_stream(&stream).await?;
        self.agreement_bytes(case, &stream, &events)
    }

    /// The certificates of all signatures, opened.
    fn chains(&self, stream: &StreamName, events: &[RecordedEvent]) -> Result<Chains, SettlementError> {
        let unreadable = |reason: String| ExecuteError::Unreadable { stream: stream.to_string(), reason };
        let mut chains = Chains::new();
        for recorded in events {
            let event = Event::decode(&recorded.event_type, &recorded.payload)
                .map_err(|error| unreadable(error.to_string()))?;
            let Event::AgreementSigned(signed) = event else { continue };
            let Some(certificate) = signed.certificate else { continue };
            let chain = self.clear(stream, certificate.chain)?;
            let texts = chain.as_clear().into_iter().flatten();
            let chain = texts.map(|text| STANDARD.decode(text)).collect::<Result<Vec<_>, _>>();
            chains.insert(recorded.revision.0, chain.map_err(|error| unreadable(error.to_string()))?);
        }
        Ok(chains)
    }

    pub(crate) async fn whole_stream(&self, stream: &StreamName) -> Result<Vec<RecordedEvent>, ExecuteError> {
        let mut events = Vec::new();
        loop {
            let from = Revision(events.len() as u64);
            let page = self.store().read_stream(stream, from, PAGE).await;
            let page = page.map_err(|error| ExecuteError::from_read(stream, error))?;
            let full = page.len() >= PAGE;
            events.extend(page);
            if !full {
                return Ok(events);
            }
        }
    }

    /// The bytes everybody signed, or nobody objected to: the last text with its wording opened.
    fn agreement_bytes(
        &self,
        case: CaseId,
        stream: &StreamName,
        events: &[RecordedEvent],
    ) -> Result<Vec<u8>, SettlementError> {
        let unreadable = |reason: String| ExecuteError::Unreadable { stream: stream.to_string(), reason };
        let mut drafted = None;
        for event in events {
            let event = Event::decode(&event.event_type, &event.payload)
                .map_err(|error| unreadable(error.to_string()))?;
            if matches!(event, Event::OpinionAccepted(_)) {
                return Err(SettlementError::OfOpinion);
            }
            if matches!(event, Event::OralAgreementRecorded(_)) {
                return Err(SettlementError::Oral);
            }
            if let Event::AgreementDrafted(AgreementDrafted { version, agreement_no, terms, salt, .. })
            | Event::NoObjectionProposed(NoObjectionProposed {
                version,
                agreement_no,
                terms,
                salt,
                ..
            }) = event
            {
                drafted = Some((version, agreement_no, terms, salt));
            }
        }
        let (version, agreement_no, drafted, salt) = drafted.ok_or(SettlementError::NotEffective)?;
        let mut terms = Vec::with_capacity(drafted.len());
        for term in drafted {
            let wording = term.wording.map(|wording| self.clear(stream, wording)).transpose()?;
            terms.push(Term { wording, ..term });
        }
        let salt = self.clear(stream, salt)?;
        let bytes = AgreementBytes::new(case, &agreement_no, version, &terms, &salt)
            .ok_or(SettlementError::Erased)?;
        Ok(serde_json::to_vec(&bytes).map_err(|error| unreadable(error.to_string()))?)
    }

    fn clear<T: PersonalValue + Clone>(
        &self,
        stream: &StreamName,
        sealed: Personal<T>,
    ) -> Result<Personal<T>, SettlementError> {
        let subject = sealed.subject();
        match self.vault().reveal(stream.as_str(), &sealed) {
            Ok(Opened::Value(value)) => Ok(Personal::clear(subject, value)),
            Ok(Opened::Erased) => Err(SettlementError::Erased),
            Err(error) => Err(ExecuteError::from_vault(stream, error).into()),
        }
    }
}

/// Whether the agreement in effect is a proposal nobody objected to.
fn came_about_by_silence(stream: &StreamName, events: &[RecordedEvent]) -> Result<bool, ExecuteError> {
    let unreadable = |reason: String| ExecuteError::Unreadable { stream: stream.to_string(), reason };
    for recorded in events {
        let event = Event::decode(&recorded.event_type, &recorded.payload)
            .map_err(|error| unreadable(error.to_string()))?;
        if let Event::AgreementBecameEffective(effect) = event {
            return Ok(effect.regimes.iter().any(|it| it.regime == EffectRegime::NoObjection));
        }
    }
    Ok(false)
}

fn refused(error: BundleError) -> SettlementError {
    if matches!(error, BundleError::NotEffective | BundleError::NoEvents) {
        return SettlementError::NotEffective;
    }
    SettlementError::Bundle(error)
}
