//! Cases are found by names, numbers, dates and words, by whoever has them in a list, and not once somebody in them was erased.

mod real_texts;

use crate::house::{NAME, actor, application, call, open};
use application::{Excerpt, FoundBy, Hit, House, Scope, Search, Sought};
use domain::case::{CheckRecord, FileApplication};
use domain::classification::{AcceptanceCheck, RestrictionGround, Track};
use domain::custody::CustodyCommand;
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, SubjectId};
use domain::occasion::Role;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Longer than any machine needs.
const LONG: Duration = Duration::from_secs(60);

pub(crate) fn searched(house: &Arc<House>, directory: &Path) -> Search {
    Search::start(Arc::clone(house), directory).unwrap()
}

pub(crate) fn centre() -> Scope {
    Scope::Centre(CentreId::parse("440100").unwrap())
}

/// Files the dispute of the stories, told in other words.
pub(crate) async fn file(house: &House, key: &str, facts: &str) -> CaseId {
    let call = call(house, actor(Role::Clerk), key);
    let (case, command) = application(house, &call);
    let subject = SubjectId(call.command.derive("subject", 0));
    let facts = Personal::clear(subject, LongText::parse(facts).unwrap());
    house.case(&call, case, FileApplication { facts, ..command }).await.unwrap();
    case
}

/// What is found once everything written is in the index.
pub(crate) async fn hits(house: &House, text: &str, scope: Scope) -> Vec<Hit> {
    let head = house.store().head().await.unwrap();
    assert!(house.search_reached(head, LONG).await);
    house.search(&Sought::parse(text).unwrap(), scope, 50).await.unwrap()
}

async fn found(house: &House, text: &str) -> Vec<CaseId> {
    hits(house, text, centre()).await.iter().map(|hit| hit.case).collect()
}

#[tokio::test]
async fn a_case_is_found_by_a_name_a_number_a_date_and_words_of_the_application() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    let case = file(&house, "one", "2026年3月5日，信用卡在境外被盗刷12000元。").await;
    for text in [
        NAME,
        "张卡娜莉",
        "張卡娜莉",
        "张 卡娜莉",
        "盗刷",
        "盜刷",
        "信用卡",
        "境外 盗刷",
        "12000",
        "１２０００",
        "2026-03-05",
        "2026年3月",
        "2026年9月1日",
        "某银行",
    ] {
        assert_eq!(found(&house, text).await, [case], "{text}");
    }
    for text in ["保险", "李", "2026-03-06", "1200"] {
        assert!(found(&house, text).await.is_empty(), "{text}");
    }
    let number = accept(&house, case).await;
    let bare: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
    for text in [number.clone(), bare, format!("[{number}]")] {
        let hit = hits(&house, &text, centre()).await;
        assert_eq!((hit[0].case, hit[0].by), (case, FoundBy::Whole), "{text}");
    }
}

/// Accepts a case and answers its number.
async fn accept(house: &House, case: CaseId) -> String {
    let check = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
    let checks = AcceptanceCheck::ALL.iter().map(check).collect();
    let reason = ShortText::parse("机构已书面答复").unwrap();
    let reason = Personal::clear(
        SubjectId(call(house, actor(Role::Clerk), "one").command.derive("subject", 0)),
        reason,
    );
    let call = call(house, actor(Role::Clerk), "accept");
    house.accept_case(&call, case, Track::Simple, checks, Some(reason), None).await.unwrap();
    let domain::case::Case::Filed(filed) = &house.case_state(case).await.unwrap().state else { panic!() };
    filed.stage.accepted().unwrap().case_no.as_str().to_owned()
}

#[tokio::test]
async fn names_come_before_texts_and_more_of_the_question_before_less() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    let whole = file(&house, "one", "境外盗刷").await;
    let half = file(&house, "two", "境外消费").await;
    let other = file(&house, "three", "某银行多收利息，某银行不退").await;
    assert_eq!(found(&house, "境外盗刷").await, [whole], "境外 is one of three pairs");
    assert_eq!(found(&house, "境外 盗刷").await, [whole, half]);
    // Of equals the newest first.
    assert_eq!(found(&house, "某银行").await, [other, half, whole]);
    assert_eq!(found(&house, "某银 利息").await, [other, half, whole]);
}

#[tokio::test]
async fn nobody_finds_what_is_in_nobody_s_list() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    let (one, two) = (file(&house, "one", "盗刷").await, file(&house, "two", "盗刷").await);
    let bank = Uscc::parse("91350100M000100Y43").unwrap();
    assert_eq!(hits(&house, "盗刷", Scope::Institution(bank)).await.len(), 2);
    let elsewhere = Scope::Centre(CentreId::parse("440300").unwrap());
    assert!(hits(&house, "盗刷", elsewhere).await.is_empty());
    let own = hits(&house, "盗刷", Scope::Cases(vec![one])).await;
    assert_eq!(own.iter().map(|hit| hit.case).collect::<Vec<_>>(), [one]);
    assert_ne!(one, two);
}

#[tokio::test]
async fn an_index_that_lost_its_file_finds_the_same_again() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let search = searched(&house, directory.path());
    for key in ["one", "two", "three"] {
        file(&house, key, "境外盗刷").await;
    }
    let before = hits(&house, "盗刷", centre()).await;
    search.stop().await;
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("search.db") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let search = searched(&house, directory.path());
    assert_eq!(hits(&house, "盗刷", centre()).await, before);
    search.stop().await;
    let _search = searched(&house, directory.path());
    assert_eq!(hits(&house, "盗刷", centre()).await, before, "and after a restart");
}

#[tokio::test]
async fn a_case_under_restriction_is_not_found_until_it_is_lifted() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    let (case, other) = (file(&house, "one", "境外盗刷").await, file(&house, "two", "境外盗刷").await);
    assert_eq!(found(&house, "盗刷").await, [other, case]);
    let restrict = CustodyCommand::Restrict { ground: RestrictionGround::Requested, request: None };
    let officer = || actor(Role::DataProtection);
    house.custody(&call(&house, officer(), "restrict"), case, restrict).await.unwrap();
    assert_eq!(found(&house, "盗刷").await, [other]);
    assert_eq!(postings(directory.path()), 1, "nothing of it lies in the index");
    house.custody(&call(&house, officer(), "lift"), case, CustodyCommand::LiftRestriction).await.unwrap();
    assert_eq!(found(&house, "盗刷").await, [other, case]);
}

/// How many cases the most frequent digest of the index stands for.
fn postings(directory: &Path) -> i64 {
    let index = rusqlite::Connection::open(directory.join("search.db")).unwrap();
    index
        .execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'postings', 'row');")
        .unwrap();
    index.query_row("SELECT coalesce(max(doc), 0) FROM temp.terms", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_case_that_cannot_be_read_is_parked_by_name_and_hides_no_other() {
    let directory = tempfile::tempdir().unwrap();
    let (poison, keys);
    {
        let house = Arc::new(open(directory.path()));
        poison = file(&house, "one", "境外盗刷").await;
        keys = crate::matching::exchange_keys(directory.path(), poison, &[0; 12]);
    }
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    let other = file(&house, "two", "境外盗刷").await;
    assert_eq!(found(&house, "盗刷").await, [other]);
    assert_eq!(house.search_status().unwrap().parked, [poison]);
    crate::matching::exchange_keys(directory.path(), poison, &keys);
    crate::matching::until("the parked case", || async {
        house.search_status().filter(|status| status.parked.is_empty())
    })
    .await;
    assert_eq!(found(&house, "盗刷").await.len(), 2);
}

#[tokio::test]
async fn no_word_stands_in_clear_in_any_file() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    file(&house, "one", "境外盗刷一万二千元").await;
    assert_eq!(found(&house, "一万二千").await.len(), 1);
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for text in ["境外", "盗刷", "娜莉"] {
            let shown = bytes.windows(text.len()).any(|at| at == text.as_bytes());
            assert!(!shown, "{text} in {}", path.display());
        }
    }
}

/// The finds of an excerpt, as they stand in it.
pub(crate) fn shown(excerpt: &Excerpt) -> Vec<String> {
    let each = excerpt.finds.iter();
    each.map(|find| excerpt.text.chars().skip(find.start).take(find.len()).collect()).collect()
}
