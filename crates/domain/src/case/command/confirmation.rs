//! What is asked of a judicial confirmation, by the parties and by the court.

use crate::case::confirmation::{CourtStepKind, ObjectionOutcome};
use crate::case::event::{DocumentRef, MissingItem, Objector};
use crate::centre::CentreFacts;
use crate::classification::*;
use crate::court_number::CourtCaseNumber;
use crate::ids::{PartyId, RepresentativeId};
use crate::personal::Personal;
use crate::text::LongText;
use chrono::NaiveDate;

/// 准备司法确认.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrepareConfirmation {
    /// Who asks.
    pub party: PartyId,
    /// Court code, e.g. `粤0104`.
    pub court: String,
    /// Why this court.
    pub basis: CourtBasis,
    /// The centre as configured today.
    pub centre: CentreFacts,
    /// One party lives or sits outside the province, which lowers the sum from which the intermediate court is competent (LVL2021).
    pub outside_province: bool,
    /// Foreign, Hong Kong, Macau or Taiwan parties, whose disputes have lists of courts of their own.
    pub cross_border: bool,
}

/// 签署司法确认申请书.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignConfirmation {
    /// Who.
    pub party: PartyId,
    /// Who signs for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
}

/// 提交司法确认申请.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileConfirmation {
    /// For which party it is filed; the centre files for both.
    pub party: Option<PartyId>,
    /// The package.
    pub papers: Vec<ConfirmationPaper>,
    /// Through the green channel.
    pub green_channel: bool,
}

/// 向法院补充材料.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyConfirmationDocuments {
    /// For which party; the centre for both.
    pub party: Option<PartyId>,
    /// What.
    pub documents: Vec<DocumentRef>,
}

/// 记录法院步骤.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCourtStep {
    /// What the court did.
    pub step: CourtStep,
}

/// What a court can do with an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CourtStep {
    /// 受理.
    Accept {
        /// The court's number.
        court_case_no: CourtCaseNumber,
        /// Legal date.
        on: NaiveDate,
    },
    /// 不予受理.
    NotAccept {
        /// Why.
        ground: NonAcceptanceGround,
        /// Legal date.
        on: NaiveDate,
    },
    /// 通知双方到场，开始审查.
    BeginReview {
        /// Legal date.
        on: NaiveDate,
        /// When both are to attend, legal date.
        attend_on: Option<NaiveDate>,
    },
    /// 经批准延长审查期限.
    ExtendReview {
        /// Legal date of the approval.
        on: NaiveDate,
    },
    /// 要求补充.
    AskSupplement {
        /// What.
        items: Vec<MissingItem>,
        /// By when, legal date.
        supply_by: NaiveDate,
    },
    /// 裁定有效.
    Confirm {
        /// Number of the ruling.
        ruling_no: CourtCaseNumber,
        /// Legal date.
        ruled_on: NaiveDate,
        /// Legal date.
        served_on: NaiveDate,
    },
    /// 裁定驳回.
    Dismiss {
        /// Number of the ruling.
        ruling_no: CourtCaseNumber,
        /// Why.
        grounds: Vec<DismissalGround>,
        /// Legal date.
        ruled_on: NaiveDate,
        /// Why it should not have been taken, when that was found later.
        not_acceptable: Option<NonAcceptanceGround>,
    },
    /// 准许撤回, or deemed withdrawn.
    Withdraw {
        /// Treated so by the court.
        deemed: bool,
        /// Legal date.
        on: NaiveDate,
    },
    /// 收到异议.
    TakeObjection {
        /// Whose.
        objector: Objector,
        /// Legal date.
        lodged_on: NaiveDate,
        /// Taken after its time, for a reason the court accepted (CPL 86).
        by_leave: bool,
    },
    /// 对异议作出裁定.
    DecideObjection {
        /// How.
        outcome: ObjectionOutcome,
        /// Number of the ruling.
        ruling_no: CourtCaseNumber,
        /// Legal date.
        ruled_on: NaiveDate,
        /// What the new ruling says.
        change: Option<Personal<LongText>>,
    },
}

impl CourtStep {
    /// Which step.
    #[must_use]
    pub const fn kind(&self) -> CourtStepKind {
        match self {
            Self::Accept { .. } => CourtStepKind::Accept,
            Self::NotAccept { .. } => CourtStepKind::NotAccept,
            Self::BeginReview { .. } => CourtStepKind::BeginReview,
            Self::ExtendReview { .. } => CourtStepKind::ExtendReview,
            Self::AskSupplement { .. } => CourtStepKind::AskSupplement,
            Self::Confirm { .. } => CourtStepKind::Confirm,
            Self::Dismiss { .. } => CourtStepKind::Dismiss,
            Self::Withdraw { deemed: false, .. } => CourtStepKind::Withdraw,
            Self::Withdraw { deemed: true, .. } => CourtStepKind::TreatAsWithdrawn,
            Self::TakeObjection { .. } => CourtStepKind::TakeObjection,
            Self::DecideObjection { .. } => CourtStepKind::DecideObjection,
        }
    }

    /// The court's number in it.
    #[must_use]
    pub const fn number(&self) -> Option<&CourtCaseNumber> {
        match self {
            Self::Accept { court_case_no: number, .. }
            | Self::Confirm { ruling_no: number, .. }
            | Self::Dismiss { ruling_no: number, .. }
            | Self::DecideObjection { ruling_no: number, .. } => Some(number),
            Self::NotAccept { .. }
            | Self::BeginReview { .. }
            | Self::ExtendReview { .. }
            | Self::AskSupplement { .. }
            | Self::Withdraw { .. }
            | Self::TakeObjection { .. } => None,
        }
    }

    /// The date in it, legal date: of what the court did, for a request the day it sets.
    #[must_use]
    pub const fn dated(&self) -> NaiveDate {
        match self {
            Self::Accept { on, .. }
            | Self::NotAccept { on, .. }
            | Self::BeginReview { on, .. }
            | Self::ExtendReview { on }
            | Self::AskSupplement { supply_by: on, .. }
            | Self::Confirm { ruled_on: on, .. }
            | Self::Dismiss { ruled_on: on, .. }
            | Self::Withdraw { on, .. }
            | Self::TakeObjection { lodged_on: on, .. }
            | Self::DecideObjection { ruled_on: on, .. } => *on,
        }
    }

    /// Its grounds by their codes.
    pub(in crate::case) fn grounds(&self) -> Vec<String> {
        match self {
            Self::NotAccept { ground, .. } => vec![ground.code().to_owned()],
            Self::Dismiss { grounds, not_acceptable, .. } => {
                let grounds = grounds.iter().map(|ground| ground.code());
                grounds.chain(not_acceptable.map(NonAcceptanceGround::code)).map(str::to_owned).collect()
            }
            Self::DecideObjection { outcome, .. } => vec![outcome.code().to_owned()],
            Self::Accept { .. }
            | Self::BeginReview { .. }
            | Self::ExtendReview { .. }
            | Self::AskSupplement { .. }
            | Self::Confirm { .. }
            | Self::Withdraw { .. }
            | Self::TakeObjection { .. } => Vec::new(),
        }
    }
}

/// 一方不参加共同申请.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbandonConfirmation {
    /// Which party will not join.
    pub party: PartyId,
    /// Why.
    pub reason: Option<Personal<LongText>>,
}

/// 逾期未申请司法确认.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LapseConfirmation;
