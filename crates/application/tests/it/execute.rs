//! Commands through the house: once, the same again, somebody else in between.

use crate::house::{NAME, actor, application, call, clerk, open, open_on};
use application::{ExecuteError, House, Receipt, Refusal};
use domain::case::{CheckRecord, NotifyRespondent, Rejection, WithdrawApplication};
use domain::classification::{AcceptanceCheck, ServiceMethod, Track};
use domain::ids::{CaseId, CentreId, PartyId};
use domain::occasion::Role;
use domain::personal::Personal;
use domain::text::ShortText;
use event_store::Revision;
use std::sync::Arc;

async fn file(house: &House, key: &str) -> (CaseId, Receipt) {
    let call = call(house, clerk(), key);
    let (case, command) = application(house, &call);
    (case, house.case(&call, case, command).await.unwrap())
}

async fn accept(house: &House, case: CaseId, key: &str) -> Result<Receipt, ExecuteError> {
    let call = call(house, clerk(), key);
    let met = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
    let checks = AcceptanceCheck::ALL.iter().map(met).collect();
    let subject = domain::ids::SubjectId(call.command.derive("subject", 0));
    let reason = Personal::clear(subject, ShortText::parse("当事人年事已高").unwrap());
    house.accept_case(&call, case, Track::Ordinary, checks, Some(reason), None).await
}

#[tokio::test]
async fn a_repeated_filing_finds_its_own_case_and_gets_the_first_answer() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (case, first) = file(&house, "k1").await;
    let (same, second) = file(&house, "k1").await;
    assert_eq!(case, same);
    assert!(!first.replayed && second.replayed);
    assert_eq!(Receipt { replayed: false, ..second }, first);
}

#[tokio::test]
async fn the_first_answer_survives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let (_, first) = file(&open(directory.path()), "k1").await;
    let (_, second) = file(&open(directory.path()), "k1").await;
    assert_eq!(Receipt { replayed: false, ..second }, first);
}

#[tokio::test]
async fn nothing_is_refused_by_what_a_node_remembers_while_another_has_gone_on() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let one = open(here.path());
    let other = open_on(there.path(), Arc::clone(one.store()));
    for (number, pinned) in [true, false].into_iter().enumerate() {
        let (case, _) = file(&one, &format!("file {number}")).await;
        // The other remembers the case as it was filed, when nobody could be notified yet.
        let early = call(&other, clerk(), &format!("early {number}"));
        let refused = other.case(&early, case, NotifyRespondent { method: ServiceMethod::Post }).await;
        assert!(matches!(refused, Err(ExecuteError::Refused(_))), "{refused:?}");
        let accepted = accept(&one, case, &format!("accept {number}")).await.unwrap();
        let mut late = call(&other, clerk(), &format!("late {number}"));
        late.expected = pinned.then_some(accepted.revision);
        let notified =
            other.case(&late, case, NotifyRespondent { method: ServiceMethod::Post }).await.unwrap();
        assert!(notified.revision > accepted.revision);
    }
}

#[tokio::test]
async fn a_key_used_for_another_request_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (case, _) = file(&house, "k1").await;
    let mut other = call(&house, clerk(), "k1");
    other.digest = house.digest(&[b"another body"]);
    let refused = house.case(&other, case, NotifyRespondent { method: ServiceMethod::Post }).await;
    assert_eq!(refused, Err(ExecuteError::KeyReused));
    // The same key against another case: its first event id is taken.
    let (second, _) = file(&house, "k2").await;
    accept(&house, second, "k3").await.unwrap();
    let refused = house.case(&other, second, NotifyRespondent { method: ServiceMethod::Post }).await;
    assert_eq!(refused, Err(ExecuteError::KeyReused));
}

#[tokio::test]
async fn a_stale_revision_is_refused_with_what_happened_since() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (case, _) = file(&house, "k1").await;
    accept(&house, case, "k2").await.unwrap();
    let mut stale = call(&house, clerk(), "k3");
    stale.expected = Some(Revision(0));
    let refused = house.case(&stale, case, NotifyRespondent { method: ServiceMethod::Post }).await;
    let since = vec!["case.accepted.v1".to_owned()];
    assert_eq!(refused, Err(ExecuteError::RevisionMismatch { actual: Some(Revision(1)), since }));
}

#[tokio::test]
async fn a_refused_command_changes_nothing_and_takes_no_number() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (first, _) = file(&house, "k1").await;
    let stranger = domain::occasion::Actor { centre: Some(CentreId::parse("440600").unwrap()), ..clerk() };
    let foreign = call(&house, stranger, "k2");
    let refused = house.accept_case(&foreign, first, Track::Simple, vec![], None, None).await;
    assert_eq!(refused, Err(ExecuteError::Refused(Box::new(Refusal::Case(Rejection::NotInvolved)))));
    let (second, _) = file(&house, "k3").await;
    accept(&house, second, "k4").await.unwrap();
    accept(&house, first, "k5").await.unwrap();
    assert_eq!((number(&house, second).await, number(&house, first).await), ("1".to_owned(), "2".to_owned()));
}

/// The running part of a case number: `粤广州金调字〔2026〕7号` → `7`.
async fn number(house: &House, case: CaseId) -> String {
    let folded = house.case_state(case).await.unwrap();
    let domain::case::Case::Filed(filed) = &folded.state else { panic!("not filed") };
    let case_no = filed.stage.accepted().unwrap().case_no.as_str().to_owned();
    case_no.split(['〕', '号']).nth(1).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_acceptances_at_once_get_the_numbers_one_to_fifty() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let mut cases = Vec::new();
    for index in 0..50 {
        cases.push(file(&house, &format!("f{index}")).await.0);
    }
    let accepting = cases.iter().map(|case| {
        let (house, case) = (Arc::clone(&house), *case);
        tokio::spawn(async move {
            accept(&house, case, &format!("a{case}")).await.unwrap();
        })
    });
    for task in accepting.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let mut numbers = Vec::new();
    for case in cases {
        numbers.push(number(&house, case).await.parse::<u32>().unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
}

#[tokio::test]
async fn two_who_decide_on_the_same_state_are_put_in_order() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let (case, _) = file(&house, "k1").await;
    accept(&house, case, "k2").await.unwrap();
    let notify = |key: &'static str| {
        let house = Arc::clone(&house);
        tokio::spawn(async move {
            let call = call(&house, clerk(), key);
            house.case(&call, case, NotifyRespondent { method: ServiceMethod::Phone }).await
        })
    };
    let outcomes = [notify("a"), notify("b")];
    let mut done = 0;
    for outcome in outcomes {
        match outcome.await.unwrap() {
            Ok(_) => done += 1,
            Err(error) => {
                assert_eq!(error, ExecuteError::Refused(Box::new(Refusal::Case(Rejection::AlreadyNotified))));
            }
        }
    }
    assert_eq!(done, 1);
}

#[tokio::test]
async fn no_personal_data_lies_in_clear_in_any_file() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (case, _) = file(&house, "k1").await;
    let withdraw = WithdrawApplication {
        party: PartyId(house.command_id(&clerk(), "k1").derive("party", 0)),
        self_settled: true,
        reason: None,
    };
    house.case(&call(&house, clerk(), "k2"), case, withdraw).await.unwrap();
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for canary in [NAME, "定期存款利息少付"] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()));
        }
    }
}

#[tokio::test]
async fn the_same_key_of_two_people_names_two_commands() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    assert_ne!(house.command_id(&clerk(), "k"), house.command_id(&actor(Role::Director), "k"));
}

/// The house's own log, read past the house.
async fn stored(house: &House) -> Vec<event_store::RecordedEvent> {
    house.store().read_log(event_store::Position::START, 1_000).await.unwrap().events
}

#[tokio::test]
async fn every_event_names_the_one_before_it_in_its_stream_also_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (case, _) = file(&house, "k1").await;
    file(&house, "k2").await;
    drop(house);
    let house = open(directory.path());
    accept(&house, case, "k3").await.unwrap();
    let call = call(&house, clerk(), "k4");
    house.case(&call, case, NotifyRespondent { method: ServiceMethod::Post }).await.unwrap();
    let events = stored(&house).await;
    let none = proof::tree::Head::empty();
    let verified = proof::log::verify_log(&events, none, None).unwrap();
    assert_eq!((verified.events, verified.not_chained_through), (events.len() as u64, None));
}

#[tokio::test]
async fn a_stream_whose_chain_is_broken_is_not_written_to() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let (case, _) = file(&house, "k1").await;
    // Written past the house, by somebody who did not know what stood before.
    let mut foreign = stored(&house).await.remove(0);
    foreign.event_id = domain::ids::CommandId(uuid::Uuid::nil()).derive("event", 0);
    let new = event_store::NewEvent {
        event_id: foreign.event_id,
        event_type: foreign.event_type,
        metadata: foreign.metadata,
        payload: foreign.payload,
        previous: Some([9; 32]),
    };
    let stream = house.case_stream(case);
    let last = house.store().read_stream_backward(&stream, 1).await.unwrap().remove(0).revision;
    house.store().append(&stream, event_store::Expected::Exact(last), vec![new]).await.unwrap();
    drop(house);
    let refused = accept(&open(directory.path()), case, "k2").await;
    let Err(ExecuteError::Unreadable { reason, .. }) = refused else { panic!("{refused:?}") };
    assert!(reason.contains("the chain is broken at revision"), "{reason}");
}
