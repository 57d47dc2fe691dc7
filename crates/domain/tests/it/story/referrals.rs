//! Disputes that a court sent, and cases on their way to another centre.

use super::actors::*;
use super::cases::*;
use super::commands::*;
use super::{Story, day, nothing, on};
use domain::case::*;
use domain::centre::CentreFacts;
use domain::classification::*;

/// Assigned by the court of Yuexiu before docketing, with two papers.
pub(crate) fn assignment() -> RegisterReferral {
    RegisterReferral {
        application: file_application(),
        centre: centre(),
        court: COURT.to_owned(),
        referral_no: short("（2026）粤0104委派12号"),
        court_case_no: Some(court_number("（2026）粤0104民诉前调801号")),
        kind: ReferralKind::Assigned,
        procedure: None,
        cause_of_action: short("储蓄存款合同纠纷"),
        sent_on: day("2026-10-09"),
        received_on: day("2026-10-12"),
        amount: Some(yuan(1_280)),
        materials: vec![
            ReferredMaterial { title: secret_short("起诉状副本") },
            ReferredMaterial { title: secret_short("存单复印件") },
        ],
        judge: Some(secret_short("立案庭 李法官 020-00000000")),
    }
}
/// Entrusted after docketing.
pub(crate) fn entrustment(procedure: TrialProcedure) -> RegisterReferral {
    RegisterReferral {
        kind: ReferralKind::Entrusted,
        procedure: Some(procedure),
        court_case_no: Some(court_number("（2026）粤0104民初123号")),
        ..assignment()
    }
}
pub(crate) fn sign_receipt() -> SignReferralReceipt {
    SignReferralReceipt { receipt_no: short("粤广州金调收字〔2026〕1号") }
}
pub(crate) fn report() -> ReportReferral {
    ReportReferral {
        report: secret_long("双方经一次视频调解未能一致。"),
        costly_conduct: Some(secret_long("被申请人两次临时取消会议。")),
        to_flag: Some(secret_long("无。")),
        undisputed: vec![UndisputedFact {
            fact: secret_long("存款本金五万元，于2026年9月到期。")
        }],
        facts_agreed_by: vec![APPLICANT, BANK],
        materials_returned: 2,
    }
}
pub(crate) fn referred(referral: RegisterReferral) -> Story {
    nothing().and(clerk(), on("2026-10-12 09:00"), referral)
}
pub(crate) fn signed_for(referral: RegisterReferral) -> Story {
    referred(referral).and(clerk(), on("2026-10-12 10:00"), sign_receipt())
}
/// The referred dispute is in mediation, a session was held.
pub(crate) fn mediated_for_court(referral: RegisterReferral) -> Story {
    let told = signed_for(referral).and(clerk(), on("2026-10-12 11:00"), accept_case()).and(
        clerk(),
        on("2026-10-12 14:00"),
        notify_respondent(),
    );
    told.and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO))
        .and(agent(), on("2026-10-13 10:00"), consent_of(BANK, FOR_VIDEO))
        .and(clerk(), on("2026-10-14 09:00"), offer_mediator())
        .and(mediator(), on("2026-10-14 10:00"), accept_assignment())
        .and(mediator(), on("2026-10-14 11:00"), notify_rights())
        .and(mediator(), on("2026-10-14 15:00"), schedule_session())
        .and(mediator(), on("2026-10-19 14:00"), open_session())
        .and(mediator(), on("2026-10-19 16:30"), close_session())
}
pub(crate) fn failed_for_court() -> Story {
    mediated_for_court(assignment()).and(mediator(), on("2026-10-20 09:00"), terminate_mediation())
}
/// Both parties have signed in this way, and the mediator by hand.
pub(crate) fn signed_by(method: SignatureMethod) -> Story {
    mediated_for_court(assignment())
        .and(mediator(), on("2026-10-20 09:00"), draft_agreement())
        .and(applicant(), on("2026-10-20 10:00"), sign(Signer::Party(APPLICANT), method))
        .and(agent(), on("2026-10-20 11:00"), sign(Signer::Party(BANK), method))
        .and(mediator(), on("2026-10-20 12:00"), sign_as_mediator())
}
pub(crate) fn settled_for_court(referral: RegisterReferral) -> Story {
    mediated_for_court(referral)
        .and(mediator(), on("2026-10-20 09:00"), draft_agreement())
        .and(applicant(), on("2026-10-20 10:00"), sign_as_applicant())
        .and(agent(), on("2026-10-20 11:00"), sign_as_bank())
        .and(mediator(), on("2026-10-20 12:00"), sign_as_mediator())
        .and(clerk(), on("2026-10-21 09:00"), seal_agreement())
}
pub(crate) fn reported_to_court() -> Story {
    failed_for_court().and(clerk(), on("2026-10-21 09:00"), report())
}

pub(crate) fn centre_of_foshan() -> CentreFacts {
    CentreFacts::guangdong().into_iter().find(|facts| facts.id == foshan()).unwrap()
}
pub(crate) fn propose_transfer() -> ProposeTransfer {
    ProposeTransfer {
        to: foshan(),
        reason: TransferReason::WrongCity,
        wording: secret_long("支行与申请人均在佛山。"),
    }
}
pub(crate) fn handover() -> Handover {
    Handover {
        from: centre(),
        to: centre_of_foshan(),
        case_no: Some(short("粤佛山金调字〔2026〕7号")),
        notice: ServiceMethod::Electronic,
    }
}
pub(crate) fn accept_transfer() -> AcceptTransfer {
    AcceptTransfer { handover: handover() }
}
pub(crate) fn decline_transfer() -> DeclineTransfer {
    DeclineTransfer { wording: secret_long("本市无管辖联系。") }
}
pub(crate) fn dispute_transfer() -> DisputeTransfer {
    DisputeTransfer { wording: secret_long("支行登记地在佛山。") }
}
pub(crate) fn decide_transfer(moves: bool) -> DecideTransfer {
    DecideTransfer { handover: moves.then(handover), wording: secret_long("以机构所在地为准。") }
}
pub(crate) fn offered_to_foshan(story: Story) -> Story {
    story.and(clerk(), on("2026-10-14 09:00"), propose_transfer())
}
pub(crate) fn declined_by_foshan() -> Story {
    offered_to_foshan(consented()).and(director_of_foshan(), on("2026-10-14 10:00"), decline_transfer())
}
pub(crate) fn disputed() -> Story {
    declined_by_foshan().and(director(), on("2026-10-14 11:00"), dispute_transfer())
}
pub(crate) fn at_foshan() -> Story {
    offered_to_foshan(consented()).and(director_of_foshan(), on("2026-10-14 10:00"), accept_transfer())
}
