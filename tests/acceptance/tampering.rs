//! One flipped byte anywhere in what is kept is found and named, and a restore is tried out.

use acceptance::process::run;
use acceptance::{Dispute, House, Step};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A stopped house with a whole case in it.
async fn stopped() -> House {
    let house = House::open().await;
    let _dispute = Dispute::at(&house, Step::Confirmed).await;
    house.stop();
    let good = run(&house.data(), &["verify", "--json"]);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stdout));
    house
}

/// What `hejie verify` says of a copy of the directory with one byte of one file flipped: the part that is wrong, and why.
fn verdict(data: &Path, file: &str, at: usize) -> Option<(String, String)> {
    let place = tempfile::tempdir().expect("a directory");
    copy(data, place.path());
    let path = place.path().join(file);
    let mut bytes = std::fs::read(&path).expect("bytes");
    bytes[at] ^= 1 << (at % 8);
    std::fs::write(&path, bytes).expect("a damaged file");
    let output = run(place.path(), &["verify", "--without-views", "--json"]);
    let findings: Value = serde_json::from_slice(&output.stdout).expect("findings");
    let wrong = findings.as_array().expect("a list").iter().find(|finding| finding["ok"] == false)?;
    assert!(!output.status.success());
    Some((wrong["part"].as_str()?.to_owned(), wrong["words"].as_str()?.to_owned()))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn files(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(below).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[tokio::test]
async fn a_flipped_byte_in_any_event_is_found_and_the_event_named() {
    let house = stopped().await;
    let bytes = std::fs::read(house.data().join("log.db")).expect("bytes");
    let mut named = 0;
    // Every wire name of the log stands in its row: a byte of each row's type, and one of what follows it, its metadata.
    let needle = b"case.";
    let places: Vec<usize> = bytes
        .windows(needle.len())
        .enumerate()
        .filter(|(_, window)| *window == needle)
        .map(|(at, _)| at)
        .collect();
    for at in places.iter().step_by((places.len() / 12).max(1)) {
        for offset in [2, 90] {
            let (part, words) = verdict(&house.data(), "log.db", at + offset).expect("it is found");
            assert!(matches!(part.as_str(), "log" | "file"), "{part}: {words}");
            named += usize::from(words.contains("position") || words.contains("row"));
        }
    }
    assert!(named >= 12, "{named} events were named");
}

/// Pages hold room that nothing was ever written to, or that was left when a page was split: a byte there is nobody's.
#[tokio::test]
async fn a_flipped_byte_anywhere_in_the_log_is_found_or_nobodys() {
    let house = stopped().await;
    let bytes = std::fs::read(house.data().join("log.db")).expect("bytes");
    let (mut found, mut nobodys) = (0, 0);
    for at in (0..bytes.len()).step_by((bytes.len() / 40).max(1)) {
        match verdict(&house.data(), "log.db", at) {
            Some((_, words)) => {
                assert!(!words.is_empty());
                found += 1;
            }
            None => nobodys += 1,
        }
    }
    assert!(found > nobodys, "{found} found, {nobodys} in unused room");
}

#[tokio::test]
async fn a_flipped_byte_of_tiles_checkpoint_and_keys_is_found_and_the_file_named() {
    let house = stopped().await;
    let proof = house.data().join("proof");
    let mut tiles = 0;
    for path in files(&proof) {
        let below = path.strip_prefix(&proof).expect("below").to_str().expect("a path").to_owned();
        let length = std::fs::metadata(&path).expect("a file").len() as usize;
        let part = match below.as_str() {
            "checkpoint" => "checkpoint",
            "keys" => "checkpoint",
            below if below.starts_with("tile/") => "log",
            "state.json" | "positions" => "state",
            "journal-head" => "journal",
            // What it signs with is seen by the keys it published; it is not evidence itself.
            "key.pem" => continue,
            other => panic!("a file nobody checks: {other}"),
        };
        for at in (0..length).step_by((length / 5).max(1)) {
            let (wrong, words) = verdict(&house.data(), &format!("proof/{below}"), at)
                .unwrap_or_else(|| panic!("byte {at} of {below} was not missed"));
            assert_eq!(wrong, part, "{below} at {at}: {words}");
            tiles += usize::from(part == "log");
        }
    }
    assert!(tiles > 3, "{tiles} bytes of tiles were flipped");
}

#[tokio::test]
async fn a_truncated_tile_and_a_missing_checkpoint_have_their_own_words() {
    let house = stopped().await;
    let proof = house.data().join("proof");
    let tile = files(&proof.join("tile")).remove(0);
    let bytes = std::fs::read(&tile).expect("bytes");
    std::fs::write(&tile, &bytes[..bytes.len() - 7]).expect("a shorter tile");
    let output = run(&house.data(), &["verify", "--without-views"]);
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("is truncated"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    std::fs::write(&tile, bytes).expect("as it was");
    std::fs::remove_file(proof.join("checkpoint")).expect("it was there");
    let output = run(&house.data(), &["verify", "--without-views"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("the checkpoint is missing"));
}

/// Flips the byte `offset` behind every place where `needle` stands: one is the event, others may be room left by a split page.
fn flip(file: &Path, needle: &[u8], offset: usize) {
    use std::os::unix::fs::FileExt;
    let bytes = std::fs::read(file).expect("bytes");
    let open = std::fs::File::options().write(true).open(file).expect("a file");
    let places = bytes.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle);
    let mut flipped = 0;
    for (at, _) in places {
        let at = at + offset;
        open.write_all_at(&[bytes[at] ^ 1], at as u64).expect("one byte is written");
        flipped += 1;
    }
    assert!(flipped > 0, "it is there");
}

/// Asks until the house says this of itself.
async fn says(house: &House, status: &str) -> Value {
    let begun = std::time::Instant::now();
    loop {
        let answer = house.call(reqwest::Method::GET, "/health/ready").send().await;
        assert_eq!(answer.status, 200, "it goes on serving: {}", answer.body);
        if answer.body["status"] == status {
            return answer.body;
        }
        assert!(begun.elapsed().as_secs() < 60, "it never said {status}: {}", answer.body);
    }
}

#[tokio::test]
async fn the_scrubber_finds_a_flipped_byte_while_the_house_works_and_names_the_event() {
    let variable = ("HEJIE_PROOF_SCRUB_PER_SECOND".to_owned(), "100000".to_owned());
    let house = House::with("info", vec![variable]);
    house.fill_registers().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    // A stop brings everything into one file.
    house.stop();
    house.restart("info");
    let _well = says(&house, "ready").await;
    let log = house.data().join("log.db");
    flip(&log, b"institution.registered", 3);
    // Whatever was read before is read anew after a write.
    let _other = Dispute::at(&house, Step::Filed).await;
    let damaged = says(&house, "damaged").await;
    let checks = damaged["checks"].as_array().expect("checks");
    let kept = checks.iter().find(|check| check["name"] == "kept").expect("it is looked at");
    let words = kept["reason"].as_str().expect("words");
    assert!(kept["ok"] == false && words.contains("position 1"), "{words}");
    let metrics = house.call(reqwest::Method::GET, "/metrics").send().await;
    let metrics = String::from_utf8_lossy(&metrics.raw).into_owned();
    assert!(metrics.lines().any(|line| line == "hejie_scrub_damage 1"), "{metrics}");
    // Everybody else is served, and what was mended is well again.
    let _served = dispute.read(&house.clerk(), "").await;
    flip(&log, b"insuitution.registered", 3);
    let _another = Dispute::at(&house, Step::Filed).await;
    let _well = says(&house, "ready").await;
}

#[tokio::test]
async fn a_flipped_byte_of_a_write_ahead_log_that_a_kill_left_is_found() {
    let house = House::open().await;
    let _dispute = Dispute::at(&house, Step::Accepted).await;
    let answer = house.call(reqwest::Method::GET, "/proof/checkpoint").send().await;
    assert_eq!(answer.status, 200);
    house.kill();
    let bytes = std::fs::read(house.data().join("log.db-wal")).expect("a kill leaves it");
    let needle = b"institution.registered";
    let at = bytes.windows(needle.len()).position(|window| window == needle).expect("it is there");
    let (part, words) = verdict(&house.data(), "log.db-wal", at + 3).expect("it is found");
    assert!(matches!(part.as_str(), "log" | "file"), "{part}: {words}");
}

#[tokio::test]
async fn the_restore_drill_brings_everything_back_from_the_log_alone_and_tells_what_a_backup_would_lose() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Accepted).await;
    let (backup, keys) = (house.data().with_file_name("backup"), house.data().with_file_name("keys"));
    let to = |path: &PathBuf| path.to_str().expect("a path").to_owned();
    let made = run(&house.data(), &["backup", "--to", &to(&backup), "--keys-to", &to(&keys)]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    dispute.go_on(Step::Accepted, Step::Confirmed).await;
    let _caught_up = dispute.read(&house.clerk(), "").await;
    house.stop();

    let drill = run(&house.data(), &["drill", "--json"]);
    let report: Value = serde_json::from_slice(&drill.stdout).expect("a report");
    assert!(drill.status.success(), "{report}");
    assert_eq!((&report["lost"], &report["views_equal"]), (&Value::from(0), &Value::Bool(true)), "{report}");

    let drill = run(&house.data(), &["drill", "--json", "--backup", &to(&backup)]);
    let report: Value = serde_json::from_slice(&drill.stdout).expect("a report");
    assert!(!drill.status.success(), "a backup of yesterday does not bring everything back: {report}");
    let (events, signed, lost) = (&report["events"], &report["signed"], &report["lost"]);
    assert_eq!(events.as_u64().zip(lost.as_u64()).map(|(a, b)| a + b), signed.as_u64(), "{report}");
    let history =
        report["findings"].as_array().expect("findings").iter().find(|finding| finding["part"] == "history");
    assert_eq!(history.expect("compared")["ok"], true, "{report}");
    assert!(
        report["walked_s"].is_f64() && report["built_s"].is_f64() && report["opened_s"].is_f64(),
        "{report}"
    );
    assert!(!house.data().join("drill").exists(), "the drill leaves nothing behind");
}
