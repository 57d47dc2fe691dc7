//! An application opens a case, by either side, with the notice shown.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::Basis;
use domain::ids::{PartyId, UserId};
use domain::money::Fen;
use domain::occasion::Actor;
use uuid::Uuid;

fn anew() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 09:00")
}

/// The bank's branch applies against the depositor.
fn by_the_bank() -> FileApplication {
    let bank = FiledParty { side: Side::Applicant, ..bank_branch() };
    let depositor = FiledParty { side: Side::Respondent, account: None, ..depositor() };
    FileApplication { parties: vec![bank, depositor], ..file_application() }
}

fn organisation(party: u128, side: Side, uscc: domain::identity::Uscc) -> FiledParty {
    let identity = PartyIdentity::Organisation { name: short("某商贸有限公司"), uscc, phone: None };
    FiledParty { party: PartyId(Uuid::from_u128(party)), side, account: None, identity }
}

#[test]
fn an_application_opens_a_case_with_five_working_days_to_accept_it() {
    given(nothing()).when(applicant(), anew(), file_application()).then(|events| {
        let [Event::ApplicationFiled(filed)] = events else { panic!("{events:?}") };
        assert_eq!((filed.case, filed.claim_fen), (CASE, yuan(8_600)));
        assert_eq!(filed.received_at, anew());
        ends(&filed.accept_by, "2026-10-19", Basis::Practice);
    });
}

#[test]
fn a_case_remembers_who_may_speak_for_whom_and_no_name() {
    let story = given(nothing()).when(applicant(), anew(), file_application()).accepted();
    let expected = Dossier {
        case: CASE,
        centre: guangzhou(),
        mediated_by: Default::default(),
        filed_by: None,
        parties: vec![
            Party {
                id: APPLICANT,
                subject: Some(SUBJECT),
                side: Side::Applicant,
                kind: PartyKind::Person,
                account: Some(UserId::parse("u-applicant").unwrap()),
                uscc: None,
                above: vec![],
                sector: None,
                capacity: LegalCapacity::Full,
            },
            Party {
                id: BANK,
                subject: None,
                side: Side::Respondent,
                kind: PartyKind::Institution,
                account: None,
                uscc: Some(branch()),
                above: vec![bank()],
                sector: Some(Sector::Bank),
                capacity: LegalCapacity::Full,
            },
        ],
        representatives: vec![],
        ties: story.filed().dossier.ties.clone(),
        claims: 1,
        claim: domain::money::Fen::of_yuan(8_600),
        business: domain::classification::Business::RmbSavings,
        past: Past { complaint_no: Some(short("TS-2026-0815")), ..Past::default() },
        subject: SUBJECT,
        received_at: anew(),
        prior_complaint: true,
        complaint_answer_by: None,
        similar: Vec::new(),
        supplements: 0,
        supplement_extensions: 0,
        referral: None,
        transfer: None,
        seats: vec![],
        former_numbers: vec![],
        numbers: vec![],
        settled: None,
        confidential_records: 0,
        consents: Default::default(),
        retention: Default::default(),
        running: story.filed().dossier.running.clone(),
        firings: vec![],
        dropped_bookings: Default::default(),
        no_shows: Default::default(),
        corrections: Default::default(),
        caucuses: 0,
        notes: 0,
        asked: Default::default(),
        complaints: vec![],
        authority_requests: vec![],
        inquiries: vec![],
        facts: None,
        evaluations: vec![],
    };
    assert_eq!(story.filed().dossier, expected);
    assert!(!format!("{:?}", story.case()).contains("陈小明"));
}

#[test]
fn a_clerk_files_for_somebody_at_the_counter() {
    given(nothing()).when(clerk(), anew(), file_application()).then_stage(StageName::Submitted);
}

#[test]
fn an_agent_applies_for_the_own_institution() {
    given(nothing()).when(agent(), anew(), by_the_bank()).then_stage(StageName::Submitted);
}

#[test]
fn claims_without_a_sum_count_nothing() {
    let apology = Claim { kind: ClaimKind::Apology, amount: None, wording: None };
    let mut claims = file_application().claims;
    claims.push(apology);
    given(nothing()).when(applicant(), anew(), FileApplication { claims, ..file_application() }).then(
        |events| {
            let [Event::ApplicationFiled(filed)] = events else { panic!("{events:?}") };
            assert_eq!(filed.claim_fen, yuan(8_600));
        },
    );
}

#[test]
fn the_time_to_accept_leaves_out_rest_days_and_counts_make_up_days() {
    // Wednesday before the national holiday of 1 to 7 October; Saturday the 10th is worked.
    given(nothing()).when(applicant(), on("2026-09-30 17:00"), file_application()).then(|events| {
        let [Event::ApplicationFiled(filed)] = events else { panic!("{events:?}") };
        ends(&filed.accept_by, "2026-10-13", Basis::Practice);
    });
}

fn complaint() -> PriorComplaint {
    file_application().prior_complaint.expect("a complaint")
}

#[test]
fn a_complaint_that_is_not_answered_yet_has_its_own_time() {
    let prior_complaint = Some(pending_complaint("2026-10-08"));
    let command = FileApplication { prior_complaint, ..file_application() };
    given(nothing()).when(applicant(), anew(), command).then(|events| {
        let [Event::ApplicationFiled(filed)] = events else { panic!("{events:?}") };
        ends(filed.complaint_answer_by.as_ref().expect("a time"), "2026-10-23", Basis::Cbirc3);
    });
}

#[test]
fn a_lawyer_files_and_acts_from_then_on_within_the_authority() {
    let story = given(nothing()).when(lawyer(), anew(), filed_by_the_lawyer()).accepted();
    let [Event::ApplicationFiled(filed), Event::RepresentativeAppointed(appointed)] = story.history() else {
        panic!("{:?}", story.history())
    };
    assert_eq!(filed.filed_by, Some(appointed.representative));
    assert!(story.case().lets_read(&lawyer(), day("2026-10-12")));
    assert!(!story.case().lets_read(&applicant(), day("2026-10-12")), "the depositor has no account here");
    // The authority holds until the last of November.
    assert!(!story.case().lets_read(&lawyer(), day("2026-12-01")));
    let revoked = story.and(clerk(), on("2026-10-12 11:00"), revoke_representative());
    assert!(!revoked.case().lets_read(&lawyer(), day("2026-10-12")));
}

#[test]
fn a_mother_files_for_a_child_and_the_case_can_be_accepted() {
    let story = given(nothing()).when(guardian(), anew(), filed_by_the_guardian()).accepted();
    given(story).when(clerk(), on("2026-10-12 10:00"), accept_case()).then_stage(StageName::ConsentPending);
}

#[test]
fn an_applicant_names_a_lawyer_and_files_all_the_same() {
    let application = FileApplication { agents: vec![appoint_representative()], ..file_application() };
    let story = given(nothing()).when(applicant(), anew(), application).accepted();
    assert!(story.case().lets_read(&applicant(), day("2026-10-12")));
    assert!(story.case().lets_read(&lawyer(), day("2026-10-12")));
}

#[test]
fn what_is_handed_over_says_by_which_line_and_is_counted_by_it() {
    for (line, counted) in [
        (HandOverLine::Pbc, Origin::Pbc),
        (HandOverLine::Nfra, Origin::Nfra),
        (HandOverLine::Csrc, Origin::Csrc),
        (HandOverLine::City, Origin::City),
        (HandOverLine::Regulator, Origin::Regulator),
        (HandOverLine::Institution, Origin::Institution),
    ] {
        given(nothing()).when(clerk(), anew(), handed_over(line)).then(|events| {
            let [Event::ApplicationFiled(filed)] = events else { panic!("{events:?}") };
            assert_eq!((filed.origin(), filed.handed_over.as_ref().map(|it| it.line)), (counted, Some(line)));
        });
    }
    // What was written before lines were asked for.
    assert_eq!(origin(IntakeChannel::Hotline, None), Origin::Hotline);
    assert_eq!(origin(IntakeChannel::InstitutionTransfer, None), Origin::Institution);
    assert_eq!(origin(IntakeChannel::Phone, None), Origin::Own);
}

fn with_authority(change: impl FnOnce(&mut Authority)) -> FileApplication {
    let mut application = filed_by_the_lawyer();
    change(&mut application.agents[0].authority);
    application
}

refusals! {
    a_stranger_does_not_file_for_somebody_else:
        given(nothing()).when(guardian(), anew(), filed_by_the_lawyer())
        => Rejection::FilingUnauthorised { party: APPLICANT };
    a_lawyer_without_an_authority_does_not_file:
        given(nothing()).when(lawyer(), anew(), FileApplication {
            agents: vec![], filed_by: None, ..filed_by_the_lawyer()
        }) => Rejection::FilingUnauthorised { party: APPLICANT };
    an_authority_to_file_stands_on_paper:
        given(nothing()).when(lawyer(), anew(), with_authority(|it| it.document = None))
        => Rejection::AuthorityUnwritten { party: APPLICANT };
    an_authority_that_is_over_files_nothing:
        given(nothing()).when(lawyer(), anew(), with_authority(|it| it.valid_to = Some(day("2026-10-11"))))
        => Rejection::AuthorityNotInForce { valid_from: day("2026-10-01"), valid_to: Some(day("2026-10-11")) };
    an_authority_to_receive_papers_files_nothing:
        given(nothing()).when(lawyer(), anew(), with_authority(|it| it.scope = vec![AuthorityScope::Receive]))
        => Rejection::AuthorityTooNarrow { needed: AuthorityScope::Attend };
    a_clerk_files_for_an_agent_only_within_the_authority:
        given(nothing()).when(clerk(), anew(), with_authority(|it| it.scope = vec![AuthorityScope::Receive]))
        => Rejection::AuthorityTooNarrow { needed: AuthorityScope::Attend };
    who_files_is_one_of_the_agents:
        given(nothing()).when(lawyer(), anew(), FileApplication {
            filed_by: Some(EMPLOYEE), ..filed_by_the_lawyer()
        }) => Rejection::RepresentativeUnknown { representative: EMPLOYEE };
    nobody_names_an_agent_of_the_other_side:
        given(nothing()).when(applicant(), anew(), FileApplication {
            agents: vec![appoint_employee()], ..file_application()
        }) => Rejection::NotActingFor { party: BANK };
    nobody_names_an_agent_of_somebody_unknown:
        given(nothing()).when(applicant(), anew(), FileApplication {
            agents: vec![AppointRepresentative { party: NEWCOMER, ..appoint_representative() }],
            ..file_application()
        }) => Rejection::PartyUnknown { party: NEWCOMER };
    an_applicant_has_two_agents_from_the_start_at_most:
        given(nothing()).when(applicant(), anew(), FileApplication {
            agents: vec![appoint_representative(); 3], ..file_application()
        }) => Rejection::TooManyAgents { limit: 2 };
    an_agent_comes_from_twenty_institutions_at_most:
        given(nothing()).when(applicant(), anew(), FileApplication {
            agents: vec![AppointRepresentative {
                ties: vec![Affiliation { legal_person: firm(), group: None }; 21],
                ..appoint_representative()
            }],
            ..file_application()
        }) => Rejection::TooMany { limit: 20 };
    a_grown_person_has_no_guardian_who_files:
        given(nothing()).when(guardian(), anew(), FileApplication {
            parties: file_application().parties, ..filed_by_the_guardian()
        }) => Rejection::GuardianNotNeeded { party: APPLICANT };
    what_a_hotline_hands_over_says_which:
        given(nothing()).when(clerk(), anew(), FileApplication {
            handed_over: None, ..handed_over(HandOverLine::Pbc)
        }) => Rejection::LineMissing;
    an_institutions_own_line_says_whose_it_is:
        given(nothing()).when(clerk(), anew(), FileApplication {
            handed_over: Some(HandedOver { line: HandOverLine::Institution, institution: None }),
            ..handed_over(HandOverLine::Institution)
        }) => Rejection::LineMissing;
    a_public_line_is_no_institutions:
        given(nothing()).when(clerk(), anew(), FileApplication {
            handed_over: Some(HandedOver {
                line: HandOverLine::Pbc,
                ..handed_over(HandOverLine::Institution).handed_over.expect("a line")
            }),
            ..handed_over(HandOverLine::Pbc)
        }) => Rejection::LineMismatch;
    an_institution_hands_over_by_its_own_line:
        given(nothing()).when(clerk(), anew(), FileApplication {
            channel: IntakeChannel::InstitutionTransfer, ..handed_over(HandOverLine::Nfra)
        }) => Rejection::LineMismatch;
    what_comes_to_the_counter_was_handed_over_by_nobody:
        given(nothing()).when(clerk(), anew(), FileApplication {
            channel: IntakeChannel::Counter, ..handed_over(HandOverLine::City)
        }) => Rejection::LineMismatch;
    nobody_files_twice_under_one_id:
        given(filed()).when(clerk(), anew(), file_application()) => Rejection::AlreadyFiled;
    a_clerk_files_only_with_the_own_centre:
        given(nothing()).when(strangers().remove(0).1, anew(), file_application()) => Rejection::NotInvolved;
    a_mediator_does_not_file:
        given(nothing()).when(mediator(), anew(), file_application()) => Rejection::NotInvolved;
    an_agent_does_not_file_for_the_other_side:
        given(nothing()).when(agent(), anew(), file_application()) => Rejection::NotInvolved;
    an_agent_without_an_institution_does_not_file_for_a_person:
        given(nothing()).when(Actor { institution: None, ..agent() }, anew(), file_application())
        => Rejection::NotInvolved;
    nothing_is_taken_in_before_the_privacy_notice_is_shown:
        given(nothing())
            .when(applicant(), anew(), FileApplication { privacy_notice: None, ..file_application() })
        => Rejection::PrivacyNoticeNotShown;
    an_application_names_somebody:
        given(nothing()).when(applicant(), anew(), FileApplication { parties: vec![], ..file_application() })
        => Rejection::NothingGiven;
    an_application_has_at_most_fifty_parties:
        given(nothing())
            .when(applicant(), anew(), FileApplication { parties: vec![depositor(); 51], ..file_application() })
        => Rejection::TooMany { limit: 50 };
    an_application_has_an_applicant:
        given(nothing())
            .when(applicant(), anew(), FileApplication { parties: vec![bank_branch()], ..file_application() })
        => Rejection::SideMissing { side: Side::Applicant };
    an_application_has_a_respondent:
        given(nothing())
            .when(applicant(), anew(), FileApplication { parties: vec![depositor()], ..file_application() })
        => Rejection::SideMissing { side: Side::Respondent };
    one_organisation_does_not_stand_on_both_sides:
        given(nothing()).when(clerk(), anew(), FileApplication {
            parties: vec![organisation(1, Side::Applicant, firm()), organisation(2, Side::Respondent, firm())],
            ..file_application()
        }) => Rejection::SamePartyOnBothSides;
    two_branches_of_one_bank_have_no_dispute_with_each_other:
        given(nothing()).when(clerk(), anew(), FileApplication {
            parties: vec![organisation(1, Side::Applicant, bank()), bank_branch()],
            ..file_application()
        }) => Rejection::SamePartyOnBothSides;
    whoever_files_by_himself_files_online:
        given(nothing()).when(applicant(), anew(), FileApplication {
            channel: IntakeChannel::Counter,
            ..file_application()
        }) => Rejection::ChannelOfStaff;
    what_a_hotline_hands_over_has_a_ticket:
        given(nothing()).when(clerk(), anew(), FileApplication {
            channel: IntakeChannel::Hotline,
            outside_ticket: None,
            ..file_application()
        }) => Rejection::TicketMissing;
    an_answer_does_not_come_before_its_complaint:
        given(nothing()).when(applicant(), anew(), FileApplication {
            prior_complaint: Some(PriorComplaint { replied_on: Some(day("2026-08-14")), ..complaint() }),
            ..file_application()
        }) => Rejection::DateTooEarly { date: day("2026-08-14"), earliest: day("2026-08-15") };
    an_application_claims_something:
        given(nothing()).when(applicant(), anew(), FileApplication { claims: vec![], ..file_application() })
        => Rejection::ClaimMissing;
    an_application_makes_at_most_fifty_claims:
        given(nothing()).when(applicant(), anew(), FileApplication {
            claims: vec![file_application().claims.remove(0); 51],
            ..file_application()
        }) => Rejection::TooMany { limit: 50 };
    claims_stay_countable:
        given(nothing()).when(applicant(), anew(), FileApplication {
            claims: vec![Claim { kind: ClaimKind::Refund, amount: Some(Fen::MAX), wording: None }; 2],
            ..file_application()
        }) => Rejection::ClaimTooLarge;
    nothing_in_dispute_happens_tomorrow:
        given(nothing()).when(applicant(), anew(), FileApplication {
            incident_on: Some(day("2026-10-13")),
            ..file_application()
        }) => Rejection::DateInFuture { date: day("2026-10-13") };
    no_complaint_was_made_tomorrow:
        given(nothing()).when(applicant(), anew(), FileApplication {
            prior_complaint: Some(PriorComplaint {
                number: None,
                channel: None,
                replied_on: None,
                lodged_on: day("2026-10-13"),
                outcome: ComplaintOutcome::Pending,
            }),
            ..file_application()
        }) => Rejection::DateInFuture { date: day("2026-10-13") };
}

#[test]
fn the_people_of_a_unit_act_for_what_lies_below_it_and_for_nothing_above() {
    let mut application = file_application();
    for party in &mut application.parties {
        if let PartyIdentity::Institution { uscc, above, .. } = &mut party.identity {
            *uscc = other_branch();
            *above = vec![branch()];
        }
    }
    let story = given(nothing()).when(applicant(), anew(), application).accepted();
    let case = story.case();
    let of = |institution| Actor { institution: Some(institution), ..agent() };
    for above in [other_branch(), branch(), bank()] {
        assert!(case.lets_read(&of(above.clone()), day("2026-10-12")), "{above:?}");
        assert_eq!(case.acts_for(&of(above), day("2026-10-12")), [BANK]);
    }
    assert!(!case.lets_read(&of(other_bank()), day("2026-10-12")));
    // A case of the branch itself is none of the outlet's.
    let of_the_branch = given(nothing()).when(applicant(), anew(), file_application()).accepted();
    assert!(!of_the_branch.case().lets_read(&of(other_branch()), day("2026-10-12")));
}
