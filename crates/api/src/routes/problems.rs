//! `GET /problems` and `GET /problems/{code}`: what a code means, in both languages.

use crate::error::table::{row, rows};
use crate::error::{ApiError, Row, table};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// A kind of problem, explained.
#[derive(Debug, Serialize)]
struct Explained {
    code: &'static str,
    title: String,
    status: u16,
    retryable: bool,
    detail: Both,
    remedy: Both,
}

/// A sentence in both languages; braces stand for the facts of an occurrence.
#[derive(Debug, Serialize)]
struct Both {
    #[serde(rename = "zh-CN")]
    zh: &'static str,
    en: &'static str,
}

impl From<&'static Row> for Explained {
    fn from(row: &'static Row) -> Self {
        Self {
            code: row.code,
            title: row.title(),
            status: row.status,
            retryable: row.retryable,
            detail: Both { zh: row.zh, en: row.en },
            remedy: Both { zh: row.remedy_zh, en: row.remedy_en },
        }
    }
}

/// `GET /problems`
pub async fn list_problems() -> HttpResponse {
    HttpResponse::Ok().json(rows().map(Explained::from).collect::<Vec<_>>())
}

/// `GET /problems/{code}`: the address in the `type` of every problem.
///
/// # Errors
/// `not-found`.
pub async fn read_problem(code: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let row = row(&code).ok_or(ApiError::new(&table::NOT_FOUND))?;
    Ok(HttpResponse::Ok().json(Explained::from(row)))
}
