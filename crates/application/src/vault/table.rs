//! The table of wrapped keys: one SQLite file, written through one thread that groups what waits into one durable transaction.

use super::{KeyKeeper, MasterKey, VaultError};
use crate::group_writer::{GroupWriter, WriteError, connect};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use async_trait::async_trait;
use domain::ids::SubjectId;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use zeroize::Zeroizing;

/// A subject's key, unwrapped.
pub(super) type Key = Zeroizing<[u8; 32]>;
pub(super) type Keys = Vec<(SubjectId, Option<Key>)>;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS subject_keys(subject BLOB PRIMARY KEY, wrapped BLOB) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS person_index(
        digest BLOB NOT NULL, subject BLOB NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (digest, subject)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS person_index_subject ON person_index(subject);
    CREATE TABLE IF NOT EXISTS vault_keys(name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID, STRICT;
";

/// By which digest a subject is found again, and in which stream its data stands.
pub(super) struct Trace {
    pub(super) digest: [u8; 32],
    pub(super) subject: SubjectId,
    pub(super) stream: String,
}

enum Job {
    Ensure(Vec<SubjectId>, Vec<Trace>),
    Erase(SubjectId),
}

/// Handle to the table.
pub(super) struct KeyTable {
    writer: GroupWriter<Job, Keys>,
    reader: Mutex<Connection>,
    wrap: Aes256Gcm,
}

impl KeyTable {
    /// Opens or makes the table; hands out the digest key kept in it.
    pub(super) fn open(path: &Path, master: &MasterKey) -> Result<(Self, Key), VaultError> {
        let wrap = Aes256Gcm::new(&(*master.0).into());
        let connection = connect(path).map_err(unreadable)?;
        connection.execute_batch(SCHEMA).map_err(unreadable)?;
        let digest_key = digest_key(&connection, &wrap)?;
        let writer_wrap = wrap.clone();
        let commit =
            move |connection: &mut Connection, batch: &[Job]| commit(connection, &writer_wrap, batch);
        let writer = GroupWriter::start("hejie-vault", connection, commit)
            .map_err(|error| VaultError::Unreadable(error.to_string()))?;
        let reader = Mutex::new(connect(path).map_err(unreadable)?);
        Ok((Self { writer, reader, wrap }, digest_key))
    }
}

#[async_trait]
impl KeyKeeper for KeyTable {
    async fn ensure(&self, subjects: Vec<SubjectId>, traces: Vec<Trace>) -> Result<Keys, VaultError> {
        Ok(self.writer.write(Job::Ensure(subjects, traces)).await?)
    }

    fn find(&self, digest: &[u8; 32]) -> Result<Option<Vec<(SubjectId, String)>>, VaultError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let sql = "SELECT subject, stream FROM person_index WHERE digest = ?1 ORDER BY subject";
        let mut select = reader.prepare_cached(sql).map_err(unreadable)?;
        let rows = select
            .query_map([digest.as_slice()], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?)))
            .map_err(unreadable)?;
        let found = rows.map(|row| {
            let (subject, stream) = row.map_err(unreadable)?;
            Ok((SubjectId(uuid::Uuid::from_bytes(subject)), stream))
        });
        found.collect::<Result<_, VaultError>>().map(Some)
    }

    async fn erase(&self, subject: SubjectId) -> Result<(), VaultError> {
        self.writer.write(Job::Erase(subject)).await?;
        Ok(())
    }

    fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        match stored(&reader, subject).map_err(unreadable)? {
            Some(Some(wrapped)) => unwrap(&self.wrap, subject.0.as_bytes(), &wrapped).map(Some),
            Some(None) | None => Ok(None),
        }
    }

    /// Nobody else writes to the file.
    async fn erased_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), VaultError> {
        Ok((seen, Vec::new()))
    }
}

fn commit(connection: &mut Connection, wrap: &Aes256Gcm, batch: &[Job]) -> Result<Vec<Keys>, WriteError> {
    let transaction = connection.transaction().map_err(failed)?;
    let mut done = Vec::with_capacity(batch.len());
    let mut erased = false;
    for job in batch {
        match job {
            Job::Ensure(subjects, traces) => {
                let keys =
                    subjects.iter().map(|subject| Ok((*subject, ensure(&transaction, wrap, *subject)?)));
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
            Job::Erase(subject) => {
                erased = true;
                let sql =
                    "INSERT INTO subject_keys VALUES (?1, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL";
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
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(failed)?;
    }
    Ok(done)
}

fn ensure(connection: &Connection, wrap: &Aes256Gcm, subject: SubjectId) -> Result<Option<Key>, WriteError> {
    match stored(connection, subject).map_err(failed)? {
        Some(None) => Ok(None),
        Some(Some(wrapped)) => unwrap(wrap, subject.0.as_bytes(), &wrapped).map(Some).map_err(failed),
        None => {
            let key = random_key().map_err(failed)?;
            let wrapped = wrap_key(wrap, subject.0.as_bytes(), &key).map_err(failed)?;
            let mut insert =
                connection.prepare_cached("INSERT INTO subject_keys VALUES (?1, ?2)").map_err(failed)?;
            insert.execute(params![subject.0.as_bytes(), wrapped]).map_err(failed)?;
            Ok(Some(key))
        }
    }
}

/// `None`: never made. `Some(None)`: destroyed.
fn stored(connection: &Connection, subject: SubjectId) -> rusqlite::Result<Option<Option<Vec<u8>>>> {
    let mut select = connection.prepare_cached("SELECT wrapped FROM subject_keys WHERE subject = ?1")?;
    select.query_row(params![subject.0.as_bytes()], |row| row.get(0)).optional()
}

/// The key requests are digested with; also tells whether the master key is the right one.
fn digest_key(connection: &Connection, wrap: &Aes256Gcm) -> Result<Key, VaultError> {
    const NAME: &str = "request-digest";
    let select = "SELECT wrapped FROM vault_keys WHERE name = ?1";
    let wrapped: Option<Vec<u8>> =
        connection.query_row(select, [NAME], |row| row.get(0)).optional().map_err(unreadable)?;
    if let Some(wrapped) = wrapped {
        return unwrap(wrap, NAME.as_bytes(), &wrapped).map_err(|_| VaultError::WrongMasterKey);
    }
    let key = random_key()?;
    let wrapped = wrap_key(wrap, NAME.as_bytes(), &key)?;
    connection
        .execute("INSERT INTO vault_keys VALUES (?1, ?2)", params![NAME, wrapped])
        .map_err(unreadable)?;
    Ok(key)
}

pub(super) fn random_key() -> Result<Key, VaultError> {
    let mut key = Key::new([0; 32]);
    getrandom::fill(key.as_mut()).map_err(|error| VaultError::Randomness(error.to_string()))?;
    Ok(key)
}

/// Nonce, then the wrapped key with its tag; `name` is associated data, so that a wrapped key cannot change places.
pub(super) fn wrap_key(wrap: &Aes256Gcm, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0_u8; 12];
    getrandom::fill(&mut nonce).map_err(|error| VaultError::Randomness(error.to_string()))?;
    let payload = Payload { msg: key.as_ref(), aad: name };
    let wrapped = wrap
        .encrypt(&Nonce::from(nonce), payload)
        .map_err(|_| VaultError::Unreadable("a key cannot be wrapped".to_owned()))?;
    Ok([nonce.as_slice(), &wrapped].concat())
}

pub(super) fn unwrap(wrap: &Aes256Gcm, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError> {
    let damaged = || VaultError::Unreadable("a wrapped key does not open".to_owned());
    let (nonce, wrapped) = wrapped.split_at_checked(12).ok_or_else(damaged)?;
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| damaged())?;
    let key =
        wrap.decrypt(&Nonce::from(nonce), Payload { msg: wrapped, aad: name }).map_err(|_| damaged())?;
    let key = Zeroizing::new(key);
    key.as_slice().try_into().map(Key::new).map_err(|_| damaged())
}

fn failed(error: impl std::fmt::Display) -> WriteError {
    WriteError::Failed(error.to_string())
}

fn unreadable(error: rusqlite::Error) -> VaultError {
    VaultError::Unreadable(error.to_string())
}
