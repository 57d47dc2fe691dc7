//! Acceptance and its refusal.

use crate::case::event::CheckRecord;
use crate::case::fast_track::BoundBy;
use crate::centre::CentreFacts;
use crate::classification::{Exclusion, Track};
use crate::identity::Uscc;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// 受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptCase {
    /// Number reserved for the case.
    pub case_no: ShortText,
    /// The centre as configured today.
    pub centre: CentreFacts,
    /// Procedure track.
    pub track: Track,
    /// Every check.
    pub checks: Vec<CheckRecord>,
    /// Why it is taken although no earlier complaint is on record.
    pub without_prior_complaint: Option<Personal<ShortText>>,
    /// Why this track.
    pub track_reason: Option<Personal<ShortText>>,
    /// The legal person of the institution whoever accepts comes from, when seconded.
    pub acceptor_home: Option<Uscc>,
    /// Memoranda in force that could bind its respondents.
    pub memoranda: Vec<BoundBy>,
}

/// 不予受理.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefuseAcceptance {
    /// Every check, when they were recorded.
    pub checks: Vec<CheckRecord>,
    /// The grounds.
    pub grounds: Vec<Exclusion>,
    /// In words.
    pub reason: Personal<LongText>,
}
