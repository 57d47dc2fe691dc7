//! The time to supply what is missing: lengthened, or over.

use crate::deadline::Deadline;
use crate::personal::{Personal, personal_fields};
use crate::text::ShortText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 延长补正期限.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementExtended {
    /// T02 once more, counted from the day on which it would have ended.
    pub supply_by: Deadline,
    /// Why.
    pub reason: Personal<ShortText>,
}

/// 逾期未补正，视为撤回申请. The application counts as withdrawn; nothing bars a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationLapsed {
    /// The last day, legal date, that passed without a supplement.
    pub due: NaiveDate,
}

personal_fields! {
    SupplementExtended { reason }
    ApplicationLapsed {}
}
