//! The owner takes an offer back, answered or not.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 12:00")
}

#[test]
fn after_it_the_case_can_be_offered_anew() {
    for story in [offered_to_foshan(consented()), declined_by_foshan(), disputed()] {
        let story = given(story).when(clerk(), now(), WithdrawTransfer).accepted();
        given(story).when(clerk(), now(), propose_transfer()).then_stage(StageName::MediatorSelection);
    }
}

#[test]
fn an_offer_ends_with_the_mediation() {
    let story = offered_to_foshan(consented()).and(applicant(), now(), withdraw_application());
    assert_eq!(story.filed().dossier.transfer, None);
}

refusals! {
    there_is_nothing_to_take_back:
        given(consented()).when(clerk(), now(), WithdrawTransfer) => Rejection::NoTransfer;
}
