//! Views taken over from another node of the same log, instead of building them from its first event.

use crate::error::ViewError;
use crate::store::{ViewStore, are_views};
use event_store::{Incarnation, Position};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Copies the views in `from`, as they stand at one moment, into a new file, also while their node goes on writing them; opens the
/// copy as views of the log `incarnation` that ends at `head`.
///
/// # Errors
/// [`ViewError::FileExists`]; [`ViewError::NotViews`] when `from` is something else, [`ViewError::ForeignIncarnation`] when it was
/// built from another log, [`ViewError::AheadOfLog`] when it has seen more than this log holds; the new file is of no use then.
pub fn seed(
    from: &Path,
    into: &Path,
    incarnation: Incarnation,
    head: Position,
) -> Result<ViewStore, ViewError> {
    if into.exists() {
        return Err(ViewError::FileExists { path: into.to_owned() });
    }
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(Duration::from_secs(5))?;
    are_views(&source, from)?;
    let mut copy = Connection::open(into)?;
    // All pages in one step: the moment is that of its beginning.
    Backup::new(&source, &mut copy)?.step(-1)?;
    drop(copy);
    let store = ViewStore::open(into, incarnation)?;
    let checkpoint = store.position();
    if checkpoint > head { Err(ViewError::AheadOfLog { checkpoint, head }) } else { Ok(store) }
}
