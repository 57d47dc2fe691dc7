//! The commands about who may mediate.

use super::*;
use domain::ids::PartyId;
use domain::mediator::MediatorFacts;

/// The mediator once lived next door to the applicant.
pub(crate) fn disclose_conflict() -> DiscloseConflict {
    DiscloseConflict {
        ground: RecusalGround::OtherRelation,
        about: Some(APPLICANT),
        wording: Some(secret_long("曾与申请人同住一个小区。")),
    }
}
/// One party has nothing against it.
pub(crate) fn waive_conflict(by: PartyId) -> WaiveConflict {
    WaiveConflict {
        by,
        mediator: MEDIATOR,
        ground: RecusalGround::OtherRelation,
        about: Some(APPLICANT),
        form: DeclarationForm::Written,
    }
}
/// The roster says that the mediator now works for the bank.
pub(crate) fn scan_conflicts() -> ScanConflicts {
    ScanConflicts { mediator: MediatorFacts { id: MEDIATOR, revision: 1, ..once_employed(None) } }
}
pub(crate) fn request_recusal(by: Option<PartyId>) -> RequestRecusal {
    RequestRecusal {
        mediator: MEDIATOR,
        by,
        ground: RecusalGround::Benefit,
        wording: Some(secret_long("曾接受宴请。")),
    }
}
pub(crate) fn decide_recusal(granted: bool) -> DecideRecusal {
    DecideRecusal { mediator: MEDIATOR, granted, reason: secret_long("经核查。") }
}
pub(crate) fn replace_mediator() -> ReplaceMediator {
    ReplaceMediator {
        mediator: MEDIATOR,
        reason: ReplaceReason::Unavailable,
        wording: Some(secret_long("因病不能继续履职。")),
    }
}
