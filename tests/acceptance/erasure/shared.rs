//! The same where the house is several nodes on one PostgreSQL: every node, every dump, and the bytes of the server itself.

use super::{CANARIES, ask, decide, everything_said, failed, holds, identity};
use crate::confidential::files;
use acceptance::{Dispute, House, Shared, process, wait};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;

/// Every wrapped key of a person, in hexadecimal digits as a dump writes them.
fn wrapped_keys(shared: &Shared) -> BTreeSet<String> {
    let sql = "SELECT encode(wrapped, 'hex') FROM hejie_vault.subject_keys WHERE wrapped IS NOT NULL";
    shared.psql("hejie_vault", sql).lines().map(str::to_owned).collect()
}

/// How many rows of the comparison with other filings a node keeps of a case.
fn compared(data: &Path, case: &str) -> i64 {
    let id = Uuid::parse_str(case).expect("an id");
    let matching = Connection::open_with_flags(data.join("matching.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let rows = "SELECT (SELECT count(*) FROM filings WHERE case_id = ?1) + (SELECT count(*) FROM marks WHERE case_id = ?1)";
    matching
        .expect("the file of comparisons")
        .query_row(rows, [id.as_bytes()], |row| row.get(0))
        .expect("a count")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_shared_databases_an_erased_person_is_unreadable_on_every_node_and_in_every_byte_of_the_server() {
    let shared = Shared::start();
    let first = House::node(&shared);
    first.fill_registers().await;
    let second = House::node(&shared);
    second.know_mediators_of(&first);
    let here = failed(&first).await;
    let request = ask(&first, &first.applicant(), "ERASE").await;
    let written = first.consistency_token().expect("something was written");
    wait::until("the second node compares the case", || {
        (compared(&second.data(), &here.case) > 0).then_some(())
    });
    let seen = second.call(reqwest::Method::GET, &request).by(&second.officer());
    let _seen = seen.header("consistency-token", &written).send().await.ok();
    let there = Dispute::of(&second, &here.case).await;
    let before = everything_said(&second, &there, &request).await;
    let shown = CANARIES.iter().filter(|canary| before.contains(**canary)).count();
    assert!(shown >= 7, "the canaries must be seen before, or their absence says nothing: {shown}");
    // Short ones stand in numbers and hashes by chance.
    let canaries: Vec<&str> = CANARIES.into_iter().filter(|canary| canary.len() > 6).collect();
    let keys = wrapped_keys(&shared);

    let _verified = first.post(&first.clerk(), &format!("{request}/identity"), &identity()).await.ok();
    decide(&first, &request, "UNLAWFUL").await;
    let written = first.consistency_token().expect("something was written");
    for (node, dispute) in [(&first, &here), (&second, &there)] {
        let seen = node.call(reqwest::Method::GET, &request).by(&node.officer());
        let _seen = seen.header("consistency-token", &written).send().await.ok();
        let said = everything_said(node, dispute, &request).await;
        for canary in CANARIES {
            assert!(!said.contains(canary), "{canary} is still told");
        }
        wait::until("the comparison forgets the case", || {
            (compared(&node.data(), &here.case) == 0).then_some(())
        });
    }

    let gone: Vec<String> = keys.difference(&wrapped_keys(&shared)).cloned().collect();
    assert_eq!(gone.len(), 2, "the person's key in the case and the request's own");
    for database in ["hejie", "hejie_vault"] {
        let dump = shared.dumped(database);
        for canary in &canaries {
            assert!(
                !holds(dump.as_bytes(), canary.as_bytes()),
                "a dump of {database} holds {canary} in clear"
            );
        }
        for key in &gone {
            assert!(!dump.contains(key), "a dump of {database} holds a destroyed key");
        }
    }
    first.stop();
    second.stop();
    let _flushed = shared.psql("postgres", "CHECKPOINT");
    let places = [first.data(), second.data(), shared.files()];
    for path in places.iter().flat_map(|place| files(place)) {
        // A file of the server may go while it is looked for.
        let bytes = std::fs::read(&path).unwrap_or_default();
        for canary in &canaries {
            assert!(!holds(&bytes, canary.as_bytes()), "{} holds {canary} in clear", path.display());
        }
    }
    retired_master_opens_nothing(&shared);
}

/// PostgreSQL overwrites a destroyed row when it needs the place: until then its bytes stand in pages and in the write-ahead log, wrapped
/// under a master key. Giving that one up makes them useless wherever they are, in backups too.
fn retired_master_opens_nothing(shared: &Shared) {
    let (environment, place) = (shared.environment("hejie"), tempfile::tempdir().expect("a directory"));
    let ran = |words: &[&str]| {
        let ended = process::run_with(place.path(), words, &environment);
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        serde_json::from_slice::<serde_json::Value>(&ended.stdout).expect("JSON")
    };
    let before = ran(&["keys", "status", "--json"])["masters"][0]["id"].as_str().expect("an id").to_owned();
    for words in [
        &["keys", "add", "--json"][..],
        &["keys", "rotate", "--json"],
        &["keys", "retire", &before, "--json"],
    ] {
        let _done = ran(words);
    }
    let known = ran(&["keys", "status", "--json"]);
    let current = known["masters"].as_array().expect("masters").iter().filter(|it| it["state"] == "current");
    assert!(current.clone().count() == 1 && current.clone().all(|it| it["id"] != before.as_str()), "{known}");
    let file = std::fs::read_to_string(shared.issuer().join("master.key")).expect("the keys");
    assert!(!file.contains(&"07".repeat(32)), "the master key those bytes were wrapped under is gone");
}
