//! How the procedure of a case changed.

use chrono::NaiveDate;
use domain::classification::Track;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::{Deserialize, Serialize};

/// One change of the track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackChangeView {
    /// The track until then.
    pub from: Track,
    /// The track from then on.
    pub to: Track,
    /// Why, sealed.
    pub reason: Personal<ShortText>,
    /// Legal date of the decision.
    pub changed_on: NaiveDate,
}
