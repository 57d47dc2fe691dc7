//! Documents that are made from the code and fail when they are stale.
//!
//! `UPDATE_DOCS=1 cargo test -p domain` writes them anew; read the difference before you keep it.

mod decision_table;
mod events;

use crate::wire_format::updating;

/// Compares a document with what it should say, or writes it.
#[track_caller]
fn up_to_date(name: &str, expected: &str) {
    let path = format!("{}/../../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    if updating() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let stale = found.lines().zip(expected.lines()).position(|(is, should)| is != should);
    let line = stale.unwrap_or_else(|| found.lines().count().min(expected.lines().count()));
    assert!(
        found == expected,
        "docs/{name} is stale from line {}: write it anew with UPDATE_DOCS=1 and read the difference",
        line + 1
    );
}

/// A table in Markdown.
fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = vec!["---".to_owned(); head.len()];
    let rows: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{rows}", line(head), line(&rule))
}
