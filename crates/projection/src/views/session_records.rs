//! What is kept of sessions (class K3): apart from the case, so that whoever asks for it asks for it by name.

use crate::Reader;
use crate::case_view::{self, Moment};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use crate::views::access;
use chrono::{DateTime, Utc};
use domain::case::{
    CorrectionRecorded, CorrectionRequested, Event, MinutesSigned, SessionRecord, StatementPosted,
};
use domain::ids::{CaseId, SessionId, SubjectId};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS session_records_v1 (
    case_id    TEXT NOT NULL,
    session_id TEXT NOT NULL,
    doc        TEXT NOT NULL,
    PRIMARY KEY (case_id, session_id)
) STRICT;
";

/// The record of one session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecordView {
    /// Which session.
    pub session: SessionId,
    /// The case's stream; the sealed text is bound to it.
    pub stream: String,
    /// When the session was closed, UTC; none while a session in writing goes on.
    pub closed_at: Option<DateTime<Utc>>,
    /// Minutes, sealed, or the hash of a recording, as closed.
    pub record: Option<SessionRecord>,
    /// The version of the minutes: 1 as closed, one more for each correction.
    #[serde(default = "as_closed")]
    pub version: u32,
    /// Who signed which version, or refused to; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<MinutesSigned>,
    /// Corrections asked for, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<CorrectionRequested>,
    /// Corrections that stand beside the minutes, and requests that were not followed; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionRecorded>,
    /// What was said in a session in writing, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<StatementPosted>,
}

const fn as_closed() -> u32 {
    1
}

impl SessionRecordView {
    fn of(session: SessionId, moment: &Moment<'_>) -> Self {
        Self {
            session,
            stream: moment.stream.to_owned(),
            closed_at: None,
            record: None,
            version: 1,
            signatures: Vec::new(),
            requests: Vec::new(),
            corrections: Vec::new(),
            statements: Vec::new(),
        }
    }
}

/// Keeps what an event adds to the record of a session; most add nothing.
pub(crate) fn apply(
    connection: &Connection,
    case: CaseId,
    event: &Event,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    if let Event::SessionClosed(event) = event {
        add(connection, case, event.session, moment, |record| {
            record.closed_at = Some(event.closed_at);
            record.record = Some(event.record.clone());
        })?;
    }
    if let Event::MinutesSigned(event) = event {
        add(connection, case, event.session, moment, |record| record.signatures.push(event.clone()))?;
    }
    if let Event::CorrectionRequested(event) = event {
        add(connection, case, event.session, moment, |record| record.requests.push(event.clone()))?;
    }
    if let Event::CorrectionRecorded(event) = event {
        add(connection, case, event.session, moment, |record| {
            record.version = event.version;
            record.corrections.push(event.clone());
        })?;
    }
    if let Event::StatementPosted(event) = event {
        add(connection, case, event.session, moment, |record| record.statements.push(event.clone()))?;
    }
    Ok(())
}

/// Changes the record of a session, which begins with whatever comes first.
fn add(
    connection: &Connection,
    case: CaseId,
    session: SessionId,
    moment: &Moment<'_>,
    change: impl FnOnce(&mut SessionRecordView),
) -> Result<(), ViewError> {
    let key = (case.to_string(), session.to_string());
    let sql = "SELECT doc FROM session_records_v1 WHERE case_id = ?1 AND session_id = ?2";
    let kept: Option<String> =
        connection.prepare_cached(sql)?.query_row((&key.0, &key.1), |row| row.get(0)).optional()?;
    let mut record = match kept {
        Some(doc) => serde_json::from_str(&doc)?,
        None => SessionRecordView::of(session, moment),
    };
    change(&mut record);
    let sql = "INSERT INTO session_records_v1 (case_id, session_id, doc) VALUES (?1, ?2, ?3)
               ON CONFLICT (case_id, session_id) DO UPDATE SET doc = excluded.doc";
    connection.prepare_cached(sql)?.execute((key.0, key.1, serde_json::to_string(&record)?))?;
    Ok(())
}

/// Takes the sealed text of an erased person out of a case's records.
pub(crate) fn purge(connection: &Connection, case: CaseId, subject: SubjectId) -> Result<(), ViewError> {
    let select = "SELECT session_id, doc FROM session_records_v1 WHERE case_id = ?1";
    let mut statement = connection.prepare_cached(select)?;
    let rows = statement.query_map([case.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (session, doc) in rows.collect::<rusqlite::Result<Vec<(String, String)>>>()? {
        let record: SessionRecordView = serde_json::from_str(&doc)?;
        let doc = serde_json::to_string(&case_view::purge(&record, subject)?)?;
        let sql = "UPDATE session_records_v1 SET doc = ?3 WHERE case_id = ?1 AND session_id = ?2";
        connection.prepare_cached(sql)?.execute((case.to_string(), session, doc))?;
    }
    Ok(())
}

impl Views {
    /// The records of a case's sessions, in the order of their closing, those that go on last; `None` for a stranger and for a court, which does not see them
    /// (domain reference §6.6, K3: not unless both sides consent, which no rule asks for yet).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn session_records(
        &self,
        reader: &Reader,
        case: CaseId,
    ) -> Result<Answer<Option<Vec<SessionRecordView>>>, QueryError> {
        self.ask(|connection| {
            if matches!(reader, Reader::Court(_)) || !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let sql = "SELECT doc FROM session_records_v1 WHERE case_id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let docs = statement.query_map([case.to_string()], |row| row.get::<_, String>(0))?;
            let mut records: Vec<SessionRecordView> = Vec::new();
            for doc in docs {
                records.push(serde_json::from_str(&doc?)?);
            }
            records.sort_by_key(|record| (record.closed_at.is_none(), record.closed_at, record.session));
            Ok(Some(records))
        })
    }
}
