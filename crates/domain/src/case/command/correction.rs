//! Correcting what a party's data read.

use crate::correction::CorrectedValue;
use crate::ids::{DataRequestId, PartyId};

/// 更正、补充个人信息. Asked by the house when a request of the person is approved; there is no address for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectPartyData {
    /// Whose.
    pub party: PartyId,
    /// The request that two people decided.
    pub request: DataRequestId,
    /// Which field, and what it should read; sealed under the party's own subject.
    pub value: CorrectedValue,
}
