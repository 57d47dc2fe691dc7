//! Requests about personal data, and carrying them out across cases.
//!
//! Order of an erasure: the decision is an event; then, case by case, custody says whether it may be (holds and retention are judged there,
//! under its own revision), the key is destroyed, and the next case comes; last the request is fulfilled. Killed anywhere in between, the same
//! approval sent again goes on where it stopped: every step is recognised.

mod certificate;
mod correct;
mod export;

pub use certificate::certificate;

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use crate::vault::PersonKeys;
use domain::case::Case;
use domain::classification::{DataRight, RestrictionGround};
use domain::custody::{CustodyCommand, CustodyRejection};
use domain::data_request::{
    self, Asked, DataRequest, DataRequestCommand, DataRequestRejection, Done, Outcome, Proposal, ScopeItem,
};
use domain::identity::IdentityDocument;
use domain::ids::{CaseId, CentreId, CommandId, DataRequestId, PartyId, SubjectId};
use domain::personal::Sealed;
use event_store::{RecordedEvent, Revision, StreamName};
use std::collections::BTreeSet;

/// Events read at once.
const PAGE: usize = 500;

/// What was found of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// At the centre that is asked.
    pub scope: Vec<ScopeItem>,
    /// How many cases of other centres hold data of the person.
    pub elsewhere: u32,
}

impl House {
    /// Asks something of a request.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn data_request(
        &self,
        call: &Call,
        request: DataRequestId,
        command: DataRequestCommand,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.data_request_stream(request);
        let centre = if let DataRequestCommand::Receive(received) = &command {
            Some(received.centre.clone())
        } else {
            None
        };
        self.execute_at(centre.as_ref(), &stream, call, |occasion, state: &DataRequest| {
            data_request::decide(occasion, state, command.clone())
        })
        .await
    }

    /// Where a request stands.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn data_request_state(&self, request: DataRequestId) -> Result<DataRequest, ExecuteError> {
        Ok(self.current::<DataRequest>(&self.data_request_stream(request)).await?.state.clone())
    }

    /// Cases, of whatever centre, in which a person showed this document, as far as the person was not erased.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub async fn cases_of_document(
        &self,
        document: IdentityDocument,
    ) -> Result<BTreeSet<CaseId>, ExecuteError> {
        let keys = PersonKeys { document: Some(document), ..PersonKeys::default() };
        let found = self.vault().find_person(&keys).await;
        let found = found.map_err(|error| ExecuteError::Busy(error.to_string()))?;
        Ok(found.iter().filter_map(|(_, stream)| case_of(stream)).collect())
    }

    /// Everything the cases of the house hold of a person, by what identifies the person and by parties somebody named.
    ///
    /// # Errors
    /// When vault or log cannot be read.
    pub async fn find_person(
        &self,
        centre: &CentreId,
        keys: &PersonKeys,
        parties: &[(CaseId, PartyId)],
    ) -> Result<Found, ExecuteError> {
        let found = self.vault().find_person(keys).await;
        let found = found.map_err(|error| ExecuteError::Busy(error.to_string()))?;
        let mut items: BTreeSet<ScopeItem> = BTreeSet::new();
        for (subject, stream) in found {
            items.extend(case_of(&stream).map(|case| ScopeItem { case, subject }));
        }
        for (case, party) in parties {
            if let Case::Filed(filed) = &self.case_state(*case).await?.state {
                let subject = filed.dossier.party(*party).and_then(|party| party.subject);
                items.extend(subject.map(|subject| ScopeItem { case: *case, subject }));
            }
        }
        let mut result = Found { scope: vec![], elsewhere: 0 };
        for item in items {
            if self.custody_state(item.case).await?.shredded.contains(&item.subject) {
                continue;
            }
            match &self.case_state(item.case).await?.state {
                Case::Filed(filed) if filed.dossier.centre == *centre => result.scope.push(item),
                Case::Filed(_) => result.elsewhere = result.elsewhere.saturating_add(1),
                Case::NotFiled => {}
            }
        }
        Ok(result)
    }

    /// What a request is about: everything held of the person, or the part a correction names.
    ///
    /// # Errors
    /// When vault or log cannot be read.
    pub async fn scope_of(
        &self,
        asked: &Asked,
        keys: &PersonKeys,
        parties: &[(CaseId, PartyId)],
    ) -> Result<Found, ExecuteError> {
        let mut found = self.find_person(&asked.centre, keys, parties).await?;
        if let Some(correction) = &asked.correction {
            found.scope = self.corrected_part(asked, correction, found.scope).await?;
        }
        Ok(found)
    }

    /// Approves a request and carries it out.
    ///
    /// # Errors
    /// See [`ExecuteError`]; the same call again goes on where this one stopped.
    pub async fn approve_data_request(
        &self,
        call: &Call,
        request: DataRequestId,
    ) -> Result<Receipt, ExecuteError> {
        if let DataRequest::Proposed(asked, _, _) = self.data_request_state(request).await? {
            self.try_correction(call, &asked).await?;
        }
        let approved = self.data_request(call, request, DataRequestCommand::Approve).await?;
        let done = self.carry_out(call, request).await?;
        // Digests by which filings are compared go with the key: on this node before it is said to be done.
        self.forgotten().await?;
        Ok(Receipt { replayed: approved.replayed, ..done.unwrap_or(approved) })
    }

    /// Carries out a request that was approved; `None` when nothing was left to do.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn carry_out(
        &self,
        call: &Call,
        request: DataRequestId,
    ) -> Result<Option<Receipt>, ExecuteError> {
        let DataRequest::Approved(asked, scope, proposal, approved_by) =
            self.data_request_state(request).await?
        else {
            return Ok(None);
        };
        let mut outcomes = Vec::with_capacity(scope.len());
        for (index, item) in scope.iter().enumerate() {
            let step = step(call, "carry-out", index);
            let sealed_fields = self.sealed_fields(*item).await?;
            let (done, because) = match asked.right {
                DataRight::Access | DataRight::Copy => (Done::Provided, None),
                DataRight::Correct => {
                    let correction =
                        asked.correction.as_ref().ok_or(DataRequestRejection::CorrectionValue)?;
                    self.correct(&step, &asked, correction, *item).await?
                }
                DataRight::Restrict => {
                    self.restrict(&step, request, *item, RestrictionGround::Requested).await?;
                    (Done::Restricted, None)
                }
                DataRight::Erase => self.erase(&step, request, *item, &proposal, sealed_fields).await?,
            };
            outcomes.push(Outcome { case: item.case, subject: item.subject, done, because, sealed_fields });
        }
        let mut paper = None;
        if asked.right == DataRight::Erase {
            let at = self.clock().now();
            let made = certificate(&asked, &proposal, &approved_by, &outcomes, at);
            paper = Some(made.1);
            self.destroy(&self.data_request_stream(request), asked.subject).await?;
        }
        let fulfil = DataRequestCommand::Fulfil { outcomes, certificate: paper };
        self.data_request(&step(call, "fulfil", 0), request, fulfil).await.map(Some)
    }

    /// Destroys what may be destroyed and locks away what may not yet (PIPL 47).
    async fn erase(
        &self,
        call: &Call,
        request: DataRequestId,
        item: ScopeItem,
        proposal: &Proposal,
        sealed_fields: u32,
    ) -> Result<(Done, Option<String>), ExecuteError> {
        let ground = proposal.ground.ok_or(DataRequestRejection::ErasureGround)?;
        let proposed_by = proposal.by.clone();
        let shred =
            CustodyCommand::Shred { subject: item.subject, request, ground, proposed_by, sealed_fields };
        let refusal = match self.custody(call, item.case, shred).await {
            Ok(_) => {
                self.destroy(&self.custody_stream(item.case), item.subject).await?;
                return Ok((Done::Erased, None));
            }
            Err(ExecuteError::Refused(refusal)) => refusal,
            Err(error) => return Err(error),
        };
        let ground = match *refusal {
            Refusal::Custody(CustodyRejection::LegalHold { .. }) => RestrictionGround::LegalHold,
            Refusal::Custody(CustodyRejection::RetentionRunning { .. }) => {
                RestrictionGround::RetentionRunning
            }
            Refusal::Custody(CustodyRejection::CaseNotClosed) => RestrictionGround::CaseOpen,
            other @ (Refusal::Custody(_)
            | Refusal::Case(_)
            | Refusal::Roster(_)
            | Refusal::DataRequest(_)
            | Refusal::Calendar(_)
            | Refusal::Draft(_)
            | Refusal::Batch(_)
            | Refusal::Docking(_)
            | Refusal::Publication(_)
            | Refusal::Memorandum(_)
            | Refusal::Centre(_)
            | Refusal::Holidays(_)
            | Refusal::RuleBook(_)
            | Refusal::Number(_)
            | Refusal::Signing(_)
            | Refusal::InstitutionUnknown
            | Refusal::CentreUnknown) => return Err(ExecuteError::Refused(Box::new(other))),
        };
        self.restrict(call, request, item, ground).await?;
        Ok((Done::Restricted, Some(ground.code().to_owned())))
    }

    async fn restrict(
        &self,
        call: &Call,
        request: DataRequestId,
        item: ScopeItem,
        ground: RestrictionGround,
    ) -> Result<(), ExecuteError> {
        let restrict = CustodyCommand::Restrict { ground, request: Some(request) };
        self.custody(&step(call, "restrict", 0), item.case, restrict).await.map(drop)
    }

    async fn destroy(&self, stream: &StreamName, subject: SubjectId) -> Result<(), ExecuteError> {
        self.vault().erase(subject).await.map_err(|error| ExecuteError::from_vault(stream, error))
    }

    /// How many sealed fields of a subject stand in its case.
    async fn sealed_fields(&self, item: ScopeItem) -> Result<u32, ExecuteError> {
        let mut count = 0_u32;
        self.each_event(&self.case_stream(item.case), |event| {
            if let Ok(payload) = serde_json::from_slice(&event.payload) {
                each_box(&payload, &mut |sealed| {
                    count = count.saturating_add(u32::from(sealed.subject == item.subject));
                });
            }
        })
        .await?;
        Ok(count)
    }

    /// Shows every event of a stream, in order.
    pub(crate) async fn each_event(
        &self,
        stream: &StreamName,
        mut show: impl FnMut(&RecordedEvent),
    ) -> Result<(), ExecuteError> {
        let mut from = Revision(0);
        loop {
            let page = self
                .store()
                .read_stream(stream, from, PAGE)
                .await
                .map_err(|error| ExecuteError::from_read(stream, error))?;
            page.iter().for_each(&mut show);
            match page.last() {
                Some(last) if page.len() == PAGE => from = last.revision.next(),
                Some(_) | None => return Ok(()),
            }
        }
    }
}

/// A step of its own under the caller's command.
fn step(call: &Call, what: &str, index: usize) -> Call {
    Call { command: CommandId(call.command.derive(what, index)), expected: None, ..call.clone() }
}

/// Shows every sealed field in a payload.
fn each_box(value: &serde_json::Value, show: &mut impl FnMut(&Sealed)) {
    match value {
        serde_json::Value::Object(fields) if fields.contains_key("box") => {
            if let Ok(sealed) = serde_json::from_value::<Sealed>(value.clone()) {
                show(&sealed);
            }
        }
        serde_json::Value::Object(fields) => fields.values().for_each(|field| each_box(field, show)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_box(item, show)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

/// The case a stream belongs to.
fn case_of(stream: &str) -> Option<CaseId> {
    let (_, id) = stream.strip_prefix("case-")?.rsplit_once('~')?;
    CaseId::parse(id).ok()
}
