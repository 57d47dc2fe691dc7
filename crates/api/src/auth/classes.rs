//! Which classes of confidentiality (K1 to K8) the answer to a question shows, for the access journal.

use application::Class::{K1, K2, K3, K4, K5, K6, K7, K8};
use application::Classes;
use domain::occasion::{Actor, Role};
use serde_json::Value;

/// What an answer shows whoever asks. A case itself is looked at field by field: [`of_case`].
#[must_use]
pub fn of_action(action: &str) -> Classes {
    let classes = match action {
        "read_timeline" => &[K1, K2, K6, K7][..],
        "read_party_page" => &[K1, K6, K7, K8],
        "search_cases"
        | "read_work_list"
        | "read_personal_number"
        | "read_data_requests"
        | "read_data_request"
        | "read_erasure_certificate" => &[K1, K2],
        "read_personal_data" | "read_archive" => &[K1, K2, K3, K6, K7, K8],
        "read_session_records" => &[K1, K3],
        "read_caucus_records" => &[K4],
        "read_notes" | "read_complaints" | "read_case_complaints" => &[K5],
        "read_mediator_proposals" | "read_assignments" | "read_pending_approvals" => &[K1, K6],
        "read_bundle" | "read_settlement" | "read_settlements" => &[K1, K7, K8],
        "read_agreement_mark" => &[K7],
        "read_obligations" | "read_due_obligations" => &[K1, K7],
        "read_agreements" => &[K1, K6, K7],
        "inquire_settlements" | "inquire_settlements_of_person" | "read_referrals" => &[K1, K8],
        "read_access_journal"
        | "search_access_journal"
        | "read_emergency_accesses"
        | "open_emergency_access"
        | "review_emergency_access"
        | "revoke_access"
        | "lift_access_revocation"
        | "read_access_revocations"
        | "rebuild_views"
        | "roll_back_views"
        | "read_view_rebuild"
        | "read_parked_streams"
        | "retry_parked_stream"
        | "discard_parked_stream"
        | "add_account"
        | "reset_account"
        | "read_accounts"
        | "read_statistics"
        | "read_statistics_definitions"
        | "read_publication"
        | "read_annual_report"
        | "read_process_log"
        | "read_institution_desk"
        | "read_centre_desk"
        | "watch_work_list" => &[],
        _ => &[K1],
    };
    Classes::of(classes)
}

/// What of a case is in an answer.
#[must_use]
pub fn of_case(actor: &Actor, body: &Value) -> Classes {
    let holds = |name: &str| {
        body.get(name).is_some_and(|value| match value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => true,
        })
    };
    let mut classes = Classes::of(if actor.role == Role::Court { &[K1] } else { &[K1, K2] });
    for (name, class) in [
        ("proposals", K6),
        ("no_objection", K6),
        ("opinion", K6),
        ("authority_requests", K6),
        ("evaluations", K6),
        ("agreement", K7),
        ("obligations", K7),
        ("enforcements", K7),
        ("follow_ups", K7),
        ("confirmation", K8),
        ("referral", K8),
        ("undisputed_facts", K8),
        ("risk_reports", K5),
    ] {
        if holds(name) {
            classes = classes.and(class);
        }
    }
    classes
}
