//! `GET /v1/cases/{case}/bundle`: 调解协议证明文件 The settlement bundle: what a court needs to check the settlement by itself.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::proof::refusal;
use crate::routes::reading::reader;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get, web};
use application::Notary;
use domain::ids::CaseId;
use uuid::Uuid;

/// 调解协议证明文件 The settlement bundle: what a court needs to check the settlement by itself.
#[utoipa::path(
    tag = "register",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses(
        (status = 200, description = "The bundle, as docs/proof-format.md describes it.", body = Object),
        (status = 410, description = "The wording was erased.")
    )
)]
#[get("/cases/{case}/bundle")]
pub(crate) async fn read_bundle(
    permit: Permit<auth::ReadBundle>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
    notary: web::Data<Notary>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    rooms.admit(&permit, case).await?;
    let answer = rooms.views.case(&reader(permit.actor())?, case)?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let number = view.case_no.as_ref().map_or_else(|| case.to_string(), |no| no.as_str().to_owned());
    let bundle = rooms.house.settlement_bundle(&notary, case).await.map_err(refusal)?;
    let _trace = rooms.trace(&permit, vec![case]).await?;
    let ascii: String = number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("content-disposition", format!("attachment; filename=\"settlement{ascii}.json\"")))
        .body(bundle))
}
