//! `GET /v1/data-requests/{request}/certificate`: 销毁证明 The certificate of an erasure with the proof that its SHA-256 stands in the signed log; `hejie verify certificate` checks it offline.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::proof::refusal;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get, web};
use application::{Notary, certificate};
use domain::data_request::DataRequest;
use domain::ids::DataRequestId;
use projection::Answer;
use uuid::Uuid;

/// 销毁证明 The certificate of an erasure with the proof that its SHA-256 stands in the signed log; `hejie verify certificate` checks it offline.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/data-requests/{request}/certificate")]
pub(crate) async fn read_erasure_certificate(
    permit: Permit<auth::ReadErasureCertificate>,
    _caught_up: CaughtUp,
    request: PathId<Uuid>,
    rooms: Rooms,
    notary: web::Data<Notary>,
) -> Result<HttpResponse, ApiError> {
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let state = rooms.house.data_request_state(DataRequestId(request.0)).await?;
    let DataRequest::Fulfilled(asked, done) = &state else { return Err(not_found()) };
    let Some(kept) = &done.certificate else { return Err(not_found()) };
    if permit.actor().centre.as_ref() != Some(&asked.centre) {
        return Err(not_found());
    }
    let (mut document, made) =
        certificate(asked, &done.proposal, &done.approved_by, &done.outcomes, kept.made_at);
    if made.sha256 != kept.sha256 {
        return Err(ApiError::internal(&"a certificate is not what was recorded"));
    }
    let proof = rooms.house.erasure_proof(&notary, DataRequestId(request.0)).await.map_err(refusal)?;
    let proof = serde_json::to_value(&proof).map_err(|error| ApiError::internal(&error))?;
    if let serde_json::Value::Object(fields) = &mut document {
        fields.insert("sha256".to_owned(), kept.sha256.clone().into());
        fields.insert("proof".to_owned(), proof);
    }
    document.sort_all_objects();
    let answer = Answer { position: rooms.views.position()?, value: () };
    let trace = rooms.trace(&permit, done.outcomes.iter().map(|outcome| outcome.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &document))
}
