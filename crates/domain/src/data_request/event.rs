//! What can happen to a request about personal data.

use super::ScopeItem;
use crate::classification::{DataIdentityProof, DataRefusalGround, DataRequester, DataRight, ErasureGround};
use crate::correction::Correction;
use crate::deadline::Deadline;
use crate::ids::{CaseId, CentreId, DataRequestId, SubjectId, UserId};
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, PersonName, Phone, ShortText};
use crate::wire::events;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// 收到请求.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestReceived {
    /// The request.
    pub request: DataRequestId,
    /// The centre that is asked.
    pub centre: CentreId,
    /// What for.
    pub right: DataRight,
    /// Who asks.
    pub requester: DataRequester,
    /// The account that asked, when it was the person's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
    /// The requester's name.
    pub name: Personal<PersonName>,
    /// Where to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Personal<Phone>>,
    /// In the requester's words.
    pub wording: Personal<LongText>,
    /// What is to be corrected, for a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// When, UTC.
    pub received_at: DateTime<Utc>,
    /// T24.
    pub answer_by: Deadline,
}

/// 身份已核实, and what the centre holds of the person. Verified again: the search is done anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestIdentityVerified {
    /// How.
    pub proof: DataIdentityProof,
    /// What was found of the person at this centre, in order.
    pub scope: Vec<ScopeItem>,
    /// How many cases of other centres hold data of the person.
    pub elsewhere: u32,
}

/// 拟同意.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestProposed {
    /// The data-protection officer's account.
    pub proposed_by: UserId,
    /// Why data may go, for an erasure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<ErasureGround>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

/// 退回. The director does not approve; the officer thinks again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestSentBack {
    /// In words.
    pub reason: Personal<LongText>,
}

/// 批准. The decision; what follows only carries it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestApproved {
    /// The director's account.
    pub approved_by: UserId,
}

/// 拒绝, with reasons (PIPL 50).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestRefused {
    /// Why.
    pub ground: DataRefusalGround,
    /// The article it rests on.
    pub article: ShortText,
    /// In words.
    pub reason: Personal<LongText>,
}

/// 撤回. The person no longer wants it; nothing was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestWithdrawn {
    /// The account: the person's own, or the staff's who was told so.
    pub withdrawn_by: UserId,
    /// In words, when the person gave any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

/// What was done about one part of the scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Done {
    /// The key was destroyed.
    Erased,
    /// Everything but storing was stopped.
    Restricted,
    /// May be read by the person.
    Provided,
    /// The corrected value stands in the case.
    Corrected,
}

/// One part of the scope, done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The case.
    pub case: CaseId,
    /// Whose data.
    pub subject: SubjectId,
    /// What was done.
    pub done: Done,
    /// Code of what stood against erasing, where it was restricted instead; of a correction, that a signed agreement keeps the words it
    /// was signed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Sealed fields of the subject in the case's stream: as many became unreadable.
    pub sealed_fields: u32,
}

/// The paper about an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number: the request's id.
    pub number: String,
    /// SHA-256 of its canonical text, 64 hexadecimal digits.
    pub sha256: String,
    /// When it was made, UTC.
    pub made_at: DateTime<Utc>,
}

/// 办结.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestFulfilled {
    /// What was done about each part of the scope.
    pub outcomes: Vec<Outcome>,
    /// The paper about an erasure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
}

personal_fields! {
    DataRequestReceived { name, phone, wording, correction }
    DataRequestIdentityVerified {}
    DataRequestProposed { reason }
    DataRequestSentBack { reason }
    DataRequestApproved {}
    DataRequestRefused { reason }
    DataRequestWithdrawn { reason }
    DataRequestFulfilled {}
}

events! {
    /// Everything that can have happened to a request about personal data.
    #[expect(clippy::large_enum_variant, reason = "a request has a handful of them and one is handled at a time")]
    pub enum DataRequestEvent {
        DataRequestReceived => "data-request.received.v1",
        DataRequestIdentityVerified => "data-request.identity-verified.v1",
        DataRequestProposed => "data-request.proposed.v1",
        DataRequestSentBack => "data-request.sent-back.v1",
        DataRequestApproved => "data-request.approved.v1",
        DataRequestRefused => "data-request.refused.v1",
        DataRequestWithdrawn => "data-request.withdrawn.v1",
        DataRequestFulfilled => "data-request.fulfilled.v1",
    }
}

impl DataRequestEvent {
    /// Deadlines this event sets.
    #[must_use]
    pub fn deadlines(&self) -> Vec<&Deadline> {
        match self {
            Self::DataRequestReceived(event) => vec![&event.answer_by],
            Self::DataRequestIdentityVerified(_)
            | Self::DataRequestProposed(_)
            | Self::DataRequestSentBack(_)
            | Self::DataRequestApproved(_)
            | Self::DataRequestRefused(_)
            | Self::DataRequestWithdrawn(_)
            | Self::DataRequestFulfilled(_) => vec![],
        }
    }
}
