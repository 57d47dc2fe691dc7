//! Cases: one document each, and a brief for lists.

use super::register::SettlementRow;
use super::{access, timeline};
use crate::case_view::{CaseBrief, CaseView};
use crate::error::{QueryError, ViewError};
use crate::packed::{pack, unpack};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::{Reader, Stored, cursor};
use chrono::NaiveDate;
use domain::ids::CaseId;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS cases_v1 (
    case_id         TEXT    PRIMARY KEY,
    doc             BLOB    NOT NULL,
    brief           BLOB    NOT NULL,
    performance_due TEXT,
    revision        INTEGER NOT NULL
) STRICT;
";

/// The list of one reader's cases.
const LIST: &str = "cases";

/// The row of a case.
pub(crate) struct CaseRow {
    doc: Vec<u8>,
    brief: Vec<u8>,
    performance_due: Option<NaiveDate>,
    revision: u64,
}

impl CaseRow {
    /// Makes it.
    pub(crate) fn of(view: &CaseView) -> Result<Self, ViewError> {
        let brief = CaseBrief::of(view);
        Ok(Self {
            doc: pack(view)?,
            brief: pack(&brief)?,
            performance_due: brief.performance_due,
            revision: view.revision,
        })
    }
}

/// Writes the row; one that is older than what stands there changes nothing. Custody changes it without a new revision of the case.
pub(crate) fn save(connection: &Connection, case: CaseId, row: CaseRow) -> Result<(), ViewError> {
    let sql = "INSERT INTO cases_v1 (case_id, doc, brief, performance_due, revision)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (case_id) DO UPDATE
               SET doc = excluded.doc, brief = excluded.brief, performance_due = excluded.performance_due,
                   revision = excluded.revision
               WHERE excluded.revision >= cases_v1.revision";
    let performance_due = row.performance_due.map(|day| day.to_string());
    let values = (case.to_string(), row.doc, row.brief, performance_due, row.revision.cast_signed());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The document as it lies in the file.
fn document(connection: &Connection, case: CaseId) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut statement = connection.prepare_cached("SELECT doc FROM cases_v1 WHERE case_id = ?1")?;
    statement.query_row([case.to_string()], |row| row.get(0)).optional()
}

/// What a list says of a case.
pub(crate) fn brief(connection: &Connection, case: CaseId) -> Result<Option<CaseBrief>, QueryError> {
    let mut statement = connection.prepare_cached("SELECT brief FROM cases_v1 WHERE case_id = ?1")?;
    let packed = statement.query_row([case.to_string()], |row| row.get(0)).optional()?;
    packed.map(|packed| Stored::new(packed).read()).transpose()
}

/// The document, for a question.
pub(crate) fn case(connection: &Connection, case: CaseId) -> Result<Option<CaseView>, QueryError> {
    let packed = document(connection, case)?;
    Ok(packed.map(|packed| unpack(&packed)).transpose()?)
}

impl Views {
    /// Some documents as they are before they are packed, of each kind in turn: for whoever learns the dictionary from them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn documents(&self, most: usize) -> Result<Vec<Vec<u8>>, QueryError> {
        let answer = self.ask(|connection| {
            let mut ids = connection.prepare_cached("SELECT case_id FROM cases_v1 LIMIT ?1")?;
            let mut rows = ids.query([i64::try_from(most / 4).unwrap_or(i64::MAX)])?;
            let mut documents = Vec::new();
            while let Some(row) = rows.next()? {
                let Ok(id) = CaseId::parse(&row.get::<_, String>(0)?) else { continue };
                documents.push(serde_json::to_vec(&self::case(connection, id)?)?);
                documents.push(serde_json::to_vec(&timeline::since(connection, id, 0)?)?);
                documents.push(serde_json::to_vec(&brief(connection, id)?)?);
                if let Some(row) = self::case(connection, id)?.as_ref().and_then(SettlementRow::of) {
                    documents.push(serde_json::to_vec(&row)?);
                }
            }
            Ok(documents)
        })?;
        Ok(answer.value)
    }

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
            self::case(connection, case)
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
        self.some_cases_of(reader, &CaseFilter::default(), paging)
    }

    /// The same, but for those the filter leaves out.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn some_cases_of(
        &self,
        reader: &Reader,
        filter: &CaseFilter,
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
        filter.narrow(&mut query, keys);
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

    /// How many cases of a reader the filter leaves.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count_cases_of(&self, reader: &Reader, filter: &CaseFilter) -> Result<Answer<u64>, QueryError> {
        // What falls due is written beside the case, and looked for there only when it is asked for.
        let select = match filter.due_by {
            None => "SELECT DISTINCT a.case_id FROM case_access_v1 a WHERE",
            Some(_) => {
                "SELECT DISTINCT a.case_id FROM case_access_v1 a JOIN cases_v1 c USING (case_id) WHERE"
            }
        };
        let mut query = ListQuery::new(select, 1)?;
        filter.narrow(&mut query, access::keys_of(reader));
        self.ask(|connection| Ok(query.counted().of(connection)?))
    }
}

/// Which cases of a reader are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Only those the reader may see on this legal date, as far as the relation knows.
    pub on: Option<NaiveDate>,
    /// Only those in which an obligation falls due on this legal date or before, and something is expected under it.
    pub due_by: Option<NaiveDate>,
}

impl CaseFilter {
    fn narrow(&self, query: &mut ListQuery, keys: Vec<access::Relation>) {
        for (index, (kind, key)) in keys.into_iter().enumerate() {
            let or = if index == 0 { "(" } else { "OR" };
            query.push(or, []);
            query.push("a.kind = ? AND a.key = ?", [text(kind), text(key)]);
        }
        query.push(")", []);
        if let Some(day) = self.on {
            let bounds =
                "AND (a.from_day IS NULL OR a.from_day <= ?) AND (a.to_day IS NULL OR a.to_day >= ?)";
            query.push(bounds, [text(day), text(day)]);
        }
        query.push_if("AND c.performance_due <= ?", self.due_by.map(text));
    }
}
