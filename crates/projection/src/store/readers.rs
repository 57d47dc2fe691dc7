//! Connections that read: a reader never waits for the writer, and every answer comes from one moment. When other views take the place of
//! these, whoever is reading finishes in the file it began in.

use super::STATEMENTS;
use crate::checkpoint;
use crate::error::QueryError;
use crate::query::Answer;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// Connections kept when idle: as many as threads are likely to read at once.
const IDLE_KEPT: usize = 8;

/// The file that is read now.
pub(crate) struct Readers(RwLock<Arc<Pool>>);

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(RwLock::new(Arc::new(Pool { path, idle: Mutex::new(Vec::new()) })))
    }

    /// Asks the file that is read at this moment, see [`Pool::ask`].
    pub(crate) fn ask<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, QueryError>,
    ) -> Result<Answer<T>, QueryError> {
        self.pool().ask(work)
    }

    /// From now on the file of `others` is read.
    pub(crate) fn switch_to(&self, others: &Self) {
        let pool = others.pool();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = pool;
    }

    fn pool(&self) -> Arc<Pool> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Connections to one file. It opens one when none is idle, so their number follows the number of threads that read.
struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    /// Lends a connection to `work`, inside one read transaction that began at the position of the answer.
    fn ask<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, QueryError>,
    ) -> Result<Answer<T>, QueryError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect()?,
        };
        connection.prepare_cached("BEGIN")?.execute(())?;
        let asked = checkpoint::read(&connection)
            .map_err(QueryError::from)
            .and_then(|position| Ok(Answer { position, value: work(&connection)? }));
        // A connection whose transaction does not end is closed, and the transaction with it.
        connection.prepare_cached("COMMIT")?.execute(())?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_KEPT {
            idle.push(connection);
        }
        asked
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // A plan does not hang on the values it is asked with; otherwise each new value prepares the statement once more.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(connection)
    }
}
