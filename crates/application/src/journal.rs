//! The access journal (访问日志): every read of a case is written down, durably, before its answer leaves.
//!
//! Kept apart from business events, in a file of its own: who, in which capacity, what, which cases, for which request. Opaque ids only.
//! A reader whose entry cannot be stored gets no data. [`Trace`] is the proof of an entry; answers about cases ask for one, so
//! that a read cannot forget it.

use crate::group_writer::{GroupWriter, WriteError, connect};
use async_trait::async_trait;
use domain::ids::CaseId;
use domain::occasion::Actor;
use rusqlite::{Connection, params};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS reads(
        id INTEGER PRIMARY KEY,
        at_us INTEGER NOT NULL,
        action TEXT NOT NULL,
        actor TEXT NOT NULL,
        request TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS read_cases(
        case_id BLOB NOT NULL,
        read_id INTEGER NOT NULL REFERENCES reads(id),
        PRIMARY KEY (case_id, read_id)
    ) WITHOUT ROWID, STRICT;
    CREATE TRIGGER IF NOT EXISTS reads_are_kept BEFORE DELETE ON reads BEGIN SELECT RAISE(ABORT, 'the journal is kept'); END;
    CREATE TRIGGER IF NOT EXISTS reads_stand BEFORE UPDATE ON reads BEGIN SELECT RAISE(ABORT, 'the journal stands'); END;
";

/// Why the journal could not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The entry was not stored; the read must not be answered.
    #[error("the access journal cannot be written: {0}")]
    Unwritten(String),
    /// Its file cannot be opened or read.
    #[error("the access journal cannot be read: {0}")]
    Unreadable(String),
}

/// One read, about to be answered.
#[derive(Debug, Clone)]
pub struct Read {
    /// When, microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Which question was asked.
    pub action: &'static str,
    /// Who asked, in which capacity.
    pub actor: Actor,
    /// The cases the answer shows.
    pub cases: Vec<CaseId>,
    /// The request, for tracing.
    pub request: Option<String>,
}

/// One read as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// When, microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Which question was asked.
    pub action: String,
    /// Who asked, in which capacity.
    pub actor: Actor,
    /// The request.
    pub request: Option<String>,
}

/// Proof that a read was written down.
#[derive(Debug)]
pub struct Trace(());

/// Where reads are kept.
#[async_trait]
pub trait ReadDesk: Send + Sync + 'static {
    /// Keeps a read, durable when this returns.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    async fn keep(&self, read: Read) -> Result<(), JournalError>;

    /// Who looked at a case, the newest first, at most `limit`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    async fn reads_of(&self, case: CaseId, limit: u32) -> Result<Vec<Looked>, JournalError>;
}

/// The journal.
pub struct Journal(Arc<dyn ReadDesk>);

impl Journal {
    /// Opens or makes the journal in `directory`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        Ok(Self(Arc::new(File::open(directory)?)))
    }

    /// The journal kept elsewhere, by several nodes together.
    #[must_use]
    pub fn over(desk: Arc<dyn ReadDesk>) -> Self {
        Self(desk)
    }

    /// Writes a read down, durable when this returns.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`]: the read must not be answered.
    pub async fn record(&self, read: Read) -> Result<Trace, JournalError> {
        self.0.keep(read).await.map(|()| Trace(()))
    }

    /// Who looked at a case, the newest first, at most `limit`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn reads_of(&self, case: CaseId, limit: u32) -> Result<Vec<Looked>, JournalError> {
        self.0.reads_of(case, limit).await
    }
}

/// The journal of one node, in one file.
struct File {
    writer: GroupWriter<Read, ()>,
    reader: Mutex<Connection>,
}

impl File {
    fn open(directory: &Path) -> Result<Self, JournalError> {
        let path = directory.join("journal.db");
        let connection = connect(&path).map_err(unreadable)?;
        connection.execute_batch(SCHEMA).map_err(unreadable)?;
        let writer = GroupWriter::start("hejie-journal", connection, commit)
            .map_err(|error| JournalError::Unreadable(error.to_string()))?;
        let reader = Mutex::new(connect(&path).map_err(unreadable)?);
        Ok(Self { writer, reader })
    }
}

#[async_trait]
impl ReadDesk for File {
    async fn keep(&self, read: Read) -> Result<(), JournalError> {
        self.writer.write(read).await.map_err(|error| JournalError::Unwritten(error.to_string()))
    }

    async fn reads_of(&self, case: CaseId, limit: u32) -> Result<Vec<Looked>, JournalError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let sql = "SELECT at_us, action, actor, request FROM read_cases JOIN reads ON reads.id = read_id
                   WHERE case_id = ?1 ORDER BY read_id DESC LIMIT ?2";
        let mut statement = reader.prepare_cached(sql).map_err(unreadable)?;
        let mut rows = statement.query(params![case.0.as_bytes(), limit]).map_err(unreadable)?;
        let mut looked = Vec::new();
        while let Some(row) = rows.next().map_err(unreadable)? {
            let actor: String = row.get(2).map_err(unreadable)?;
            looked.push(Looked {
                at_us: row.get(0).map_err(unreadable)?,
                action: row.get(1).map_err(unreadable)?,
                actor: serde_json::from_str(&actor)
                    .map_err(|error| JournalError::Unreadable(error.to_string()))?,
                request: row.get(3).map_err(unreadable)?,
            });
        }
        Ok(looked)
    }
}

fn commit(connection: &mut Connection, batch: &[Read]) -> Result<Vec<()>, WriteError> {
    let failed = |error: rusqlite::Error| WriteError::Failed(error.to_string());
    let transaction = connection.transaction().map_err(failed)?;
    for read in batch {
        let actor =
            serde_json::to_string(&read.actor).map_err(|error| WriteError::Failed(error.to_string()))?;
        let sql = "INSERT INTO reads(at_us, action, actor, request) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = transaction.prepare_cached(sql).map_err(failed)?;
        let id = insert.insert(params![read.at_us, read.action, actor, read.request]).map_err(failed)?;
        let sql = "INSERT OR IGNORE INTO read_cases VALUES (?1, ?2)";
        let mut insert = transaction.prepare_cached(sql).map_err(failed)?;
        for case in &read.cases {
            insert.execute(params![case.0.as_bytes(), id]).map_err(failed)?;
        }
    }
    transaction.commit().map_err(failed)?;
    Ok(vec![(); batch.len()])
}

fn unreadable(error: rusqlite::Error) -> JournalError {
    JournalError::Unreadable(error.to_string())
}
