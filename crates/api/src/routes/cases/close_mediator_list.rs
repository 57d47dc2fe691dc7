//! `POST /v1/cases/{case}/mediator-list-closing`: 结束名单 The time to answer is over; silence is no objection.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::answer::ReceiptBody;
use crate::routes::candidates::on_the_list;
use actix_web::{HttpResponse, post, web};
use domain::case::CloseMediatorList;
use projection::Views;
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListClosingBody {}

/// 结束名单 The time to answer is over; silence is no objection.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ListClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-list-closing")]
pub(crate) async fn close_mediator_list(
    write: CaseWrite<auth::CloseMediatorList, ListClosingBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    let mediators = on_the_list(&write.house, &views, write.case).await?;
    write.execute(CloseMediatorList { mediators }).await
}
