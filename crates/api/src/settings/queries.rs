//! Settings of queries.

use serde::{Deserialize, Serialize};

/// Section `[queries]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuerySettings {
    /// `HEJIE_QUERIES_CONSISTENCY_WAIT_MS`, default 2000: how long a query with a `Consistency-Token` waits for the views.
    pub consistency_wait_ms: u64,
}

impl Default for QuerySettings {
    fn default() -> Self {
        Self { consistency_wait_ms: 2000 }
    }
}
