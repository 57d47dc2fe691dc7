//! 签收: whoever signs for the court's papers starts the mediation period (SM2016 27; OM2021 24).

use crate::case::command::SignReferralReceipt;
use crate::case::event::{Event, ReferralReceiptSigned};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SignReferralReceipt,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let referral = filed.dossier.referral.as_ref().ok_or(Rejection::NoReferral)?;
    let Stage::Submitted { .. } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Submitted]));
    };
    if referral.mediate_by.is_some() {
        return Err(Rejection::ReceiptAlreadySigned);
    }
    Ok(vec![Event::ReferralReceiptSigned(ReferralReceiptSigned {
        receipt_no: command.receipt_no,
        mediate_by: occasion.deadline(referral.timer()),
    })])
}
