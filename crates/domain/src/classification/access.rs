//! Code lists of looking at what is not shown without a word: for what, why, and what is held of it afterwards.

use serde::{Deserialize, Serialize};

codes! {
    /// What a court looks for a settlement for that was not filed with it (法院查询目的).
    InquiryPurpose {
        Enforcement = "ENFORCEMENT", "执行";
        Confirmation = "CONFIRMATION", "司法确认审查";
        ParallelSuit = "PARALLEL_SUIT", "审查同一纠纷是否重复起诉";
        ShamLitigation = "SHAM_LITIGATION", "审查虚假调解、虚假诉讼";
        Supervision = "SUPERVISION", "审判监督";
    }

    /// What a personal number is shown whole for (查看完整号码的事由).
    UnmaskReason {
        IdentityCheck = "IDENTITY_CHECK", "核对身份";
        Contact = "CONTACT", "联系当事人";
        Service = "SERVICE", "送达文书";
        CourtFiling = "COURT_FILING", "制作司法确认材料";
        Safety = "SAFETY", "人身安全";
    }

    /// Why a case of another centre is opened in an emergency (紧急访问事由).
    EmergencyReason {
        Danger = "DANGER", "有暴力、自伤或者犯罪的危险";
        CentreUnreachable = "CENTRE_UNREACHABLE", "承办中心无法联系，期限即将届满";
        LegalOrder = "LEGAL_ORDER", "依法配合有权机关";
    }

    /// What the audit administrator holds of an emergency access (紧急访问审核结论).
    EmergencyVerdict {
        Justified = "JUSTIFIED", "有正当理由";
        NotJustified = "NOT_JUSTIFIED", "没有正当理由";
    }
}
