//! Batches of linked cases. One verb a file.

pub mod act_on_batch;
pub mod close_batch;
pub mod link_cases;
pub mod open_batch;
pub mod read_batch;
pub mod read_batches;
pub mod unlink_case;

use crate::error::ApiError;
use application::House;
use domain::batch::Linkable;
use domain::ids::CaseId;
use uuid::Uuid;

/// What a batch must know of the cases named.
async fn linkable(house: &House, cases: &[Uuid]) -> Result<Vec<Linkable>, ApiError> {
    let mut found = Vec::with_capacity(cases.len());
    for case in cases {
        found.push(house.linkable(CaseId(*case)).await?);
    }
    Ok(found)
}
