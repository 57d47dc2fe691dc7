//! Judicial confirmation (司法确认), domain §3.2: how far the joint application got.

use crate::ids::PartyId;
use chrono::NaiveDate;

/// Where the application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfirmationStatus {
    /// Nobody asked for it.
    NotRequested,
    /// One party asked, not all have signed.
    Preparing,
    /// All have signed.
    JointlySigned,
    /// With the court.
    Filed,
    /// The court wants more.
    SupplementRequested,
    /// The court has taken it.
    UnderReview,
    /// Ruled valid.
    Confirmed,
    /// Dismissed.
    Dismissed,
    /// Not taken.
    NotAccepted,
    /// Withdrawn, or treated so.
    Withdrawn,
}

impl ConfirmationStatus {
    /// The name in documents and answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotRequested => "NOT_REQUESTED",
            Self::Preparing => "PREPARING",
            Self::JointlySigned => "JOINTLY_SIGNED",
            Self::Filed => "FILED",
            Self::SupplementRequested => "SUPPLEMENT_REQUESTED",
            Self::UnderReview => "UNDER_REVIEW",
            Self::Confirmed => "CONFIRMED",
            Self::Dismissed => "REJECTED",
            Self::NotAccepted => "NOT_ACCEPTED",
            Self::Withdrawn => "WITHDRAWN",
        }
    }

    /// With the court and not ruled on: a case must not close now.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        match self {
            Self::Filed | Self::SupplementRequested | Self::UnderReview => true,
            Self::NotRequested
            | Self::Preparing
            | Self::JointlySigned
            | Self::Confirmed
            | Self::Dismissed
            | Self::NotAccepted
            | Self::Withdrawn => false,
        }
    }

    /// Whether an application may be prepared (anew) from here: never asked, not taken, or withdrawn (domain §3.2).
    #[must_use]
    pub const fn may_prepare(self) -> bool {
        match self {
            Self::NotRequested | Self::NotAccepted | Self::Withdrawn => true,
            Self::Preparing
            | Self::JointlySigned
            | Self::Filed
            | Self::SupplementRequested
            | Self::UnderReview
            | Self::Confirmed
            | Self::Dismissed => false,
        }
    }
}

/// The application as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// How far it got.
    pub status: ConfirmationStatus,
    /// Court code, once one is named.
    pub court: Option<String>,
    /// Who has signed the application.
    pub signed_by: Vec<PartyId>,
    /// When the court took it, legal date; a supplement asked for later returns there.
    pub accepted_on: Option<NaiveDate>,
}

impl Confirmation {
    /// Nobody asked for it.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            status: ConfirmationStatus::NotRequested,
            court: None,
            signed_by: Vec::new(),
            accepted_on: None,
        }
    }
}
