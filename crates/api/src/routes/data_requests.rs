//! Requests of persons about their own data (PIPL 44-50). One verb a file.

pub mod approve_data_request;
pub mod propose_data_request;
pub mod read_data_request;
pub mod read_data_requests;
pub mod read_erasure_certificate;
pub mod read_personal_data;
pub mod receive_data_request;
pub mod refuse_data_request;
pub mod send_back_data_request;
pub mod verify_data_request;
pub mod withdraw_data_request;

use crate::error::{ApiError, FieldErrors, table};
use application::House;
use domain::ids::DataRequestId;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::LongText;
use projection::DataRequestFilter;

/// Words about a request, sealed under the request's own key; a request nobody made looks like one that is not the caller's.
async fn words(
    house: &House,
    request: DataRequestId,
    text: Option<&str>,
) -> Result<Option<Personal<LongText>>, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check_some("/reason", text.map(LongText::parse)) else {
        return Err(fields.into());
    };
    let state = house.data_request_state(request).await?;
    let asked = state.asked().ok_or(ApiError::new(&table::NOT_FOUND))?;
    Ok(text.map(|text| Personal::clear(asked.subject, text)))
}

/// Whose requests an actor sees: a party its own, staff those of their centre.
fn filter(actor: &Actor, open: bool) -> Result<DataRequestFilter, ApiError> {
    if actor.role == Role::Party {
        return Ok(DataRequestFilter::Account(actor.user.clone()));
    }
    let centre = actor.centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    Ok(DataRequestFilter::Centre { centre, open })
}
