//! Commands to a case: the few that need facts from elsewhere get them here, all others go straight to the stream.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use domain::case::{self, AcceptCase, Case, CheckRecord, Command};
use domain::classification::Track;
use domain::ids::CaseId;
use domain::personal::Personal;
use domain::text::ShortText;
use event_store::{RecordedEvent, Revision};

impl House {
    /// Executes a command whose facts are complete.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn case(
        &self,
        call: &Call,
        target: CaseId,
        command: impl Into<Command>,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.case_stream(target);
        let command = command.into();
        // Where a case is opened the command says; from then on the case itself.
        let centre = command.opens_at().cloned();
        self.execute_at(centre.as_ref(), &stream, call, |occasion, case: &Case| {
            case::decide(occasion, case, command.clone())
        })
        .await
    }

    /// The events of a case in order; `None` when there are more than `most`.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn case_history(
        &self,
        target: CaseId,
        most: usize,
    ) -> Result<Option<Vec<RecordedEvent>>, ExecuteError> {
        let stream = self.case_stream(target);
        let events = self.store().read_stream(&stream, Revision(0), most.saturating_add(1)).await;
        let events = events.map_err(|error| ExecuteError::from_read(&stream, error))?;
        Ok((events.len() <= most).then_some(events))
    }

    /// Accepts a case: judged first, then numbered, then accepted, so that a refused acceptance takes no number.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn accept_case(
        &self,
        call: &Call,
        target: CaseId,
        track: Track,
        checks: Vec<CheckRecord>,
        without_prior_complaint: Option<Personal<ShortText>>,
        track_reason: Option<Personal<ShortText>>,
    ) -> Result<Receipt, ExecuteError> {
        self.compared(target, call.correlation.as_ref()).await?;
        let folded = self.case_state(target).await?;
        let Case::Filed(filed) = &folded.state else {
            return Err(Refusal::Case(case::Rejection::NotInvolved).into());
        };
        let id = filed.dossier.centre.clone();
        let (centre, rules) = (self.centre(&id).await?, self.rules_of(Some(&id)).await?);
        let memoranda = self.memoranda_in(filed).await?;
        let mut command = AcceptCase {
            case_no: unnumbered()?,
            centre,
            track,
            checks,
            without_prior_complaint,
            track_reason,
            acceptor_home: match &call.actor.institution {
                Some(code) => Some(self.legal_person(code).await?),
                None => None,
            },
            memoranda,
        };
        let fresh = folded.remembers(call.command).is_none();
        let on_time = call.expected.is_none() || call.expected == folded.revision;
        if fresh && on_time {
            case::decide(&self.occasion(&call.actor, &rules), &folded.state, command.clone().into())
                .map_err(Refusal::Case)?;
            command.case_no = self.reserve_case_number(call, &id, target).await?;
        }
        self.case(call, target, command).await
    }
}

/// Stands in for the number while the acceptance is judged.
fn unnumbered() -> Result<ShortText, ExecuteError> {
    ShortText::parse("-").map_err(|_| ExecuteError::Contended)
}
