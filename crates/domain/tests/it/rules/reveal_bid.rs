//! Both bids are opened together or not at all.

use crate::story::{actors::*, cases::*, commands::*, *};
use crate::wire_format::{AnyEvent, seal};
use domain::case::*;
use domain::deadline::Timer;
use domain::money::Fen;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-16 09:00")
}
fn outcome(story: &Story) -> BidOutcome {
    let Some(Event::BiddingClosed(closed)) = story.history().last() else { panic!("not closed") };
    closed.outcome.clone()
}
/// Payer and payee bid and reveal.
fn after(payer: i64, payee: i64) -> Story {
    bidding()
        .and(agent(), on("2026-10-15 09:00"), bid(BANK, 1, payer))
        .and(applicant(), on("2026-10-15 10:00"), bid(APPLICANT, 1, payee))
        .and(applicant(), now(), reveal(APPLICANT, 1, payee))
        .and(agent(), now(), reveal(BANK, 1, payer))
}

#[test]
fn bids_that_overlap_give_the_sum_the_rule_says() {
    assert_eq!(outcome(&after(500_000, 400_001)), BidOutcome::Matched { amount: Fen::positive(450_000).unwrap() });
    assert_eq!(outcome(&after(1, 1)), BidOutcome::Matched { amount: Fen::positive(1).unwrap() });
    let largest = i64::from(i32::MAX) * 1_000;
    assert_eq!(outcome(&after(largest, 2)), BidOutcome::Matched { amount: Fen::positive(largest / 2 + 1).unwrap() });
}

#[test]
fn parties_whose_bids_match_need_no_session_to_have_it_written_down() {
    after(500_000, 400_000).when(mediator(), now(), draft_agreement()).then_stage(StageName::Signing);
}

#[test]
fn bids_that_do_not_overlap_are_in_no_event() {
    let story = after(312_345_678, 412_345_678);
    assert_eq!(outcome(&story), BidOutcome::Apart);
    for event in story.history() {
        let text = String::from_utf8(seal(AnyEvent::Case(event.clone())).encode().unwrap()).unwrap();
        assert!(!text.contains("312345678") && !text.contains("412345678"), "{text}");
    }
}

#[test]
fn whoever_has_the_whole_log_cannot_open_a_bid() {
    let story = after(312_345_678, 412_345_678);
    let reveal_of = |event: &Event| if let Event::BidRevealed(revealed) = event { Some(revealed.clone()) } else { None };
    let revealed = story.history().iter().filter_map(reveal_of);
    let revealed: Vec<BidRevealed> = revealed.collect();
    let [first] = &revealed[..] else { panic!("the second reveal is in the log") };
    assert_eq!(Opening::open(&first.sealed, &first.key), None, "the only private key in the log opens it");
    assert!(Opening::open(&first.sealed, &reveal(BANK, 1, 1).key).is_some(), "the other side's key would");
}

#[test]
fn a_bid_that_is_not_what_was_committed_to_is_named_and_nothing_else_told() {
    let honest = both_bid().and(agent(), now(), reveal(BANK, 1, 500_000));
    let story = honest.and(applicant(), now(), reveal(APPLICANT, 1, 499_999));
    assert_eq!(outcome(&story), BidOutcome::Invalid { parties: vec![APPLICANT] });

    let liar_first = both_bid().and(agent(), now(), reveal(BANK, 1, 1)).and(applicant(), now(), reveal(APPLICANT, 1, 400_000));
    assert_eq!(outcome(&liar_first), BidOutcome::Invalid { parties: vec![BANK] });
}

#[test]
fn a_bid_with_a_nonce_that_can_be_guessed_is_invalid() {
    let opening = guessable(400_000);
    let story = bidding()
        .and(applicant(), on("2026-10-15 09:00"), bid_of(APPLICANT, 1, &opening))
        .and(agent(), on("2026-10-15 09:00"), bid(BANK, 1, 500_000))
        .and(applicant(), now(), reveal_opening(APPLICANT, 1, &opening))
        .and(agent(), now(), reveal(BANK, 1, 500_000));
    assert_eq!(outcome(&story), BidOutcome::Invalid { parties: vec![APPLICANT] });
}

#[test]
fn the_same_reveal_sent_again_changes_nothing() {
    given(both_bid().and(agent(), now(), reveal(BANK, 1, 500_000)))
        .when(agent(), now(), reveal(BANK, 1, 500_000))
        .then_nothing();
}

refusals! {
    nothing_is_revealed_before_both_have_bid:
        given(bidding().and(agent(), now(), bid(BANK, 1, 500_000))).when(agent(), now(), reveal(BANK, 1, 500_000))
        => Rejection::BiddingStep { status: "COMMITTING".to_owned() };
    a_late_reveal_does_not_count:
        given(both_bid()).when(agent(), on("2026-10-20 00:00"), reveal(BANK, 1, 500_000))
        => Rejection::DeadlinePassed { timer: Timer::BidReveal, due: day("2026-10-19") };
    staff_cannot_reveal_for_a_party:
        given(both_bid()).when(clerk(), now(), reveal(BANK, 1, 500_000)) => Rejection::NotOneself { party: BANK };
    a_key_belongs_to_its_bid:
        given(both_bid()).when(agent(), now(), RevealBid { key: "1".repeat(64), ..reveal(BANK, 1, 500_000) })
        => Rejection::BidKeyMismatch;
    a_box_is_a_box:
        given(both_bid()).when(agent(), now(), RevealBid { sealed: "500000".to_owned(), ..reveal(BANK, 1, 500_000) })
        => Rejection::BidBoxMalformed;
    a_reveal_is_not_changed:
        given(both_bid().and(agent(), now(), reveal(BANK, 1, 500_000)))
            .when(agent(), now(), RevealBid { sealed: "ab".repeat(60), ..reveal(BANK, 1, 500_000) })
        => Rejection::BidAlreadyMade;
}
