//! `GET /v1/retention`: 保管期限 Closed files of one class whose time of keeping has ended: proposals for erasure.

use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::queries::paging;
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::{Months, NaiveDate};
use domain::calendar::legal_date;
use domain::classification::RetentionClassCode;
use projection::RetentionFilter;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

/// Which files.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RetentionQuery {
    /// Class of retention.
    #[param(example = "TERMINATED")]
    class: String,
    /// Files to be kept until before this legal date; today when absent.
    #[param(example = "2031-11-25")]
    due: Option<NaiveDate>,
    /// `FILE` (when absent), or `RECORDINGS`: cases whose recordings that replace no minutes are to be destroyed where they lie.
    #[param(example = "RECORDINGS")]
    of: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 保管期限 Closed files of one class whose time of keeping has ended: proposals for erasure.
#[utoipa::path(
    tag = "privacy",
    params(RetentionQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/retention")]
pub(crate) async fn read_retention(
    permit: Permit<auth::ReadRetention>,
    _caught_up: CaughtUp,
    query: StrictQuery<RetentionQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let RetentionQuery { class, due, of, after, limit } = query.0;
    let Some(class) = RetentionClassCode::parse(&class) else {
        let codes: Vec<_> = RetentionClassCode::ALL.iter().map(|class| class.code()).collect();
        let error = FieldError::new("class", &table::QUERY_PARAMETER_INVALID);
        return Err(ApiError::field(error.with("expected", codes.join(", "))));
    };
    let rules = rooms.house.rules().retention;
    let due = due.unwrap_or_else(|| legal_date(rooms.house.clock().now()));
    let years = match of.as_deref() {
        None | Some("FILE") => rules.years(class),
        Some("RECORDINGS") => rules.recordings_years,
        Some(_) => {
            let error = FieldError::new("of", &table::QUERY_PARAMETER_INVALID);
            return Err(ApiError::field(error.with("expected", "FILE, RECORDINGS".to_owned())));
        }
    };
    let years = Months::new(u32::from(years).saturating_mul(12));
    // Kept until the anniversary of the closing; expired from the day after.
    let closed_until = due.pred_opt().and_then(|day| day.checked_sub_months(years)).unwrap_or(NaiveDate::MIN);
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let filter = RetentionFilter { class, closed_until };
    let answer = rooms.views.retention(&centre, &filter, &paging(after, limit))?;
    let rows = &answer.value.items;
    let items = rows.iter().map(|row| {
        json!({
            "case": row.case, "case_no": row.case_no, "class": row.class, "closed_on": row.closed_on,
            "keep_until": rules.keep_until(row.class, row.closed_on),
            "recordings_until": rules.recordings_until(row.closed_on), "restricted": row.restricted,
            "holds": row.holds, "erased": row.erased, "dossier_no": row.dossier_no,
        })
    });
    let body =
        PageBody { items: items.collect(), next: answer.value.next.clone(), total: answer.value.total };
    let trace = rooms.trace(&permit, rows.iter().map(|row| row.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
