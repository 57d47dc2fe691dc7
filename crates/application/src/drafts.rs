//! Drafts of applications, and filing a case from one.
//!
//! The order of a submission: the application is filed under a command that follows from the draft alone, so that whoever submits again,
//! after a crash or under another key, finds the same case; then the draft says so; then its key is destroyed.

use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::receipt::Receipt;
use crate::vault::Opened;
use domain::calendar::legal_date;
use domain::case::{Case, FileApplication};
use domain::draft::{self, Draft, DraftCommand, DraftRejection, KeptDraft};
use domain::ids::{CommandId, DraftId, SubjectId};
use domain::personal::Personal;

impl House {
    /// Asks something of a draft.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn draft(
        &self,
        call: &Call,
        id: DraftId,
        command: DraftCommand,
    ) -> Result<Receipt, ExecuteError> {
        let centre =
            if let DraftCommand::Open { centre, .. } = &command { Some(centre.clone()) } else { None };
        let stream = self.draft_stream(id);
        self.execute_at(centre.as_ref(), &stream, call, |occasion, state: &Draft| {
            draft::decide(occasion, state, command.clone())
        })
        .await
    }

    /// Where a draft stands.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn draft_state(&self, id: DraftId) -> Result<Draft, ExecuteError> {
        Ok(self.current::<Draft>(&self.draft_stream(id)).await?.state.clone())
    }

    /// Whose key seals a draft.
    #[must_use]
    pub fn draft_subject(&self, id: DraftId) -> SubjectId {
        SubjectId(CommandId(id.0).derive("draft-subject", 0))
    }

    /// What was typed; `None` when its key is gone.
    ///
    /// # Errors
    /// When the vault cannot open it.
    pub fn typed(&self, kept: &KeptDraft) -> Result<Option<String>, ExecuteError> {
        let stream = self.draft_stream(kept.draft);
        let opened = self.vault().reveal(stream.as_str(), &kept.application);
        match opened.map_err(|error| ExecuteError::from_vault(&stream, error))? {
            Opened::Value(text) => Ok(Some(text.as_str().to_owned())),
            Opened::Erased => Ok(None),
        }
    }

    /// The call under which a draft is filed: the same for every submission of it.
    #[must_use]
    pub fn submission(&self, call: &Call, id: DraftId) -> Call {
        let command = CommandId(CommandId(id.0).derive("submission", 0));
        let digest = self.digest(&[b"draft-submission", id.0.as_bytes()]);
        Call { command, digest, expected: None, ..call.clone() }
    }

    /// Files the application a draft holds, once.
    ///
    /// # Errors
    /// See [`ExecuteError`]; the same submission again goes on where this one stopped.
    pub async fn submit_draft(
        &self,
        call: &Call,
        id: DraftId,
        application: FileApplication,
    ) -> Result<Receipt, ExecuteError> {
        let case = application.case;
        let filed = self.case(&self.submission(call, id), case, application).await?;
        self.finish_draft(call, id, DraftCommand::Submit { case }).await?;
        Ok(filed)
    }

    /// Ends a draft and destroys its key.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn finish_draft(
        &self,
        call: &Call,
        id: DraftId,
        command: DraftCommand,
    ) -> Result<Receipt, ExecuteError> {
        let ended = self.draft(call, id, command).await?;
        let stream = self.draft_stream(id);
        let gone = self.vault().erase(self.draft_subject(id)).await;
        gone.map_err(|error| ExecuteError::from_vault(&stream, error))?;
        Ok(ended)
    }

    /// Ends a draft whose time is over, and destroys its key: the key first, so that whatever happens in between nobody reads it any more
    /// and the same call again goes on. Asked of another draft it does nothing.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn expire_draft(&self, call: &Call, id: DraftId) -> Result<Option<Receipt>, ExecuteError> {
        let state = self.draft_state(id).await?;
        let today = legal_date(self.clock().now());
        if !matches!(&state, Draft::Open(kept) if kept.submit_by.is_over(today)) {
            return Ok(None);
        }
        let gone = self.vault().erase(self.draft_subject(id)).await;
        gone.map_err(|error| ExecuteError::from_vault(&self.draft_stream(id), error))?;
        // A submission may have filed the case and got no further.
        let case = self.case_of(self.submission(call, id).command);
        let filed = matches!(self.case_state(case).await?.state, Case::Filed(_));
        let command = if filed { DraftCommand::Submit { case } } else { DraftCommand::Expire };
        self.draft(call, id, command).await.map(Some)
    }

    /// The draft's author, or nobody: what a route needs before it opens anything.
    ///
    /// # Errors
    /// [`DraftRejection::NotFound`].
    pub async fn own_draft(&self, call: &Call, id: DraftId) -> Result<Draft, ExecuteError> {
        let state = self.draft_state(id).await?;
        state.seen_by(&call.actor)?;
        Ok(state)
    }

    /// Text sealed under the draft's own key.
    #[must_use]
    pub fn for_draft<T>(&self, id: DraftId, value: T) -> Personal<T> {
        Personal::clear(self.draft_subject(id), value)
    }
}

impl From<DraftRejection> for crate::execute::Refusal {
    fn from(rejection: DraftRejection) -> Self {
        Self::Draft(rejection)
    }
}
