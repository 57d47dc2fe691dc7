//! A case as its record stood at an earlier moment, for whoever may read it today.

use crate::error::{ApiError, table};
use crate::routes::rooms::Rooms;
use projection::{AsOf, CaseView, case_as_of};

/// Most events of one case that are folded for one answer.
const MOST: usize = 10_000;

/// The document as it was then; the reader has been let in to `today`'s.
///
/// # Errors
/// `not-found` when the case was not filed then, `as-of-too-long`, `history-unreadable`, or when the log cannot be read.
pub(crate) async fn document(rooms: &Rooms, today: &CaseView, as_of: AsOf) -> Result<CaseView, ApiError> {
    let events = rooms.house.case_history(today.case, MOST).await?;
    let events = events.ok_or_else(|| ApiError::new(&table::AS_OF_TOO_LONG).with("most", MOST))?;
    let then = case_as_of(&events, as_of, today).map_err(|reason| {
        tracing::error!(case = %today.case, reason, "a history cannot be read");
        ApiError::new(&table::HISTORY_UNREADABLE)
    })?;
    then.ok_or(ApiError::new(&table::NOT_FOUND))
}

/// What the journal keeps of the question.
pub(crate) fn about(as_of: &AsOf) -> String {
    match as_of {
        AsOf::Position(position) => format!("as of position {position}"),
        AsOf::Time(time) => format!("as of {}", time.to_rfc3339()),
    }
}
