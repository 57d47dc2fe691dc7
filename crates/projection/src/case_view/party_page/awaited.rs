//! What the others do next: the next action of the case, told to a party. What the centre weighs for itself is not told apart.

use super::words::{AwaitedCode, TaskCode};
use super::{Awaited, PartyTask};
use crate::case_view::{CaseView, NextAction};
use domain::case::Signer;

/// What is awaited of others; `others` are the tasks of parties for whom the reader does not speak.
pub(super) fn of(view: &CaseView, others: &[PartyTask]) -> Vec<Awaited> {
    let Some(action) = view.next_action else { return Vec::new() };
    let waits = |codes: &[TaskCode]| others.iter().any(|task| codes.contains(&task.code));
    let code = code(action);
    let by_others = match code {
        AwaitedCode::Supplement => waits(&[TaskCode::SupplySupplement]),
        AwaitedCode::Consents => waits(&[TaskCode::AnswerInvitation]),
        AwaitedCode::Choice => waits(&[TaskCode::ChooseMediator, TaskCode::AnswerMediatorList]),
        AwaitedCode::Opinion => waits(&[TaskCode::AnswerOpinion]),
        AwaitedCode::Signatures => waits(&[TaskCode::SignAgreement]) || mediator_signs(view),
        AwaitedCode::ConfirmationSignatures => waits(&[TaskCode::SignConfirmation]),
        AwaitedCode::Objections => waits(&[TaskCode::ConsiderNoObjection]),
        AwaitedCode::DecideAcceptance
        | AwaitedCode::NotifyRespondent
        | AwaitedCode::AppointMediator
        | AwaitedCode::MediatorAnswers
        | AwaitedCode::SettlePanel
        | AwaitedCode::Resume
        | AwaitedCode::TellRights
        | AwaitedCode::ServeProposal
        | AwaitedCode::PlanSession
        | AwaitedCode::HoldSession
        | AwaitedCode::SessionGoesOn
        | AwaitedCode::DraftAgreement
        | AwaitedCode::Seal
        | AwaitedCode::FileConfirmation
        | AwaitedCode::CourtTakes
        | AwaitedCode::CourtPapers
        | AwaitedCode::Ruling
        | AwaitedCode::FollowPerformance
        | AwaitedCode::CloseCase
        | AwaitedCode::ReferralReceipt
        | AwaitedCode::ReportReferral => true,
    };
    by_others.then_some(Awaited { code, last_day: last_day(view, code) }).into_iter().collect()
}

fn mediator_signs(view: &CaseView) -> bool {
    let signed = |signer| view.agreement.iter().flat_map(|it| &it.signatures).any(|it| it.signer == signer);
    view.mediator.is_some_and(|mediator| !signed(Signer::Mediator(mediator)))
}

/// Days on which the centre looks after a performance are its own, and would tell that something did not come.
fn last_day(view: &CaseView, code: AwaitedCode) -> Option<chrono::NaiveDate> {
    view.next_due.filter(|_| code != AwaitedCode::FollowPerformance)
}

/// What an action of the centre's list is to a party; total, so that a new one gets its word.
const fn code(action: NextAction) -> AwaitedCode {
    match action {
        // That it is like another case is the centre's own affair.
        NextAction::DecideAcceptance | NextAction::DecideSimilarity => AwaitedCode::DecideAcceptance,
        NextAction::AwaitSupplement => AwaitedCode::Supplement,
        NextAction::NotifyRespondent => AwaitedCode::NotifyRespondent,
        NextAction::AwaitConsents => AwaitedCode::Consents,
        NextAction::AwaitChoice => AwaitedCode::Choice,
        NextAction::OfferMediator => AwaitedCode::AppointMediator,
        NextAction::AwaitMediator => AwaitedCode::MediatorAnswers,
        // Who doubts a mediator, and why, is for the director.
        NextAction::DecideRecusal | NextAction::ResolveSuspension => AwaitedCode::SettlePanel,
        NextAction::ResumeMediation => AwaitedCode::Resume,
        NextAction::NotifyRights => AwaitedCode::TellRights,
        NextAction::ServeProposal => AwaitedCode::ServeProposal,
        NextAction::AwaitObjections => AwaitedCode::Objections,
        NextAction::ScheduleSession => AwaitedCode::PlanSession,
        NextAction::HoldSession => AwaitedCode::HoldSession,
        NextAction::CloseSession => AwaitedCode::SessionGoesOn,
        NextAction::AwaitOpinion => AwaitedCode::Opinion,
        NextAction::DraftAgreement => AwaitedCode::DraftAgreement,
        NextAction::CollectSignatures => AwaitedCode::Signatures,
        NextAction::SealAgreement => AwaitedCode::Seal,
        NextAction::SignConfirmation => AwaitedCode::ConfirmationSignatures,
        NextAction::FileConfirmation => AwaitedCode::FileConfirmation,
        NextAction::AwaitCourt => AwaitedCode::CourtTakes,
        NextAction::SupplyCourt => AwaitedCode::CourtPapers,
        NextAction::AwaitRuling => AwaitedCode::Ruling,
        NextAction::UrgePerformance | NextAction::CallBack | NextAction::CheckPerformance => {
            AwaitedCode::FollowPerformance
        }
        NextAction::CloseCase => AwaitedCode::CloseCase,
        NextAction::SignReferralReceipt => AwaitedCode::ReferralReceipt,
        NextAction::ReportReferral => AwaitedCode::ReportReferral,
    }
}
