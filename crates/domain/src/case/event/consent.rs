//! Who agreed to what, and who refused.

use crate::classification::ConsentMatter;
use crate::classification::DeclarationForm;
use crate::classification::RefusalReason;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::ids::RepresentativeId;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// 同意. One matter of one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentGiven {
    /// Whose.
    pub party: PartyId,
    /// Who declared it for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// To what.
    pub matter: ConsentMatter,
    /// In which form.
    pub form: DeclarationForm,
    /// T04, when this consent to mediate was the last one missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose_mediator_by: Option<Deadline>,
    /// With the consent to mediate: the choice of a mediator is left to the centre (由调解组织指定).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub centre_appoints: bool,
    /// The standing memorandum that gives it, where nobody declared it in this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memorandum: Option<ShortText>,
}

/// 撤回同意. One matter other than mediation itself; leaving mediation is [`MediationRefused`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRevoked {
    /// Whose.
    pub party: PartyId,
    /// Of what.
    pub matter: ConsentMatter,
}

/// 拒绝或退出调解 (PML 17, 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationRefused {
    /// Who.
    pub party: PartyId,
    /// Reason code; required where the sector has a duty to take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RefusalReason>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
    /// Reportable to federation and regulator: the sector has a duty to take part.
    pub reportable: bool,
}

personal_fields! {
    ConsentGiven {}
    ConsentRevoked {}
    MediationRefused { wording }
}
