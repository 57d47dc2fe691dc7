//! How long a file is kept (保存期限): classes as data, years as parameters of the rule set.
//!
//! The People's Mediation Law orders a file to be kept (PML 27) and names no period; the years are the centre's own until a rule names
//! them. A legal hold goes before every expiry, and an expiry destroys nothing by itself: it is a proposal to the data-protection officer.

use crate::case::Stage;
use crate::classification::RetentionClassCode;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The class of a case's file.
pub type RetentionClass = RetentionClassCode;

/// Years for each class, counted from the day the case was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionRules {
    /// Agreements confirmed by a court, and agreements performed in instalments.
    pub confirmed_years: u16,
    /// Other agreements; a case with one closes when everything is performed.
    pub agreement_years: u16,
    /// Mediations that ended without an agreement.
    pub terminated_years: u16,
    /// Applications that were not taken.
    pub refused_years: u16,
    /// Recordings that replace no minutes: they lie outside the house, which says when their time is over.
    pub recordings_years: u16,
}

impl RetentionRules {
    /// Years of one class.
    #[must_use]
    pub const fn years(&self, class: RetentionClass) -> u16 {
        match class {
            RetentionClass::Confirmed => self.confirmed_years,
            RetentionClass::Agreement => self.agreement_years,
            RetentionClass::Terminated => self.terminated_years,
            RetentionClass::Refused => self.refused_years,
        }
    }

    /// The last legal date on which a file of this class, closed on `closed_on`, must still be there.
    #[must_use]
    pub fn keep_until(&self, class: RetentionClass, closed_on: NaiveDate) -> NaiveDate {
        after(closed_on, self.years(class))
    }

    /// The last legal date on which recordings of a case closed on `closed_on` must still be there. One that replaces minutes is kept as
    /// long as the file, whose part it is.
    #[must_use]
    pub fn recordings_until(&self, closed_on: NaiveDate) -> NaiveDate {
        after(closed_on, self.recordings_years)
    }
}

fn after(closed_on: NaiveDate, years: u16) -> NaiveDate {
    let months = Months::new(u32::from(years).saturating_mul(12));
    closed_on.checked_add_months(months).unwrap_or(NaiveDate::MAX)
}

impl RetentionClass {
    /// The class of a case that is closed from `stage`; none where no case closes. An agreement owed in several parts is kept as long as
    /// one a court confirmed.
    #[must_use]
    pub const fn of(stage: &Stage) -> Option<Self> {
        match stage {
            Stage::NotAccepted => Some(Self::Refused),
            Stage::Terminated { .. } => Some(Self::Terminated),
            Stage::Effective { settlement, .. } => {
                let confirmed = settlement.confirmation.status.was_confirmed();
                Some(if confirmed || settlement.obligations.len() > 1 {
                    Self::Confirmed
                } else {
                    Self::Agreement
                })
            }
            Stage::Submitted { .. }
            | Stage::Supplementing { .. }
            | Stage::ConsentPending(_)
            | Stage::MediatorSelection(_)
            | Stage::MediatorOffered { .. }
            | Stage::InMediation { .. }
            | Stage::Signing { .. }
            | Stage::Closed => None,
        }
    }
}

/// How far a case has come towards its retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// The class, once the case is closed.
    pub class: Option<RetentionClass>,
    /// The legal date of its closing.
    pub closed_on: Option<NaiveDate>,
}
