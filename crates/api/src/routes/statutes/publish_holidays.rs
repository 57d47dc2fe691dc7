//! `POST /v1/holidays`: 发布节假日安排 The federation publishes the State Council's holiday notice for a year.

use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::calendar::NoticeLine;
use domain::holiday_register::PublishHolidays;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Whether days rest or are worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HolidayLineKind {
    /// 放假.
    Off,
    /// 调休上班: a Saturday or Sunday that is worked.
    Work,
}

/// Days in a row that all rest, or all are worked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayLineBody {
    /// Which.
    kind: HolidayLineKind,
    /// The first day.
    from: DateField,
    /// The last day; the first when absent.
    to: Option<DateField>,
    /// The holiday.
    #[schema(min_length = 1, max_length = 200, example = "春节")]
    name: String,
}

/// A notice as a table. A later notice for the same year takes its place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidaysBody {
    /// The year the notice is about: one that has a notice, or the one after the last.
    #[schema(minimum = 2018, maximum = 2199)]
    year: i32,
    /// Number of the notice.
    #[schema(min_length = 1, max_length = 200, example = "国办发明电〔2026〕7号")]
    notice: String,
    /// Date of the notice.
    noticed_on: DateField,
    /// Its days, in that year or in the December before it.
    #[schema(min_items = 1, max_items = 100)]
    lines: Vec<HolidayLineBody>,
}

/// 发布节假日安排 The federation publishes the State Council's holiday notice for a year.
#[utoipa::path(
    tag = "registers",
    request_body = HolidaysBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/holidays")]
pub(crate) async fn publish_holidays(
    write: HouseWrite<auth::PublishHolidays, HolidaysBody>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let notice = fields.check("/notice", ShortText::parse(&body.notice));
    let mut lines = Vec::with_capacity(body.lines.len());
    for (index, line) in body.lines.iter().enumerate() {
        let name = fields.check(format!("/lines/{index}/name"), ShortText::parse(&line.name));
        let (from, to) = (line.from.0, line.to.as_ref().map_or(line.from.0, |to| to.0));
        let off = line.kind == HolidayLineKind::Off;
        lines.push(name.map(|name| NoticeLine { off, from, to, name }));
    }
    let lines = lines.into_iter().collect::<Option<Vec<_>>>();
    let (Some(notice), Some(lines)) = (notice, lines) else { return Err(fields.into()) };
    let command = PublishHolidays { year: body.year, notice, noticed_on: body.noticed_on.0, lines };
    let receipt = write.house.publish_holidays(&write.call, command).await?;
    Ok(answer::done(&receipt, body.year.to_string()))
}
