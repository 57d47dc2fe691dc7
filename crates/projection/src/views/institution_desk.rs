//! The desk of an institution: its cases by branch, what waits for its answer, how soon it answers, what it was asked to approve, what it
//! has to perform and where it is expected.
//!
//! Rows are keyed by the code whose people look: a party's own code, those of the units above it and of its legal person, the very codes
//! by which these people find the case at all. So the desk of a head office holds its branches, that of a branch itself alone.

mod question;
mod rows;

pub use question::{BranchDesk, DueObligation, InstitutionDesk, PendingApproval};

pub(crate) use rows::{Rows, rows, write};

/// `open` is work still; `waits` is 1 where an answer of this party is awaited; `answer_days` counts calendar days from the notice.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS institution_cases_v1 (
    case_id     TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    party_id    TEXT    NOT NULL,
    branch      TEXT    NOT NULL,
    open        INTEGER NOT NULL,
    waits       INTEGER NOT NULL,
    answered_on TEXT,
    answer_days INTEGER,
    PRIMARY KEY (case_id, code, party_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS institution_cases_v1_open
    ON institution_cases_v1 (code, open, branch, waits);
CREATE INDEX IF NOT EXISTS institution_cases_v1_answers
    ON institution_cases_v1 (code, answered_on, branch, answer_days) WHERE answered_on IS NOT NULL;
CREATE TABLE IF NOT EXISTS institution_items_v1 (
    case_id TEXT    NOT NULL,
    code    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    party   TEXT    NOT NULL,
    item    TEXT    NOT NULL,
    branch  TEXT    NOT NULL,
    day     TEXT    NOT NULL,
    fen     INTEGER,
    PRIMARY KEY (case_id, code, kind, party, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS institution_items_v1_day
    ON institution_items_v1 (code, kind, day, case_id, party, item, branch, fen);
";

/// An answer of the head office that is still to come.
const APPROVAL: &str = "approval";
/// Something to be performed.
const OBLIGATION: &str = "obligation";
/// A session that is planned.
const SESSION: &str = "session";
