//! Views that take the place of others while both are read and the log is written: built beside them, compared with them row by row,
//! and put in their place between two batches, at the very position they have come to.

mod build;
mod status;

pub use status::{SuccessionKind, SuccessionStage, SuccessionStatus};

use crate::compare;
use crate::error::ViewError;
use crate::files::ViewFiles;
use crate::runner::{Handover, NotYet, Runner};
use crate::store::ViewStore;
use crate::workers::Workers;
use crate::{ViewLook, look};
pub(crate) use build::{Build, PAGE};

use event_store::EventStore;
use status::Shown;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use uuid::Uuid;

/// How long is waited before it is looked whether the node stops.
const PATIENCE: Duration = Duration::from_millis(100);

/// Who replaces the views of a running node; one replacement at a time.
pub struct Succession {
    log: Arc<dyn EventStore>,
    runner: Arc<Runner>,
    files: Arc<ViewFiles>,
    shown: Arc<Shown>,
    stopping: Arc<AtomicBool>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Why no replacement was begun.
#[derive(Debug, thiserror::Error)]
pub enum SuccessionError {
    /// One is under way.
    #[error("the views are being replaced already")]
    UnderWay,
    /// Something else was asked for by the same request.
    #[error("the request was about something else before")]
    OtherRequest,
    /// The views are still being built since the start, or are not followed any more: there is nothing to compare with.
    #[error("the views in use are not whole yet, or are not followed any more")]
    NotWhole,
    /// None are kept that could be put back.
    #[error("no views of before are kept that this version could use")]
    NothingBefore,
    /// The files cannot be used.
    #[error(transparent)]
    View(#[from] ViewError),
}

impl Succession {
    /// Replaces the views `runner` feeds, in `files`; goes on with what was begun before the process ended, if it was.
    ///
    /// # Errors
    /// When what was begun cannot be gone on with.
    pub fn new(
        log: Arc<dyn EventStore>,
        runner: Arc<Runner>,
        files: Arc<ViewFiles>,
    ) -> Result<Self, SuccessionError> {
        let succession = Self {
            log,
            runner,
            files,
            shown: Arc::default(),
            stopping: Arc::default(),
            thread: Mutex::new(None),
        };
        if let Some(begun) = succession.files.next() {
            let kind = ViewStore::open(begun, succession.log.incarnation())
                .and_then(|store| store.accepts_differences())
                .map(|accept_differences| SuccessionKind::Rebuild { accept_differences });
            match kind {
                Ok(kind) => succession.start(kind, None)?,
                // Another life of the log, a damaged file: whoever wants views rebuilt asks again.
                Err(error) => {
                    tracing::warn!(%error, "views that were being built cannot be gone on with");
                    succession.files.abandon()?;
                }
            }
        }
        Ok(succession)
    }

    /// Builds the views from the first event beside those in use, compares, and puts them in their place. When rows differ it does so only
    /// with `accept_differences`; else the views in use stay. The same `request` again begins nothing.
    ///
    /// # Errors
    /// See [`SuccessionError`].
    pub fn rebuild(&self, accept_differences: bool, request: Option<Uuid>) -> Result<(), SuccessionError> {
        self.begin(SuccessionKind::Rebuild { accept_differences }, request)
    }

    /// Brings the views that were in use before up to date and puts them in place again. Those in use now are kept in turn.
    /// The same `request` again begins nothing.
    ///
    /// # Errors
    /// See [`SuccessionError`].
    pub fn roll_back(&self, request: Option<Uuid>) -> Result<(), SuccessionError> {
        self.begin(SuccessionKind::RollBack, request)
    }

    /// How the replacement fares, or the last one fared; none when there was none since the start.
    #[must_use]
    pub fn status(&self) -> Option<SuccessionStatus> {
        self.shown.status(self.runner.position())
    }

    /// Waits until no replacement is under way, and tells how the last one ended.
    pub async fn ended(&self) -> Option<SuccessionStatus> {
        self.shown.over().await;
        self.status()
    }

    /// Whether views of before are kept that [`Succession::roll_back`] would put in place.
    #[must_use]
    pub fn can_roll_back(&self) -> bool {
        self.usable_before()
    }

    /// Leaves off after the page at hand; a rebuild goes on at the next start. Blocks until then.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread that replaces views had panicked");
        }
    }

    fn begin(&self, kind: SuccessionKind, request: Option<Uuid>) -> Result<(), SuccessionError> {
        if let Some(before) = request.and_then(|request| self.shown.asked_by(request)) {
            return if before == kind { Ok(()) } else { Err(SuccessionError::OtherRequest) };
        }
        if !self.runner.is_whole() || self.runner.has_stopped() {
            return Err(SuccessionError::NotWhole);
        }
        if kind == SuccessionKind::RollBack && !self.usable_before() {
            return Err(SuccessionError::NothingBefore);
        }
        self.start(kind, request)
    }

    fn usable_before(&self) -> bool {
        let before = self.files.before();
        before.is_some_and(|before| {
            look(&before, self.log.incarnation()).is_ok_and(|ViewLook { position, .. }| position.is_some())
        })
    }

    fn start(&self, kind: SuccessionKind, request: Option<Uuid>) -> Result<(), SuccessionError> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.shown.begin(kind, request) {
            return Err(SuccessionError::UnderWay);
        }
        let work = Work {
            log: Arc::clone(&self.log),
            runner: Arc::clone(&self.runner),
            files: Arc::clone(&self.files),
            shown: Arc::clone(&self.shown),
            stopping: Arc::clone(&self.stopping),
        };
        let started = std::thread::Builder::new()
            .name("views-succession".to_owned())
            .spawn(move || work.run(kind))
            .map_err(|source| ViewError::Io { path: "views-succession".into(), source });
        match started {
            Ok(started) => {
                // The one before has ended, or nothing could have begun.
                *thread = Some(started);
                Ok(())
            }
            Err(error) => {
                self.shown.fail(&error.to_string());
                Err(error.into())
            }
        }
    }
}

impl Drop for Succession {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One replacement, on a thread of its own.
struct Work {
    log: Arc<dyn EventStore>,
    runner: Arc<Runner>,
    files: Arc<ViewFiles>,
    shown: Arc<Shown>,
    stopping: Arc<AtomicBool>,
}

impl Work {
    fn run(&self, kind: SuccessionKind) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let done = match runtime {
            Ok(runtime) => self.replace(&runtime, kind),
            Err(source) => Err(ViewError::Io { path: "views-succession".into(), source }),
        };
        match done {
            Ok(stage) => {
                tracing::info!(stage = stage.code(), "views: replacement ended");
                self.shown.end(stage);
            }
            Err(error) => {
                tracing::error!(%error, "the views were not replaced");
                self.shown.fail(&error.to_string());
            }
        }
    }

    fn replace(
        &self,
        runtime: &tokio::runtime::Runtime,
        kind: SuccessionKind,
    ) -> Result<SuccessionStage, ViewError> {
        let (blue, green) = match kind {
            SuccessionKind::Rebuild { .. } => (self.files.live()?, self.files.begin()?),
            SuccessionKind::RollBack => {
                let live = self.files.live()?;
                (live.clone(), self.files.before().unwrap_or(live))
            }
        };
        let store = ViewStore::open(&green, self.log.incarnation())?;
        if let SuccessionKind::Rebuild { accept_differences } = kind {
            store.accept_differences(accept_differences)?;
        }
        let views = store.views();
        let mut build = Build::new(store, PAGE, Workers::half())?;
        self.shown.from(build.position());
        // Never further than the views in use: what they have not seen cannot be compared.
        while build.position() < self.runner.position() {
            if self.stopping.load(Ordering::Relaxed) {
                return Ok(SuccessionStage::Stopped);
            }
            let events = runtime.block_on(build.advance(&*self.log, self.runner.position()))?;
            self.shown.built(build.position(), events);
        }
        if let SuccessionKind::Rebuild { accept_differences } = kind {
            match self.compare(runtime, &mut build)? {
                None => return Ok(SuccessionStage::Stopped),
                Some(equal) if equal || accept_differences => {}
                Some(_) => {
                    drop((build, views));
                    self.files.abandon()?;
                    return Ok(SuccessionStage::Different);
                }
            }
        }
        self.shown.stage(SuccessionStage::Flipping);
        let files = Arc::clone(&self.files);
        let keep = move || match kind {
            SuccessionKind::Rebuild { .. } => files.flip(),
            SuccessionKind::RollBack => files.flip_back(),
        };
        let handover = Handover { build, views, blue, keep: Box::new(keep) };
        runtime.block_on(self.runner.hand_over(handover))?;
        Ok(SuccessionStage::Done)
    }

    /// Compares with the views in use as they stand at one moment, while these go on; `None` when it was told to stop.
    fn compare(
        &self,
        runtime: &tokio::runtime::Runtime,
        build: &mut Build,
    ) -> Result<Option<bool>, ViewError> {
        self.shown.stage(SuccessionStage::Comparing);
        // What was begun before a restart may be further than views that are built anew.
        while self.runner.position() < build.position() {
            let waited = runtime.block_on(self.runner.wait_for(build.position(), PATIENCE));
            match waited {
                Err(NotYet { stopped: true, .. }) => return Err(ViewError::NotFollowed),
                _ if self.stopping.load(Ordering::Relaxed) => return Ok(None),
                _ => {}
            }
        }
        let go_on = || !self.stopping.load(Ordering::Relaxed);
        let mut failed = None;
        let compared = self.runner.views().ask(|blue| {
            let position = crate::checkpoint::read(blue)?;
            while build.position() < position && failed.is_none() && go_on() {
                match runtime.block_on(build.advance(&*self.log, position)) {
                    Ok(events) => self.shown.built(build.position(), events),
                    Err(error) => failed = Some(error),
                }
            }
            if failed.is_some() {
                return Ok(None);
            }
            Ok(compare::of_views(blue, build.connection(), go_on)?)
        });
        if let Some(error) = failed {
            return Err(error);
        }
        let differences = compared.map_err(ViewError::from)?.value;
        Ok(differences.map(|differences| {
            let equal = differences.is_empty();
            self.shown.compared(differences);
            equal
        }))
    }
}
