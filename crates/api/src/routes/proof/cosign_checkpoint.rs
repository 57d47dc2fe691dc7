//! `POST /proof/cosignatures`: a witness outside hands in a checkpoint of this log with its line.

use crate::error::{ApiError, table};
use actix_web::{HttpResponse, web};
use application::{CosignError, Notary};

/// The body is the whole note: the text as it was signed, the log's lines, the witness's line. Its signature is its token.
pub(super) async fn cosign_checkpoint(
    notary: web::Data<Notary>,
    body: web::Bytes,
) -> Result<HttpResponse, ApiError> {
    let taken = web::block(move || notary.cosign(&body)).await.map_err(|error| ApiError::internal(&error))?;
    match taken {
        Ok(note) => Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(note.to_string())),
        Err(CosignError::Evidence(fault)) => Err(ApiError::new(&table::CHECKPOINT_EVIDENCE)
            .with("verdict", fault.kind.code())
            .with("reason", fault.words)),
        Err(CosignError::File(error)) => Err(ApiError::internal(&error)),
        Err(error @ (CosignError::Checkpoint(_) | CosignError::Cosignature(_) | CosignError::NoWitness)) => {
            Err(ApiError::new(&table::COSIGNATURE_REFUSED).with("reason", error))
        }
    }
}
