//! What the comparison remembers: one row a filing, and the marks by which it is looked up. One file; rows and checkpoint in one transaction.
//!
//! Whatever is taken in gets a number that rises; a filing is compared with what has a smaller one. In the log's order, that is, except
//! that a case which was parked comes when it can be read: it is compared with everything there is by then.

use crate::group_writer::cut_log;
use domain::case::{Mark, MatchFacts, SimilarCase, compare};
use domain::ids::{CaseId, CommandId};
use domain::rule_set::MatchingRules;
use event_store::{Incarnation, Position, Revision};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Rises with every change of the tables; a file of another version is made again from the log.
const VERSION: i64 = 2;
/// Overwritten rows are zeroed: a digest of somebody erased must not be left in a free page.
const SETTINGS: &str = "
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=NORMAL;
    PRAGMA secure_delete=ON;
    PRAGMA busy_timeout=250;
";
const DROPPED: &str = "
    DROP TABLE IF EXISTS filings; DROP TABLE IF EXISTS marks; DROP TABLE IF EXISTS checkpoint;
    DROP TABLE IF EXISTS pending; DROP TABLE IF EXISTS parked;
    PRAGMA user_version=2;
";
const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS filings(
        case_id BLOB NOT NULL PRIMARY KEY,
        seq INTEGER NOT NULL,
        cause INTEGER NOT NULL,
        facts TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS marks(
        mark TEXT NOT NULL,
        seq INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        PRIMARY KEY (mark, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS pending(
        seq INTEGER NOT NULL PRIMARY KEY,
        case_id BLOB NOT NULL UNIQUE,
        command BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS parked(case_id BLOB NOT NULL PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS checkpoint(
        incarnation TEXT NOT NULL PRIMARY KEY,
        commit_pos INTEGER NOT NULL,
        prepare_pos INTEGER NOT NULL,
        next_seq INTEGER NOT NULL
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
    /// The number of what is taken in next.
    next: u64,
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
        let incarnation = incarnation.to_string();
        let opened = Connection::open(path).and_then(|connection| {
            connection.execute_batch(SETTINGS)?;
            let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if version != VERSION {
                connection.execute_batch(DROPPED)?;
            }
            connection.execute_batch(SCHEMA)?;
            let (saved, next) = stored(&connection, &incarnation)?;
            // A forgetting whose log was not cut before the process ended is finished here.
            cut_log(&connection)?;
            Ok((connection, saved, next))
        });
        let (connection, saved, next) =
            opened.map_err(|error| MatchIndexError { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Self { connection, incarnation, saved, next, changed: false, forgot: false })
    }

    /// Everything up to here was seen.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.saved
    }

    /// What a case is compared by, and its number.
    pub(super) fn get(&self, case: CaseId) -> rusqlite::Result<Option<(MatchFacts, u64)>> {
        Ok(filing(&self.connection, case)?.map(|(facts, seq, _)| (facts, seq)))
    }

    /// Filings taken in before `before` that share a mark with this one, each with what agrees; unsorted, some perhaps twice.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn alike(
        &self,
        rules: &MatchingRules,
        facts: &MatchFacts,
        before: u64,
    ) -> rusqlite::Result<Vec<SimilarCase>> {
        alike(&self.connection, rules, facts, before)
    }

    /// Takes a filing in, or what it is compared by now, because of the event with this revision. Answers its number. Marks it had before
    /// and still has keep theirs, so that who came after it still finds it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&mut self, facts: &MatchFacts, cause: Revision) -> rusqlite::Result<u64> {
        self.begin()?;
        let case = facts.case.0.as_bytes();
        self.connection.prepare_cached("DELETE FROM parked WHERE case_id = ?1")?.execute([case])?;
        let old = self.get(facts.case)?;
        if let Some((old, seq)) = &old
            && old == facts
        {
            return Ok(*seq);
        }
        let document = serde_json::to_string(facts)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let (seq, known, marks) =
            (self.next, old.map(|old| marks_of(&old.0)).unwrap_or_default(), marks_of(facts));
        // What was corrected finds nobody any more: it may be somebody else's.
        for mark in known.difference(&marks) {
            let sql = "DELETE FROM marks WHERE mark = ?1 AND case_id = ?2";
            self.connection.prepare_cached(sql)?.execute((mark.0.as_str(), case))?;
            self.forgot = true;
        }
        let sql = "INSERT OR REPLACE INTO filings (case_id, seq, cause, facts) VALUES (?1, ?2, ?3, ?4)";
        let row = (case, seq.cast_signed(), cause.0.cast_signed(), document);
        self.connection.prepare_cached(sql)?.execute(row)?;
        let sql = "INSERT OR IGNORE INTO marks (mark, seq, case_id) VALUES (?1, ?2, ?3)";
        let mut insert = self.connection.prepare_cached(sql)?;
        for mark in marks.difference(&known) {
            insert.execute((mark.0.as_str(), seq.cast_signed(), case))?;
        }
        drop(insert);
        self.next += 1;
        Ok(seq)
    }

    /// Notes that a case is to be flagged, and by which command.
    pub(super) fn pend(&mut self, case: CaseId, command: CommandId) -> rusqlite::Result<()> {
        self.begin()?;
        let sql = "INSERT OR REPLACE INTO pending (seq, case_id, command)
                   SELECT seq, case_id, ?2 FROM filings WHERE case_id = ?1";
        self.connection.prepare_cached(sql)?.execute((case.0.as_bytes(), command.0.as_bytes()))?;
        Ok(())
    }

    /// A case was flagged by this command: it need not be done again.
    pub(super) fn flagged(&mut self, case: CaseId, command: CommandId) -> rusqlite::Result<()> {
        self.begin()?;
        let sql = "DELETE FROM pending WHERE case_id = ?1 AND command = ?2";
        self.connection.prepare_cached(sql)?.execute((case.0.as_bytes(), command.0.as_bytes()))?;
        Ok(())
    }

    /// A case need not be flagged.
    pub(super) fn unpend(&mut self, case: CaseId) -> rusqlite::Result<()> {
        self.begin()?;
        let sql = "DELETE FROM pending WHERE case_id = ?1";
        self.connection.prepare_cached(sql)?.execute([case.0.as_bytes()])?;
        Ok(())
    }

    /// Sets a case aside.
    pub(super) fn park(&mut self, case: CaseId, reason: &str) -> rusqlite::Result<()> {
        self.begin()?;
        let sql = "INSERT OR REPLACE INTO parked (case_id, reason) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((case.0.as_bytes(), reason))?;
        Ok(())
    }

    /// The cases that are set aside.
    pub(super) fn parked(&self) -> rusqlite::Result<Vec<CaseId>> {
        let mut select = self.connection.prepare_cached("SELECT case_id FROM parked")?;
        let rows = select.query_map([], |row| row.get::<_, [u8; 16]>(0).map(case_of))?;
        rows.collect()
    }

    /// Forgets a case: somebody in it was erased.
    pub(super) fn forget(&mut self, case: CaseId) -> rusqlite::Result<()> {
        self.begin()?;
        let facts = self.get(case)?;
        let id = case.0.as_bytes();
        let mut delete =
            self.connection.prepare_cached("DELETE FROM marks WHERE mark = ?1 AND case_id = ?2")?;
        for mark in facts.iter().flat_map(|(facts, _)| facts.keys()) {
            delete.execute((mark.0.as_str(), id))?;
        }
        drop(delete);
        for sql in [
            "DELETE FROM filings WHERE case_id = ?1",
            "DELETE FROM pending WHERE case_id = ?1",
            "DELETE FROM parked WHERE case_id = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([id])?;
        }
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
    /// When the file cannot be written, or still holds what was forgotten; the same again does it.
    pub fn save(&mut self, position: Position) -> rusqlite::Result<()> {
        let ahead = position.commit.saturating_sub(self.saved.commit);
        if self.changed || ahead >= SAVE_EVERY {
            self.begin()?;
            let sql = "INSERT INTO checkpoint (incarnation, commit_pos, prepare_pos, next_seq) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT DO UPDATE SET commit_pos = excluded.commit_pos, prepare_pos = excluded.prepare_pos,
                       next_seq = excluded.next_seq";
            let (commit, prepare) = (position.commit.cast_signed(), position.prepare.cast_signed());
            let values = (&self.incarnation, commit, prepare, self.next.cast_signed());
            self.connection.prepare_cached(sql)?.execute(values)?;
            self.connection.execute_batch("COMMIT")?;
            self.changed = false;
            self.saved = position;
        }
        if self.forgot {
            // The old page images still lie in the write-ahead log; fold it in and cut the file.
            cut_log(&self.connection)?;
            self.forgot = false;
        }
        Ok(())
    }
}

fn marks_of(facts: &MatchFacts) -> BTreeSet<Mark> {
    facts.keys().cloned().collect()
}

const fn case_of(bytes: [u8; 16]) -> CaseId {
    CaseId(Uuid::from_bytes(bytes))
}

/// What a case is compared by, its number, and the event that says so.
pub(super) fn filing(
    connection: &Connection,
    case: CaseId,
) -> rusqlite::Result<Option<(MatchFacts, u64, Revision)>> {
    let sql = "SELECT facts, seq, cause FROM filings WHERE case_id = ?1";
    let mut select = connection.prepare_cached(sql)?;
    let row = select.query_row([case.0.as_bytes()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    });
    let Some((facts, seq, cause)) = row.optional()? else { return Ok(None) };
    let facts = serde_json::from_str(&facts).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into())
    })?;
    Ok(Some((facts, seq.cast_unsigned(), Revision(cause.cast_unsigned()))))
}

pub(super) fn alike(
    connection: &Connection,
    rules: &MatchingRules,
    facts: &MatchFacts,
    before: u64,
) -> rusqlite::Result<Vec<SimilarCase>> {
    let sql = "SELECT filings.facts FROM marks JOIN filings USING (case_id)
               WHERE marks.mark = ?1 AND marks.seq < ?2 ORDER BY marks.seq DESC LIMIT ?3";
    let mut select = connection.prepare_cached(sql)?;
    let mut found = Vec::new();
    for mark in facts.keys() {
        let mut rows = select.query((mark.0.as_str(), before.cast_signed(), PER_MARK))?;
        while let Some(row) = rows.next()? {
            let other = serde_json::from_str(row.get_ref(0)?.as_str()?);
            found.extend(other.ok().and_then(|other: MatchFacts| compare(rules, facts, &other)));
        }
    }
    Ok(found)
}

pub(super) fn is_parked(connection: &Connection, case: CaseId) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM parked WHERE case_id = ?1")?.exists([case.0.as_bytes()])
}

/// Cases that wait for a flag, after this number.
pub(super) fn waiting(
    connection: &Connection,
    after: u64,
    most: usize,
) -> rusqlite::Result<Vec<(u64, CaseId)>> {
    let sql = "SELECT seq, case_id FROM pending WHERE seq > ?1 ORDER BY seq LIMIT ?2";
    let mut select = connection.prepare_cached(sql)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = select.query_map((after.cast_signed(), most), |row| {
        Ok((row.get::<_, i64>(0)?.cast_unsigned(), case_of(row.get(1)?)))
    })?;
    rows.collect()
}

/// How far this life of the log was seen, and the next number; another life's filings are dropped.
fn stored(connection: &Connection, incarnation: &str) -> rusqlite::Result<(Position, u64)> {
    let sql = "SELECT commit_pos, prepare_pos, next_seq FROM checkpoint WHERE incarnation = ?1";
    let found = connection
        .query_row(sql, [incarnation], |row| {
            let (commit, prepare, next): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let position = Position { commit: commit.cast_unsigned(), prepare: prepare.cast_unsigned() };
            Ok((position, next.cast_unsigned()))
        })
        .optional()?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection.execute_batch(
        "DELETE FROM filings; DELETE FROM marks; DELETE FROM pending; DELETE FROM parked; DELETE FROM checkpoint;",
    )?;
    Ok((Position::START, 1))
}
