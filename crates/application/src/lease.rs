//! Which of several nodes runs the processes of the house: whoever holds the lease, and nobody else.
//!
//! A lease runs out by the clock of whoever keeps it, and is renewed long before. Each time it passes on its epoch rises; what its
//! holder writes carries the epoch, and an engine that can refuses what comes with an older one. So a holder that was frozen and
//! wakes up does no harm, whatever its own clock says.

use crate::house::{House, random_text};
use crate::vault::VaultError;
use async_trait::async_trait;
use event_store::EventStore;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// How often the lease has passed on, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why nobody knows who holds the lease.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the lease cannot be asked for: {0}")]
pub struct LeaseError(pub String);

/// Who keeps the lease.
#[async_trait]
pub trait LeaseDesk: Send + Sync + 'static {
    /// Takes the lease for `term`, or renews it; `None`: somebody else holds it. The term is counted from some moment after the call.
    ///
    /// # Errors
    /// [`LeaseError`]: nobody knows; the lease may have been taken.
    async fn take(&self, holder: &str, term: Duration) -> Result<Option<Epoch>, LeaseError>;

    /// Gives the lease back before it runs out; nothing happens when it has passed on already.
    ///
    /// # Errors
    /// [`LeaseError`]: it runs out by itself.
    async fn give_back(&self, holder: &str, epoch: Epoch) -> Result<(), LeaseError>;

    /// The log as the holder of this epoch may write it: an append under an epoch that has passed on is refused, where the engine can
    /// tell, with nothing written.
    fn fenced(&self, epoch: Epoch) -> Arc<dyn EventStore>;
}

/// The lease of a log that only one process can have open: always held.
pub struct SoleHolder {
    store: Arc<dyn EventStore>,
    epoch: Epoch,
}

impl SoleHolder {
    /// Of a log this process has to itself; `epoch` rises with every start.
    #[must_use]
    pub fn new(store: Arc<dyn EventStore>, epoch: Epoch) -> Self {
        Self { store, epoch }
    }
}

#[async_trait]
impl LeaseDesk for SoleHolder {
    async fn take(&self, _: &str, _: Duration) -> Result<Option<Epoch>, LeaseError> {
        Ok(Some(self.epoch))
    }

    async fn give_back(&self, _: &str, _: Epoch) -> Result<(), LeaseError> {
        Ok(())
    }

    fn fenced(&self, _: Epoch) -> Arc<dyn EventStore> {
        Arc::clone(&self.store)
    }
}

/// The house as it may act by itself, while this node holds the lease; nothing while it stands by.
pub type Acting = watch::Receiver<Option<Arc<House>>>;

/// Asks for the lease all the time, and lets the house act while it is held.
pub struct Stewardship {
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
    acting: Acting,
}

impl Stewardship {
    /// Asks once, so that a node that is alone acts when this returns, and goes on asking. Whoever stands by takes over within `term`
    /// of the last renewal.
    ///
    /// # Errors
    /// When the machine has no randomness for a holder's name.
    pub async fn start(
        desk: Arc<dyn LeaseDesk>,
        term: Duration,
        house: Arc<House>,
    ) -> Result<Self, VaultError> {
        let (told, acting) = watch::channel(None);
        let (stop, stopped) = watch::channel(false);
        let holder = random_text()?;
        let mut steward = Steward { desk, holder, term, house, told, until: Instant::now(), held: None };
        steward.turn().await;
        Ok(Self { stop, task: Some(tokio::spawn(steward.run(stopped))), acting })
    }

    /// What the processes of the house act with.
    #[must_use]
    pub fn acting(&self) -> Acting {
        self.acting.clone()
    }

    /// Hands the lease over at once. Whoever acts with it must have ended before.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(task) = self.task.take() {
            // Bounded, like all the steward does; whatever is left runs out by itself.
            let _ended = task.await;
        }
    }
}

impl Drop for Stewardship {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

/// One part of the term is between two questions; the lease is taken for all the others.
const PARTS: u32 = 6;

struct Steward {
    desk: Arc<dyn LeaseDesk>,
    holder: String,
    term: Duration,
    house: Arc<House>,
    told: watch::Sender<Option<Arc<House>>>,
    /// When this node must not act any more unless the lease was renewed; counted from before the question that was answered.
    until: Instant,
    held: Option<Epoch>,
}

impl Steward {
    async fn run(mut self, mut stopped: watch::Receiver<bool>) {
        loop {
            tokio::select! {
                () = tokio::time::sleep(self.term / PARTS) => {}
                _asked = stopped.changed() => break,
            }
            self.turn().await;
        }
        if let Some(epoch) = self.held {
            self.stand_by("the node stops");
            let given = self.within(self.term, self.desk.give_back(&self.holder, epoch)).await;
            if let Err(error) = given {
                tracing::warn!(%error, %epoch, "the lease runs out by itself");
            }
        }
    }

    /// Asks once and draws the consequence.
    async fn turn(&mut self) {
        let asked = Instant::now();
        let lease = self.term / PARTS * (PARTS - 1);
        let patience = match self.held {
            Some(_) => self.until.saturating_duration_since(asked),
            None => lease,
        };
        let answer = self.within(patience, self.desk.take(&self.holder, lease)).await;
        let now = Instant::now();
        match answer {
            // An answer that took longer than the lease is worth nothing.
            Ok(Some(epoch)) if now < asked + lease => {
                self.until = asked + lease;
                self.act(epoch);
            }
            Ok(_) => self.stand_by("another node holds the lease"),
            Err(error) if now >= self.until => self.stand_by(&error.to_string()),
            Err(error) => tracing::warn!(%error, "the lease was not renewed yet"),
        }
        // Each time: whoever collects it may have come after the first.
        metrics::gauge!("hejie_lease_epoch").set(self.held.map_or(0.0, |epoch| epoch.0 as f64));
    }

    async fn within<T>(
        &self,
        patience: Duration,
        answer: impl Future<Output = Result<T, LeaseError>>,
    ) -> Result<T, LeaseError> {
        match tokio::time::timeout(patience, answer).await {
            Ok(answer) => answer,
            Err(_) => Err(LeaseError("no answer in time".to_owned())),
        }
    }

    fn act(&mut self, epoch: Epoch) {
        if self.held != Some(epoch) {
            tracing::info!(%epoch, "this node runs the processes of the house");
            self.held = Some(epoch);
            self.tell(Some(epoch));
        }
    }

    fn stand_by(&mut self, reason: &str) {
        if let Some(epoch) = self.held.take() {
            tracing::info!(reason, %epoch, "this node no longer runs the processes of the house");
            self.tell(None);
        }
    }

    fn tell(&self, epoch: Option<Epoch>) {
        let house = epoch.map(|epoch| Arc::new(self.house.under(epoch, self.desk.fenced(epoch))));
        self.told.send_replace(house);
    }
}
