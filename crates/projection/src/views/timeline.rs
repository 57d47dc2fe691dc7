//! The timeline of a case: one entry an event, with who, when, which periods it set and a few facts without personal data.

mod facts;

use crate::Reader;
use crate::case_view::Moment;
use crate::cursor::{self, CursorError};
use crate::error::{QueryError, ViewError};
use crate::packed::{pack, unpack};
use crate::query::{Answer, Page, Paging, Views};
use crate::views::access;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::legal_date;
use domain::case::Event;
use domain::deadline::Deadline;
use domain::ids::CaseId;
use domain::occasion::Actor;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;

/// Entries lie packed, so many of them together: an event adds to the last part of its case alone, however long the case is.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS timeline_v1 (
    case_id TEXT    NOT NULL,
    part    INTEGER NOT NULL,
    entries BLOB    NOT NULL,
    PRIMARY KEY (case_id, part)
) STRICT;
";

/// Entries of one part.
const PART: u64 = 64;

const LIST: &str = "timeline";

/// Negotiations (class K6) and what was said in sessions (K3): a court does not even see that they took place. Nor how a record of undisputed
/// facts came about: once it is complete, it reads the record in the case.
const NOT_FOR_COURTS: [&str; 22] = [
    "case.undisputed-facts-drafted.v1",
    "case.undisputed-facts-signed.v1",
    "case.undisputed-facts-abandoned.v1",
    "case.minutes-signed.v1",
    "case.correction-requested.v1",
    "case.correction-recorded.v1",
    "case.statement-posted.v1",
    "case.authority-requested.v1",
    "case.opinion-issued.v1",
    "case.opinion-accepted.v1",
    "case.opinion-declined.v1",
    "case.proposal-made.v1",
    "case.proposal-answered.v1",
    "case.proposal-withdrawn.v1",
    "case.no-objection-proposed.v1",
    "case.no-objection-served.v1",
    "case.no-objection-objected.v1",
    "case.no-objection-ended.v1",
    "case.bidding-opened.v1",
    "case.bid-committed.v1",
    "case.bid-revealed.v1",
    "case.bidding-closed.v1",
];

/// That there is a confidential record (K5), or another case like this one, is itself nothing for a party or a court; nor is who was asked
/// again within the centre, that a court inquired (which reads its own inquiries in the case), or that an institution's
/// head office answered (which reads it there as well).
const CONFIDENTIAL: [&str; 9] = [
    "case.similar-cases-found.v1",
    "case.similarity-decided.v1",
    "case.special-needs-recorded.v1",
    "case.risk-screened.v1",
    "case.risk-reported.v1",
    "case.deadline-escalated.v1",
    "case.court-inquiry-received.v1",
    "case.court-inquiry-answered.v1",
    "case.authority-answered.v1",
];

/// What was told in confidence (K4) is nothing for anybody but the mediators, staff included.
const CAUCUS: &str = "case.caucus-recorded.v1";

/// Notes (K5) are in nobody's timeline: their author has a list of them.
const NOTE: &str = "case.note-written.v1";

/// Complaints against mediators are between the party that complains and the director, who has a list of them.
const COMPLAINTS: [&str; 2] = ["case.complaint-filed.v1", "case.complaint-decided.v1"];

/// Whether a reader may know that an event took place.
fn is_told(reader: &Reader, event_type: &str) -> bool {
    let court = matches!(reader, Reader::Court(_));
    let within = matches!(reader, Reader::Staff(_) | Reader::Director(_) | Reader::Mediator(_));
    event_type != NOTE
        && !(court && NOT_FOR_COURTS.contains(&event_type))
        && (matches!(reader, Reader::Director(_)) || !COMPLAINTS.contains(&event_type))
        && (matches!(reader, Reader::Mediator(_)) || event_type != CAUCUS)
        && (within || !CONFIDENTIAL.contains(&event_type))
}

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

/// An entry as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) revision: u64,
    #[serde(rename = "type")]
    pub(crate) event_type: Cow<'static, str>,
    #[serde(rename = "at")]
    pub(crate) occurred_us: i64,
    pub(crate) actor: Actor,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deadlines: Vec<Deadline>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    facts: Value,
}

impl Kept {
    /// The entry of an event.
    pub(crate) fn of(event: &Event, moment: &Moment<'_>) -> Result<Self, ViewError> {
        Ok(Self {
            revision: moment.revision,
            event_type: Cow::Borrowed(event.wire_name()),
            occurred_us: moment.at().timestamp_micros(),
            actor: moment.metadata.actor.clone(),
            deadlines: event.deadlines().into_iter().cloned().collect(),
            facts: facts::of(event)?,
        })
    }

    pub(crate) fn occurred_at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.occurred_us).unwrap_or_default()
    }
}

impl From<Kept> for TimelineEntry {
    fn from(kept: Kept) -> Self {
        let occurred_at = kept.occurred_at();
        Self {
            revision: kept.revision,
            event_type: kept.event_type.into_owned(),
            occurred_at,
            legal_date: legal_date(occurred_at),
            actor: kept.actor,
            deadlines: kept.deadlines,
            facts: kept.facts,
        }
    }
}

/// A part of a case's timeline as it lies in the file.
pub(crate) struct Part {
    number: u64,
    packed: Vec<u8>,
}

/// The part these entries add to first, as it lies in the file; none when they begin one.
pub(crate) fn last_part(
    connection: &Connection,
    case: CaseId,
    entries: &[Kept],
) -> Result<Option<Vec<u8>>, ViewError> {
    let Some(first) = entries.first().filter(|first| first.revision % PART > 0) else { return Ok(None) };
    let sql = "SELECT entries FROM timeline_v1 WHERE case_id = ?1 AND part = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let part = (first.revision / PART).cast_signed();
    Ok(statement.query_row((case.to_string(), part), |row| row.get(0)).optional()?)
}

/// The parts of a case's timeline that change by what happened to it in one batch, in order; what is there already stays as it is.
pub(crate) fn parts(entries: Vec<Kept>, before: Option<&[u8]>) -> Result<Vec<Part>, ViewError> {
    let mut kept: Vec<Kept> = before.map_or(Ok(Vec::new()), unpack)?;
    let mut entries = entries.into_iter().peekable();
    let mut parts = Vec::new();
    while let Some(number) = entries.peek().map(|entry| entry.revision / PART) {
        while let Some(entry) = entries.next_if(|entry| entry.revision / PART == number) {
            if kept.last().is_none_or(|last| last.revision < entry.revision) {
                kept.push(entry);
            }
        }
        parts.push(Part { number, packed: pack(&kept)? });
        kept.clear();
    }
    Ok(parts)
}

/// Writes them.
pub(crate) fn save(connection: &Connection, case: CaseId, parts: Vec<Part>) -> Result<(), ViewError> {
    let sql = "INSERT INTO timeline_v1 (case_id, part, entries) VALUES (?1, ?2, ?3)
               ON CONFLICT DO UPDATE SET entries = excluded.entries";
    for Part { number, packed } in parts {
        connection.prepare_cached(sql)?.execute((case.to_string(), number.cast_signed(), packed))?;
    }
    Ok(())
}

/// What happened to a case from a revision on, oldest first.
pub(crate) fn since(connection: &Connection, case: CaseId, revision: u64) -> Result<Vec<Kept>, QueryError> {
    let sql = "SELECT entries FROM timeline_v1 WHERE case_id = ?1 AND part >= ?2 ORDER BY part";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((case.to_string(), (revision / PART).cast_signed()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let part: Vec<Kept> = unpack(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
        found.extend(part);
    }
    found.retain(|entry| entry.revision >= revision);
    Ok(found)
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
        let limit = paging.checked()?;
        let first = match &paging.after {
            Some(after) => {
                let [revision] = cursor::decode(LIST, after)?;
                let revision: u64 = revision.parse().map_err(|_| CursorError::Malformed)?;
                revision.saturating_add(1)
            }
            None => 0,
        };
        self.ask(|connection| {
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let entries = since(connection, case, first)?;
            let mut told = entries.into_iter().filter(|entry| is_told(reader, &entry.event_type));
            let items: Vec<TimelineEntry> = told.by_ref().take(limit).map(TimelineEntry::from).collect();
            let last = items.last().filter(|_| told.next().is_some());
            let next = last.map(|last| cursor::encode(LIST, &[&last.revision.to_string()]));
            Ok(Some(Page { items, next, total: None }))
        })
    }
}
