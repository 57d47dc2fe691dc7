//! A settlement checked by somebody who trusts nobody here: offline, by hash, through a witness, with tiles from outside.

use acceptance::process::{root, run};
use acceptance::{Answer, Dispute, House, Step, wait};
use proof::TreeHash;
use proof::checkpoint::{Checkpoint, Trust, open};
use proof::key::{Algorithm, SignerKey, VerifierKey};
use proof::note::Note;
use proof::tree::{Head, TileAt, Tree};
use reqwest::Method;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

async fn public(house: &House, path: &str) -> Answer {
    house.call(Method::GET, path).send().await
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.raw.clone()).expect("text")
}

pub(crate) async fn log_keys(house: &House) -> Vec<VerifierKey> {
    let keys = text(&public(house, "/proof/keys").await.ok());
    keys.lines().map(|line| VerifierKey::parse(line).expect("a verifier key")).collect()
}

/// The bundle as the court gets it, written to a file.
pub(crate) async fn bundle_file(house: &House, dispute: &Dispute<'_>) -> PathBuf {
    let bundle = dispute.read(&house.court(), "bundle").await;
    assert_eq!(bundle.header("content-type"), "application/json");
    let file = house.data().with_file_name("bundle.json");
    std::fs::write(&file, &bundle.raw).expect("a file");
    file
}

/// Far from any data directory, with the file and a key.
fn verify(file: &Path, keys: &[String]) -> Output {
    verify_a("bundle", file, keys)
}

pub(crate) fn verify_a(kind: &str, file: &Path, keys: &[String]) -> Output {
    let nowhere = tempfile::tempdir().expect("a directory");
    let mut arguments = vec!["verify", kind, "--json", file.to_str().expect("a path")];
    arguments.extend(keys.iter().flat_map(|key| ["--key", key.as_str()]));
    run(nowhere.path(), &arguments)
}

pub(crate) fn verdict(output: &Output) -> String {
    let said: Value = serde_json::from_slice(&output.stdout).expect("a verdict in JSON");
    said["code"].as_str().unwrap_or("ok").to_owned()
}

/// A Python that knows certificates and Ed25519.
pub(crate) fn python() -> &'static str {
    let works = |python: &&str| {
        Command::new(python)
            .args(["-c", "import cryptography"])
            .output()
            .is_ok_and(|out| out.status.success())
    };
    ["python3", "/usr/bin/python3"].into_iter().find(works).expect("python3-cryptography")
}

pub(crate) fn second_verifier(script: &str, files: &[PathBuf], keys: &[String]) -> Vec<String> {
    let output = Command::new(python())
        .arg(root().join("tests/python").join(script))
        .args(keys.iter().flat_map(|key| ["--log", key]))
        .args(files)
        .output()
        .expect("python runs");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_court_checks_a_settlement_offline_and_so_does_a_second_verifier() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Confirmed).await;
    let file = bundle_file(&house, &dispute).await;
    let keys: Vec<String> = log_keys(&house).await.iter().map(ToString::to_string).collect();
    let output = verify(&file, &keys);
    assert_eq!(verdict(&output), "ok", "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(said["case"], dispute.case.as_str());
    assert!(said["confirmed_by"].is_string(), "{said}");
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(said["agreement_sha256"].as_str().expect("a hash"), read.text("/agreement/hash"));

    let foreign = SignerKey::new("hejie.local/gd", Algorithm::Ed25519, &[7; 32]).expect("a key").verifier();
    assert_eq!(verdict(&verify(&file, &[foreign.to_string()])), "checkpoint-unknown-signer");

    // Every scalar of the real bundle, one after the other, is made another one.
    let whole: Value = serde_json::from_slice(&std::fs::read(&file).expect("bytes")).expect("JSON");
    let mut places = Vec::new();
    scalars(&whole, String::new(), &mut places);
    let step = (places.len() / 48).max(1);
    let folder = tempfile::tempdir().expect("a directory");
    let mut files = vec![file.clone()];
    for (number, place) in places.iter().step_by(step).enumerate() {
        let mut bundle = whole.clone();
        change(bundle.pointer_mut(place).expect("it is there"));
        let tampered = folder.path().join(format!("{number:03}.json"));
        std::fs::write(&tampered, bundle.to_string()).expect("a file");
        files.push(tampered);
    }
    assert!(files.len() > 30, "only {} tamperings", files.len());
    let theirs = second_verifier("verify_bundle.py", &files, &keys);
    let ours: Vec<String> = files.iter().map(|file| verdict(&verify(file, &keys))).collect();
    assert_eq!(ours, theirs, "{places:?}");
    assert_eq!(ours.iter().filter(|verdict| *verdict == "ok").count(), 1, "only the untouched one is good");
    house.finish().await;
}

pub(crate) fn scalars(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| scalars(item, format!("{at}/{index}"), into));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| scalars(field, format!("{at}/{name}"), into));
        }
        Value::String(_) | Value::Number(_) => into.push(at),
        Value::Null | Value::Bool(_) => {}
    }
}

pub(crate) fn change(value: &mut Value) {
    *value = match &*value {
        Value::Number(number) => Value::from(number.as_i64().unwrap_or_default() + 1),
        Value::String(text) => {
            let mut characters: Vec<char> = text.chars().collect();
            let middle = characters.len() / 2;
            match characters.get_mut(middle) {
                Some(found) => *found = if *found == '1' { '2' } else { '1' },
                None => characters.push('1'),
            }
            Value::from(characters.into_iter().collect::<String>())
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return,
    };
}

#[tokio::test]
async fn a_bundle_is_for_those_of_the_case_and_only_once_the_agreement_is_in_effect() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Signed).await;
    dispute.try_read(&house.applicant(), "bundle").await.refused(409, "settlement-not-effective");
    dispute.try_read(&house.applicant(), "agreement-mark").await.refused(409, "settlement-not-effective");
    dispute.go_on(Step::Signed, Step::Sealed).await;
    let _theirs = dispute.read(&house.applicant(), "bundle").await;
    // No court has anything to do with it yet, and strangers never have.
    dispute.try_read(&house.court(), "bundle").await.refused(404, "not-found");
    let stranger = house.accounts.clerk("440300");
    dispute.try_read(&stranger, "bundle").await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn a_printed_hash_tells_anybody_that_the_settlement_exists_and_nothing_else() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Confirmed).await;
    let hash = dispute.read(&house.clerk(), "").await.text("/agreement/hash");
    let found = public(&house, &format!("/verify/{hash}")).await.ok();
    let mut fields: Vec<&str> =
        found.body.as_object().expect("an object").keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["effective_on", "exists", "status"]);
    assert_eq!((&found.body["exists"], found.text("/status").as_str()), (&Value::Bool(true), "CONFIRMED"));
    let unknown = public(&house, &format!("/verify/{}", "0".repeat(64))).await.ok();
    assert_eq!(unknown.body, serde_json::json!({ "exists": false }));
    public(&house, "/verify/anything").await.refused(400, "path-parameter-invalid");

    let mark = dispute.read(&house.applicant(), "agreement-mark").await;
    assert_eq!(mark.header("content-type"), "image/svg+xml");
    assert!(text(&mark).contains("<svg"));

    let mut refused = false;
    for _ in 0..200 {
        refused |= public(&house, &format!("/verify/{hash}")).await.status == 429;
    }
    assert!(refused, "the public verification is bounded");
    house.finish().await;
}

#[tokio::test]
async fn a_monitor_follows_the_log_with_tiles_and_checkpoints_alone() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Accepted).await;
    let _covered = covered(&house).await;
    let trust = Trust { log: log_keys(&house).await, ..Trust::default() };
    let first =
        open(&public(&house, "/proof/checkpoint").await.ok().raw, &trust).expect("a checkpoint").checkpoint;
    dispute.go_on(Step::Accepted, Step::Sealed).await;
    let note = wait_for_more_than(&house, first.head.size).await;
    let later = open(note.as_bytes(), &trust).expect("a checkpoint").checkpoint;
    assert_eq!(first.origin, "hejie.local/gd");

    // The tree made again from leaves, at both sizes.
    let at = TileAt { level: 0, index: 0 };
    let tile = public(&house, &format!("/proof/{}", at.path(at.width_in(later.head.size)))).await.ok();
    let leaves: Vec<TreeHash> = tile.raw.as_chunks::<32>().0.iter().map(|leaf| TreeHash(*leaf)).collect();
    let mut tree = Tree::new();
    for (number, leaf) in leaves.iter().enumerate() {
        if tree.size() == first.head.size {
            assert_eq!(tree.root(), first.head.root, "at {number} leaves");
        }
        tree.append(*leaf);
    }
    assert_eq!(tree.head(), later.head);
    // Narrower tiles of the same edge are still served; wider ones and other things are not there.
    let narrow = public(&house, &format!("/proof/{}", at.path(3))).await.ok();
    assert_eq!(narrow.raw, leaves[..3].iter().flat_map(|leaf| leaf.0).collect::<Vec<_>>());
    for absent in ["tile/0/000", "tile/0/x001/000", "tile/9/000.p/1", "tile/0/../../key.pem"] {
        public(&house, &format!("/proof/{absent}")).await.refused(404, "not-found");
    }
    house.finish().await;
}

/// Waits until everything written so far is covered by a checkpoint.
async fn covered(house: &House) -> Checkpoint {
    let head: u64 = house.head().await.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let trust = Trust { log: log_keys(house).await, ..Trust::default() };
    loop {
        let answer = public(house, "/proof/checkpoint").await;
        if answer.status == 200 {
            let checkpoint = open(&answer.raw, &trust).expect("a checkpoint").checkpoint;
            if checkpoint.head.size >= head {
                return checkpoint;
            }
        }
    }
}

/// The first checkpoint of a larger log.
async fn wait_for_more_than(house: &House, size: u64) -> String {
    loop {
        let note = text(&public(house, "/proof/checkpoint").await.ok());
        let found = Note::parse(note.as_bytes()).expect("a note");
        if Checkpoint::parse_text(&found.text).expect("a checkpoint").head.size > size {
            return note;
        }
    }
}

#[tokio::test]
async fn a_witness_outside_cosigns_and_the_court_sees_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Confirmed).await;
    house.stop();
    let witness = SignerKey::new("court.example/witness", Algorithm::CosignatureV1, &[9; 32]).expect("a key");
    let line = format!("# the court\n{}\n", witness.verifier());
    std::fs::write(house.data().join("proof/witnesses"), line).expect("a file");
    house.restart("debug");

    let mut note = Note::parse(&public(&house, "/proof/checkpoint").await.ok().raw).expect("a note");
    public(&house, "/proof/cosigned").await.refused(404, "not-found");
    cosign(&house, &note.to_string()).await.refused(422, "cosignature-refused");
    note.signatures.push(witness.sign(&note.text, 1_800_000_000));
    let _taken = cosign(&house, &note.to_string()).await.ok();
    assert_eq!(text(&public(&house, "/proof/cosigned").await.ok()), note.to_string());

    let stranger =
        SignerKey::new("court.example/witness", Algorithm::CosignatureV1, &[8; 32]).expect("a key");
    let mut by_stranger = note.clone();
    by_stranger.signatures.truncate(1);
    by_stranger.signatures.push(stranger.sign(&note.text, 1_800_000_000));
    cosign(&house, &by_stranger.to_string()).await.refused(422, "cosignature-refused");
    cosign(&house, "no note").await.refused(422, "cosignature-refused");

    let file = bundle_file(&house, &dispute).await;
    let keys = log_keys(&house).await[0].to_string();
    let nowhere = tempfile::tempdir().expect("a directory");
    let witnessed = witness.verifier().to_string();
    let arguments = [
        "verify",
        "bundle",
        file.to_str().expect("a path"),
        "--key",
        &keys,
        "--witness",
        &witnessed,
        "--witnesses-needed",
        "1",
    ];
    let output = run(nowhere.path(), &arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("court.example/witness"), "{said}");
    house.finish().await;
}

async fn cosign(house: &House, note: &str) -> Answer {
    house.call(Method::POST, "/proof/cosignatures").raw(note).send().await
}

/// Whoever holds the log's own key can sign two histories. A checkpoint that comes back from outside shows it, each with its name.
#[tokio::test]
async fn rollback_and_split_view_are_told_apart() {
    let house = House::open().await;
    let _dispute = Dispute::at(&house, Step::Accepted).await;
    let now = covered(&house).await;
    let path = house.data().join("proof/key.pem");
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).expect("a key").permissions());
    assert_eq!(mode & 0o777, 0o600, "the key is its owner's");
    let key = SignerKey::read(&path, &now.origin, Algorithm::Ed25519).expect("the key");
    let signed = |head: Head| {
        let checkpoint = Checkpoint { origin: now.origin.clone(), head };
        checkpoint.sign_after(None, &[], &[&key], 0).expect("a note").to_string()
    };
    let other = TreeHash::of(b"another history");
    let split =
        cosign(&house, &signed(Head { root: other, ..now.head })).await.refused(409, "checkpoint-evidence");
    assert_eq!(split["facts"]["verdict"], "split-view", "{split}");
    let earlier = Head { size: now.head.size - 1, root: other };
    let split = cosign(&house, &signed(earlier)).await.refused(409, "checkpoint-evidence");
    assert_eq!(split["facts"]["verdict"], "split-view", "{split}");
    let longer = Head { size: now.head.size + 1000, root: other };
    let rollback = cosign(&house, &signed(longer)).await.refused(409, "checkpoint-evidence");
    assert_eq!(rollback["facts"]["verdict"], "rollback", "{rollback}");
    house.finish().await;
}

#[tokio::test]
async fn a_log_that_was_cut_is_not_signed_again() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Filed).await;
    let _all = covered(&house).await;
    house.stop();
    let old = tempfile::tempdir().expect("a directory");
    std::fs::copy(house.data().join("log.db"), old.path().join("log.db")).expect("a copy");
    house.restart("debug");
    dispute.go_on(Step::Filed, Step::Accepted).await;
    let _all = covered(&house).await;
    house.stop();
    // The whole data directory but the proofs is put back to yesterday.
    for gone in ["log.db-wal", "log.db-shm", "views.db", "views.db-wal", "views.db-shm"] {
        let _absent = std::fs::remove_file(house.data().join(gone));
    }
    std::fs::copy(old.path().join("log.db"), house.data().join("log.db")).expect("a copy");
    let _absent = std::fs::remove_file(house.data().join("proof/state.json"));
    let verified = run(&house.data(), &["verify", "--without-views"]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(!verified.status.success() && said.contains("the last ones are missing"), "{said}");

    house.restart("debug");
    wait::until("the fault is told", || {
        house.log().contains("the log is not the one that was signed").then_some(())
    });
    let status = public(&house, "/proof/status").await.ok();
    assert_eq!(status.text("/fault/code"), "rollback", "{}", status.body);
    house.finish().await;
}

#[tokio::test]
async fn a_rotated_key_leaves_old_checkpoints_readable() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Confirmed).await;
    let before = bundle_file(&house, &dispute).await;
    let old = log_keys(&house).await;
    let kept = std::fs::read(&before).expect("bytes");
    house.stop();
    assert!(run(&house.data(), &["proof-key", "rotate"]).status.success());
    house.restart("debug");
    let keys = log_keys(&house).await;
    assert_eq!((keys.len(), &keys[0]), (2, &old[0]));
    let _next = Dispute::at(&house, Step::Filed).await;
    let all = covered(&house).await;
    let note = wait_for_more_than(&house, all.head.size - 1).await;
    for key in &keys {
        open(note.as_bytes(), &Trust { log: vec![key.clone()], ..Trust::default() })
            .expect("both sign meanwhile");
    }
    house.stop();
    assert!(run(&house.data(), &["proof-key", "retire"]).status.success());
    assert!(!run(&house.data(), &["proof-key", "retire"]).status.success());
    house.restart("debug");
    std::fs::write(&before, kept).expect("bytes");
    let published: Vec<String> = log_keys(&house).await.iter().map(ToString::to_string).collect();
    assert_eq!(
        verdict(&verify(&before, &published)),
        "ok",
        "the published list still opens what was handed out"
    );
    house.finish().await;
}
