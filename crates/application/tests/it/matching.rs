//! Filings are compared in the order of the log, while the comparison is away or not, and flagged once.

use crate::house::{actor, application, call, open};
use application::{House, Matching};
use domain::case::{Case, FileApplication, PartyIdentity, Similar};
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::CaseId;
use domain::occasion::Role;
use domain::personal::Personal;
use std::path::Path;
use std::sync::Arc;

/// Files the dispute of the stories, the person shown by a passport.
async fn file(house: &House, key: &str) -> CaseId {
    let call = call(house, actor(Role::Clerk), key);
    let (case, mut command) = application(house, &call);
    let today = "2026-09-01".parse().unwrap();
    for party in &mut command.parties {
        if let PartyIdentity::Person { name, document, .. } = &mut party.identity {
            let passport = IdentityDocument::parse(IdentityKind::Passport, "E00000001", today).unwrap();
            *document = Some(Personal::clear(name.subject(), passport));
        }
    }
    house.case(&call, case, FileApplication { ..command }).await.unwrap();
    case
}

async fn similar(house: &House, case: CaseId) -> Vec<Similar> {
    match &house.case_state(case).await.unwrap().state {
        Case::Filed(filed) => filed.dossier.similar.clone(),
        Case::NotFiled => vec![],
    }
}

async fn flagged(house: &House, case: CaseId) -> Vec<CaseId> {
    for _ in 0..100_000 {
        let found = similar(house, case).await;
        if !found.is_empty() {
            return found.into_iter().map(|it| it.case).collect();
        }
        tokio::task::yield_now().await;
    }
    panic!("nobody flagged the case");
}

#[tokio::test]
async fn what_was_filed_while_the_comparison_was_away_is_compared_when_it_comes_back() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let (first, second) = (file(&house, "one").await, file(&house, "two").await);
    let _matching = Matching::start(Arc::clone(&house), directory.path()).unwrap();
    assert_eq!(flagged(&house, second).await, [first]);
    assert!(similar(&house, first).await.is_empty(), "the earlier one meets nothing");
}

#[tokio::test]
async fn a_comparison_that_lost_its_memory_flags_nothing_twice() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let matching = Matching::start(Arc::clone(&house), directory.path()).unwrap();
    let (first, second) = (file(&house, "one").await, file(&house, "two").await);
    assert_eq!(flagged(&house, second).await, [first]);
    drop(matching);
    forget(directory.path());
    let revision = house.case_state(second).await.unwrap().revision;
    let _again = Matching::start(Arc::clone(&house), directory.path()).unwrap();
    let third = file(&house, "three").await;
    let found = flagged(&house, third).await;
    assert!(found.contains(&first) && found.contains(&second), "{found:?}");
    assert_eq!(house.case_state(second).await.unwrap().revision, revision);
}

#[tokio::test]
async fn no_number_of_a_document_stands_in_clear_in_any_file() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _matching = Matching::start(Arc::clone(&house), directory.path()).unwrap();
    let (_, second) = (file(&house, "one").await, file(&house, "two").await);
    flagged(&house, second).await;
    let number = b"E00000001";
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(number.len()).any(|at| at == number), "{}", path.display());
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
