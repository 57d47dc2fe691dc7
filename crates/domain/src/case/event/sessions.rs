//! What sessions leave behind beside their opening and closing: who stayed away, who signed the minutes, what was corrected, what was
//! exchanged in writing. Class K3: for the parties, the mediators and the centre, never for a court.

use crate::case::agreement::Signer;
use crate::case::proposal::Proposer;
use crate::classification::{NoShowConsequence, ReadBack, SignatureMethod};
use crate::deadline::Deadline;
use crate::ids::{PartyId, RepresentativeId, SessionId};
use crate::personal::{HoldsPersonal, Personal, Visit, personal_fields};
use crate::text::{LongText, ShortText};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// 缺席. A planned session did not take place because somebody was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoShowRecorded {
    /// The session.
    pub session: SessionId,
    /// Who was not there.
    pub absent: Vec<PartyId>,
    /// A proper reason; with one the absence does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excuse: Option<Personal<ShortText>>,
    /// What follows, by the rules in force.
    pub consequence: NoShowConsequence,
}

/// Who has something to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NextActor {
    /// A party.
    Party(PartyId),
    /// The mediator.
    Mediator,
    /// The centre's staff.
    Centre,
}

/// 下一步工作: what was agreed at the end of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub what: Personal<ShortText>,
    /// Who.
    pub who: NextActor,
    /// Until when.
    pub by: Deadline,
}

/// What somebody did with the minutes that were read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MinutesAnswer {
    /// 签名.
    Signed {
        /// How.
        method: SignatureMethod,
    },
    /// 拒绝签名.
    Refused {
        /// Why.
        reason: Personal<ShortText>,
    },
}

/// 笔录核对、签名. Of one version of a session's minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesSigned {
    /// The session.
    pub session: SessionId,
    /// 1 as closed, one more for each correction since.
    pub version: u32,
    /// Who.
    pub signer: Signer,
    /// Who signs for the party, if not the party itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// How the minutes came to the signer's knowledge.
    pub read_back: ReadBack,
    /// Signed, or refused with a reason.
    pub answer: MinutesAnswer,
}

/// 申请补正笔录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRequested {
    /// The session.
    pub session: SessionId,
    /// 1, 2, 3 … within the session.
    pub request: u32,
    /// By whom.
    pub party: PartyId,
    /// What should stand instead.
    pub text: Personal<LongText>,
}

/// 笔录更正. The minutes as closed stay as they are; this stands beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRecorded {
    /// The session.
    pub session: SessionId,
    /// The version of the minutes from here on; unchanged when a request was not followed.
    pub version: u32,
    /// The request it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<u32>,
    /// What stands instead; nothing when a request was not followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Personal<LongText>>,
    /// Why.
    pub reason: Personal<ShortText>,
}

/// 非同步调解开始. A session in writing, in which everybody speaks when he can (OM2021 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeOpened {
    /// The session.
    pub session: SessionId,
    /// When, UTC.
    pub opened_at: DateTime<Utc>,
    /// The last day for statements.
    pub answer_by: Deadline,
}

/// 书面意见.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPosted {
    /// The session.
    pub session: SessionId,
    /// 1, 2, 3 … within the session.
    pub statement: u32,
    /// Whose.
    pub by: Proposer,
    /// Who speaks for the party, if not the party itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// What.
    pub text: Personal<LongText>,
}

impl HoldsPersonal for MinutesAnswer {
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>) {
        match self {
            Self::Signed { method: _ } => {}
            Self::Refused { reason } => reason.each_personal(&format!("{path}.reason"), visit),
        }
    }
}

personal_fields! {
    NoShowRecorded { excuse }
    NextStep { what }
    MinutesSigned { answer }
    CorrectionRequested { text }
    CorrectionRecorded { text, reason }
    ExchangeOpened {}
    StatementPosted { text }
}
