//! Nobody with a conflict of interest is offered a case.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{AssignmentBasis, Language, RecusalGround, Track};
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
            chosen_by_parties: false,
            scan: vec![],
            facts: Some(unbound()),
            co_mediators: vec![],
            number_agreed_by: vec![],
            basis: Some(AssignmentBasis::LeftToCentre),
            assignment: None,
        },
    )]);
}

/// Accepted by the clerk, who comes from `home`; everybody consented.
fn accepted_by_one_from(home: domain::identity::Uscc) -> Story {
    filed()
        .and(clerk(), on("2026-10-12 10:00"), AcceptCase { acceptor_home: Some(home), ..accept_case() })
        .and(clerk(), on("2026-10-12 11:00"), notify_respondent())
        .and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO))
        .and(agent(), on("2026-10-13 10:00"), consent_of(BANK, FOR_VIDEO))
}

#[test]
fn who_accepted_a_case_of_the_own_bank_leaves_the_appointment_to_somebody_else() {
    let own = || accepted_by_one_from(bank());
    given(own()).when(director(), today(), offer(unbound())).then_stage(StageName::MediatorOffered);
    given(accepted_by_one_from(other_bank()))
        .when(clerk(), today(), offer(unbound()))
        .then_stage(StageName::MediatorOffered);
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

/// The roster as it was read for this case.
fn reading() -> RosterReading {
    let mut all = free(&[MEDIATOR, FREE[0], FREE[1]]);
    all[1].waiting_since = day("2026-10-01");
    all[2].load = 3;
    all.push(candidate(seconded_by(bank(), branch())));
    RosterReading {
        candidates: all,
        language: Some(Language::Cantonese),
        read_at: 42,
    }
}

fn full() -> OfferMediator {
    let candidates = vec![Candidate { load: 4, ..candidate(unbound()) }];
    OfferMediator { roster: RosterReading { candidates, ..reading() }, ..offer_mediator() }
}

#[test]
fn an_offer_keeps_the_roster_as_it_was_judged_so_that_anybody_can_judge_it_again() {
    let offer = OfferMediator { roster: reading(), ..offer_mediator() };
    let story = given(consented()).when(clerk(), today(), offer).then_stage(StageName::MediatorOffered);
    let Some(Event::MediatorOffered(offered)) = story.history().last() else { panic!("no offer") };
    let record = offered.assignment.clone().expect("a record");
    let matter = Matter {
        facts: CaseFacts::of(&consented().filed().dossier),
        business: record.business,
        language: record.language,
        declined: vec![],
        sitting: vec![],
    };
    let rules = domain::rule_set::RuleSet::builtin();
    assert_eq!(record.rule_set_version, rules.version);
    let again = rank(&matter, &reading().candidates, record.legal_date, &rules);
    assert_eq!((again.eligible, again.excluded), (record.eligible.clone(), record.excluded.clone()));
    assert_eq!((record.eligible_total, record.excluded_total, record.read_at), (3, 1, 42));
    let first = AskedPlace { mediator: MEDIATOR, place: Some(1), decided_by: Some(DecidedBy::Score) };
    assert_eq!(record.asked, [first]);
    assert_eq!(record.excluded[0].mediator, SECONDED);
}

#[test]
fn the_centre_appoints_once_the_time_to_choose_is_over() {
    given(choosing()).when(clerk(), on("2026-10-16 09:00"), offer(unbound())).then(|events| {
        let [Event::MediatorOffered(offered)] = events else { panic!("{events:?}") };
        assert_eq!(offered.basis, Some(AssignmentBasis::PeriodOver));
    });
}

refusals! {
    who_accepted_a_case_of_the_own_bank_does_not_appoint_its_mediator_alone:
        given(accepted_by_one_from(bank())).when(clerk(), today(), offer(unbound()))
        => Rejection::AcceptorAppoints;
    who_has_as_many_open_cases_as_may_be_is_not_asked:
        given(consented()).when(clerk(), today(), full()) => Rejection::LoadCapReached { load: 4, cap: 4 };
    the_centre_waits_while_the_parties_may_choose:
        given(choosing().and(applicant(), today(), leave_to_centre(APPLICANT)))
            .when(clerk(), on("2026-10-15 18:00"), offer(unbound()))
        => Rejection::ChoiceStillOpen { due: day("2026-10-15"), parties: vec![BANK] };
    a_joint_choice_is_on_record_or_is_none:
        given(choosing().and(applicant(), today(), choose_mediator(APPLICANT))).when(
            clerk(),
            today(),
            OfferMediator { chosen_by_parties: true, ..offer_mediator() },
        )
        => Rejection::ChoiceNotJoint;
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
