//! What can happen to a draft.

use crate::deadline::Deadline;
use crate::ids::{CaseId, CentreId, DraftId, UserId};
use crate::occasion::Role;
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 保存草稿.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftOpened {
    /// The draft.
    pub draft: DraftId,
    /// The centre it is meant for.
    pub centre: CentreId,
    /// The account that keeps it.
    pub author: UserId,
    /// In which role.
    pub role: Role,
    /// What was typed: the body of an application, as far as it goes.
    pub application: Personal<LongText>,
    /// The last day on which it can be submitted.
    pub submit_by: Deadline,
}

/// 修改草稿.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftAmended {
    /// What was typed, whole.
    pub application: Personal<LongText>,
    /// The last day on which it can be submitted, counted anew.
    pub submit_by: Deadline,
}

/// 提交. The application is a case now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSubmitted {
    /// The case.
    pub case: CaseId,
}

/// 删除草稿.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDiscarded {
    /// The draft.
    pub draft: DraftId,
}

/// 草稿过期. Its time is over; what was typed can no longer be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftExpired {
    /// The draft.
    pub draft: DraftId,
    /// The last day on which it could be submitted, legal date: the true one, also when this was recorded later.
    pub due: NaiveDate,
}

personal_fields! {
    DraftOpened { application }
    DraftAmended { application }
    DraftSubmitted {}
    DraftDiscarded {}
    DraftExpired {}
}

events! {
    /// Everything that can have happened to a draft.
    pub enum DraftEvent {
        DraftOpened => "draft.opened.v1",
        DraftAmended => "draft.amended.v1",
        DraftSubmitted => "draft.submitted.v1",
        DraftDiscarded => "draft.discarded.v1",
        DraftExpired => "draft.expired.v1",
    }
}

impl DraftEvent {
    /// Deadlines this event sets.
    #[must_use]
    pub fn deadlines(&self) -> Vec<&Deadline> {
        match self {
            Self::DraftOpened(event) => vec![&event.submit_by],
            Self::DraftAmended(event) => vec![&event.submit_by],
            Self::DraftSubmitted(_) | Self::DraftDiscarded(_) | Self::DraftExpired(_) => vec![],
        }
    }
}
