//! The roster has changed: whoever is barred now stops at once, and goes on when the reason has gone.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::RecusalGround;
use domain::ids::MediatorId;
use domain::mediator::{Interest, InterestTarget, MediatorFacts};
use uuid::Uuid;

fn facts(revision: u64, ground: RecusalGround, target: InterestTarget) -> ScanConflicts {
    let interest = Interest { seq: 1, ground, target, since: None, until: None };
    ScanConflicts { mediator: MediatorFacts { interests: vec![interest], revision, ..unbound() } }
}

#[track_caller]
fn suspends(story: Story, scan: ScanConflicts, ground: RecusalGround, because: &Trigger) {
    story.when(clerk(), on("2026-10-19 15:00"), scan).then(|events| {
        let [Event::ConflictScanRepeated(_), Event::AssignmentSuspended(suspended)] = events else {
            panic!("{events:?}")
        };
        let found: Vec<_> = suspended.findings.iter().map(|it| (it.ground, it.because.as_ref())).collect();
        assert_eq!(found, [(ground, Some(because))]);
    });
}

#[test]
fn a_mediator_whom_the_bank_now_employs_stops_at_every_stage() {
    let because = Trigger::EmployedBy { legal_person: bank(), left_on: None };
    for story in [offered(), rights_told(), open(), signed()] {
        suspends(story, scan_conflicts(), RecusalGround::HomeInstitution, &because);
    }
}

#[test]
fn every_ground_is_found_from_the_fact_that_makes_it() {
    use InterestTarget as In;
    use RecusalGround as R;
    let declared = Trigger::Declared { declaration: 1 };
    let account = In::Account { user: applicant().user };
    let shares = In::Institution { legal_person: bank() };
    let complaint = In::Complaint { legal_person: bank(), number: short("TS-2026-0815") };
    for (ground, target) in [
        (R::IsPartyOrRelative, account.clone()),
        (R::Interest, shares.clone()),
        (R::OtherRelation, account),
        (R::Benefit, In::Case { case: CASE }),
        (R::RelatedInstitution, shares),
        (R::EarlierHandling, complaint),
        (R::WasEvaluator, In::Case { case: CASE }),
    ] {
        suspends(open(), facts(1, ground, target), ground, &declared);
    }
    let own = MediatorFacts { account: Some(applicant().user), revision: 1, ..unbound() };
    let own = ScanConflicts { mediator: own };
    suspends(open(), own, R::IsPartyOrRelative, &Trigger::OwnAccount);
}

#[test]
fn what_has_nothing_to_do_with_the_case_changes_only_what_the_case_knows() {
    let elsewhere = InterestTarget::Institution { legal_person: other_bank() };
    given(open())
        .when(clerk(), on("2026-10-19 15:00"), facts(1, RecusalGround::Interest, elsewhere))
        .then(|events| assert!(matches!(events, [Event::ConflictScanRepeated(_)]), "{events:?}"));
}

#[test]
fn an_interest_that_ended_before_today_does_not_count_and_the_mediator_goes_on() {
    let shares = InterestTarget::Institution { legal_person: bank() };
    let mut sold = facts(2, RecusalGround::Interest, shares.clone());
    sold.mediator.interests[0].until = Some(day("2026-10-19"));
    let suspended =
        open().and(clerk(), on("2026-10-19 15:00"), facts(1, RecusalGround::Interest, shares));
    let still = suspended.clone().when(clerk(), on("2026-10-19 16:00"), sold.clone());
    assert!(matches!(still.answer(), Ok([Event::ConflictScanRepeated(_)])), "{:?}", still.answer());
    suspended
        .when(clerk(), on("2026-10-20 09:00"), sold)
        .then(|events| assert!(matches!(events, [_, Event::AssignmentResumed(_)]), "{events:?}"))
        .when(mediator(), on("2026-10-20 09:10"), close_session())
        .then_stage(StageName::InMediation);
}

#[test]
fn who_is_suspended_on_the_roster_or_past_the_term_stops_too() {
    let mut past = ScanConflicts { mediator: MediatorFacts { revision: 1, ..unbound() } };
    past.mediator.term.to = Some(day("2026-10-18"));
    let off = ScanConflicts { mediator: MediatorFacts { active: false, revision: 1, ..unbound() } };
    for scan in [past, off] {
        given(open()).when(clerk(), on("2026-10-19 15:00"), scan).then(|events| {
            let [_, Event::AssignmentSuspended(suspended)] = events else { panic!("{events:?}") };
            assert!(suspended.inactive && suspended.findings.is_empty());
        });
    }
}

#[test]
fn the_same_scan_again_or_an_older_one_changes_nothing() {
    let scanned = open().and(clerk(), on("2026-10-19 15:00"), scan_conflicts());
    given(scanned.clone()).when(clerk(), on("2026-10-19 15:01"), scan_conflicts()).then_nothing();
    let older = ScanConflicts { mediator: unbound() };
    given(scanned).when(clerk(), on("2026-10-19 15:01"), older).then_nothing();
}

#[test]
fn a_representative_from_the_mediators_own_house_stops_the_mediator_at_once() {
    let facts = MediatorFacts { id: MEDIATOR, ..seconded_by(firm(), firm()) };
    let at_work = consented()
        .and(clerk(), on("2026-10-14 09:00"), OfferMediator { mediator: facts.clone(), ..offer_mediator() })
        .and(mediator(), on("2026-10-14 10:00"), AcceptAssignment { mediator: facts, ..accept_assignment() });
    let suspended = at_work
        .when(applicant(), on("2026-10-14 11:00"), appoint_representative())
        .then(|events| {
            let [Event::RepresentativeAppointed(_), Event::AssignmentSuspended(suspended)] = events else {
                panic!("{events:?}")
            };
            let because = Trigger::ColleagueOfRepresentative { legal_person: firm() };
            assert_eq!(suspended.findings[0].because, Some(because));
        });
    suspended
        .when(applicant(), on("2026-10-14 12:00"), revoke_representative())
        .then(|events| assert!(matches!(events, [_, Event::AssignmentResumed(_)]), "{events:?}"));
}

refusals! {
    who_is_not_on_the_panel_is_not_scanned:
        given(open()).when(clerk(), on("2026-10-19 15:00"), ScanConflicts {
            mediator: MediatorFacts::new(MediatorId(Uuid::from_u128(9))),
        }) => Rejection::MediatorNotOnPanel;
    another_centre_scans_nothing:
        given(open()).when(strangers().remove(0).1, on("2026-10-19 15:00"), scan_conflicts())
        => Rejection::NotInvolved;
}
