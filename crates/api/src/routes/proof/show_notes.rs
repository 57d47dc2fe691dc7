//! `GET /proof/checkpoint`, `/proof/cosigned`, `/proof/keys`, `/proof/status`.

use super::stopped;
use crate::error::{ApiError, table};
use actix_web::{HttpResponse, web};
use application::Notary;
use proof::key::VerifierKey;
use serde_json::json;

/// The newest checkpoint. Also while nothing is signed any more: what was signed stays signed.
pub(super) async fn show_checkpoint(notary: web::Data<Notary>) -> Result<HttpResponse, ApiError> {
    let published = notary.published();
    match (published.note, published.fault) {
        (Some(note), _) => Ok(plain(note.to_string())),
        (None, Some(fault)) => Err(stopped(&fault)),
        (None, None) => Err(ApiError::new(&table::NOT_FOUND)),
    }
}

/// The newest checkpoint that a witness cosigned.
pub(super) async fn show_cosigned(notary: web::Data<Notary>) -> Result<HttpResponse, ApiError> {
    let cosigned = notary.files().cosigned().map_err(|error| ApiError::internal(&error))?;
    let cosigned = cosigned.ok_or(ApiError::new(&table::NOT_FOUND))?;
    Ok(plain(String::from_utf8_lossy(&cosigned).into_owned()))
}

/// Every public key the log ever signed with, one verifier key a line, oldest first.
pub(super) async fn show_keys(notary: web::Data<Notary>) -> HttpResponse {
    plain(lines(notary.keys()))
}

/// How the log stands, for a monitor.
pub(super) async fn show_status(notary: web::Data<Notary>) -> HttpResponse {
    let published = notary.published();
    HttpResponse::Ok().json(json!({
        "origin": notary.origin(),
        "size": published.head.size,
        "root": published.head.root.to_string(),
        "keys": notary.keys().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "witnesses": notary.witnesses().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "fault": published.fault.map(|fault| json!({ "code": fault.kind.code(), "words": fault.words })),
    }))
}

fn lines(keys: &[VerifierKey]) -> String {
    keys.iter().map(|key| format!("{key}\n")).collect()
}

fn plain(text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header(("cache-control", "no-cache"))
        .body(text)
}
