//! Commands to the custody of a case's file. What a case is gets looked up here; the rules judge.

use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::receipt::Receipt;
use domain::custody::{self, Custody, CustodyCommand};
use domain::ids::CaseId;

impl House {
    /// Asks something of the custody of a file.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn custody(
        &self,
        call: &Call,
        target: CaseId,
        command: CustodyCommand,
    ) -> Result<Receipt, ExecuteError> {
        let case = self.case_state(target).await?;
        let stream = self.custody_stream(target);
        self.execute(&stream, call, |occasion, custody: &Custody| {
            custody::decide(occasion, custody, &case.state, command.clone())
        })
        .await
    }

    /// The name sealed words about the custody of a file are bound to.
    #[must_use]
    pub fn custody_name(&self, case: CaseId) -> String {
        self.custody_stream(case).to_string()
    }

    /// How the file of a case is kept.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn custody_state(&self, case: CaseId) -> Result<Custody, ExecuteError> {
        Ok(self.current::<Custody>(&self.custody_stream(case)).await?.state.clone())
    }
}
