//! The master key in a service outside (KMS, HSM), spoken to through a command: it wraps and unwraps, and never tells its keys.

use acceptance::{Dispute, House, Step, cast, process};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A key service of a few lines: real sealing with a keystream of SHA-256 and a MAC, keys from a file, moods for when it goes wrong.
const SERVICE: &str = r#"#!/usr/bin/env python3
import base64, hashlib, hmac, json, os, sys
place = sys.argv[1]
def read(name):
    try:
        return open(os.path.join(place, name)).read().strip()
    except FileNotFoundError:
        return ""
def seal(secret, context, nonce, data):
    stream = hashlib.sha256(secret.encode() + b"stream" + nonce).digest()
    return bytes(a ^ b for a, b in zip(data, stream))
def mac(secret, context, nonce, box):
    return hmac.new(secret.encode(), context.encode() + nonce + box, "sha256").digest()
for line in sys.stdin:
    asked, mood = json.loads(line), read("mood")
    if mood == "silent":
        continue
    if mood == "dying":
        sys.exit(1)
    if mood == "garbage":
        print("Traceback (most recent call last):", flush=True)
        continue
    said = {"id": asked["id"]}
    keys = read("keys").split()
    if mood == "stale":
        said["id"] -= 1
    if mood == "refusing":
        said["error"] = "access denied"
    elif asked["op"] == "keys":
        said["keys"], said["current"] = keys, keys[-1]
    elif asked["key"] not in keys:
        said["error"] = "no such key"
    elif asked["op"] == "wrap":
        data, nonce = base64.b64decode(asked["plaintext"]), os.urandom(16)
        box = seal(read("secret") + asked["key"], asked["context"], nonce, data)
        box = nonce + mac(read("secret") + asked["key"], asked["context"], nonce, box) + box
        said["wrapped"] = base64.b64encode(data if mood == "clear" else box).decode()
    else:
        data = base64.b64decode(asked["wrapped"])
        nonce, tag, box = data[:16], data[16:48], data[48:]
        right = mac(read("secret") + asked["key"], asked["context"], nonce, box)
        if hmac.compare_digest(tag, right) or mood == "careless":
            said["plaintext"] = base64.b64encode(seal(read("secret") + asked["key"], asked["context"], nonce, box)).decode()
        else:
            said["error"] = "integrity"
    print(json.dumps(said), flush=True)
"#;

/// The service and its place.
struct Service {
    place: tempfile::TempDir,
}

impl Service {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let script = place.path().join("service");
        std::fs::write(&script, SERVICE).unwrap();
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
        let service = Self { place };
        service.put("secret", "not told to anybody");
        service.put("keys", "arn:kms/first");
        service
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.place.path().join(name), text).unwrap();
    }

    /// Everything well again, or badly in this way.
    fn mood(&self, mood: &str) {
        self.put("mood", mood);
    }

    fn environment(&self) -> Vec<(String, String)> {
        let place = self.place.path().display().to_string();
        let line = format!("{place}/service {place}");
        [("HEJIE_HOUSE_MASTER_KEY_COMMAND", line.as_str()), ("HEJIE_HOUSE_MASTER_KEY_COMMAND_MS", "1500")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    }
}

fn vault(data: &Path) -> Connection {
    Connection::open_with_flags(data.join("vault.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn masters(data: &Path) -> Vec<String> {
    let vault = vault(data);
    let mut ids = vault
        .prepare("SELECT DISTINCT master FROM subject_keys WHERE wrapped IS NOT NULL ORDER BY master")
        .unwrap();
    ids.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn ran(data: &Path, arguments: &[&str], environment: &[(String, String)]) -> Value {
    let ended = process::run_with(data, arguments, environment);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    serde_json::from_slice(&ended.stdout).unwrap()
}

/// What the server says instead of starting.
fn refused(data: &Path, environment: &[(String, String)]) -> String {
    let ended = process::run_with(data, &["serve", "--listen", "127.0.0.1:0"], environment);
    assert!(!ended.status.success(), "it must not start");
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

#[tokio::test]
async fn a_house_works_with_a_key_service_and_changes_its_key_there() {
    let service = Service::new();
    let house = House::with("info", service.environment());
    house.fill_registers().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let data = house.data();
    assert_eq!(masters(&data), ["arn:kms/first"]);
    assert!(!data.join("master.key").exists(), "no master key of the house's own is made");
    service.put("keys", "arn:kms/first arn:kms/second");
    let done = ran(&data, &["keys", "rotate", "--json"], &service.environment());
    assert_eq!(masters(&data), ["arn:kms/second"], "{done}");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);
    let _filed = house.post(&house.applicant(), "/v1/cases", &cast::application()).await.ok();
    assert_eq!(masters(&data), ["arn:kms/second"]);
    let _retired = ran(&data, &["keys", "retire", "arn:kms/first", "--json"], &service.environment());
    service.put("keys", "arn:kms/second");
    house.stop();
    house.restart("info");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);
    let none = process::run_with(&data, &["keys", "add"], &service.environment());
    assert!(String::from_utf8_lossy(&none.stderr).contains("add a new one"), "keys are made in the service");
    house.finish().await;
}

#[tokio::test]
async fn a_house_with_a_key_file_moves_to_a_key_service() {
    let (house, service) = (House::open().await, Service::new());
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let data = house.data();
    house.stop();
    let mut both = service.environment();
    let file: PathBuf = data.join("master.key");
    both.push(("HEJIE_HOUSE_MASTER_KEY_FILE".to_owned(), file.display().to_string()));
    let own = masters(&data).remove(0);
    let _done = ran(&data, &["keys", "rotate", "--json"], &both);
    assert_eq!(masters(&data), ["arn:kms/first"]);
    let _retired = ran(&data, &["keys", "retire", &own, "--json"], &both);
    std::fs::remove_file(file).unwrap();
    let (server, stderr) = (data.clone(), data.join("stderr.log"));
    let moved = process::Process::serve_with(&server, &stderr, "info", &service.environment());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let case = client.get(format!("{}{}", moved.base, dispute.path("")));
    let read = case.bearer_auth(&house.clerk().token).send().await.unwrap().text().await.unwrap();
    assert!(read.contains(cast::FACTS), "{read}");
}

#[tokio::test]
async fn a_service_that_fails_refuses_the_start_in_words() {
    let service = Service::new();
    let house = House::with("info", service.environment());
    house.fill_registers().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let data = house.data();
    house.stop();
    for (mood, words) in [
        ("silent", "no answer within 1500 ms"),
        ("dying", "ended without an answer"),
        ("garbage", "not of the protocol"),
        ("stale", "not of the protocol"),
        ("refusing", "access denied"),
    ] {
        service.mood(mood);
        let said = refused(&data, &service.environment());
        assert!(said.contains("key service") && said.contains(words), "{mood}: {said}");
    }
    service.mood("");
    service.put("keys", "arn:kms/another");
    let said = refused(&data, &service.environment());
    assert!(said.contains("needs master key arn:kms/first, at hand is arn:kms/another"), "{said}");
    service.put("keys", "arn:kms/first");
    service.put("secret", "somebody else's");
    let said = refused(&data, &service.environment());
    assert!(said.contains("it refuses: integrity"), "{said}");
    service.mood("careless");
    let said = refused(&data, &service.environment());
    assert!(said.contains("another key than was wrapped"), "{said}");
    service.put("secret", "not told to anybody");
    service.mood("");
    let nowhere = vec![("HEJIE_HOUSE_MASTER_KEY_COMMAND".to_owned(), "/nowhere/service".to_owned())];
    assert!(refused(&data, &nowhere).contains("does not start"));
    let fresh = tempfile::tempdir().unwrap();
    service.mood("clear");
    let said = refused(fresh.path(), &service.environment());
    assert!(said.contains("not wrapped"), "a service that wraps nothing: {said}");
    service.mood("");
    house.restart("info");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS, "nothing is lost");
    house.finish().await;
}

#[tokio::test]
async fn a_service_that_fails_later_is_503_and_nothing_is_lost() {
    let service = Service::new();
    let house = House::with("info", service.environment());
    house.fill_registers().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    for (index, mood) in ["silent", "dying", "garbage", "refusing"].into_iter().enumerate() {
        let head = house.head().await;
        service.mood(mood);
        let call = || {
            house
                .call(reqwest::Method::POST, "/v1/cases")
                .by(&house.applicant())
                .key(&format!("while-{mood}"))
                .json(&cast::application_of(index + 1))
        };
        for _ in 0..3 {
            call().send().await.refused(503, "store-busy");
        }
        assert_eq!(house.head().await, head, "{mood}: nothing was written");
        // What is in memory is read on.
        assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);
        service.mood("");
        // Left alone for a while after its failures, then asked again.
        let since = std::time::Instant::now();
        let mut done = call().send().await;
        while done.status == 503 && since.elapsed() < std::time::Duration::from_secs(60) {
            tokio::task::yield_now().await;
            done = call().send().await;
        }
        assert_eq!(done.status, 201, "{mood}: well again, the same request is done: {}", done.body);
        assert!(call().send().await.ok().header("idempotency-replayed") == "true", "{mood}");
    }
    house.stop();
    house.restart("info");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);
    assert!(!house.log().contains("plaintext"), "no question of the protocol in a log line");
    house.finish().await;
}
