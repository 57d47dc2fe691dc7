//! `hejie import` as people call it.

use super::desk::{file, row};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn import(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hejie"));
    command
        .env_remove("HEJIE_DATA")
        .arg("--data")
        .arg(data)
        .args(["import", "--format", "cfpb"])
        .args(arguments);
    command.output().unwrap()
}

#[test]
fn the_command_tells_rows_and_summary_and_its_exit_code_tells_whether_all_are_in() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let (source, outcomes) = (directory.path().join("c.csv"), directory.path().join("o.csv"));
    let rows = [row("2020/3/18", "x", "1"), row("2020/2/30", "x", "2")];
    std::fs::write(&source, file(&rows)).unwrap();
    let (source, outcomes) = (source.to_str().unwrap(), outcomes.to_str().unwrap());
    let first = import(&data, &[source, "--outcome", outcomes, "--json"]);
    assert_eq!(first.status.code(), Some(1), "{}", String::from_utf8_lossy(&first.stderr));
    let summary: Value = serde_json::from_slice(&first.stdout).unwrap();
    assert_eq!((&summary["filed"], &summary["bad"]), (&Value::from(1), &Value::from(1)));
    let complaint = String::from_utf8(first.stderr).unwrap();
    assert!(complaint.contains("line 3, Date received:"), "{complaint}");
    let told = std::fs::read_to_string(outcomes).unwrap();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(told[0], "line,record_id,outcome,case_id,column,code,reason");
    assert!(told[1].starts_with("2,1,filed,"), "{told:?}");
    assert!(told[2].starts_with("3,2,bad,,Date received,date-invalid,"), "{told:?}");

    std::fs::write(source, file(&rows[..1])).unwrap();
    let second = import(&data, &[source, "--as", "clerk-7", "--quiet"]);
    assert_eq!(second.status.code(), Some(0), "{}", String::from_utf8_lossy(&second.stderr));
    let told = String::from_utf8(second.stdout).unwrap();
    assert!(told.contains("0 filed, 1 already there, 0 different, 0 bad"), "{told}");
}

#[test]
fn a_directory_in_use_an_unknown_centre_and_a_missing_file_are_refused_with_the_reason() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let source = directory.path().join("c.csv");
    std::fs::write(&source, file(&[row("2020/3/18", "x", "1")])).unwrap();
    let source = source.to_str().unwrap();
    let refused = |arguments: &[&str]| {
        let output = import(&data, arguments);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let reason = refused(&["no-such-file.csv"]);
    assert!(reason.contains("no-such-file.csv: cannot be opened"), "{reason}");
    let reason = refused(&[source, "--centre", "999999"]);
    assert!(reason.contains("there is no centre 999999"), "{reason}");
    let reason = refused(&[source, "--outcome", source]);
    assert!(reason.contains("the file to import itself"), "{reason}");
    let _server = SqliteEventStore::open(SqliteOptions::new(data.join("log.db"))).unwrap();
    let reason = refused(&[source]);
    assert!(reason.contains("another process") && reason.contains("no server may run"), "{reason}");
}
