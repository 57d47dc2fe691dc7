//! The federation decides a dispute between centres, and only that.

use crate::story::{actors::*, commands::*, referrals::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

#[test]
fn the_federation_moves_the_case() {
    let story = given(disputed()).when(federation(), now(), decide_transfer(true)).accepted();
    assert_eq!(story.filed().dossier.centre, foshan());
}

#[test]
fn or_leaves_it_where_it_is() {
    let story = given(disputed()).when(federation(), now(), decide_transfer(false)).accepted();
    assert_eq!(story.filed().dossier.centre, guangzhou());
    assert_eq!(story.filed().dossier.transfer, None);
}

refusals! {
    without_a_dispute_the_federation_knows_no_case:
        given(declined_by_foshan()).when(federation(), now(), decide_transfer(true)) => Rejection::NotInvolved;
    the_owner_does_not_decide:
        given(disputed()).when(director(), now(), decide_transfer(true)) => Rejection::NotInvolved;
    what_goes_over_is_what_was_offered:
        given(disputed()).when(federation(), now(), DecideTransfer {
            handover: Some(Handover { to: centre(), ..handover() }),
            ..decide_transfer(true)
        }) => Rejection::TransferOfAnother;
}
