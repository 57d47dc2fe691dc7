//! What is asked about sessions beside planning, opening and closing them.

use crate::case::agreement::Signer;
use crate::case::event::{MinutesAnswer, NextActor};
use crate::classification::ReadBack;
use crate::ids::{PartyId, RepresentativeId, SessionId};
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// What comes next, as told at the end of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStepPlan {
    /// What.
    pub what: Personal<ShortText>,
    /// Who.
    pub who: NextActor,
    /// Calendar days it may take, 1 to 90; the rule's own time when absent.
    pub days: Option<u16>,
}

/// 记录缺席.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordNoShow {
    /// Which session; planned, and its hour has come.
    pub session: SessionId,
    /// Who was not there.
    pub absent: Vec<PartyId>,
    /// A proper reason.
    pub excuse: Option<Personal<ShortText>>,
}

/// 笔录核对、签名.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignMinutes {
    /// Which session.
    pub session: SessionId,
    /// Which version of its minutes.
    pub version: u32,
    /// Who.
    pub signer: Signer,
    /// Who signs for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// How the minutes came to the signer's knowledge.
    pub read_back: ReadBack,
    /// Signed, or refused with a reason.
    pub answer: MinutesAnswer,
}

/// 申请补正笔录.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestCorrection {
    /// Which session.
    pub session: SessionId,
    /// By whom.
    pub party: PartyId,
    /// What should stand instead.
    pub text: Personal<LongText>,
}

/// 笔录更正.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCorrection {
    /// Which session.
    pub session: SessionId,
    /// The request it answers.
    pub answers: Option<u32>,
    /// What stands instead; nothing when a request is not followed.
    pub text: Option<Personal<LongText>>,
    /// Why.
    pub reason: Personal<ShortText>,
}

/// 开始非同步调解.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenExchange {
    /// Names the session.
    pub session: SessionId,
    /// Calendar days for statements, 1 to 90; the rule's own time when absent.
    pub days: Option<u16>,
}

/// 提交书面意见.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostStatement {
    /// Which session.
    pub session: SessionId,
    /// For which party; none when the mediator speaks.
    pub by: Option<PartyId>,
    /// Who speaks for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// What.
    pub text: Personal<LongText>,
}
