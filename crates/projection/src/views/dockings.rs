//! Docking agreements with courts, and how the courts kept their targets.
//!
//! A row for each application that was filed with a court says when the court was asked, answered and ruled. Whether that was in time is
//! counted when somebody asks: by the agreement that covered the day of filing, in working days of the table in force. Numbers only, no
//! case: so that a federation or a court may read them.

use crate::case_view::{CaseView, Moment};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::NaiveDate;
use domain::calendar::HolidayTable;
use domain::case::Event;
use domain::docking::{DockingAgreed, DockingEvent, Measured, measure};
use domain::ids::{CaseId, CentreId};
use domain::text::ShortText;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS dockings_v1 (
    docking  TEXT    PRIMARY KEY,
    centre   TEXT    NOT NULL,
    court    TEXT    NOT NULL,
    doc      TEXT    NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS dockings_v1_centre ON dockings_v1 (centre, docking);
CREATE INDEX IF NOT EXISTS dockings_v1_court ON dockings_v1 (court, docking);
CREATE TABLE IF NOT EXISTS docked_v1 (
    case_id     TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    centre      TEXT    NOT NULL,
    court       TEXT    NOT NULL,
    green       INTEGER NOT NULL,
    filed_on    TEXT    NOT NULL,
    answered_on TEXT,
    accepted_on TEXT,
    ruled_on    TEXT,
    dropped_on  TEXT,
    PRIMARY KEY (case_id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS docked_v1_pair ON docked_v1 (centre, court, filed_on);
";

const LIST: &str = "dockings";

/// An agreement as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DockingView {
    /// What was agreed.
    #[serde(flatten)]
    pub agreed: DockingAgreed,
    /// The last day on which it counts, when it was ended early, legal date.
    pub ended_on: Option<NaiveDate>,
    /// Why it was ended.
    pub end_reason: Option<ShortText>,
}

impl DockingView {
    fn last_day(&self) -> NaiveDate {
        self.ended_on.unwrap_or(self.agreed.valid_to)
    }
}

/// Whose agreements are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DockingScope {
    /// All of them.
    All,
    /// Those of a centre.
    Centre(CentreId),
    /// Those of a court, by its code.
    Court(String),
}

impl DockingScope {
    /// The condition on the columns `centre` and `court`, and its value.
    fn condition(&self) -> (&'static str, String) {
        match self {
            Self::All => ("? = ''", String::new()),
            Self::Centre(centre) => ("centre = ?", centre.to_string()),
            Self::Court(court) => ("court = ?", court.clone()),
        }
    }
}

/// Folds an event of an agreement; the same one again changes nothing.
pub(crate) fn agreed(connection: &Connection, event: &DockingEvent) -> Result<(), ViewError> {
    match event {
        DockingEvent::DockingAgreed(event) => {
            let view = DockingView { agreed: event.clone(), ended_on: None, end_reason: None };
            let sql = "INSERT INTO dockings_v1 (docking, centre, court, doc) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
            let doc = serde_json::to_string(&view)?;
            let values = (event.docking.to_string(), event.centre.as_str(), &event.court, doc);
            connection.prepare_cached(sql)?.execute(values)?;
        }
        DockingEvent::DockingEnded(event) => {
            let sql = "UPDATE dockings_v1 SET doc = json_set(doc, '$.ended_on', ?2, '$.end_reason', ?3) WHERE docking = ?1";
            let values = (event.docking.to_string(), event.ended_on.to_string(), event.reason.as_str());
            connection.prepare_cached(sql)?.execute(values)?;
        }
    }
    Ok(())
}

/// Which day of an application an event tells, and the day.
#[expect(clippy::wildcard_enum_match_arm, reason = "only a court's steps are measured")]
fn told(event: &Event) -> Option<(&'static str, NaiveDate)> {
    match event {
        Event::ConfirmationAccepted(event) => Some(("answered_on = ?2, accepted_on", event.accepted_on)),
        Event::ConfirmationNotAccepted(event) => Some(("answered_on", event.decided_on)),
        Event::SettlementConfirmed(event) => Some(("ruled_on", event.ruled_on)),
        Event::ConfirmationDismissed(event) => Some(("ruled_on", event.ruled_on)),
        Event::ConfirmationWithdrawn(event) => Some(("dropped_on", event.on)),
        _ => None,
    }
}

/// Folds an event of a case that fits it.
pub(crate) fn apply(
    connection: &Connection,
    view: &CaseView,
    event: &Event,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let case: CaseId = view.case;
    if let Event::ConfirmationFiled(filed) = event {
        let sql = "INSERT INTO docked_v1 (case_id, revision, centre, court, green, filed_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT DO NOTHING";
        let values = (
            case.to_string(),
            moment.revision.cast_signed(),
            view.centre.as_str(),
            &filed.court,
            filed.green_channel,
            filed.filed_on.to_string(),
        );
        connection.prepare_cached(sql)?.execute(values)?;
    } else if let Some((column, day)) = told(event) {
        // Of several applications of a case the last one is pending.
        let sql = format!(
            "UPDATE docked_v1 SET {column} = ?2 WHERE case_id = ?1
             AND revision = (SELECT max(revision) FROM docked_v1 WHERE case_id = ?1)"
        );
        connection.prepare_cached(&sql)?.execute((case.to_string(), day.to_string()))?;
    }
    Ok(())
}

/// How often a target was met, missed, or may still be met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TargetFigures {
    /// Done in time.
    pub met: u64,
    /// Done late, or not done and the time is over.
    pub missed: u64,
    /// Not done, and the time is not over.
    pub running: u64,
}

impl TargetFigures {
    const fn add(&mut self, measured: Measured) {
        let figure = match measured {
            Measured::Met => &mut self.met,
            Measured::Missed => &mut self.missed,
            Measured::Running => &mut self.running,
        };
        *figure = figure.saturating_add(1);
    }
}

/// One agreement, and how the court kept it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DockingFigures {
    /// The agreement.
    pub agreement: DockingView,
    /// Applications filed through the green channel while it counted.
    pub filed: u64,
    /// Answers whether they are accepted.
    pub acceptance: TargetFigures,
    /// Rulings on those that were accepted.
    pub ruling: TargetFigures,
    /// Withdrawn before the court did what it was asked for: measured as far as it got.
    pub withdrawn: u64,
    /// Filed outside the green channel meanwhile: not measured.
    pub outside_channel: u64,
}

/// Days of one application.
struct Docked {
    green: bool,
    filed_on: NaiveDate,
    answered_on: Option<NaiveDate>,
    accepted_on: Option<NaiveDate>,
    ruled_on: Option<NaiveDate>,
    dropped_on: Option<NaiveDate>,
}

fn count_in(figures: &mut DockingFigures, docked: &Docked, table: &HolidayTable, today: NaiveDate) {
    let targets = figures.agreement.agreed.targets;
    if !docked.green {
        figures.outside_channel = figures.outside_channel.saturating_add(1);
        return;
    }
    figures.filed = figures.filed.saturating_add(1);
    let withdrawn = docked.dropped_on.is_some() && docked.ruled_on.is_none();
    if withdrawn {
        figures.withdrawn = figures.withdrawn.saturating_add(1);
    }
    if docked.answered_on.is_some() || !withdrawn {
        let stands = measure(docked.filed_on, docked.answered_on, targets.accept_within, table, today);
        figures.acceptance.add(stands);
    }
    if let Some(accepted_on) = docked.accepted_on.filter(|_| !withdrawn) {
        figures.ruling.add(measure(accepted_on, docked.ruled_on, targets.rule_within, table, today));
    }
}

impl Views {
    /// Docking agreements, in the order of their ids.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn dockings(
        &self,
        scope: &DockingScope,
        paging: &Paging,
    ) -> Result<Answer<Page<DockingView>>, QueryError> {
        let (condition, value) = scope.condition();
        let mut query = ListQuery::new("SELECT docking, doc FROM dockings_v1 WHERE", paging.limit)?;
        query.push(condition, [text(value)]);
        if let Some(after) = &paging.after {
            let [docking] = cursor::decode(LIST, after)?;
            query.push("AND docking > ?", [text(docking)]);
        }
        query.push("ORDER BY docking", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                Ok((serde_json::from_str(&row.get::<_, String>(1)?)?, [row.get(0)?]))
            })
        })
    }

    /// How courts kept their agreements: applications filed on these days, counted on the legal date `today` by this holiday table.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn docking_report(
        &self,
        scope: &DockingScope,
        filed: std::ops::RangeInclusive<NaiveDate>,
        table: &HolidayTable,
        today: NaiveDate,
    ) -> Result<Answer<Vec<DockingFigures>>, QueryError> {
        let (condition, value) = scope.condition();
        let sql = format!("SELECT doc FROM dockings_v1 WHERE {condition} ORDER BY court, centre, docking");
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([value])?;
            let mut report = Vec::new();
            while let Some(row) = rows.next()? {
                let agreement: DockingView = serde_json::from_str(&row.get::<_, String>(0)?)?;
                report.push(measured(connection, agreement, &filed, table, today)?);
            }
            Ok(report)
        })
    }
}

fn day(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|day| day.parse().ok()))
}

fn measured(
    connection: &Connection,
    agreement: DockingView,
    filed: &std::ops::RangeInclusive<NaiveDate>,
    table: &HolidayTable,
    today: NaiveDate,
) -> Result<DockingFigures, QueryError> {
    let first = agreement.agreed.valid_from.max(*filed.start()).to_string();
    let last = agreement.last_day().min(*filed.end()).to_string();
    let sql = "SELECT green, filed_on, answered_on, accepted_on, ruled_on, dropped_on FROM docked_v1
               WHERE centre = ?1 AND court = ?2 AND filed_on BETWEEN ?3 AND ?4";
    let (centre, court) = (agreement.agreed.centre.clone(), agreement.agreed.court.clone());
    let mut figures = DockingFigures {
        agreement,
        filed: 0,
        acceptance: TargetFigures::default(),
        ruling: TargetFigures::default(),
        withdrawn: 0,
        outside_channel: 0,
    };
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((centre.as_str(), court, first, last))?;
    while let Some(row) = rows.next()? {
        let Some(filed_on) = day(row, 1)? else { continue };
        let docked = Docked {
            green: row.get(0)?,
            filed_on,
            answered_on: day(row, 2)?,
            accepted_on: day(row, 3)?,
            ruled_on: day(row, 4)?,
            dropped_on: day(row, 5)?,
        };
        count_in(&mut figures, &docked, table, today);
    }
    Ok(figures)
}
