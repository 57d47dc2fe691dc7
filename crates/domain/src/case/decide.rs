//! Judging: the single place where a command meets a case. Each arm calls one rule.

use crate::case::command::Command;
use crate::case::conflict::and_rescan;
use crate::case::event::Event;
use crate::case::rejection::Rejection;
use crate::case::rules;
use crate::case::stage::Case;
use crate::occasion::Occasion;

/// What happens when `command` is asked of `case` on `occasion`; nothing (an empty list) when it is already so.
///
/// # Errors
/// The [`Rejection`] that forbids it. Nothing has changed then.
pub fn decide(occasion: &Occasion<'_>, case: &Case, command: Command) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::FileApplication(command) => rules::file_application::decide(occasion, case, *command),
        Command::FlagSimilar(command) => rules::flag_similar::decide(occasion, case, *command),
        Command::DecideSimilarity(command) => rules::decide_similarity::decide(occasion, case, *command),
        Command::RequestSupplement(command) => rules::request_supplement::decide(occasion, case, *command),
        Command::SubmitSupplement(command) => rules::submit_supplement::decide(occasion, case, *command),
        Command::ExtendSupplement(command) => rules::extend_supplement::decide(occasion, case, *command),
        Command::LapseApplication(_) => rules::lapse_application::decide(occasion, case),
        Command::AcceptCase(command) => rules::accept_case::decide(occasion, case, *command),
        Command::ChangeTrack(command) => rules::change_track::decide(occasion, case, *command),
        Command::RefuseAcceptance(command) => rules::refuse_acceptance::decide(occasion, case, *command),
        Command::AppointRepresentative(command) => {
            let events = rules::appoint_representative::decide(occasion, case, *command)?;
            Ok(and_rescan(occasion, case, events))
        }
        Command::ChangeAuthority(command) => rules::change_authority::decide(occasion, case, *command),
        Command::RevokeRepresentative(command) => {
            let events = rules::revoke_representative::decide(occasion, case, *command)?;
            Ok(and_rescan(occasion, case, events))
        }
        Command::RecordCapacity(command) => rules::record_capacity::decide(occasion, case, *command),
        Command::JoinParty(command) => {
            let events = rules::join_party::decide(occasion, case, *command)?;
            Ok(and_rescan(occasion, case, events))
        }
        Command::CorrectPartyData(command) => rules::correct_party_data::decide(occasion, case, *command),
        Command::RecordSpecialNeeds(command) => rules::record_special_needs::decide(occasion, case, *command),
        Command::ScreenRisk(command) => rules::screen_risk::decide(occasion, case, *command),
        Command::ReportRisk(command) => rules::report_risk::decide(occasion, case, *command),
        Command::NotifyRespondent(command) => rules::notify_respondent::decide(occasion, case, *command),
        Command::RecordConsent(command) => rules::record_consent::decide(occasion, case, *command),
        Command::RevokeConsent(command) => rules::revoke_consent::decide(occasion, case, *command),
        Command::RefuseMediation(command) => rules::refuse_mediation::decide(occasion, case, *command),
        Command::ChooseMediator(command) => rules::choose_mediator::decide(occasion, case, *command),
        Command::SendMediatorList(command) => rules::send_mediator_list::decide(occasion, case, *command),
        Command::AnswerMediatorList(command) => rules::answer_mediator_list::decide(occasion, case, *command),
        Command::CloseMediatorList(command) => rules::close_mediator_list::decide(occasion, case, *command),
        Command::OfferMediator(command) => rules::offer_mediator::decide(occasion, case, *command),
        Command::AcceptAssignment(command) => rules::accept_assignment::decide(occasion, case, *command),
        Command::DeclineAssignment(command) => rules::decline_assignment::decide(occasion, case, *command),
        Command::DiscloseConflict(command) => rules::disclose_conflict::decide(occasion, case, *command),
        Command::WaiveConflict(command) => rules::waive_conflict::decide(occasion, case, *command),
        Command::ScanConflicts(command) => rules::scan_conflicts::decide(occasion, case, *command),
        Command::RequestRecusal(command) => rules::request_recusal::decide(occasion, case, *command),
        Command::DecideRecusal(command) => rules::decide_recusal::decide(occasion, case, *command),
        Command::ReplaceMediator(command) => rules::replace_mediator::decide(occasion, case, *command),
        Command::NotifyRights(command) => rules::notify_rights::decide(occasion, case, *command),
        Command::ScheduleSession(command) => rules::schedule_session::decide(occasion, case, *command),
        Command::CancelSession(command) => rules::cancel_session::decide(occasion, case, *command),
        Command::OpenSession(command) => rules::open_session::decide(occasion, case, *command),
        Command::CloseSession(command) => rules::close_session::decide(occasion, case, *command),
        Command::RescheduleSession(command) => rules::reschedule_session::decide(occasion, case, *command),
        Command::AdjournSession(command) => rules::adjourn_session::decide(occasion, case, *command),
        Command::RecordNoShow(command) => rules::record_no_show::decide(occasion, case, *command),
        Command::SignMinutes(command) => rules::sign_minutes::decide(occasion, case, *command),
        Command::RequestCorrection(command) => rules::request_correction::decide(occasion, case, *command),
        Command::RecordCorrection(command) => rules::record_correction::decide(occasion, case, *command),
        Command::OpenExchange(command) => rules::open_exchange::decide(occasion, case, *command),
        Command::PostStatement(command) => rules::post_statement::decide(occasion, case, *command),
        Command::RecordCaucus(command) => rules::record_caucus::decide(occasion, case, *command),
        Command::WriteNote(command) => rules::write_note::decide(occasion, case, *command),
        Command::FileComplaint(command) => rules::file_complaint::decide(occasion, case, *command),
        Command::DecideComplaint(command) => rules::decide_complaint::decide(occasion, case, *command),
        Command::DropBooking(command) => rules::drop_booking::decide(occasion, case, *command),
        Command::ExtendPeriod(command) => rules::extend_period::decide(occasion, case, *command),
        Command::SuspendMediation(command) => rules::suspend_mediation::decide(occasion, case, *command),
        Command::ResumeMediation(command) => rules::resume_mediation::decide(occasion, case, *command),
        Command::CommissionAppraisal(command) => {
            rules::commission_appraisal::decide(occasion, case, *command)
        }
        Command::ReceiveAppraisal(command) => rules::receive_appraisal::decide(occasion, case, *command),
        Command::CommissionEvaluation(command) => {
            rules::commission_evaluation::decide(occasion, case, *command)
        }
        Command::DeliverEvaluation(command) => rules::deliver_evaluation::decide(occasion, case, *command),
        Command::AnswerEvaluation(command) => rules::answer_evaluation::decide(occasion, case, *command),
        Command::MakeProposal(command) => rules::make_proposal::decide(occasion, case, *command),
        Command::AnswerProposal(command) => rules::answer_proposal::decide(occasion, case, *command),
        Command::WithdrawProposal(command) => rules::withdraw_proposal::decide(occasion, case, *command),
        Command::ProposeNoObjection(command) => rules::propose_no_objection::decide(occasion, case, *command),
        Command::ServeNoObjection(command) => rules::serve_no_objection::decide(occasion, case, *command),
        Command::ObjectToProposal(command) => rules::object_to_proposal::decide(occasion, case, *command),
        Command::WithdrawNoObjection(command) => {
            rules::withdraw_no_objection::decide(occasion, case, *command)
        }
        Command::OpenBidding(command) => rules::open_bidding::decide(occasion, case, *command),
        Command::CommitBid(command) => rules::commit_bid::decide(occasion, case, *command),
        Command::RevealBid(command) => rules::reveal_bid::decide(occasion, case, *command),
        Command::CloseBidding(command) => rules::close_bidding::decide(occasion, case, *command),
        Command::RequestAuthority(command) => rules::request_authority::decide(occasion, case, *command),
        Command::AnswerAuthority(command) => rules::answer_authority::decide(occasion, case, *command),
        Command::IssueOpinion(command) => rules::issue_opinion::decide(occasion, case, *command),
        Command::AcceptOpinion(command) => rules::accept_opinion::decide(occasion, case, *command),
        Command::DeclineOpinion(command) => rules::decline_opinion::decide(occasion, case, *command),
        Command::DraftAgreement(command) => rules::draft_agreement::decide(occasion, case, *command),
        Command::AnswerAgreement(command) => rules::answer_agreement::decide(occasion, case, *command),
        Command::ReviewAgreement(command) => rules::review_agreement::decide(occasion, case, *command),
        Command::RecordOralAgreement(command) => {
            rules::record_oral_agreement::decide(occasion, case, *command)
        }
        Command::WriteDownAgreement(command) => rules::write_down_agreement::decide(occasion, case, *command),
        Command::SignAgreement(command) => rules::sign_agreement::decide(occasion, case, *command),
        Command::SealAgreement(command) => rules::seal_agreement::decide(occasion, case, *command),
        Command::PrepareConfirmation(command) => {
            rules::prepare_confirmation::decide(occasion, case, *command)
        }
        Command::SignConfirmation(command) => rules::sign_confirmation::decide(occasion, case, *command),
        Command::FileConfirmation(command) => rules::file_confirmation::decide(occasion, case, *command),
        Command::SupplyConfirmationDocuments(command) => {
            rules::supply_confirmation_documents::decide(occasion, case, *command)
        }
        Command::RecordCourtStep(command) => rules::record_court_step::decide(occasion, case, *command),
        Command::ReceiveInquiry(command) => rules::receive_inquiry::decide(occasion, case, *command),
        Command::AnswerInquiry(command) => rules::answer_inquiry::decide(occasion, case, *command),
        Command::AbandonConfirmation(command) => {
            rules::abandon_confirmation::decide(occasion, case, *command)
        }
        Command::LapseConfirmation(_) => rules::lapse_confirmation::decide(occasion, case),
        Command::RecordOtherRoute(command) => rules::record_other_route::decide(occasion, case, *command),
        Command::ReportPerformance(command) => rules::report_performance::decide(occasion, case, *command),
        Command::ConfirmReceipt(command) => rules::confirm_receipt::decide(occasion, case, *command),
        Command::UrgePerformance(command) => rules::urge_performance::decide(occasion, case, *command),
        Command::DeclareDefault(command) => rules::declare_default::decide(occasion, case, *command),
        Command::WaiveObligation(command) => rules::waive_obligation::decide(occasion, case, *command),
        Command::RecordEnforcement(command) => rules::record_enforcement::decide(occasion, case, *command),
        Command::RecordFollowUp(command) => rules::record_follow_up::decide(occasion, case, *command),
        Command::WithdrawApplication(command) => {
            rules::withdraw_application::decide(occasion, case, *command)
        }
        Command::TerminateMediation(command) => rules::terminate_mediation::decide(occasion, case, *command),
        Command::RecordUndisputedFacts(command) => {
            rules::record_undisputed_facts::decide(occasion, case, *command)
        }
        Command::SignUndisputedFacts(command) => {
            rules::sign_undisputed_facts::decide(occasion, case, *command)
        }
        Command::RefuseUndisputedFacts(command) => {
            rules::refuse_undisputed_facts::decide(occasion, case, *command)
        }
        Command::CloseCase(command) => rules::close_case::decide(occasion, case, *command),
        Command::RegisterReferral(command) => rules::register_referral::decide(occasion, case, *command),
        Command::SignReferralReceipt(command) => {
            rules::sign_referral_receipt::decide(occasion, case, *command)
        }
        Command::ReportReferral(command) => rules::report_referral::decide(occasion, case, *command),
        Command::ProposeTransfer(command) => rules::propose_transfer::decide(occasion, case, *command),
        Command::AcceptTransfer(command) => rules::accept_transfer::decide(occasion, case, *command),
        Command::DeclineTransfer(command) => rules::decline_transfer::decide(occasion, case, *command),
        Command::WithdrawTransfer(command) => rules::withdraw_transfer::decide(occasion, case, *command),
        Command::DisputeTransfer(command) => rules::dispute_transfer::decide(occasion, case, *command),
        Command::DecideTransfer(command) => rules::decide_transfer::decide(occasion, case, *command),
        Command::FireTimer(command) => rules::fire_timer::decide(occasion, case, *command),
        Command::FollowUpPerformance(command) => {
            rules::follow_up_performance::decide(occasion, case, *command)
        }
        Command::RecomputeDeadline(command) => rules::recompute_deadline::decide(occasion, case, *command),
    }
}
