//! Questions to the views, one a file.

mod agreement_difference;
pub mod read_access_journal;
pub mod read_agreement_mark;
pub mod read_agreements;
pub mod read_assignments;
pub mod read_bundle;
pub mod read_case;
pub mod read_case_complaints;
pub mod read_caucus_records;
pub mod read_centre_desk;
pub mod read_complaints;
pub mod read_counts;
pub mod read_deadlines;
pub mod read_due_obligations;
pub mod read_institution;
pub mod read_institution_desk;
pub mod read_institutions;
pub mod read_mediator;
pub mod read_mediator_proposals;
pub mod read_notes;
pub mod read_obligations;
pub mod read_own_cases;
pub mod read_party_page;
pub mod read_pending_approvals;
pub mod read_referrals;
pub mod read_roster;
pub mod read_session_records;
pub mod read_settlement;
pub mod read_settlements;
pub mod read_stalled_cases;
pub mod read_timeline;
pub mod read_transfers;
pub mod read_work_list;
pub mod search_cases;

use projection::Paging;

/// Rows of a page when the caller does not say.
const ROWS: u32 = 50;

/// Which page is wanted.
pub(super) fn paging(after: Option<String>, limit: Option<u32>) -> Paging {
    Paging { after, limit: limit.unwrap_or(ROWS) }
}
