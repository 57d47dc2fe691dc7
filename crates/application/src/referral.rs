//! Commands to a case that need a number or another centre's facts: the receipt for a court's papers, the transfer.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use domain::case::{
    self, AcceptTransfer, Case, Command, DecideTransfer, Filed, Handover, Rejection, SignReferralReceipt,
};
use domain::classification::ServiceMethod;
use domain::ids::CaseId;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};

impl House {
    /// Signs for a court's papers: judged first, then numbered, so that a refusal takes no number.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn sign_referral_receipt(&self, call: &Call, target: CaseId) -> Result<Receipt, ExecuteError> {
        let unnumbered = SignReferralReceipt { receipt_no: unnumbered()? };
        let mut command = unnumbered.clone();
        if self.would_do(call, target, unnumbered).await? {
            let folded = self.case_state(target).await?;
            let centre = &filed(&folded.state)?.dossier.centre;
            command.receipt_no = self.reserve_receipt_number(call, centre, target).await?;
        }
        self.case(call, target, command).await
    }

    /// Takes a case over from another centre.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn accept_transfer(
        &self,
        call: &Call,
        target: CaseId,
        notice: ServiceMethod,
    ) -> Result<Receipt, ExecuteError> {
        let Some(handover) = self.handover(target, notice).await? else {
            // Nothing is offered: the rules say to whom this is told.
            return self
                .case(call, target, AcceptTransfer { handover: self.nowhere(target, notice).await? })
                .await;
        };
        let mut command = AcceptTransfer { handover };
        if self.would_do(call, target, command.clone()).await? {
            self.number(call, target, &mut command.handover).await?;
        }
        self.case(call, target, command).await
    }

    /// Decides a disputed transfer.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn decide_transfer(
        &self,
        call: &Call,
        target: CaseId,
        moves: Option<ServiceMethod>,
        wording: Personal<LongText>,
    ) -> Result<Receipt, ExecuteError> {
        let handover = match moves {
            Some(notice) => self.handover(target, notice).await?,
            None => None,
        };
        let mut command = DecideTransfer { handover, wording };
        if self.would_do(call, target, command.clone()).await?
            && let Some(handover) = &mut command.handover
        {
            self.number(call, target, handover).await?;
        }
        self.case(call, target, command).await
    }

    /// Whether the command is new and allowed as the case stands; a refusal is returned as such. What is not new is answered from the log.
    async fn would_do(
        &self,
        call: &Call,
        target: CaseId,
        command: impl Into<Command>,
    ) -> Result<bool, ExecuteError> {
        let folded = self.case_state(target).await?;
        let fresh = folded.remembers(call.command).is_none();
        let on_time = call.expected.is_none() || call.expected == folded.revision;
        if fresh && on_time {
            let rules = self.rules_of(folded.state.centre()).await?;
            case::decide(&self.occasion(&call.actor, &rules), &folded.state, command.into())
                .map_err(Refusal::Case)?;
        }
        Ok(fresh && on_time)
    }

    /// What goes over to the centre an offer is open to.
    async fn handover(
        &self,
        target: CaseId,
        notice: ServiceMethod,
    ) -> Result<Option<Handover>, ExecuteError> {
        let folded = self.case_state(target).await?;
        let dossier = &filed(&folded.state)?.dossier;
        let Some(transfer) = &dossier.transfer else { return Ok(None) };
        let (from, to) = (self.centre(&dossier.centre).await?, self.centre(&transfer.to).await?);
        Ok(Some(Handover { from, to, case_no: None, notice }))
    }

    /// A handover to where the case is already.
    async fn nowhere(&self, target: CaseId, notice: ServiceMethod) -> Result<Handover, ExecuteError> {
        let folded = self.case_state(target).await?;
        let centre = self.centre(&filed(&folded.state)?.dossier.centre).await?;
        Ok(Handover { from: centre.clone(), to: centre, case_no: None, notice })
    }

    /// Reserves the number of the new centre for a case that has one.
    async fn number(&self, call: &Call, target: CaseId, handover: &mut Handover) -> Result<(), ExecuteError> {
        let folded = self.case_state(target).await?;
        if filed(&folded.state)?.stage.accepted().is_some() {
            handover.case_no = Some(self.reserve_case_number(call, &handover.to.id, target).await?);
        }
        Ok(())
    }
}

fn filed(case: &Case) -> Result<&Filed, ExecuteError> {
    match case {
        Case::Filed(filed) => Ok(filed),
        Case::NotFiled => Err(Refusal::Case(Rejection::NotInvolved).into()),
    }
}

/// Stands in for a number while the command is judged.
fn unnumbered() -> Result<ShortText, ExecuteError> {
    ShortText::parse("-").map_err(|_| ExecuteError::Contended)
}
