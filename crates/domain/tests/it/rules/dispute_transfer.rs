//! A declined offer goes to the federation.

use crate::story::{actors::*, cases::*, referrals::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 11:00")
}

#[test]
fn the_federation_is_asked() {
    let story = given(declined_by_foshan()).when(director(), now(), dispute_transfer()).accepted();
    let Some(transfer) = &story.filed().dossier.transfer else { panic!("no offer") };
    assert_eq!(transfer.step, TransferStep::Disputed);
}

refusals! {
    what_was_not_declined_is_no_dispute:
        given(offered_to_foshan(consented())).when(director(), now(), dispute_transfer())
        => Rejection::TransferNotDeclined;
    nothing_is_disputed_that_is_not_offered:
        given(consented()).when(director(), now(), dispute_transfer()) => Rejection::NoTransfer;
}
