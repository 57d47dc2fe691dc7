//! The table of addresses. Implemented in `routes/<noun>/<verb>.rs`, one verb a file.
//!
//! A handler is `verb_noun`, named like its action in [`crate::auth::actions`]; the test of the access matrix holds them together.

pub mod problems;

use utoipa_actix_web::service_config::ServiceConfig;

/// Everything below `/v1`.
pub fn v1(_routes: &mut ServiceConfig<'_>) {}
