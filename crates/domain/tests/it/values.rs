//! Values, the legal calendar and deadlines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // A test that cannot go on must say so.

mod calendar;
mod court_number;
mod deadline;
mod holidays;
mod identity;
mod invalid;
mod matching;
mod money;
mod periods;
mod ranking;
mod text;

use std::path::PathBuf;

use chrono::NaiveDate;

/// A day that exists, written as in the law reports.
#[track_caller]
fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day that exists")
}

/// A file of the development data, or `None` with a printed line where there is none.
fn development_data(path: &str) -> Option<String> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let file = std::env::var_os("HEJIE_DATA_DIR").map_or_else(beside, PathBuf::from).join(path);
    let content = std::fs::read_to_string(&file).ok();
    if content.is_none() {
        println!("skipped: no development data at {}", file.display());
    }
    content
}
