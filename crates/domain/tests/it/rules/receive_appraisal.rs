//! The opinion comes, or is given up, and the period runs on.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Basis;

fn later() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-20 09:00")
}

#[test]
fn the_days_of_an_appraisal_do_not_count() {
    given(appraising()).when(clerk(), later(), receive_appraisal()).then(|events| {
        let [Event::AppraisalReceived(received)] = events else { panic!("{events:?}") };
        assert_eq!(received.paused_days, 36);
        ends(received.mediate_by.as_ref().expect("a new end"), "2026-12-17", Basis::Moj33);
    });
}

#[test]
fn another_appraisal_may_follow_one_that_was_given_up() {
    let given_up = ReceiveAppraisal { document: None, ..receive_appraisal() };
    given(appraising().and(clerk(), later(), given_up))
        .when(mediator(), later(), commission_appraisal())
        .then(|events| {
            let [Event::AppraisalCommissioned(next)] = events else { panic!("{events:?}") };
            assert_eq!(next.appraisal, 2);
        });
}

refusals! {
    nothing_is_received_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), receive_appraisal())
        => Rejection::WrongStage {
            stage: StageName::Effective, allowed: vec![StageName::InMediation, StageName::Signing] };
    only_what_is_waited_for_is_received:
        given(appraising()).when(clerk(), later(), ReceiveAppraisal { appraisal: 2, ..receive_appraisal() })
        => Rejection::AppraisalNotPending { appraisal: 2 };
    an_opinion_is_named_by_its_hash:
        given(appraising()).when(clerk(), later(), ReceiveAppraisal {
            document: Some(DocumentRef { sha256: "abc".to_owned(), ..document() }), ..receive_appraisal() })
        => Rejection::HashMalformed;
}
