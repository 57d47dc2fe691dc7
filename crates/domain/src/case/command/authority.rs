//! Asked when an institution's people need more authority than they brought.

use crate::ids::PartyId;
use crate::money::Fen;
use crate::personal::Personal;
use crate::text::LongText;

/// 机构内部授权申请.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestAuthority {
    /// The institution.
    pub party: PartyId,
    /// Up to how much it would settle, fen.
    pub ceiling: Fen,
    /// On which terms.
    pub terms: Personal<LongText>,
}

/// 机构内部授权答复.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerAuthority {
    /// Which request.
    pub request: u32,
    /// Up to how much the institution will settle, fen; none: it refuses.
    pub ceiling: Option<Fen>,
    /// Why, or on which terms.
    pub reason: Option<Personal<LongText>>,
}
