//! `POST /v1/calendars/{resource}/feed/revocation`: 关闭日程订阅 The secret address opens nothing any more.

use super::own_calendar;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::cases::close_case::ClosingBody;
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};

/// 关闭日程订阅 The secret address of a calendar opens nothing any more; the centre may close its mediators' feeds as well.
#[utoipa::path(
    tag = "calendars",
    params(("resource" = String, Path, description = "`mediator.<id>` or `place.<id>`.")),
    request_body = ClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/calendars/{resource}/feed/revocation")]
pub(crate) async fn revoke_feed(
    write: HouseWrite<auth::RevokeFeed, ClosingBody>,
    path: web::Path<String>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let resource = own_calendar(&rooms, &write.call.actor, &path).await?;
    let receipt = write.house.revoke_feed(&write.call, resource.clone()).await?;
    Ok(answer::done(&receipt, resource.to_string()))
}
