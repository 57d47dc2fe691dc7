//! Deciding on a complaint: what is decided in the case, and what follows from it on the roster.

use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::receipt::Receipt;
use domain::case::{Case, DecideComplaint};
use domain::classification::ComplaintMeasure;
use domain::ids::{CaseId, CommandId};
use domain::mediator::MediatorCommand;

impl House {
    /// Decides on a complaint; a suspension is entered on the roster after the decision stands. Both steps follow from the command's id, so
    /// that a repeat after a crash between them does what is left.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn decide_complaint(
        &self,
        call: &Call,
        case: CaseId,
        command: DecideComplaint,
    ) -> Result<Receipt, ExecuteError> {
        let suspends = command.measure == ComplaintMeasure::Suspension;
        let complaint = command.complaint;
        let mut receipt = self.case(call, case, command).await?;
        if suspends && let Some(mediator) = self.complained_about(case, complaint).await? {
            let step = CommandId(call.command.derive("suspension", 0));
            let digest = self.digest(&[step.0.as_bytes()]);
            let step = Call { command: step, digest, expected: None, ..call.clone() };
            let entered = self.roster(&step, mediator, MediatorCommand::SetActive(false)).await?;
            // Whoever reads with the receipt in hand sees the roster as it is now.
            receipt.position = receipt.position.max(entered.position);
        }
        Ok(receipt)
    }

    async fn complained_about(
        &self,
        case: CaseId,
        complaint: u32,
    ) -> Result<Option<domain::ids::MediatorId>, ExecuteError> {
        let folded = self.case_state(case).await?;
        let Case::Filed(filed) = &folded.state else { return Ok(None) };
        let mut complaints = filed.dossier.complaints.iter();
        Ok(complaints.find(|it| it.number == complaint).map(|it| it.mediator))
    }
}
