//! Open offers between centres: what a director must answer and what the federation must decide. No party is named.

use crate::case_view::{CaseView, TransferState};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::{DateTime, Utc};
use domain::case::StageName;
use domain::classification::{Business, Cause, Track, TransferReason};
use domain::ids::{CaseId, CentreId};
use domain::money::Fen;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS transfers_v1 (
    case_id     TEXT    PRIMARY KEY,
    from_centre TEXT    NOT NULL,
    to_centre   TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    doc         TEXT    NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS transfers_v1_from ON transfers_v1 (from_centre, case_id);
CREATE INDEX IF NOT EXISTS transfers_v1_to ON transfers_v1 (to_centre, case_id);
CREATE INDEX IF NOT EXISTS transfers_v1_state ON transfers_v1 (state, case_id);
";

const LIST: &str = "transfers";

/// An open offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferRow {
    /// The case.
    pub case: CaseId,
    /// The owner.
    pub from: CentreId,
    /// Who should have it.
    pub to: CentreId,
    /// Why.
    pub reason: TransferReason,
    /// How far it got.
    pub state: TransferState,
    /// When it was made, UTC.
    pub proposed_at: DateTime<Utc>,
    /// Where the case stands.
    pub stage: StageName,
    /// Procedure track, once accepted.
    pub track: Option<Track>,
    /// Business class.
    pub business: Business,
    /// Cause.
    pub cause: Cause,
    /// Sum of the claims, fen.
    pub claim_fen: Fen,
}

impl TransferRow {
    pub(crate) fn of(view: &CaseView) -> Option<Self> {
        let transfer = view.transfer.as_ref()?;
        Some(Self {
            case: view.case,
            from: transfer.from.clone(),
            to: transfer.to.clone(),
            reason: transfer.reason,
            state: transfer.state,
            proposed_at: transfer.proposed_at,
            stage: view.stage,
            track: view.track,
            business: view.business,
            cause: view.cause,
            claim_fen: view.claim_fen,
        })
    }
}

/// Brings the row of a case from what it was to what it is; no row when no offer is open.
pub(crate) fn write(
    connection: &Connection,
    case: CaseId,
    before: Option<&TransferRow>,
    now: Option<&TransferRow>,
) -> Result<(), ViewError> {
    if before == now {
        return Ok(());
    }
    let case = case.to_string();
    let Some(row) = now else {
        connection.prepare_cached("DELETE FROM transfers_v1 WHERE case_id = ?1")?.execute([case])?;
        return Ok(());
    };
    let sql = "INSERT OR REPLACE INTO transfers_v1 (case_id, from_centre, to_centre, state, doc)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let doc = serde_json::to_string(row)?;
    let values = (case, row.from.as_str(), row.to.as_str(), row.state.code(), doc);
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Views {
    /// Open offers by and to one centre; with no centre, those the federation must decide.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn transfers(
        &self,
        centre: Option<&CentreId>,
        paging: &Paging,
    ) -> Result<Answer<Page<TransferRow>>, QueryError> {
        let mut query = ListQuery::new("SELECT case_id, doc FROM transfers_v1 WHERE", paging.limit)?;
        match centre {
            Some(centre) => {
                query.push(
                    "(from_centre = ? OR to_centre = ?)",
                    [text(centre.as_str()), text(centre.as_str())],
                );
            }
            None => query.push("state = ?", [text(TransferState::Disputed.code())]),
        }
        if let Some(after) = &paging.after {
            let [case] = cursor::decode(LIST, after)?;
            query.push("AND case_id > ?", [text(case)]);
        }
        query.push("ORDER BY case_id", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                Ok((serde_json::from_str(&row.get::<_, String>(1)?)?, [row.get(0)?]))
            })
        })
    }
}
