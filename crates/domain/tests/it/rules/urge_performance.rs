//! The centre calls for what is due, by itself or asked by the creditor.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-28 09:00")
}

fn state(story: &Story, today: &str) -> ObligationState {
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    settlement.standing(1).state(&settlement.obligations[0], day(today))
}

#[test]
fn the_centre_urges_by_itself_and_for_the_creditor() {
    let itself = UrgePerformance { asked_by: None, ..urge_performance() };
    given(effective()).when(clerk(), now(), itself).then(|events| {
        let [Event::PerformanceUrged(urged)] = events else { panic!("{events:?}") };
        assert_eq!((urged.obligor, urged.asked_by, urged.urged_on), (BANK, None, day("2026-10-28")));
    });
    given(effective()).when(applicant(), now(), urge_performance()).then_stage(StageName::Effective);
}

#[test]
fn an_obligation_is_pending_due_overdue_urged() {
    let story = effective();
    assert_eq!(state(&story, "2026-10-26"), ObligationState::Pending);
    assert_eq!(state(&story, "2026-10-27"), ObligationState::Due);
    assert_eq!(state(&story, "2026-10-28"), ObligationState::Overdue);
    assert_eq!(state(&urged(), "2026-10-28"), ObligationState::Urged);
}

#[test]
fn a_part_shows_until_the_last_day_is_over() {
    let part = ReportPerformance { amount: Some(yuan(1)), performed_on: day("2026-10-22"), ..report_performance() };
    let story = effective().and(agent(), on("2026-10-22 09:00"), part);
    assert_eq!(state(&story, "2026-10-27"), ObligationState::PartiallyPerformed);
    assert_eq!(state(&story, "2026-10-28"), ObligationState::Overdue);
}

#[test]
fn on_its_last_day_it_is_due_and_may_be_called_for() {
    given(effective()).when(clerk(), on("2026-10-27 09:00"), urge_performance()).then_stage(StageName::Effective);
}

refusals! {
    nothing_is_urged_before_the_agreement_is_effective:
        given(signed()).when(clerk(), now(), urge_performance())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    the_mediator_does_not_urge:
        given(effective()).when(mediator(), now(), urge_performance())
        => Rejection::NotActingFor { party: APPLICANT };
    a_party_says_for_whom_it_asks:
        given(effective()).when(applicant(), now(), UrgePerformance { asked_by: None, ..urge_performance() })
        => Rejection::NothingGiven;
    who_owes_does_not_ask:
        given(effective()).when(agent(), now(), UrgePerformance { asked_by: Some(BANK), ..urge_performance() })
        => Rejection::NotCreditor { seq: 1 };
    the_obligation_has_a_number:
        given(effective()).when(clerk(), now(), UrgePerformance { seq: 2, ..urge_performance() })
        => Rejection::ObligationUnknown { seq: 2 };
    nothing_is_urged_that_is_done:
        given(performed()).when(clerk(), on("2026-11-05 10:00"), urge_performance())
        => Rejection::ObligationComplete { seq: 1 };
    nothing_is_urged_that_was_given_up:
        given(effective().and(applicant(), now(), waive_obligation())).when(clerk(), now(), urge_performance())
        => Rejection::ObligationDischarged { seq: 1 };
    nothing_is_urged_before_its_last_day:
        given(effective()).when(clerk(), on("2026-10-26 09:00"), urge_performance())
        => Rejection::ObligationNotDue { seq: 1, due: day("2026-10-27") };
}
