//! `POST /v1/statistics/publications/{year}/restatements`: 重述年度统计 A further edition takes the place of what was published.

use super::open_data::table_of;
use super::read_annual_report::parse_year;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{CaughtUp, PathId};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::publication::PublicationCommand;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestatementBody {
    /// Why the edition before is wrong or outdated; the public reads it.
    #[schema(min_length = 1, max_length = 200, example = "两件案件的结案日期更正")]
    reason: String,
}

/// 重述年度统计 A further edition takes the place of what was published of a year, when figures were corrected since. The editions before stay
/// readable; the reason is public.
#[utoipa::path(
    tag = "statistics",
    params(("year" = String, Path, description = "Which year, four digits.", example = "2025")),
    request_body = RestatementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/statistics/publications/{year}/restatements")]
pub(crate) async fn restate_statistics(
    write: HouseWrite<auth::RestateStatistics, RestatementBody>,
    year: PathId<String>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let year = parse_year(&year.0)?;
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", ShortText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    let command = PublicationCommand::Restate { table: table_of(&rooms.views, year)?, reason };
    let receipt = write.house.publication(&write.call, year, command).await?;
    Ok(answer::done(&receipt, year.to_string()))
}
