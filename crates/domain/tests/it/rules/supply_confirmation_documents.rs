//! What the court asked for goes to it.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-27 09:00")
}

fn status(story: &Story) -> ConfirmationStatus {
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    settlement.confirmation.status
}

#[test]
fn what_was_asked_before_acceptance_returns_to_the_court_that_has_not_accepted() {
    let story = given(asked_for_more()).and(clerk(), now(), supply_confirmation_documents());
    assert_eq!(status(&story), ConfirmationStatus::Filed);
}

#[test]
fn what_was_asked_during_the_review_returns_to_the_review() {
    let story = given(under_review())
        .and(court(), on("2026-10-26 10:00"), court_asks_for_more())
        .and(agent(), now(), SupplyConfirmationDocuments { party: Some(BANK), ..supply_confirmation_documents() });
    assert_eq!(status(&story), ConfirmationStatus::UnderReview);
}

refusals! {
    nothing_is_supplied_before_the_agreement_is_effective:
        given(signed()).when(clerk(), on("2026-10-20 13:00"), supply_confirmation_documents())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    nobody_supplies_for_the_other_side:
        given(asked_for_more()).when(applicant(), now(), SupplyConfirmationDocuments {
            party: Some(BANK),
            ..supply_confirmation_documents()
        }) => Rejection::NotActingFor { party: BANK };
    nothing_is_supplied_unasked:
        given(filed_at_court()).when(clerk(), now(), supply_confirmation_documents())
        => Rejection::ConfirmationStep { status: "FILED".to_owned() };
    a_supply_is_not_empty:
        given(asked_for_more()).when(clerk(), now(), SupplyConfirmationDocuments { party: None, documents: vec![] })
        => Rejection::NothingGiven;
    a_document_for_the_court_is_named_by_its_hash:
        given(asked_for_more()).when(clerk(), now(), SupplyConfirmationDocuments {
            party: None,
            documents: vec![DocumentRef { sha256: String::new(), ..document() }],
        }) => Rejection::HashMalformed;
}
