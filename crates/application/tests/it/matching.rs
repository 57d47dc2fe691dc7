//! Filings are compared in the order of the log, whatever is away meanwhile, and flagged once.

use crate::house::{actor, always, application, call, open, open_on};
use application::{Acting, ExecuteError, House, Matching, NotCompared, Refusal};
use domain::case::{
    Case, CheckRecord, CorrectPartyData, DecideSimilarity, Event, FileApplication, PartyIdentity, Rejection,
    Similar, SimilarCasesFound,
};
use domain::classification::{AcceptanceCheck, SimilarRelation, Track};
use domain::correction::CorrectedValue;
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::{CaseId, DataRequestId, PartyId, SubjectId};
use domain::occasion::Role;
use domain::personal::Personal;
use domain::text::ShortText;
use event_store::Revision;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The number of the person of the stories.
const PASSPORT: &str = "E00000001";

/// Files the dispute of the stories, the person shown by a passport.
async fn file(house: &House, key: &str) -> CaseId {
    file_of(house, key, PASSPORT).await
}

async fn file_of(house: &House, key: &str, passport: &str) -> CaseId {
    let call = call(house, actor(Role::Clerk), key);
    let (case, mut command) = application(house, &call);
    let today = "2026-09-01".parse().unwrap();
    for party in &mut command.parties {
        if let PartyIdentity::Person { name, document, .. } = &mut party.identity {
            let passport = IdentityDocument::parse(IdentityKind::Passport, passport, today).unwrap();
            *document = Some(Personal::clear(name.subject(), passport));
        }
    }
    house.case(&call, case, FileApplication { ..command }).await.unwrap();
    case
}

fn compared_by(house: &Arc<House>, acting: Acting, directory: &Path) -> Matching {
    Matching::start(Arc::clone(house), acting, directory).unwrap()
}

/// What processes act with on a node that stands by.
fn never() -> Acting {
    let (sender, acting) = tokio::sync::watch::channel(None);
    // Whoever stands by may act one day.
    std::mem::forget(sender);
    acting
}

async fn similar(house: &House, case: CaseId) -> Vec<Similar> {
    match &house.case_state(case).await.unwrap().state {
        Case::Filed(filed) => filed.dossier.similar.clone(),
        Case::NotFiled => vec![],
    }
}

/// Asks until there is an answer.
pub(crate) async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "never came: {what}");
        tokio::task::yield_now().await;
    }
}

async fn flagged(house: &House, case: CaseId) -> Vec<CaseId> {
    until("a flag", || async {
        let found = similar(house, case).await;
        (!found.is_empty()).then(|| found.into_iter().map(|it| it.case).collect())
    })
    .await
}

async fn parked(house: &House, cases: &[CaseId]) {
    until("the parked cases", || async { house.comparison_status().filter(|status| status.parked == cases) })
        .await;
}

async fn accept(house: &House, case: CaseId, key: &str) -> Result<(), ExecuteError> {
    let call = call(house, actor(Role::Clerk), key);
    let check = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
    let checks = AcceptanceCheck::ALL.iter().map(check).collect();
    let reason = Personal::clear(subject(house, case), ShortText::parse("机构已书面答复").unwrap());
    house.accept_case(&call, case, Track::Simple, checks, Some(reason), None).await.map(|_| ())
}

fn subject(house: &House, case: CaseId) -> SubjectId {
    // The one of [`application`], which the command of the filing derives.
    for key in ["one", "two", "three", "four"] {
        let command = call(house, actor(Role::Clerk), key).command;
        if house.case_of(command) == case {
            return SubjectId(command.derive("subject", 0));
        }
    }
    SubjectId(case.0)
}

/// The cases a refused acceptance names.
fn undecided(refused: Result<(), ExecuteError>) -> Vec<CaseId> {
    match refused {
        Err(ExecuteError::Refused(refusal)) => {
            let Refusal::Case(Rejection::SimilarityUndecided { others }) = *refusal else {
                panic!("{refusal:?}")
            };
            others
        }
        Ok(()) | Err(_) => panic!("{refused:?}"),
    }
}

#[tokio::test]
async fn what_was_filed_while_the_comparison_was_away_is_compared_when_it_comes_back() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let (first, second) = (file(&house, "one").await, file(&house, "two").await);
    let _matching = compared_by(&house, always(&house), directory.path());
    assert_eq!(flagged(&house, second).await, [first]);
    assert!(similar(&house, first).await.is_empty(), "the earlier one meets nothing");
}

#[tokio::test]
async fn a_comparison_that_lost_its_memory_flags_nothing_twice() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let matching = compared_by(&house, always(&house), directory.path());
    let (first, second) = (file(&house, "one").await, file(&house, "two").await);
    assert_eq!(flagged(&house, second).await, [first]);
    drop(matching);
    forget(directory.path());
    let revision = house.case_state(second).await.unwrap().revision;
    let _again = compared_by(&house, always(&house), directory.path());
    let third = file(&house, "three").await;
    let found = flagged(&house, third).await;
    assert!(found.contains(&first) && found.contains(&second), "{found:?}");
    assert_eq!(house.case_state(second).await.unwrap().revision, revision);
}

#[tokio::test]
async fn an_acceptance_compares_for_itself_where_nobody_flags() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _matching = compared_by(&house, never(), directory.path());
    let (first, second) = (file(&house, "one").await, file(&house, "two").await);
    assert_eq!(undecided(accept(&house, second, "accept-two").await), [first]);
    accept(&house, first, "accept-one").await.unwrap();

    let decide = DecideSimilarity {
        others: vec![first],
        relation: SimilarRelation::Different,
        reason: Some(Personal::clear(subject(&house, second), ShortText::parse("两笔存款").unwrap())),
    };
    house.case(&call(&house, actor(Role::Clerk), "decide"), second, decide).await.unwrap();
    accept(&house, second, "accept-two-again").await.unwrap();
}

#[tokio::test]
async fn what_one_node_did_not_come_to_flag_the_next_that_acts_flags_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let (first, second);
    {
        let house = Arc::new(open(directory.path()));
        let matching = compared_by(&house, never(), directory.path());
        (first, second) = (file(&house, "one").await, file(&house, "two").await);
        let head = house.store().head().await.unwrap();
        until("the end of the log", || async {
            house.comparison_status().filter(|status| status.position >= head)
        })
        .await;
        assert!(similar(&house, second).await.is_empty());
        matching.stop().await;
    }
    let house = Arc::new(open(directory.path()));
    let _matching = compared_by(&house, always(&house), directory.path());
    assert_eq!(flagged(&house, second).await, [first]);
}

#[tokio::test]
async fn two_nodes_that_both_compare_and_flag_write_one_flag() {
    let directory = tempfile::tempdir().unwrap();
    let one = Arc::new(open(directory.path()));
    let other = Arc::new(open_on(directory.path(), Arc::clone(one.store())));
    let elsewhere = tempfile::tempdir().unwrap();
    let _of_one = compared_by(&one, always(&one), directory.path());
    let _of_other = compared_by(&other, always(&other), elsewhere.path());
    let (first, second) = (file(&one, "one").await, file(&other, "two").await);
    let (here, there) = tokio::join!(accept(&one, second, "here"), accept(&other, second, "there"));
    assert_eq!((undecided(here), undecided(there)), (vec![first], vec![first]));
    let flags = flags(&one, second).await;
    assert_eq!(flags.len(), 1, "{flags:?}");
}

/// What was found in a case, as the log tells it.
async fn flags(house: &House, case: CaseId) -> Vec<SimilarCasesFound> {
    let events = house.store().read_stream(&house.case_stream(case), Revision(0), 500).await.unwrap();
    let events = events.iter().map(|event| Event::decode(&event.event_type, &event.payload).unwrap());
    let found = |event| if let Event::SimilarCasesFound(found) = event { Some(found) } else { None };
    events.filter_map(found).collect()
}

#[tokio::test]
async fn of_hundreds_of_filings_by_one_person_the_likest_are_listed_and_the_others_counted() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    for number in 0..200 {
        file(&house, &format!("rival-{number}")).await;
    }
    let _matching = compared_by(&house, always(&house), directory.path());
    let last = file(&house, "last").await;
    assert_eq!(undecided(accept(&house, last, "accept").await).len(), 20);
    let flags = flags(&house, last).await;
    let counted: Vec<_> = flags.iter().map(|found| (found.candidates.len(), found.more)).collect();
    assert_eq!(counted, [(20, 180)]);
}

#[tokio::test]
async fn a_document_that_was_corrected_finds_nobody_any_more_and_the_right_one_does() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _matching = compared_by(&house, always(&house), directory.path());
    let wrong = file_of(&house, "one", "E00000099").await;
    let today = "2026-09-01".parse().unwrap();
    let right = IdentityDocument::parse(IdentityKind::Passport, PASSPORT, today).unwrap();
    let correct = CorrectPartyData {
        party: PartyId(call(&house, actor(Role::Clerk), "one").command.derive("party", 0)),
        request: DataRequestId(uuid::Uuid::from_u128(7)),
        value: CorrectedValue::Document(Personal::clear(subject(&house, wrong), right)),
    };
    house.case(&call(&house, actor(Role::Director), "correct"), wrong, correct).await.unwrap();
    let same = file(&house, "two").await;
    let former = file_of(&house, "three", "E00000099").await;
    assert_eq!(undecided(accept(&house, same, "accept-two").await), [wrong]);
    accept(&house, former, "accept-three").await.unwrap();
}

/// Makes the keys of a case's people unreadable, or what they were before.
pub(crate) fn exchange_keys(directory: &Path, case: CaseId, keys: &[u8]) -> Vec<u8> {
    let vault = rusqlite::Connection::open(directory.join("vault.db")).unwrap();
    let subject: Vec<u8> = {
        let sql = "SELECT subject FROM person_index WHERE stream LIKE ?1 LIMIT 1";
        vault.query_row(sql, [format!("%{case}")], |row| row.get(0)).unwrap()
    };
    let sql = "SELECT wrapped FROM subject_keys WHERE subject = ?1";
    let before = vault.query_row(sql, [&subject], |row| row.get(0)).unwrap();
    let sql = "UPDATE subject_keys SET wrapped = ?2 WHERE subject = ?1";
    assert_eq!(vault.execute(sql, (&subject, keys)).unwrap(), 1);
    before
}

#[tokio::test]
async fn a_case_that_cannot_be_read_is_parked_by_name_and_holds_up_no_other() {
    let directory = tempfile::tempdir().unwrap();
    let (poison, keys);
    {
        let house = Arc::new(open(directory.path()));
        poison = file(&house, "one").await;
        keys = exchange_keys(directory.path(), poison, &[0; 12]);
    }
    let house = Arc::new(open(directory.path()));
    let _matching = compared_by(&house, always(&house), directory.path());
    let (twin, stranger) = (file(&house, "two").await, file_of(&house, "three", "E00000099").await);
    accept(&house, stranger, "accept-three").await.unwrap();
    accept(&house, twin, "accept-two").await.unwrap();
    parked(&house, &[poison]).await;
    assert_eq!(accept(&house, poison, "accept-one").await, Err(NotCompared::Parked(poison).into()));

    exchange_keys(directory.path(), poison, &keys);
    parked(&house, &[]).await;
    // It comes last: what was accepted meanwhile is found in its own case.
    assert_eq!(flagged(&house, poison).await, [twin]);
    assert_eq!(undecided(accept(&house, poison, "accept-one-again").await), [twin]);
}

#[tokio::test]
async fn a_parked_case_is_known_after_a_restart_and_compared_when_it_can_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let (poison, keys);
    {
        let house = Arc::new(open(directory.path()));
        poison = file(&house, "one").await;
        keys = exchange_keys(directory.path(), poison, &[0; 12]);
    }
    {
        let house = Arc::new(open(directory.path()));
        let matching = compared_by(&house, always(&house), directory.path());
        parked(&house, &[poison]).await;
        let head = house.store().head().await.unwrap();
        until("the end of the log", || async {
            house.comparison_status().filter(|status| status.position >= head)
        })
        .await;
        matching.stop().await;
    }
    {
        let house = Arc::new(open(directory.path()));
        let _matching = compared_by(&house, always(&house), directory.path());
        parked(&house, &[poison]).await;
        exchange_keys(directory.path(), poison, &keys);
        parked(&house, &[]).await;
        let twin = file(&house, "two").await;
        assert_eq!(flagged(&house, twin).await, [poison]);
    }
}

#[tokio::test]
async fn no_number_of_a_document_stands_in_clear_in_any_file() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _matching = compared_by(&house, always(&house), directory.path());
    let (_, second) = (file(&house, "one").await, file(&house, "two").await);
    flagged(&house, second).await;
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let shown = bytes.windows(PASSPORT.len()).any(|at| at == PASSPORT.as_bytes());
        assert!(!shown, "{}", path.display());
    }
}

fn forget(directory: &Path) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("matching.db") {
            std::fs::remove_file(path).unwrap();
        }
    }
}
