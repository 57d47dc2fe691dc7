//! `POST /v1/cases/{case}/bid-rounds/{round}/closing`: 密封报价逾期结束 Ends a round whose last day is past.

use super::close_case::ClosingBody;
use super::{CaseWrite, RoundPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::CloseBidding;

/// 密封报价逾期结束 Ends a round whose last day is past, naming who did not bid or reveal; what was bid stays closed.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("round" = u32, Path, description = "Which round.")),
    request_body = ClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/bid-rounds/{round}/closing")]
pub(crate) async fn close_bidding(
    write: CaseWrite<auth::CloseBidding, ClosingBody>,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, ApiError> {
    write.execute(CloseBidding { round: path.round }).await
}
