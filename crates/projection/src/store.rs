//! The file the views live in: one writer, and as many readers as threads read at once.

mod readers;

pub(crate) use readers::Readers;

use crate::error::ViewError;
use crate::parked::Discarded;
use crate::query::Views;
use crate::sweep::{self, Sweep};
use crate::{checkpoint, parked, views};
use event_store::{Incarnation, Position};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "HejV" in ASCII, in the header of every file of views.
const APPLICATION_ID: i32 = 0x4865_6a56;

/// Statements kept prepared on each connection; more than there are.
pub(crate) const STATEMENTS: usize = 96;

/// Memory for pages of the file, kB.
pub(crate) const CACHE: i32 = 16 * 1024;

/// Pages of the file that may lie in its write-ahead log, 4 kB each. Folding them in waits for the disk, and while it does nothing goes into
/// the views; what changes often is folded in once.
pub(crate) const WRITE_AHEAD: u32 = 8_000;

/// How long the writer waits for another connection.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// The views of one node. Whoever holds it is the writer; [`ViewStore::views`] gives readers.
pub struct ViewStore {
    path: PathBuf,
    connection: Connection,
    incarnation: Incarnation,
    position: Position,
    views: Views,
}

impl ViewStore {
    /// Opens the file, or creates it; `incarnation` is the life of the log the views are to follow.
    ///
    /// `synchronous=NORMAL`: a power cut may take the last transactions back, whole, rows and checkpoint together; the log has them.
    ///
    /// # Errors
    /// [`ViewError::ForeignIncarnation`], [`ViewError::NotViews`], [`ViewError::Io`], [`ViewError::Sqlite`]; the file is untouched
    /// then.
    pub fn open(path: impl Into<PathBuf>, incarnation: Incarnation) -> Result<Self, ViewError> {
        let path = path.into();
        if let Some(directory) = path.parent() {
            std::fs::create_dir_all(directory)
                .map_err(|source| ViewError::Io { path: directory.to_owned(), source })?;
        }
        let mut connection = Connection::open(&path)?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        ours(&connection, &path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        // What is taken out because a person was erased must not lie about in free pages.
        connection.pragma_update(None, "secure_delete", "FAST")?;
        connection.pragma_update(None, "cache_size", -CACHE)?;
        connection.pragma_update(None, "wal_autocheckpoint", WRITE_AHEAD)?;
        let position = prepare(&mut connection, &path, incarnation)?;
        let views = Views::new(Readers::new(path.clone()), incarnation);
        Ok(Self { path, connection, incarnation, position, views })
    }

    /// The questions the views answer; cheap to clone, to be used from any thread.
    #[must_use]
    pub fn views(&self) -> Views {
        self.views.clone()
    }

    /// The life of the log the views follow.
    #[must_use]
    pub const fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    /// Where the views stood when the file was opened.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the decision that the views go on without a parked stream, with its reason and when (UTC); false when it is not parked.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn discard(&self, stream: &str, discarded: &Discarded) -> Result<bool, ViewError> {
        Ok(parked::discard(&self.connection, stream, discarded)?)
    }

    /// Takes over what was decided about parked streams in the views at `from`, as far as the same event of the stream cannot be read
    /// here either; about the others nobody has decided.
    ///
    /// # Errors
    /// When either file cannot be used.
    pub fn carry_discards(&self, from: &Path) -> Result<(), ViewError> {
        Ok(parked::carry_discards(&self.connection, from)?)
    }

    /// Remembers in the file, for as long as it is being built, whether it may take the place of views whose rows differ.
    pub(crate) fn accept_differences(&self, accept: bool) -> Result<(), ViewError> {
        Ok(self.connection.pragma_update(None, "user_version", i32::from(accept))?)
    }

    /// What [`Self::accept_differences`] has remembered.
    pub(crate) fn accepts_differences(&self) -> Result<bool, ViewError> {
        let accept: i32 = self.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(accept != 0)
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) const fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    pub(crate) fn into_connection(self) -> Connection {
        self.connection
    }
}

/// One of ours, with something in it.
pub(crate) fn are_views(connection: &Connection, path: &Path) -> Result<(), ViewError> {
    ours(connection, path)?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    let reason = "it is empty".to_owned();
    if tables > 0 { Ok(()) } else { Err(ViewError::NotViews { path: path.to_owned(), reason }) }
}

/// A new file, or one of ours.
fn ours(connection: &Connection, path: &Path) -> Result<(), ViewError> {
    let not_views = |reason: &str| ViewError::NotViews { path: path.to_owned(), reason: reason.to_owned() };
    let id: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| not_views(&error.to_string()))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    match (id, tables) {
        (APPLICATION_ID, _) | (0, 0) => Ok(()),
        _ => Err(not_views("it is a database of another kind")),
    }
}

/// Tables, checkpoint row, and where the views stand: in one transaction, so that a crash leaves an empty file or a whole one.
fn prepare(
    connection: &mut Connection,
    path: &Path,
    incarnation: Incarnation,
) -> Result<Position, ViewError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.execute_batch(checkpoint::TABLES)?;
    transaction.execute_batch(sweep::TABLES)?;
    if checkpoint::outdated(&transaction, path, incarnation)? {
        // What an older version built is dropped, and built anew from the log.
        for (table, _) in views::KEYS {
            transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table};"))?;
        }
        Sweep::forget(&transaction)?;
    }
    transaction.execute_batch(parked::TABLES)?;
    for tables in views::TABLES {
        transaction.execute_batch(tables)?;
    }
    let position = checkpoint::load(&transaction, path, incarnation)?;
    transaction.commit()?;
    Ok(position)
}
