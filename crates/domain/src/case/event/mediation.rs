//! The mediator and the sessions.

use crate::case::assignment_record::AssignmentRecord;
use crate::case::conflict::ConflictFinding;
use crate::case::event::NextStep;
use crate::case::reservation::Reservation;
use crate::classification::AssignmentBasis;
use crate::classification::CancelReason;
use crate::classification::DeclineReason;
use crate::classification::IdentityCheck;
use crate::classification::RecusalGround;
use crate::classification::SessionMode;
use crate::classification::SessionResult;
use crate::deadline::Deadline;
use crate::identity::Uscc;
use crate::ids::MediatorId;
use crate::ids::PartyId;
use crate::ids::RepresentativeId;
use crate::ids::SessionId;
use crate::ids::UserId;
use crate::mediator::MediatorFacts;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::LongText;
use crate::text::ShortText;
use chrono::DateTime;
use chrono::Utc;
use serde::{Deserialize, Serialize};

/// 选定、指派调解员. Nobody the conflict rule bars can stand here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorOffered {
    /// Who.
    pub mediator: MediatorId,
    /// Legal person of the home institution, if seconded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Uscc>,
    /// Chosen by the parties jointly, or appointed by the centre.
    pub chosen_by_parties: bool,
    /// What the conflict scan found, nothing of it barring.
    pub scan: Vec<ConflictFinding>,
    /// What the roster said: later scans of this case run on it. Absent in events older than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<MediatorFacts>,
    /// Who sits beside the presider, where three mediate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_mediators: Vec<CoMediator>,
    /// Who agreed to another number of mediators than the track has; empty when it has its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub number_agreed_by: Vec<PartyId>,
    /// How it came about. Absent in events older than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<AssignmentBasis>,
    /// The roster as the centre judged it, where the centre chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment: Option<Box<AssignmentRecord>>,
}

/// One of those beside the presider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoMediator {
    /// Who.
    pub mediator: MediatorId,
    /// What the roster said.
    pub facts: MediatorFacts,
    /// What the conflict scan found, nothing of it barring.
    pub scan: Vec<ConflictFinding>,
}

/// 接受指派, with the mediator's declaration (OM2021 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentAccepted {
    /// Who.
    pub mediator: MediatorId,
    /// Circumstances disclosed, none barring.
    pub disclosed: Vec<RecusalGround>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<Personal<LongText>>,
    /// The account; absent in events older than that. Who mediated does not close the case as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
}

/// 不接受指派.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentDeclined {
    /// Who.
    pub mediator: MediatorId,
    /// Why.
    pub reason: DeclineReason,
    /// T04: until when the parties may choose again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose_by: Option<Deadline>,
}

/// 告知权利义务 (SM2016 14): the guard of the first session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsNotified {
    /// Version of the notice.
    pub notice: ShortText,
    /// Who was told.
    pub parties: Vec<PartyId>,
}

/// 排期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionScheduled {
    /// The session.
    pub session: SessionId,
    /// Start, UTC.
    pub starts_at: DateTime<Utc>,
    /// Planned length, minutes.
    pub planned_minutes: u16,
    /// Where.
    pub mode: SessionMode,
    /// Room or reference of the video link.
    pub venue: ShortText,
    /// T09: the earliest date without a waiver.
    pub notice: Deadline,
    /// Who waived the notice period; empty when it was kept.
    pub notice_waived_by: Vec<PartyId>,
    /// What was held for it in the calendars; absent in histories from before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
}

/// 取消排期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionCancelled {
    /// The session.
    pub session: SessionId,
    /// Why.
    pub reason: CancelReason,
}

/// Somebody present, and how that was verified (OM2021 17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// For which party.
    pub party: PartyId,
    /// Who came for the party, if not the party itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// How identity was checked; nothing where it could not be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<IdentityCheck>,
    /// Why the session goes on although identity was not checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unverified: Option<Personal<ShortText>>,
    /// Who checked; absent in histories from before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<UserId>,
}

/// 调解会议开始.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionOpened {
    /// The session.
    pub session: SessionId,
    /// When, UTC.
    pub opened_at: DateTime<Utc>,
    /// Who is there; both sides.
    pub participants: Vec<Participant>,
    /// Whether it is recorded; needs everybody's consent.
    pub recorded: bool,
    /// Parties of whom nobody is there, where the others of their side are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<PartyId>,
}

/// What is kept of a session (OM2021 22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SessionRecord {
    /// 调解笔录: joint minutes, class K3.
    Minutes {
        /// The text.
        text: Personal<LongText>,
    },
    /// A recording that replaces minutes, with everybody's consent.
    Recording {
        /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
        sha256: String,
    },
    /// The statements of a session in writing, which are their own record.
    Exchange {},
}

impl crate::personal::HoldsPersonal for SessionRecord {
    fn each_personal(&mut self, path: &str, visit: &mut crate::personal::Visit<'_>) {
        match self {
            Self::Minutes { text } => text.each_personal(&format!("{path}.text"), visit),
            Self::Recording { sha256: _ } | Self::Exchange {} => {}
        }
    }
}

/// 调解会议结束.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClosed {
    /// The session.
    pub session: SessionId,
    /// When, UTC.
    pub closed_at: DateTime<Utc>,
    /// From opening to closing, seconds.
    pub duration_s: i64,
    /// Minutes or recording.
    pub record: SessionRecord,
    /// How it ended.
    pub result: SessionResult,
    /// What was agreed to be done next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<NextStep>,
}

/// 延长调解期限: only by all parties (SM2016 27; OM2021 24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodExtended {
    /// The new end.
    pub mediate_by: Deadline,
    /// All parties.
    pub agreed_by: Vec<PartyId>,
    /// The paper by which the court agreed, for an entrusted suit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court_consent: Option<ShortText>,
}

personal_fields! {
    MediatorOffered {}
    AssignmentAccepted { disclosure }
    AssignmentDeclined {}
    RightsNotified {}
    SessionScheduled {}
    SessionCancelled {}
    Participant { unverified }
    SessionOpened { participants }
    SessionClosed { record, next_step }
    PeriodExtended {}
}
