//! What a person had corrected.

use crate::correction::CorrectedValue;
use crate::ids::{DataRequestId, PartyId};
use crate::personal::personal_fields;
use serde::{Deserialize, Serialize};

/// 更正、补充个人信息 (PIPL 46). From now on the party's field reads like this; what it read before stays in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyDataCorrected {
    /// Whose.
    pub party: PartyId,
    /// The request that two people decided.
    pub request: DataRequestId,
    /// Which field, and what it reads now.
    pub value: CorrectedValue,
    /// An agreement was signed before: it keeps the words it was signed with, and so do its hash and signatures.
    pub agreement_stands: bool,
}

personal_fields! {
    PartyDataCorrected { value }
}
