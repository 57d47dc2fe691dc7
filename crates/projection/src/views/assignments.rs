//! Why somebody was asked to mediate, one row an offer: apart from the case, since it tells of others on the roster.

use crate::Reader;
use crate::case_view::Moment;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use crate::views::access;
use chrono::{DateTime, Utc};
use domain::case::{AssignmentRecord, MediatorOffered};
use domain::classification::AssignmentBasis;
use domain::ids::{CaseId, MediatorId};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS assignments_v1 (
    case_id  TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    doc      TEXT    NOT NULL,
    PRIMARY KEY (case_id, revision)
) STRICT;
";

/// One offer, explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentView {
    /// Who was asked, the presider first.
    pub mediators: Vec<MediatorId>,
    /// How it came about; absent for offers older than that.
    pub basis: Option<AssignmentBasis>,
    /// The roster as the centre judged it, where the centre chose.
    pub assignment: Option<Box<AssignmentRecord>>,
    /// When, UTC.
    pub offered_at: DateTime<Utc>,
}

/// Keeps the explanation of an offer.
pub(crate) fn apply(
    connection: &Connection,
    case: CaseId,
    event: &MediatorOffered,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let others = event.co_mediators.iter().map(|other| other.mediator);
    let view = AssignmentView {
        mediators: std::iter::once(event.mediator).chain(others).collect(),
        basis: event.basis,
        assignment: event.assignment.clone(),
        offered_at: moment.at(),
    };
    let sql =
        "INSERT INTO assignments_v1 (case_id, revision, doc) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    let values = (case.to_string(), moment.revision.cast_signed(), serde_json::to_string(&view)?);
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Views {
    /// Every offer made in a case, oldest first; `None` for a stranger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn assignments(
        &self,
        reader: &Reader,
        case: CaseId,
    ) -> Result<Answer<Option<Vec<AssignmentView>>>, QueryError> {
        self.ask(|connection| {
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let sql = "SELECT doc FROM assignments_v1 WHERE case_id = ?1 ORDER BY revision";
            let mut statement = connection.prepare_cached(sql)?;
            let docs = statement.query_map([case.to_string()], |row| row.get::<_, String>(0))?;
            let mut offers = Vec::new();
            for doc in docs {
                offers.push(serde_json::from_str(&doc?)?);
            }
            Ok(Some(offers))
        })
    }
}
