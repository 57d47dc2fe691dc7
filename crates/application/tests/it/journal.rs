//! The access journal: written before the answer, kept for good, and told apart from one that was tampered with.

use crate::house::actor;
use application::{
    Class, Classes, Journal, JournalError, JournalFault, JournalFilter, JournalHead, JournalSeal, Looked,
    NotaryFiles, NotaryOptions, Purpose, Read, open_journal_head,
};
use domain::ids::{CaseId, PartyId};
use domain::occasion::Role;
use proof::key::{Algorithm, SignerKey};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn read(number: u128, role: Role) -> Read {
    Read {
        at_us: 7,
        action: "read_case",
        actor: actor(role),
        on_behalf: vec![],
        classes: Classes::of(&[Class::K1, Class::K7]),
        about: None,
        purpose: None,
        cases: vec![case(number)],
        request: Some("r-1".to_owned()),
    }
}

fn of(case: CaseId) -> JournalFilter {
    JournalFilter { case: Some(case), ..JournalFilter::default() }
}

fn stranger(directory: &Path) -> Connection {
    Connection::open(directory.join("journal.db")).unwrap()
}

/// Whoever owns the file: takes the refusals away and does as he likes.
fn tampered(directory: &Path, sql: &str) {
    let file = stranger(directory);
    let index = directory.join("journal-index.db");
    file.execute("ATTACH ?1 AS found", [index.to_string_lossy()]).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER reads_stand; DROP TRIGGER reads_are_kept")
        .unwrap();
    file.execute_batch(sql).unwrap();
}

/// Takes away what finds entries again; it is made anew from them.
fn without_index(directory: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _absent = std::fs::remove_file(directory.join(format!("journal-index.db{suffix}")));
    }
}

async fn write(journal: &Journal, entries: std::ops::Range<i64>) {
    for number in entries {
        journal.record(Read { at_us: number, ..read(number as u128 % 2, Role::Clerk) }).await.unwrap();
    }
}

/// A journal of six entries about two cases.
async fn six(directory: &Path) -> Journal {
    let journal = Journal::open(directory).unwrap();
    write(&journal, 0..6).await;
    journal
}

async fn walked(directory: &Path, signed: &[JournalHead]) -> Result<JournalHead, JournalFault> {
    Journal::look(directory).unwrap().unwrap().walk(signed).await
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
    let looked = journal.search(&of(case(1)), None, 10).await.unwrap();
    let roles: Vec<Role> = looked.iter().map(|read: &Looked| read.actor.role).collect();
    assert_eq!(roles, [Role::Court, Role::Clerk]);
    assert_eq!(looked[0].request.as_deref(), Some("r-1"));
    assert_eq!(looked[0].classes.as_deref(), Some("K1 K7"));
    assert_eq!(journal.search(&of(case(1)), None, 1).await.unwrap().len(), 1);
    assert!(journal.search(&of(case(3)), None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_read_that_cannot_be_written_down_gives_no_trace() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    let stranger = stranger(directory.path());
    stranger
        .execute_batch("CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT RAISE(ABORT, 'full'); END")
        .unwrap();
    assert!(matches!(journal.record(read(1, Role::Clerk)).await, Err(JournalError::Unwritten(_))));
    let kept: i64 = stranger.query_row("SELECT count(*) FROM reads", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn an_entry_can_be_neither_changed_nor_taken_out() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    journal.record(read(1, Role::Clerk)).await.unwrap();
    let stranger = stranger(directory.path());
    assert!(stranger.execute("UPDATE reads SET actor = 'nobody'", []).is_err());
    assert!(stranger.execute("DELETE FROM reads", []).is_err());
}

#[tokio::test]
async fn an_entry_says_who_for_whom_what_and_what_for() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    let purpose =
        Purpose { code: "ENFORCEMENT".to_owned(), reference: Some("2026-1".to_owned()), note: None };
    let party = PartyId(Uuid::from_u128(9));
    let asked = Read {
        on_behalf: vec![party],
        about: Some("agreement 7".to_owned()),
        purpose: Some(purpose.clone()),
        cases: vec![case(2), case(1), case(2)],
        ..read(1, Role::Party)
    };
    journal.record(asked).await.unwrap();
    let all = journal.search(&JournalFilter::default(), None, 10).await.unwrap();
    let [looked] = &all[..] else { panic!("one entry") };
    assert_eq!((&looked.on_behalf[..], looked.purpose.as_ref()), (&[party][..], Some(&purpose)));
    assert_eq!((looked.about.as_deref(), &looked.cases[..]), (Some("agreement 7"), &[case(2), case(1)][..]));
    assert_eq!(walked(directory.path(), &[]).await.unwrap().size, 1);
}

#[tokio::test]
async fn entries_are_found_by_case_account_action_and_time_page_by_page() {
    // How many of them the index knows; the others are found without it.
    for known in [0, 1, 3, 5, 6] {
        let directory = tempfile::tempdir().unwrap();
        let before = Journal::open(directory.path()).unwrap();
        write(&before, 0..known).await;
        drop(before);
        let journal = Journal::open(directory.path()).unwrap();
        write(&journal, known..6).await;
        finds_all(&journal).await;
    }
}

async fn finds_all(journal: &Journal) {
    let numbers = async |filter: JournalFilter, before, limit| -> Vec<u64> {
        let found = journal.search(&filter, before, limit).await.unwrap();
        found.iter().map(|looked| looked.number).collect()
    };
    let all = JournalFilter::default();
    assert_eq!(numbers(all.clone(), None, 4).await, [6, 5, 4, 3]);
    assert_eq!(numbers(all.clone(), Some(3), 4).await, [2, 1]);
    assert!(numbers(all.clone(), Some(1), 4).await.is_empty());
    assert_eq!(numbers(of(case(0)), None, 2).await, [5, 3]);
    assert_eq!(numbers(of(case(0)), Some(5), 4).await, [3, 1]);
    let time = JournalFilter { from_us: Some(1), until_us: Some(4), ..all.clone() };
    assert_eq!(numbers(time.clone(), None, 9).await, [4, 3, 2]);
    assert_eq!(numbers(time.clone(), Some(3), 9).await, [2]);
    assert_eq!(numbers(JournalFilter { case: Some(case(1)), ..time }, None, 9).await, [4, 2]);
    let late = JournalFilter { from_us: Some(9), ..all.clone() };
    assert!(numbers(late, None, 9).await.is_empty());
    let account = Some(actor(Role::Clerk).user);
    assert_eq!(numbers(JournalFilter { account: account.clone(), ..all.clone() }, None, 2).await, [6, 5]);
    assert_eq!(numbers(JournalFilter { account, ..of(case(1)) }, None, 2).await, [6, 4]);
    let nobody = domain::ids::UserId::parse("nobody").ok();
    assert!(numbers(JournalFilter { account: nobody.clone(), ..all.clone() }, None, 2).await.is_empty());
    assert!(numbers(JournalFilter { account: nobody, ..of(case(1)) }, None, 2).await.is_empty());
    let actions = vec!["read_case".to_owned(), "read_notes".to_owned(), "read_case".to_owned()];
    assert_eq!(numbers(JournalFilter { actions: actions.clone(), ..of(case(1)) }, None, 9).await, [6, 4, 2]);
    assert_eq!(numbers(JournalFilter { actions, ..all.clone() }, Some(4), 2).await, [3, 2]);
    let other = vec!["read_notes".to_owned()];
    assert!(numbers(JournalFilter { actions: other, ..all }, None, 9).await.is_empty());
}

#[tokio::test]
async fn a_journal_that_was_searched_by_lists_of_its_own_is_searched_by_the_index_now() {
    let directory = tempfile::tempdir().unwrap();
    drop(six(directory.path()).await);
    without_index(directory.path());
    stranger(directory.path())
        .execute_batch(
            "CREATE TABLE read_cases(case_id BLOB NOT NULL, read_id INTEGER NOT NULL REFERENCES reads(id),
                 PRIMARY KEY (case_id, read_id)) WITHOUT ROWID, STRICT;
             INSERT INTO read_cases SELECT cases, id FROM reads;
             CREATE INDEX reads_by_account ON reads(json_extract(actor, '$.user'));
             CREATE INDEX reads_by_action ON reads(action);
             CREATE INDEX reads_by_time ON reads(at_us);",
        )
        .unwrap();
    assert_eq!(walked(directory.path(), &[]).await.unwrap().size, 6, "before it is opened");
    drop(Journal::open(directory.path()).unwrap());
    finds_all(&Journal::open(directory.path()).unwrap()).await;
    let left = "SELECT count(*) FROM sqlite_schema WHERE type <> 'trigger'";
    let left: i64 = stranger(directory.path()).query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 1, "nothing but the entries");
}

#[tokio::test]
async fn an_index_that_is_lost_broken_or_of_another_journal_is_made_anew() {
    let other = tempfile::tempdir().unwrap();
    let journal = Journal::open(other.path()).unwrap();
    journal.record(read(7, Role::Court)).await.unwrap();
    drop(journal);
    let index = |directory: &Path| directory.join("journal-index.db");
    let lost: fn(&Path, &Path) = |_, _| {};
    let broken: fn(&Path, &Path) = |index, _| std::fs::write(index, b"no database at all").unwrap();
    let of_another: fn(&Path, &Path) = |index, other| {
        std::fs::copy(other, index).unwrap();
    };
    for spoil in [lost, broken, of_another] {
        let directory = tempfile::tempdir().unwrap();
        drop(six(directory.path()).await);
        without_index(directory.path());
        spoil(&index(directory.path()), &index(other.path()));
        drop(Journal::open(directory.path()).unwrap());
        finds_all(&Journal::open(directory.path()).unwrap()).await;
        assert_eq!(walked(directory.path(), &[]).await.unwrap().size, 6);
    }
}

#[tokio::test]
async fn every_change_in_the_file_is_found_and_its_first_entry_named() {
    let changed = "UPDATE reads SET actor = replace(actor, 'clerk', 'court') WHERE id = 3";
    let classes = "UPDATE reads SET classes = 'K1' WHERE id = 3";
    let other_case = "UPDATE reads SET cases = randomblob(16) WHERE id = 3";
    let longer = "UPDATE reads SET cases = CAST(cases || x'00' AS BLOB) WHERE id = 3";
    let hash = "UPDATE reads SET hash = zeroblob(32) WHERE id = 3";
    let deleted = "DELETE FROM found.cases WHERE read_id = 3; DELETE FROM reads WHERE id = 3";
    let reordered = "UPDATE reads SET id = 99 WHERE id = 3; UPDATE reads SET id = 3 WHERE id = 5;
                     UPDATE reads SET id = 5 WHERE id = 99";
    let closed_up = "DELETE FROM reads WHERE id = 3; UPDATE reads SET id = id - 1 WHERE id > 3";
    let of_case = "DELETE FROM found.cases WHERE read_id = 3";
    let of_account = "DELETE FROM found.accounts WHERE read_id = 3";
    let of_action = "DELETE FROM found.actions WHERE read_id = 3";
    let hidden = [of_case, of_account, of_action];
    let spoiled = [changed, classes, other_case, longer, hash, deleted, reordered, closed_up];
    for sql in spoiled.into_iter().chain(hidden) {
        let directory = tempfile::tempdir().unwrap();
        drop(six(directory.path()).await);
        assert_eq!(walked(directory.path(), &[]).await.unwrap().size, 6);
        tampered(directory.path(), sql);
        let fault = walked(directory.path(), &[]).await.expect_err(sql);
        assert!(!matches!(fault, JournalFault::Unreadable(_)), "{sql}: {fault}");
        assert!(fault.to_string().contains("entry 3 "), "{sql}: {fault}");
    }
}

#[tokio::test]
async fn an_entry_that_is_put_under_another_case_is_found() {
    let directory = tempfile::tempdir().unwrap();
    drop(six(directory.path()).await);
    tampered(directory.path(), "INSERT INTO found.cases VALUES (zeroblob(16), 2)");
    let fault = walked(directory.path(), &[]).await.unwrap_err();
    assert_eq!(fault, JournalFault::Index { found: 7, shown: 6 });
}

#[tokio::test]
async fn what_was_signed_can_be_neither_cut_off_nor_written_anew() {
    let directory = tempfile::tempdir().unwrap();
    let signed = six(directory.path()).await.head().await.unwrap();
    tampered(directory.path(), "DELETE FROM reads WHERE id > 4");
    let known = walked(directory.path(), &[]).await.unwrap_err();
    assert_eq!(known, JournalFault::Ahead { until: 6, found: 4 });
    without_index(directory.path());
    assert_eq!(walked(directory.path(), &[]).await.unwrap().size, 4, "by itself the shorter chain is whole");
    let short = walked(directory.path(), &[signed]).await.unwrap_err();
    assert_eq!(short, JournalFault::Short { found: 4, signed: 6 });
    assert!(short.to_string().contains("entry 5 is missing"), "{short}");

    let anew = tempfile::tempdir().unwrap();
    let journal = Journal::open(anew.path()).unwrap();
    for number in 0..6 {
        journal.record(Read { at_us: number, ..read(1, Role::Court) }).await.unwrap();
    }
    assert_eq!(walked(anew.path(), &[signed]).await.unwrap_err(), JournalFault::Rewritten { number: 6 });
}

fn sealing(directory: &Path) -> NotaryOptions {
    NotaryOptions {
        folder: directory.join("proof"),
        origin: "hejie.local/gd".to_owned(),
        key_file: None,
        interval: Duration::from_secs(1),
        scrub_per_second: 0,
    }
}

/// Keys as the notary publishes them.
fn with_keys(directory: &Path) -> NotaryFiles {
    let options = sealing(directory);
    std::fs::create_dir_all(&options.folder).unwrap();
    let key = SignerKey::make(&options.folder.join("key.pem"), &options.origin, Algorithm::Ed25519).unwrap();
    std::fs::write(options.folder.join("keys"), format!("{}\n", key.verifier())).unwrap();
    NotaryFiles::new(&options.folder)
}

#[tokio::test]
async fn the_head_is_signed_and_a_journal_that_is_not_its_continuation_is_signed_no_more() {
    let directory = tempfile::tempdir().unwrap();
    let files = with_keys(directory.path());
    let journal = Arc::new(six(directory.path()).await);
    let seal = JournalSeal::start(Arc::clone(&journal), &sealing(directory.path())).unwrap();
    seal.stop();
    let bytes = files.journal_head().unwrap().expect("a signed head");
    let keys = files.keys().unwrap();
    let signed = open_journal_head(&bytes, &keys).unwrap();
    assert_eq!(signed, journal.head().await.unwrap());
    let text = String::from_utf8(bytes.clone()).unwrap().replace("\n6\n", "\n5\n");
    assert!(open_journal_head(text.as_bytes(), &keys).is_err(), "a changed head is nobody's");
    assert!(
        proof::checkpoint::open(&bytes, &proof::checkpoint::Trust { log: keys, ..Default::default() })
            .is_err()
    );
    drop((seal, journal));

    tampered(directory.path(), "DELETE FROM reads WHERE id = 6");
    let journal = Arc::new(Journal::open(directory.path()).unwrap());
    let seal = JournalSeal::start(Arc::clone(&journal), &sealing(directory.path())).unwrap();
    seal.stop();
    assert!(seal.fault().is_some_and(|fault| fault.contains("entry 6 is missing")), "{:?}", seal.fault());
    journal.record(read(1, Role::Court)).await.unwrap();
    let seal = JournalSeal::start(Arc::clone(&journal), &sealing(directory.path())).unwrap();
    seal.stop();
    assert!(seal.fault().is_some_and(|fault| fault.contains("written anew")), "{:?}", seal.fault());
    assert_eq!(files.journal_head().unwrap().as_deref(), Some(&bytes[..]), "nothing more is signed");
}

#[tokio::test]
async fn a_journal_of_before_the_chain_is_chained_once_and_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let old = stranger(directory.path());
    old.execute_batch(
        "CREATE TABLE reads(id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL,
             request TEXT) STRICT;
         CREATE TABLE read_cases(case_id BLOB NOT NULL, read_id INTEGER NOT NULL REFERENCES reads(id),
             PRIMARY KEY (case_id, read_id)) WITHOUT ROWID, STRICT;
         CREATE TRIGGER reads_are_kept BEFORE DELETE ON reads BEGIN SELECT RAISE(ABORT, 'the journal is kept'); END;
         CREATE TRIGGER reads_stand BEFORE UPDATE ON reads BEGIN SELECT RAISE(ABORT, 'the journal stands'); END;",
    )
    .unwrap();
    for id in 1..=3 {
        let who = serde_json::to_string(&actor(Role::Clerk)).unwrap();
        old.execute("INSERT INTO reads VALUES (?1, ?1, 'read_case', ?2, NULL)", rusqlite::params![id, who])
            .unwrap();
        old.execute("INSERT INTO read_cases VALUES (?1, ?2)", rusqlite::params![case(1).0.as_bytes(), id])
            .unwrap();
    }
    drop(old);
    assert!(Journal::look(directory.path()).is_err(), "looking at it changes nothing");
    let journal = Journal::open(directory.path()).unwrap();
    journal.record(read(1, Role::Court)).await.unwrap();
    drop(journal);
    let journal = Journal::open(directory.path()).unwrap();
    assert_eq!(walked(directory.path(), &[]).await.unwrap().size, 4);
    let looked = journal.search(&of(case(1)), None, 9).await.unwrap();
    assert_eq!(
        looked.iter().map(|it| it.classes.as_deref()).collect::<Vec<_>>(),
        [Some("K1 K7"), None, None, None]
    );
    assert!(stranger(directory.path()).execute("UPDATE reads SET actor = 'nobody'", []).is_err());
}
