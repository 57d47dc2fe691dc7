//! `Idempotency-Key`: the caller's name for one intention, the same for every retry.

use super::single_header;
use crate::error::{ApiError, table};
use actix_web::HttpRequest;

/// 1 to 128 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header.
    ///
    /// # Errors
    /// `idempotency-key-missing`, `idempotency-key-malformed`.
    pub fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        let text = single_header(request, "idempotency-key", &table::IDEMPOTENCY_KEY_MALFORMED)?
            .ok_or(ApiError::new(&table::IDEMPOTENCY_KEY_MISSING))?;
        let fits = (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err(ApiError::new(&table::IDEMPOTENCY_KEY_MALFORMED)) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
