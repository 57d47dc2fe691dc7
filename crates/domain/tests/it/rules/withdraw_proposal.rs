//! A proposal is taken back by whoever made it, until everybody has accepted.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}
fn offered_by_bank() -> Story {
    rights_told().and(agent(), on("2026-10-14 15:00"), offer_of_bank())
}
const FIRST: WithdrawProposal = WithdrawProposal { proposal: 1 };

#[test]
fn a_party_takes_its_offer_back_once() {
    let story = given(offered_by_bank())
        .when(agent(), now(), FIRST)
        .then_events([Event::ProposalWithdrawn(ProposalWithdrawn { proposal: 1 })]);
    story.when(agent(), now(), FIRST).then_nothing();
}

refusals! {
    what_was_never_made_is_not_withdrawn:
        given(rights_told()).when(mediator(), now(), FIRST) => Rejection::ProposalUnknown { proposal: 1 };
    an_accepted_offer_binds:
        given(offered_by_bank().and(applicant(), now(), accept_proposal(APPLICANT))).when(agent(), now(), FIRST)
        => Rejection::ProposalNotOpen { proposal: 1, status: "ACCEPTED".to_owned() };
    an_offer_is_withdrawn_by_whoever_made_it:
        given(offered_by_bank()).when(applicant(), now(), FIRST) => Rejection::NotActingFor { party: BANK };
    a_mediators_proposal_is_the_mediators:
        given(rights_told().and(mediator(), now(), make_proposal())).when(clerk(), now(), FIRST)
        => Rejection::ProposalOfMediator;
}
