//! A court's message before it counts: which court it comes from, and whether it follows where the application stands.

use crate::case::command::CourtStep;
use crate::case::confirmation::{Confirmation, ConfirmationStatus, CourtStepKind, KeptReason};
use crate::case::rejection::Rejection;
use crate::occasion::{Occasion, Role};

/// The court whose message it is: the caller's own, or on paper that of the number, else the one that was applied to.
pub(super) fn sender(
    occasion: &Occasion<'_>,
    confirmation: &Confirmation,
    step: &CourtStep,
) -> Result<String, Rejection> {
    let applied_to = confirmation.court.clone().unwrap_or_default();
    let own = if occasion.by.role == Role::Court { occasion.by.court.clone() } else { None };
    if own.as_ref().is_some_and(|court| !confirmation.is_of_court(court)) {
        return Err(Rejection::NotInvolved);
    }
    match (own, step.number().map(|number| number.court())) {
        (Some(own), Some(named)) if own != named => Err(Rejection::NumberOfAnotherCourt { court: own }),
        (Some(own), _) => Ok(own),
        (None, Some(named)) if confirmation.is_of_court(named) => Ok(named.to_owned()),
        (None, Some(_)) => Err(Rejection::NumberOfAnotherCourt { court: applied_to }),
        (None, None) => Ok(applied_to),
    }
}

/// Why the message changes nothing; `None`: it follows.
pub(super) fn why_kept(confirmation: &Confirmation, court: &str, step: &CourtStep) -> Option<KeptReason> {
    let of_earlier = confirmation.court.as_deref() != Some(court)
        || confirmation.filed_on.is_none()
        || step.number().is_some_and(|number| confirmation.is_earlier_number(number));
    let (status, kind) = (confirmation.status, step.kind());
    if of_earlier {
        Some(KeptReason::EarlierApplication)
    } else if status.after(kind).is_some()
        && !(kind == CourtStepKind::ExtendReview && has_happened(confirmation, kind))
    {
        None
    } else if has_happened(confirmation, kind) {
        Some(KeptReason::Repeated)
    } else if status.ended_without_ruling() {
        Some(KeptReason::Ended)
    } else {
        Some(KeptReason::OutOfOrder)
    }
}

/// Whether the application has been through this step.
fn has_happened(confirmation: &Confirmation, kind: CourtStepKind) -> bool {
    let status = confirmation.status;
    match kind {
        CourtStepKind::Accept => confirmation.accepted_on.is_some(),
        CourtStepKind::NotAccept => status == ConfirmationStatus::NotAccepted,
        CourtStepKind::AskSupplement => status == ConfirmationStatus::SupplementRequested,
        CourtStepKind::BeginReview => confirmation.review_began,
        CourtStepKind::ExtendReview => confirmation.review_extended,
        CourtStepKind::Confirm => status.was_confirmed(),
        CourtStepKind::Dismiss => status == ConfirmationStatus::Dismissed,
        CourtStepKind::Withdraw => status == ConfirmationStatus::Withdrawn,
        CourtStepKind::TreatAsWithdrawn => status == ConfirmationStatus::DeemedWithdrawn,
        CourtStepKind::TakeObjection => status == ConfirmationStatus::Objected,
        CourtStepKind::DecideObjection => matches!(
            status,
            ConfirmationStatus::Upheld | ConfirmationStatus::Revoked | ConfirmationStatus::Changed
        ),
    }
}
