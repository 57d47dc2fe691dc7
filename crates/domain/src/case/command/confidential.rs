//! Asked about what nobody else is to read.

use crate::ids::{PartyId, SessionId};
use crate::personal::Personal;
use crate::text::LongText;

/// 记录背对背调解.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCaucus {
    /// The party that was spoken with, or that hands it in.
    pub party: PartyId,
    /// The session in which it was said.
    pub session: Option<SessionId>,
    /// What.
    pub text: Personal<LongText>,
}

/// 写工作笔记.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteNote {
    /// What.
    pub text: Personal<LongText>,
}
