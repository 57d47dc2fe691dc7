//! A round nobody finished ends after its last day, with names and without amounts.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Timer;

const FIRST: CloseBidding = CloseBidding { round: 1 };

fn lapsed(missing: Vec<domain::ids::PartyId>) -> [Event; 1] {
    [Event::BiddingClosed(BiddingClosed { round: 1, outcome: BidOutcome::Lapsed { missing } })]
}

#[test]
fn whoever_did_not_bid_is_named() {
    given(bidding().and(agent(), on("2026-10-15 09:00"), bid(BANK, 1, 500_000)))
        .when(mediator(), on("2026-10-20 00:00"), FIRST)
        .then_events(lapsed(vec![APPLICANT]));
}

#[test]
fn whoever_did_not_reveal_is_named_and_the_other_bid_stays_closed() {
    let story = given(both_bid().and(agent(), on("2026-10-16 09:00"), reveal(BANK, 1, 500_000)))
        .when(clerk(), on("2026-10-20 00:00"), FIRST)
        .then_events(lapsed(vec![APPLICANT]));
    story.when(clerk(), on("2026-10-20 00:00"), FIRST).then_nothing();
}

refusals! {
    a_round_runs_to_its_last_day:
        given(bidding()).when(mediator(), on("2026-10-19 23:59"), FIRST)
        => Rejection::PeriodRunning { timer: Timer::Bid, due: day("2026-10-19") };
    what_was_never_opened_is_not_closed:
        given(rights_told()).when(mediator(), on("2026-10-19 09:00"), FIRST)
        => Rejection::BidRoundUnknown { round: 1 };
}
