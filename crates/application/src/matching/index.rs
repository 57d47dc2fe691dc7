//! What the comparison remembers: one row a filing, and the marks by which it is looked up. One file; rows and checkpoint in one transaction.
//!
//! Whatever is taken in gets a number that rises; a filing is compared with what has a smaller one. In the log's order, that is, except
//! that a case which was parked comes when it can be read: it is compared with everything there is by then.

use crate::follower_file::{FollowerFile, FollowerFileError, Tables, case_of};
use domain::case::{Mark, MatchFacts, SimilarCase, compare};
use domain::ids::{CaseId, CommandId};
use domain::rule_set::MatchingRules;
use event_store::{Incarnation, Position, Revision};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;
use std::path::Path;

const TABLES: Tables = Tables {
    version: 2,
    make: SCHEMA,
    remove: "DROP TABLE IF EXISTS filings; DROP TABLE IF EXISTS marks; DROP TABLE IF EXISTS pending;",
    empty: "DELETE FROM filings; DELETE FROM marks; DELETE FROM pending;",
};
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
";
/// Most filings looked at for one mark, the newest first: a phone that stands in more of them is an agent's.
const PER_MARK: u32 = 200;

/// The filings known so far.
pub struct MatchIndex {
    file: FollowerFile,
}

impl MatchIndex {
    /// Opens or makes the file. What belongs to another life of the log is forgotten: everything is seen again.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn open(path: &Path, incarnation: Incarnation) -> Result<Self, FollowerFileError> {
        Ok(Self { file: FollowerFile::open(path, incarnation, &TABLES)? })
    }

    /// The file itself.
    pub(super) const fn file(&mut self) -> &mut FollowerFile {
        &mut self.file
    }

    /// What a case is compared by, and its number.
    pub(super) fn get(&self, case: CaseId) -> rusqlite::Result<Option<(MatchFacts, u64)>> {
        Ok(filing(self.file.connection(), case)?.map(|(facts, seq, _)| (facts, seq)))
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
        alike(self.file.connection(), rules, facts, before)
    }

    /// Takes a filing in, or what it is compared by now, because of the event with this revision. Answers its number. Marks it had before
    /// and still has keep theirs, so that who came after it still finds it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&mut self, facts: &MatchFacts, cause: Revision) -> rusqlite::Result<u64> {
        self.file.unpark(facts.case)?;
        let case = facts.case.0.as_bytes();
        let old = self.get(facts.case)?;
        if let Some((old, seq)) = &old
            && old == facts
        {
            return Ok(*seq);
        }
        let document = serde_json::to_string(facts)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        let (seq, known, marks) =
            (self.file.next(), old.map(|old| marks_of(&old.0)).unwrap_or_default(), marks_of(facts));
        let connection = self.file.change()?;
        // What was corrected finds nobody any more: it may be somebody else's.
        let gone: Vec<&Mark> = known.difference(&marks).collect();
        for mark in &gone {
            let sql = "DELETE FROM marks WHERE mark = ?1 AND case_id = ?2";
            connection.prepare_cached(sql)?.execute((mark.0.as_str(), case))?;
        }
        let sql = "INSERT OR REPLACE INTO filings (case_id, seq, cause, facts) VALUES (?1, ?2, ?3, ?4)";
        let row = (case, seq.cast_signed(), cause.0.cast_signed(), document);
        connection.prepare_cached(sql)?.execute(row)?;
        let sql = "INSERT OR IGNORE INTO marks (mark, seq, case_id) VALUES (?1, ?2, ?3)";
        let mut insert = connection.prepare_cached(sql)?;
        for mark in marks.difference(&known) {
            insert.execute((mark.0.as_str(), seq.cast_signed(), case))?;
        }
        drop(insert);
        if !gone.is_empty() {
            self.file.forgot();
        }
        self.file.given();
        Ok(seq)
    }

    /// Notes that a case is to be flagged, and by which command.
    pub(super) fn pend(&mut self, case: CaseId, command: CommandId) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO pending (seq, case_id, command)
                   SELECT seq, case_id, ?2 FROM filings WHERE case_id = ?1";
        self.file.change()?.prepare_cached(sql)?.execute((case.0.as_bytes(), command.0.as_bytes()))?;
        Ok(())
    }

    /// A case was flagged by this command: it need not be done again.
    pub(super) fn flagged(&mut self, case: CaseId, command: CommandId) -> rusqlite::Result<()> {
        let sql = "DELETE FROM pending WHERE case_id = ?1 AND command = ?2";
        self.file.change()?.prepare_cached(sql)?.execute((case.0.as_bytes(), command.0.as_bytes()))?;
        Ok(())
    }

    /// A case need not be flagged.
    pub(super) fn unpend(&mut self, case: CaseId) -> rusqlite::Result<()> {
        let sql = "DELETE FROM pending WHERE case_id = ?1";
        self.file.change()?.prepare_cached(sql)?.execute([case.0.as_bytes()])?;
        Ok(())
    }

    /// Forgets a case: somebody in it was erased.
    pub(super) fn forget(&mut self, case: CaseId) -> rusqlite::Result<()> {
        let facts = self.get(case)?;
        let id = case.0.as_bytes();
        self.file.unpark(case)?;
        let connection = self.file.change()?;
        let mut delete = connection.prepare_cached("DELETE FROM marks WHERE mark = ?1 AND case_id = ?2")?;
        for mark in facts.iter().flat_map(|(facts, _)| facts.keys()) {
            delete.execute((mark.0.as_str(), id))?;
        }
        drop(delete);
        for sql in ["DELETE FROM filings WHERE case_id = ?1", "DELETE FROM pending WHERE case_id = ?1"] {
            connection.prepare_cached(sql)?.execute([id])?;
        }
        self.file.forgot();
        Ok(())
    }

    /// Writes what changed and how far the log was seen.
    ///
    /// # Errors
    /// When the file cannot be written, or still holds what was forgotten; the same again does it.
    pub fn save(&mut self, position: Position) -> rusqlite::Result<()> {
        self.file.save(position)
    }
}

fn marks_of(facts: &MatchFacts) -> BTreeSet<Mark> {
    facts.keys().cloned().collect()
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
