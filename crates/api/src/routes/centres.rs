//! Centres as tenants of the federation, and the registers of their numbers.

pub mod amend_centre;
pub mod establish_centre;
pub mod read_centre;
pub mod read_centres;
pub mod read_numbers;
pub mod terms;
pub mod void_number;

use crate::error::{ApiError, table};
use domain::ids::CentreId;
use domain::occasion::Actor;

/// The centre an address names.
///
/// # Errors
/// `path-parameter-invalid`.
pub(super) fn named(centre: &str) -> Result<CentreId, ApiError> {
    CentreId::parse(centre).map_err(|_| ApiError::new(&table::PATH_PARAMETER_INVALID))
}

/// The centre an address names, for its own staff.
///
/// # Errors
/// `not-found` for everybody else.
pub(super) fn own(actor: &Actor, centre: &str) -> Result<CentreId, ApiError> {
    let centre = named(centre)?;
    if actor.centre.as_ref() == Some(&centre) { Ok(centre) } else { Err(ApiError::new(&table::NOT_FOUND)) }
}
