//! Closed cases by how long their files are kept (保管期限), and which cases are restricted.
//!
//! Rows hold class and day of closing, not the day of expiry: years are parameters, and a new rule set must need no rebuild.

use crate::case_view::{CaseView, retention_class};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::classification::RetentionClassCode;
use domain::ids::{CaseId, CentreId};
use rusqlite::{Connection, OptionalExtension};

/// `closed_on` and `class` are empty until the case is closed.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS custody_v1 (
    case_id    TEXT    PRIMARY KEY,
    centre     TEXT    NOT NULL,
    case_no    TEXT,
    closed_on  TEXT,
    class      TEXT,
    restricted INTEGER NOT NULL,
    holds      INTEGER NOT NULL,
    erased     INTEGER NOT NULL,
    dossier_no TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS custody_v1_retention ON custody_v1 (centre, class, closed_on, case_id);
";

const LIST: &str = "retention";

/// A closed case in the list of retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRow {
    /// The case.
    pub case: CaseId,
    /// Its number, if it was accepted.
    pub case_no: Option<String>,
    /// Class of its file.
    pub class: RetentionClassCode,
    /// Legal date of its closing.
    pub closed_on: NaiveDate,
    /// Everything but storing has stopped.
    pub restricted: bool,
    /// Holds in force.
    pub holds: u64,
    /// Subjects erased.
    pub erased: u64,
    /// Number of the dossier, once archived.
    pub dossier_no: Option<String>,
}

/// Which files are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionFilter {
    /// The class.
    pub class: RetentionClassCode,
    /// Closed on this legal date or before.
    pub closed_until: NaiveDate,
}

/// Writes the row of a case: only closed cases and those somebody restricted or holds have one.
pub(crate) fn write(connection: &Connection, view: &CaseView) -> Result<(), ViewError> {
    let class = retention_class(view);
    let restricted = view.custody.restricted.is_some();
    let case = view.case.to_string();
    if class.is_none() && view.custody.seen.is_none() {
        return Ok(());
    }
    let sql = "INSERT OR REPLACE INTO custody_v1 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    connection.prepare_cached(sql)?.execute((
        case,
        view.centre.as_str(),
        view.case_no.as_ref().map(|number| number.as_str()),
        view.closed_at.map(|at| legal_date(at).to_string()),
        class.map(RetentionClassCode::code),
        restricted,
        i64::try_from(view.custody.holds.len()).unwrap_or(i64::MAX),
        i64::try_from(view.custody.erased.len()).unwrap_or(i64::MAX),
        view.custody.archived.as_ref().map(|archived| archived.dossier_no.as_str()),
    ))?;
    Ok(())
}

impl Views {
    /// The centre of a case with which nothing but storing goes on; `None` for every other case.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn restricted(&self, case: CaseId) -> Result<Option<CentreId>, QueryError> {
        let answer = self.ask(|connection| {
            let sql = "SELECT centre FROM custody_v1 WHERE case_id = ?1 AND restricted = 1";
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row([case.to_string()], |row| row.get::<_, String>(0)).optional()?)
        })?;
        Ok(answer.value.and_then(|centre| CentreId::parse(&centre).ok()))
    }

    /// Files of one class closed until a day, the oldest first.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn retention(
        &self,
        centre: &CentreId,
        filter: &RetentionFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<RetentionRow>>, QueryError> {
        let select =
            "SELECT case_id, case_no, closed_on, restricted, holds, erased, dossier_no FROM custody_v1";
        let mut query = ListQuery::new(select, paging.limit)?;
        query.push("WHERE centre = ? AND class = ?", [text(centre), text(filter.class.code())]);
        query.push("AND closed_on <= ?", [text(filter.closed_until)]);
        let counted = query.counted();
        if let Some(after) = &paging.after {
            let [closed_on, case] = cursor::decode(LIST, after)?;
            query.push("AND (closed_on, case_id) > (?, ?)", [text(closed_on), text(case)]);
        }
        query.push("ORDER BY closed_on, case_id", []);
        self.ask(|connection| {
            let mut page = query.page(connection, LIST, |row| {
                let (case, closed_on): (String, String) = (row.get(0)?, row.get(2)?);
                let item = RetentionRow {
                    case: CaseId::parse(&case).map_err(|_| cursor::CursorError::Malformed)?,
                    case_no: row.get(1)?,
                    class: filter.class,
                    closed_on: closed_on.parse().unwrap_or_default(),
                    restricted: row.get(3)?,
                    holds: super::count_of(row.get(4)?),
                    erased: super::count_of(row.get(5)?),
                    dossier_no: row.get(6)?,
                };
                Ok((item, [closed_on, case]))
            })?;
            page.total = Some(counted.of(connection)?);
            Ok(page)
        })
    }
}
