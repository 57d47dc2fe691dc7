//! The views, one file each: its tables, what makes its rows, the questions it answers.
//!
//! Two kinds. Rows that are a function of a case's document (`cases`, `access`, `work_list`, `load`, `due`, `stalled`, `register`, `institution_desk`, `centre_desk`) are written once a batch from
//! the document as it stands then. Rows that are a function of one event (`timeline`, `session_records`, `assignments`, `confidential`, `counts`, `statistics`, `dockings`,
//! `roster`,
//! `institutions`, `calendar`) are written event by event. Both ways the rows do not depend on where batches begin and end.

pub(crate) mod access;
pub(crate) mod assignments;
pub(crate) mod batches;
pub(crate) mod calendar;
pub(crate) mod cases;
pub(crate) mod centre_desk;
pub(crate) mod centres;
pub(crate) mod complaints;
pub(crate) mod confidential;
pub(crate) mod counts;
pub(crate) mod custody;
pub(crate) mod data_requests;
pub(crate) mod dockings;
pub(crate) mod drafts;
pub(crate) mod due;
pub(crate) mod inquiry;
pub(crate) mod institution_desk;
pub(crate) mod institutions;
pub(crate) mod load;
pub(crate) mod process_log;
pub(crate) mod referrals;
pub(crate) mod register;
pub(crate) mod roster;
pub(crate) mod session_records;
pub(crate) mod stalled;
pub(crate) mod statistics;
pub(crate) mod timeline;
pub(crate) mod transfers;
pub(crate) mod work_list;

use domain::ids::CaseId;
use rusqlite::Connection;

/// Every table of every view; the names carry the version.
pub(crate) const TABLES: [&str; 28] = [
    cases::TABLES,
    access::TABLES,
    work_list::TABLES,
    load::TABLES,
    register::TABLES,
    inquiry::TABLES,
    timeline::TABLES,
    session_records::TABLES,
    assignments::TABLES,
    confidential::TABLES,
    counts::TABLES,
    roster::TABLES,
    institutions::TABLES,
    centres::TABLES,
    drafts::TABLES,
    batches::TABLES,
    referrals::TABLES,
    transfers::TABLES,
    custody::TABLES,
    data_requests::TABLES,
    calendar::TABLES,
    complaints::TABLES,
    statistics::TABLES,
    due::TABLES,
    stalled::TABLES,
    dockings::TABLES,
    institution_desk::TABLES,
    centre_desk::TABLES,
];

/// Every table with its primary key, for the digest. A table that is missing here would escape the comparison with a rebuild.
pub(crate) const KEYS: [(&str, &str); 34] = [
    ("cases_v1", "case_id"),
    ("case_access_v1", "kind, key, case_id"),
    ("work_list_v1", "centre, due, case_id"),
    ("work_counts_v1", "centre, due, amber, stage, next_action, track"),
    ("mediator_load_v1", "mediator_id, case_id"),
    ("register_v1", "agreement_no, case_id"),
    ("register_codes_v1", "uscc, case_id"),
    ("timeline_v1", "case_id, part"),
    ("session_records_v1", "case_id, session_id"),
    ("assignments_v1", "case_id, revision"),
    ("confidential_v1", "case_id, revision"),
    ("counts_v1", "centre, month, measure"),
    ("mediators_v1", "mediator_id"),
    ("institutions_v1", "uscc"),
    ("centres_v1", "centre"),
    ("drafts_v1", "draft"),
    ("batches_v1", "batch"),
    ("batch_members_v1", "batch, case_id"),
    ("custody_v1", "case_id"),
    ("data_requests_v1", "request"),
    ("parked_v1", "stream"),
    ("referrals_v1", "case_id"),
    ("transfers_v1", "case_id"),
    ("bookings_v1", "resource, booking"),
    ("places_v1", "resource"),
    ("complaints_v1", "case_id, complaint"),
    ("statistics_v1", "dimension, value, centre, month, business"),
    ("due_v1", "case_id, timer, due_date"),
    ("live_cases_v1", "case_id"),
    ("dockings_v1", "docking"),
    ("docked_v1", "case_id, revision"),
    ("institution_cases_v1", "case_id, code, party_id"),
    ("institution_items_v1", "case_id, code, kind, party, item"),
    ("centre_items_v1", "case_id, kind, item"),
];

/// Tables that name cases in rows which follow from the stream of something else, and the work list.
const NOT_OF_THE_CASE: [&str; 3] = ["batch_members_v1", "bookings_v1", "work_list_v1"];

/// Deletes every row that follows from the events of one case or its custody; the work list, which is counted, looks after its own.
pub(crate) fn delete_case(connection: &Connection, case: CaseId) -> rusqlite::Result<()> {
    for (table, _) in KEYS.iter().filter(|(table, _)| !NOT_OF_THE_CASE.contains(table)) {
        let sql = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = 'case_id'";
        let of_cases: i64 = connection.prepare_cached(sql)?.query_row([table], |row| row.get(0))?;
        if of_cases > 0 {
            let sql = format!("DELETE FROM {table} WHERE case_id = ?1");
            connection.prepare_cached(&sql)?.execute([case.to_string()])?;
        }
    }
    Ok(())
}

/// How far SQLite's signed numbers reach; a count of cases never comes near.
pub(crate) fn count_of(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
