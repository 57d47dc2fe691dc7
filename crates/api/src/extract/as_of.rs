//! `?as_of=`: the moment whose record is asked for, as a place in the log or as a time.

use super::ConsistencyToken;
use crate::error::{ApiError, FieldError, table};
use chrono::DateTime;
use event_store::Incarnation;
use projection::AsOf;
use serde::Deserialize;
use utoipa::IntoParams;

/// The moment whose record is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AsOfQuery {
    /// What the record said then: a `Consistency-Token` as answers carry it, or a time (RFC 3339) on the store's clock. Absent: now.
    #[param(example = "2026-11-03T16:30:00+08:00")]
    as_of: Option<String>,
}

impl AsOfQuery {
    /// The moment; `None`: now.
    ///
    /// # Errors
    /// `query-parameter-invalid`; `consistency-token-foreign` for a place in another life of the log.
    pub fn moment(&self, incarnation: Incarnation) -> Result<Option<AsOf>, ApiError> {
        let Some(text) = &self.as_of else { return Ok(None) };
        if let Some(token) = ConsistencyToken::parse(text) {
            if token.incarnation != incarnation {
                return Err(ApiError::new(&table::CONSISTENCY_TOKEN_FOREIGN));
            }
            return Ok(Some(AsOf::Position(token.position)));
        }
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| {
            let expected = "a Consistency-Token, or a time such as 2026-11-03T16:30:00+08:00";
            ApiError::field(
                FieldError::new("as_of", &table::QUERY_PARAMETER_INVALID).with("expected", expected),
            )
        })?;
        Ok(Some(AsOf::Time(time.to_utc())))
    }
}
