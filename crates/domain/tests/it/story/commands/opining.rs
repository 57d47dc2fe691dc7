//! The fast track: what the bank signed, the mediator's opinion, the customer's answer.

use super::*;
use domain::institution::{EndMemorandum, SignMemorandum};

/// The bank's head office signed it, for up to 10,000 yuan.
pub(crate) fn sign_memorandum() -> SignMemorandum {
    SignMemorandum {
        reference: short("粤金消备〔2026〕3号"),
        ceiling: yuan(10_000),
        businesses: vec![Business::RmbSavings, Business::DebitCard],
        signed_on: day("2026-01-05"),
        valid_from: day("2026-02-01"),
        valid_to: Some(day("2027-12-31")),
    }
}
pub(crate) fn end_memorandum() -> EndMemorandum {
    EndMemorandum {
        memorandum: 1, ended_on: day("2026-12-31"), reason: short("机构调整小额纠纷处理政策")
    }
}
/// What binds the branch.
pub(crate) fn memorandum() -> BoundBy {
    let SignMemorandum { reference, ceiling, .. } = sign_memorandum();
    BoundBy { party: BANK, institution: bank(), memorandum: 1, reference, ceiling }
}
pub(crate) fn accept_small() -> AcceptCase {
    AcceptCase { memoranda: vec![memorandum()], ..accept_case() }
}
/// The bank should pay 5,000 yuan within a week of the last day to accept.
pub(crate) fn issue_opinion() -> IssueOpinion {
    IssueOpinion {
        terms: vec![clause(payment(5_000, "2026-11-03"))],
        ground: secret_long("《民法典》第四百九十六条：银行未就格式条款履行提示义务。"),
        salt: secret_short("c7d80a41"),
    }
}
pub(crate) fn accept_opinion() -> AcceptOpinion {
    AcceptOpinion { version: 1, party: APPLICANT, representative: None }
}
pub(crate) fn decline_opinion() -> DeclineOpinion {
    DeclineOpinion { version: 1, party: APPLICANT, reason: Some(secret_long("赔偿金额不足。")) }
}
