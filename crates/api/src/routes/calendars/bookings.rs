//! A page of hours that are taken, between two days.

use crate::error::{ApiError, FieldError, FieldErrors, table};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::calendar::parse_date;
use domain::resource_calendar::Interval;
use projection::Paging;
use serde::Deserialize;
use utoipa::IntoParams;

/// Most days that are shown at once.
const DAYS: i64 = 400;

/// Between which days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct BookingsQuery {
    /// The first day, in Asia/Shanghai.
    #[param(format = Date)]
    from: String,
    /// The last day.
    #[param(format = Date)]
    to: String,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

impl BookingsQuery {
    /// The time asked for, and which page.
    pub(super) fn parse(self) -> Result<(Interval, Paging), ApiError> {
        let mut fields = FieldErrors::default();
        let from = fields.check("from", parse_date(&self.from));
        let to = fields.check("to", parse_date(&self.to));
        let (Some(from), Some(to)) = (from, to) else { return Err(fields.into()) };
        if to < from || (to - from).num_days() > DAYS {
            let error = FieldError::new("to", &table::QUERY_PARAMETER_INVALID);
            return Err(ApiError::field(error.with("expected", format!("{from} + 0..={DAYS}"))));
        }
        let after_last = to.checked_add_days(Days::new(1)).unwrap_or(to);
        let within = Interval { from: midnight(from), to: midnight(after_last) };
        Ok((within, crate::routes::queries::paging(self.after, self.limit)))
    }
}

/// When a day begins in Asia/Shanghai.
fn midnight(day: NaiveDate) -> chrono::DateTime<chrono::Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(8)
}
