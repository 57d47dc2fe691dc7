//! The runner: follows the log on a thread of its own and keeps the views of this node up to date.
//!
//! While it commits one batch the next gathers in the log, so batches are as large as the load makes them; under load a few milliseconds
//! more are left for gathering.

mod errand;
mod following;
mod handover;
mod lag;

pub(crate) use handover::Handover;
pub use lag::Lag;

use crate::applier::Applier;
use crate::changes::{Changes, KEPT};
use crate::error::{QueryError, ViewError};
use crate::parked::{Discarded, Parked, Retried, RetryError};
use crate::query::Views;
use crate::store::ViewStore;
use crate::workers::Workers;
use errand::Errand;
use event_store::{EventStore, Position};
use following::Following;
use lag::KnownEnd;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot, watch};

/// How the runner works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunnerOptions {
    /// Most events in one transaction. Does not change what the views hold.
    pub batch: usize,
}

impl Default for RunnerOptions {
    fn default() -> Self {
        Self { batch: 1000 }
    }
}

/// How far the runner has come, as it tells those who wait.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Progress {
    position: Position,
    /// How far views that are built case by case have come.
    swept: Option<Position>,
    caught_up: bool,
    stopped: Option<Arc<str>>,
}

/// A running runner. Stopped by [`Runner::stop`] or by dropping it; a batch that has begun is finished first.
pub struct Runner {
    progress: Arc<watch::Sender<Progress>>,
    changes: broadcast::Sender<Arc<Changes>>,
    /// Where the log ended when this began: before that is seen, the views may be of any age, or empty.
    begun_at: Position,
    end: KnownEnd,
    stop: watch::Sender<bool>,
    errands: mpsc::UnboundedSender<Errand>,
    views: Views,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// The views have not come as far as was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the views stand at {applied}{}", if *.stopped { " and are not followed any more" } else { "" })]
pub struct NotYet {
    /// How far they have come.
    pub applied: Position,
    /// True when waiting longer is no use: the runner has stopped.
    pub stopped: bool,
}

/// What an operator wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// How far the views have come.
    pub position: Position,
    /// How far they are built: further than that while new ones are built case by case.
    pub built: Position,
    /// The end of the log was reached there.
    pub caught_up: bool,
    /// They have seen all that was in the log when the runner began.
    pub whole: bool,
    /// Why the runner has stopped, if it has.
    pub stopped: Option<String>,
    /// Streams set aside, oldest first.
    pub parked: Vec<Parked>,
}

impl Runner {
    /// Starts following `log` from the views' checkpoint.
    ///
    /// # Errors
    /// [`ViewError::ForeignIncarnation`], [`ViewError::AheadOfLog`], or when log or file cannot be read.
    pub async fn start(
        log: Arc<dyn EventStore>,
        store: ViewStore,
        options: RunnerOptions,
    ) -> Result<Self, ViewError> {
        let begun_at = belongs(&*log, &store).await?;
        let views = store.views();
        let applier = Applier::new(store, Workers::ONE)?;
        let begin = Progress {
            position: applier.position(),
            swept: applier.sweeping.reached(),
            caught_up: false,
            stopped: None,
        };
        let progress = Arc::new(watch::Sender::new(begin));
        let (stop, stopping) = watch::channel(false);
        let (errands, asked) = mpsc::unbounded_channel();
        let changes = broadcast::Sender::new(KEPT);
        let end = KnownEnd::default();
        let following = Following {
            log,
            applier,
            views: views.clone(),
            asked,
            batch: options.batch.max(1),
            begun_at,
            builds: true,
            progress: Arc::clone(&progress),
            changes: changes.clone(),
            end: end.clone(),
            stopping,
        };
        let thread = std::thread::Builder::new()
            .name("views-runner".to_owned())
            .spawn(move || following.run())
            .map_err(|source| ViewError::Io { path: "views-runner".into(), source })?;
        Ok(Self { begun_at, end, progress, changes, stop, errands, views, thread: Mutex::new(Some(thread)) })
    }

    /// The views it keeps up to date.
    #[must_use]
    pub fn views(&self) -> Views {
        self.views.clone()
    }

    /// What changes from now on. Who is more than [`KEPT`] batches behind is told that something was missed, and holds nobody up.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Arc<Changes>> {
        self.changes.subscribe()
    }

    /// How far the views have come.
    #[must_use]
    pub fn position(&self) -> Position {
        self.progress.borrow().position
    }

    /// How far the views stand behind the end of the log, as far as it is known on this node: the runner looks when it reads, and
    /// [`Runner::note_end`] tells of ends that were seen elsewhere.
    #[must_use]
    pub fn lag(&self) -> Lag {
        self.end.lag(self.position())
    }

    /// Tells that the log has come to `head`, and that the first event the views had not seen was recorded at `unseen_since_us`. A runner
    /// that stands still is seen to be behind by this alone.
    pub fn note_end(&self, head: Position, unseen_since_us: i64) {
        self.end.note(head, unseen_since_us);
    }

    /// Whether the views have seen all that was in the log when the runner began. Before, they may be empty or half built, because
    /// the file is new or an older version built it, and nobody should be answered from them.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.position() >= self.begun_at
    }

    /// Waits until [`Runner::is_whole`]; for ever when the runner has stopped short of it.
    pub async fn whole(&self) {
        let mut progress = self.progress.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _reached = progress.wait_for(|now| now.position >= self.begun_at).await.is_ok();
    }

    /// Waits until the views have seen everything up to `position`, at most `timeout`.
    ///
    /// # Errors
    /// [`NotYet`]: after `timeout`, or at once when the runner has stopped short of it.
    pub async fn wait_for(&self, position: Position, timeout: Duration) -> Result<(), NotYet> {
        let mut progress = self.progress.subscribe();
        let reached = progress.wait_for(|now| now.position >= position || now.stopped.is_some());
        // Late or not: where it stands now decides. The sender lives in `self`, so waiting cannot fail otherwise.
        let _in_time = tokio::time::timeout(timeout, reached).await.is_ok();
        let now = self.progress.borrow();
        if now.position >= position {
            Ok(())
        } else {
            Err(NotYet { applied: now.position, stopped: now.stopped.is_some() })
        }
    }

    /// Whether the runner has stopped.
    #[must_use]
    pub fn has_stopped(&self) -> bool {
        self.progress.borrow().stopped.is_some()
    }

    /// Lets other views take the place of these between two batches.
    pub(crate) async fn hand_over(&self, handover: Handover) -> Result<(), ViewError> {
        let (done, answered) = oneshot::channel();
        self.errands.send(Errand::TakeOver(Box::new(handover), done)).map_err(|_| ViewError::NotFollowed)?;
        answered.await.unwrap_or(Err(ViewError::NotFollowed))
    }

    /// Tries a parked stream again, and the streams that can only be tried together with it, see [`crate::retry_parked`]; what became of
    /// each. The views stand still meanwhile, and are read as they were.
    ///
    /// # Errors
    /// See [`RetryError`]; [`ViewError::NotFollowed`] when the runner has stopped.
    pub async fn retry_parked(&self, stream: &str) -> Result<Vec<Retried>, RetryError> {
        let (done, answered) = oneshot::channel();
        self.errands.send(Errand::Retry(stream.to_owned(), done)).map_err(|_| ViewError::NotFollowed)?;
        answered.await.unwrap_or(Err(RetryError::View(ViewError::NotFollowed)))
    }

    /// Keeps the decision that the views go on without a parked stream; false when it is not parked.
    ///
    /// # Errors
    /// When the file cannot be written; [`ViewError::NotFollowed`] when the runner has stopped.
    pub async fn discard_parked(&self, stream: &str, discarded: Discarded) -> Result<bool, ViewError> {
        let (done, answered) = oneshot::channel();
        let errand = Errand::Discard(stream.to_owned(), discarded, done);
        self.errands.send(errand).map_err(|_| ViewError::NotFollowed)?;
        answered.await.unwrap_or(Err(ViewError::NotFollowed))
    }

    /// Waits until the runner has stopped by itself, and says why. A server waits for this beside its work and tells its health.
    pub async fn stopped(&self) -> String {
        let mut progress = self.progress.subscribe();
        match progress.wait_for(|now| now.stopped.is_some()).await {
            Ok(now) => now.stopped.as_deref().unwrap_or_default().to_owned(),
            Err(_) => String::new(),
        }
    }

    /// How the runner fares.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn status(&self) -> Result<Status, QueryError> {
        let parked = self.views.parked()?.value;
        let now = self.progress.borrow().clone();
        let stopped = now.stopped.as_deref().map(str::to_owned);
        let whole = now.position >= self.begun_at;
        let built = now.swept.unwrap_or(now.position);
        Ok(Status { position: now.position, built, caught_up: now.caught_up, whole, stopped, parked })
    }

    /// Finishes the batch at hand and stops; blocks for as long as that takes. A second call does nothing.
    pub fn stop(&self) {
        self.stop.send_replace(true);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of the views' runner had panicked");
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The views were built from this very log, and from no more than it holds; tells where it ends.
async fn belongs(log: &dyn EventStore, store: &ViewStore) -> Result<Position, ViewError> {
    let expected = log.incarnation();
    if store.incarnation() != expected {
        let found = store.incarnation().to_string();
        return Err(ViewError::ForeignIncarnation { path: store.path().to_owned(), expected, found });
    }
    let (checkpoint, head) = (store.position(), log.head().await?);
    if checkpoint > head { Err(ViewError::AheadOfLog { checkpoint, head }) } else { Ok(head) }
}
