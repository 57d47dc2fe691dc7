//! A party acts through agents within their written authority, and a guardian acts for whoever cannot act by himself.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::ids::{PartyId, RepresentativeId, UserId};
use domain::occasion::Actor;
use uuid::Uuid;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

fn another(number: u128) -> AppointRepresentative {
    let representative = RepresentativeId(Uuid::from_u128(number));
    AppointRepresentative { representative, account: None, ..appoint_representative() }
}

fn by_institution() -> AppointRepresentative {
    let account = Some(UserId::parse("u-lawyer").unwrap());
    AppointRepresentative { account, ..appoint_employee() }
}

#[test]
fn an_agent_takes_part_from_the_appointment_to_the_revocation() {
    let asks = |story: Story| story.when(lawyer(), on("2026-10-13 09:00"), change_authority());
    asks(filed()).then_rejected(Rejection::NotInvolved);
    asks(represented()).then_rejected(Rejection::NotActingFor { party: APPLICANT });
    let revoked = represented().and(applicant(), on("2026-10-12 11:00"), revoke_representative());
    asks(revoked).then_rejected(Rejection::NotInvolved);
}

#[test]
fn an_agent_whose_authority_is_over_has_nothing_to_do_with_the_case() {
    given(represented())
        .when(lawyer(), on("2026-12-01 09:00"), submit_supplement())
        .then_rejected(Rejection::NotInvolved);
}

#[test]
fn the_institutions_of_a_representative_are_ties_of_the_case_until_the_revocation() {
    let through = |story: &Story| -> Vec<_> {
        let ties = story.filed().dossier.ties.iter();
        ties.filter_map(|tie| Some((tie.through?, tie.legal_person.clone()))).collect()
    };
    let story = represented();
    assert_eq!(through(&story), [(LAWYER, firm())]);
    let story = story.and(applicant(), on("2026-10-12 11:00"), revoke_representative());
    assert_eq!(through(&story), []);
}

#[test]
fn a_mediator_from_the_law_firm_of_an_agent_is_found_and_needs_a_waiver() {
    let story = represented();
    let findings = scan(&seconded_by(firm(), firm()), &CaseFacts::of(&story.filed().dossier), day("2026-10-12"), 2);
    let expected = ConflictFinding::new(
        RecusalGround::OtherRelation,
        Some(APPLICANT),
        Trigger::ColleagueOfRepresentative { legal_person: firm() },
    );
    assert_eq!(findings, [expected]);
}

#[test]
fn a_third_agent_may_come_when_the_authority_of_one_is_over() {
    let short = Authority { valid_to: Some(day("2026-10-12")), ..authority() };
    let brief = AppointRepresentative { authority: short, ..another(1) };
    let story = represented().and(clerk(), now(), brief);
    given(story.clone()).when(clerk(), now(), another(2)).then_rejected(Rejection::TooManyAgents { limit: 2 });
    given(story).when(clerk(), on("2026-10-13 09:00"), another(2)).then_stage(StageName::Submitted);
}

#[test]
fn a_guardian_appoints_agents_for_the_ward() {
    given(guarded()).when(guardian(), now(), appoint_representative()).then_stage(StageName::Submitted);
}

refusals! {
    a_closed_case_gets_no_agents:
        given(case_closed()).when(clerk(), on("2026-11-07 09:00"), appoint_representative())
        => Rejection::WrongStage {
            stage: StageName::Closed,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    nobody_unknown_is_represented:
        given(filed()).when(clerk(), now(), AppointRepresentative {
            party: PartyId(Uuid::from_u128(0xFF)), ..appoint_representative()
        }) => Rejection::PartyUnknown { party: PartyId(Uuid::from_u128(0xFF)) };
    nobody_appoints_for_the_other_side:
        given(filed()).when(agent(), now(), appoint_representative())
        => Rejection::NotActingFor { party: APPLICANT };
    an_agent_appoints_no_other_agent:
        given(represented()).when(lawyer(), now(), another(1))
        => Rejection::NotActingFor { party: APPLICANT };
    a_party_has_two_agents_at_most:
        given(represented().and(clerk(), now(), another(1))).when(applicant(), now(), another(2))
        => Rejection::TooManyAgents { limit: 2 };
    a_person_of_age_has_no_guardian:
        given(filed()).when(clerk(), now(), appoint_guardian())
        => Rejection::GuardianNotNeeded { party: APPLICANT };
    a_minor_appoints_nobody:
        given(filed().and(clerk(), now(), record_capacity())).when(applicant(), now(), appoint_representative())
        => Rejection::GuardianActs { party: APPLICANT };
    an_authority_names_matters:
        given(filed()).when(clerk(), now(), AppointRepresentative {
            authority: Authority { scope: vec![], ..authority() }, ..appoint_representative()
        }) => Rejection::NothingGiven;
    an_authority_begins_before_it_ends:
        given(filed()).when(clerk(), now(), AppointRepresentative {
            authority: Authority { valid_to: Some(day("2026-09-30")), ..authority() }, ..appoint_representative()
        }) => Rejection::AuthorityPeriod { valid_from: day("2026-10-01"), valid_to: day("2026-09-30") };
    an_agent_has_twenty_ties_at_most:
        given(filed()).when(clerk(), now(), AppointRepresentative {
            ties: vec![Affiliation { legal_person: firm(), group: None }; 21], ..appoint_representative()
        }) => Rejection::TooMany { limit: 20 };
    nobody_acts_for_both_sides:
        given(represented()).when(agent(), now(), by_institution()) => Rejection::RepresentsBothSides;
    a_party_is_not_the_agent_of_the_other_side:
        given(filed()).when(clerk(), now(), AppointRepresentative {
            account: Some(applicant().user), ..appoint_employee()
        }) => Rejection::RepresentsBothSides;
    a_stranger_is_no_agent:
        given(represented()).when(Actor { user: UserId::parse("u-nobody").unwrap(), ..lawyer() }, now(), another(1))
        => Rejection::NotInvolved;
}
