//! The one fact that ends a store's writing life: the disk did not take what it was told to keep.

use tokio::sync::watch;

/// Set at most once, seen by everyone.
#[derive(Debug)]
pub(crate) struct Failure(watch::Sender<Option<String>>);

impl Failure {
    pub(crate) fn none() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Records the first reason, loudly; later ones follow from it.
    pub(crate) fn set(&self, reason: &str) {
        let first = self.0.send_if_modified(|now| {
            let first = now.is_none();
            if first {
                *now = Some(reason.to_owned());
            }
            first
        });
        if first {
            tracing::error!(
                reason,
                "the event store stopped writing; restart the process after looking at the disk"
            );
            metrics::counter!("event_store_failures_total").increment(1);
        }
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.borrow().is_some()
    }

    pub(crate) fn get(&self) -> Option<String> {
        self.0.borrow().clone()
    }

    pub(crate) async fn wait(&self) -> String {
        let mut watching = self.0.subscribe();
        loop {
            if let Some(reason) = watching.borrow_and_update().clone() {
                return reason;
            }
            // The sender lives in `self`, so this cannot fail while we wait.
            if watching.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}
