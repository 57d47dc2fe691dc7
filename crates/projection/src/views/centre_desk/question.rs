//! What a director asks of the desk.

use super::{COURT_REFUSED, DECLINED, NOT_ACCEPTED, RECUSAL, RECUSED, REFUSED, SEAT, SUSPENDED, UNDISCLOSED};
use crate::error::QueryError;
use crate::query::{Answer, Views};
use crate::views::count_of;
use crate::views::roster::RosterEntry;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::ids::CentreId;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// How far back refusals count, calendar days.
const LAST_DAYS: u64 = 365;

/// Every look-up of a mediator is one of an index, however many cases he or she ever had.
const MEDIATORS: &str = "
        SELECT m.doc,
            (SELECT count(*) FROM centre_items_v1 i WHERE i.kind = ?2 AND i.key = m.mediator_id),
            (SELECT min(day) FROM centre_items_v1 i WHERE i.kind = ?2 AND i.key = m.mediator_id),
            (SELECT max(asked_us) FROM mediator_load_v1 l WHERE l.mediator_id = m.mediator_id),
            (SELECT count(*) FROM centre_items_v1 i WHERE i.kind = ?3 AND i.key = m.mediator_id AND i.day > ?6),
            (SELECT count(*) FROM centre_items_v1 i WHERE i.kind = ?4 AND i.key = m.mediator_id AND i.day > ?6),
            (SELECT count(*) FROM centre_items_v1 i WHERE i.kind = ?5 AND i.key = m.mediator_id)
        FROM mediators_v1 m WHERE m.centre = ?1 ORDER BY m.mediator_id";
/// What is open, and the first day of it.
const OPEN: &str = "SELECT count(*), min(day) FROM centre_items_v1 WHERE centre = ?1 AND kind = ?2";
/// What is open and past its day.
const PAST: &str = "SELECT count(*) FROM centre_items_v1 WHERE centre = ?1 AND kind = ?2 AND day < ?3";
/// What happened since a day, by its key.
const BY_KEY: &str = "SELECT key, count(*) FROM centre_items_v1
               WHERE centre = ?1 AND kind = ?2 AND day > ?3 GROUP BY key ORDER BY key";
/// What happened since a day, by month and key.
const BY_MONTH: &str = "SELECT substr(day, 1, 7) AS month, key, count(*) FROM centre_items_v1
               WHERE centre = ?1 AND kind = ?2 AND day > ?3 GROUP BY month, key ORDER BY month, key";
/// Open and overdue cases, from the numbers the work list keeps.
const BY_STAGE: &str = "SELECT stage, sum(cases), sum(CASE WHEN due < ?2 THEN cases ELSE 0 END)
               FROM work_counts_v1 WHERE centre = ?1 GROUP BY stage";

/// A mediator of the centre and what he or she has to do, in whichever centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediatorDesk {
    /// The entry of the roster; name and wording sealed.
    pub entry: RosterEntry,
    /// Cases in which he or she is asked or at work.
    pub open_cases: u64,
    /// The day of the oldest offer among them, legal date.
    pub oldest_since: Option<NaiveDate>,
    /// When last asked in any case, UTC.
    pub asked_at: Option<DateTime<Utc>>,
    /// Offers declined in the last 365 days.
    pub declined: u64,
    /// Recusals granted in the last 365 days.
    pub recused: u64,
    /// Cases in which he or she is barred for now.
    pub suspended_in: u64,
}

/// How often something happened, by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedCount {
    /// Code of what is counted.
    pub key: String,
    /// How often.
    pub count: u64,
}

/// How often something happened in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyCount {
    /// `YYYY-MM`.
    pub month: String,
    /// Whom it is counted for.
    pub key: String,
    /// How often.
    pub count: u64,
}

/// Open cases of one stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageDesk {
    /// Code of the stage.
    pub stage: String,
    /// Cases with something to do next.
    pub open: u64,
    /// Of these, how many whose last day for it is over.
    pub overdue: u64,
    /// Cases that nothing and nobody will move.
    pub stalled: u64,
}

/// The desk of a centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreDesk {
    /// Everybody on the roster, by id.
    pub mediators: Vec<MediatorDesk>,
    /// Recusals that are to be decided.
    pub recusals_open: u64,
    /// Of these, how many whose last day is over.
    pub recusals_past: u64,
    /// The first of their last days, legal date.
    pub next_recusal_by: Option<NaiveDate>,
    /// Mediators barred in a case of the centre, one for each case.
    pub suspended: u64,
    /// Relations the house found that nobody had disclosed, in cases that wait for it.
    pub undisclosed: u64,
    /// Applications not taken in the last 365 days, by ground.
    pub not_accepted: Vec<KeyedCount>,
    /// Mediations an institution did not take part in or left in the last 365 days, by month and institution.
    pub refused: Vec<MonthlyCount>,
    /// Applications for confirmation that a court did not take or dismissed in the last 365 days, by outcome.
    pub court_refused: Vec<KeyedCount>,
    /// Open, overdue and stalled cases by stage.
    pub stages: Vec<StageDesk>,
}

impl Views {
    /// The desk of a centre on the legal date `today`; of cases under restriction it tells nothing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn centre_desk(&self, centre: &CentreId, today: NaiveDate) -> Result<Answer<CentreDesk>, QueryError> {
        self.ask(|connection| {
            let since = today.checked_sub_days(Days::new(LAST_DAYS)).unwrap_or(NaiveDate::MIN).to_string();
            let day = today.to_string();
            let (recusals_open, next_recusal_by) = open(connection, centre, RECUSAL)?;
            let (suspended, _) = open(connection, centre, SUSPENDED)?;
            let (undisclosed, _) = open(connection, centre, UNDISCLOSED)?;
            Ok(CentreDesk {
                mediators: mediators(connection, centre, &since)?,
                recusals_open,
                recusals_past: past(connection, centre, RECUSAL, &day)?,
                next_recusal_by,
                suspended,
                undisclosed,
                not_accepted: by_key(connection, centre, NOT_ACCEPTED, &since)?,
                refused: by_month(connection, centre, REFUSED, &since)?,
                court_refused: by_key(connection, centre, COURT_REFUSED, &since)?,
                stages: stages(connection, centre, &day)?,
            })
        })
    }
}

fn mediators(
    connection: &Connection,
    centre: &CentreId,
    since: &str,
) -> Result<Vec<MediatorDesk>, QueryError> {
    let mut statement = connection.prepare_cached(MEDIATORS)?;
    let mut rows = statement.query((centre.as_str(), SEAT, DECLINED, RECUSED, SUSPENDED, since))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?;
        let asked: Option<i64> = row.get(3)?;
        found.push(MediatorDesk {
            entry,
            open_cases: count_of(row.get(1)?),
            oldest_since: day_of(row.get(2)?),
            asked_at: asked.and_then(DateTime::from_timestamp_micros),
            declined: count_of(row.get(4)?),
            recused: count_of(row.get(5)?),
            suspended_in: count_of(row.get(6)?),
        });
    }
    Ok(found)
}

fn day_of(text: Option<String>) -> Option<NaiveDate> {
    text.and_then(|day| day.parse().ok())
}

fn open(
    connection: &Connection,
    centre: &CentreId,
    kind: &str,
) -> Result<(u64, Option<NaiveDate>), QueryError> {
    let mut statement = connection.prepare_cached(OPEN)?;
    Ok(statement
        .query_row((centre.as_str(), kind), |row| Ok((count_of(row.get(0)?), day_of(row.get(1)?))))?)
}

fn past(connection: &Connection, centre: &CentreId, kind: &str, today: &str) -> Result<u64, QueryError> {
    let mut statement = connection.prepare_cached(PAST)?;
    Ok(statement.query_row((centre.as_str(), kind, today), |row| row.get(0).map(count_of))?)
}

fn by_key(
    connection: &Connection,
    centre: &CentreId,
    kind: &str,
    since: &str,
) -> Result<Vec<KeyedCount>, QueryError> {
    let mut statement = connection.prepare_cached(BY_KEY)?;
    let rows = statement.query_map((centre.as_str(), kind, since), |row| {
        Ok(KeyedCount { key: row.get(0)?, count: row.get(1).map(count_of)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn by_month(
    connection: &Connection,
    centre: &CentreId,
    kind: &str,
    since: &str,
) -> Result<Vec<MonthlyCount>, QueryError> {
    let mut statement = connection.prepare_cached(BY_MONTH)?;
    let rows = statement.query_map((centre.as_str(), kind, since), |row| {
        Ok(MonthlyCount { month: row.get(0)?, key: row.get(1)?, count: row.get(2).map(count_of)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Open and overdue from the numbers the work list keeps; stalled ones are looked for where they can be.
fn stages(connection: &Connection, centre: &CentreId, today: &str) -> Result<Vec<StageDesk>, QueryError> {
    let mut stages: BTreeMap<String, StageDesk> = BTreeMap::new();
    let mut statement = connection.prepare_cached(BY_STAGE)?;
    let mut rows = statement.query((centre.as_str(), today))?;
    while let Some(row) = rows.next()? {
        let stage: String = row.get(0)?;
        let (open, overdue) = (count_of(row.get(1)?), count_of(row.get(2)?));
        stages.insert(stage.clone(), StageDesk { stage, open, overdue, stalled: 0 });
    }
    for (stage, stalled) in super::super::stalled::by_stage(connection, centre, today)? {
        let row = stages.entry(stage.clone()).or_insert_with(|| StageDesk { stage, ..StageDesk::default() });
        row.stalled = stalled;
    }
    Ok(stages.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::{BY_KEY, BY_MONTH, BY_STAGE, MEDIATORS, OPEN, PAST};
    use crate::views::{TABLES, stalled};
    use rusqlite::Connection;

    /// How SQLite goes about a question, a line a step; the mediators of a centre are the outermost rows of theirs.
    fn plan(connection: &Connection, sql: &str) -> Vec<String> {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a statement");
        let nothing = vec![""; statement.parameter_count()];
        let rows =
            statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3)).expect("a plan");
        rows.collect::<rusqlite::Result<_>>().expect("lines")
    }

    #[test]
    fn no_question_of_the_desk_walks_through_a_table_of_cases() {
        let connection = Connection::open_in_memory().expect("a database");
        TABLES.iter().for_each(|tables| connection.execute_batch(tables).expect("tables"));
        connection
            .execute_batch("CREATE TABLE parked_v1 (stream TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
            .expect("a table");
        for sql in [MEDIATORS, OPEN, PAST, BY_KEY, BY_MONTH, BY_STAGE, stalled::BY_STAGE] {
            for step in plan(&connection, sql) {
                // Streams that were set aside, mediators and what was found are few.
                let few = ["SCAN p", "SCAN n", "SCAN f", "SCAN g", "SCAN needed", "SCAN CONSTANT ROW"];
                assert!(!step.starts_with("SCAN") || few.iter().any(|it| step == *it), "{step} in {sql}");
                let documents = step.contains("cases_v1") && !step.contains("live_cases_v1");
                assert!(!documents, "{step} in {sql}");
                if step.contains("centre_items_v1") || step.starts_with("SEARCH i ") {
                    assert!(step.contains("COVERING INDEX"), "{step} in {sql}");
                }
            }
        }
    }
}
