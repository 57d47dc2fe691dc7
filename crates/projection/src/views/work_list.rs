//! The work list of a centre: open cases by the last day of their next action. What is overdue the caller says, by naming a day.

use super::count_of;
use crate::case_view::{CaseBrief, CaseView, NextAction};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::{Stored, cursor};
use chrono::NaiveDate;
use domain::case::StageName;
use domain::identity::Uscc;
use domain::ids::{BatchId, CaseId, CentreId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// `work_counts_v1` holds one number for each day, stage and action, so that a total never counts cases.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS work_list_v1 (
    centre      TEXT NOT NULL,
    due         TEXT NOT NULL,
    case_id     TEXT NOT NULL,
    stage       TEXT NOT NULL,
    next_action TEXT NOT NULL,
    PRIMARY KEY (centre, due, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_list_v1_stage ON work_list_v1 (centre, stage, due, case_id);
CREATE INDEX IF NOT EXISTS work_list_v1_action ON work_list_v1 (centre, next_action, due, case_id);
CREATE TABLE IF NOT EXISTS work_counts_v1 (
    centre      TEXT    NOT NULL,
    due         TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    next_action TEXT    NOT NULL,
    cases       INTEGER NOT NULL,
    PRIMARY KEY (centre, due, stage, next_action)
) STRICT, WITHOUT ROWID;
";

const LIST: &str = "work";

/// Sorts behind every day: nothing is due.
const NO_DAY: &str = "9999-12-31";

/// The row of an open case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    centre: CentreId,
    due: String,
    stage: StageName,
    next_action: NextAction,
}

impl Row {
    /// The row of a case; none once nothing is left to do.
    pub(crate) fn of(view: &CaseView) -> Option<Self> {
        let due = view.next_due.map_or_else(|| NO_DAY.to_owned(), |due| due.to_string());
        let next_action = view.next_action.filter(|_| view.custody.restricted.is_none())?;
        Some(Self { centre: view.centre.clone(), due, stage: view.stage, next_action })
    }
}

/// Brings the row of a case, and the counts, from what they were to what they are.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: Option<&Row>,
    now: Option<&Row>,
) -> Result<(), ViewError> {
    if before == now {
        return Ok(());
    }
    if let Some(row) = before {
        let sql = "DELETE FROM work_list_v1 WHERE centre = ?1 AND due = ?2 AND case_id = ?3";
        connection.prepare_cached(sql)?.execute((row.centre.as_str(), &row.due, case.to_string()))?;
        let sql = "UPDATE work_counts_v1 SET cases = cases - 1
                   WHERE centre = ?1 AND due = ?2 AND stage = ?3 AND next_action = ?4";
        connection.prepare_cached(sql)?.execute(count_key(row))?;
        // A count of nothing goes, so that the table stays as small as the work and equal to a rebuilt one.
        let sql = "DELETE FROM work_counts_v1
                   WHERE centre = ?1 AND due = ?2 AND stage = ?3 AND next_action = ?4 AND cases = 0";
        connection.prepare_cached(sql)?.execute(count_key(row))?;
    }
    if let Some(row) = now {
        let sql =
            "INSERT INTO work_list_v1 (centre, due, case_id, stage, next_action) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values =
            (row.centre.as_str(), &row.due, case.to_string(), row.stage.code(), row.next_action.code());
        connection.prepare_cached(sql)?.execute(values)?;
        let sql =
            "INSERT INTO work_counts_v1 (centre, due, stage, next_action, cases) VALUES (?1, ?2, ?3, ?4, 1)
                   ON CONFLICT DO UPDATE SET cases = cases + 1";
        connection.prepare_cached(sql)?.execute(count_key(row))?;
    }
    Ok(())
}

fn count_key(row: &Row) -> (&str, &str, &'static str, &'static str) {
    (row.centre.as_str(), &row.due, row.stage.code(), row.next_action.code())
}

/// Which open cases of a centre are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkFilter {
    /// Only cases in this stage.
    pub stage: Option<StageName>,
    /// Only cases with this next action.
    pub next_action: Option<NextAction>,
    /// Only cases whose next action was due before this legal date: the caller's today.
    pub overdue_on: Option<NaiveDate>,
    /// Only cases that are linked in this batch.
    pub batch: Option<BatchId>,
    /// Only cases in which this institution, or a unit below it, is a party.
    pub institution: Option<Uscc>,
}

/// A page of the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkList {
    /// How many cases the filter leaves, on all pages together.
    pub total: u64,
    /// The cases, the most urgent first.
    pub page: Page<Stored<CaseBrief>>,
}

impl Views {
    /// Open cases of a centre by the last day of their next action, then by id; cases without such a day come last.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn work_list(
        &self,
        centre: &CentreId,
        filter: &WorkFilter,
        paging: &Paging,
    ) -> Result<Answer<WorkList>, QueryError> {
        let select = "SELECT w.due, w.case_id, c.brief FROM work_list_v1 w JOIN cases_v1 c USING (case_id)";
        let mut query = ListQuery::new(select, paging.limit)?;
        query.push("WHERE w.centre = ?", [text(centre)]);
        for (sql, value) in conditions(filter) {
            query.push(sql, [value]);
        }
        if let Some(after) = &paging.after {
            let [due, case] = cursor::decode(LIST, after)?;
            query.push("AND (w.due, w.case_id) > (?, ?)", [text(due), text(case)]);
        }
        query.push("ORDER BY w.due, w.case_id", []);
        self.ask(|connection| {
            let page = query.page(connection, LIST, |row| {
                let key = [row.get(0)?, row.get(1)?];
                Ok((Stored::new(row.get(2)?), key))
            })?;
            Ok(WorkList { total: total(connection, centre, filter)?, page })
        })
    }
}

fn conditions(filter: &WorkFilter) -> impl Iterator<Item = (&'static str, Value)> {
    let stage = filter.stage.map(|stage| ("AND w.stage = ?", text(stage.code())));
    let action = filter.next_action.map(|action| ("AND w.next_action = ?", text(action.code())));
    let overdue = filter.overdue_on.map(|today| ("AND w.due < ?", text(today)));
    let linked = filter.batch.map(|batch| (IN_BATCH, text(batch)));
    let against = filter.institution.as_ref().map(|institution| (OF_INSTITUTION, text(institution)));
    [stage, action, overdue, linked, against].into_iter().flatten()
}

const IN_BATCH: &str =
    "AND EXISTS (SELECT 1 FROM batch_members_v1 b WHERE b.batch = ? AND b.case_id = w.case_id)";
const OF_INSTITUTION: &str = "AND EXISTS (SELECT 1 FROM case_access_v1 a
    WHERE a.kind = 'institution' AND a.key = ? AND a.case_id = w.case_id)";

fn total(connection: &Connection, centre: &CentreId, filter: &WorkFilter) -> rusqlite::Result<u64> {
    // The numbers kept know nothing of single cases: who asks by batch or institution has the cases counted.
    let counted = filter.batch.is_some() || filter.institution.is_some();
    let mut sql = if counted {
        "SELECT count(*) FROM work_list_v1 w WHERE w.centre = ?".to_owned()
    } else {
        "SELECT coalesce(sum(w.cases), 0) FROM work_counts_v1 w WHERE w.centre = ?".to_owned()
    };
    let mut values = vec![text(centre)];
    for (condition, value) in conditions(filter) {
        sql.push(' ');
        sql.push_str(condition);
        values.push(value);
    }
    connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0).map(count_of))
}
