//! `POST /v1/statistics/publications`: 公布年度统计 The federation gives a year that is over to the public.

use super::open_data::table_of;
use crate::auth;
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::publication::PublicationCommand;
use serde::Deserialize;
use utoipa::ToSchema;

/// Which year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationBody {
    /// A year that is over.
    #[schema(minimum = 1900, maximum = 9999)]
    year: i32,
}

/// 公布年度统计 The federation gives a year that is over to the public: small numbers suppressed, with the place in the log and the version of
/// the definitions it rests on. From then on the open data are this table, whatever is corrected later, until it is restated.
#[utoipa::path(
    tag = "statistics",
    request_body = PublicationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/statistics/publications")]
pub(crate) async fn publish_statistics(
    write: HouseWrite<auth::PublishStatistics, PublicationBody>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let year = write.body.year;
    let command = PublicationCommand::Publish(table_of(&rooms.views, year)?);
    let receipt = write.house.publication(&write.call, year, command).await?;
    Ok(answer::done(&receipt, year.to_string()))
}
