//! 视图重建 Views of this node built anew beside those in use, and put in their place. One verb a file.

pub mod read_view_rebuild;
pub mod rebuild_views;
pub mod roll_back_views;

use crate::error::{ApiError, table};
use projection::{Succession, SuccessionError, SuccessionKind, SuccessionStatus};
use serde::Serialize;
use utoipa::ToSchema;

/// How the views of the node that answers are being replaced.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewRebuildBody {
    /// The replacement under way, or the last one since this node has started.
    last: Option<ReplacementBody>,
    /// Whether views of before are kept that a roll back would put in place.
    can_roll_back: bool,
}

/// One replacement.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplacementBody {
    /// `REBUILD` or `ROLL_BACK`.
    #[schema(example = "REBUILD")]
    kind: &'static str,
    /// `BUILDING`, `COMPARING`, `FLIPPING`, `DONE`, `DIFFERENT`, `STOPPED` or `FAILED`.
    #[schema(example = "BUILDING")]
    stage: &'static str,
    /// The position it began at; not the first when it goes on with what was broken off.
    from: String,
    /// The position the new views have come to.
    position: String,
    /// The position the views in use have come to.
    target: String,
    /// Events that went into the new views.
    events: u64,
    /// The same in a second, on average.
    events_per_second: u64,
    /// Seconds until the new views have come as far, at that rate.
    seconds_left: Option<u64>,
    /// Rows that are not the same, by table; none before they were compared.
    differences: Option<Vec<DifferenceBody>>,
    /// Why it failed.
    reason: Option<String>,
}

/// Rows of one table that are not the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceBody {
    /// The table.
    table: String,
    /// Rows the views in use have and the new ones have not.
    missing: u64,
    /// Rows the new views have and those in use have not.
    added: u64,
    /// Rows with other contents.
    changed: u64,
}

fn body(succession: &Succession) -> ViewRebuildBody {
    ViewRebuildBody {
        last: succession.status().map(ReplacementBody::from),
        can_roll_back: succession.can_roll_back(),
    }
}

impl From<SuccessionStatus> for ReplacementBody {
    fn from(status: SuccessionStatus) -> Self {
        let difference = |it: projection::Difference| DifferenceBody {
            table: it.table,
            missing: it.missing,
            added: it.added,
            changed: it.changed,
        };
        Self {
            kind: match status.kind {
                SuccessionKind::Rebuild { .. } => "REBUILD",
                SuccessionKind::RollBack => "ROLL_BACK",
            },
            stage: status.stage.code(),
            from: status.from.to_string(),
            position: status.position.to_string(),
            target: status.target.to_string(),
            events: status.events,
            events_per_second: status.events_per_second,
            seconds_left: status.seconds_left,
            differences: status.differences.map(|all| all.into_iter().map(difference).collect()),
            reason: status.reason,
        }
    }
}

/// Why no replacement was begun.
fn refused(error: SuccessionError) -> ApiError {
    match error {
        SuccessionError::UnderWay => ApiError::new(&table::VIEWS_BEING_REPLACED),
        SuccessionError::OtherRequest => ApiError::new(&table::IDEMPOTENCY_KEY_REUSED),
        SuccessionError::NotWhole => ApiError::new(&table::NOT_YET),
        SuccessionError::NothingBefore => ApiError::new(&table::VIEWS_BEFORE_MISSING),
        SuccessionError::View(error) => ApiError::internal(&error),
    }
}
