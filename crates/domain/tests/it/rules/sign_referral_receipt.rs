//! The receipt starts the period: 30 days assigned, 15 entrusted in ordinary procedure, 7 in summary procedure.

use crate::story::{actors::*, cases::*, referrals::*, *};
use domain::case::*;
use domain::classification::TrialProcedure;
use domain::deadline::{Basis, Timer};

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn the_kind_of_referral_decides_how_long_the_mediation_lasts() {
    for (referral, timer, due) in [
        (assignment(), Timer::T05b, "2026-11-11"),
        (entrustment(TrialProcedure::Ordinary), Timer::T05c, "2026-10-27"),
        (entrustment(TrialProcedure::Summary), Timer::T05d, "2026-10-19"),
    ] {
        given(referred(referral)).when(clerk(), now(), sign_receipt()).then(|events| {
            let [Event::ReferralReceiptSigned(signed)] = events else { panic!("{events:?}") };
            assert_eq!(signed.mediate_by.timer, timer);
            ends(&signed.mediate_by, due, Basis::Sm27);
        });
    }
}

refusals! {
    what_no_court_sent_has_no_receipt:
        given(filed()).when(clerk(), now(), sign_receipt()) => Rejection::NoReferral;
    one_receipt_is_signed:
        given(signed_for(assignment())).when(clerk(), now(), sign_receipt()) => Rejection::ReceiptAlreadySigned;
    a_receipt_is_signed_before_acceptance:
        given(mediated_for_court(assignment())).when(clerk(), on("2026-10-20 09:00"), sign_receipt())
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Submitted] };
}
