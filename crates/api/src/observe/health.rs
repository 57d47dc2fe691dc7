//! `/health/live` and `/health/ready`.

use crate::read_side::{Check, ReadSide};
use actix_web::{HttpResponse, web};
use serde::Serialize;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    checks: Vec<Check>,
}

/// `GET /health/live`: the process answers. Restart it when this fails.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "live", checks: Vec::new() })
}

/// `GET /health/ready`: requests may be sent here. Wait, do not restart, when this says 503; look, when it says `damaged`.
pub async fn ready(views: web::Data<dyn ReadSide>) -> HttpResponse {
    let checks = views.checks().await;
    if checks.iter().all(|check| check.ok) {
        HttpResponse::Ok().json(Health { status: "ready", checks })
    } else if checks.iter().all(|check| check.ok || !check.needed) {
        HttpResponse::Ok().json(Health { status: "damaged", checks })
    } else {
        HttpResponse::ServiceUnavailable().json(Health { status: "not-ready", checks })
    }
}
