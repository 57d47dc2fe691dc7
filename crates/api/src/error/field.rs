//! Wrong fields of one body: where, which code, all at once.

use super::{ApiError, Facts, Row, table};
use domain::ids::Malformed;
use domain::invalid::Invalid;

/// One wrong field.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body, or the name of a query parameter.
    pub pointer: String,
    /// What is wrong with it.
    pub row: &'static Row,
    /// What fills the sentence.
    pub facts: Facts,
}

impl FieldError {
    /// A wrong field; its place is its first fact.
    #[must_use]
    pub fn new(pointer: impl Into<String>, row: &'static Row) -> Self {
        let pointer = pointer.into();
        Self { facts: vec![("pointer", pointer.clone())], pointer, row }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }
}

/// Gathers the wrong fields of a body, so that the caller repairs them in one go.
///
/// ```
/// # use api::error::{ApiError, FieldErrors};
/// # use domain::identity::Uscc;
/// # fn parse(text: &str) -> Result<Uscc, ApiError> {
/// let mut fields = FieldErrors::default();
/// let respondent = fields.check("/respondent/uscc", Uscc::parse(text));
/// let (Some(respondent), []) = (respondent, fields.all()) else { return Err(fields.into()) };
/// # Ok(respondent) }
/// ```
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// The value, or `None` with the mistake noted under `pointer`.
    pub fn check<T, E: IntoFieldError>(
        &mut self,
        pointer: impl Into<String>,
        outcome: Result<T, E>,
    ) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push(error.at(pointer.into()));
                None
            }
        }
    }

    /// Like [`FieldErrors::check`] for a field that may be absent: absent is fine, present and wrong is `None` at the outside.
    pub fn check_some<T, E: IntoFieldError>(
        &mut self,
        pointer: impl Into<String>,
        outcome: Option<Result<T, E>>,
    ) -> Option<Option<T>> {
        match outcome {
            None => Some(None),
            Some(outcome) => self.check(pointer, outcome).map(Some),
        }
    }

    /// Notes a mistake found otherwise.
    pub fn note(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// What was found so far.
    #[must_use]
    pub fn all(&self) -> &[FieldError] {
        &self.0
    }
}

/// The problem takes the code of the first mistake and lists all of them.
impl From<FieldErrors> for ApiError {
    fn from(errors: FieldErrors) -> Self {
        match errors.0.first() {
            Some(first) => {
                Self { facts: first.facts.clone(), fields: errors.0.clone(), ..Self::new(first.row) }
            }
            None => Self::internal(&"a body was refused without a wrong field"),
        }
    }
}

/// A mistake that only lacks its place.
pub trait IntoFieldError {
    /// The mistake at `pointer`.
    fn at(self, pointer: String) -> FieldError;
}

impl IntoFieldError for Invalid {
    fn at(self, pointer: String) -> FieldError {
        let row = table::row(self.code()).unwrap_or(&table::FIELD_VALUE);
        let mut error = FieldError::new(pointer, row);
        error.facts.extend(invalid_facts(&self));
        error
    }
}

impl IntoFieldError for Malformed {
    fn at(self, pointer: String) -> FieldError {
        FieldError::new(pointer, &table::ID_MALFORMED).with("expected", self.0)
    }
}

impl IntoFieldError for &'static Row {
    fn at(self, pointer: String) -> FieldError {
        FieldError::new(pointer, self)
    }
}

/// What a refused value tells beyond its code. Never the value.
#[must_use]
pub fn invalid_facts(invalid: &Invalid) -> Facts {
    match invalid {
        Invalid::TextTooLong { max, actual } => {
            vec![("max", max.to_string()), ("actual", actual.to_string())]
        }
        Invalid::TextControlCharacter { position }
        | Invalid::UsccCharacter { position }
        | Invalid::ResidentIdCharacter { position } => vec![("position", position.to_string())],
        Invalid::UsccLength { actual } | Invalid::ResidentIdLength { actual } => {
            vec![("actual", actual.to_string())]
        }
        Invalid::IdentityDocumentFormat { expected } => vec![("expected", (*expected).to_owned())],
        Invalid::TextEmpty
        | Invalid::UsccChecksum
        | Invalid::ResidentIdDate
        | Invalid::ResidentIdChecksum
        | Invalid::AmountNotPositive
        | Invalid::AmountNegative
        | Invalid::AmountTooLarge
        | Invalid::AmountNotInteger
        | Invalid::DateInvalid
        | Invalid::DateOutOfRange
        | Invalid::TimeInvalid
        | Invalid::CaseNumberFormat
        | Invalid::NumberTemplateFormat
        | Invalid::PhoneFormat => Vec::new(),
    }
}
