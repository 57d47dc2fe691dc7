//! What is asked about sessions beside planning, opening and closing them.

use super::*;
use domain::ids::PartyId;

/// Somebody there in person.
pub(crate) fn there(party: PartyId, verified_by: Option<IdentityCheck>) -> Participant {
    Participant { party, representative: None, verified_by, unverified: None, checked_by: None }
}
pub(crate) fn record_no_show() -> RecordNoShow {
    RecordNoShow { session: SESSION, absent: vec![BANK], excuse: None }
}
pub(crate) fn sign_minutes(signer: Signer) -> SignMinutes {
    SignMinutes {
        session: SESSION,
        version: 1,
        signer,
        representative: None,
        read_back: ReadBack::ReadAloud,
        answer: MinutesAnswer::Signed { method: SignatureMethod::Handwritten },
    }
}
pub(crate) fn refuse_minutes(signer: Signer) -> SignMinutes {
    let answer = MinutesAnswer::Refused { reason: secret_short("与本人陈述不符") };
    SignMinutes { answer, read_back: ReadBack::ReadByHimself, ..sign_minutes(signer) }
}
pub(crate) fn request_correction() -> RequestCorrection {
    RequestCorrection { session: SESSION, party: APPLICANT, text: secret_long("利率应为百分之三。") }
}
/// Follows the applicant's first request.
pub(crate) fn record_correction() -> RecordCorrection {
    RecordCorrection {
        session: SESSION,
        answers: Some(1),
        text: Some(secret_long("更正：利率为百分之三。")),
        reason: secret_short("笔误"),
    }
}
pub(crate) fn open_exchange() -> OpenExchange {
    OpenExchange { session: SESSION, days: None }
}
pub(crate) fn post_statement(by: Option<PartyId>) -> PostStatement {
    PostStatement {
        session: SESSION, by, representative: None, text: secret_long("同意分两期支付。")
    }
}
pub(crate) fn next_step() -> NextStepPlan {
    NextStepPlan { what: secret_short("提交分期方案"), who: NextActor::Party(BANK), days: Some(5) }
}
