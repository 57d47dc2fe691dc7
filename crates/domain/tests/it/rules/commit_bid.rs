//! A bid binds without being told, and is made by nobody but the bidder.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::{Basis, Timer};
use domain::ids::PartyId;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

#[test]
fn the_second_bid_starts_the_time_to_reveal() {
    let story = given(bidding()).when(agent(), now(), bid(BANK, 1, 500_000)).then(|events| {
        let [Event::BidCommitted(committed)] = events else { panic!("{events:?}") };
        assert_eq!(committed.reveal_by, None);
    });
    story.when(applicant(), now(), bid(APPLICANT, 1, 400_000)).then(|events| {
        let [Event::BidCommitted(committed)] = events else { panic!("{events:?}") };
        ends(committed.reveal_by.as_ref().unwrap(), "2026-10-19", Basis::Practice);
    });
}

#[test]
fn the_same_bid_sent_again_changes_nothing() {
    given(bidding().and(agent(), now(), bid(BANK, 1, 500_000)))
        .when(agent(), now(), bid(BANK, 1, 500_000))
        .then_nothing();
}

#[test]
fn a_commitment_of_one_party_is_worth_nothing_to_another() {
    let opening = guessable(1);
    let commitments = [(1, APPLICANT), (1, BANK), (2, BANK)].map(|(round, party)| opening.commitment(CASE, round, party));
    assert!(commitments[0] != commitments[1] && commitments[1] != commitments[2]);
}

/// A firm that takes part and does not bid.
const FIRM: PartyId = PartyId(uuid::Uuid::from_u128(0xA2));

refusals! {
    staff_cannot_bid_for_a_party:
        given(bidding()).when(clerk(), now(), bid(BANK, 1, 500_000)) => Rejection::NotOneself { party: BANK };
    a_bid_belongs_to_a_round:
        given(bidding()).when(agent(), now(), bid(BANK, 2, 500_000)) => Rejection::BidRoundUnknown { round: 2 };
    whoever_neither_pays_nor_takes_does_not_bid:
        given(bidding_among_three(FIRM)).when(agent_of_firm(), now(), CommitBid { party: FIRM, ..bid(BANK, 1, 500_000) })
        => Rejection::NoBidder { party: FIRM };
    a_bid_is_not_changed:
        given(bidding().and(agent(), now(), bid(BANK, 1, 500_000))).when(agent(), now(), bid(BANK, 1, 600_000))
        => Rejection::BidAlreadyMade;
    no_bid_after_both_have_bid:
        given(both_bid()).when(agent(), now(), bid(BANK, 1, 600_000))
        => Rejection::BiddingStep { status: "REVEALING".to_owned() };
    no_bid_after_the_last_day:
        given(bidding()).when(agent(), on("2026-10-20 00:00"), bid(BANK, 1, 500_000))
        => Rejection::DeadlinePassed { timer: Timer::Bid, due: day("2026-10-19") };
    a_commitment_is_a_hash:
        given(bidding()).when(agent(), now(), CommitBid { commitment: "500000".to_owned(), ..bid(BANK, 1, 1) })
        => Rejection::HashMalformed;
}
