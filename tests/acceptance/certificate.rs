//! The paper about an erasure: whoever gets it checks it against the signed log, offline, and learns nobody's name from it.

use crate::erasure::{CANARIES, ask, decide, failed, identity};
use crate::proof::{change, log_keys, scalars, second_verifier, verdict, verify_a};
use acceptance::House;
use proof::key::{Algorithm, SignerKey};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Erases the applicant of a mediation that failed; the case, the request's address and the paper as it is handed out.
async fn erased(house: &House) -> (String, String, Vec<u8>) {
    let dispute = failed(house).await;
    let request = ask(house, &house.clerk(), "ERASE").await;
    let _verified = house.post(&house.officer(), &format!("{request}/identity"), &identity()).await.ok();
    decide(house, &request, "UNLAWFUL").await;
    let paper = house.get(&house.officer(), &format!("{request}/certificate")).await.ok();
    (dispute.case.clone(), request, paper.raw.to_vec())
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("a file");
    file
}

#[tokio::test]
async fn a_certificate_of_erasure_is_checked_offline_by_two_verifiers_and_names_nobody() {
    let house = House::open().await;
    let (case, request, paper) = erased(&house).await;
    let (_, _, other) = erased(&house).await;
    let keys: Vec<String> = log_keys(&house).await.iter().map(ToString::to_string).collect();
    let folder = tempfile::tempdir().expect("a directory");
    let file = written(folder.path(), "paper.json", &paper);
    let output = verify_a("certificate", &file, &keys);
    assert_eq!(verdict(&output), "ok", "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(request.ends_with(said["request"].as_str().expect("a request")), "{said}");
    assert_eq!(said["erased"][0]["case"], case.as_str());
    assert!(said["erased"][0]["subject"].is_string() && said["leaf_index"].as_u64() > Some(0), "{said}");

    let whole: Value = serde_json::from_slice(&paper).expect("JSON");
    let text = String::from_utf8_lossy(&paper).into_owned();
    for canary in CANARIES {
        assert!(!text.contains(canary), "{canary} is in the certificate");
    }
    for sealed in ["payload", "metadata"] {
        assert!(!whole["proof"]["event"][sealed].as_str().expect("base64").is_empty());
    }
    let foreign = SignerKey::new("hejie.local/gd", Algorithm::Ed25519, &[7; 32]).expect("a key").verifier();
    let refused = verify_a("certificate", &file, &[foreign.to_string()]);
    assert_eq!(verdict(&refused), "checkpoint-unknown-signer");

    let other: Value = serde_json::from_slice(&other).expect("JSON");
    let mut exchanged = whole.clone();
    exchanged["proof"] = other["proof"].clone();
    let exchanged = written(folder.path(), "exchanged.json", exchanged.to_string().as_bytes());
    assert_eq!(verdict(&verify_a("certificate", &exchanged, &keys)), "other-request");
    let indented = serde_json::to_vec_pretty(&whole).expect("JSON");
    let indented = written(folder.path(), "indented.json", &indented);
    assert_eq!(verdict(&verify_a("certificate", &indented, &keys)), "not-as-handed-out");

    // Every scalar of the paper, one after the other, is made another one.
    let mut places = Vec::new();
    scalars(&whole, String::new(), &mut places);
    let mut files = vec![file, exchanged, indented];
    for (number, place) in places.iter().enumerate() {
        let mut changed = whole.clone();
        change(changed.pointer_mut(place).expect("it is there"));
        files.push(written(folder.path(), &format!("{number:03}.json"), changed.to_string().as_bytes()));
    }
    let theirs = second_verifier("verify_certificate.py", &files, &keys);
    let ours: Vec<String> = files.iter().map(|file| verdict(&verify_a("certificate", file, &keys))).collect();
    assert_eq!(ours, theirs, "{places:?}");
    assert_eq!(ours.iter().filter(|verdict| *verdict == "ok").count(), 1, "only the untouched one is good");
    house.finish().await;
}
