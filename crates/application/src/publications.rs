//! Published statistics, year by year.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use domain::publication::{self, Publication, PublicationCommand, PublicationRejection};

impl House {
    /// Publishes a year, or restates it.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn publication(
        &self,
        call: &Call,
        year: i32,
        command: PublicationCommand,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.publication_stream(year);
        self.execute_at(None, &stream, call, |occasion, publication: &Publication| {
            publication::decide(occasion, year, publication, command.clone())
        })
        .await
    }

    /// What was published of a year, as the log holds it now.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn publication_state(&self, year: i32) -> Result<Publication, ExecuteError> {
        Ok(self.current::<Publication>(&self.publication_stream(year)).await?.state.clone())
    }
}

impl From<PublicationRejection> for Refusal {
    fn from(rejection: PublicationRejection) -> Self {
        Self::Publication(rejection)
    }
}
