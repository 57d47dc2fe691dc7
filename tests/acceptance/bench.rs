//! `hejie bench`: the figures are for machines that do nothing else, but that nothing is lost or made up is held here, and what idle
//! listeners cost.

use acceptance::{Shared, process};
use serde_json::Value;

#[tokio::test]
async fn the_bench_of_the_log_finds_every_acknowledged_append_and_leaves_nothing_behind() {
    let shared = Shared::start();
    let place = tempfile::tempdir().expect("a directory");
    let schemas = || shared.psql("hejie", "SELECT count(*) FROM pg_namespace");
    let before = schemas();
    let (_, url) = shared.environment("hejie").swap_remove(0);
    let tiny = ["--seconds", "1", "--connections", "5", "--preload", "2000", "--json"];
    let arguments = [["bench", "log", "--postgres", &url].as_slice(), &tiny].concat();
    let ended = process::run(place.path(), &arguments);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let report: Value = serde_json::from_slice(&ended.stdout).expect("JSON");
    let log = &report["log"];

    let told = |series: &Value| {
        (
            series["name"].as_str().unwrap().to_owned(),
            series["processes"].as_u64(),
            series["writers"].as_u64(),
        )
    };
    let series = log["series"].as_array().expect("series");
    let expected = [
        ("embedded engine", 1, 1),
        ("embedded engine", 1, 5),
        ("PostgreSQL", 1, 1),
        ("PostgreSQL", 1, 5),
        ("PostgreSQL", 3, 5),
    ]
    .map(|(name, processes, writers)| (name.to_owned(), Some(processes), Some(writers)));
    assert_eq!(series.iter().map(told).collect::<Vec<_>>(), expected);
    for series in series.iter().chain([&log["long"]["short"], &log["long"]["long"]]) {
        assert!(series["acknowledged"].as_u64() > Some(0), "{series}");
        assert_eq!(series["acknowledged"], series["held"], "{series}");
    }
    assert!(log["raw_one"]["per_second"].as_f64() > Some(0.0), "{log}");
    assert!(log["raw_many"]["per_second"].as_f64() > Some(0.0), "{log}");
    assert!(log["long"]["short_events"].as_u64() < Some(2000), "{log}");
    assert!(log["long"]["long_events"].as_u64() >= Some(2000), "{log}");

    let followed = log["followed"].as_array().expect("what was followed");
    assert_eq!(followed[0]["events"], series[1]["held"], "every event of the log was read and decoded");
    assert_eq!(followed[2]["events"], series[4]["held"]);
    assert!(followed.iter().all(|one| one["resident_kib"].as_u64() > Some(0)), "{followed:?}");

    assert_eq!(schemas(), before, "the schema of the bench is gone");
    let left: Vec<_> = std::fs::read_dir(place.path().join("log")).expect("its directory").collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Whoever listens costs a connection and a place in the ring, however many listen.
#[tokio::test]
async fn two_thousand_idle_listeners_cost_a_node_less_than_a_hundred_megabytes() {
    let place = tempfile::tempdir().expect("a directory");
    let ended = process::run(place.path(), &["bench", "subscribers", "--json"]);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let report: Value = serde_json::from_slice(&ended.stdout).expect("JSON");
    let resident = |row: usize| report["memory"][row][1]["resident_kib"].as_u64().expect("a number");
    assert_eq!(report["memory"][1][0], "server, 2020 idle listeners");
    let grown = resident(1).saturating_sub(resident(0));
    assert!(grown < 100 * 1024, "{grown} KiB for two thousand listeners");
}

/// The cases of the bench take every road through the house itself; whoever changes a rule sees here which road it closes.
#[tokio::test]
async fn the_bench_of_the_views_takes_its_cases_every_road_and_asks_everything_of_them() {
    let place = tempfile::tempdir().expect("a directory");
    let tiny = ["bench", "views", "--preload", "120", "--seconds", "1", "--connections", "4", "--json"];
    let ended = process::run(place.path(), &tiny);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let report: Value = serde_json::from_slice(&ended.stdout).expect("JSON");
    let lines: Vec<_> = report["lines"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
    let told = |what: &str| {
        let line = lines.iter().find(|line| line.trim_start().starts_with(what)).expect(what);
        line.split_whitespace().rev().find_map(|word| word.parse::<f64>().ok()).expect("a number")
    };
    assert_eq!(told("cases"), 120.0);
    assert!(told("events") > 1_000.0, "{lines:?}");
    assert_eq!(told("streams parked"), 0.0);
    for measured in ["views built", "file of views", "search by a name, 99", "views behind the log, 99"] {
        assert!(told(measured) > 0.0, "{measured}: {lines:?}");
    }
    for window in report["windows"].as_array().expect("windows") {
        assert_eq!(window["errors"], 0, "{window}");
        assert!(window["answered"].as_u64() > Some(0), "{window}");
    }
}
