//! `GET /verify/{hash}`: whether a settlement with this hash exists, how it stands, since when it is in effect; nothing else.

use crate::auth::Throttle;
use crate::error::{ApiError, table};
use actix_web::{HttpResponse, web};
use domain::ids::UserId;
use projection::Views;
use serde_json::json;

/// Bounds how often everybody together may ask.
pub struct PublicThrottle {
    throttle: Throttle<UserId>,
    everybody: Option<UserId>,
}

impl PublicThrottle {
    /// So many questions a second.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        Self { throttle: Throttle::new(per_second), everybody: UserId::parse("public").ok() }
    }

    /// Whether one more question is answered now.
    pub(crate) fn admits(&self) -> bool {
        self.everybody.as_ref().is_none_or(|everybody| self.throttle.admits(everybody))
    }
}

/// The hash stands on the printed agreement and in its QR code; who holds neither can guess none.
pub(super) async fn verify_hash(
    views: web::Data<Views>,
    throttle: web::Data<PublicThrottle>,
    hash: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    if !throttle.admits() {
        return Err(ApiError::new(&table::RATE_LIMITED));
    }
    let hash = hash.into_inner().to_ascii_lowercase();
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ApiError::new(&table::PATH_PARAMETER_INVALID));
    }
    let found = views.settlement_by_hash(&hash)?.value;
    let body = match found {
        Some(proved) => {
            json!({ "exists": true, "status": proved.status, "effective_on": proved.effective_on })
        }
        None => json!({ "exists": false }),
    };
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(body))
}
