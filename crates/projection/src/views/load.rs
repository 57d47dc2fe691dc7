//! How much each mediator has to do, and since when nobody asked: what the centre weighs when it chooses one.

use crate::case_view::CaseView;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use crate::views::roster::RosterEntry;
use chrono::{DateTime, Utc};
use domain::case::StageName;
use domain::ids::{CaseId, CentreId, MediatorId};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS mediator_load_v1 (
    mediator_id TEXT    NOT NULL,
    case_id     TEXT    NOT NULL,
    open        INTEGER NOT NULL,
    asked_us    INTEGER NOT NULL,
    PRIMARY KEY (mediator_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mediator_load_v1_asked ON mediator_load_v1 (mediator_id, asked_us);
";

/// Everybody who was ever asked in a case: whether it is open work of theirs, and when they were last asked, in microseconds.
pub(crate) type Rows = BTreeMap<MediatorId, (bool, i64)>;

/// The rows of a case as it stands.
pub(crate) fn rows(view: &CaseView) -> Rows {
    let mut rows = Rows::new();
    for offer in &view.mediator_history {
        let sits = at_work(view.stage) && view.panel.iter().any(|seat| seat.mediator == offer.mediator);
        let (_, asked) = rows.entry(offer.mediator).or_insert((sits, i64::MIN));
        *asked = (*asked).max(offer.offered_at.timestamp_micros());
    }
    rows
}

/// Whether a panel still has work in this stage.
const fn at_work(stage: StageName) -> bool {
    match stage {
        StageName::MediatorOffered | StageName::InMediation | StageName::Signing => true,
        StageName::NotFiled
        | StageName::Submitted
        | StageName::Supplementing
        | StageName::NotAccepted
        | StageName::ConsentPending
        | StageName::MediatorSelection
        | StageName::Effective
        | StageName::Terminated
        | StageName::Closed => false,
    }
}

/// Brings the rows of a case from what they were to what they are. Whoever was asked once stays: the history only grows.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: &Rows,
    now: &Rows,
) -> Result<(), ViewError> {
    let case = case.to_string();
    for (mediator, row) in now.iter().filter(|(mediator, row)| before.get(mediator) != Some(row)) {
        let sql =
            "INSERT INTO mediator_load_v1 (mediator_id, case_id, open, asked_us) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO UPDATE SET open = excluded.open, asked_us = excluded.asked_us";
        connection.prepare_cached(sql)?.execute((mediator.to_string(), &case, row.0, row.1))?;
    }
    Ok(())
}

/// An entry of the roster with what its mediator has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedEntry {
    /// The entry.
    pub entry: RosterEntry,
    /// Cases in which he or she is asked or at work.
    pub open_cases: u32,
    /// When last asked in any case, UTC; none when never.
    pub asked_at: Option<DateTime<Utc>>,
}

fn loaded(row: &Row<'_>) -> Result<LoadedEntry, QueryError> {
    let asked: Option<i64> = row.get(2)?;
    Ok(LoadedEntry {
        entry: serde_json::from_str(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
        open_cases: row.get(1)?,
        asked_at: asked.and_then(DateTime::from_timestamp_micros),
    })
}

impl Views {
    /// One entry of the roster with what its mediator has to do.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mediator_with_load(
        &self,
        mediator: MediatorId,
    ) -> Result<Answer<Option<LoadedEntry>>, QueryError> {
        let sql = "SELECT m.doc, coalesce(sum(l.open), 0), max(l.asked_us)
                   FROM mediators_v1 m LEFT JOIN mediator_load_v1 l USING (mediator_id)
                   WHERE m.mediator_id = ?1 GROUP BY m.mediator_id";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut found = statement.query([mediator.to_string()])?;
            found.next()?.map(loaded).transpose()
        })
    }

    /// Everybody on the roster of a centre with what he or she has to do, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn roster_with_load(&self, centre: &CentreId) -> Result<Answer<Vec<LoadedEntry>>, QueryError> {
        let sql = "SELECT m.doc, coalesce(sum(l.open), 0), max(l.asked_us)
                   FROM mediators_v1 m LEFT JOIN mediator_load_v1 l USING (mediator_id)
                   WHERE m.centre = ?1 GROUP BY m.mediator_id ORDER BY m.mediator_id";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut found = statement.query([centre.as_str()])?;
            let mut entries = Vec::new();
            while let Some(row) = found.next()? {
                entries.push(loaded(row)?);
            }
            Ok(entries)
        })
    }
}
