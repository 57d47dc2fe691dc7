//! `GET /v1/statistics/definitions`: 统计口径 What each measure counts, and out of what.

use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::CaughtUp;
use actix_web::{HttpResponse, get};
use domain::statistics::{Dimension, MEASURES, SMALLEST_SHOWN, VERSION};
use serde_json::{Value, json};

/// 统计口径 What each measure counts, by which date and out of what, with the version every answer names.
#[utoipa::path(tag = "statistics", responses((status = 200, description = "Found.", body = Object)))]
#[get("/statistics/definitions")]
pub(crate) async fn read_statistics_definitions(
    _permit: Permit<auth::ReadStatisticsDefinitions>,
    _caught_up: CaughtUp,
) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(definitions()))
}

/// The same for whoever reads open data.
pub(super) fn definitions() -> Value {
    let measures: Vec<Value> = MEASURES
        .iter()
        .map(|measure| {
            json!({
                "code": measure.code, "zh": measure.zh, "en": measure.en,
                "meaning_zh": measure.meaning_zh, "meaning_en": measure.meaning_en,
            })
        })
        .collect();
    json!({
        "version": VERSION,
        "dates": "Asia/Shanghai",
        "smallest_published": SMALLEST_SHOWN,
        "measures": measures,
        "dimensions": Dimension::ALL.map(Dimension::name),
    })
}
