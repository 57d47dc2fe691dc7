//! Which master key wraps, and keys wrapped anew, in the file.

use super::super::master::MasterId;
use super::super::rotation::{Holder, MasterRows, MasterState, MasterUse, Wrapped};
use super::KeyTable;
use async_trait::async_trait;
use domain::ids::SubjectId;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use uuid::Uuid;

/// A file made before the ids of master keys were written down lacks the column.
pub(super) fn add_columns(connection: &Connection) -> rusqlite::Result<()> {
    for table in ["subject_keys", "vault_keys"] {
        let sql = "SELECT EXISTS (SELECT 1 FROM pragma_table_info(?1) WHERE name = 'master')";
        if !connection.query_row(sql, [table], |row| row.get::<_, bool>(0))? {
            connection.execute(&format!("ALTER TABLE {table} ADD COLUMN master TEXT"), [])?;
        }
    }
    Ok(())
}

/// The master key new keys are wrapped under.
pub(super) fn current(connection: &Connection) -> rusqlite::Result<MasterId> {
    let mut select = connection.prepare_cached("SELECT id FROM masters WHERE state = 'current'")?;
    select.query_row([], |row| row.get::<_, String>(0)).map(MasterId::from)
}

impl KeyTable {
    /// Another process may be at work on the file: whoever writes says so at once and waits.
    fn change<T>(&self, act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, String> {
        let mut connection = self.reader();
        let changed =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
                let done = act(&transaction)?;
                transaction.commit()?;
                Ok(done)
            });
        changed.map_err(|error| error.to_string())
    }
}

#[async_trait]
impl MasterRows for KeyTable {
    async fn masters(&self, count: bool) -> Result<Vec<MasterUse>, String> {
        let sql = if count {
            "SELECT id, state, (SELECT count(*) FROM subject_keys WHERE wrapped IS NOT NULL AND master = id)
                 + (SELECT count(*) FROM vault_keys WHERE master = id) FROM masters ORDER BY id"
        } else {
            "SELECT id, state, 0 FROM masters ORDER BY id"
        };
        let connection = self.reader();
        let read = || {
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map([], |row| {
                let state = MasterState::parse(&row.get::<_, String>(1)?);
                let keys = u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default();
                Ok(MasterUse { id: row.get(0)?, state, keys })
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(|error| error.to_string())
    }

    async fn begin_with(&self, id: &str) -> Result<(), String> {
        self.change(|transaction| {
            let sql = "INSERT INTO masters SELECT ?1, 'current' WHERE NOT EXISTS (SELECT 1 FROM masters)";
            if transaction.execute(sql, [id])? > 0 {
                let sql = "UPDATE subject_keys SET master = ?1 WHERE wrapped IS NOT NULL";
                transaction.execute(sql, [id])?;
                transaction.execute("UPDATE vault_keys SET master = ?1", [id])?;
            }
            Ok(())
        })
    }

    async fn make_current(&self, id: &str) -> Result<(), String> {
        self.change(|transaction| {
            transaction.execute("UPDATE masters SET state = 'former' WHERE state = 'current'", [])?;
            let sql =
                "INSERT INTO masters VALUES (?1, 'current') ON CONFLICT DO UPDATE SET state = 'current'";
            transaction.execute(sql, [id]).map(drop)
        })
    }

    async fn house_key(&self, name: &str) -> Result<Option<Wrapped>, String> {
        house_key(&self.reader(), name).map_err(|error| error.to_string())
    }

    async fn keep_house_key(&self, name: &str, offered: Wrapped) -> Result<Wrapped, String> {
        self.change(|transaction| {
            let sql =
                "INSERT INTO vault_keys(name, wrapped, master) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
            transaction.execute(sql, params![name, offered.bytes, offered.master])?;
            house_key(transaction, name)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
        })
    }

    async fn strays(
        &self,
        current: &str,
        after: Option<SubjectId>,
        limit: usize,
    ) -> Result<Vec<(Holder, Wrapped)>, String> {
        strays(&self.reader(), current, after, limit).map_err(|error| error.to_string())
    }

    async fn put_back(&self, master: &str, keys: Vec<(Holder, Vec<u8>, Vec<u8>)>) -> Result<(), String> {
        self.change(|transaction| {
            for (holder, taken, anew) in &keys {
                match holder {
                    Holder::Subject(subject) => {
                        let sql = "UPDATE subject_keys SET wrapped = ?1, master = ?2 WHERE subject = ?3 AND wrapped = ?4";
                        let mut update = transaction.prepare_cached(sql)?;
                        update.execute(params![anew, master, subject.0.as_bytes(), taken])?;
                    }
                    Holder::House(name) => {
                        let sql = "UPDATE vault_keys SET wrapped = ?1, master = ?2 WHERE name = ?3 AND wrapped = ?4";
                        transaction.execute(sql, params![anew, master, name, taken])?;
                    }
                }
            }
            Ok(())
        })
    }

    async fn retire(&self, id: &str) -> Result<bool, String> {
        let retired = self.change(|transaction| {
            let sql = "UPDATE masters SET state = 'retired' WHERE id = ?1 AND state <> 'current'
                       AND NOT EXISTS (SELECT 1 FROM subject_keys WHERE wrapped IS NOT NULL AND master = ?1)
                       AND NOT EXISTS (SELECT 1 FROM vault_keys WHERE master = ?1)";
            Ok(transaction.execute(sql, [id])? > 0)
        })?;
        // Pages of before lie in the write-ahead log until it is cut.
        crate::group_writer::cut_log(&self.reader()).map(|()| retired).map_err(|error| error.to_string())
    }
}

fn house_key(connection: &Connection, name: &str) -> rusqlite::Result<Option<Wrapped>> {
    let sql = "SELECT wrapped, coalesce(master, '') FROM vault_keys WHERE name = ?1";
    let wrapped = |row: &rusqlite::Row<'_>| Ok(Wrapped { bytes: row.get(0)?, master: row.get(1)? });
    connection.query_row(sql, [name], wrapped).optional()
}

fn strays(
    connection: &Connection,
    current: &str,
    after: Option<SubjectId>,
    limit: usize,
) -> rusqlite::Result<Vec<(Holder, Wrapped)>> {
    let mut found = Vec::new();
    if after.is_none() {
        let sql = "SELECT name, wrapped, master FROM vault_keys WHERE master <> ?1 ORDER BY name";
        let mut select = connection.prepare_cached(sql)?;
        let rows = select.query_map([current], |row| {
            Ok((Holder::House(row.get(0)?), Wrapped { bytes: row.get(1)?, master: row.get(2)? }))
        })?;
        found = rows.collect::<rusqlite::Result<_>>()?;
    }
    let sql = "SELECT subject, wrapped, master FROM subject_keys
               WHERE subject > ?1 AND wrapped IS NOT NULL AND master <> ?2 ORDER BY subject LIMIT ?3";
    let mut select = connection.prepare_cached(sql)?;
    // No subject is all zeros: ids are drawn with a time in them.
    let after = after.map_or([0; 16], |subject| *subject.0.as_bytes());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = select.query_map(params![after.as_slice(), current, limit], |row| {
        let subject = SubjectId(Uuid::from_bytes(row.get(0)?));
        Ok((Holder::Subject(subject), Wrapped { bytes: row.get(1)?, master: row.get(2)? }))
    })?;
    for row in rows {
        found.push(row?);
    }
    Ok(found)
}
