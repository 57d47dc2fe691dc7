//! The owner offers a case; until the answer it stays where it is.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 09:00")
}

#[test]
fn an_offer_moves_nothing() {
    let story = given(consented()).when(clerk(), now(), propose_transfer()).then_stage(StageName::MediatorSelection);
    assert_eq!(story.filed().dossier.centre, guangzhou());
    given(story).when(clerk(), on("2026-10-14 09:30"), offer_mediator()).then_stage(StageName::MediatorOffered);
}

refusals! {
    one_offer_is_open:
        given(offered_to_foshan(consented())).when(clerk(), now(), propose_transfer()) => Rejection::TransferOpen;
    the_owner_has_it_already:
        given(consented()).when(clerk(), now(), ProposeTransfer { to: guangzhou(), ..propose_transfer() })
        => Rejection::TransferToOwner;
    an_agreement_on_the_table_stays_with_its_centre:
        given(drafted()).when(clerk(), on("2026-10-20 10:00"), propose_transfer()) => Rejection::WrongStage {
            stage: StageName::Signing,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
            ],
        };
    a_proposal_that_waits_for_objections_stays_with_its_centre:
        given(silence_served()).when(clerk(), on("2026-10-22 09:00"), propose_transfer())
        => Rejection::NoObjectionOpen { version: 1 };
}
