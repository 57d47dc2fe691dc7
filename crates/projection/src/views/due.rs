//! Periods that run and obligations that are looked after (T20), by the day on which something is owed about them: what the clock of the
//! house asks, and the board of a centre.
//!
//! A row says when, never what: that the case decides when it is asked. Days before the end come from the rule set of the house, which
//! sets warnings for every centre and version alike; when the next rung is asked, and the days of T20, the events say.

use super::count_of;
use crate::case_view::CaseView;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use chrono::NaiveDate;
use domain::case::{Due, MEDIATION_PERIOD, StageName, next_day};
use domain::ids::CaseId;
use domain::rule_set::RuleSet;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `on_day` is empty when everything was done about the period; `holiday_table` is empty for days that no table moves (T20).
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS due_v1 (
    case_id       TEXT NOT NULL,
    timer         TEXT NOT NULL,
    due_date      TEXT NOT NULL,
    on_day        TEXT,
    holiday_table TEXT,
    PRIMARY KEY (case_id, timer, due_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS due_v1_day ON due_v1 (on_day, due_date, case_id, timer) WHERE on_day IS NOT NULL;
CREATE INDEX IF NOT EXISTS due_v1_table ON due_v1 (holiday_table, due_date, case_id, timer);
";

/// What the clock looks after in a case, each by its last day: when something is owed, and by which holiday table it was computed.
pub(crate) type Rows = BTreeMap<(Due, NaiveDate), (Option<NaiveDate>, Option<String>)>;

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
        ((Due::Period(deadline.timer), deadline.due_date), (day, Some(deadline.holiday_table.clone())))
    };
    let mut rows: Rows = view.deadlines.iter().map(row).collect();
    if !asleep {
        follow_ups(view, &mut rows);
    }
    rows
}

/// Obligations with one last day are looked after together.
fn follow_ups(view: &CaseView, rows: &mut Rows) {
    if view.stage != StageName::Effective {
        return;
    }
    for obligation in view.looked_after() {
        let Some(day) = obligation.next_step_day() else { continue };
        let (first, _) = rows.entry((Due::Performance, obligation.due_on)).or_default();
        *first = Some(first.map_or(day, |known| known.min(day)));
    }
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
    for (of, due) in before.keys().filter(|key| !now.contains_key(key)) {
        let sql = "DELETE FROM due_v1 WHERE case_id = ?1 AND timer = ?2 AND due_date = ?3";
        connection.prepare_cached(sql)?.execute((&case, of.id(), due.to_string()))?;
    }
    for ((of, due), (day, table)) in now.iter().filter(|(key, row)| before.get(key) != Some(row)) {
        let sql = "INSERT INTO due_v1 (case_id, timer, due_date, on_day, holiday_table) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT DO UPDATE SET on_day = excluded.on_day, holiday_table = excluded.holiday_table";
        let day = day.map(|day| day.to_string());
        connection.prepare_cached(sql)?.execute((&case, of.id(), due.to_string(), day, table))?;
    }
    Ok(())
}

/// A period, or something to be performed, about which something is owed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueRow {
    /// The legal date on which it is owed.
    pub on_day: NaiveDate,
    /// The last day of it, legal date.
    pub due_date: NaiveDate,
    /// The case.
    pub case: CaseId,
    /// What it is.
    pub of: Due,
}

fn period(row: &rusqlite::Row<'_>) -> Result<Option<DueRow>, QueryError> {
    let [day, due, case, of]: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
    let (Ok(on_day), Ok(due_date), Ok(case), Some(of)) =
        (day.parse(), due.parse(), CaseId::parse(&case), Due::parse(&of))
    else {
        return Ok(None);
    };
    Ok(Some(DueRow { on_day, due_date, case, of }))
}

impl Views {
    /// Periods and obligations about which something is owed by the legal date `today`, in the order in which it was owed, after `after`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn due(
        &self,
        today: NaiveDate,
        after: Option<&DueRow>,
        limit: u32,
    ) -> Result<Answer<Vec<DueRow>>, QueryError> {
        let sql = "SELECT on_day, due_date, case_id, timer FROM due_v1
                   WHERE on_day IS NOT NULL AND on_day <= ?1 AND (on_day, due_date, case_id, timer) > (?2, ?3, ?4, ?5)
                   ORDER BY on_day, due_date, case_id, timer LIMIT ?6";
        let [day, due, case, timer] = after.map_or_else(Default::default, |it| {
            [it.on_day.to_string(), it.due_date.to_string(), it.case.to_string(), it.of.id().to_owned()]
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
        after: Option<&DueRow>,
        limit: u32,
    ) -> Result<Answer<Vec<DueRow>>, QueryError> {
        let sql = "SELECT due_date, due_date, case_id, timer FROM due_v1
                   WHERE holiday_table <> ?1 AND due_date >= ?2 AND (due_date, case_id, timer) > (?3, ?4, ?5)
                   ORDER BY due_date, case_id, timer LIMIT ?6";
        let [due, case, timer] = after.map_or_else(Default::default, |it| {
            [it.due_date.to_string(), it.case.to_string(), it.of.id().to_owned()]
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
            let sql = "SELECT count(*) FROM due_v1 WHERE holiday_table IS NOT NULL";
            Ok(connection.prepare_cached(sql)?.query_row((), |row| row.get(0).map(count_of))?)
        })
    }
}
