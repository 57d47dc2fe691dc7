//! The access journal: written before the answer, kept for good.

use crate::house::actor;
use application::{Journal, JournalError, Looked, Read};
use domain::ids::CaseId;
use domain::occasion::Role;
use uuid::Uuid;

fn read(case: u128, role: Role) -> Read {
    Read {
        at_us: 7,
        action: "read_case",
        actor: actor(role),
        cases: vec![CaseId(Uuid::from_u128(case))],
        request: Some("r-1".to_owned()),
    }
}

#[tokio::test]
async fn a_read_is_found_again_after_a_restart_and_only_under_its_case() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    journal.record(read(1, Role::Clerk)).await.unwrap();
    journal.record(read(1, Role::Court)).await.unwrap();
    journal.record(read(2, Role::Mediator)).await.unwrap();
    drop(journal);
    let journal = Journal::open(directory.path()).unwrap();
    let looked = journal.reads_of(CaseId(Uuid::from_u128(1)), 10).await.unwrap();
    let roles: Vec<Role> = looked.iter().map(|read: &Looked| read.actor.role).collect();
    assert_eq!(roles, [Role::Court, Role::Clerk]);
    assert_eq!(looked[0].request.as_deref(), Some("r-1"));
    assert_eq!(journal.reads_of(CaseId(Uuid::from_u128(1)), 1).await.unwrap().len(), 1);
    assert!(journal.reads_of(CaseId(Uuid::from_u128(3)), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_read_that_cannot_be_written_down_gives_no_trace() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    let stranger = rusqlite::Connection::open(directory.path().join("journal.db")).unwrap();
    stranger.execute_batch("DROP TABLE read_cases").unwrap();
    assert!(matches!(journal.record(read(1, Role::Clerk)).await, Err(JournalError::Unwritten(_))));
    let kept: i64 = stranger.query_row("SELECT count(*) FROM reads", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn an_entry_can_be_neither_changed_nor_taken_out() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    journal.record(read(1, Role::Clerk)).await.unwrap();
    let stranger = rusqlite::Connection::open(directory.path().join("journal.db")).unwrap();
    assert!(stranger.execute("UPDATE reads SET actor = 'nobody'", []).is_err());
    assert!(stranger.execute("DELETE FROM reads", []).is_err());
}
