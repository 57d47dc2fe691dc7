//! Documents that are written from code and fail when stale. `UPDATE_DOCS=1` rewrites them.

use api::error::table::{row, rows};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Compares `docs/<name>` with what the code says.
#[track_caller]
fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == expected,
        "docs/{name} is stale; run: UPDATE_DOCS=1 cargo test -p api --test it documents"
    );
}

#[test]
fn the_page_of_errors_is_current() {
    let mut page = String::from(
        "# Problem codes\n\nWritten from `crates/api/src/error/table/` by a test; change the table there.\n\
         Every refusal is a problem document (RFC 9457); `code` is stable. Facts stand in braces.\n\n\
         | Code | Status | Retry | 中文 | English | Remedy |\n|---|---|---|---|---|---|\n",
    );
    for row in rows() {
        let retry = if row.retryable { "yes" } else { "no" };
        let cells = [row.zh, row.en, row.remedy_en].map(|text| text.replace('|', "\\|").replace('<', "&lt;"));
        writeln!(page, "| `{}` | {} | {retry} | {} |", row.code, row.status, cells.join(" | ")).unwrap();
    }
    check("errors.md", &page);
}

#[test]
fn the_access_matrix_is_current() {
    check("access-matrix.md", &api::auth::matrix());
}

#[test]
fn the_openapi_document_is_current() {
    let mut text = serde_json::to_string_pretty(&api::server::document()).unwrap();
    text.push('\n');
    check("openapi.json", &text);
}

#[test]
fn every_code_has_one_row_in_both_languages_with_the_same_facts() {
    let codes: BTreeSet<_> = rows().map(|row| row.code).collect();
    assert_eq!(codes.len(), rows().count());
    for row in rows() {
        assert_eq!(facts(row.zh), facts(row.en), "{}", row.code);
        assert_eq!(facts(row.remedy_zh), facts(row.remedy_en), "{}", row.code);
        assert!((400..=599).contains(&row.status), "{}", row.code);
        assert!(
            row.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{}",
            row.code
        );
        assert!(!row.retryable || [408, 409, 429, 503].contains(&row.status), "{}", row.code);
    }
}

#[test]
fn every_value_the_domain_refuses_has_a_row() {
    for code in domain::invalid::ALL_CODES {
        assert!(row(code).is_some(), "{code} has no row in crates/api/src/error/table/value.rs");
    }
}

#[test]
fn every_refusal_of_the_rules_has_a_row() {
    use domain::case::Rejection;
    use domain::mediator::RosterRejection;
    let privacy = domain::custody::CustodyRejection::ALL_CODES
        .iter()
        .chain(domain::data_request::DataRequestRejection::ALL_CODES)
        .chain(domain::resource_calendar::CalendarRejection::ALL_CODES)
        .chain(domain::draft::DraftRejection::ALL_CODES)
        .chain(domain::batch::BatchRejection::ALL_CODES)
        .chain(domain::docking::DockingRejection::ALL_CODES)
        .chain(domain::publication::PublicationRejection::ALL_CODES)
        .chain(domain::institution::MemorandumRejection::ALL_CODES)
        .chain(domain::centre::CentreRejection::ALL_CODES)
        .chain(domain::holiday_register::HolidayRejection::ALL_CODES)
        .chain(domain::rule_book::RuleBookRejection::ALL_CODES)
        .chain(domain::number_register::NumberRejection::ALL_CODES)
        .chain(application::SigningRefusal::ALL_CODES);
    for code in Rejection::ALL_CODES.iter().chain(RosterRejection::ALL_CODES).chain(privacy) {
        assert!(row(code).is_some(), "{code} has no row in crates/api/src/error/table");
    }
}

fn facts(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn every_operation_has_a_row_in_the_reviewed_table_of_access() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-table.md");
    let table = std::fs::read_to_string(path).unwrap();
    let rows: BTreeSet<_> =
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|row| row.0).collect();
    let open = api::auth::OPEN.into_iter();
    let operations: BTreeSet<_> = api::auth::ACTIONS.iter().map(|row| row.name).chain(open).collect();
    assert_eq!(
        rows, operations,
        "review who gets what answer: UPDATE_DOCS=1 cargo test -p acceptance --test acceptance access_table"
    );
}
