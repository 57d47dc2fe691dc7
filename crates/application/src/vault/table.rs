//! The table of wrapped keys: one SQLite file, written through one thread that groups what waits into one durable transaction.

mod masters;

use super::master::{MasterId, MasterKeys};
use super::rotation::{MasterRows, Wrapped};
use super::wrapping::{Key, random_key};
use super::{KeyKeeper, VaultError};
use crate::group_writer::{GroupWriter, WriteError, connect, cut_log};
use async_trait::async_trait;
use domain::ids::SubjectId;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(super) type Keys = Vec<(SubjectId, Option<Key>)>;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS subject_keys(
        subject BLOB PRIMARY KEY, wrapped BLOB, master TEXT
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS person_index(
        digest BLOB NOT NULL, subject BLOB NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (digest, subject)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS person_index_subject ON person_index(subject);
    CREATE TABLE IF NOT EXISTS vault_keys(
        name TEXT PRIMARY KEY, wrapped BLOB NOT NULL, master TEXT
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS masters(id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS one_current ON masters(state) WHERE state = 'current';
";

/// By which digest a subject is found again, and in which stream its data stands.
pub(super) struct Trace {
    pub(super) digest: [u8; 32],
    pub(super) subject: SubjectId,
    pub(super) stream: String,
}

enum Job {
    Ensure(Vec<SubjectId>, Vec<Trace>),
    Forget([u8; 32], SubjectId),
    Erase(SubjectId),
}

/// Handle to the table.
pub(super) struct KeyTable {
    writer: GroupWriter<Job, Keys>,
    reader: Mutex<Connection>,
    masters: Arc<MasterKeys>,
}

impl KeyTable {
    /// Opens or makes the table.
    pub(super) fn open(path: &Path, masters: Arc<MasterKeys>) -> Result<Self, VaultError> {
        let connection = connect(path).map_err(unreadable)?;
        connection.execute_batch(SCHEMA).map_err(unreadable)?;
        masters::add_columns(&connection).map_err(unreadable)?;
        let of_writer = Arc::clone(&masters);
        let commit = move |connection: &mut Connection, batch: &[Job]| commit(connection, &of_writer, batch);
        let writer = GroupWriter::start("hejie-vault", std::time::Duration::ZERO, connection, commit)
            .map_err(|error| VaultError::Unreadable(error.to_string()))?;
        let reader = Mutex::new(connect(path).map_err(unreadable)?);
        Ok(Self { writer, reader, masters })
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl KeyKeeper for KeyTable {
    async fn ensure(&self, subjects: Vec<SubjectId>, traces: Vec<Trace>) -> Result<Keys, VaultError> {
        Ok(self.writer.write(Job::Ensure(subjects, traces)).await?)
    }

    async fn find(&self, digest: &[u8; 32]) -> Result<Vec<(SubjectId, String)>, VaultError> {
        let reader = self.reader();
        let sql = "SELECT subject, stream FROM person_index WHERE digest = ?1 ORDER BY subject";
        let mut select = reader.prepare_cached(sql).map_err(unreadable)?;
        let rows = select
            .query_map([digest.as_slice()], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?)))
            .map_err(unreadable)?;
        let found = rows.map(|row| {
            let (subject, stream) = row.map_err(unreadable)?;
            Ok((SubjectId(uuid::Uuid::from_bytes(subject)), stream))
        });
        found.collect()
    }

    async fn forget(&self, digest: [u8; 32], subject: SubjectId) -> Result<(), VaultError> {
        self.writer.write(Job::Forget(digest, subject)).await?;
        Ok(())
    }

    async fn erase(&self, subject: SubjectId) -> Result<(), VaultError> {
        self.writer.write(Job::Erase(subject)).await?;
        Ok(())
    }

    fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError> {
        let stored = stored(&self.reader(), subject).map_err(unreadable)?;
        match stored {
            Some(Some(wrapped)) => open(&self.masters, subject, wrapped).map(Some),
            Some(None) | None => Ok(None),
        }
    }

    /// Nobody else destroys keys in the file.
    async fn erased_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), VaultError> {
        Ok((seen, Vec::new()))
    }

    fn rows(&self) -> &dyn MasterRows {
        self
    }
}

fn commit(connection: &mut Connection, masters: &MasterKeys, batch: &[Job]) -> Result<Vec<Keys>, WriteError> {
    // Immediate: another process may be wrapping keys anew, and this one must wait for it instead of failing.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let current = masters::current(&transaction).map_err(failed)?;
    let mut done = Vec::with_capacity(batch.len());
    let mut erased = false;
    for job in batch {
        match job {
            Job::Ensure(subjects, traces) => {
                let keys = subjects
                    .iter()
                    .map(|subject| Ok((*subject, ensure(&transaction, masters, &current, *subject)?)));
                done.push(keys.collect::<Result<Keys, WriteError>>()?);
                for trace in traces {
                    // A trace of somebody erased would bring back what was forgotten.
                    let sql = "INSERT INTO person_index SELECT ?1, ?2, ?3 WHERE NOT EXISTS
                                   (SELECT 1 FROM subject_keys WHERE subject = ?2 AND wrapped IS NULL)
                               ON CONFLICT DO NOTHING";
                    let mut insert = transaction.prepare_cached(sql).map_err(failed)?;
                    insert
                        .execute(params![trace.digest.as_slice(), trace.subject.0.as_bytes(), trace.stream])
                        .map_err(failed)?;
                }
            }
            Job::Forget(digest, subject) => {
                let sql = "DELETE FROM person_index WHERE digest = ?1 AND subject = ?2";
                transaction.execute(sql, params![digest.as_slice(), subject.0.as_bytes()]).map_err(failed)?;
                done.push(vec![]);
            }
            Job::Erase(subject) => {
                erased = true;
                let sql = "INSERT INTO subject_keys(subject) VALUES (?1)
                           ON CONFLICT DO UPDATE SET wrapped = NULL, master = NULL";
                transaction.execute(sql, params![subject.0.as_bytes()]).map_err(failed)?;
                let sql = "DELETE FROM person_index WHERE subject = ?1";
                transaction.execute(sql, params![subject.0.as_bytes()]).map_err(failed)?;
                done.push(vec![]);
            }
        }
    }
    transaction.commit().map_err(failed)?;
    if erased {
        // The old page image still lies in the write-ahead log; fold it in and cut the file.
        cut_log(connection).map_err(failed)?;
    }
    Ok(done)
}

fn ensure(
    connection: &Connection,
    masters: &MasterKeys,
    current: &MasterId,
    subject: SubjectId,
) -> Result<Option<Key>, WriteError> {
    match stored(connection, subject).map_err(failed)? {
        Some(None) => Ok(None),
        Some(Some(wrapped)) => open(masters, subject, wrapped).map(Some).map_err(failed),
        None => {
            let key = random_key().map_err(failed)?;
            let wrapped = masters.wrap(current, subject.0.as_bytes(), &key).map_err(failed)?;
            let sql = "INSERT INTO subject_keys(subject, wrapped, master) VALUES (?1, ?2, ?3)";
            let mut insert = connection.prepare_cached(sql).map_err(failed)?;
            insert.execute(params![subject.0.as_bytes(), wrapped, current.as_str()]).map_err(failed)?;
            Ok(Some(key))
        }
    }
}

fn open(masters: &MasterKeys, subject: SubjectId, wrapped: Wrapped) -> Result<Key, VaultError> {
    masters.unwrap(&MasterId::from(wrapped.master), subject.0.as_bytes(), &wrapped.bytes)
}

/// `None`: never made. `Some(None)`: destroyed.
fn stored(connection: &Connection, subject: SubjectId) -> rusqlite::Result<Option<Option<Wrapped>>> {
    let sql = "SELECT wrapped, coalesce(master, '') FROM subject_keys WHERE subject = ?1";
    let mut select = connection.prepare_cached(sql)?;
    let wrapped = |row: &rusqlite::Row<'_>| {
        let bytes: Option<Vec<u8>> = row.get(0)?;
        let master = row.get(1)?;
        Ok(bytes.map(|bytes| Wrapped { master, bytes }))
    };
    select.query_row(params![subject.0.as_bytes()], wrapped).optional()
}

fn failed(error: impl std::fmt::Display) -> WriteError {
    WriteError::Failed(error.to_string())
}

fn unreadable(error: rusqlite::Error) -> VaultError {
    VaultError::Unreadable(error.to_string())
}
