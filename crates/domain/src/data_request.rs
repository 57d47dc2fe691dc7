//! A person's request about his or her own data (个人信息权利请求), PIPL 44–50: asked, identity verified, proposed by the data-protection
//! officer, approved by the director, fulfilled; or refused with ground and reason, or withdrawn. Answered within T24.
//!
//! Two people decide: whoever proposes never approves. What is asked for is sealed under a subject of the request's own, whose key goes
//! with the person's when the request is one for erasure.

mod event;
mod rejection;
mod rules;

pub use event::*;
pub use rejection::DataRequestRejection;
pub use rules::decide;

use crate::classification::{DataIdentityProof, DataRefusalGround, DataRequester, DataRight, ErasureGround};
use crate::correction::Correction;
use crate::ids::{CentreId, DataRequestId, SubjectId, UserId};
use crate::personal::Personal;
use crate::text::{LongText, PersonName, Phone};
use serde::{Deserialize, Serialize};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataRequestCommand {
    /// 提出请求.
    Receive(Box<ReceiveDataRequest>),
    /// 核实身份.
    VerifyIdentity {
        /// How.
        proof: DataIdentityProof,
        /// What was found of the person at this centre.
        scope: Vec<ScopeItem>,
        /// How many cases of other centres hold data of the person; those centres are asked by themselves.
        elsewhere: u32,
    },
    /// 拟同意.
    Propose {
        /// Why data may go, for an erasure.
        ground: Option<ErasureGround>,
        /// In words.
        reason: Option<Personal<LongText>>,
    },
    /// 拒绝.
    Refuse {
        /// Why.
        ground: DataRefusalGround,
        /// The article it rests on, e.g. `PIPL 47(2)`.
        article: crate::text::ShortText,
        /// In words, told to the person (PIPL 50).
        reason: Personal<LongText>,
    },
    /// 批准.
    Approve,
    /// 退回.
    SendBack {
        /// In words.
        reason: Personal<LongText>,
    },
    /// 撤回.
    Withdraw {
        /// In words, when the person gave any.
        reason: Option<Personal<LongText>>,
    },
    /// 办结.
    Fulfil {
        /// What was done about each part of the scope.
        outcomes: Vec<Outcome>,
        /// The paper about it.
        certificate: Option<Certificate>,
    },
}

/// 提出请求.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveDataRequest {
    /// The request.
    pub request: DataRequestId,
    /// The centre that is asked.
    pub centre: CentreId,
    /// What for.
    pub right: DataRight,
    /// Who asks.
    pub requester: DataRequester,
    /// The requester's name.
    pub name: Personal<PersonName>,
    /// Where to answer.
    pub phone: Option<Personal<Phone>>,
    /// In the requester's words.
    pub wording: Personal<LongText>,
    /// What is to be corrected, for a correction.
    pub correction: Option<Correction>,
}

/// Data of the person in one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ScopeItem {
    /// The case.
    pub case: crate::ids::CaseId,
    /// Whose key seals it.
    pub subject: SubjectId,
}

/// How far a request has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataRequest {
    /// Nobody asked.
    NotReceived,
    /// Asked; nobody knows yet whether by the right person.
    Received(Asked),
    /// The identity is verified; the officer has it.
    Verified(Asked, Vec<ScopeItem>),
    /// The officer proposes to do it; the director has it.
    Proposed(Asked, Vec<ScopeItem>, Proposal),
    /// Both agree; it is being carried out.
    Approved(Asked, Vec<ScopeItem>, Proposal, UserId),
    /// Done.
    Fulfilled(Asked, Box<Fulfilment>),
    /// Refused.
    Refused(Asked),
    /// The person no longer wants it.
    Withdrawn(Asked),
}

/// What is known from the first moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub request: DataRequestId,
    /// The centre.
    pub centre: CentreId,
    /// What for.
    pub right: DataRight,
    /// Who asks.
    pub requester: DataRequester,
    /// Whose key seals the request's own words.
    pub subject: SubjectId,
    /// The account that asked, when it was the person's own.
    pub account: Option<UserId>,
    /// What is to be corrected, for a correction.
    pub correction: Option<Correction>,
}

/// What the officer proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub by: UserId,
    /// Why data may go, for an erasure.
    pub ground: Option<ErasureGround>,
}

/// How a request was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fulfilment {
    /// What was proposed, and by whom.
    pub proposal: Proposal,
    /// Who approved it.
    pub approved_by: UserId,
    /// What was done about each part of the scope.
    pub outcomes: Vec<Outcome>,
    /// The paper about an erasure.
    pub certificate: Option<Certificate>,
}

impl DataRequest {
    /// What was asked, once something was.
    #[must_use]
    pub const fn asked(&self) -> Option<&Asked> {
        match self {
            Self::NotReceived => None,
            Self::Received(asked)
            | Self::Verified(asked, _)
            | Self::Proposed(asked, _, _)
            | Self::Approved(asked, _, _, _)
            | Self::Fulfilled(asked, _)
            | Self::Refused(asked)
            | Self::Withdrawn(asked) => Some(asked),
        }
    }

    /// The stable code of the state.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotReceived => "NOT_RECEIVED",
            Self::Received(_) => "RECEIVED",
            Self::Verified(..) => "VERIFIED",
            Self::Proposed(..) => "PROPOSED",
            Self::Approved(..) => "APPROVED",
            Self::Fulfilled(..) => "FULFILLED",
            Self::Refused(_) => "REFUSED",
            Self::Withdrawn(_) => "WITHDRAWN",
        }
    }
}

/// Records an event; one that does not fit keeps the state.
#[must_use]
#[expect(clippy::wildcard_enum_match_arm, reason = "a state an event does not fit is kept, whichever it is")]
pub fn evolve(state: DataRequest, event: &DataRequestEvent) -> DataRequest {
    match event {
        DataRequestEvent::DataRequestReceived(event) => match state {
            DataRequest::NotReceived => DataRequest::Received(Asked {
                request: event.request,
                centre: event.centre.clone(),
                right: event.right,
                requester: event.requester,
                subject: event.name.subject(),
                account: event.account.clone(),
                correction: event.correction.clone(),
            }),
            kept => kept,
        },
        DataRequestEvent::DataRequestIdentityVerified(event) => match state {
            DataRequest::Received(asked) | DataRequest::Verified(asked, _) => {
                DataRequest::Verified(asked, event.scope.clone())
            }
            kept => kept,
        },
        DataRequestEvent::DataRequestProposed(event) => match state {
            DataRequest::Verified(asked, scope) => DataRequest::Proposed(
                asked,
                scope,
                Proposal { by: event.proposed_by.clone(), ground: event.ground },
            ),
            kept => kept,
        },
        DataRequestEvent::DataRequestSentBack(_) => match state {
            DataRequest::Proposed(asked, scope, _) => DataRequest::Verified(asked, scope),
            kept => kept,
        },
        DataRequestEvent::DataRequestApproved(event) => match state {
            DataRequest::Proposed(asked, scope, proposal) => {
                DataRequest::Approved(asked, scope, proposal, event.approved_by.clone())
            }
            kept => kept,
        },
        DataRequestEvent::DataRequestFulfilled(event) => match state {
            DataRequest::Approved(asked, _, proposal, approved_by) => {
                let (outcomes, certificate) = (event.outcomes.clone(), event.certificate.clone());
                DataRequest::Fulfilled(
                    asked,
                    Box::new(Fulfilment { proposal, approved_by, outcomes, certificate }),
                )
            }
            kept => kept,
        },
        DataRequestEvent::DataRequestRefused(_) => match state {
            DataRequest::Received(asked) | DataRequest::Verified(asked, _) => DataRequest::Refused(asked),
            kept => kept,
        },
        DataRequestEvent::DataRequestWithdrawn(_) => match state {
            DataRequest::Received(asked)
            | DataRequest::Verified(asked, _)
            | DataRequest::Proposed(asked, _, _) => DataRequest::Withdrawn(asked),
            kept => kept,
        },
    }
}
