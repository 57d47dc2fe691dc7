//! What was told in confidence (K4) and mediators' own notes (K5): apart from the case and its timeline, each for its readers alone.

use crate::Reader;
use crate::case_view::{self, CaseView, Moment};
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use crate::views::{access, cases};
use chrono::{DateTime, Utc};
use domain::case::{CaucusRecorded, Event, NoteWritten, Proposer};
use domain::ids::{CaseId, PartyId, SubjectId};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS confidential_v1 (
    case_id  TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    doc      TEXT    NOT NULL,
    PRIMARY KEY (case_id, revision)
) STRICT, WITHOUT ROWID;
";

const CAUCUS: &str = "caucus";
const NOTE: &str = "note";

/// A confidential record as it was written, its text sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfidentialView<E> {
    /// The case's stream; the sealed text is bound to it.
    pub stream: String,
    /// When, UTC.
    pub written_at: DateTime<Utc>,
    /// What.
    pub record: E,
}

/// Keeps a confidential record; every other event is none.
pub(crate) fn apply(
    connection: &Connection,
    case: CaseId,
    event: &Event,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    if let Event::CaucusRecorded(event) = event {
        add(connection, case, CAUCUS, event, moment)?;
    }
    if let Event::NoteWritten(event) = event {
        add(connection, case, NOTE, event, moment)?;
    }
    Ok(())
}

fn add<E: Serialize + Clone>(
    connection: &Connection,
    case: CaseId,
    kind: &str,
    record: &E,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let view = ConfidentialView {
        stream: moment.stream.to_owned(),
        written_at: moment.at(),
        record: record.clone(),
    };
    let sql = "INSERT INTO confidential_v1 (case_id, revision, kind, doc) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let values = (case.to_string(), moment.revision.cast_signed(), kind, serde_json::to_string(&view)?);
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Takes the sealed text of an erased person out of a case's records.
pub(crate) fn purge(connection: &Connection, case: CaseId, subject: SubjectId) -> Result<(), ViewError> {
    let mut statement =
        connection.prepare_cached("SELECT revision, doc FROM confidential_v1 WHERE case_id = ?1")?;
    let rows = statement.query_map([case.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (revision, doc) in rows.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
        let record: serde_json::Value = serde_json::from_str(&doc)?;
        let doc = serde_json::to_string(&case_view::purge(&record, subject)?)?;
        let sql = "UPDATE confidential_v1 SET doc = ?3 WHERE case_id = ?1 AND revision = ?2";
        connection.prepare_cached(sql)?.execute((case.to_string(), revision, doc))?;
    }
    Ok(())
}

impl Views {
    /// What was told in confidence, oldest first: all of it for a mediator at work, for a party what it handed in itself, `None` for
    /// everybody else.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn caucus_records(
        &self,
        reader: &Reader,
        case: CaseId,
    ) -> Result<Answer<Option<Vec<ConfidentialView<CaucusRecorded>>>>, QueryError> {
        self.ask(|connection| {
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let all = || records::<CaucusRecorded>(connection, case, CAUCUS);
            match reader {
                Reader::Mediator(_) => Ok(Some(all()?)),
                Reader::Party { .. } | Reader::Institution(_) => {
                    let own = cases::case(connection, case)?
                        .map_or_else(Vec::new, |view| own_parties(&view, reader));
                    let filed = |it: &ConfidentialView<CaucusRecorded>| {
                        own.iter().any(|party| it.record.by == Proposer::Party(*party))
                    };
                    Ok(Some(all()?.into_iter().filter(filed).collect()))
                }
                Reader::Staff(_) | Reader::Director(_) | Reader::DataProtection(_) | Reader::Court(_) => {
                    Ok(None)
                }
            }
        })
    }

    /// The notes a mediator wrote for himself in a case he or she is at work in; `None` for everybody but a mediator.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn notes(
        &self,
        reader: &Reader,
        case: CaseId,
    ) -> Result<Answer<Option<Vec<ConfidentialView<NoteWritten>>>>, QueryError> {
        self.ask(|connection| {
            let Reader::Mediator(own) = reader else { return Ok(None) };
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let all = records::<NoteWritten>(connection, case, NOTE)?;
            Ok(Some(all.into_iter().filter(|it| it.record.author == *own).collect()))
        })
    }
}

fn records<E: DeserializeOwned>(
    connection: &Connection,
    case: CaseId,
    kind: &str,
) -> Result<Vec<ConfidentialView<E>>, QueryError> {
    let sql = "SELECT doc FROM confidential_v1 WHERE case_id = ?1 AND kind = ?2 ORDER BY revision";
    let mut statement = connection.prepare_cached(sql)?;
    let docs = statement.query_map((case.to_string(), kind), |row| row.get::<_, String>(0))?;
    let mut records = Vec::new();
    for doc in docs {
        records.push(serde_json::from_str(&doc?)?);
    }
    Ok(records)
}

/// The parties a reader is or acts for.
pub(crate) fn own_parties(view: &CaseView, reader: &Reader) -> Vec<PartyId> {
    let is_own = |filed: &domain::case::FiledParty| match reader {
        Reader::Party { account, party } => {
            let acting = view.representatives.iter().any(|it| {
                it.party == filed.party && it.revoked_at.is_none() && it.account.as_ref() == Some(account)
            });
            acting || *party == Some(filed.party) || filed.account.as_ref() == Some(account)
        }
        Reader::Institution(own) => filed.identity.codes().any(|code| code == own),
        Reader::Staff(_)
        | Reader::Director(_)
        | Reader::DataProtection(_)
        | Reader::Mediator(_)
        | Reader::Court(_) => false,
    };
    view.parties.iter().filter(|party| is_own(party)).map(|party| party.party).collect()
}
