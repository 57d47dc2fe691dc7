//! Who looked at what, and looking at what is not shown without a word: the journal, personal numbers, emergencies, courts' inquiries. And
//! whose access was withdrawn. One verb a file.

pub mod inquire_settlements;
pub mod inquire_settlements_of_person;
pub mod lift_access_revocation;
pub mod open_emergency_access;
pub mod read_access_revocations;
pub mod read_emergency_accesses;
pub mod read_personal_number;
pub mod review_emergency_access;
pub mod revoke_access;
pub mod search_access_journal;

use crate::error::{ApiError, FieldError, Row, table};
use application::{EmergencyAccess, JournalError, ListedRevocation, Looked, Purpose, RevocationError};
use chrono::DateTime;
use domain::calendar::in_shanghai;
use domain::text::ShortText;
use serde_json::{Value, json};

/// Rows of a page when the caller does not say, and at most.
const ROWS: (u32, u32) = (50, 200);
/// Digits in a row that may be a phone or a document; numbers of papers have fewer.
const PERSONAL_DIGITS: usize = 11;

/// Rows wanted, within bounds.
pub(crate) fn rows(limit: Option<u32>) -> Result<u32, &'static Row> {
    let rows = limit.unwrap_or(ROWS.0);
    if (1..=ROWS.1).contains(&rows) { Ok(rows) } else { Err(&table::QUERY_PARAMETER_INVALID) }
}

/// A code of a list; what is none is told what would be.
pub(super) fn one_of<T>(
    parameter: &str,
    parsed: Option<T>,
    codes: impl Iterator<Item = &'static str>,
) -> Result<T, ApiError> {
    let wrong = || FieldError::new(parameter, &table::QUERY_PARAMETER_INVALID);
    parsed.ok_or_else(|| ApiError::field(wrong().with("expected", codes.collect::<Vec<_>>().join(", "))))
}

/// Where the page before ended.
pub(super) fn before(after: Option<&str>) -> Result<Option<u64>, ApiError> {
    let malformed = |_| ApiError::new(&table::CURSOR_MALFORMED);
    after.map(str::parse).transpose().map_err(malformed)
}

/// The number of a paper, or words about it: the journal is kept for good, so it holds nobody's number.
pub(crate) fn impersonal(text: &str) -> Result<String, &'static Row> {
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        if run >= PERSONAL_DIGITS {
            return Err(&table::REFERENCE_PERSONAL);
        }
    }
    ShortText::parse(text).map(|text| text.as_str().to_owned()).map_err(|_| &table::REFERENCE_PERSONAL)
}

/// What the journal could not do.
pub(super) fn unread(error: JournalError) -> ApiError {
    match error {
        JournalError::Unwritten(reason) => {
            tracing::error!(reason, "an entry of the journal was not written");
            ApiError::new(&table::STORE_BUSY)
        }
        JournalError::Unreadable(_) | JournalError::NotChained => ApiError::internal(&error),
    }
}

/// An entry as a reader of one case sees it: other cases that stood on the same page are not his affair.
pub(super) fn entry(looked: &Looked) -> Value {
    let classes: Option<Vec<&str>> = looked.classes.as_deref().map(|all| all.split_whitespace().collect());
    json!({
        "at": at(looked.at_us), "action": looked.action, "actor": looked.actor, "on_behalf": looked.on_behalf,
        "classes": classes, "about": looked.about, "purpose": looked.purpose, "request": looked.request,
    })
}

/// An emergency access as its reviewer and the director of the case see it.
pub(super) fn access_body(access: &EmergencyAccess) -> Value {
    let review = access.review.as_ref().map(|review| {
        json!({ "at": at(review.at_us), "by": review.by.user, "verdict": purpose(review.verdict.as_ref()) })
    });
    json!({
        "id": access.id, "case": access.case, "by": access.by, "opened_at": at(access.opened_us),
        "ends_at": at(access.ends_us()), "reason": purpose(access.reason.as_ref()), "review": review,
    })
}

/// A withdrawal as the security and the audit administrator see it.
pub(super) fn revocation_body(listed: &ListedRevocation) -> Value {
    let ListedRevocation { number, entry, lifting } = listed;
    let lifting = lifting
        .as_ref()
        .map(|lifting| json!({ "at": at(lifting.at_us), "by": lifting.by, "reason": lifting.reason }));
    json!({
        "id": entry.id, "number": number, "account": entry.account, "withdraws": entry.act.code(), "reason": entry.reason,
        "by": entry.by, "at": at(entry.at_us), "lifting": lifting,
    })
}

/// What the list of withdrawals could not do.
pub(super) fn unlisted(error: RevocationError) -> ApiError {
    let (RevocationError::Unwritten(reason) | RevocationError::Unreadable(reason)) = error;
    tracing::error!(reason, "nobody knows whether an access was withdrawn");
    ApiError::new(&table::STORE_BUSY)
}

fn purpose(purpose: Option<&Purpose>) -> Value {
    json!(purpose)
}

fn at(us: i64) -> Option<String> {
    DateTime::from_timestamp_micros(us).map(in_shanghai)
}
