//! Custody of a case's file: holds, restriction, retention. One verb a file.

pub mod archive_case;
pub mod lift_legal_hold;
pub mod lift_restriction;
pub mod read_archive;
pub mod read_custody;
pub mod read_retention;
pub mod release_archive;
pub mod restrict_processing;
pub mod set_legal_hold;

use crate::error::{ApiError, FieldErrors, table};
use application::House;
use domain::case::Case;
use domain::ids::CaseId;
use domain::personal::Personal;
use domain::text::ShortText;

/// Words about a file, sealed under whose key seals the case's own; a case nobody filed looks like one that is not the caller's.
async fn words(house: &House, case: CaseId, text: &str) -> Result<Personal<ShortText>, ApiError> {
    let mut fields = FieldErrors::default();
    let text = fields.check("/reason", ShortText::parse(text));
    let Some(text) = text else { return Err(fields.into()) };
    match &house.case_state(case).await?.state {
        Case::Filed(filed) => Ok(Personal::clear(filed.dossier.subject, text)),
        Case::NotFiled => Err(ApiError::new(&table::NOT_FOUND)),
    }
}
