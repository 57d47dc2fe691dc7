//! What can happen to the docking agreements of a centre.

use crate::ids::{CentreId, DockingId};
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Within how many working days a court means to act; none of them is a period of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DockingTargets {
    /// From the filing of the application to the answer whether it is accepted.
    pub accept_within: u16,
    /// From the acceptance to the ruling.
    pub rule_within: u16,
}

/// 登记对接协议.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DockingAgreed {
    /// The agreement.
    pub docking: DockingId,
    /// The centre.
    pub centre: CentreId,
    /// Code of the court.
    pub court: String,
    /// The number of the paper that both signed.
    pub reference: ShortText,
    /// When it was signed, legal date.
    pub signed_on: NaiveDate,
    /// The first legal date on which it counts.
    pub valid_from: NaiveDate,
    /// The last one.
    pub valid_to: NaiveDate,
    /// What the court means to keep.
    pub targets: DockingTargets,
}

/// 终止对接协议. It counts no longer than until this day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DockingEnded {
    /// The agreement.
    pub docking: DockingId,
    /// The last legal date on which it counts.
    pub ended_on: NaiveDate,
    /// Why.
    pub reason: ShortText,
}

personal_fields! {
    DockingAgreed {}
    DockingEnded {}
}

events! {
    /// Everything that can have happened to the docking agreements of a centre.
    pub enum DockingEvent {
        DockingAgreed => "docking.agreed.v1",
        DockingEnded => "docking.ended.v1",
    }
}
