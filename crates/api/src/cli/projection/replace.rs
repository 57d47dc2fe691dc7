//! `hejie projection rebuild` and `roll-back`: other views in the place of those in use, while no server runs.

use super::{Failure, Work, digest, stopped};
use projection::{
    Difference, Succession, SuccessionStage, SuccessionStatus, ViewFiles, look, resume_rebuild,
};
use serde::Serialize;
use std::sync::Arc;

/// Events read at once. A case that moves several times within them is written once.
const PAGE: usize = 10_000;

#[derive(Serialize)]
struct Replaced {
    head: String,
    events: u64,
    parked: usize,
    digest: String,
    /// Rows that differ from those of the views that were in use; none when these could not be compared.
    differences: Option<Vec<Difference>>,
}

#[derive(Serialize)]
struct RolledBack {
    head: String,
    position: String,
    behind: u64,
}

impl Work {
    /// Whoever calls this wants new views: rows that differ are told, and do not keep them out. The old views stay, for a roll back.
    pub(super) async fn rebuild(&self) -> Result<(), Failure> {
        let head = self.head().await?;
        let files = Arc::new(self.files()?);
        let live = files.live().map_err(Failure::failed)?;
        let usable =
            live.exists() && look(&live, self.log.incarnation()).is_ok_and(|found| found.position.is_some());
        let (events, differences) = match usable {
            true => self.replace(&files).await?,
            // Nothing to compare with: none, or of another version, another log, another kind.
            false => (self.build_alone(&files).await?, None),
        };
        let live = files.live().map_err(Failure::failed)?;
        let store = projection::ViewStore::open(&live, self.log.incarnation()).map_err(Failure::failed)?;
        let views = store.views();
        let parked = views.parked().map_err(Failure::failed)?.value;
        let parked = parked.iter().filter(|parked| parked.discarded.is_none()).count();
        let replaced =
            Replaced { head: head.to_string(), events, parked, digest: digest(&views)?, differences };
        self.say(&replaced, || {
            let mut line = format!(
                "rebuilt: {events} events up to {head}, {parked} streams parked, digest {}",
                replaced.digest
            );
            for it in replaced.differences.iter().flatten() {
                let words = format!(
                    "\n{}: {} rows were too many, {} were missing, {} were different",
                    it.table, it.missing, it.added, it.changed
                );
                line.push_str(&words);
            }
            line
        });
        Ok(())
    }

    /// As a running server does it.
    async fn replace(&self, files: &Arc<ViewFiles>) -> Result<(u64, Option<Vec<Difference>>), Failure> {
        let head = self.head().await?;
        let runner = Arc::new(self.following(files, head).await?);
        // What was begun is gone on with as it was asked for; a second call asks for more.
        let succession = Succession::new(Arc::clone(&self.log), Arc::clone(&runner), Arc::clone(files))
            .map_err(Failure::failed)?;
        let mut ended = self.watched(&succession).await;
        if ended.as_ref().is_none_or(|ended| ended.stage != SuccessionStage::Done) {
            succession.rebuild(true, None).map_err(Failure::failed)?;
            ended = self.watched(&succession).await;
        }
        runner.stop();
        match ended {
            Some(SuccessionStatus { stage: SuccessionStage::Done, events, differences, .. }) => {
                Ok((events, differences))
            }
            ended => {
                let told = ended.and_then(|ended| ended.reason);
                let why = told.unwrap_or_else(|| match runner.status() {
                    Ok(status) => stopped(&status),
                    Err(error) => error.to_string(),
                });
                Err(Failure::failed(why))
            }
        }
    }

    async fn watched(&self, succession: &Succession) -> Option<SuccessionStatus> {
        let first = succession.status()?;
        let bar = self.bar(first.target);
        loop {
            let over = tokio::time::timeout(super::STRETCH / 10, succession.ended()).await;
            if let Some(status) = succession.status() {
                bar.set_position(status.position.commit);
            }
            if let Ok(ended) = over {
                bar.finish_and_clear();
                return ended;
            }
        }
    }

    async fn build_alone(&self, files: &ViewFiles) -> Result<u64, Failure> {
        let bar = self.bar(self.head().await?);
        let next = files.begin().map_err(Failure::failed)?;
        // Nobody is served meanwhile: all cores are free.
        let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let progress = |position: event_store::Position| bar.set_position(position.commit);
        let built = resume_rebuild(&*self.log, &next, PAGE, workers, progress).await;
        bar.finish_and_clear();
        let events = built.map_err(Failure::failed)?.events;
        let live = files.live().map_err(Failure::failed)?;
        if live.exists() {
            // Decisions about parked streams outlive a change of version; a file of another kind holds none.
            let store =
                projection::ViewStore::open(&next, self.log.incarnation()).map_err(Failure::failed)?;
            if let Err(error) = store.carry_discards(&live) {
                tracing::warn!(%error, "the views before held no decisions that can be read");
            }
        }
        files.flip().map_err(Failure::failed)?;
        Ok(events)
    }

    /// The views from before may be behind by all that was written since: nobody is answered from them before the next start has
    /// caught up.
    pub(super) async fn roll_back(&self) -> Result<(), Failure> {
        let head = self.head().await?;
        let files = self.files()?;
        let before = files.before().ok_or_else(|| Failure::failed("no views of before are kept"))?;
        let found = look(&before, self.log.incarnation()).map_err(Failure::failed)?;
        let position = found.position.ok_or_else(|| {
            Failure::failed("the views of before were built by another version; `hejie projection rebuild` builds new ones")
        })?;
        let store = projection::ViewStore::open(&before, self.log.incarnation()).map_err(Failure::failed)?;
        store.carry_discards(&files.live().map_err(Failure::failed)?).map_err(Failure::failed)?;
        drop(store);
        files.flip_back().map_err(Failure::failed)?;
        let behind = head.commit.saturating_sub(position.commit);
        let rolled_back = RolledBack { head: head.to_string(), position: position.to_string(), behind };
        self.say(&rolled_back, || {
            format!("the views of before are in use: at {position}, {behind} behind; the next start brings them up to date")
        });
        Ok(())
    }
}
