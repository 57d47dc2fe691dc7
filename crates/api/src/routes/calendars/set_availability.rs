//! `POST /v1/calendars/{resource}/availability`: 可预约时间 Says when a mediator, room or video link can be had.

use super::own_calendar;
use crate::auth;
use crate::error::ApiError;
use crate::extract::TimeField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::rooms::Rooms;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use chrono::Weekday;
use domain::resource_calendar::{Availability, Away, Interval, Weekly};
use serde::Deserialize;
use utoipa::ToSchema;

/// When it can be had.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AvailabilityBody {
    /// Hours of the week; none means always.
    #[schema(max_items = 200)]
    weekly: Vec<WeeklyBody>,
    /// Less these.
    #[serde(default)]
    #[schema(max_items = 200)]
    away: Vec<AwayBody>,
}

/// Hours of one day of the week, in Asia/Shanghai.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyBody {
    /// 1 for Monday to 7 for Sunday.
    #[schema(minimum = 1, maximum = 7)]
    day: u8,
    /// First minute after midnight.
    #[schema(minimum = 0, maximum = 1439)]
    from_minute: u16,
    /// The first minute that no longer belongs to it.
    #[schema(minimum = 1, maximum = 1440)]
    to_minute: u16,
}

/// A time of absence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AwayBody {
    /// From.
    from: TimeField,
    /// To.
    to: TimeField,
}

/// 可预约时间 Says when a mediator, room or video link can be had from now on; what is booked already stays.
#[utoipa::path(
    tag = "calendars",
    params(("resource" = String, Path, description = "`mediator.<id>` or `place.<id>`.")),
    request_body = AvailabilityBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/calendars/{resource}/availability")]
pub(crate) async fn set_availability(
    write: HouseWrite<auth::SetAvailability, AvailabilityBody>,
    path: web::Path<String>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let resource = own_calendar(&rooms, &write.call.actor, &path).await?;
    let weekly = write.body.weekly.iter().map(|hours| Weekly {
        // A day that is none makes an empty window, which the rule refuses.
        day: Weekday::try_from(hours.day.wrapping_sub(1)).unwrap_or(Weekday::Mon),
        from_minute: hours.from_minute,
        to_minute: if (1..=7).contains(&hours.day) { hours.to_minute } else { 0 },
    });
    let away = write.body.away.iter().map(|it| Away { time: Interval { from: it.from.0, to: it.to.0 } });
    let availability = Availability { weekly: weekly.collect(), away: away.collect() };
    let receipt = write.house.set_availability(&write.call, resource.clone(), availability).await?;
    Ok(answer::done(&receipt, resource.to_string()))
}
