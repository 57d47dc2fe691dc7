//! What anybody may see of the log without a token: checkpoints, tiles, keys, and whether a settlement of a given hash exists.
//!
//! Nothing here names a person or a case: a tile holds hashes over ciphertext. Laid out as C2SP tlog-tiles under `/proof/`.

mod cosign_checkpoint;
mod read_tile;
mod show_notes;
mod verify_hash;

pub use verify_hash::PublicThrottle;

use crate::error::{ApiError, table};
use actix_web::web;
use application::{Fault, ProveError, SettlementError};

/// Adds the routes.
pub fn public(routes: &mut web::ServiceConfig) {
    routes
        .route("/proof/checkpoint", web::get().to(show_notes::show_checkpoint))
        .route("/proof/cosigned", web::get().to(show_notes::show_cosigned))
        .route("/proof/keys", web::get().to(show_notes::show_keys))
        .route("/proof/status", web::get().to(show_notes::show_status))
        .route("/proof/cosignatures", web::post().to(cosign_checkpoint::cosign_checkpoint))
        .route("/proof/tile/{path:.*}", web::get().to(read_tile::read_tile))
        .route("/verify/{hash}", web::get().to(verify_hash::verify_hash));
}

/// Nothing is signed any more.
pub(super) fn stopped(fault: &Fault) -> ApiError {
    ApiError::new(&table::PROOF_STOPPED).with("verdict", fault.kind.code())
}

/// What a caller is told when a bundle cannot be made.
#[must_use]
pub fn refusal(error: SettlementError) -> ApiError {
    match error {
        SettlementError::NotEffective => ApiError::new(&table::SETTLEMENT_NOT_EFFECTIVE),
        SettlementError::BySilence => ApiError::new(&table::SETTLEMENT_BY_SILENCE),
        SettlementError::OfOpinion => ApiError::new(&table::SETTLEMENT_OF_OPINION),
        SettlementError::Oral => ApiError::new(&table::SETTLEMENT_ORAL),
        SettlementError::Erased => ApiError::new(&table::AGREEMENT_ERASED),
        SettlementError::Execute(error) => error.into(),
        SettlementError::Prove(ProveError::NotYet(_)) => ApiError::new(&table::PROOF_NOT_YET).retry_after(1),
        SettlementError::Prove(ProveError::Stopped(fault)) => stopped(&fault),
        SettlementError::Prove(error @ (ProveError::NotInTree { .. } | ProveError::Tiles(_))) => {
            ApiError::internal(&error)
        }
        SettlementError::Bundle(error) => ApiError::internal(&error),
    }
}
