//! Cases: one document each, and a brief for lists.

use super::access;
use crate::case_view::{CaseBrief, CaseView};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::{Reader, Stored, cursor};
use chrono::NaiveDate;
use domain::ids::CaseId;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS cases_v1 (
    case_id     TEXT    PRIMARY KEY,
    doc         TEXT    NOT NULL,
    brief       TEXT    NOT NULL,
    revision    INTEGER NOT NULL
) STRICT;
";

/// The list of one reader's cases.
const LIST: &str = "cases";

/// The document as the last batch left it.
pub(crate) fn load(connection: &Connection, case: CaseId) -> Result<Option<CaseView>, ViewError> {
    Ok(document(connection, case)?.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// Writes the document; one that is older than what stands there changes nothing. Custody changes it without a new revision of the case.
pub(crate) fn save(connection: &Connection, view: &CaseView) -> Result<(), ViewError> {
    let sql = "INSERT INTO cases_v1 (case_id, doc, brief, revision) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (case_id) DO UPDATE
               SET doc = excluded.doc, brief = excluded.brief, revision = excluded.revision
               WHERE excluded.revision >= cases_v1.revision";
    let brief = serde_json::to_string(&CaseBrief::of(view))?;
    let values = (view.case.to_string(), serde_json::to_string(view)?, brief, view.revision.cast_signed());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

pub(crate) fn document(connection: &Connection, case: CaseId) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT doc FROM cases_v1 WHERE case_id = ?1")?;
    statement.query_row([case.to_string()], |row| row.get(0)).optional()
}

impl Views {
    /// A case, for somebody in a relation to it; `None` for a stranger as for a case that does not exist.
    ///
    /// The whole document: what of it a role may see (classes K1 to K8) is for the caller to choose.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn case(&self, reader: &Reader, case: CaseId) -> Result<Answer<Option<CaseView>>, QueryError> {
        self.ask(|connection| {
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let doc = document(connection, case)?;
            Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
        })
    }

    /// The cases of one reader by id, at most so many, the newest filed first: to look for something in them elsewhere.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn case_ids_of(&self, reader: &Reader, most: usize) -> Result<Answer<Vec<CaseId>>, QueryError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.ask(|connection| {
            let mut newest = BTreeSet::new();
            let sql = "SELECT filed_us, case_id FROM case_access_v1 WHERE kind = ?1 AND key = ?2
                       ORDER BY filed_us DESC, case_id DESC LIMIT ?3";
            let mut select = connection.prepare_cached(sql)?;
            for (kind, key) in access::keys_of(reader) {
                let mut rows = select.query((kind, key, most))?;
                while let Some(row) = rows.next()? {
                    newest.insert((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
                }
            }
            let cases = newest.into_iter().rev().filter_map(|(_, case)| CaseId::parse(&case).ok());
            Ok(cases.take(usize::try_from(most).unwrap_or(usize::MAX)).collect())
        })
    }

    /// The cases of one reader, the newest filed first: a mediator's, a party's, an institution's, a court's, a whole centre's.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn cases_of(
        &self,
        reader: &Reader,
        paging: &Paging,
    ) -> Result<Answer<Page<Stored<CaseBrief>>>, QueryError> {
        self.cases_due_of(reader, None, paging)
    }

    /// The same; with a day, those alone in which an obligation falls due no later and something is expected under it.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn cases_due_of(
        &self,
        reader: &Reader,
        due_by: Option<NaiveDate>,
        paging: &Paging,
    ) -> Result<Answer<Page<Stored<CaseBrief>>>, QueryError> {
        let keys = access::keys_of(reader);
        // A party may be known by its account and by its party id; a case found by both is listed once.
        let select = match keys.len() {
            1 => {
                "SELECT a.filed_us, a.case_id, c.brief FROM case_access_v1 a JOIN cases_v1 c USING (case_id) WHERE"
            }
            _ => {
                "SELECT DISTINCT a.filed_us, a.case_id, c.brief FROM case_access_v1 a JOIN cases_v1 c USING (case_id) WHERE"
            }
        };
        let mut query = ListQuery::new(select, paging.limit)?;
        for (index, (kind, key)) in keys.into_iter().enumerate() {
            let or = if index == 0 { "(" } else { "OR" };
            query.push(or, []);
            query.push("a.kind = ? AND a.key = ?", [text(kind), text(key)]);
        }
        query.push(")", []);
        let due_by = due_by.map(|day| day.to_string());
        query.push_if("AND json_extract(c.brief, '$.performance_due') <= ?", due_by);
        if let Some(after) = &paging.after {
            let [filed, case] = cursor::decode(LIST, after)?;
            let filed: i64 = filed.parse().map_err(|_| cursor::CursorError::Malformed)?;
            query.push("AND (a.filed_us, a.case_id) < (?, ?)", [filed.into(), text(case)]);
        }
        query.push("ORDER BY a.filed_us DESC, a.case_id DESC", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                let key = [row.get::<_, i64>(0)?.to_string(), row.get(1)?];
                Ok((Stored::new(row.get(2)?), key))
            })
        })
    }
}
