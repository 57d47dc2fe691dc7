//! A row of any format: a complaint whose values are checked, or what is wrong with it.

use super::SourceError;
use chrono::NaiveDate;
use domain::classification::{Business, Cause, ClaimKind, IntakeChannel, Sector};
use domain::invalid::Invalid;
use domain::text::{LongText, PersonName, ShortText};

/// The rows of a file, in its order. Ends after the first [`SourceError`].
pub type Rows = Box<dyn Iterator<Item = Result<Row, SourceError>> + Send>;

/// One row.
#[derive(Debug)]
pub struct Row {
    /// Physical line on which it begins, from 1.
    pub line: u64,
    /// Its identity in the source; empty when even that could not be read.
    pub id: String,
    /// Products and issues the mapping does not know; filed as OTHER.
    pub unknown: Vec<String>,
    /// The complaint, or the first thing wrong with it.
    pub content: Result<Box<Complaint>, Flaw>,
}

/// A complaint, every value checked.
#[derive(Debug)]
pub struct Complaint {
    /// What the row means, whatever way it is written: the same bytes for every export of the same content.
    pub canonical: Vec<u8>,
    /// How the case names its origin.
    pub ticket: ShortText,
    /// Stands in for the name the source does not publish.
    pub applicant: PersonName,
    /// Name of the respondent.
    pub respondent: ShortText,
    /// What the respondent is, unless the register knows it already.
    pub sector: Sector,
    /// How it came in.
    pub channel: IntakeChannel,
    /// Business class.
    pub business: Business,
    /// Cause.
    pub cause: Cause,
    /// Product as the source names it.
    pub product: Option<ShortText>,
    /// What happened.
    pub facts: LongText,
    /// What is asked for.
    pub claim: ClaimKind,
    /// When it happened, as far as the source knows.
    pub incident_on: Option<NaiveDate>,
}

/// What is wrong with a row. Never quotes the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The column, by its name in the source; empty when it is the row as a whole.
    pub column: String,
    /// Stable name of the mistake.
    pub code: &'static str,
    /// The mistake in a sentence.
    pub reason: String,
}

impl Flaw {
    /// A mistake of the row as a whole.
    pub(super) fn of_row(code: &'static str, reason: impl Into<String>) -> Self {
        Self { column: String::new(), code, reason: reason.into() }
    }

    /// A mistake in one column.
    pub(super) fn of(column: &str, code: &'static str, reason: impl Into<String>) -> Self {
        Self { column: column.to_owned(), code, reason: reason.into() }
    }

    /// A value of one column the domain does not take.
    pub(super) fn invalid(column: &str, invalid: &Invalid) -> Self {
        Self::of(column, invalid.code(), invalid.to_string())
    }
}

/// Writes values so that no two different lists give the same bytes.
#[derive(Default)]
pub(super) struct Canonical(Vec<u8>);

impl Canonical {
    pub(super) fn push(&mut self, value: &str) {
        self.0.extend_from_slice(&(value.len() as u64).to_be_bytes());
        self.0.extend_from_slice(value.as_bytes());
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}
