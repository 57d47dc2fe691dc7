//! What a caller is told when something is refused: a code, a sentence, a remedy. Never a value from the request.
//!
//! Which type to use where: extractors and handlers return [`ApiError`], made from a row of [`table`]; several mistakes in one
//! body are gathered in [`FieldErrors`]; everything unexpected goes through [`ApiError::internal`], which keeps the cause in
//! the log and out of the answer. Status, sentence and retryability live in the table and nowhere else.

mod field;
mod problem;
mod refusal;
pub mod table;

pub use field::{FieldError, FieldErrors, invalid_facts};
pub use problem::{Problem, ProblemField, render};
pub use table::Row;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use domain::invalid::Invalid;
use std::fmt;

/// What fills the placeholders of a row's sentences: names and values safe to show (codes, dates, numbers, ids).
pub type Facts = Vec<(&'static str, String)>;

/// A refusal on its way to the caller.
#[derive(Debug, Clone)]
pub struct ApiError {
    row: &'static Row,
    facts: Facts,
    fields: Vec<FieldError>,
    basis: Option<&'static str>,
    retry_after_s: Option<u32>,
}

impl ApiError {
    /// The refusal that `row` describes.
    #[must_use]
    pub const fn new(row: &'static Row) -> Self {
        Self { row, facts: Vec::new(), fields: Vec::new(), basis: None, retry_after_s: None }
    }

    /// The refusal with this code; one whose code has no row is a mistake in the house and says so in the log.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match table::row(code) {
            Some(row) => Self::new(row),
            None => Self::internal(&format!("code {code} has no row in the error table")),
        }
    }

    /// Something that must not happen: the cause goes to the log, the caller learns only that it was us.
    #[must_use]
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "internal error");
        Self::new(&table::INTERNAL)
    }

    /// Adds a fact for the sentences.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }

    /// Adds several facts.
    #[must_use]
    pub fn with_facts(mut self, facts: Facts) -> Self {
        self.facts.extend(facts);
        self
    }

    /// Names the law or rule behind the refusal.
    #[must_use]
    pub const fn with_basis(mut self, basis: Option<&'static str>) -> Self {
        self.basis = basis;
        self
    }

    /// Tells the caller when to come back, in seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// One wrong field; the problem carries that field's code.
    #[must_use]
    pub fn field(field: FieldError) -> Self {
        Self { facts: field.facts.clone(), fields: vec![field.clone()], ..Self::new(field.row) }
    }

    /// The row it was made from.
    #[must_use]
    pub const fn row(&self) -> &'static Row {
        self.row
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.row.code
    }

    /// The facts behind it.
    #[must_use]
    pub fn facts(&self) -> &[(&'static str, String)] {
        &self.facts
    }

    /// The wrong fields.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        &self.fields
    }

    /// The law or rule behind it.
    #[must_use]
    pub const fn basis(&self) -> Option<&'static str> {
        self.basis
    }

    /// When to come back, in seconds; rows that are worth retrying have a default.
    #[must_use]
    pub fn retry_after_s(&self) -> Option<u32> {
        self.retry_after_s.or(if self.row.retryable { Some(1) } else { None })
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row.code)
    }
}

impl std::error::Error for ApiError {}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.row.status()
    }

    /// Only the status: the frame around every route writes the body, because only it knows language and request id.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// A refused value without a place; prefer [`FieldErrors::check`], which keeps the place.
impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        Self::from_code(invalid.code()).with_facts(invalid_facts(&invalid))
    }
}
