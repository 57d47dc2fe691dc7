//! The receiving director says no; the case stays.

use crate::story::{actors::*, cases::*, referrals::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 10:00")
}

#[test]
fn the_case_stays_and_the_offer_waits_for_its_owner() {
    let story = given(offered_to_foshan(consented())).when(director_of_foshan(), now(), decline_transfer()).accepted();
    let Some(transfer) = &story.filed().dossier.transfer else { panic!("no offer") };
    assert_eq!(transfer.step, TransferStep::Declined);
    assert_eq!(story.filed().dossier.centre, guangzhou());
}

refusals! {
    the_owner_does_not_decline_for_the_other:
        given(offered_to_foshan(consented())).when(director(), now(), decline_transfer())
        => Rejection::TransferOfAnother;
    nothing_is_declined_that_is_not_offered:
        given(consented()).when(director(), now(), decline_transfer()) => Rejection::NoTransfer;
}
