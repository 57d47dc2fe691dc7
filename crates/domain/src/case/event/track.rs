//! The procedure a case follows, changed after acceptance.

use crate::classification::Track;
use crate::personal::{Personal, personal_fields};
use crate::text::ShortText;
use serde::{Deserialize, Serialize};

/// 变更程序类别. Periods and what was done so far stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackChanged {
    /// The track until now.
    pub from: Track,
    /// The track from now on.
    pub to: Track,
    /// Why.
    pub reason: Personal<ShortText>,
}

personal_fields! {
    TrackChanged { reason }
}
