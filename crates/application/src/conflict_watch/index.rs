//! What the watch remembers: who sits in which open case, and how far the log was seen. One file, rows and checkpoint in one
//! transaction; when it is lost it is made again from the log.

use domain::ids::{CaseId, MediatorId};
use event_store::{Incarnation, Position};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const SCHEMA: &str = "
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=NORMAL;
    CREATE TABLE IF NOT EXISTS seats(
        mediator TEXT NOT NULL,
        case_id TEXT NOT NULL,
        PRIMARY KEY (mediator, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS seats_of_case ON seats(case_id);
    CREATE TABLE IF NOT EXISTS checkpoint(
        incarnation TEXT NOT NULL PRIMARY KEY,
        commit_pos INTEGER NOT NULL,
        prepare_pos INTEGER NOT NULL
    ) STRICT;
";
/// The checkpoint is written at least this often while nothing else changes; less is seen again after a restart, which does no harm.
const SAVE_EVERY: u64 = 1_000;

/// Why the watch cannot start.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// Its file cannot be used.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// Seats in memory, and their file.
pub(super) struct Index {
    connection: Connection,
    seats: BTreeMap<MediatorId, BTreeSet<CaseId>>,
    sitting: BTreeMap<CaseId, BTreeSet<MediatorId>>,
    touched: BTreeSet<CaseId>,
    incarnation: String,
    saved: Position,
}

impl Index {
    /// Opens or makes the file. What belongs to another life of the log is forgotten: everything is seen again.
    pub(super) fn open(path: &Path, incarnation: Incarnation) -> Result<Self, WatchError> {
        let file =
            |error: rusqlite::Error| WatchError::File { path: path.to_owned(), reason: error.to_string() };
        let connection = Connection::open(path).map_err(file)?;
        connection.execute_batch(SCHEMA).map_err(file)?;
        let incarnation = incarnation.to_string();
        let saved = stored(&connection, &incarnation).map_err(file)?;
        let mut index = Self {
            connection,
            seats: BTreeMap::new(),
            sitting: BTreeMap::new(),
            touched: BTreeSet::new(),
            incarnation,
            saved,
        };
        index.read_seats().map_err(file)?;
        Ok(index)
    }

    fn read_seats(&mut self) -> rusqlite::Result<()> {
        let mut rows = Vec::new();
        let mut statement = self.connection.prepare("SELECT mediator, case_id FROM seats")?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            rows.push((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        }
        drop(found);
        drop(statement);
        for (mediator, case) in rows {
            if let (Ok(mediator), Ok(case)) = (MediatorId::parse(&mediator), CaseId::parse(&case)) {
                self.seat(mediator, case);
            }
        }
        self.touched.clear();
        Ok(())
    }

    /// Everything up to here was seen.
    pub(super) const fn position(&self) -> Position {
        self.saved
    }

    /// Open cases a mediator sits in.
    pub(super) fn cases_of(&self, mediator: MediatorId) -> Vec<CaseId> {
        self.seats.get(&mediator).into_iter().flatten().copied().collect()
    }

    /// Somebody sits.
    pub(super) fn seat(&mut self, mediator: MediatorId, case: CaseId) {
        self.seats.entry(mediator).or_default().insert(case);
        self.sitting.entry(case).or_default().insert(mediator);
        self.touched.insert(case);
    }

    /// Nobody sits in a case any more.
    pub(super) fn vacate(&mut self, case: CaseId) {
        for mediator in self.sitting.remove(&case).unwrap_or_default() {
            if let Some(cases) = self.seats.get_mut(&mediator) {
                cases.remove(&case);
                if cases.is_empty() {
                    self.seats.remove(&mediator);
                }
            }
        }
        self.touched.insert(case);
    }

    /// Writes what changed and how far the log was seen.
    pub(super) fn save(&mut self, position: Position) -> rusqlite::Result<()> {
        let ahead = position.commit.saturating_sub(self.saved.commit);
        if self.touched.is_empty() && ahead < SAVE_EVERY {
            return Ok(());
        }
        let transaction = self.connection.transaction()?;
        for case in &self.touched {
            let id = case.to_string();
            transaction.prepare_cached("DELETE FROM seats WHERE case_id = ?1")?.execute([&id])?;
            for mediator in self.sitting.get(case).into_iter().flatten() {
                let sql = "INSERT INTO seats (mediator, case_id) VALUES (?1, ?2)";
                transaction.prepare_cached(sql)?.execute((mediator.to_string(), &id))?;
            }
        }
        let sql = "INSERT INTO checkpoint (incarnation, commit_pos, prepare_pos) VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET commit_pos = excluded.commit_pos, prepare_pos = excluded.prepare_pos";
        let values = (&self.incarnation, position.commit.cast_signed(), position.prepare.cast_signed());
        transaction.prepare_cached(sql)?.execute(values)?;
        transaction.commit()?;
        self.touched.clear();
        self.saved = position;
        Ok(())
    }
}

/// How far this life of the log was seen; another life's seats are dropped.
fn stored(connection: &Connection, incarnation: &str) -> rusqlite::Result<Position> {
    let sql = "SELECT commit_pos, prepare_pos FROM checkpoint WHERE incarnation = ?1";
    let found = connection
        .query_row(sql, [incarnation], |row| {
            let (commit, prepare): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(Position { commit: commit.cast_unsigned(), prepare: prepare.cast_unsigned() })
        })
        .optional()?;
    if let Some(position) = found {
        return Ok(position);
    }
    connection.execute_batch("DELETE FROM seats; DELETE FROM checkpoint;")?;
    Ok(Position::START)
}
