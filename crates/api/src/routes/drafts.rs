//! Drafts of applications. One verb a file.

pub mod amend_draft;
pub mod discard_draft;
pub mod open_draft;
pub mod read_draft;
pub mod read_drafts;
pub mod submit_draft;

use crate::error::{ApiError, FieldErrors};
use application::House;
use domain::ids::DraftId;
use domain::personal::Personal;
use domain::text::LongText;
use serde_json::{Map, Value};

/// What was typed, as one sealed text.
pub(super) fn typed(
    house: &House,
    draft: DraftId,
    application: &Map<String, Value>,
) -> Result<Personal<LongText>, ApiError> {
    let text = serde_json::to_string(application).map_err(|error| ApiError::internal(&error))?;
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check("/application", LongText::parse(&text)) else { return Err(fields.into()) };
    Ok(house.for_draft(draft, text))
}
