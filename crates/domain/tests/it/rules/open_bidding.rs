//! A round of sealed bids is opened with everybody's consent, under a rule that is told before.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ConsentMatter;
use domain::deadline::Basis;
use domain::ids::PartyId;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 15:00")
}
const NOBODY: PartyId = PartyId(uuid::Uuid::from_u128(0xFF));

#[test]
fn the_round_says_who_pays_where_the_sum_lies_and_until_when() {
    given(willing_to_bid()).when(mediator(), now(), open_bidding()).then(|events| {
        let [Event::BiddingOpened(opened)] = events else { panic!("{events:?}") };
        assert_eq!((opened.round, opened.payer, opened.split_percent), (1, BANK, 50));
        ends(&opened.commit_by, "2026-10-19", Basis::Practice);
    });
}

#[test]
fn another_round_follows_one_that_is_over() {
    given(bids_apart()).when(mediator(), now(), open_bidding()).then(|events| {
        let [Event::BiddingOpened(opened)] = events else { panic!("{events:?}") };
        assert_eq!(opened.round, 2);
    });
}

refusals! {
    both_sides_consent_to_sealed_bids:
        given(rights_told()).when(mediator(), now(), open_bidding())
        => Rejection::ConsentMissing { matter: ConsentMatter::SealedBids, parties: vec![BANK, APPLICANT] };
    one_side_does_not_bid_against_itself:
        given(willing_to_bid()).when(mediator(), now(), OpenBidding { payee: BANK, ..open_bidding() })
        => Rejection::BidSides;
    bidders_are_parties:
        given(willing_to_bid()).when(mediator(), now(), OpenBidding { payee: NOBODY, ..open_bidding() })
        => Rejection::PartyUnknown { party: NOBODY };
    the_sum_lies_between_the_bids:
        given(willing_to_bid()).when(mediator(), now(), OpenBidding { split_percent: 101, ..open_bidding() })
        => Rejection::BidSplit;
    one_round_at_a_time:
        given(bidding()).when(mediator(), now(), open_bidding())
        => Rejection::BiddingStep { status: "COMMITTING".to_owned() };
    rounds_have_an_end:
        given(bids_apart().under(|rules| rules.max_bid_rounds = 1)).when(mediator(), now(), open_bidding())
        => Rejection::BidRoundsSpent { limit: 1 };
}
