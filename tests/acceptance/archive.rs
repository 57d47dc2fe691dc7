//! A closed case goes into the archive as a file that proves itself, and the officer is told when its time has ended.

use crate::proof::{log_keys, python};
use acceptance::process::{root, run};
use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};
use std::process::Command;

#[tokio::test]
async fn a_closed_case_is_archived_as_a_file_that_proves_itself_without_a_name_in_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Closed).await;
    let director = house.director();
    dispute.try_read(&director, "archive").await.refused(404, "not-archived");
    let number = json!({ "dossier_no": "粤广金调档〔2026〕1号" });
    dispute.write(&director, "archive", number.clone()).await;
    dispute.try_write(&director, "archive", number).await.refused(409, "already-archived");

    // An export takes two persons, and nobody is two.
    dispute.try_read(&director, "archive").await.refused(403, "archive-not-released");
    let to = |account: &str| json!({ "account": account, "reason": cast::REASON });
    let own = dispute.try_write(&director, "archive/releases", to("director-1")).await;
    own.refused(403, "second-person-required");
    dispute.write(&house.officer(), "archive/releases", to("director-1")).await;
    dispute.try_read(&house.clerk(), "archive").await.refused(403, "archive-not-released");
    let archive = dispute.read(&director, "archive").await;
    let custody = dispute.read(&director, "custody").await;
    let sha256 = proof::TreeHash::of(&archive.raw).to_hex();
    assert_eq!(custody.body["archive_sha256"], sha256, "the event names the hash of the file");
    let text = String::from_utf8(archive.raw.clone()).expect("text");
    assert!(!text.contains(cast::APPLICANT), "names are ciphertext");

    let keys = log_keys(&house).await[0].to_string();
    let nowhere = tempfile::tempdir().expect("a directory");
    let file = nowhere.path().join("archive.json");
    let verify = |bytes: &[u8]| -> Value {
        std::fs::write(&file, bytes).expect("a file");
        let path = file.to_str().expect("a path");
        let said = run(nowhere.path(), &["verify", "archive", "--json", path, "--key", &keys]).stdout;
        serde_json::from_slice(&said).expect("JSON")
    };
    assert_eq!(verify(&archive.raw)["ok"], true);
    std::fs::write(&file, &archive.raw).expect("a file");
    let script = root().join("tests/python/verify_bundle.py");
    let second = Command::new(python()).arg(script).args(["--log", &keys]).arg(&file).output();
    assert_eq!(
        second.expect("python runs").stdout,
        b"ok\n",
        "a verifier that shares no code with the house agrees"
    );
    // Left out, changed, put in from elsewhere: each is seen.
    let whole: Value = serde_json::from_slice(&archive.raw).expect("JSON");
    let with = |change: &dyn Fn(&mut Value)| {
        let mut changed = whole.clone();
        change(&mut changed);
        verify(changed.to_string().as_bytes())["code"].as_str().unwrap_or("ok").to_owned()
    };
    assert_eq!(
        with(&|archive| drop(archive["events"].as_array_mut().expect("events").pop())),
        "chain-differs"
    );
    assert_eq!(
        with(&|archive| drop(archive["events"].as_array_mut().expect("events").remove(2))),
        "revision-gap"
    );
    assert_eq!(with(&|archive| archive["events"][1]["event_type"] = json!("case.closed.v1")), "not-included");
    assert_eq!(
        with(&|archive| archive["case"] = json!("0199f5a3-0000-7000-8000-00000000dead")),
        "other-case"
    );
    assert_eq!(with(&|archive| archive["format"] = json!("hejie-archive/v2")), "unknown-format");

    // What lies on the shelf and is not what was put there is not handed out.
    let shelved = house.data().join("archive").join(format!("{sha256}.json"));
    std::fs::write(&shelved, text.replace("case.closed", "case.opened")).expect("a changed file");
    dispute.try_read(&director, "archive").await.refused(404, "archive-file-missing");
    std::fs::write(&shelved, &archive.raw).expect("as it was");
    let _again = dispute.read(&director, "archive").await;
    house.finish().await;
}

#[tokio::test]
async fn an_open_case_is_not_archived_and_a_stranger_archives_nothing() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let number = json!({ "dossier_no": "1" });
    dispute.try_write(&house.director(), "archive", number.clone()).await.refused(409, "case-not-closed");
    let stranger = house.accounts.director(cast::OTHER_CENTRE);
    dispute.try_write(&stranger, "archive", number).await.refused(404, "not-found");
    dispute.try_read(&stranger, "archive").await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn the_command_line_archives_a_case_of_a_running_house_and_the_officer_finds_it_when_its_time_has_ended()
 {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Closed).await;
    let place = tempfile::tempdir().expect("a directory");
    let path = |name: &str| place.path().join(name).to_str().expect("a path").to_owned();
    let arguments = ["token", "--role", "director", "--sub", "archivist", "--centre", cast::CENTRE];
    let token = run(&house.data(), &arguments);
    assert!(token.status.success(), "{}", String::from_utf8_lossy(&token.stderr));
    std::fs::write(path("token"), &token.stdout).expect("a file");
    let keys = log_keys(&house).await[0].to_string();
    let url = house.base();
    let archive = || {
        let (to, token) = (path("archive.json"), path("token"));
        let named =
            ["--dossier-no", "档-1", "--to", &to, "--token-file", &token, "--key", &keys, "--url", &url];
        run(place.path(), &[&["archive", &dispute.case], named.as_slice()].concat())
    };
    // Archived at once, and handed out when a second person has released it.
    let waits = archive();
    assert!(!waits.status.success());
    let said = String::from_utf8_lossy(&waits.stderr).into_owned();
    assert!(said.contains("archive-not-released"), "{said}");
    let release = json!({ "account": "archivist", "reason": cast::REASON });
    dispute.write(&house.officer(), "archive/releases", release).await;
    // A second time gives the same file.
    let mut files = Vec::new();
    for _ in 0..2 {
        let output = archive();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files.push(std::fs::read(path("archive.json")).expect("a file"));
    }
    assert_eq!(files[0], files[1]);
    let officer = house.accounts.officer(cast::CENTRE);
    for (due, found) in [("2026-01-01", 0), ("2099-01-01", 1)] {
        let list = house.get(&officer, &format!("/v1/retention?class=CONFIRMED&due={due}")).await.ok();
        assert_eq!(list.items().len(), found, "{due}: {}", list.body);
        assert!(list.items().iter().all(|row| row["dossier_no"] == "档-1"), "{}", list.body);
    }
    // Thirty years for the file, three for recordings that replace no minutes.
    for (of, found) in [("FILE", 0), ("RECORDINGS", 1)] {
        let path = format!("/v1/retention?class=CONFIRMED&due=2036-01-01&of={of}");
        let list = house.get(&officer, &path).await.ok();
        assert_eq!(list.items().len(), found, "{of}: {}", list.body);
    }
    house
        .get(&officer, "/v1/retention?class=CONFIRMED&of=MINUTES")
        .await
        .refused(400, "query-parameter-invalid");
    house.finish().await;
}

#[tokio::test]
async fn archive_files_come_along_with_a_backup_of_the_log_and_a_changed_one_is_named() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Closed).await;
    let director = house.director();
    dispute.write(&director, "archive", json!({ "dossier_no": "档-2" })).await;
    let release = json!({ "account": "director-1", "reason": cast::REASON });
    dispute.write(&house.officer(), "archive/releases", release).await;
    let archive = dispute.read(&director, "archive").await;
    let name = format!("archive/{}.json", proof::TreeHash::of(&archive.raw).to_hex());
    let place = tempfile::tempdir().expect("a directory");
    let path = |name: &str| place.path().join(name).to_str().expect("a path").to_owned();
    let backup = |to: &str| run(&house.data(), &["backup", "--to", &path(to), "--json"]);
    let made = backup("log");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let restored = run(&place.path().join("data"), &["restore", "--from", &path("log"), "--json"]);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    let back = std::fs::read(place.path().join("data").join(&name)).expect("the archive file is back");
    assert_eq!(back, archive.raw);

    std::fs::write(house.data().join(&name), b"{}").expect("it can be changed");
    let said = backup("again");
    let complaint = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(!said.status.success() && complaint.contains(&name), "{complaint}");
    house.finish().await;
}

#[tokio::test]
async fn what_came_into_force_without_signatures_is_proved_by_the_archive() {
    use crate::opinions::{answer, opinion, talked_in_vain};
    let house = House::open().await;
    let mut dispute = talked_in_vain(&house, 51, "CREDIT_CARD").await;
    let amount = dispute.people.amount_fen;
    dispute.write(&house.mediator(), "opinion", opinion(&dispute, amount)).await;
    dispute.write(&house.applicant(), "opinion/acceptance", answer(&dispute)).await;
    dispute.go_on(Step::Confirmed, Step::Closed).await;
    let director = house.director();
    dispute.write(&director, "archive", json!({ "dossier_no": "粤广金调档〔2026〕2号" })).await;
    let release = json!({ "account": "director-1", "reason": cast::REASON });
    dispute.write(&house.officer(), "archive/releases", release).await;
    let archive = dispute.read(&director, "archive").await;
    assert!(String::from_utf8_lossy(&archive.raw).contains("case.opinion-accepted.v1"));

    let keys = log_keys(&house).await[0].to_string();
    let nowhere = tempfile::tempdir().expect("a directory");
    let file = nowhere.path().join("archive.json");
    std::fs::write(&file, &archive.raw).expect("a file");
    let path = file.to_str().expect("a path");
    let said = run(nowhere.path(), &["verify", "archive", "--json", path, "--key", &keys]).stdout;
    let said: Value = serde_json::from_slice(&said).expect("JSON");
    assert_eq!(said["ok"], true, "{said}");
    let script = root().join("tests/python/verify_bundle.py");
    let second = Command::new(python()).arg(script).args(["--log", &keys]).arg(&file).output();
    assert_eq!(second.expect("python runs").stdout, b"ok\n");
    house.finish().await;
}
