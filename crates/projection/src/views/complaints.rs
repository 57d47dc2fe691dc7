//! Complaints against mediators: for the director, and each for the party that made it; apart from the case, so that no mediator meets one.

use crate::Reader;
use crate::case_view::{self, Moment};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::views::confidential::own_parties;
use crate::views::{access, cases};
use chrono::{DateTime, Utc};
use domain::case::Event;
use domain::classification::{ComplaintGround, ComplaintMeasure};
use domain::deadline::Deadline;
use domain::ids::{CaseId, CentreId, MediatorId, PartyId, SubjectId};
use domain::personal::Personal;
use domain::text::LongText;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS complaints_v1 (
    case_id   TEXT    NOT NULL,
    complaint INTEGER NOT NULL,
    mediator  TEXT    NOT NULL,
    open      INTEGER NOT NULL,
    due       TEXT    NOT NULL,
    doc       TEXT    NOT NULL,
    PRIMARY KEY (case_id, complaint)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS complaints_v1_due ON complaints_v1 (open, due, case_id, complaint);
";

const LIST: &str = "complaints";

/// A complaint, its texts sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintView {
    /// The case.
    pub case: CaseId,
    /// Its stream; sealed text is bound to it.
    pub stream: String,
    /// 1, 2, 3 … within the case.
    pub complaint: u32,
    /// Who complains.
    pub party: PartyId,
    /// About whom.
    pub mediator: MediatorId,
    /// For what.
    pub grounds: Vec<ComplaintGround>,
    /// What happened, sealed.
    pub text: Personal<LongText>,
    /// When it was received, UTC.
    pub filed_at: DateTime<Utc>,
    /// Until when the director decides.
    pub decide_by: Deadline,
    /// The decision.
    pub decision: Option<ComplaintDecisionView>,
}

/// What the director decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintDecisionView {
    /// What is done about it.
    pub measure: ComplaintMeasure,
    /// Why, sealed.
    pub reason: Personal<LongText>,
    /// After its last day.
    pub late: bool,
    /// When, UTC.
    pub decided_at: DateTime<Utc>,
}

/// Keeps a complaint and its decision; every other event is none.
pub(crate) fn apply(
    connection: &Connection,
    case: CaseId,
    event: &Event,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    if let Event::ComplaintFiled(event) = event {
        let view = ComplaintView {
            case,
            stream: moment.stream.to_owned(),
            complaint: event.complaint,
            party: event.party,
            mediator: event.mediator,
            grounds: event.grounds.clone(),
            text: event.text.clone(),
            filed_at: moment.at(),
            decide_by: event.decide_by.clone(),
            decision: None,
        };
        save(connection, &view)?;
    }
    if let Event::ComplaintDecided(event) = event
        && let Some(mut view) = load(connection, case, event.complaint)?
    {
        view.decision = Some(ComplaintDecisionView {
            measure: event.measure,
            reason: event.reason.clone(),
            late: event.late,
            decided_at: moment.at(),
        });
        save(connection, &view)?;
    }
    Ok(())
}

fn save(connection: &Connection, view: &ComplaintView) -> Result<(), ViewError> {
    let sql = "INSERT OR REPLACE INTO complaints_v1 VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute((
        view.case.to_string(),
        view.complaint,
        view.mediator.to_string(),
        view.decision.is_none(),
        view.decide_by.due_date.to_string(),
        serde_json::to_string(view)?,
    ))?;
    Ok(())
}

fn load(connection: &Connection, case: CaseId, complaint: u32) -> Result<Option<ComplaintView>, ViewError> {
    let sql = "SELECT doc FROM complaints_v1 WHERE case_id = ?1 AND complaint = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let key = (case.to_string(), complaint);
    let doc: Option<String> = statement.query_row(key, |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// Takes the sealed text of an erased person out of a case's complaints.
pub(crate) fn purge(connection: &Connection, case: CaseId, subject: SubjectId) -> Result<(), ViewError> {
    for view in of_case::<ViewError>(connection, case)? {
        save(connection, &case_view::purge(&view, subject)?)?;
    }
    Ok(())
}

fn of_case<E: From<rusqlite::Error> + From<serde_json::Error>>(
    connection: &Connection,
    case: CaseId,
) -> Result<Vec<ComplaintView>, E> {
    let sql = "SELECT doc FROM complaints_v1 WHERE case_id = ?1 ORDER BY complaint";
    let mut statement = connection.prepare_cached(sql)?;
    let docs = statement.query_map([case.to_string()], |row| row.get::<_, String>(0))?;
    let mut views = Vec::new();
    for doc in docs {
        views.push(serde_json::from_str(&doc?)?);
    }
    Ok(views)
}

impl Views {
    /// Complaints in the cases of a centre, those to be decided first come first; only those not decided when `open`.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn complaints(
        &self,
        centre: &CentreId,
        open: bool,
        paging: &Paging,
    ) -> Result<Answer<Page<ComplaintView>>, QueryError> {
        let select = "SELECT k.due, k.case_id, k.complaint, k.doc FROM complaints_v1 k
                      JOIN case_access_v1 a ON a.case_id = k.case_id AND a.kind = 'centre' WHERE";
        let mut query = ListQuery::new(select, paging.limit)?;
        query.push("a.key = ?", [text(centre)]);
        query.push_if("AND k.open = ?", open.then_some(1_i64));
        if let Some(after) = &paging.after {
            let [due, case, complaint] = cursor::decode(LIST, after)?;
            let complaint: i64 = complaint.parse().map_err(|_| cursor::CursorError::Malformed)?;
            let key = [text(due), text(case), complaint.into()];
            query.push("AND (k.due, k.case_id, k.complaint) > (?, ?, ?)", key);
        }
        query.push("ORDER BY k.due, k.case_id, k.complaint", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                let key = [row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.to_string()];
                Ok((serde_json::from_str(&row.get::<_, String>(3)?)?, key))
            })
        })
    }

    /// Complaints in one case: all of them for its director, for a party its own, `None` for everybody else.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn complaints_of(
        &self,
        reader: &Reader,
        case: CaseId,
    ) -> Result<Answer<Option<Vec<ComplaintView>>>, QueryError> {
        self.ask(|connection| {
            if !access::may_read(connection, reader, case)? {
                return Ok(None);
            }
            let all = || of_case::<QueryError>(connection, case);
            match reader {
                Reader::Director(_) => Ok(Some(all()?)),
                Reader::Party { .. } | Reader::Institution(_) => {
                    let own = cases::case(connection, case)?
                        .map_or_else(Vec::new, |view| own_parties(&view, reader));
                    Ok(Some(all()?.into_iter().filter(|it| own.contains(&it.party)).collect()))
                }
                Reader::Staff(_) | Reader::DataProtection(_) | Reader::Mediator(_) | Reader::Court(_) => {
                    Ok(None)
                }
            }
        })
    }
}
