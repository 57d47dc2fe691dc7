//! The list of one machine, in the file `access.db`: written by the server and by commands beside it.

use super::{NumberedRevocation, Revocation, RevocationAct, RevocationDesk, RevocationError};
use crate::group_writer::{GroupWriter, WriteError, connect};
use async_trait::async_trait;
use domain::ids::UserId;
use domain::occasion::Actor;
use rusqlite::{Connection, Row, TransactionBehavior, params};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS revocations(
        number INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        account TEXT NOT NULL,
        act TEXT NOT NULL,
        lifts BLOB,
        reason TEXT NOT NULL,
        actor TEXT,
        at_us INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER IF NOT EXISTS revocations_are_kept BEFORE DELETE ON revocations
        BEGIN SELECT RAISE(ABORT, 'the list only grows'); END;
    CREATE TRIGGER IF NOT EXISTS revocations_stand BEFORE UPDATE ON revocations
        BEGIN SELECT RAISE(ABORT, 'the list only grows'); END;
";

/// The list of one machine.
pub(super) struct File {
    writer: GroupWriter<Revocation, ()>,
    reader: Mutex<Connection>,
}

impl File {
    pub(super) fn open(directory: &Path) -> Result<Self, RevocationError> {
        let path = directory.join("access.db");
        let connection = connect(&path).map_err(unreadable)?;
        connection.execute_batch(TABLE).map_err(unreadable)?;
        let writer = GroupWriter::start("hejie-access", Duration::ZERO, connection, commit)
            .map_err(|error| RevocationError::Unreadable(error.to_string()))?;
        let reader = Mutex::new(connect(&path).map_err(unreadable)?);
        Ok(Self { writer, reader })
    }
}

#[async_trait]
impl RevocationDesk for File {
    async fn enter(&self, entry: Revocation) -> Result<(), RevocationError> {
        self.writer.write(entry).await.map_err(|error| RevocationError::Unwritten(error.to_string()))
    }

    async fn from(&self, number: u64, limit: u32) -> Result<Vec<NumberedRevocation>, RevocationError> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let sql = "SELECT number, id, account, act, lifts, reason, actor, at_us FROM revocations
                   WHERE number >= ?1 ORDER BY number LIMIT ?2";
        let mut statement = reader.prepare_cached(sql).map_err(unreadable)?;
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![number, limit]).map_err(unreadable)?;
        let mut page = Vec::new();
        while let Some(row) = rows.next().map_err(unreadable)? {
            page.push(numbered(row)?);
        }
        Ok(page)
    }
}

fn numbered(row: &Row<'_>) -> Result<NumberedRevocation, RevocationError> {
    let number: i64 = row.get(0).map_err(unreadable)?;
    let malformed = || RevocationError::Unreadable(format!("entry {number} is not well-formed"));
    let lifts: Option<[u8; 16]> = row.get(4).map_err(unreadable)?;
    let account: String = row.get(2).map_err(unreadable)?;
    let act: String = row.get(3).map_err(unreadable)?;
    let actor: Option<String> = row.get(6).map_err(unreadable)?;
    let by: Option<Actor> =
        actor.map(|json| serde_json::from_str(&json)).transpose().map_err(|_| malformed())?;
    let entry = Revocation {
        id: Uuid::from_bytes(row.get(1).map_err(unreadable)?),
        account: UserId::parse(&account).map_err(|_| malformed())?,
        act: RevocationAct::of(&act, lifts.map(Uuid::from_bytes)).ok_or_else(malformed)?,
        reason: row.get(5).map_err(unreadable)?,
        by,
        at_us: row.get(7).map_err(unreadable)?,
    };
    Ok(NumberedRevocation { number: u64::try_from(number).unwrap_or(0), entry })
}

fn commit(connection: &mut Connection, batch: &[Revocation]) -> Result<Vec<()>, WriteError> {
    let failed = |error: rusqlite::Error| WriteError::Failed(error.to_string());
    // From the beginning: a command may add at the same time.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    for entry in batch {
        let actor = entry.by.as_ref().map(serde_json::to_string).transpose();
        let actor = actor.map_err(|error| WriteError::Failed(error.to_string()))?;
        let sql = "INSERT INTO revocations(number, id, account, act, lifts, reason, actor, at_us)
                   VALUES ((SELECT coalesce(max(number), 0) + 1 FROM revocations), ?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT(id) DO NOTHING";
        let lifts = entry.act.lifts();
        let lifts = lifts.as_ref().map(|id| id.as_bytes().as_slice());
        let (id, account) = (entry.id.as_bytes().as_slice(), entry.account.as_str());
        transaction
            .execute(sql, params![id, account, entry.act.code(), lifts, entry.reason, actor, entry.at_us])
            .map_err(failed)?;
    }
    transaction.commit().map_err(failed)?;
    Ok(vec![(); batch.len()])
}

#[allow(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn unreadable(error: rusqlite::Error) -> RevocationError {
    RevocationError::Unreadable(error.to_string())
}
