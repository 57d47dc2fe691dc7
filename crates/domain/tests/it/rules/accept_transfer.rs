//! With the acceptance the case has its new owner, at once and alone; periods, history and old number go with it.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 10:00")
}

#[test]
fn the_new_owner_acts_and_the_old_one_learns_nothing_more() {
    let story = given(offered_to_foshan(consented())).when(director_of_foshan(), now(), accept_transfer()).accepted();
    given(story.clone()).when(clerk(), now(), offer_mediator()).then_rejected(Rejection::NotInvolved);
    given(story).when(clerk_of_foshan(), now(), offer_mediator()).then_stage(StageName::MediatorOffered);
}

#[test]
fn the_period_runs_on_and_the_old_number_is_kept() {
    let before = consented();
    let period = |story: &Story| story.filed().stage.accepted().map(|accepted| accepted.mediate_by.clone());
    let story = at_foshan();
    assert_eq!(period(&story), period(&before));
    let dossier = &story.filed().dossier;
    assert_eq!(dossier.former_numbers, [short("粤广州金调字〔2026〕1号")]);
    assert_eq!(story.filed().stage.accepted().map(|it| it.case_no.clone()), handover().case_no);
    assert_eq!(dossier.seats, [centre()]);
}

#[test]
fn a_case_without_a_number_gets_none() {
    let bare = AcceptTransfer { handover: Handover { case_no: None, ..handover() } };
    let story = given(filed()).and(clerk(), on("2026-10-12 10:00"), propose_transfer());
    let story = story.and(director_of_foshan(), on("2026-10-12 11:00"), bare);
    assert!(story.filed().dossier.former_numbers.is_empty());
}

#[test]
fn courts_at_both_seats_are_competent() {
    let centre = centre_of_foshan();
    for court in ["粤0104", "粤0604"] {
        let story = at_foshan();
        assert!(centre.has_court(court) || story.filed().dossier.seats.iter().any(|seat| seat.has_court(court)));
    }
}

refusals! {
    nothing_is_taken_that_is_not_offered:
        given(consented()).when(clerk(), now(), accept_transfer()) => Rejection::NoTransfer;
    the_owner_does_not_answer_for_the_other:
        given(offered_to_foshan(consented())).when(director(), now(), accept_transfer())
        => Rejection::TransferOfAnother;
    a_clerk_there_learns_nothing:
        given(offered_to_foshan(consented())).when(clerk_of_foshan(), now(), accept_transfer())
        => Rejection::NotInvolved;
    a_declined_offer_is_not_taken_after_all:
        given(declined_by_foshan()).when(director_of_foshan(), now(), accept_transfer())
        => Rejection::NotInvolved;
    what_goes_over_is_what_was_offered:
        given(offered_to_foshan(consented())).when(director_of_foshan(), now(), AcceptTransfer {
            handover: Handover { to: centre(), ..handover() },
        }) => Rejection::TransferOfAnother;
}
