//! A backup taken while people work, brought back elsewhere.

use acceptance::{Dispute, House, Process, Step, cast, process};
use serde_json::Value;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", complaint(output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a readable name")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_restored_elsewhere_holds_every_case_of_before_with_its_names() {
    let house = Arc::new(House::open().await);
    let before = Dispute::at(&house, Step::AssignmentAccepted).await.case;
    let enough = Arc::new(AtomicBool::new(false));
    let load = tokio::spawn({
        let (house, enough) = (Arc::clone(&house), Arc::clone(&enough));
        async move {
            let mut filed = 0;
            while !enough.load(Ordering::SeqCst) {
                let _filed = Dispute::at(&house, Step::Accepted).await;
                filed += 1;
            }
            filed
        }
    });
    let place = tempfile::tempdir().expect("a directory");
    let (log, keys, data) = (place.path().join("log"), place.path().join("keys"), place.path().join("data"));
    let source = house.data();
    let made = {
        let words = ["backup", "--to", text(&log), "--keys-to", text(&keys), "--json"].map(str::to_owned);
        tokio::task::spawn_blocking(move || process::run(&source, &words.each_ref().map(String::as_str)))
            .await
            .expect("no panic")
    };
    let made = json(&made);
    enough.store(true, Ordering::SeqCst);
    assert!(load.await.expect("cases are filed meanwhile") > 0);
    assert!(!log.join("vault.db").exists() && !keys.join("log.db").exists(), "keys lie apart from the log");
    assert!(!log.join("master.key").exists() && !keys.join("master.key").exists());

    let elsewhere = ["restore", "--from", text(&log), "--keys-from", text(&keys), "--json"];
    std::fs::create_dir(&data).expect("a directory");
    for file in ["master.key", "issuer-ed25519.pem"] {
        std::fs::copy(house.data().join(file), data.join(file)).expect("a key");
    }
    let restored = json(&process::run(&data, &elsewhere));
    assert_eq!(restored["events"], made["log"]["log"]["events"]);
    let (signed, events) = (restored["signed"].as_u64(), restored["events"].as_u64());
    assert!(signed > Some(0) && signed <= events, "it leads to what was signed: {restored}");
    assert_eq!((&restored["subjects_without_key"], &restored["master_key_fits"]), (&0.into(), &true.into()));
    assert_ne!(restored["incarnation"], made["log"]["log"]["incarnation"], "it lives a life of its own");

    let node = Process::serve(&data, &place.path().join("stderr.log"), "info");
    let read = async |token: Option<&str>| {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let mut request = http.get(format!("{}/v1/cases/{before}", node.base));
        request = request.bearer_auth(house.clerk().token);
        if let Some(token) = token {
            request = request.header("consistency-token", token);
        }
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json::<Value>().await.expect("JSON"))
    };
    // Behind readiness the views are what the log says.
    let ready = json(&process::run(&data, &["health", "--url", &node.base, "--json"]));
    assert!(ready.is_object());
    let (status, case) = acceptance::wait::until("the views of the restored log", || {
        let answer = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(read(None)));
        (answer.0 == 200).then_some(answer)
    });
    assert_eq!(status, 200);
    assert!(case.to_string().contains(cast::APPLICANT), "the keys open the names: {case}");
    // It signs on with the same key.
    let asked = async |base: String| {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        http.get(format!("{base}/proof/keys")).send().await.expect("an answer").text().await.expect("text")
    };
    assert_eq!(asked(node.base.clone()).await, asked(house.base()).await);
    // What the first house promised says nothing about the second one.
    let token = house.consistency_token().expect("the house wrote");
    let (status, refused) = read(Some(&token)).await;
    assert!((400..500).contains(&status), "{refused}");
    drop(node);

    let views = json(&process::run(&data, &["projection", "verify", "--json"]));
    assert_eq!(views["equal"], true, "{views}");
}

#[tokio::test]
async fn a_restored_log_refuses_views_of_another_life_and_says_what_to_do() {
    let house = House::open().await;
    let _case = Dispute::at(&house, Step::Filed).await;
    house.stop();
    let place = tempfile::tempdir().expect("a directory");
    let (log, data) = (place.path().join("log"), place.path().join("data"));
    let _made = json(&process::run(&house.data(), &["backup", "--to", text(&log), "--json"]));
    let _restored = json(&process::run(&data, &["restore", "--from", text(&log), "--json"]));
    for file in ["views.db", "views.db-wal"] {
        if house.data().join(file).exists() {
            std::fs::copy(house.data().join(file), data.join(file)).expect("the views of before");
        }
    }
    let refused = process::run(&data, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(complaint(&refused).contains("restored from a backup"), "{}", complaint(&refused));
}

#[tokio::test]
async fn a_backup_that_is_not_whole_or_not_apart_or_not_in_a_vacant_place_is_refused() {
    let house = House::open().await;
    let _case = Dispute::at(&house, Step::Filed).await;
    let place = tempfile::tempdir().expect("a directory");
    let (log, keys, data) = (place.path().join("log"), place.path().join("keys"), place.path().join("data"));
    let together =
        process::run(&house.data(), &["backup", "--to", text(&log), "--keys-to", text(&log.join("keys"))]);
    assert!(complaint(&together).contains("must not lie in one directory"), "{}", complaint(&together));

    let early = process::run(&house.data(), &["backup", "--keys-to", text(&keys), "--json"]);
    let _early = json(&early);
    let _later_case = Dispute::at(&house, Step::Filed).await;
    let made = process::run(&house.data(), &["backup", "--to", text(&log), "--json"]);
    let _made = json(&made);
    let again = process::run(&house.data(), &["backup", "--to", text(&log)]);
    assert!(complaint(&again).contains("not empty"), "{}", complaint(&again));

    let with_keys = ["restore", "--from", text(&log), "--keys-from", text(&keys), "--json"];
    let early_keys = process::run(&data, &with_keys);
    assert!(complaint(&early_keys).contains("no key in these keys"), "{}", complaint(&early_keys));
    assert!(!data.join("log.db").exists(), "nothing is begun");
    let occupied = process::run(&house.data(), &with_keys);
    assert!(complaint(&occupied).contains("is there already"), "{}", complaint(&occupied));
    let exchanged = process::run(&data, &["restore", "--from", text(&keys)]);
    assert!(complaint(&exchanged).contains("--from wants one of a log"), "{}", complaint(&exchanged));

    let accepted = [&with_keys[..], &["--accept-missing-keys"]].concat();
    let accepted = json(&process::run(&data, &accepted));
    assert!(accepted["subjects_without_key"].as_u64() > Some(0), "{accepted}");

    let mut bytes = std::fs::read(log.join("log.db")).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(log.join("log.db"), bytes).expect("it can be changed");
    let changed = process::run(&place.path().join("other"), &["restore", "--from", text(&log)]);
    assert!(complaint(&changed).contains("changed or damaged"), "{}", complaint(&changed));
    std::fs::remove_file(log.join("backup.json")).expect("it is there");
    let unfinished = process::run(&place.path().join("other"), &["restore", "--from", text(&log)]);
    assert!(complaint(&unfinished).contains("no finished backup"), "{}", complaint(&unfinished));
}

/// Somebody puts yesterday's log into today's backup and makes its list fit.
#[tokio::test]
async fn a_backup_whose_log_is_not_the_one_that_was_signed_is_refused() {
    let house = House::open().await;
    let _case = Dispute::at(&house, Step::Filed).await;
    let place = tempfile::tempdir().expect("a directory");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    let _old = json(&process::run(&house.data(), &["backup", "--to", text(&old), "--json"]));
    let _later_case = Dispute::at(&house, Step::Accepted).await;
    // A stop signs everything.
    house.stop();
    let _new = json(&process::run(&house.data(), &["backup", "--to", text(&new), "--json"]));
    std::fs::copy(old.join("log.db"), new.join("log.db")).expect("yesterday's log");
    let list = |backup: &Path| -> Value {
        serde_json::from_slice(&std::fs::read(backup.join("backup.json")).expect("a list")).expect("JSON")
    };
    let (of_old, mut of_new) = (list(&old), list(&new));
    let of_log = |list: &Value| list["artefacts"].as_array().expect("files")[0].clone();
    (of_new["artefacts"][0], of_new["log"]) = (of_log(&of_old), of_old["log"].clone());
    std::fs::write(new.join("backup.json"), of_new.to_string()).expect("a list that fits");
    let data = place.path().join("data");
    let refused = process::run(&data, &["restore", "--from", text(&new)]);
    assert!(complaint(&refused).contains("the last ones are missing"), "{}", complaint(&refused));
    assert!(!data.join("log.db").exists() && !data.join("proof/checkpoint").exists(), "nothing is left");
}

#[tokio::test]
async fn keys_copied_too_long_ago_are_refused_and_named_until_they_are_deleted() {
    let house = House::open().await;
    let _case = Dispute::at(&house, Step::Filed).await;
    let place = tempfile::tempdir().expect("a directory");
    let (log, old, new) =
        (place.path().join("log"), place.path().join("keys/old"), place.path().join("keys/new"));
    let both = ["backup", "--to", text(&log), "--keys-to", text(&old), "--json"];
    let made = json(&process::run(&house.data(), &both));
    assert!(made["keys"]["expires_at"].is_string() && made["log"]["expires_at"].is_null(), "{made}");

    // As it will be in fifteen days, whatever the paper says about its own end.
    let paper = old.join("backup.json");
    let mut says: Value = serde_json::from_slice(&std::fs::read(&paper).expect("the paper")).expect("JSON");
    says["made_at"] = "2026-01-01T00:00:00+00:00".into();
    for expires_at in ["2099-01-01T00:00:00+00:00", "2026-01-15T00:00:00+00:00", "soon"] {
        says["expires_at"] = expires_at.into();
        std::fs::write(&paper, says.to_string()).expect("it can be changed");
        let data = place.path().join("data");
        let restore = ["restore", "--from", text(&log), "--keys-from", text(&old)];
        let refused = process::run(&data, &restore);
        assert_eq!(refused.status.code(), Some(1));
        assert!(complaint(&refused).contains("key-backup-expired"), "{}", complaint(&refused));
        assert!(!data.join("log.db").exists(), "nothing is begun");
    }
    let beside = process::run(&house.data(), &["backup", "--keys-to", text(&new)]);
    assert_eq!(beside.status.code(), Some(1));
    assert!(complaint(&beside).contains("keys/old"), "{}", complaint(&beside));
    assert!(new.join("backup.json").exists(), "the new one is made all the same");
    std::fs::remove_dir_all(&old).expect("it can be deleted");
    let third = process::run(&house.data(), &["backup", "--keys-to", text(&place.path().join("keys/third"))]);
    assert!(third.status.success(), "{}", complaint(&third));

    let promise = [("HEJIE_HOUSE_KEY_BACKUP_DAYS".to_owned(), "30".to_owned())];
    let refused = process::run_with(&house.data(), &["config", "check"], &promise);
    assert!(complaint(&refused).contains("erasure_promise_days"), "{}", complaint(&refused));
}
