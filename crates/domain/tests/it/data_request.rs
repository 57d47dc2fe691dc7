//! A request about personal data, step by step, and every refusal on the way.

use crate::story::{actors::*, commands::*, *};
use domain::calendar::HolidayTable;
use domain::classification::{
    DataIdentityProof as Proof, DataRefusalGround, DataRequester as Requester, DataRight as Right,
    ErasureGround,
};
use domain::correction::{CorrectedValue, Correction};
use domain::data_request::{
    Certificate, DataRequest, DataRequestCommand as Command, DataRequestEvent,
    DataRequestRejection as Refused, Done, Outcome, ReceiveDataRequest, ScopeItem, decide, evolve,
};
use domain::deadline::Basis;
use domain::ids::{CentreId, DataRequestId};
use domain::occasion::{Actor, Occasion};
use domain::rule_set::RuleSet;
use domain::text::{PersonName, Phone};
use std::collections::BTreeSet;
use uuid::Uuid;

const REQUEST: DataRequestId = DataRequestId(Uuid::from_u128(0xDA7A));
const ITEM: ScopeItem = ScopeItem { case: CASE, subject: SUBJECT };

fn asked(state: &DataRequest, by: &Actor, command: Command) -> Result<Vec<DataRequestEvent>, Refused> {
    let rules = RuleSet::builtin();
    let at = on("2026-11-02 09:00");
    decide(&Occasion { by, at, rules: &rules, holidays: HolidayTable::builtin() }, state, command)
}

/// The state and the events after commands that must succeed.
fn told(commands: Vec<(Actor, Command)>) -> (DataRequest, Vec<DataRequestEvent>) {
    let (mut state, mut all) = (DataRequest::NotReceived, vec![]);
    for (by, command) in commands {
        let events = asked(&state, &by, command).unwrap();
        state = events.iter().fold(state, evolve);
        all.extend(events);
    }
    (state, all)
}

fn receive(right: Right, requester: Requester) -> Command {
    Command::Receive(Box::new(ReceiveDataRequest {
        request: REQUEST,
        centre: guangzhou(),
        right,
        requester,
        name: secret(PersonName::parse("黎某").unwrap()),
        phone: Some(secret(Phone::parse("10012345678").unwrap())),
        wording: secret_long("请删除本人在贵中心的全部信息。"),
        correction: (right == Right::Correct).then(correction),
    }))
}

fn correction() -> Correction {
    let value = CorrectedValue::Name(secret(PersonName::parse("黎晓某").unwrap()));
    Correction { case: CASE, party: APPLICANT, value }
}

fn verify(proof: Proof, scope: Vec<ScopeItem>) -> Command {
    Command::VerifyIdentity { proof, scope, elsewhere: 1 }
}

fn propose() -> Command {
    Command::Propose {
        ground: Some(ErasureGround::RetentionOver),
        reason: Some(secret_long("保存期限已满。")),
    }
}

fn refuse() -> Command {
    Command::Refuse {
        ground: DataRefusalGround::RetentionRunning,
        article: short("PIPL 47(2)"),
        reason: secret_long("保存期限未满，已限制处理。"),
    }
}

fn fulfil() -> Command {
    let certificate =
        Certificate { number: REQUEST.to_string(), sha256: "ab".repeat(32), made_at: on("2026-11-04 09:00") };
    let outcome = Outcome {
        case: CASE,
        subject: SUBJECT,
        done: Done::Restricted,
        because: Some("LEGAL_HOLD".to_owned()),
        sealed_fields: 7,
    };
    Command::Fulfil { outcomes: vec![outcome], certificate: Some(certificate) }
}

fn up_to_proposal() -> Vec<(Actor, Command)> {
    vec![
        (applicant(), receive(Right::Erase, Requester::Subject)),
        (officer(), verify(Proof::Account, vec![ITEM, ITEM])),
        (officer(), propose()),
    ]
}

/// A correction as it was asked, and as it ended.
pub(crate) fn of_a_correction() -> Vec<DataRequestEvent> {
    let outcome = Outcome {
        case: CASE,
        subject: SUBJECT,
        done: Done::Corrected,
        because: Some("AGREEMENT_STANDS".to_owned()),
        sealed_fields: 7,
    };
    let (_, events) = told(vec![
        (applicant(), receive(Right::Correct, Requester::Subject)),
        (officer(), verify(Proof::Account, vec![ITEM])),
        (officer(), checked()),
        (director(), Command::Approve),
        (director(), Command::Fulfil { outcomes: vec![outcome], certificate: None }),
    ]);
    let ends = |event: &DataRequestEvent| {
        matches!(event, DataRequestEvent::DataRequestReceived(_) | DataRequestEvent::DataRequestFulfilled(_))
    };
    events.into_iter().filter(ends).collect()
}

/// How the new value was checked.
fn checked() -> Command {
    Command::Propose { ground: None, reason: Some(secret_long("已核对户口簿原件。")) }
}

/// One event of each type, every field filled.
pub(crate) fn every_event() -> Vec<DataRequestEvent> {
    let mut commands = up_to_proposal();
    commands.extend([
        (director(), Command::SendBack { reason: secret_long("请先核对封存情况。") }),
        (officer(), propose()),
        (director(), Command::Approve),
        (director(), fulfil()),
    ]);
    let (_, mut events) = told(commands);
    let refused = vec![(clerk(), receive(Right::Access, Requester::Subject)), (officer(), refuse())];
    events.extend(told(refused).1.pop());
    let mut withdrawn = up_to_proposal();
    withdrawn
        .push((applicant(), Command::Withdraw { reason: Some(secret_long("已与银行和解，不再需要。")) }));
    events.extend(told(withdrawn).1.pop());
    let mut seen = BTreeSet::new();
    events.retain(|event| seen.insert(event.wire_name()));
    events
}

#[test]
fn every_type_of_event_happens() {
    let names: BTreeSet<_> = every_event().iter().map(DataRequestEvent::wire_name).collect();
    assert_eq!(names, DataRequestEvent::WIRE_NAMES.iter().copied().collect());
}

#[test]
fn a_request_is_answered_within_fifteen_working_days() {
    let (_, events) = told(vec![(applicant(), receive(Right::Access, Requester::Subject))]);
    let [DataRequestEvent::DataRequestReceived(received)] = events.as_slice() else { panic!("{events:?}") };
    ends(&received.answer_by, "2026-11-23", Basis::Practice);
    assert_eq!(received.account, Some(applicant().user));
    assert_eq!(events[0].deadlines(), [&received.answer_by]);
}

#[test]
fn a_request_goes_from_the_person_through_two_hands_to_its_end() {
    let (state, events) = told(up_to_proposal());
    let DataRequestEvent::DataRequestIdentityVerified(verified) = &events[1] else { panic!("{events:?}") };
    assert_eq!(verified.scope, [ITEM], "found twice is found once");
    assert_eq!(state.code(), "PROPOSED");
    let approved = asked(&state, &director(), Command::Approve).unwrap().iter().fold(state, evolve);
    assert_eq!(asked(&approved, &director(), Command::Approve), Ok(vec![]), "the same director may go on");
    let done = asked(&approved, &director(), fulfil()).unwrap().iter().fold(approved, evolve);
    let DataRequest::Fulfilled(_, fulfilment) = &done else { panic!("{done:?}") };
    assert_eq!((&fulfilment.proposal.by, &fulfilment.approved_by), (&officer().user, &director().user));
    assert_eq!(asked(&done, &director(), fulfil()), Ok(vec![]), "done once is done");
}

#[test]
fn who_proposes_never_approves() {
    let (state, _) = told(up_to_proposal());
    let same = Actor { user: officer().user, ..director() };
    assert_eq!(asked(&state, &same, Command::Approve), Err(Refused::SecondPersonRequired));
}

#[test]
fn the_proof_fits_whoever_asks() {
    for (requester, right_proof) in [
        (Requester::Subject, Proof::DocumentShown),
        (Requester::Guardian, Proof::Guardianship),
        (Requester::CloseRelative, Proof::Kinship),
    ] {
        let (state, _) = told(vec![(clerk(), receive(Right::Access, requester))]);
        for proof in Proof::ALL {
            let fits = *proof == right_proof || (requester == Requester::Subject && *proof == Proof::Account);
            let answer = asked(&state, &clerk(), verify(*proof, vec![]));
            assert_eq!(answer.err(), (!fits).then_some(Refused::ProofDoesNotFit), "{requester:?} {proof:?}");
        }
    }
}

#[test]
fn an_erasure_has_a_ground_and_nothing_else_has_one() {
    for right in Right::ALL {
        let (state, _) = told(vec![
            (clerk(), receive(*right, Requester::Subject)),
            (clerk(), verify(Proof::DocumentShown, vec![ITEM])),
        ]);
        let with = asked(&state, &officer(), propose()).is_ok();
        let without = asked(&state, &officer(), checked());
        assert_eq!(with, *right == Right::Erase);
        assert_eq!(without.err(), (*right == Right::Erase).then_some(Refused::ErasureGround));
    }
}

#[test]
fn a_correction_says_what_and_nothing_else_does() {
    for right in Right::ALL {
        let Command::Receive(mut command) = receive(*right, Requester::Subject) else { panic!("received") };
        command.correction = (*right != Right::Correct).then(correction);
        let answer = asked(&DataRequest::NotReceived, &applicant(), Command::Receive(command));
        assert_eq!(answer, Err(Refused::CorrectionValue), "{right:?}");
    }
}

#[test]
fn a_correction_is_proposed_with_how_it_was_checked_and_about_one_case_only() {
    let other = ScopeItem { case: domain::ids::CaseId(Uuid::from_u128(7)), subject: SUBJECT };
    let (state, events) = told(vec![
        (applicant(), receive(Right::Correct, Requester::Subject)),
        (officer(), verify(Proof::Account, vec![other, ITEM])),
    ]);
    let DataRequestEvent::DataRequestIdentityVerified(verified) = &events[1] else { panic!("{events:?}") };
    assert_eq!(verified.scope, [ITEM]);
    let unchecked = Command::Propose { ground: None, reason: None };
    assert_eq!(asked(&state, &officer(), unchecked), Err(Refused::CorrectionNotChecked));
    assert!(asked(&state, &officer(), checked()).is_ok());
}

#[test]
fn nothing_is_proposed_about_nothing() {
    let (state, _) = told(vec![
        (clerk(), receive(Right::Erase, Requester::Subject)),
        (clerk(), verify(Proof::DocumentShown, vec![])),
    ]);
    assert_eq!(asked(&state, &officer(), propose()), Err(Refused::NothingFound));
}

#[test]
fn a_step_out_of_order_is_refused_with_where_the_request_stands() {
    let (received, _) = told(vec![(clerk(), receive(Right::Erase, Requester::Subject))]);
    let (proposed, _) = told(up_to_proposal());
    let back = || Command::SendBack { reason: secret_long("再议。") };
    for (state, command, allowed) in [
        (&received, propose(), "VERIFIED"),
        (&received, Command::Approve, "PROPOSED"),
        (&received, back(), "PROPOSED"),
        (&received, fulfil(), "APPROVED"),
        (&proposed, verify(Proof::Account, vec![ITEM]), "RECEIVED, VERIFIED"),
        (&proposed, refuse(), "RECEIVED, VERIFIED"),
    ] {
        let refused = asked(state, &director(), command);
        assert_eq!(refused, Err(Refused::WrongState { state: state.code(), allowed }));
    }
    assert_eq!(
        asked(&received, &clerk(), receive(Right::Erase, Requester::Subject)),
        Err(Refused::AlreadyReceived)
    );
}

#[test]
fn a_request_is_withdrawn_until_it_is_approved_and_by_nobody_elses_account() {
    let withdraw = || Command::Withdraw { reason: None };
    let (proposed, _) = told(up_to_proposal());
    for by in [clerk(), officer()] {
        let events = asked(&proposed, &by, withdraw()).expect("staff, on the person's word");
        let withdrawn = events.iter().fold(proposed.clone(), domain::data_request::evolve);
        assert_eq!(withdrawn.code(), "WITHDRAWN");
        for command in [withdraw(), Command::Approve, propose(), refuse()] {
            assert!(matches!(
                asked(&withdrawn, &director(), command),
                Err(Refused::WrongState { state: "WITHDRAWN", .. })
            ));
        }
    }
    let (own, _) = told(vec![(applicant(), receive(Right::Access, Requester::Subject))]);
    assert!(asked(&own, &applicant(), withdraw()).is_ok(), "the account that asked");
    let other = Actor { user: domain::ids::UserId::parse("party-9").unwrap(), ..applicant() };
    assert_eq!(asked(&own, &other, withdraw()), Err(Refused::NotFound));
    let (paper, _) = told(vec![(clerk(), receive(Right::Access, Requester::Subject))]);
    assert_eq!(asked(&paper, &applicant(), withdraw()), Err(Refused::NotFound), "asked on paper");

    let approving = asked(&proposed, &director(), Command::Approve).unwrap();
    let approved = approving.iter().fold(proposed, domain::data_request::evolve);
    assert_eq!(
        asked(&approved, &clerk(), withdraw()),
        Err(Refused::WrongState { state: "APPROVED", allowed: "RECEIVED, VERIFIED, PROPOSED" })
    );
}

#[test]
fn another_centre_and_everybody_outside_learn_nothing() {
    let (state, _) = told(up_to_proposal());
    let outside = [applicant(), agent(), mediator(), court()].map(|actor| ("a participant", actor));
    for (who, stranger) in strangers().into_iter().chain(outside) {
        assert_eq!(asked(&state, &stranger, Command::Approve), Err(Refused::NotFound), "{who}");
    }
    let elsewhere = Actor { centre: Some(CentreId::parse("440600").unwrap()), ..clerk() };
    assert_eq!(
        asked(&DataRequest::NotReceived, &elsewhere, receive(Right::Access, Requester::Subject)),
        Err(Refused::NotFound)
    );
    assert_eq!(asked(&DataRequest::NotReceived, &officer(), Command::Approve), Err(Refused::NotFound));
}

#[test]
fn a_refusal_explains_itself() {
    let refusals = [
        Refused::NotFound,
        Refused::AlreadyReceived,
        Refused::WrongState { state: "RECEIVED", allowed: "VERIFIED" },
        Refused::ProofDoesNotFit,
        Refused::ErasureGround,
        Refused::CorrectionValue,
        Refused::CorrectionNotChecked,
        Refused::NothingFound,
        Refused::SecondPersonRequired,
    ];
    let codes: Vec<_> = refusals.iter().map(Refused::code).collect();
    assert_eq!(codes, Refused::ALL_CODES);
    assert_eq!(refusals[2].facts().len(), 2);
    assert!(refusals[8].basis().is_some());
}
