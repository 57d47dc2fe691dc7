//! What is kept of sessions (class K3): apart from the case, so that whoever asks for it asks for it by name.

use crate::Reader;
use crate::case_view::{self, Moment};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use crate::views::access;
use chrono::{DateTime, Utc};
use domain::case::{SessionClosed, SessionRecord};
use domain::ids::{CaseId, SessionId, SubjectId};
use rusqlite::Connection;
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
    /// When the session was closed, UTC.
    pub closed_at: DateTime<Utc>,
    /// Minutes, sealed, or the hash of a recording.
    pub record: SessionRecord,
}

/// Keeps the record of a session.
pub(crate) fn apply(
    connection: &Connection,
    case: CaseId,
    event: &SessionClosed,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let record = SessionRecordView {
        session: event.session,
        stream: moment.stream.to_owned(),
        closed_at: event.closed_at,
        record: event.record.clone(),
    };
    let sql = "INSERT INTO session_records_v1 (case_id, session_id, doc) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    let values = (case.to_string(), event.session.to_string(), serde_json::to_string(&record)?);
    connection.prepare_cached(sql)?.execute(values)?;
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
    /// The records of a case's sessions, in the order of their closing; `None` for a stranger and for a court, which does not see them
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
            records.sort_by_key(|record| (record.closed_at, record.session));
            Ok(Some(records))
        })
    }
}
