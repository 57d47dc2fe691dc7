//! A whole case, as a depositor, a bank, a centre and a court live through it.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::RecusalGround;

/// Deposit interest: the mediator first offered is seconded by that very bank; two and a half hours of video end in agreement;
/// the bank pays within seven days; the court confirms through the green channel; the case closes.
#[test]
fn a_dispute_goes_the_whole_way() {
    let selection = consented();
    let because = Trigger::SecondedBy { legal_person: bank() };
    let conflict = ConflictFinding::new(RecusalGround::HomeInstitution, Some(BANK), because);
    let barred = OfferMediator { mediator: seconded_by(bank(), branch()), ..offer_mediator() };
    selection
        .clone()
        .when(clerk(), on("2026-10-13 15:00"), barred)
        .then_rejected(Rejection::ConflictOfInterest { findings: vec![conflict] });

    let facts = domain::mediator::MediatorFacts { id: MEDIATOR, ..seconded_by(other_bank(), other_bank()) };
    let other_banks = OfferMediator { mediator: facts.clone(), ..offer_mediator() };
    let story = selection
        .and(clerk(), on("2026-10-14 09:00"), other_banks)
        .and(mediator(), on("2026-10-14 10:00"), AcceptAssignment { mediator: facts, ..accept_assignment() })
        .and(mediator(), on("2026-10-14 11:00"), notify_rights())
        .and(mediator(), on("2026-10-14 15:00"), schedule_session())
        .and(mediator(), on("2026-10-19 14:00"), open_session())
        .and(mediator(), on("2026-10-19 16:30"), close_session())
        .and(mediator(), on("2026-10-20 09:00"), draft_agreement())
        .and(applicant(), on("2026-10-20 10:00"), sign_as_applicant())
        .and(agent(), on("2026-10-20 11:00"), sign_as_bank())
        .and(mediator(), on("2026-10-20 12:00"), sign_as_mediator())
        .and(clerk(), on("2026-10-20 13:00"), seal_agreement())
        .and(applicant(), on("2026-10-22 09:00"), prepare_confirmation())
        .and(applicant(), on("2026-10-22 10:00"), sign_confirmation(APPLICANT))
        .and(agent(), on("2026-10-22 11:00"), sign_confirmation(BANK))
        .and(clerk(), on("2026-10-23 09:00"), file_confirmation())
        .and(court(), on("2026-10-26 09:00"), court_accepts())
        .and(court(), on("2026-11-04 10:00"), court_confirms())
        .and(agent(), on("2026-11-05 09:00"), report_performance())
        .and(clerk(), on("2026-11-06 09:00"), CloseCase);

    let names: Vec<&str> = story.history().iter().map(Event::wire_name).collect();
    let consents = FOR_VIDEO.len() * 2;
    assert_eq!(names[..3], ["case.application-filed.v1", "case.accepted.v1", "case.respondent-notified.v1"]);
    assert!(names[3..3 + consents].iter().all(|name| *name == "case.consent-given.v1"));
    assert_eq!(
        names[3 + consents..],
        [
            "case.mediator-offered.v1",
            "case.assignment-accepted.v1",
            "case.rights-notified.v1",
            "case.session-scheduled.v1",
            "case.session-opened.v1",
            "case.session-closed.v1",
            "case.agreement-drafted.v1",
            "case.agreement-signed.v1",
            "case.agreement-signed.v1",
            "case.agreement-signed.v1",
            "case.agreement-sealed.v1",
            "case.agreement-became-effective.v1",
            "case.confirmation-prepared.v1",
            "case.confirmation-application-signed.v1",
            "case.confirmation-application-signed.v1",
            "case.confirmation-filed.v1",
            "case.confirmation-accepted.v1",
            "case.settlement-confirmed.v1",
            "case.obligation-performed.v1",
            "case.closed.v1",
        ]
    );
    let paid_in_time = |event: &Event| matches!(event, Event::ObligationPerformed(performed) if performed.complete && !performed.late);
    assert!(story.history().iter().any(paid_in_time));
    assert_eq!(story.filed().stage, Stage::Closed);
}

#[test]
fn an_event_that_does_not_fit_its_stage_changes_nothing() {
    let closed = case_closed();
    for event in closed.history() {
        assert_eq!(evolve(closed.case().clone(), event), *closed.case(), "{}", event.wire_name());
        let opens = matches!(event, Event::ApplicationFiled(_));
        assert_eq!(evolve(Case::NotFiled, event) != Case::NotFiled, opens, "{}", event.wire_name());
    }
}
