//! Nobody with a conflict of interest is offered a case.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{RecusalGround, Track};
use domain::ids::MediatorId;
use domain::mediator::MediatorFacts;

fn offer(mediator: MediatorFacts) -> OfferMediator {
    OfferMediator { mediator, ..offer_mediator() }
}

fn barred(ground: RecusalGround, because: Trigger) -> Rejection {
    Rejection::ConflictOfInterest { findings: vec![ConflictFinding::new(ground, Some(BANK), because)] }
}

fn seconded() -> Trigger {
    Trigger::SecondedBy { legal_person: bank() }
}

fn employed(left_on: Option<&str>) -> Trigger {
    Trigger::EmployedBy { legal_person: bank(), left_on: left_on.map(day) }
}

const THIRD: MediatorId = MediatorId(uuid::Uuid::from_u128(0xC9));

/// A complex case, everybody consented.
fn complex() -> Story {
    filed()
        .and(clerk(), on("2026-10-12 10:00"), AcceptCase { track: Track::Complex, ..accept_case() })
        .and(clerk(), on("2026-10-12 11:00"), notify_respondent())
        .and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO))
        .and(agent(), on("2026-10-13 10:00"), consent_of(BANK, FOR_VIDEO))
}

/// The selection stands open on 14 October 2026.
fn today() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 09:00")
}

#[test]
fn a_mediator_without_ties_is_offered_the_case() {
    given(consented()).when(clerk(), today(), offer(unbound())).then_events([Event::MediatorOffered(
        MediatorOffered {
            mediator: MEDIATOR,
            home: None,
            chosen_by_parties: true,
            scan: vec![],
            facts: Some(unbound()),
            co_mediators: vec![],
            number_agreed_by: vec![],
        },
    )]);
}

#[test]
fn a_mediator_seconded_by_another_bank_may_serve() {
    given(consented()).when(clerk(), today(), offer(seconded_by(other_bank(), other_bank()))).then(|events| {
        let [Event::MediatorOffered(offered)] = events else { panic!("{events:?}") };
        assert_eq!(offered.home, Some(other_bank()));
    });
}

#[test]
fn who_left_the_bank_exactly_two_years_ago_may_serve() {
    given(consented())
        .when(clerk(), today(), offer(once_employed(Some("2024-10-14"))))
        .then_stage(StageName::MediatorOffered);
}

#[test]
fn who_left_another_bank_yesterday_may_serve() {
    let mut mediator = once_employed(Some("2026-10-13"));
    mediator.employment[0].legal_person = other_bank();
    given(consented()).when(clerk(), today(), offer(mediator)).then_stage(StageName::MediatorOffered);
}

#[test]
fn two_institutions_without_a_known_group_are_not_related() {
    let parties = vec![depositor(), institution_of(domain::classification::Sector::Bank)];
    let story = nothing()
        .and(applicant(), on("2026-10-12 09:00"), FileApplication { parties, ..file_application() })
        .and(clerk(), on("2026-10-12 10:00"), accept_case())
        .and(clerk(), on("2026-10-12 11:00"), notify_respondent())
        .and(clerk(), on("2026-10-12 12:00"), consent_of(APPLICANT, FOR_VIDEO))
        .and(clerk(), on("2026-10-12 12:00"), consent_of(BANK, FOR_VIDEO));
    given(story)
        .when(clerk(), today(), offer(seconded_by(other_bank(), other_bank())))
        .then_stage(StageName::MediatorOffered);
}

#[test]
fn an_employee_of_a_firm_that_is_party_is_barred_too() {
    let identity = PartyIdentity::Organisation { name: short("某商贸有限公司"), uscc: firm(), phone: None };
    let customer = FiledParty { identity, ..depositor() };
    let parties = vec![customer, bank_branch()];
    let story =
        nothing().and(clerk(), on("2026-10-12 09:00"), FileApplication { parties, ..file_application() });
    let facts = CaseFacts::of(&story.filed().dossier);
    let findings = scan(&once_employed_by(firm()), &facts, day("2026-10-14"), 2);
    let because = Trigger::EmployedBy { legal_person: firm(), left_on: None };
    assert_eq!(findings, [ConflictFinding::new(RecusalGround::HomeInstitution, Some(APPLICANT), because)]);
}

fn once_employed_by(legal_person: domain::identity::Uscc) -> MediatorFacts {
    let mut mediator = once_employed(None);
    mediator.employment[0].legal_person = legal_person;
    mediator
}

refusals! {
    a_mediator_is_chosen_after_everybody_consented:
        given(notified()).when(clerk(), today(), offer(unbound()))
        => Rejection::WrongStage {
            stage: StageName::ConsentPending,
            allowed: vec![StageName::MediatorSelection],
        };
    one_mediator_is_asked_at_a_time:
        given(offered()).when(clerk(), today(), offer(unbound()))
        => Rejection::WrongStage {
            stage: StageName::MediatorOffered,
            allowed: vec![StageName::MediatorSelection],
        };
    who_declined_is_not_asked_again:
        given(offered().and(mediator(), today(), decline_assignment())).when(clerk(), today(), offer(unbound()))
        => Rejection::MediatorDeclined;
    who_is_suspended_is_not_asked:
        given(consented()).when(clerk(), today(), offer(MediatorFacts { active: false, ..unbound() }))
        => Rejection::MediatorInactive;
    a_mediator_seconded_by_the_branch_is_barred:
        given(consented()).when(clerk(), today(), offer(seconded_by(bank(), branch())))
        => barred(RecusalGround::HomeInstitution, seconded());
    a_mediator_seconded_by_another_branch_of_the_bank_is_barred:
        given(consented()).when(clerk(), today(), offer(seconded_by(bank(), other_branch())))
        => barred(RecusalGround::HomeInstitution, seconded());
    an_employee_of_the_bank_is_barred:
        given(consented()).when(clerk(), today(), offer(once_employed(None)))
        => barred(RecusalGround::HomeInstitution, employed(None));
    who_left_the_bank_a_day_less_than_two_years_ago_is_barred:
        given(consented()).when(clerk(), today(), offer(once_employed(Some("2024-10-15"))))
        => barred(RecusalGround::HomeInstitution, employed(Some("2024-10-15")));
    a_longer_cooling_off_bars_longer:
        given(consented())
            .under(|rules| rules.cooling_off_years = 3)
            .when(clerk(), today(), offer(once_employed(Some("2024-10-14"))))
        => barred(RecusalGround::HomeInstitution, employed(Some("2024-10-14")));
    a_mediator_of_a_sister_institution_needs_a_waiver:
        given(consented()).when(clerk(), today(), offer(of_group("某集团")))
        => barred(RecusalGround::RelatedInstitution, Trigger::SameGroup { group: short("某集团") });
    the_director_has_no_way_around_a_conflict:
        given(consented()).when(director(), today(), offer(seconded_by(bank(), branch())))
        => barred(RecusalGround::HomeInstitution, seconded());
    a_complex_case_has_three_mediators:
        given(complex()).when(clerk(), today(), offer(unbound())) => Rejection::NumberOfMediators { needed: 3 };
    two_could_not_decide:
        given(consented()).when(clerk(), today(), OfferMediator {
            co_mediators: vec![MediatorFacts::new(SECONDED)],
            number_agreed_by: vec![APPLICANT, BANK],
            ..offer_mediator()
        }) => Rejection::NumberOfMediators { needed: 1 };
    three_where_one_mediates_need_everybodys_agreement:
        given(consented()).when(clerk(), today(), OfferMediator {
            co_mediators: vec![MediatorFacts::new(SECONDED), MediatorFacts::new(THIRD)],
            number_agreed_by: vec![APPLICANT],
            ..offer_mediator()
        }) => Rejection::NumberOfMediators { needed: 1 };
    nobody_sits_twice:
        given(complex()).when(clerk(), today(), OfferMediator {
            co_mediators: vec![MediatorFacts::new(SECONDED), unbound()],
            ..offer_mediator()
        }) => Rejection::MediatorTwice;
    one_barred_of_three_bars_the_panel:
        given(complex()).when(clerk(), today(), OfferMediator {
            co_mediators: vec![seconded_by(bank(), branch()), MediatorFacts::new(THIRD)],
            ..offer_mediator()
        }) => barred(RecusalGround::HomeInstitution, seconded());
}
