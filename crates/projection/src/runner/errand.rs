//! What is asked of the runner's thread beside following: it alone writes the views, so that whoever wants something written asks it, and is
//! answered between two batches.

use super::following::Following;
use super::handover::Handover;
use crate::applier::Applier;
use crate::error::ViewError;
use crate::parked::{Discarded, Retried, RetryError, retry_parked};
use crate::store::ViewStore;
use crate::workers::Workers;
use tokio::sync::oneshot;

/// What is asked, and who waits for the answer.
pub(super) enum Errand {
    /// Lets other views take the place of these.
    TakeOver(Box<Handover>, oneshot::Sender<Result<(), ViewError>>),
    /// Tries a parked stream again.
    Retry(String, oneshot::Sender<Result<Vec<Retried>, RetryError>>),
    /// Goes on without a parked stream; false when it is not parked.
    Discard(String, Discarded, oneshot::Sender<Result<bool, ViewError>>),
}

impl Following {
    /// Does what is asked. Who asked may be gone; it is done all the same.
    ///
    /// # Errors
    /// When this thread cannot tell any more what the file holds: it must not go on by what it remembers.
    pub(super) async fn answer(&mut self, errand: Errand) -> Result<(), ViewError> {
        match errand {
            Errand::TakeOver(handover, done) => {
                let _gone = done.send(self.take_over(*handover).await);
                Ok(())
            }
            // The views stand where they are meanwhile; whoever reads sees them as they were until it is done.
            Errand::Retry(stream, done) => {
                let tried = match self.reopened() {
                    Ok(store) => retry_parked(&*self.log, store, Some(&stream)).await,
                    Err(error) => Err(error.into()),
                };
                let refreshed = self.refresh();
                let _gone = done.send(tried);
                refreshed
            }
            Errand::Discard(stream, discarded, done) => {
                let kept = self.reopened().and_then(|store| store.discard(&stream, &discarded));
                let refreshed = self.refresh();
                let _gone = done.send(kept);
                refreshed
            }
        }
    }

    /// What this thread remembers of cases and parked streams is of before.
    fn refresh(&mut self) -> Result<(), ViewError> {
        self.applier = Applier::new(self.reopened()?, Workers::ONE)?;
        self.tell_parked();
        Ok(())
    }

    /// The file this thread writes, opened once more.
    fn reopened(&self) -> Result<ViewStore, ViewError> {
        let path = self.applier.connection().path().unwrap_or_default().to_owned();
        ViewStore::open(path, self.log.incarnation())
    }
}
