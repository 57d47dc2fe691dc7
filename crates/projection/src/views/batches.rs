//! Batches of linked cases, for the staff of their centre: which there are, and which cases they link.

use crate::case_view::Moment;
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::{DateTime, Utc};
use domain::batch::BatchEvent;
use domain::classification::BatchReason;
use domain::identity::Uscc;
use domain::ids::{BatchId, CaseId, CentreId, UserId};
use domain::text::ShortText;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS batches_v1 (
    batch    TEXT    PRIMARY KEY,
    centre   TEXT    NOT NULL,
    open     INTEGER NOT NULL,
    doc      TEXT    NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS batches_v1_centre ON batches_v1 (centre, batch);
CREATE TABLE IF NOT EXISTS batch_members_v1 (
    batch   TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (batch, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS batch_members_v1_case ON batch_members_v1 (case_id, batch);
";

const LIST: &str = "batches";

/// A batch as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchView {
    /// The batch.
    pub batch: BatchId,
    /// The centre that handles it.
    pub centre: CentreId,
    /// Against whom its cases are.
    pub institution: Uscc,
    /// Why they belong together.
    pub reason: BatchReason,
    /// What they are about.
    pub title: ShortText,
    /// The cases linked now, or when it was closed.
    pub cases: BTreeSet<CaseId>,
    /// Who opened it.
    pub opened_by: UserId,
    /// When, UTC.
    pub opened_at: DateTime<Utc>,
    /// When it was closed, UTC.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Folds an event; one that was seen before changes nothing.
pub(crate) fn apply(
    connection: &Connection,
    event: &BatchEvent,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let id = moment.stream.rsplit_once('~').map_or("", |(_, id)| id);
    let known: Option<(String, i64)> = connection
        .prepare_cached("SELECT doc, revision FROM batches_v1 WHERE batch = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let before: Option<BatchView> = match &known {
        Some((_, revision)) if *revision >= moment.revision.cast_signed() => return Ok(()),
        Some((doc, _)) => Some(serde_json::from_str(doc)?),
        None => None,
    };
    let now = match (event, before.clone()) {
        (BatchEvent::BatchOpened(event), None) => BatchView {
            batch: event.batch,
            centre: event.centre.clone(),
            institution: event.institution.clone(),
            reason: event.reason,
            title: event.title.clone(),
            cases: event.cases.iter().copied().collect(),
            opened_by: event.opened_by.clone(),
            opened_at: moment.at(),
            closed_at: None,
        },
        (BatchEvent::CasesLinked(event), Some(mut view)) => {
            view.cases.extend(event.cases.iter().copied());
            view
        }
        (BatchEvent::CaseUnlinked(event), Some(mut view)) => {
            view.cases.remove(&event.case);
            view
        }
        (BatchEvent::BatchClosed(_), Some(view)) => BatchView { closed_at: Some(moment.at()), ..view },
        // A history no version of this house wrote.
        (BatchEvent::BatchOpened(_), Some(_))
        | (BatchEvent::CasesLinked(_) | BatchEvent::CaseUnlinked(_) | BatchEvent::BatchClosed(_), None) => {
            return Ok(());
        }
    };
    save(connection, id, before.as_ref(), &now, moment)
}

fn save(
    connection: &Connection,
    id: &str,
    before: Option<&BatchView>,
    now: &BatchView,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let none = BTreeSet::new();
    let stood = before.map_or(&none, |view| &view.cases);
    for case in stood.difference(&now.cases) {
        let sql = "DELETE FROM batch_members_v1 WHERE batch = ?1 AND case_id = ?2";
        connection.prepare_cached(sql)?.execute((id, case.to_string()))?;
    }
    for case in now.cases.difference(stood) {
        let sql = "INSERT INTO batch_members_v1 (batch, case_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        connection.prepare_cached(sql)?.execute((id, case.to_string()))?;
    }
    let sql = "INSERT INTO batches_v1 (batch, centre, open, doc, revision) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (batch) DO UPDATE SET open = excluded.open, doc = excluded.doc, revision = excluded.revision";
    let open = i64::from(now.closed_at.is_none());
    let values = (id, now.centre.as_str(), open, serde_json::to_string(now)?, moment.revision.cast_signed());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Views {
    /// Batches of a centre, in no order that means anything; only those not closed when `open`.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn batches(
        &self,
        centre: &CentreId,
        open: bool,
        paging: &Paging,
    ) -> Result<Answer<Page<BatchView>>, QueryError> {
        let mut query = ListQuery::new("SELECT batch, doc FROM batches_v1 WHERE", paging.limit)?;
        query.push("centre = ?", [text(centre)]);
        query.push_if("AND open = ?", open.then_some(1_i64));
        if let Some(after) = &paging.after {
            let [batch] = cursor::decode(LIST, after)?;
            query.push("AND batch > ?", [text(batch)]);
        }
        query.push("ORDER BY batch", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                Ok((serde_json::from_str(&row.get::<_, String>(1)?)?, [row.get(0)?]))
            })
        })
    }

    /// One batch of a centre; nothing when it is another's.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn batch(&self, centre: &CentreId, batch: BatchId) -> Result<Answer<Option<BatchView>>, QueryError> {
        let sql = "SELECT doc FROM batches_v1 WHERE batch = ?1 AND centre = ?2";
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let key = (batch.to_string(), centre.as_str());
            let doc: Option<String> = statement.query_row(key, |row| row.get(0)).optional()?;
            Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
        })
    }
}
