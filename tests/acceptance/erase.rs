//! `hejie erase`: what was approved is finished after a crash, nothing else is; and a text that should be gone is looked for everywhere.

use crate::erasure::{CANARIES, ask, failed, identity};
use acceptance::{House, cast, process};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;

fn said(ended: &std::process::Output) -> String {
    let mut said = String::from_utf8_lossy(&ended.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&ended.stderr));
    said
}

fn finished(data: &Path) -> Vec<Value> {
    let ended = process::run(data, &["erase", "--json"]);
    assert!(ended.status.success(), "{}", said(&ended));
    serde_json::from_slice::<Value>(&ended.stdout).unwrap().as_array().unwrap().clone()
}

#[tokio::test]
async fn an_approved_erasure_that_was_cut_off_is_finished_and_one_that_was_not_approved_is_not() {
    let house = House::open().await;
    let dispute = failed(&house).await;
    let data = house.data();
    let request = ask(&house, &house.clerk(), "ERASE").await;
    let _verified = house.post(&house.officer(), &format!("{request}/identity"), &identity()).await.ok();
    let proposal = json!({ "ground": "UNLAWFUL", "reason": cast::REASON });
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &proposal).await.ok();
    let running = process::run(&data, &["erase"]);
    assert!(!running.status.success() && said(&running).contains("log"), "{}", said(&running));
    house.stop();
    assert!(finished(&data).is_empty(), "what nobody approved");
    house.restart("info");
    assert_eq!(house.get(&house.officer(), &request).await.ok().text("/state"), "PROPOSED");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);

    // Somebody reads the vault for so long that the write-ahead log cannot be cut: approved, begun, not done.
    let reader = Connection::open(data.join("vault.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM subject_keys;").unwrap();
    let approval = format!("{request}/approval");
    house.post(&house.director(), &approval, &json!({})).await.refused(503, "store-busy");
    house.stop();
    drop(reader);
    let done = finished(&data);
    assert_eq!(done.len(), 1, "{done:?}");
    assert_eq!((&done[0]["right"], &done[0]["erased"]), (&json!("ERASE"), &json!(1)));
    assert!(finished(&data).is_empty(), "done once is done");

    house.restart("info");
    let told = house.get(&house.officer(), &request).await.ok();
    assert_eq!(told.text("/state"), "FULFILLED");
    assert!(told.text("/approved_by").contains("director"), "{}", told.body);
    let paper = house.get(&house.officer(), &format!("{request}/certificate")).await.ok();
    assert!(paper.body.to_string().contains(done[0]["certificate"].as_str().unwrap()), "{}", paper.body);
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], json!({ "erased": true }));
    house.finish().await;
}

#[tokio::test]
async fn a_text_that_still_stands_somewhere_is_found_and_not_told_again() {
    let house = House::open().await;
    let _dispute = failed(&house).await;
    let data = house.data();
    let elsewhere = tempfile::tempdir().unwrap();
    let texts = elsewhere.path().join("texts");
    let long: Vec<&str> = CANARIES.into_iter().filter(|canary| canary.len() > 6).collect();
    std::fs::write(&texts, long.join("\n")).unwrap();
    let texts = texts.display().to_string();
    let clean = process::run(&data, &["erase", "--check", &texts]);
    assert!(clean.status.success(), "{}", said(&clean));

    let copies = tempfile::tempdir().unwrap();
    std::fs::create_dir(copies.path().join("below")).unwrap();
    let escaped: String = cast::APPLICANT.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    for (name, bytes) in [
        // Over the border of what is read at once.
        ("plain", [vec![b'.'; (1 << 20) - 2], long[0].as_bytes().to_vec(), vec![b'.'; 99]].concat()),
        ("below/escaped.json", format!("{{\"name\":\"{escaped}\"}}").into_bytes()),
        ("below/wide", cast::APPLICANT.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ] {
        std::fs::write(copies.path().join(name), bytes).unwrap();
    }
    let place = copies.path().display().to_string();
    let found = process::run(&data, &["erase", "--check", &texts, "--in", &place, "--json"]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    let traces: Value = serde_json::from_slice(&found.stdout).unwrap();
    let files: Vec<&str> =
        traces["found"].as_array().unwrap().iter().map(|found| found["file"].as_str().unwrap()).collect();
    assert_eq!(files.len(), 3, "{traces}");
    for name in ["below/escaped.json", "below/wide", "plain"] {
        assert!(files.iter().any(|file| file.ends_with(name)), "{name}: {traces}");
    }
    let plain =
        traces["found"].as_array().unwrap().iter().find(|it| it["file"].as_str().unwrap().ends_with("plain"));
    assert_eq!(plain.unwrap()["byte"], json!((1 << 20) - 2));
    assert!(!said(&found).contains(cast::APPLICANT), "the text itself is not told again");
    let short = elsewhere.path().join("short");
    std::fs::write(&short, "ab\n").unwrap();
    let refused = process::run(&data, &["erase", "--check", &short.display().to_string()]);
    assert!(said(&refused).contains("by chance"), "{}", said(&refused));
    house.finish().await;
}
