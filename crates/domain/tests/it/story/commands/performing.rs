//! What follows the agreement.

use super::*;

pub(crate) fn report_performance() -> ReportPerformance {
    ReportPerformance {
        seq: 1,
        amount: Some(yuan(5_000)),
        performed_on: day("2026-10-27"),
        proof: secret_short("FT-20261027-01"),
    }
}
pub(crate) fn confirm_receipt() -> ConfirmReceipt {
    ConfirmReceipt { seq: 1, party: APPLICANT }
}
pub(crate) fn urge_performance() -> UrgePerformance {
    UrgePerformance {
        seq: 1,
        asked_by: Some(APPLICANT),
        wording: Some(secret_long("电话督促，答复三日内付清。")),
    }
}
pub(crate) fn declare_default() -> DeclareDefault {
    DeclareDefault { seq: 1, asked_by: None, ground: DefaultGround::Overdue, accelerate: false }
}
pub(crate) fn waive_obligation() -> WaiveObligation {
    WaiveObligation {
        seq: 1,
        party: APPLICANT,
        representative: None,
        declaration: secret_short("免除声明 2026-10-28"),
    }
}
pub(crate) fn record_enforcement() -> RecordEnforcement {
    RecordEnforcement {
        party: APPLICANT,
        court_case_no: court_number("（2026）粤0104执881号"),
        applied_on: day("2026-11-20"),
        seqs: vec![1],
        title: None,
    }
}
pub(crate) fn record_follow_up() -> RecordFollowUp {
    RecordFollowUp {
        party: APPLICANT,
        called_on: day("2026-11-03"),
        satisfaction: Some(4),
        remarks: Some(secret_long("款项已收到，较为满意。")),
        no_further: false,
    }
}
