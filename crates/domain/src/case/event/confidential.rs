//! What was told in confidence (K4) and what a mediator writes down for himself (K5). Sealed; read by those the class names and by nobody
//! else: no administrator, no staff, no court, no export.

use crate::case::proposal::Proposer;
use crate::ids::{MediatorId, PartyId, SessionId};
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use serde::{Deserialize, Serialize};

/// 背对背调解记录. What a party told the mediator alone. The party reads it only if it handed it in itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaucusRecorded {
    /// 1, 2, 3 … within the case.
    pub caucus: u32,
    /// The party that was spoken with.
    pub party: PartyId,
    /// Who wrote it: that party itself, or a mediator.
    pub by: Proposer,
    /// The session in which it was said, if it was said in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// What.
    pub text: Personal<LongText>,
}

/// 调解员工作笔记. For its author alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// 1, 2, 3 … within the case, whoever writes.
    pub note: u32,
    /// Whose.
    pub author: MediatorId,
    /// What.
    pub text: Personal<LongText>,
}

personal_fields! {
    CaucusRecorded { text }
    NoteWritten { text }
}
