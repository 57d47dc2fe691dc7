//! Requests that no route takes: wrong address, or right address and wrong method.

use crate::error::{ApiError, table};
use actix_web::{HttpRequest, HttpResponse, web};
use std::collections::BTreeMap;

/// The methods of each pattern, joined for `Allow`; patterns without an entry take `GET`.
pub(super) struct Methods(pub(super) BTreeMap<String, String>);

pub(super) async fn unmatched(
    request: HttpRequest,
    methods: web::Data<Methods>,
) -> Result<HttpResponse, ApiError> {
    let Some(pattern) = request.match_pattern() else {
        return Err(ApiError::new(&table::NOT_FOUND));
    };
    let allow = methods.0.get(&pattern).map_or("GET", String::as_str);
    Err(ApiError::new(&table::METHOD_NOT_ALLOWED).with("allow", allow))
}
