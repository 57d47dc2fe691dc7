//! Looking at a file of views without touching it: it may be in use, or of another version.

use crate::checkpoint;
use crate::error::ViewError;
use crate::parked::{self, Parked};
use crate::store::are_views;
use event_store::{Incarnation, Position};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// What a file of views holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewLook {
    /// How far they have come; none when an older or newer version of this program built them, which answers nobody here.
    pub position: Option<Position>,
    /// Streams set aside, oldest first.
    pub parked: Vec<Parked>,
}

/// Looks at the views in a file, as views of the log `incarnation`; changes nothing in it.
///
/// # Errors
/// [`ViewError::NotViews`], [`ViewError::ForeignIncarnation`], or when the file cannot be read.
pub fn look(path: &Path, incarnation: Incarnation) -> Result<ViewLook, ViewError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    are_views(&connection, path)?;
    let transaction = connection.unchecked_transaction()?;
    checkpoint::foreign(&transaction, path, incarnation)?;
    let position = checkpoint::found(&transaction)?;
    let readable = position.is_some() && parked::holds_decisions(&transaction)?;
    let parked = if readable { parked::list(&transaction)? } else { Vec::new() };
    Ok(ViewLook { position, parked })
}
