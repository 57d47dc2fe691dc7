//! The procedure a case follows, changed after acceptance.

use crate::case::fast_track::FastTrack;
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
    /// What binds the respondents from now on, for a case on the fast track.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fast_track: Option<FastTrack>,
}

personal_fields! {
    TrackChanged { reason }
}
