//! The runner's thread: read, apply, tell, wait.

use super::Progress;
use super::errand::Errand;
use super::lag::{KnownEnd, seconds_since};
use crate::applier::{Applier, RETRY, cleared};
use crate::changes::Changes;
use crate::error::ViewError;
use crate::query::Views;
use crate::workers::Workers;
use event_store::{EventStore, LogPage, Position};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, watch};

/// Pause before trying again what may pass by itself: a full disk, a log that is away.
const PAUSE: Duration = Duration::from_secs(1);

/// Under load the runner lets this much gather before the next batch: a commit costs the same for one event as for forty. A reader
/// who waits for a position waits that much longer; when little happens there is no pause.
const GATHER: Duration = Duration::from_millis(5);

/// Batches that are read at once while views are built.
const BUILDING: usize = 10;

/// A batch of so many events means load.
const LOAD: usize = 16;

pub(super) struct Following {
    pub(super) log: Arc<dyn EventStore>,
    pub(super) applier: Applier,
    pub(super) views: Views,
    /// What is asked of this thread.
    pub(super) asked: mpsc::UnboundedReceiver<Errand>,
    pub(super) batch: usize,
    /// Where the log ended when this began: views that are empty are built case by case up to here.
    pub(super) begun_at: Position,
    /// They may be empty still.
    pub(super) builds: bool,
    pub(super) progress: Arc<watch::Sender<Progress>>,
    pub(super) changes: broadcast::Sender<Arc<Changes>>,
    pub(super) end: KnownEnd,
    pub(super) stopping: watch::Receiver<bool>,
}

/// What one piece of the log was.
struct Step {
    /// Nothing lay beyond it.
    at_end: bool,
    /// How many events it held.
    events: usize,
}

impl Following {
    /// Runs until told to stop, or until something is wrong that waiting does not mend.
    pub(super) fn run(mut self) {
        // A runtime of its own: writing blocks this thread and no request. A thread beside, for who reads several cases at once.
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let outcome = match runtime {
            Ok(runtime) => runtime.block_on(self.follow()),
            Err(source) => Err(ViewError::Io { path: "views-runner".into(), source }),
        };
        // All of it in one file, for whoever copies it. What was built and is not committed is built again where this fails.
        let _built_again = self.applier.settle();
        let _in_one_file = cleared(self.applier.connection());
        let reason = match outcome {
            Ok(()) => "it was told to stop".to_owned(),
            Err(error) => {
                tracing::error!(%error, position = %self.applier.position(), "the views are not followed any more");
                error.to_string()
            }
        };
        self.progress.send_modify(|progress| progress.stopped = Some(reason.into()));
    }

    async fn follow(&mut self) -> Result<(), ViewError> {
        while !*self.stopping.borrow() {
            if let Ok(asked) = self.asked.try_recv() {
                if let Err(error) = self.applier.settle() {
                    tracing::warn!(%error, "what was built last is built again");
                }
                self.answer(asked).await?;
            }
            match self.step().await {
                Ok(Step { at_end: true, events }) => self.wait_for_more(gathering(events)).await?,
                Ok(Step { at_end: false, .. }) => {}
                Err(error) if error.is_passing() => {
                    tracing::warn!(%error, "the views wait");
                    self.pause(PAUSE).await;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Goes on with views that are empty: with all cores, since nobody is answered before they are whole.
    async fn build(&mut self) -> Result<Step, ViewError> {
        self.applier.spread_out(Workers::all())?;
        let page = self.batch.saturating_mul(BUILDING);
        let events = self.applier.sweep(&*self.log, self.begun_at, page).await?;
        metrics::counter!("hejie_views_applied_total").increment(events.unwrap_or_default());
        self.progress.send_modify(|progress| {
            progress.position = self.applier.position();
            progress.swept = self.applier.sweeping.reached();
        });
        if events.is_none() {
            self.applier.draw_in()?;
            self.builds = false;
        }
        Ok(Step { at_end: false, events: 0 })
    }

    /// Applies the next piece of the log.
    async fn step(&mut self) -> Result<Step, ViewError> {
        if self.builds {
            return self.build().await;
        }
        let page = self.log.read_news(self.applier.position(), self.batch).await?;
        let applied = self.applier.apply(&page.events, page.safe_through)?;
        metrics::counter!("hejie_views_applied_total").increment(applied.events);
        self.measure(&page).await?;
        // Told after the progress is, by nobody to nobody when nobody listens.
        let changes = (!applied.changes.is_empty() && self.changes.receiver_count() > 0)
            .then(|| Changes { position: self.applier.position(), cases: applied.changes });
        let caught_up = page.at_end && applied.stopped.is_none();
        self.progress.send_modify(|progress| {
            progress.position = self.applier.position();
            progress.caught_up = caught_up;
        });
        if let Some(changes) = changes {
            let _nobody = self.changes.send(Arc::new(changes));
        }
        applied.stopped.map_or(Ok(Step { at_end: page.at_end, events: page.events.len() }), Err)
    }

    async fn measure(&self, page: &LogPage) -> Result<(), ViewError> {
        let (mut positions, mut seconds) = (0, 0.0);
        if !page.at_end {
            let head = self.log.head().await?;
            positions = head.commit.saturating_sub(self.applier.position().commit);
            let since = page.events.last().map(|last| last.recorded_at_us);
            seconds = since.map_or(0.0, seconds_since);
            since.into_iter().for_each(|since| self.end.note(head, since));
        }
        metrics::gauge!("hejie_views_lag_positions").set(positions as f64);
        metrics::gauge!("hejie_views_lag_seconds").set(seconds);
        self.tell_parked();
        Ok(())
    }

    pub(super) fn tell_parked(&self) {
        let parked = self.applier.parked();
        metrics::gauge!("hejie_views_parked_streams").set(parked.alarming as f64);
        metrics::gauge!("hejie_views_discarded_streams").set(parked.discarded as f64);
    }

    async fn wait_for_more(&mut self, gathering: Option<Duration>) -> Result<(), ViewError> {
        let position = self.applier.position();
        let asked = tokio::select! {
            () = self.log.changed(position) => None,
            _ = self.stopping.changed() => return Ok(()),
            asked = self.asked.recv() => asked,
            // Nothing has to happen for it: what an erasure left goes as soon as no reader is in the way.
            () = tokio::time::sleep(RETRY), if self.applier.has_residue() => {
                if let Err(error) = self.applier.clear() {
                    tracing::warn!(%error, "the write-ahead log of the views is cut later");
                }
                return Ok(());
            }
        };
        if let Some(asked) = asked {
            return self.answer(asked).await;
        }
        if let Some(time) = gathering {
            self.pause(time).await;
        }
        Ok(())
    }

    async fn pause(&mut self, time: Duration) {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            _ = self.stopping.changed() => {}
        }
    }
}

/// How long the next batch gathers after one of so many events.
const fn gathering(events: usize) -> Option<Duration> {
    match events {
        LOAD.. => Some(GATHER),
        _ => None,
    }
}
