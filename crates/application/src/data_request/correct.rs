//! Carrying out a correction (PIPL 46): the value the person asked for takes effect in the case, and the person is found by it from then on.
//!
//! The value lies in the request, sealed under the request's own key; here it is opened and sealed anew under the party's. Every step is
//! recognised when the same approval is sent again.

use super::step;
use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::vault::{Opened, VaultError};
use domain::case::{self, Case, CorrectPartyData, Event, FiledParty, PartyIdentity};
use domain::correction::{CorrectedValue, Correction};
use domain::data_request::{Asked, Done, ScopeItem};
use domain::ids::{DataRequestId, PartyId, SubjectId};
use domain::personal::{Personal, PersonalValue, Sealed};
use event_store::StreamName;

/// Why nothing was corrected: the key was destroyed after the correction was approved.
const ERASED: &str = "SUBJECT_ERASED";
/// A signed agreement keeps the words it was signed with.
const AGREEMENT_STANDS: &str = "AGREEMENT_STANDS";

impl House {
    /// The part of the scope a correction is about: the named party, if the person was found there or the request came from the party's
    /// own account.
    pub(super) async fn corrected_part(
        &self,
        asked: &Asked,
        correction: &Correction,
        found: Vec<ScopeItem>,
    ) -> Result<Vec<ScopeItem>, ExecuteError> {
        let folded = self.case_state(correction.case).await?;
        let Case::Filed(filed) = &folded.state else { return Ok(vec![]) };
        if filed.dossier.centre != asked.centre {
            return Ok(vec![]);
        }
        let Some(party) = filed.dossier.party(correction.party) else { return Ok(vec![]) };
        let Some(subject) = party.subject else { return Ok(vec![]) };
        let item = ScopeItem { case: correction.case, subject };
        let own = asked.account.is_some() && asked.account == party.account;
        let erased = self.custody_state(correction.case).await?.shredded.contains(&subject);
        Ok(if found.contains(&item) || (own && !erased) { vec![item] } else { vec![] })
    }

    /// Refuses what the case would refuse, before it is approved: an approval that cannot be carried out helps nobody.
    pub(super) async fn try_correction(&self, call: &Call, asked: &Asked) -> Result<(), ExecuteError> {
        let Some(correction) = &asked.correction else { return Ok(()) };
        let folded = self.case_state(correction.case).await?;
        let subject = match &folded.state {
            Case::Filed(filed) => filed.dossier.party(correction.party).and_then(|party| party.subject),
            Case::NotFiled => None,
        };
        let subject = subject.unwrap_or(asked.subject);
        let command = self.correcting(asked, correction, subject)?;
        let rules = self.rules_of(Some(&asked.centre)).await?;
        let judged = case::decide(&self.occasion(&call.actor, &rules), &folded.state, command.into());
        judged.map(drop).map_err(ExecuteError::from)
    }

    /// Has the corrected value stand in the case; tells what became of it and why a paper still says otherwise.
    pub(super) async fn correct(
        &self,
        call: &Call,
        asked: &Asked,
        correction: &Correction,
        item: ScopeItem,
    ) -> Result<(Done, Option<String>), ExecuteError> {
        if self.custody_state(item.case).await?.shredded.contains(&item.subject) {
            return Ok((Done::Erased, Some(ERASED.to_owned())));
        }
        let command = self.correcting(asked, correction, item.subject)?;
        self.case(&step(call, "correct", 0), item.case, command).await?;
        let stream = self.case_stream(item.case);
        let history = self.values_of(&stream, correction, asked.request).await?;
        let failed = |error: VaultError| ExecuteError::from_vault(&stream, error);
        let mut plain = Vec::with_capacity(history.values.len());
        for sealed in &history.values {
            if let Opened::Value(value) = self.vault().open_sealed(stream.as_str(), sealed).map_err(failed)? {
                plain.push(value);
            }
        }
        let latest = plain.pop();
        for former in plain.iter().filter(|former| Some(*former) != latest.as_ref()) {
            let field = correction.value.field();
            self.vault().forget_value(field, former, item.subject).await.map_err(failed)?;
        }
        Ok((Done::Corrected, history.agreement_stands.then(|| AGREEMENT_STANDS.to_owned())))
    }

    fn correcting(
        &self,
        asked: &Asked,
        correction: &Correction,
        subject: SubjectId,
    ) -> Result<CorrectPartyData, ExecuteError> {
        let stream = self.data_request_stream(asked.request);
        let value = match &correction.value {
            CorrectedValue::Name(value) => CorrectedValue::Name(self.anew(&stream, value, subject)?),
            CorrectedValue::Document(value) => CorrectedValue::Document(self.anew(&stream, value, subject)?),
            CorrectedValue::Phone(value) => CorrectedValue::Phone(self.anew(&stream, value, subject)?),
            CorrectedValue::Address(value) => CorrectedValue::Address(self.anew(&stream, value, subject)?),
        };
        Ok(CorrectPartyData { party: correction.party, request: asked.request, value })
    }

    /// A value of the request in clear, to be sealed for another subject.
    fn anew<T: PersonalValue + Clone>(
        &self,
        stream: &StreamName,
        value: &Personal<T>,
        subject: SubjectId,
    ) -> Result<Personal<T>, ExecuteError> {
        let failed = |error| ExecuteError::from_vault(stream, error);
        match self.vault().reveal(stream.as_str(), value).map_err(failed)? {
            Opened::Value(value) => Ok(Personal::clear(subject, value)),
            Opened::Erased => Err(failed(VaultError::Erased(value.subject()))),
        }
    }

    /// What the field of the party has read so far, oldest first.
    async fn values_of(
        &self,
        stream: &StreamName,
        correction: &Correction,
        request: DataRequestId,
    ) -> Result<History, ExecuteError> {
        let (mut history, mut failed) = (History::default(), None);
        let (party, field) = (correction.party, correction.value.field());
        self.each_event(stream, |recorded| match Event::decode(&recorded.event_type, &recorded.payload) {
            Ok(event) => history.take_in(&event, party, field, request),
            Err(error) => failed = Some(error),
        })
        .await?;
        match failed {
            Some(error) => {
                Err(ExecuteError::Unreadable { stream: stream.to_string(), reason: error.to_string() })
            }
            None => Ok(history),
        }
    }
}

/// What a field read, and what the correction said of the agreement.
#[derive(Default)]
struct History {
    values: Vec<Sealed>,
    agreement_stands: bool,
}

impl History {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only three kinds of events say what a party's field reads"
    )]
    fn take_in(&mut self, event: &Event, party: PartyId, field: &str, request: DataRequestId) {
        let value = match event {
            Event::ApplicationFiled(filed) => {
                filed.parties.iter().find(|filed| filed.party == party).and_then(|filed| of(filed, field))
            }
            Event::PartyJoined(joined) if joined.party.party == party => of(&joined.party, field),
            Event::PartyDataCorrected(corrected)
                if corrected.party == party && corrected.value.field() == field =>
            {
                self.agreement_stands |= corrected.request == request && corrected.agreement_stands;
                sealed(&corrected.value)
            }
            _ => None,
        };
        self.values.extend(value);
    }
}

fn of(filed: &FiledParty, field: &str) -> Option<Sealed> {
    match &filed.identity {
        PartyIdentity::Person { name, document, phone, address } => match field {
            "name" => name.as_sealed(),
            "document" => document.as_ref().and_then(Personal::as_sealed),
            "phone" => phone.as_ref().and_then(Personal::as_sealed),
            "address" => address.as_ref().and_then(Personal::as_sealed),
            _ => None,
        },
        PartyIdentity::Organisation { phone, .. } if field == "phone" => {
            phone.as_ref().and_then(Personal::as_sealed)
        }
        PartyIdentity::Organisation { .. } | PartyIdentity::Institution { .. } => None,
    }
    .cloned()
}

fn sealed(value: &CorrectedValue) -> Option<Sealed> {
    match value {
        CorrectedValue::Name(value) => value.as_sealed(),
        CorrectedValue::Document(value) => value.as_sealed(),
        CorrectedValue::Phone(value) => value.as_sealed(),
        CorrectedValue::Address(value) => value.as_sealed(),
    }
    .cloned()
}
