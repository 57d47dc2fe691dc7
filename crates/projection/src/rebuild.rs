//! Building the views from zero into a file of their own, beside the live ones.

use crate::applier::Applier;
use crate::error::ViewError;
use crate::query::Views;
use crate::store::ViewStore;
use crate::succession::up_to;
use event_store::{EventStore, Position};
use std::path::Path;

/// Events read at once.
const PAGE: usize = 1000;

/// What a rebuild made.
pub struct Rebuilt {
    /// The new views, to be asked and compared.
    pub views: Views,
    /// How far they have come.
    pub position: Position,
    /// Events that are in them.
    pub events: u64,
    /// Streams set aside.
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
    mut progress: impl FnMut(Position),
) -> Result<Rebuilt, ViewError> {
    if path.exists() {
        return Err(ViewError::FileExists { path: path.to_owned() });
    }
    let store = ViewStore::open(path, log.incarnation())?;
    let views = store.views();
    let mut applier = Applier::new(store)?;
    let mut events = 0;
    loop {
        let page = log.read_log(applier.position(), PAGE).await?;
        let page = match last {
            Some(last) => up_to(page, last),
            None => page,
        };
        let applied = applier.apply(&page.events, page.safe_through)?;
        events += applied.events;
        progress(applier.position());
        if let Some(stopped) = applied.stopped {
            return Err(stopped);
        }
        if page.at_end {
            return Ok(Rebuilt {
                views,
                position: applier.position(),
                events,
                parked: applier.parked().alarming,
            });
        }
    }
}
