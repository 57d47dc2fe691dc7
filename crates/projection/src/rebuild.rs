//! Building the views from zero into a file of their own, beside the live ones.

use crate::error::ViewError;
use crate::query::Views;
use crate::store::ViewStore;
use crate::succession::{Build, PAGE};
use crate::workers::Workers;
use event_store::{EventStore, Position};
use std::path::Path;

/// What a rebuild made.
pub struct Rebuilt {
    /// The new views, to be asked and compared.
    pub views: Views,
    /// How far they have come.
    pub position: Position,
    /// Events that went into them.
    pub events: u64,
    /// Streams set aside, but those somebody has discarded.
    pub parked: usize,
}

/// Builds the views from the first event to the end of the log into a new file; the same code as the runner's, so the same rows.
///
/// Blocks its thread while it writes: call it where nothing else waits. `progress` is told the position after each page.
///
/// # Errors
/// [`ViewError::FileExists`]; else like the runner, see [`ViewError`].
pub async fn rebuild(
    log: &dyn EventStore,
    path: &Path,
    progress: impl FnMut(Position),
) -> Result<Rebuilt, ViewError> {
    rebuild_to(log, path, None, progress).await
}

/// The same up to a position and no further: what the views answered when they stood there.
///
/// # Errors
/// As [`rebuild`].
pub async fn rebuild_to(
    log: &dyn EventStore,
    path: &Path,
    last: Option<Position>,
    progress: impl FnMut(Position),
) -> Result<Rebuilt, ViewError> {
    if path.exists() {
        return Err(ViewError::FileExists { path: path.to_owned() });
    }
    build(log, path, last, PAGE, Workers::all(), progress).await
}

/// Goes on with a rebuild that was broken off, from where its file has come to; begins it where there is none. `page`, the most events
/// read at once, and `workers`, the threads that read events and make rows, do not change what the views hold.
///
/// # Errors
/// Like the runner, see [`ViewError`].
pub async fn resume_rebuild(
    log: &dyn EventStore,
    path: &Path,
    page: usize,
    workers: usize,
    progress: impl FnMut(Position),
) -> Result<Rebuilt, ViewError> {
    build(log, path, None, page, Workers::new(workers), progress).await
}

async fn build(
    log: &dyn EventStore,
    path: &Path,
    last: Option<Position>,
    page: usize,
    workers: Workers,
    mut progress: impl FnMut(Position),
) -> Result<Rebuilt, ViewError> {
    let store = ViewStore::open(path, log.incarnation())?;
    let views = store.views();
    let mut build = Build::new(store, page, workers)?;
    let last = match last {
        Some(last) => last,
        None => log.head().await?,
    };
    let mut events = 0;
    while build.position() < last {
        events += build.advance(log, last).await?;
        progress(build.position());
    }
    let (position, parked) = (build.position(), build.parked());
    drop(build.into_applier()?);
    Ok(Rebuilt { views, position, events, parked })
}
