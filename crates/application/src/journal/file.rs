//! The journal of one node, in one file.

use super::chain::{Indexed, JournalHead, KeptRead, Linked};
use super::index::{Follower, View};
use super::question::Question;
use super::{JournalError, JournalFilter, Looked, Read, ReadDesk};
use crate::group_writer::{GroupWriter, WriteError, connect};
use async_trait::async_trait;
use domain::ids::CaseId;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// How long a busy writer waits for more entries: a commit costs a processor nearly the same, however many it holds.
const GATHER: Duration = Duration::from_millis(1);

/// The name of the file.
pub(super) const NAME: &str = "journal.db";

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS reads(
        id INTEGER PRIMARY KEY,
        at_us INTEGER NOT NULL,
        action TEXT NOT NULL,
        actor TEXT NOT NULL,
        request TEXT,
        on_behalf TEXT,
        classes TEXT,
        about TEXT,
        purpose TEXT,
        cases BLOB,
        hash BLOB
    ) STRICT;
";

/// What came with the chain.
const CHAIN: &str = "
    DROP TRIGGER IF EXISTS reads_stand;
    ALTER TABLE reads ADD COLUMN on_behalf TEXT;
    ALTER TABLE reads ADD COLUMN classes TEXT;
    ALTER TABLE reads ADD COLUMN about TEXT;
    ALTER TABLE reads ADD COLUMN purpose TEXT;
    ALTER TABLE reads ADD COLUMN cases BLOB;
    ALTER TABLE reads ADD COLUMN hash BLOB;
";

/// What stands in a file of its own since ([`super::index`]).
const SEARCHED_HERE: &str = "
    DROP INDEX IF EXISTS reads_by_account;
    DROP INDEX IF EXISTS reads_by_action;
    DROP INDEX IF EXISTS reads_by_time;
    DROP TABLE IF EXISTS read_cases;
";

const REFUSALS: &str = "
    CREATE TRIGGER IF NOT EXISTS reads_are_kept BEFORE DELETE ON reads BEGIN SELECT RAISE(ABORT, 'the journal is kept'); END;
    CREATE TRIGGER IF NOT EXISTS reads_stand BEFORE UPDATE ON reads BEGIN SELECT RAISE(ABORT, 'the journal stands'); END;
";

pub(super) const COLUMNS: &str =
    "id, at_us, reads.action, actor, on_behalf, classes, about, purpose, request, cases, hash";

const INSERT: &str = "
    INSERT INTO reads(id, at_us, action, actor, on_behalf, classes, about, purpose, request, cases, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

/// The journal of one node.
pub(super) struct File {
    /// None when it is only looked at. Ends before whoever follows it.
    writer: Option<GroupWriter<KeptRead, ()>>,
    _follower: Option<Follower>,
    reader: Mutex<Connection>,
    index: View,
}

impl File {
    pub(super) fn open(directory: &Path) -> Result<Self, JournalError> {
        let path = directory.join(NAME);
        let mut connection = connect(&path).map_err(unreadable)?;
        prepare(&mut connection)?;
        // One is enough to say that there is more.
        let (more, written) = sync_channel(1);
        let follower = Follower::start(directory, written)?;
        let writer = GroupWriter::start("hejie-journal", GATHER, connection, move |connection, batch| {
            let done = commit(connection, batch);
            // Full says as much, and who follows no more is found out by walking.
            let _more = more.try_send(());
            done
        })
        .map_err(|error| JournalError::Unreadable(error.to_string()))?;
        let reader = connect(&path).map_err(unreadable)?;
        let index = View::attach(&reader, directory).map_err(unreadable)?;
        Ok(Self { writer: Some(writer), _follower: Some(follower), reader: Mutex::new(reader), index })
    }

    pub(super) fn look(directory: &Path) -> Result<Option<Self>, JournalError> {
        let path = directory.join(NAME);
        if !path.exists() {
            return Ok(None);
        }
        let reader =
            Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(unreadable)?;
        reader.busy_timeout(Duration::from_secs(5)).map_err(unreadable)?;
        if !is_chained(&reader).map_err(unreadable)? {
            return Err(JournalError::NotChained);
        }
        let index = View::attach(&reader, directory).map_err(unreadable)?;
        Ok(Some(Self { writer: None, _follower: None, reader: Mutex::new(reader), index }))
    }
}

fn is_chained(connection: &Connection) -> rusqlite::Result<bool> {
    connection.column_exists(None::<&str>, "reads", "hash")
}

/// Makes the tables, and chains what was written before there was a chain.
fn prepare(connection: &mut Connection) -> Result<(), JournalError> {
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(unreadable)?;
    transaction.execute_batch(TABLES).map_err(unreadable)?;
    if !is_chained(&transaction).map_err(unreadable)? {
        transaction.execute_batch(CHAIN).map_err(unreadable)?;
        chain_what_is_there(&transaction)?;
    }
    transaction.execute_batch(SEARCHED_HERE).map_err(unreadable)?;
    transaction.execute_batch(REFUSALS).map_err(unreadable)?;
    transaction.commit().map_err(unreadable)
}

fn chain_what_is_there(transaction: &Transaction<'_>) -> Result<(), JournalError> {
    // The key of the pairs begins with the case; without this each entry would walk all of them.
    transaction.execute_batch("CREATE INDEX pairs_of_before ON read_cases(read_id)").map_err(unreadable)?;
    chain_each(transaction)?;
    transaction.execute_batch("DROP INDEX pairs_of_before").map_err(unreadable)
}

fn chain_each(transaction: &Transaction<'_>) -> Result<(), JournalError> {
    let mut cases_of = transaction
        .prepare("SELECT case_id FROM read_cases WHERE read_id = ?1 ORDER BY case_id")
        .map_err(unreadable)?;
    let sql = format!("SELECT {COLUMNS} FROM reads ORDER BY id");
    let mut entries = transaction.prepare(&sql).map_err(unreadable)?;
    let mut chained =
        transaction.prepare("UPDATE reads SET cases = ?2, hash = ?3 WHERE id = ?1").map_err(unreadable)?;
    let mut rows = entries.query([]).map_err(unreadable)?;
    let mut head = JournalHead::default();
    while let Some(row) = rows.next().map_err(unreadable)? {
        let (id, mut kept, _) = entry(row).map_err(unreadable)?;
        let found = cases_of.query_map([id], |row| row.get::<_, [u8; 16]>(0)).map_err(unreadable)?;
        kept.cases = found
            .map(|bytes| bytes.map(|bytes| CaseId(Uuid::from_bytes(bytes))))
            .collect::<Result<_, _>>()
            .map_err(unreadable)?;
        head = head.then(&kept.body());
        if number(id) != head.size {
            let reason =
                format!("entry {} is missing in what was written before there was a chain", head.size);
            return Err(JournalError::Unreadable(reason));
        }
        chained.execute(params![id, case_bytes(&kept.cases), head.hash]).map_err(unreadable)?;
    }
    Ok(())
}

#[async_trait]
impl ReadDesk for File {
    async fn keep(&self, read: Read) -> Result<(), JournalError> {
        let Some(writer) = &self.writer else {
            return Err(JournalError::Unwritten("it was opened to be looked at".to_owned()));
        };
        let kept = KeptRead::of(&read)?;
        writer.write(kept).await.map_err(|error| JournalError::Unwritten(error.to_string()))
    }

    async fn search(
        &self,
        filter: &JournalFilter,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Looked>, JournalError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        Question { filter, before, limit }.ask(&reader, &self.index)
    }

    async fn head(&self) -> Result<JournalHead, JournalError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        head_of(&reader).map_err(unreadable)
    }

    async fn linked(&self, after: u64, limit: u32) -> Result<Vec<Linked>, JournalError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        // Asked first: what it learns meanwhile is not asked of it.
        let done = self.index.done(&reader).map_err(unreadable)?;
        let sql = format!("SELECT {COLUMNS} FROM reads WHERE id > ?1 ORDER BY id LIMIT ?2");
        let mut statement = reader.prepare_cached(&sql).map_err(unreadable)?;
        let mut rows = statement.query(params![whole(after), limit]).map_err(unreadable)?;
        let mut linked = Vec::new();
        while let Some(row) = rows.next().map_err(unreadable)? {
            let (id, kept, hash) = entry(row).map_err(unreadable)?;
            let found = id > done || View::finds(&reader, id, &kept).map_err(unreadable)?;
            linked.push(Linked { number: number(id), hash, kept, found });
        }
        Ok(linked)
    }

    async fn indexed(&self) -> Result<Option<Indexed>, JournalError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        self.index.indexed(&reader).map_err(unreadable)
    }
}

pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<(i64, KeptRead, Option<[u8; 32]>)> {
    let cases: Option<Vec<u8>> = row.get(9)?;
    let cases = cases.unwrap_or_default();
    let (ids, rest) = cases.as_chunks::<16>();
    let hash: Option<Vec<u8>> = row.get(10)?;
    let kept = KeptRead {
        at_us: row.get(1)?,
        action: row.get(2)?,
        actor: row.get(3)?,
        on_behalf: row.get(4)?,
        classes: row.get(5)?,
        about: row.get(6)?,
        purpose: row.get(7)?,
        request: row.get(8)?,
        cases: ids.iter().map(|bytes| CaseId(Uuid::from_bytes(*bytes))).collect(),
    };
    // Bytes behind the last id are in no hash: an entry that has some is not what was written.
    let hash = hash.filter(|_| rest.is_empty()).and_then(|hash| hash.try_into().ok());
    Ok((row.get(0)?, kept, hash))
}

fn head_of(connection: &Connection) -> rusqlite::Result<JournalHead> {
    let mut last = connection.prepare_cached("SELECT id, hash FROM reads ORDER BY id DESC LIMIT 1")?;
    let last = last.query_row([], |row| Ok(JournalHead { size: number(row.get(0)?), hash: row.get(1)? }));
    Ok(last.optional()?.unwrap_or_default())
}

fn commit(connection: &mut Connection, batch: &[KeptRead]) -> Result<Vec<()>, WriteError> {
    let failed = |error: rusqlite::Error| WriteError::Failed(error.to_string());
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    // Read under the lock of the transaction: whoever else wrote, the chain goes on from there.
    let mut head = head_of(&transaction).map_err(failed)?;
    {
        let mut insert = transaction.prepare_cached(INSERT).map_err(failed)?;
        for kept in batch {
            head = head.then(&kept.body());
            let id = whole(head.size);
            insert
                .execute(params![
                    id,
                    kept.at_us,
                    kept.action,
                    kept.actor,
                    kept.on_behalf,
                    kept.classes,
                    kept.about,
                    kept.purpose,
                    kept.request,
                    case_bytes(&kept.cases),
                    head.hash,
                ])
                .map_err(failed)?;
        }
    }
    transaction.commit().map_err(failed)?;
    Ok(vec![(); batch.len()])
}

fn case_bytes(cases: &[CaseId]) -> Vec<u8> {
    cases.iter().flat_map(|case| *case.0.as_bytes()).collect()
}

/// Numbers of entries begin with 1 and stay far below 2⁶³.
pub(super) fn number(id: i64) -> u64 {
    u64::try_from(id).unwrap_or(0)
}

pub(super) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn unreadable(error: rusqlite::Error) -> JournalError {
    JournalError::Unreadable(error.to_string())
}
