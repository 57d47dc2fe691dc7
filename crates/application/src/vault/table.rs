//! The table of wrapped keys: one SQLite file, one writer thread that groups what waits into one durable transaction.

use super::{MasterKey, VaultError};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use domain::ids::SubjectId;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

/// A subject's key, unwrapped.
pub(super) type Key = Zeroizing<[u8; 32]>;
type Keys = Vec<(SubjectId, Option<Key>)>;

/// Requests that may wait; more are told to come back.
const QUEUE: usize = 4_096;
/// Requests in one transaction.
const BATCH: usize = 512;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS subject_keys(subject BLOB PRIMARY KEY, wrapped BLOB) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS vault_keys(name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID, STRICT;
";

enum Job {
    Ensure { subjects: Vec<SubjectId>, answer: oneshot::Sender<Result<Keys, VaultError>> },
    Erase { subject: SubjectId, answer: oneshot::Sender<Result<(), VaultError>> },
}

/// Handle to the table.
pub(super) struct KeyTable {
    jobs: Option<SyncSender<Job>>,
    writer: Option<JoinHandle<()>>,
    reader: Mutex<Connection>,
    wrap: Aes256Gcm,
}

impl KeyTable {
    /// Opens or makes the table; hands out the digest key kept in it.
    pub(super) fn open(path: &Path, master: &MasterKey) -> Result<(Self, Key), VaultError> {
        let wrap = Aes256Gcm::new(&(*master.0).into());
        let connection = connect(path)?;
        connection.execute_batch(SCHEMA).map_err(unreadable)?;
        let digest_key = digest_key(&connection, &wrap)?;
        let (jobs, waiting) = sync_channel(QUEUE);
        let writer_wrap = wrap.clone();
        let writer = std::thread::Builder::new()
            .name("hejie-vault".to_owned())
            .spawn(move || write(connection, &writer_wrap, &waiting))
            .map_err(|error| VaultError::Unreadable(error.to_string()))?;
        let reader = Mutex::new(connect(path)?);
        Ok((Self { jobs: Some(jobs), writer: Some(writer), reader, wrap }, digest_key))
    }

    /// The keys of these subjects, made where there is none, durable when this returns; `None` for one that was erased.
    pub(super) async fn ensure(&self, subjects: Vec<SubjectId>) -> Result<Keys, VaultError> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Ensure { subjects, answer })?;
        answered.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Destroys a key.
    pub(super) async fn erase(&self, subject: SubjectId) -> Result<(), VaultError> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Erase { subject, answer })?;
        answered.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// The key of a subject; `None` when it was erased or never made.
    pub(super) fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        match stored(&reader, subject).map_err(unreadable)? {
            Some(Some(wrapped)) => unwrap(&self.wrap, subject.0.as_bytes(), &wrapped).map(Some),
            Some(None) | None => Ok(None),
        }
    }

    fn send(&self, job: Job) -> Result<(), VaultError> {
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.try_send(job).map_err(|_| VaultError::Busy("too many keys are being made".to_owned()))
    }
}

impl Drop for KeyTable {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has nothing more to say; its requests were answered with an error.
            let _ = writer.join();
        }
    }
}

fn connect(path: &Path) -> Result<Connection, VaultError> {
    let connection = Connection::open(path).map_err(unreadable)?;
    // secure_delete: an erased key must not linger in a free page.
    connection
        .execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;",
        )
        .map_err(unreadable)?;
    Ok(connection)
}

fn write(mut connection: Connection, wrap: &Aes256Gcm, waiting: &Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let batch: Vec<Job> = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1)).collect();
        let done = commit(&mut connection, wrap, &batch);
        for (index, job) in batch.into_iter().enumerate() {
            let outcome = match &done {
                Ok(keys) => Ok(keys.get(index).cloned().unwrap_or_default()),
                Err(error) => Err(error.clone()),
            };
            // Whoever asked may have gone; what was made stays made.
            match job {
                Job::Ensure { answer, .. } => drop(answer.send(outcome)),
                Job::Erase { answer, .. } => drop(answer.send(outcome.map(|_| ()))),
            }
        }
    }
}

fn commit(connection: &mut Connection, wrap: &Aes256Gcm, batch: &[Job]) -> Result<Vec<Keys>, VaultError> {
    let transaction = connection.transaction().map_err(busy)?;
    let mut done = Vec::with_capacity(batch.len());
    let mut erased = false;
    for job in batch {
        match job {
            Job::Ensure { subjects, .. } => {
                let keys =
                    subjects.iter().map(|subject| Ok((*subject, ensure(&transaction, wrap, *subject)?)));
                done.push(keys.collect::<Result<Keys, VaultError>>()?);
            }
            Job::Erase { subject, .. } => {
                erased = true;
                let sql =
                    "INSERT INTO subject_keys VALUES (?1, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL";
                transaction.execute(sql, params![subject.0.as_bytes()]).map_err(busy)?;
                done.push(vec![]);
            }
        }
    }
    transaction.commit().map_err(busy)?;
    if erased {
        // The old page image still lies in the write-ahead log; fold it in and cut the file.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(busy)?;
    }
    Ok(done)
}

fn ensure(connection: &Connection, wrap: &Aes256Gcm, subject: SubjectId) -> Result<Option<Key>, VaultError> {
    match stored(connection, subject).map_err(busy)? {
        Some(None) => Ok(None),
        Some(Some(wrapped)) => unwrap(wrap, subject.0.as_bytes(), &wrapped).map(Some),
        None => {
            let key = random_key()?;
            let wrapped = wrap_key(wrap, subject.0.as_bytes(), &key)?;
            let mut insert =
                connection.prepare_cached("INSERT INTO subject_keys VALUES (?1, ?2)").map_err(busy)?;
            insert.execute(params![subject.0.as_bytes(), wrapped]).map_err(busy)?;
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

fn random_key() -> Result<Key, VaultError> {
    let mut key = Key::new([0; 32]);
    getrandom::fill(key.as_mut()).map_err(|error| VaultError::Randomness(error.to_string()))?;
    Ok(key)
}

/// Nonce, then the wrapped key with its tag; `name` is associated data, so that a wrapped key cannot change places.
fn wrap_key(wrap: &Aes256Gcm, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0_u8; 12];
    getrandom::fill(&mut nonce).map_err(|error| VaultError::Randomness(error.to_string()))?;
    let payload = Payload { msg: key.as_ref(), aad: name };
    let wrapped = wrap
        .encrypt(&Nonce::from(nonce), payload)
        .map_err(|_| VaultError::Unreadable("a key cannot be wrapped".to_owned()))?;
    Ok([nonce.as_slice(), &wrapped].concat())
}

fn unwrap(wrap: &Aes256Gcm, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError> {
    let damaged = || VaultError::Unreadable("a wrapped key does not open".to_owned());
    let (nonce, wrapped) = wrapped.split_at_checked(12).ok_or_else(damaged)?;
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| damaged())?;
    let key =
        wrap.decrypt(&Nonce::from(nonce), Payload { msg: wrapped, aad: name }).map_err(|_| damaged())?;
    let key = Zeroizing::new(key);
    key.as_slice().try_into().map(Key::new).map_err(|_| damaged())
}

fn stopped() -> VaultError {
    VaultError::Busy("the vault has stopped".to_owned())
}

fn busy(error: rusqlite::Error) -> VaultError {
    VaultError::Busy(error.to_string())
}

fn unreadable(error: rusqlite::Error) -> VaultError {
    VaultError::Unreadable(error.to_string())
}
