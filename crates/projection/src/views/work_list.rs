//! The work list of a centre: open cases by the last day of their next action, by age or by amount. What is overdue, and what colour a case
//! has, the caller says, by naming a day.

mod asked;

pub use asked::{WorkCase, WorkFilter, WorkList, WorkOrder};

use crate::case_view::{CaseView, NextAction, Outstanding, amber_from};
use crate::error::ViewError;
use chrono::NaiveDate;
use domain::case::StageName;
use domain::classification::{Business, Cause, Track};
use domain::ids::{CaseId, CentreId, MediatorId};
use domain::money::Fen;
use rusqlite::Connection;

/// `amber` is the day from which the next action is pressing. `work_counts_v1` holds one number for each pair of days, stage, action and
/// track, so that a total never counts cases; `track` is empty there before acceptance. Each filter has an index that is in the order of
/// the last day.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS work_list_v1 (
    centre      TEXT    NOT NULL,
    due         TEXT    NOT NULL,
    case_id     TEXT    NOT NULL,
    amber       TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    next_action TEXT    NOT NULL,
    track       TEXT,
    mediator    TEXT,
    business    TEXT    NOT NULL,
    cause       TEXT    NOT NULL,
    received_us INTEGER NOT NULL,
    claim_fen   INTEGER NOT NULL,
    outstanding TEXT    NOT NULL,
    PRIMARY KEY (centre, due, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_list_v1_stage ON work_list_v1 (centre, stage, due, case_id);
CREATE INDEX IF NOT EXISTS work_list_v1_action ON work_list_v1 (centre, next_action, due, case_id);
CREATE INDEX IF NOT EXISTS work_list_v1_track ON work_list_v1 (centre, track, due, case_id) WHERE track IS NOT NULL;
CREATE INDEX IF NOT EXISTS work_list_v1_mediator ON work_list_v1 (centre, mediator, due, case_id) WHERE mediator IS NOT NULL;
CREATE INDEX IF NOT EXISTS work_list_v1_business ON work_list_v1 (centre, business, due, case_id);
CREATE INDEX IF NOT EXISTS work_list_v1_cause ON work_list_v1 (centre, cause, due, case_id);
CREATE INDEX IF NOT EXISTS work_list_v1_age ON work_list_v1 (centre, received_us, case_id);
CREATE INDEX IF NOT EXISTS work_list_v1_amount ON work_list_v1 (centre, claim_fen, case_id);
CREATE TABLE IF NOT EXISTS work_counts_v1 (
    centre      TEXT    NOT NULL,
    due         TEXT    NOT NULL,
    amber       TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    next_action TEXT    NOT NULL,
    track       TEXT    NOT NULL,
    cases       INTEGER NOT NULL,
    PRIMARY KEY (centre, due, amber, stage, next_action, track)
) STRICT, WITHOUT ROWID;
";

/// Sorts behind every day: nothing is due.
const NO_DAY: &str = "9999-12-31";

/// The row of an open case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    centre: CentreId,
    due: String,
    amber: String,
    stage: StageName,
    next_action: NextAction,
    track: Option<Track>,
    mediator: Option<MediatorId>,
    business: Business,
    cause: Cause,
    received_us: i64,
    claim_fen: Fen,
    outstanding: Outstanding,
}

impl Row {
    /// The row of a case; none once nothing is left to do.
    pub(crate) fn of(view: &CaseView) -> Option<Self> {
        let next_action = view.next_action.filter(|_| view.custody.restricted.is_none())?;
        Some(Self {
            centre: view.centre.clone(),
            due: day(view.next_due),
            amber: day(amber_from(view)),
            stage: view.stage,
            next_action,
            track: view.track,
            mediator: view.mediator,
            business: view.business,
            cause: view.cause,
            received_us: view.received_at.timestamp_micros(),
            claim_fen: view.claim_fen,
            outstanding: Outstanding::of(view),
        })
    }

    /// Under which number of the counts it stands.
    fn count_key(&self) -> [&str; 6] {
        let track = self.track.map_or("", Track::code);
        [self.centre.as_str(), &self.due, &self.amber, self.stage.code(), self.next_action.code(), track]
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string())
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
    match (before, now) {
        (Some(before), None) => remove(connection, case, before)?,
        (None, Some(now)) => insert(connection, case, now)?,
        (Some(before), Some(now)) => update(connection, case, before, now)?,
        (None, None) => {}
    }
    let (was, is) = (before.map(Row::count_key), now.map(Row::count_key));
    if was != is {
        was.map_or(Ok(()), |key| take_off(connection, key))?;
        is.map_or(Ok(()), |key| add(connection, key))?;
    }
    Ok(())
}

fn remove(connection: &Connection, case: CaseId, row: &Row) -> Result<(), ViewError> {
    let sql = "DELETE FROM work_list_v1 WHERE centre = ?1 AND due = ?2 AND case_id = ?3";
    connection.prepare_cached(sql)?.execute((row.centre.as_str(), &row.due, case.to_string()))?;
    Ok(())
}

fn insert(connection: &Connection, case: CaseId, row: &Row) -> Result<(), ViewError> {
    let sql = "INSERT INTO work_list_v1 (centre, due, case_id, amber, stage, next_action, track, mediator, business, cause,
                                         received_us, claim_fen, outstanding)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    connection.prepare_cached(sql)?.execute(rusqlite::params![
        row.centre.as_str(),
        row.due,
        case.to_string(),
        row.amber,
        row.stage.code(),
        row.next_action.code(),
        row.track.map(Track::code),
        row.mediator.map(|mediator| mediator.to_string()),
        row.business.code(),
        row.cause.code(),
        row.received_us,
        row.claim_fen.get(),
        serde_json::to_string(&row.outstanding)?,
    ])?;
    Ok(())
}

/// In place, so that the indexes whose columns stay are left alone; a case that moves to another centre or day takes another place.
fn update(connection: &Connection, case: CaseId, before: &Row, now: &Row) -> Result<(), ViewError> {
    if (&before.centre, &before.due) != (&now.centre, &now.due) {
        remove(connection, case, before)?;
        return insert(connection, case, now);
    }
    let sql = "UPDATE work_list_v1 SET amber = ?4, stage = ?5, next_action = ?6, track = ?7, mediator = ?8, business = ?9, cause = ?10,
                      received_us = ?11, claim_fen = ?12, outstanding = ?13
               WHERE centre = ?1 AND due = ?2 AND case_id = ?3";
    connection.prepare_cached(sql)?.execute(rusqlite::params![
        now.centre.as_str(),
        now.due,
        case.to_string(),
        now.amber,
        now.stage.code(),
        now.next_action.code(),
        now.track.map(Track::code),
        now.mediator.map(|mediator| mediator.to_string()),
        now.business.code(),
        now.cause.code(),
        now.received_us,
        now.claim_fen.get(),
        serde_json::to_string(&now.outstanding)?,
    ])?;
    Ok(())
}

fn take_off(connection: &Connection, key: [&str; 6]) -> Result<(), ViewError> {
    let sql = "UPDATE work_counts_v1 SET cases = cases - 1
               WHERE centre = ?1 AND due = ?2 AND amber = ?3 AND stage = ?4 AND next_action = ?5 AND track = ?6";
    connection.prepare_cached(sql)?.execute(key)?;
    // A count of nothing goes, so that the table stays as small as the work and equal to a rebuilt one.
    let sql = "DELETE FROM work_counts_v1
               WHERE centre = ?1 AND due = ?2 AND amber = ?3 AND stage = ?4 AND next_action = ?5 AND track = ?6 AND cases = 0";
    connection.prepare_cached(sql)?.execute(key)?;
    Ok(())
}

fn add(connection: &Connection, key: [&str; 6]) -> Result<(), ViewError> {
    let sql = "INSERT INTO work_counts_v1 (centre, due, amber, stage, next_action, track, cases)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)
               ON CONFLICT DO UPDATE SET cases = cases + 1";
    connection.prepare_cached(sql)?.execute(key)?;
    Ok(())
}
