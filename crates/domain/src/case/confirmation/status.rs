//! The states of an application, and the one table that says what a court's step makes of each.

use serde::{Deserialize, Serialize};

/// Declares states or kinds with their stable codes.
macro_rules! states {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every one, in the order of the procedure.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in events, documents and answers.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    )+};
}

states! {
    /// Where the application stands.
    ConfirmationStatus {
        /// Nobody asked for it.
        NotRequested = "NOT_REQUESTED";
        /// One party asked, not all have signed.
        Preparing = "PREPARING";
        /// A party will not join, so there is nothing to file.
        Abandoned = "ABANDONED";
        /// All have signed.
        JointlySigned = "JOINTLY_SIGNED";
        /// T10 passed before anything was filed.
        Lapsed = "LAPSED";
        /// With the court.
        Filed = "FILED";
        /// The court wants more.
        SupplementRequested = "SUPPLEMENT_REQUESTED";
        /// Not taken.
        NotAccepted = "NOT_ACCEPTED";
        /// The court has docketed it.
        Accepted = "ACCEPTED";
        /// The court has called the parties and reviews (CPLI 356).
        UnderReview = "UNDER_REVIEW";
        /// Withdrawn by the parties, with the court's leave.
        Withdrawn = "WITHDRAWN";
        /// Treated by the court as withdrawn (CPLI 357).
        DeemedWithdrawn = "DEEMED_WITHDRAWN";
        /// Dismissed.
        Dismissed = "REJECTED";
        /// Ruled valid.
        Confirmed = "CONFIRMED";
        /// Somebody objects to the ruling (CPLI 372); it holds until the court decides.
        Objected = "OBJECTED";
        /// The objection was dismissed; the ruling stands.
        Upheld = "UPHELD";
        /// A new ruling revoked the confirmation.
        Revoked = "REVOKED";
        /// A new ruling changed the confirmation.
        Changed = "CHANGED";
    }

    /// What a court does, without the particulars.
    CourtStepKind {
        /// 受理.
        Accept = "ACCEPT";
        /// 不予受理.
        NotAccept = "NOT_ACCEPT";
        /// 要求补充材料.
        AskSupplement = "ASK_SUPPLEMENT";
        /// 通知双方到场，开始审查.
        BeginReview = "BEGIN_REVIEW";
        /// 经批准延长审查期限.
        ExtendReview = "EXTEND_REVIEW";
        /// 裁定协议有效.
        Confirm = "CONFIRM";
        /// 裁定驳回申请.
        Dismiss = "DISMISS";
        /// 准许撤回.
        Withdraw = "WITHDRAW";
        /// 按撤回处理.
        TreatAsWithdrawn = "TREAT_AS_WITHDRAWN";
        /// 收到异议.
        TakeObjection = "TAKE_OBJECTION";
        /// 对异议作出裁定.
        DecideObjection = "DECIDE_OBJECTION";
    }

    /// How a court decides on an objection (CPLI 372).
    ObjectionOutcome {
        /// The objection is dismissed.
        Upheld = "UPHELD";
        /// A new ruling revokes the first.
        Revoked = "REVOKED";
        /// A new ruling changes the first.
        Changed = "CHANGED";
    }

    /// Why a court's message changed nothing.
    KeptReason {
        /// The same was recorded before.
        Repeated = "REPEATED";
        /// The step does not follow where the application stands; another message is still on its way.
        OutOfOrder = "OUT_OF_ORDER";
        /// The application had ended: withdrawn, or not taken.
        Ended = "ENDED";
        /// It is about an application before the present one.
        EarlierApplication = "EARLIER_APPLICATION";
    }
}

impl ConfirmationStatus {
    /// Where a court's step leads from here; `None`: the step does not follow. This is the table of domain §3.2 from the filing on.
    #[must_use]
    pub const fn after(self, step: CourtStepKind) -> Option<Self> {
        use CourtStepKind as Step;
        match (self, step) {
            (Self::Filed, Step::Accept) => Some(Self::Accepted),
            (Self::Filed, Step::NotAccept) => Some(Self::NotAccepted),
            (Self::Filed | Self::Accepted | Self::UnderReview, Step::AskSupplement) => {
                Some(Self::SupplementRequested)
            }
            (Self::Accepted, Step::BeginReview) => Some(Self::UnderReview),
            (Self::Accepted | Self::UnderReview, Step::ExtendReview) => Some(self),
            // Courts confirm on the day they docket; the review then has no message of its own.
            (Self::Accepted | Self::UnderReview, Step::Confirm) => Some(Self::Confirmed),
            (Self::Accepted | Self::UnderReview, Step::Dismiss) => Some(Self::Dismissed),
            (
                Self::Filed | Self::SupplementRequested | Self::Accepted | Self::UnderReview,
                Step::Withdraw,
            ) => Some(Self::Withdrawn),
            (
                Self::Filed | Self::SupplementRequested | Self::Accepted | Self::UnderReview,
                Step::TreatAsWithdrawn,
            ) => Some(Self::DeemedWithdrawn),
            // One objection may follow another: a party's first, an interested third party's months later.
            (Self::Confirmed | Self::Upheld | Self::Changed, Step::TakeObjection) => Some(Self::Objected),
            // What the decision makes of it, the decision itself says.
            (Self::Objected, Step::DecideObjection) => Some(Self::Upheld),
            (
                Self::NotRequested
                | Self::Preparing
                | Self::Abandoned
                | Self::JointlySigned
                | Self::Lapsed
                | Self::Filed
                | Self::SupplementRequested
                | Self::NotAccepted
                | Self::Accepted
                | Self::UnderReview
                | Self::Withdrawn
                | Self::DeemedWithdrawn
                | Self::Dismissed
                | Self::Confirmed
                | Self::Objected
                | Self::Upheld
                | Self::Revoked
                | Self::Changed,
                _,
            ) => None,
        }
    }

    /// With the court and not ruled on: a case must not close now.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        match self {
            Self::Filed | Self::SupplementRequested | Self::Accepted | Self::UnderReview | Self::Objected => {
                true
            }
            Self::NotRequested
            | Self::Preparing
            | Self::Abandoned
            | Self::JointlySigned
            | Self::Lapsed
            | Self::NotAccepted
            | Self::Withdrawn
            | Self::DeemedWithdrawn
            | Self::Dismissed
            | Self::Confirmed
            | Self::Upheld
            | Self::Revoked
            | Self::Changed => false,
        }
    }

    /// Nothing has been filed: T10 runs, and its end ends the application.
    #[must_use]
    pub const fn is_before_filing(self) -> bool {
        match self {
            Self::NotRequested | Self::Preparing | Self::Abandoned | Self::JointlySigned => true,
            Self::Lapsed
            | Self::Filed
            | Self::SupplementRequested
            | Self::NotAccepted
            | Self::Accepted
            | Self::UnderReview
            | Self::Withdrawn
            | Self::DeemedWithdrawn
            | Self::Dismissed
            | Self::Confirmed
            | Self::Objected
            | Self::Upheld
            | Self::Revoked
            | Self::Changed => false,
        }
    }

    /// A court has ruled the agreement valid, whatever became of the ruling later.
    #[must_use]
    pub const fn was_confirmed(self) -> bool {
        match self {
            Self::Confirmed | Self::Objected | Self::Upheld | Self::Revoked | Self::Changed => true,
            Self::NotRequested
            | Self::Preparing
            | Self::Abandoned
            | Self::JointlySigned
            | Self::Lapsed
            | Self::Filed
            | Self::SupplementRequested
            | Self::NotAccepted
            | Self::Accepted
            | Self::UnderReview
            | Self::Withdrawn
            | Self::DeemedWithdrawn
            | Self::Dismissed => false,
        }
    }

    /// The court closed this application without ruling on the agreement.
    #[must_use]
    pub(in crate::case) const fn ended_without_ruling(self) -> bool {
        matches!(self, Self::NotAccepted | Self::Withdrawn | Self::DeemedWithdrawn)
    }
}

impl ObjectionOutcome {
    /// Where the application stands once it is decided so.
    #[must_use]
    pub const fn status(self) -> ConfirmationStatus {
        match self {
            Self::Upheld => ConfirmationStatus::Upheld,
            Self::Revoked => ConfirmationStatus::Revoked,
            Self::Changed => ConfirmationStatus::Changed,
        }
    }
}
