//! The parties name whom they want, or leave it to the centre; whom all name is asked at once.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{AssignmentBasis, RecusalGround};
use domain::deadline::Timer;
use domain::mediator::MediatorFacts;

/// The choice stands open until 15 October 2026.
fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 09:00")
}

fn wants(party: domain::ids::PartyId, mediator: MediatorFacts) -> ChooseMediator {
    ChooseMediator { mediators: vec![candidate(mediator)], ..choose_mediator(party) }
}

fn named_by_the_applicant() -> Story {
    choosing().and(applicant(), now(), choose_mediator(APPLICANT))
}

#[test]
fn one_party_alone_asks_nobody() {
    given(choosing()).when(applicant(), now(), choose_mediator(APPLICANT)).then_stage(StageName::MediatorSelection);
}

#[test]
fn whom_both_name_is_asked_at_once() {
    let story = given(named_by_the_applicant())
        .when(agent(), on("2026-10-15 17:00"), choose_mediator(BANK))
        .then_stage(StageName::MediatorOffered);
    let Some(Event::MediatorOffered(offered)) = story.history().last() else { panic!("no offer") };
    assert_eq!((offered.mediator, offered.chosen_by_parties), (MEDIATOR, true));
    assert_eq!(offered.basis, Some(AssignmentBasis::JointChoice));
}

#[test]
fn the_last_word_of_a_party_counts() {
    let other = wants(APPLICANT, MediatorFacts::new(FREE[0]));
    let story = named_by_the_applicant().and(applicant(), now(), other);
    given(story.clone()).when(agent(), now(), choose_mediator(BANK)).then_stage(StageName::MediatorSelection);
    given(story)
        .when(agent(), now(), wants(BANK, MediatorFacts::new(FREE[0])))
        .then_stage(StageName::MediatorOffered);
}

#[test]
fn three_whom_both_name_sit_where_one_would() {
    let three = |party| ChooseMediator {
        mediators: free(&[MEDIATOR, FREE[0], FREE[1]]),
        ..choose_mediator(party)
    };
    let story = choosing().and(applicant(), now(), three(APPLICANT));
    given(story).when(agent(), now(), three(BANK)).then(|events| {
        let [_, Event::MediatorOffered(offered)] = events else { panic!("{events:?}") };
        assert_eq!(offered.co_mediators.len(), 2);
        assert_eq!(offered.number_agreed_by, [APPLICANT, BANK]);
    });
}

#[test]
fn once_everybody_leaves_it_to_the_centre_the_centre_appoints() {
    let story = choosing().and(applicant(), now(), leave_to_centre(APPLICANT)).and(
        agent(),
        now(),
        leave_to_centre(BANK),
    );
    given(story.clone()).when(clerk(), now(), offer_mediator()).then_stage(StageName::MediatorOffered);
    given(story.and(agent(), now(), choose_mediator(BANK)))
        .when(clerk(), now(), offer_mediator())
        .then_rejected(Rejection::ChoiceStillOpen { due: day("2026-10-15"), parties: vec![BANK] });
}

#[test]
fn the_same_choice_again_changes_nothing() {
    given(named_by_the_applicant()).when(applicant(), now(), choose_mediator(APPLICANT)).then_nothing();
    given(consented()).when(applicant(), now(), leave_to_centre(APPLICANT)).then_nothing();
}

#[test]
fn after_a_mediator_declined_the_parties_choose_anew_within_a_period_of_its_own() {
    let declined = named_by_the_applicant().and(agent(), on("2026-10-15 09:00"), choose_mediator(BANK)).and(
        mediator(),
        on("2026-10-16 09:00"),
        decline_assignment(),
    );
    let other = |party| wants(party, MediatorFacts::new(FREE[1]));
    given(declined.and(applicant(), on("2026-10-19 09:00"), other(APPLICANT)))
        .when(agent(), on("2026-10-20 09:00"), other(BANK))
        .then_stage(StageName::MediatorOffered);
}

refusals! {
    a_mediator_is_named_after_everybody_consented:
        given(notified()).when(applicant(), now(), choose_mediator(APPLICANT))
        => Rejection::WrongStage { stage: StageName::ConsentPending, allowed: vec![StageName::MediatorSelection] };
    nobody_names_for_the_other_side:
        given(choosing()).when(applicant(), now(), choose_mediator(BANK)) => Rejection::NotActingFor { party: BANK };
    what_comes_after_the_last_day_is_too_late:
        given(choosing()).when(applicant(), on("2026-10-16 09:00"), choose_mediator(APPLICANT))
        => Rejection::DeadlinePassed { timer: Timer::T04, due: day("2026-10-15") };
    somebody_with_a_conflict_is_not_named:
        given(choosing()).when(applicant(), now(), wants(APPLICANT, once_employed(None)))
        => Rejection::ConflictOfInterest {
            findings: vec![ConflictFinding::new(
                RecusalGround::HomeInstitution,
                Some(BANK),
                Trigger::EmployedBy { legal_person: bank(), left_on: None },
            )],
        };
    somebody_without_room_is_not_named:
        given(choosing()).when(applicant(), now(), ChooseMediator {
            mediators: vec![Candidate { load: 5, ..candidate(unbound()) }],
            ..choose_mediator(APPLICANT)
        })
        => Rejection::LoadCapReached { load: 5, cap: 4 };
    two_could_not_decide:
        given(choosing()).when(applicant(), now(), ChooseMediator {
            mediators: free(&[MEDIATOR, FREE[0]]),
            ..choose_mediator(APPLICANT)
        })
        => Rejection::NumberOfMediators { needed: 1 };
    who_declined_is_not_named_again:
        given(offered().and(mediator(), now(), decline_assignment()))
            .when(applicant(), now(), choose_mediator(APPLICANT))
        => Rejection::MediatorDeclined;
}
