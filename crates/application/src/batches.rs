//! Linked cases: the batch itself, what it must know of cases, and the call under which something is done to one of them.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use domain::batch::{self, BatchCommand, BatchRejection, CaseBatch, Linkable};
use domain::case::{Case, Side, StageName};
use domain::ids::{BatchId, CaseId, CommandId};

impl House {
    /// Asks something of a batch.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn batch(
        &self,
        call: &Call,
        id: BatchId,
        command: BatchCommand,
    ) -> Result<Receipt, ExecuteError> {
        let centre =
            if let BatchCommand::Open { centre, .. } = &command { Some(centre.clone()) } else { None };
        let stream = self.batch_stream(id);
        self.execute_at(centre.as_ref(), &stream, call, |occasion, state: &CaseBatch| {
            batch::decide(occasion, state, command.clone())
        })
        .await
    }

    /// Where a batch stands.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn batch_state(&self, id: BatchId) -> Result<CaseBatch, ExecuteError> {
        Ok(self.current::<CaseBatch>(&self.batch_stream(id)).await?.state.clone())
    }

    /// What a batch must know of a case.
    ///
    /// # Errors
    /// [`BatchRejection::CaseUnknown`], or when the stream cannot be read.
    pub async fn linkable(&self, case: CaseId) -> Result<Linkable, ExecuteError> {
        let folded = self.case_state(case).await?;
        let Case::Filed(filed) = &folded.state else {
            return Err(Refusal::Batch(BatchRejection::CaseUnknown { case }).into());
        };
        let dossier = &filed.dossier;
        let respondents = dossier.parties.iter().filter(|party| party.side == Side::Respondent);
        let against = respondents.flat_map(|party| party.uscc.iter().chain(&party.above)).cloned();
        let ended = match filed.stage.name() {
            StageName::NotAccepted | StageName::Effective | StageName::Terminated | StageName::Closed => true,
            StageName::NotFiled
            | StageName::Submitted
            | StageName::Supplementing
            | StageName::ConsentPending
            | StageName::MediatorSelection
            | StageName::MediatorOffered
            | StageName::InMediation
            | StageName::Signing => false,
        };
        Ok(Linkable { case, centre: dossier.centre.clone(), against: against.collect(), ended })
    }

    /// The call under which something is done to one member: the same for every repeat, and another for every case, so that a repeat
    /// finds done what was done and goes on with the rest.
    #[must_use]
    pub fn member_call(&self, call: &Call, case: CaseId) -> Call {
        let command = CommandId(call.command.derive(&format!("member.{case}"), 0));
        Call { command, expected: None, ..call.clone() }
    }
}

impl From<BatchRejection> for Refusal {
    fn from(rejection: BatchRejection) -> Self {
        Self::Batch(rejection)
    }
}
