//! Drafts of applications: which there are, and whose. What was typed is not here: it is read from the draft itself, for its author.

use crate::case_view::Moment;
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::NaiveDate;
use domain::draft::DraftEvent;
use domain::ids::{CentreId, DraftId, UserId};
use domain::occasion::Role;
use rusqlite::Connection;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS drafts_v1 (
    draft    TEXT    PRIMARY KEY,
    centre   TEXT    NOT NULL,
    author   TEXT    NOT NULL,
    role     TEXT    NOT NULL,
    open     INTEGER NOT NULL,
    due      TEXT    NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS drafts_v1_author ON drafts_v1 (author, role, draft) WHERE open;
CREATE INDEX IF NOT EXISTS drafts_v1_due ON drafts_v1 (due, draft) WHERE open;
CREATE INDEX IF NOT EXISTS drafts_v1_centre ON drafts_v1 (centre, role, draft) WHERE open;
";

const LIST: &str = "drafts";

/// Folds an event; one that was seen before changes nothing.
pub(crate) fn apply(
    connection: &Connection,
    event: &DraftEvent,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let revision = moment.revision.cast_signed();
    match event {
        DraftEvent::DraftOpened(event) => {
            let sql = "INSERT INTO drafts_v1 (draft, centre, author, role, open, due, revision)
                       VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6) ON CONFLICT (draft) DO NOTHING";
            let due = event.submit_by.due_date.to_string();
            let (centre, author, role) =
                (event.centre.as_str(), event.author.as_str(), event.role.wire_name());
            let values = (event.draft.to_string(), centre, author, role, due, revision);
            connection.prepare_cached(sql)?.execute(values)?;
        }
        DraftEvent::DraftAmended(event) => {
            let sql = "UPDATE drafts_v1 SET due = ?2, revision = ?3 WHERE draft = ?1 AND revision < ?3";
            let due = event.submit_by.due_date.to_string();
            connection.prepare_cached(sql)?.execute((draft_of(moment), due, revision))?;
        }
        DraftEvent::DraftSubmitted(_) | DraftEvent::DraftDiscarded(_) | DraftEvent::DraftExpired(_) => {
            let sql = "UPDATE drafts_v1 SET open = 0, revision = ?2 WHERE draft = ?1 AND revision < ?2";
            connection.prepare_cached(sql)?.execute((draft_of(moment), revision))?;
        }
    }
    Ok(())
}

fn draft_of<'a>(moment: &Moment<'a>) -> &'a str {
    moment.stream.rsplit_once('~').map_or("", |(_, id)| id)
}

/// Whose drafts are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftFilter {
    /// Those of an account in a role.
    Author(UserId, Role),
    /// Those the clerks of a centre keep.
    Clerks(CentreId),
}

impl Views {
    /// Drafts that are kept and whose last day is over on the legal date `today`, by that day, after `after`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts_over(
        &self,
        today: NaiveDate,
        after: Option<(NaiveDate, DraftId)>,
        limit: u32,
    ) -> Result<Answer<Vec<(NaiveDate, DraftId)>>, QueryError> {
        let sql = "SELECT due, draft FROM drafts_v1 WHERE open AND due < ?1 AND (due, draft) > (?2, ?3)
                   ORDER BY due, draft LIMIT ?4";
        let [due, draft] =
            after.map_or_else(Default::default, |(due, draft)| [due.to_string(), draft.to_string()]);
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query((today.to_string(), due, draft, limit))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let [due, draft]: [String; 2] = [row.get(0)?, row.get(1)?];
                if let (Ok(due), Ok(draft)) = (due.parse(), DraftId::parse(&draft)) {
                    found.push((due, draft));
                }
            }
            Ok(found)
        })
    }

    /// Drafts that are kept, in no order that means anything.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn drafts(&self, filter: &DraftFilter, paging: &Paging) -> Result<Answer<Page<DraftId>>, QueryError> {
        let mut query = ListQuery::new("SELECT draft FROM drafts_v1 WHERE open", paging.limit)?;
        match filter {
            DraftFilter::Author(author, role) => {
                query.push("AND author = ?", [text(author)]);
                query.push("AND role = ?", [text(role.wire_name())]);
            }
            DraftFilter::Clerks(centre) => {
                query.push("AND centre = ?", [text(centre)]);
                query.push("AND role = ?", [text(Role::Clerk.wire_name())]);
            }
        }
        if let Some(after) = &paging.after {
            let [draft] = cursor::decode(LIST, after)?;
            query.push("AND draft > ?", [text(draft)]);
        }
        query.push("ORDER BY draft", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                let draft: String = row.get(0)?;
                Ok((DraftId::parse(&draft).unwrap_or(DraftId(uuid::Uuid::nil())), [draft]))
            })
        })
    }
}
