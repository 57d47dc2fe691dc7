//! The centre answers a court's inquiry.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn late(at: &str) -> bool {
    let outcome = given(inquired()).when(clerk(), on(at), answer_inquiry());
    let events = outcome.answer().unwrap();
    let [Event::CourtInquiryAnswered(answered)] = events else { panic!("{events:?}") };
    answered.late
}

#[test]
fn the_last_day_is_in_time_and_the_next_is_late() {
    assert!(!late("2026-10-30 23:59"));
    assert!(late("2026-10-31 00:00"));
}

#[test]
fn one_answer_leaves_the_other_inquiry_open() {
    let story = inquired()
        .and(court(), on("2026-10-28 09:00"), receive_inquiry())
        .and(clerk(), on("2026-10-28 10:00"), answer_inquiry());
    let open: Vec<bool> = story.filed().dossier.inquiries.iter().map(|it| !it.answered).collect();
    assert_eq!(open, [false, true]);
}

refusals! {
    an_inquiry_is_answered_once:
        given(inquired().and(clerk(), on("2026-10-28 09:00"), answer_inquiry()))
            .when(clerk(), on("2026-10-28 10:00"), answer_inquiry())
        => Rejection::InquiryNotPending { inquiry: 1 };
    an_answer_has_at_most_a_hundred_papers:
        given(inquired()).when(clerk(), on("2026-10-28 09:00"), AnswerInquiry {
            documents: vec![answer_inquiry().documents[0].clone(); 101], ..answer_inquiry()
        }) => Rejection::TooMany { limit: 100 };
}
