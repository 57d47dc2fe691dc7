//! The timeline of a case: one row an event, with who, when, which periods it set and a few facts without personal data.

mod facts;

use crate::Reader;
use crate::case_view::Moment;
use crate::cursor::{self, CursorError};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::views::access;
use chrono::{DateTime, NaiveDate, Utc};
use domain::case::Event;
use domain::deadline::Deadline;
use domain::ids::CaseId;
use domain::occasion::Actor;
use rusqlite::{Connection, Row};
use serde_json::Value;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS timeline_v1 (
    case_id     TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    event_type  TEXT    NOT NULL,
    occurred_us INTEGER NOT NULL,
    legal_date  TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    deadlines   TEXT    NOT NULL,
    facts       TEXT    NOT NULL,
    PRIMARY KEY (case_id, revision)
) STRICT, WITHOUT ROWID;
";

const LIST: &str = "timeline";

/// Negotiations (class K6) and what was said in sessions (K3): a court does not even see that they took place. Nor how a record of undisputed
/// facts came about: once it is complete, it reads the record in the case.
const NOT_FOR_COURTS: &str = "
    'case.undisputed-facts-drafted.v1', 'case.undisputed-facts-signed.v1', 'case.undisputed-facts-abandoned.v1',
    'case.minutes-signed.v1', 'case.correction-requested.v1', 'case.correction-recorded.v1', 'case.statement-posted.v1',
    'case.authority-requested.v1', 'case.opinion-issued.v1', 'case.opinion-accepted.v1', 'case.opinion-declined.v1',
    'case.proposal-made.v1', 'case.proposal-answered.v1', 'case.proposal-withdrawn.v1',
    'case.no-objection-proposed.v1', 'case.no-objection-served.v1', 'case.no-objection-objected.v1', 'case.no-objection-ended.v1',
    'case.bidding-opened.v1', 'case.bid-committed.v1', 'case.bid-revealed.v1', 'case.bidding-closed.v1'";

/// That there is a confidential record (K5), or another case like this one, is itself nothing for a party or a court; nor is who was asked
/// again within the centre, that a court inquired (which reads its own inquiries in the case), or that an institution's
/// head office answered (which reads it there as well).
const WITHOUT_CONFIDENTIAL: &str = "AND event_type NOT IN
    ('case.similar-cases-found.v1', 'case.similarity-decided.v1', 'case.special-needs-recorded.v1', 'case.risk-screened.v1', 'case.risk-reported.v1',
     'case.deadline-escalated.v1', 'case.court-inquiry-received.v1', 'case.court-inquiry-answered.v1',
     'case.authority-answered.v1')";

/// What was told in confidence (K4) is nothing for anybody but the mediators, staff included.
const WITHOUT_CAUCUSES: &str = "AND event_type <> 'case.caucus-recorded.v1'";

/// Notes (K5) are in nobody's timeline: their author has a list of them.
const WITHOUT_NOTES: &str = "AND event_type <> 'case.note-written.v1'";

/// Complaints against mediators are between the party that complains and the director, who has a list of them.
const WITHOUT_COMPLAINTS: &str =
    "AND event_type NOT IN ('case.complaint-filed.v1', 'case.complaint-decided.v1')";

/// One event of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Place in the case, from 0.
    pub revision: u64,
    /// The wire name, e.g. `case.accepted.v1`.
    pub event_type: String,
    /// When, UTC, to the microsecond.
    pub occurred_at: DateTime<Utc>,
    /// The same as legal date.
    pub legal_date: NaiveDate,
    /// Who acted, in which capacity: opaque ids.
    pub actor: Actor,
    /// Periods the event set.
    pub deadlines: Vec<Deadline>,
    /// A few facts of the event; a JSON object without personal data.
    pub facts: Value,
}

/// Adds the row of an event.
pub(crate) fn apply(
    connection: &Connection,
    case: CaseId,
    event: &Event,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let sql = "INSERT INTO timeline_v1 (case_id, revision, event_type, occurred_us, legal_date, actor, deadlines, facts)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";
    let values = (
        case.to_string(),
        moment.revision.cast_signed(),
        event.wire_name(),
        moment.at().timestamp_micros(),
        moment.on().to_string(),
        serde_json::to_string(&moment.metadata.actor)?,
        serde_json::to_string(&event.deadlines())?,
        facts::of(event)?.to_string(),
    );
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Views {
    /// What happened to a case, oldest first, for somebody in a relation to it; `None` for a stranger.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn timeline(
        &self,
        reader: &Reader,
        case: CaseId,
        paging: &Paging,
    ) -> Result<Answer<Option<Page<TimelineEntry>>>, QueryError> {
        let select =
            "SELECT revision, event_type, occurred_us, legal_date, actor, deadlines, facts FROM timeline_v1";
        let mut query = ListQuery::new(select, paging.limit)?;
        query.push("WHERE case_id = ?", [text(case)]);
        if let Reader::Court(_) = reader {
            query.push(&format!("AND event_type NOT IN ({NOT_FOR_COURTS})"), []);
        }
        query.push(WITHOUT_NOTES, []);
        if !matches!(reader, Reader::Director(_)) {
            query.push(WITHOUT_COMPLAINTS, []);
        }
        if !matches!(reader, Reader::Mediator(_)) {
            query.push(WITHOUT_CAUCUSES, []);
        }
        if !matches!(reader, Reader::Staff(_) | Reader::Director(_) | Reader::Mediator(_)) {
            query.push(WITHOUT_CONFIDENTIAL, []);
        }
        if let Some(after) = &paging.after {
            let [revision] = cursor::decode(LIST, after)?;
            let revision: i64 = revision.parse().map_err(|_| CursorError::Malformed)?;
            query.push("AND revision > ?", [revision.into()]);
        }
        query.push("ORDER BY revision", []);
        self.ask(|connection| {
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            query.page(connection, LIST, entry).map(Some)
        })
    }
}

fn entry(row: &Row<'_>) -> Result<(TimelineEntry, [String; 1]), QueryError> {
    let revision = row.get::<_, i64>(0)?.cast_unsigned();
    let json = |column| row.get::<_, String>(column);
    let entry = TimelineEntry {
        revision,
        event_type: row.get(1)?,
        occurred_at: DateTime::from_timestamp_micros(row.get(2)?).unwrap_or_default(),
        legal_date: row.get::<_, String>(3)?.parse().unwrap_or_default(),
        actor: serde_json::from_str(&json(4)?)?,
        deadlines: serde_json::from_str(&json(5)?)?,
        facts: serde_json::from_str(&json(6)?)?,
    };
    Ok((entry, [revision.to_string()]))
}
