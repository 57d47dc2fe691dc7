//! What the comparison remembers: one row a filing, and the marks by which it is looked up. One file; rows and checkpoint in one transaction.

use domain::case::{MatchFacts, SimilarCase, compare};
use domain::ids::CaseId;
use domain::rule_set::MatchingRules;
use event_store::{Incarnation, Position};
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};

/// Overwritten rows are zeroed: a digest of somebody erased must not be left in a free page.
const SCHEMA: &str = "
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=NORMAL;
    PRAGMA secure_delete=ON;
    CREATE TABLE IF NOT EXISTS filings(
        case_id BLOB NOT NULL PRIMARY KEY,
        facts TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS marks(
        mark TEXT NOT NULL,
        filed_on TEXT NOT NULL,
        case_id BLOB NOT NULL,
        PRIMARY KEY (mark, filed_on, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS checkpoint(
        incarnation TEXT NOT NULL PRIMARY KEY,
        commit_pos INTEGER NOT NULL,
        prepare_pos INTEGER NOT NULL
    ) STRICT;
";
/// Most filings looked at for one mark, the newest first: a phone that stands in more of them is an agent's.
const PER_MARK: u32 = 200;
/// The checkpoint is written at least this often while nothing else changes; less is seen again after a restart, which does no harm.
const SAVE_EVERY: u64 = 1_000;

/// Why the comparison cannot start.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct MatchIndexError {
    /// Which file cannot be used.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// The filings known so far.
pub struct MatchIndex {
    connection: Connection,
    incarnation: String,
    saved: Position,
    /// A transaction is open: something changed since the last checkpoint.
    changed: bool,
    /// Somebody was erased since: the write-ahead log is to be cut.
    forgot: bool,
}

impl MatchIndex {
    /// Opens or makes the file. What belongs to another life of the log is forgotten: everything is seen again.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn open(path: &Path, incarnation: Incarnation) -> Result<Self, MatchIndexError> {
        let file =
            |error: rusqlite::Error| MatchIndexError { path: path.to_owned(), reason: error.to_string() };
        let connection = Connection::open(path).map_err(file)?;
        connection.execute_batch(SCHEMA).map_err(file)?;
        let incarnation = incarnation.to_string();
        let saved = stored(&connection, &incarnation).map_err(file)?;
        Ok(Self { connection, incarnation, saved, changed: false, forgot: false })
    }

    /// Everything up to here was seen.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.saved
    }

    /// What a case is compared by.
    pub(super) fn get(&self, case: CaseId) -> rusqlite::Result<Option<MatchFacts>> {
        let sql = "SELECT facts FROM filings WHERE case_id = ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        let facts: Option<String> = select.query_row([case.0.as_bytes()], |row| row.get(0)).optional()?;
        Ok(facts.and_then(|facts| serde_json::from_str(&facts).ok()))
    }

    /// Filings that share a mark with this one, each with what agrees; unsorted, some perhaps twice.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn alike(&self, rules: &MatchingRules, facts: &MatchFacts) -> rusqlite::Result<Vec<SimilarCase>> {
        let sql = "SELECT filings.facts FROM marks JOIN filings USING (case_id)
                   WHERE marks.mark = ?1 ORDER BY marks.filed_on DESC, marks.case_id DESC LIMIT ?2";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut found = Vec::new();
        for mark in facts.keys() {
            let mut rows = select.query((mark.0.as_str(), PER_MARK))?;
            while let Some(row) = rows.next()? {
                let other = serde_json::from_str(row.get_ref(0)?.as_str()?);
                found.extend(other.ok().and_then(|other: MatchFacts| compare(rules, facts, &other)));
            }
        }
        Ok(found)
    }

    /// Takes a filing in, or what it is compared by now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&mut self, facts: &MatchFacts) -> rusqlite::Result<()> {
        self.begin()?;
        let document = serde_json::to_string(facts)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let case = facts.case.0.as_bytes();
        let sql = "INSERT OR REPLACE INTO filings (case_id, facts) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((case, document))?;
        let sql = "INSERT OR IGNORE INTO marks (mark, filed_on, case_id) VALUES (?1, ?2, ?3)";
        let mut insert = self.connection.prepare_cached(sql)?;
        for mark in facts.keys() {
            insert.execute((mark.0.as_str(), facts.filed_on.to_string(), case))?;
        }
        Ok(())
    }

    /// Forgets a case: somebody in it was erased.
    pub(super) fn forget(&mut self, case: CaseId) -> rusqlite::Result<()> {
        let Some(facts) = self.get(case)? else { return Ok(()) };
        self.begin()?;
        let sql = "DELETE FROM marks WHERE mark = ?1 AND filed_on = ?2 AND case_id = ?3";
        let mut delete = self.connection.prepare_cached(sql)?;
        for mark in facts.keys() {
            delete.execute((mark.0.as_str(), facts.filed_on.to_string(), case.0.as_bytes()))?;
        }
        let sql = "DELETE FROM filings WHERE case_id = ?1";
        self.connection.prepare_cached(sql)?.execute([case.0.as_bytes()])?;
        self.forgot = true;
        Ok(())
    }

    fn begin(&mut self) -> rusqlite::Result<()> {
        if !self.changed {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.changed = true;
        }
        Ok(())
    }

    /// Writes what changed and how far the log was seen.
    ///
    /// # Errors
    /// When the file cannot be written; the same again does it.
    pub fn save(&mut self, position: Position) -> rusqlite::Result<()> {
        let ahead = position.commit.saturating_sub(self.saved.commit);
        if !self.changed && !self.forgot && ahead < SAVE_EVERY {
            return Ok(());
        }
        self.begin()?;
        let sql = "INSERT INTO checkpoint (incarnation, commit_pos, prepare_pos) VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET commit_pos = excluded.commit_pos, prepare_pos = excluded.prepare_pos";
        let values = (&self.incarnation, position.commit.cast_signed(), position.prepare.cast_signed());
        self.connection.prepare_cached(sql)?.execute(values)?;
        self.connection.execute_batch("COMMIT")?;
        self.changed = false;
        self.saved = position;
        if self.forgot {
            // The old page images still lie in the write-ahead log; fold it in and cut the file.
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            self.forgot = false;
        }
        Ok(())
    }
}

/// How far this life of the log was seen; another life's filings are dropped.
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
    connection.execute_batch("DELETE FROM filings; DELETE FROM marks; DELETE FROM checkpoint;")?;
    Ok(Position::START)
}
