//! The development data: thousands of real complaints, dirty ones among them.

use super::desk::{Desk, told};
use api::import::{Format, Outcome, OutcomeKind, Summary};
use std::path::PathBuf;

/// A file of the development data, if there is any.
#[allow(clippy::print_stdout, reason = "a test that has nothing to read says so")]
fn data(path: &str) -> Option<PathBuf> {
    let directory = std::env::var_os("HEJIE_DATA_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = directory.join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no development data at {}", path.display());
    None
}

fn bad(outcomes: &[Outcome]) -> Vec<(&str, &str)> {
    let bad = outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Bad);
    bad.map(|outcome| (outcome.record_id.as_str(), outcome.flaw.as_ref().map_or("", |flaw| flaw.code)))
        .collect()
}

fn counts(summary: &Summary) -> [u64; 4] {
    [summary.filed, summary.already_there, summary.different, summary.bad]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_complaint_is_filed_once_from_whatever_export() {
    let Some(complaints) = data("cfpb/complaints_18col_dev.csv.gz") else { return };
    let Some(anomalies) = data("cfpb/dirty/anomalies_dev.csv.gz") else { return };
    let Some(reexport) = data("cfpb/dirty/reexport_same_ids_other_date_format_dev.csv.gz") else { return };
    let desk = Desk::open();
    let (summary, outcomes) = desk.import_file(Format::Cfpb, &complaints).await;
    assert_eq!(counts(&summary), [4641, 0, 0, 0], "{:?}", bad(&outcomes));
    assert_eq!(summary.unknown.len(), 0, "{:?}", summary.unknown);
    println!("{:.0} rows a second", summary.rows_per_s);
    let head = desk.head().await;
    let (summary, _) = desk.import_file(Format::Cfpb, &complaints).await;
    assert_eq!(counts(&summary), [0, 4641, 0, 0]);
    let (summary, outcomes) = desk.import_file(Format::Cfpb, &anomalies).await;
    assert_eq!(counts(&summary), [0, 546, 0, 0], "{:?}", told(&outcomes));
    let (summary, _) = desk.import_file(Format::Cfpb, &reexport).await;
    assert_eq!(counts(&summary), [0, 453, 0, 0]);
    assert_eq!(desk.head().await, head, "nothing was written a second time");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_the_older_export_and_chinese_texts_are_filed_once() {
    let desk = Desk::open();
    for (format, path, rows) in [
        (Format::Cfpb14, "cfpb/complaints_14col_2013_2017_no_narrative_dev.csv.gz", 1630),
        (Format::Consultations, "zh/consumer_consultations_dev.jsonl.gz", 143),
        (Format::CourtFacts, "zh/court_facts_finance_dev.jsonl.gz", 106),
    ] {
        let Some(path) = data(path) else { return };
        let (summary, outcomes) = desk.import_file(format, &path).await;
        assert_eq!(counts(&summary), [rows, 0, 0, 0], "{:?} {:?}", bad(&outcomes), summary.unknown);
        assert_eq!(summary.unknown.len(), 0, "{:?}", summary.unknown);
        let head = desk.head().await;
        let (summary, _) = desk.import_file(format, &path).await;
        assert_eq!(counts(&summary), [0, rows, 0, 0]);
        assert_eq!(desk.head().await, head);
    }
}
