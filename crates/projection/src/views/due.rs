//! Periods that run, by the day on which something is owed about them: what the clock of the house asks, and the board of a centre.
//!
//! A row says when, never what: that the case decides when it is asked. Days come from the rule set of the house, which sets warnings and
//! rungs for every centre alike.

use super::count_of;
use crate::case_view::CaseView;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use chrono::NaiveDate;
use domain::case::{MEDIATION_PERIOD, next_day};
use domain::deadline::Timer;
use domain::ids::CaseId;
use domain::rule_set::RuleSet;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `on_day` is empty when everything was done about the period.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS due_v1 (
    case_id       TEXT NOT NULL,
    timer         TEXT NOT NULL,
    due_date      TEXT NOT NULL,
    on_day        TEXT,
    holiday_table TEXT NOT NULL,
    PRIMARY KEY (case_id, timer, due_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS due_v1_day ON due_v1 (on_day, due_date, case_id, timer) WHERE on_day IS NOT NULL;
CREATE INDEX IF NOT EXISTS due_v1_table ON due_v1 (holiday_table, due_date, case_id, timer);
";

/// A case's periods by timer and last day: when something is owed, and by which holiday table they were computed.
pub(crate) type Rows = BTreeMap<(Timer, NaiveDate), (Option<NaiveDate>, String)>;

/// The rows of a case as it stands. Nothing is owed while its processing is restricted, or about a mediation period whose clock stands;
/// an archived file waits for nobody.
pub(crate) fn rows(view: &CaseView) -> Rows {
    static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);
    let asleep = view.custody.restricted.is_some() || view.custody.archived.is_some();
    let stands = clock_stands(view);
    let row = |deadline: &domain::deadline::Deadline| {
        let known = view.firings.iter().find(|firing| firing.is_of(deadline));
        let quiet = asleep || (stands && MEDIATION_PERIOD.contains(&deadline.timer));
        let day = next_day(deadline, known, &RULES).filter(|_| !quiet);
        ((deadline.timer, deadline.due_date), (day, deadline.holiday_table.clone()))
    };
    view.deadlines.iter().map(row).collect()
}

fn clock_stands(view: &CaseView) -> bool {
    view.suspensions.iter().any(|it| it.clock_stops && it.resumed_on.is_none())
        || view.appraisals.iter().any(|it| it.received_on.is_none())
}

/// Brings the rows of a case from what they were to what they are.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: &Rows,
    now: &Rows,
) -> Result<(), ViewError> {
    if before == now {
        return Ok(());
    }
    let case = case.to_string();
    for (timer, due) in before.keys().filter(|key| !now.contains_key(key)) {
        let sql = "DELETE FROM due_v1 WHERE case_id = ?1 AND timer = ?2 AND due_date = ?3";
        connection.prepare_cached(sql)?.execute((&case, timer.id(), due.to_string()))?;
    }
    for ((timer, due), (day, table)) in now.iter().filter(|(key, row)| before.get(key) != Some(row)) {
        let sql = "INSERT INTO due_v1 (case_id, timer, due_date, on_day, holiday_table) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT DO UPDATE SET on_day = excluded.on_day, holiday_table = excluded.holiday_table";
        let day = day.map(|day| day.to_string());
        connection.prepare_cached(sql)?.execute((&case, timer.id(), due.to_string(), day, table))?;
    }
    Ok(())
}

/// A period about which something is owed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DuePeriod {
    /// The legal date on which it is owed.
    pub on_day: NaiveDate,
    /// The last day of the period, legal date.
    pub due_date: NaiveDate,
    /// The case.
    pub case: CaseId,
    /// Which period.
    pub timer: Timer,
}

fn timer_of(id: &str) -> Option<Timer> {
    Timer::ALL.into_iter().find(|timer| timer.id() == id)
}

fn period(row: &rusqlite::Row<'_>) -> Result<Option<DuePeriod>, QueryError> {
    let [day, due, case, timer]: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
    let (Ok(on_day), Ok(due_date), Ok(case), Some(timer)) =
        (day.parse(), due.parse(), CaseId::parse(&case), timer_of(&timer))
    else {
        return Ok(None);
    };
    Ok(Some(DuePeriod { on_day, due_date, case, timer }))
}

impl Views {
    /// Periods about which something is owed by the legal date `today`, in the order in which it was owed, after `after`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn due(
        &self,
        today: NaiveDate,
        after: Option<&DuePeriod>,
        limit: u32,
    ) -> Result<Answer<Vec<DuePeriod>>, QueryError> {
        let sql = "SELECT on_day, due_date, case_id, timer FROM due_v1
                   WHERE on_day IS NOT NULL AND on_day <= ?1 AND (on_day, due_date, case_id, timer) > (?2, ?3, ?4, ?5)
                   ORDER BY on_day, due_date, case_id, timer LIMIT ?6";
        let [day, due, case, timer] = after.map_or_else(Default::default, |it| {
            [it.on_day.to_string(), it.due_date.to_string(), it.case.to_string(), it.timer.id().to_owned()]
        });
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query((today.to_string(), day, due, case, timer, limit))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.extend(period(row)?);
            }
            Ok(found)
        })
    }

    /// Periods that end on `today` or later and were computed by another holiday table than `table`, by their last day, after `after`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn computed_by_other_tables(
        &self,
        table: &str,
        today: NaiveDate,
        after: Option<&DuePeriod>,
        limit: u32,
    ) -> Result<Answer<Vec<DuePeriod>>, QueryError> {
        let sql = "SELECT due_date, due_date, case_id, timer FROM due_v1
                   WHERE holiday_table <> ?1 AND due_date >= ?2 AND (due_date, case_id, timer) > (?3, ?4, ?5)
                   ORDER BY due_date, case_id, timer LIMIT ?6";
        let [due, case, timer] = after.map_or_else(Default::default, |it| {
            [it.due_date.to_string(), it.case.to_string(), it.timer.id().to_owned()]
        });
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query((table, today.to_string(), due, case, timer, limit))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.extend(period(row)?);
            }
            Ok(found)
        })
    }

    /// How many periods run in all cases together. Counts rows: for whoever runs the house, not for every page.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn running_periods(&self) -> Result<Answer<u64>, QueryError> {
        self.ask(|connection| {
            let sql = "SELECT count(*) FROM due_v1";
            Ok(connection.prepare_cached(sql)?.query_row((), |row| row.get(0).map(count_of))?)
        })
    }
}
