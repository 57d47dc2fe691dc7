//! A court's inquiry and its answer.

use super::*;
use domain::classification::InquiryPurpose;

/// Of the court the confirmation is asked of.
pub(crate) fn receive_inquiry() -> ReceiveInquiry {
    ReceiveInquiry {
        matter: court_number("（2026）粤0104民特35号"),
        purpose: InquiryPurpose::Confirmation,
        question: secret_long("请说明申请人是否本人到场签字。"),
        received_on: None,
    }
}

pub(crate) fn answer_inquiry() -> AnswerInquiry {
    AnswerInquiry {
        inquiry: 1,
        answer: secret_long("申请人本人到场，身份经当面核验。"),
        documents: vec![DocumentRef { title: secret_short("签到记录"), sha256: sha() }],
    }
}
