//! What the clock does to a case: warnings, the end of a period, what was asked of whom, a date computed anew.

use crate::deadline::{Deadline, Timer};
use crate::occasion::Role;
use crate::personal::personal_fields;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the end of a period brought with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExpiryOutcome {
    /// 视为撤回: the application counts as withdrawn.
    ApplicationLapsed,
    /// 期限届满终止: the mediation ended (E06).
    MediationEnded,
    /// 视为不接受: the customer has not accepted the mediator's opinion, and the mediation ended (E05).
    OpinionLapsed,
    /// 期间经过: the right, or the possibility to object, ended with the period.
    RightEnded,
    /// 视为同意: nobody objected to the proposal, and it is an agreement now.
    AgreementReached,
    /// 待处理: somebody has to act; the law leaves to people what follows.
    Asked,
}

impl ExpiryOutcome {
    /// Whether the period is no longer among those that run; what somebody still has to do stays there, overdue.
    #[must_use]
    pub const fn ends_the_period(self) -> bool {
        match self {
            Self::ApplicationLapsed
            | Self::MediationEnded
            | Self::OpinionLapsed
            | Self::RightEnded
            | Self::AgreementReached => true,
            Self::Asked => false,
        }
    }
}

/// 期限预警. The last day of a period comes near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineWarned {
    /// Which period.
    pub timer: Timer,
    /// Its last day, legal date.
    pub due_date: NaiveDate,
    /// Which of its warnings this is: calendar days before the last day. A warning that comes late still says which it is.
    pub days_before: u16,
}

/// 期限届满. A period is over and what it was for was not done; recorded once, however late the clock was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineExpired {
    /// Which period.
    pub timer: Timer,
    /// Its last day, legal date: the true one, also when this was recorded later.
    pub due_date: NaiveDate,
    /// What that brought with it.
    pub outcome: ExpiryOutcome,
    /// Who has to act, where somebody has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Role>,
    /// The legal date on which the next one is asked unless it is done; by the rule set in force when this was recorded. Events of before
    /// say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_on: Option<NaiveDate>,
}

/// 逾期升级. Whoever was asked did not act; the next one is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineEscalated {
    /// Which period.
    pub timer: Timer,
    /// Its last day, legal date.
    pub due_date: NaiveDate,
    /// Who has to act now.
    pub asked: Role,
}

/// 期限重新计算. A holiday notice moved the last day of a period that runs, or confirmed a provisional one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineRecomputed {
    /// The last day as it was told before, legal date.
    pub former_due_date: NaiveDate,
    /// The holiday table it had been computed from.
    pub former_holiday_table: String,
    /// The period as it is now: same start, same length, same rule set.
    pub deadline: Deadline,
    /// The notice allows an earlier day than the one that was told; the parties keep the one they were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_later_day: Option<NaiveDate>,
}

personal_fields! {
    DeadlineWarned {}
    DeadlineExpired {}
    DeadlineEscalated {}
    DeadlineRecomputed {}
}
