//! 逾期未申请司法确认: T10 passed before anything was filed; the agreement binds as a contract, and other ways to enforce it remain.

use crate::case::confirmation::ConfirmationStatus;
use crate::case::event::{ConfirmationLapsed, Event};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::stage::{Case, Filed};
use crate::classification::ReferralKind;
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(occasion: &Occasion<'_>, case: &Case) -> Result<Vec<Event>, Rejection> {
    let filed = of_staff_or_house(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    if filed.dossier.referral.as_ref().is_some_and(|referral| referral.kind == ReferralKind::Entrusted) {
        return Err(Rejection::EntrustedNotConfirmed);
    }
    let (was, due) = (settlement.confirmation.status, settlement.confirm_by.due_date);
    if was == ConfirmationStatus::Lapsed {
        return Ok(Vec::new());
    }
    if !was.is_before_filing() {
        return Err(Rejection::ConfirmationStep { status: was.code().to_owned() });
    }
    if !settlement.confirm_by.is_over(occasion.today()) {
        return Err(Rejection::PeriodRunning { timer: Timer::T10, due });
    }
    Ok(vec![Event::ConfirmationLapsed(ConfirmationLapsed { due, was })])
}

/// The house's own clock lapses it; staff may say so before.
fn of_staff_or_house<'a>(occasion: &Occasion<'_>, case: &'a Case) -> Result<&'a Filed, Rejection> {
    match case {
        Case::Filed(filed) if occasion.by.is_the_house() => Ok(filed),
        Case::Filed(_) | Case::NotFiled => involved(occasion, case),
    }
}
