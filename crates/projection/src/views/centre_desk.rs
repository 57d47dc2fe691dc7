//! The desk of a centre's director: who has how much to do, which conflicts are open, what was refused, what stands still.
//!
//! One narrow row for each fact that is counted, so that no document is looked at: a seat on a panel, an offer declined, a recusal that
//! is to be decided, a mediator who is barred, a relation nobody disclosed, a ground of a refusal.

mod question;
mod rows;

pub use question::{CentreDesk, KeyedCount, MediatorDesk, MonthlyCount, StageDesk};

pub(crate) use rows::{Rows, rows, write};

/// `key` is the mediator, the institution or the code of what is counted; `day` when it happened, or is due.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS centre_items_v1 (
    case_id TEXT NOT NULL,
    kind    TEXT NOT NULL,
    item    TEXT NOT NULL,
    centre  TEXT NOT NULL,
    key     TEXT NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS centre_items_v1_key ON centre_items_v1 (kind, key, day);
CREATE INDEX IF NOT EXISTS centre_items_v1_day ON centre_items_v1 (centre, kind, day, key);
";

/// Somebody asked or at work in an open case, since the day of the offer.
const SEAT: &str = "seat";
/// An offer a mediator declined.
const DECLINED: &str = "declined";
/// A recusal that was granted.
const RECUSED: &str = "recused";
/// A recusal that is to be decided until the day.
const RECUSAL: &str = "recusal";
/// A mediator who is barred in an open case.
const SUSPENDED: &str = "suspended";
/// A relation the house found and the mediator had not disclosed.
const UNDISCLOSED: &str = "undisclosed";
/// A ground on which an application was not taken.
const NOT_ACCEPTED: &str = "not-accepted";
/// An institution that did not take part, or left.
const REFUSED: &str = "refused";
/// An application for confirmation a court did not take or dismissed.
const COURT_REFUSED: &str = "court-refused";
