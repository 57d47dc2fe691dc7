//! 流程日志: what happened in cases and when, for whoever looks at the procedure and not at people. Read from the timeline; a view of its own
//! it has none.
//!
//! No person, no text, no amount. What was told in confidence (K4), what a mediator noted or a clerk found out about somebody (K5), and
//! complaints against mediators are not there, not even that they happened. A case under restriction is not there at all.

use super::statistics::Scope;
use super::{cases, timeline};
use crate::error::QueryError;
use crate::query::{Answer, Views, text};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::ids::CaseId;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Events a process log does not tell.
pub const UNTOLD: [&str; 9] = [
    "case.caucus-recorded.v1",
    "case.note-written.v1",
    "case.complaint-filed.v1",
    "case.complaint-decided.v1",
    "case.special-needs-recorded.v1",
    "case.risk-screened.v1",
    "case.risk-reported.v1",
    "case.similar-cases-found.v1",
    "case.similarity-decided.v1",
];

/// Which cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessLogFilter {
    /// Whose; only all and those of a centre are logs of a procedure.
    pub scope: Scope,
    /// Filed on this legal date or later.
    pub from: Option<NaiveDate>,
    /// Filed on this legal date or earlier.
    pub to: Option<NaiveDate>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedCase {
    /// Its id; to be replaced before it leaves the house.
    pub case: CaseId,
    /// The centre that has it.
    pub centre: String,
    /// Code of the business.
    pub business: String,
    /// Code of the cause.
    pub cause: String,
    /// Code of the channel.
    pub channel: String,
    /// Code of the track, once accepted.
    pub track: Option<String>,
    /// What happened, oldest first.
    pub events: Vec<LoggedEvent>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Place in the case.
    pub revision: u64,
    /// Its wire name.
    pub event_type: String,
    /// When, UTC.
    pub occurred_at: DateTime<Utc>,
    /// In which role somebody acted.
    pub role: String,
}

impl Views {
    /// The next `limit` cases after `after`, in the order of their ids, so that a log of any length is read in pieces.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn process_log(
        &self,
        filter: &ProcessLogFilter,
        after: Option<CaseId>,
        limit: u32,
    ) -> Result<Answer<Vec<LoggedCase>>, QueryError> {
        self.ask(|connection| {
            let mut cases = cases(connection, filter, after, limit)?;
            for case in &mut cases {
                case.events = events(connection, case.case)?;
            }
            Ok(cases)
        })
    }
}

fn cases(
    connection: &Connection,
    filter: &ProcessLogFilter,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<LoggedCase>, QueryError> {
    let (centre, nobody) = match &filter.scope {
        Scope::All => (None, false),
        Scope::Centre(centre) => (Some(centre), false),
        Scope::Institution(_) | Scope::Mediator(_) | Scope::Court(_) => (None, true),
    };
    if nobody {
        return Ok(Vec::new());
    }
    // The relation to the centre, of which a case has one, is what a case under restriction has lost.
    let mut sql = "SELECT c.case_id, a.key FROM cases_v1 c
                   JOIN case_access_v1 a ON a.case_id = c.case_id AND a.kind = 'centre' WHERE true"
        .to_owned();
    let mut values: Vec<Value> = Vec::new();
    let parts = [
        (" AND a.key = ?", centre.map(text)),
        (" AND c.case_id > ?", after.map(text)),
        (" AND a.filed_us >= ?", filter.from.map(|day| start_of(day).into())),
        (" AND a.filed_us < ?", filter.to.and_then(|day| day.succ_opt()).map(|day| start_of(day).into())),
    ];
    for (part, value) in parts {
        if let Some(value) = value {
            sql.push_str(part);
            values.push(value);
        }
    }
    sql.push_str(" ORDER BY c.case_id LIMIT ?");
    values.push(i64::from(limit).into());
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let Ok(case) = CaseId::parse(&id) else { continue };
        let Some(view) = cases::case(connection, case)? else { continue };
        found.push(LoggedCase {
            case,
            centre: row.get(1)?,
            business: view.business.code().to_owned(),
            cause: view.cause.code().to_owned(),
            channel: view.channel.code().to_owned(),
            track: view.track.map(|track| track.code().to_owned()),
            events: Vec::new(),
        });
    }
    Ok(found)
}

fn events(connection: &Connection, case: CaseId) -> Result<Vec<LoggedEvent>, QueryError> {
    let entries = timeline::since(connection, case, 0)?;
    let told = entries.into_iter().filter(|entry| !UNTOLD.contains(&&*entry.event_type));
    Ok(told
        .map(|entry| LoggedEvent {
            revision: entry.revision,
            occurred_at: entry.occurred_at(),
            role: entry.actor.role.wire_name().to_owned(),
            event_type: entry.event_type.into_owned(),
        })
        .collect())
}

/// The first microsecond of a day in Shanghai.
fn start_of(day: NaiveDate) -> i64 {
    let utc = day.and_time(NaiveTime::MIN).and_utc();
    utc.checked_sub_signed(TimeDelta::hours(8)).unwrap_or(utc).timestamp_micros()
}
