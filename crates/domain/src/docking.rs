//! Docking agreements (对接协议) of a centre with courts: within how many working days a court means to answer and to rule on what comes
//! through the green channel (绿色通道; domain reference §3.1).
//!
//! A protocol, no rule: whether a target was met is counted, and no period of law becomes longer or shorter by it. All agreements of one
//! centre are in one stream, so that two of them with one court never cover one day.

mod event;
mod measure;
mod rejection;

pub use event::*;
pub use measure::{Measured, measure};
pub use rejection::DockingRejection;

use crate::court::by_code;
use crate::ids::{CentreId, DockingId};
use crate::occasion::{Occasion, Role};
use crate::text::ShortText;
use chrono::NaiveDate;

/// The longest target that can be meant seriously, working days.
const LONGEST: u16 = 60;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DockingCommand {
    /// 登记对接协议.
    Agree(DockingAgreed),
    /// 终止对接协议.
    End {
        /// Which.
        docking: DockingId,
        /// The last day on which it counts, legal date.
        ended_on: NaiveDate,
        /// Why.
        reason: ShortText,
    },
}

/// An agreement as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docking {
    /// What was agreed.
    pub agreed: DockingAgreed,
    /// The last day on which it counts, when it was ended early.
    pub ended_on: Option<NaiveDate>,
}

impl Docking {
    /// The last day on which it counts, legal date.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.ended_on.unwrap_or(self.agreed.valid_to)
    }
}

/// The agreements of one centre.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DockingRegister {
    agreements: Vec<Docking>,
}

impl DockingRegister {
    /// The agreements, in the order in which they were recorded.
    #[must_use]
    pub fn agreements(&self) -> &[Docking] {
        &self.agreements
    }

    /// The centre, once there is an agreement.
    #[must_use]
    pub fn centre(&self) -> Option<&CentreId> {
        self.agreements.first().map(|it| &it.agreed.centre)
    }

    fn find(&self, docking: DockingId) -> Option<&Docking> {
        self.agreements.iter().find(|it| it.agreed.docking == docking)
    }
}

/// What happens when `command` is asked of the register of `centre`; nothing when it is already so.
///
/// # Errors
/// The [`DockingRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    centre: &CentreId,
    register: &DockingRegister,
    command: DockingCommand,
) -> Result<Vec<DockingEvent>, DockingRejection> {
    // Who signs for the centre enters it.
    if occasion.by.role != Role::Director || occasion.by.centre.as_ref() != Some(centre) {
        return Err(DockingRejection::NotFound);
    }
    match command {
        DockingCommand::Agree(agreed) => agree(occasion, centre, register, agreed),
        DockingCommand::End { docking, ended_on, reason } => {
            let known = register.find(docking).ok_or(DockingRejection::NotFound)?;
            if let Some(known) = known.ended_on {
                return if known == ended_on {
                    Ok(vec![])
                } else {
                    Err(DockingRejection::Ended { on: known })
                };
            }
            // What was measured stays measured.
            let (first, last) = (known.agreed.valid_from.max(occasion.today()), known.agreed.valid_to);
            if ended_on < first || ended_on > last {
                return Err(DockingRejection::EndOutsideTerm { first, last });
            }
            Ok(vec![DockingEvent::DockingEnded(DockingEnded { docking, ended_on, reason })])
        }
    }
}

fn agree(
    occasion: &Occasion<'_>,
    centre: &CentreId,
    register: &DockingRegister,
    agreed: DockingAgreed,
) -> Result<Vec<DockingEvent>, DockingRejection> {
    if agreed.centre != *centre {
        return Err(DockingRejection::NotFound);
    }
    if by_code(&agreed.court).is_none() {
        return Err(DockingRejection::CourtUnknown { court: agreed.court });
    }
    if agreed.signed_on > occasion.today() {
        return Err(DockingRejection::SignedInFuture { today: occasion.today() });
    }
    if agreed.valid_from > agreed.valid_to {
        return Err(DockingRejection::TermReversed);
    }
    let targets = [agreed.targets.accept_within, agreed.targets.rule_within];
    if targets.iter().any(|days| !(1..=LONGEST).contains(days)) {
        return Err(DockingRejection::TargetOutOfRange { least: 1, most: LONGEST });
    }
    let covers = |it: &&Docking| {
        it.agreed.court == agreed.court
            && it.agreed.valid_from <= agreed.valid_to
            && agreed.valid_from <= it.last_day()
    };
    if let Some(other) = register.agreements.iter().find(covers) {
        return Err(DockingRejection::Overlaps { docking: other.agreed.docking });
    }
    Ok(vec![DockingEvent::DockingAgreed(agreed)])
}

/// Records an event.
#[must_use]
pub fn evolve(mut register: DockingRegister, event: &DockingEvent) -> DockingRegister {
    match event {
        DockingEvent::DockingAgreed(event) => {
            register.agreements.push(Docking { agreed: event.clone(), ended_on: None });
        }
        DockingEvent::DockingEnded(event) => {
            let mut agreements = register.agreements.iter_mut();
            if let Some(known) = agreements.find(|it| it.agreed.docking == event.docking) {
                known.ended_on = Some(event.ended_on);
            }
        }
    }
    register
}
