//! Why an aggregate refuses: one variant for each of them.

use crate::signing::SigningRefusal;
use domain::case::Rejection;
use domain::centre::CentreRejection;
use domain::custody::CustodyRejection;
use domain::data_request::DataRequestRejection;
use domain::holiday_register::HolidayRejection;
use domain::institution::MemorandumRejection;
use domain::mediator::RosterRejection;
use domain::number_register::NumberRejection;
use domain::publication::PublicationRejection;
use domain::resource_calendar::CalendarRejection;
use domain::rule_book::RuleBookRejection;

/// A refusal by any of the aggregates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// By a case.
    Case(Rejection),
    /// By the roster.
    Roster(RosterRejection),
    /// By the custody of a file.
    Custody(CustodyRejection),
    /// By a request about personal data.
    DataRequest(DataRequestRejection),
    /// By a calendar.
    Calendar(CalendarRejection),
    /// By a draft.
    Draft(domain::draft::DraftRejection),
    /// By a batch of linked cases.
    Batch(domain::batch::BatchRejection),
    /// By the docking agreements of a centre.
    Docking(domain::docking::DockingRejection),
    /// By what was published.
    Publication(PublicationRejection),
    /// Of a memorandum.
    Memorandum(MemorandumRejection),
    /// By a centre.
    Centre(CentreRejection),
    /// By the holiday table.
    Holidays(HolidayRejection),
    /// By the rules of the house.
    RuleBook(RuleBookRejection),
    /// By a number register.
    Number(NumberRejection),
    /// Of an electronic signature.
    Signing(SigningRefusal),
    /// The respondent's or mediator's institution is not in the register.
    InstitutionUnknown,
    /// No centre with this id.
    CentreUnknown,
}

impl Refusal {
    /// Whether it says no more than that there is nothing here: the only refusal of somebody who may not know of a thing.
    #[must_use]
    pub const fn hides(&self) -> bool {
        match self {
            Self::Case(rejection) => matches!(rejection, Rejection::NotInvolved),
            Self::Custody(rejection) => matches!(rejection, CustodyRejection::NotFound),
            Self::DataRequest(rejection) => matches!(rejection, DataRequestRejection::NotFound),
            Self::Number(rejection) => matches!(rejection, NumberRejection::Unknown),
            Self::Draft(rejection) => matches!(rejection, domain::draft::DraftRejection::NotFound),
            Self::Batch(rejection) => matches!(rejection, domain::batch::BatchRejection::NotFound),
            Self::Docking(rejection) => matches!(rejection, domain::docking::DockingRejection::NotFound),
            Self::Publication(rejection) => matches!(rejection, PublicationRejection::NotFound),
            Self::Roster(_)
            | Self::Calendar(_)
            | Self::Memorandum(_)
            | Self::Centre(_)
            | Self::Holidays(_)
            | Self::RuleBook(_)
            | Self::Signing(_)
            | Self::InstitutionUnknown
            | Self::CentreUnknown => false,
        }
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self::Case(rejection)
    }
}

impl From<MemorandumRejection> for Refusal {
    fn from(rejection: MemorandumRejection) -> Self {
        Self::Memorandum(rejection)
    }
}

impl From<CustodyRejection> for Refusal {
    fn from(rejection: CustodyRejection) -> Self {
        Self::Custody(rejection)
    }
}

impl From<DataRequestRejection> for Refusal {
    fn from(rejection: DataRequestRejection) -> Self {
        Self::DataRequest(rejection)
    }
}

impl From<CalendarRejection> for Refusal {
    fn from(rejection: CalendarRejection) -> Self {
        Self::Calendar(rejection)
    }
}

impl From<HolidayRejection> for Refusal {
    fn from(rejection: HolidayRejection) -> Self {
        Self::Holidays(rejection)
    }
}

impl From<RuleBookRejection> for Refusal {
    fn from(rejection: RuleBookRejection) -> Self {
        Self::RuleBook(rejection)
    }
}

impl From<CentreRejection> for Refusal {
    fn from(rejection: CentreRejection) -> Self {
        Self::Centre(rejection)
    }
}

impl From<NumberRejection> for Refusal {
    fn from(rejection: NumberRejection) -> Self {
        Self::Number(rejection)
    }
}

impl From<RosterRejection> for Refusal {
    fn from(rejection: RosterRejection) -> Self {
        Self::Roster(rejection)
    }
}
