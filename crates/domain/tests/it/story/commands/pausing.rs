//! When a mediation stands still, or its clock does.

use super::*;

pub(crate) fn suspend_mediation() -> SuspendMediation {
    SuspendMediation {
        reason: SuspensionReason::PartiesAsk,
        wording: Some(secret_short("等待另案结果")),
        agreed_by: vec![APPLICANT, BANK],
    }
}
pub(crate) fn resume_mediation() -> ResumeMediation {
    ResumeMediation { wording: Some(secret_short("另案已结")) }
}
pub(crate) fn commission_appraisal() -> CommissionAppraisal {
    CommissionAppraisal {
        appraiser: short("某司法鉴定中心"),
        question: secret_long("签名是否为本人书写。"),
        agreed_by: vec![APPLICANT, BANK],
    }
}
pub(crate) fn receive_appraisal() -> ReceiveAppraisal {
    ReceiveAppraisal { appraisal: 1, document: Some(document()) }
}
