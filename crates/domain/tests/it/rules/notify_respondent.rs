//! The respondent is asked once, with a date to answer.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ServiceMethod;
use domain::deadline::Basis;

#[test]
fn the_respondent_gets_five_working_days_to_answer() {
    given(accepted()).when(clerk(), on("2026-10-12 11:00"), notify_respondent()).then(|events| {
        let [Event::RespondentNotified(told)] = events else { panic!("{events:?}") };
        assert_eq!(told.method, ServiceMethod::Electronic);
        ends(&told.answer_by, "2026-10-19", Basis::Practice);
    });
}

#[test]
fn a_bank_that_signed_a_memorandum_takes_part_without_being_asked() {
    given(small()).when(clerk(), on("2026-10-12 11:00"), notify_respondent()).then(|events| {
        let [Event::RespondentNotified(_), Event::ConsentGiven(given)] = events else { panic!("{events:?}") };
        assert_eq!((given.party, &given.memorandum), (BANK, &Some(memorandum().reference)));
        assert_eq!(given.choose_mediator_by, None, "the applicant has still to agree");
    });
}

#[test]
fn its_consent_opens_the_choice_of_a_mediator_when_it_is_the_last() {
    let matters = &[domain::classification::ConsentMatter::Mediate];
    let agreed = small().and(applicant(), on("2026-10-12 10:30"), consent_of(APPLICANT, matters));
    given(agreed)
        .when(clerk(), on("2026-10-12 11:00"), notify_respondent())
        .then_stage(StageName::MediatorSelection);
}

refusals! {
    nobody_is_told_of_a_case_that_is_not_accepted:
        given(filed()).when(clerk(), on("2026-10-12 11:00"), notify_respondent())
        => Rejection::WrongStage { stage: StageName::Submitted, allowed: vec![StageName::ConsentPending] };
    the_respondent_is_told_once:
        given(notified()).when(clerk(), on("2026-10-12 12:00"), notify_respondent())
        => Rejection::AlreadyNotified;
}
