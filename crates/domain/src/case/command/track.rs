//! Asked about the procedure a case follows.

use crate::case::fast_track::BoundBy;
use crate::classification::Track;
use crate::personal::Personal;
use crate::text::ShortText;

/// 变更程序类别.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTrack {
    /// The track the case goes on in.
    pub track: Track,
    /// Why.
    pub reason: Personal<ShortText>,
    /// Memoranda in force that could bind its respondents.
    pub memoranda: Vec<BoundBy>,
}
