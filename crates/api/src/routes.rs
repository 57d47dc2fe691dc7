//! The table of addresses. Implemented in `routes/<noun>/<verb>.rs`, one verb a file.
//!
//! A handler is `verb_noun`, named like its action in [`crate::auth::actions`]; the test of the access matrix holds them together.

pub mod access;
pub mod accounts;
pub mod answer;
mod as_of;
pub mod batches;
pub mod bulk_actions;
pub mod calendars;
mod candidates;
pub mod cases;
pub mod centres;
pub mod code;
pub mod custody;
pub mod data_requests;
pub mod dockings;
pub mod document;
pub mod drafts;
pub mod live;
pub mod opening;
pub mod parked_streams;
pub mod problems;
pub mod process_log;
pub mod proof;
pub mod queries;
pub mod reading;
pub mod registers;
pub mod rooms;
pub mod statistics;
pub mod statutes;
pub mod view_rebuilds;
pub mod write;

use crate::server::Group;
use utoipa_actix_web::service_config::ServiceConfig;

/// Everything below `/v1`, in groups: an address is looked for in one of them only, so that a group is best kept small.
pub static V1: [Group; 17] = [
    intake,
    mediation,
    agreement,
    confirmation,
    talks,
    referral,
    calendars,
    registers,
    centres,
    dockings,
    drafts,
    batches,
    queries,
    statistics,
    privacy,
    access,
    accounts,
];

fn intake(routes: &mut ServiceConfig<'_>) {
    routes
        .service(cases::file_application::file_application)
        .service(cases::decide_similarity::decide_similarity)
        .service(cases::request_supplement::request_supplement)
        .service(cases::submit_supplement::submit_supplement)
        .service(cases::extend_supplement::extend_supplement)
        .service(cases::lapse_application::lapse_application)
        .service(cases::accept_case::accept_case)
        .service(cases::change_track::change_track)
        .service(cases::refuse_acceptance::refuse_acceptance)
        .service(cases::appoint_representative::appoint_representative)
        .service(cases::change_authority::change_authority)
        .service(cases::revoke_representative::revoke_representative)
        .service(cases::record_capacity::record_capacity)
        .service(cases::join_party::join_party)
        .service(cases::record_special_needs::record_special_needs)
        .service(cases::screen_risk::screen_risk)
        .service(cases::report_risk::report_risk)
        .service(cases::notify_respondent::notify_respondent)
        .service(cases::record_consent::record_consent)
        .service(cases::revoke_consent::revoke_consent)
        .service(cases::refuse_mediation::refuse_mediation);
}

fn mediation(routes: &mut ServiceConfig<'_>) {
    routes
        .service(cases::choose_mediator::choose_mediator)
        .service(cases::send_mediator_list::send_mediator_list)
        .service(cases::answer_mediator_list::answer_mediator_list)
        .service(cases::close_mediator_list::close_mediator_list)
        .service(cases::offer_mediator::offer_mediator)
        .service(cases::accept_assignment::accept_assignment)
        .service(cases::decline_assignment::decline_assignment)
        .service(cases::disclose_conflict::disclose_conflict)
        .service(cases::waive_conflict::waive_conflict)
        .service(cases::scan_conflicts::scan_conflicts)
        .service(cases::request_recusal::request_recusal)
        .service(cases::decide_recusal::decide_recusal)
        .service(cases::replace_mediator::replace_mediator)
        .service(cases::notify_rights::notify_rights)
        .service(cases::schedule_session::schedule_session)
        .service(cases::cancel_session::cancel_session)
        .service(cases::reschedule_session::reschedule_session)
        .service(cases::adjourn_session::adjourn_session)
        .service(cases::open_session::open_session)
        .service(cases::close_session::close_session)
        .service(cases::post_statement::post_statement)
        .service(cases::open_exchange::open_exchange)
        .service(cases::record_correction::record_correction)
        .service(cases::request_correction::request_correction)
        .service(cases::sign_minutes::sign_minutes)
        .service(cases::record_no_show::record_no_show)
        .service(cases::write_note::write_note)
        .service(cases::file_complaint::file_complaint)
        .service(cases::decide_complaint::decide_complaint)
        .service(cases::record_caucus::record_caucus)
        .service(cases::receive_appraisal::receive_appraisal)
        .service(cases::commission_appraisal::commission_appraisal)
        .service(cases::commission_evaluation::commission_evaluation)
        .service(cases::deliver_evaluation::deliver_evaluation)
        .service(cases::answer_evaluation::answer_evaluation)
        .service(cases::resume_mediation::resume_mediation)
        .service(cases::suspend_mediation::suspend_mediation)
        .service(cases::extend_period::extend_period);
}

fn talks(routes: &mut ServiceConfig<'_>) {
    routes
        .service(cases::make_proposal::make_proposal)
        .service(cases::answer_proposal::answer_proposal)
        .service(cases::withdraw_proposal::withdraw_proposal)
        .service(cases::propose_no_objection::propose_no_objection)
        .service(cases::serve_no_objection::serve_no_objection)
        .service(cases::object_to_proposal::object_to_proposal)
        .service(cases::withdraw_no_objection::withdraw_no_objection)
        .service(cases::open_bidding::open_bidding)
        .service(cases::commit_bid::commit_bid)
        .service(cases::reveal_bid::reveal_bid)
        .service(cases::close_bidding::close_bidding);
}

fn agreement(routes: &mut ServiceConfig<'_>) {
    routes
        .service(cases::request_authority::request_authority)
        .service(cases::answer_authority::answer_authority)
        .service(cases::issue_opinion::issue_opinion)
        .service(cases::accept_opinion::accept_opinion)
        .service(cases::decline_opinion::decline_opinion)
        .service(cases::draft_agreement::draft_agreement)
        .service(cases::answer_agreement::answer_agreement)
        .service(cases::review_agreement::review_agreement)
        .service(cases::record_oral_agreement::record_oral_agreement)
        .service(cases::write_down_agreement::write_down_agreement)
        .service(cases::sign_agreement::sign_agreement)
        .service(cases::seal_agreement::seal_agreement)
        .service(cases::report_performance::report_performance)
        .service(cases::confirm_receipt::confirm_receipt)
        .service(cases::urge_performance::urge_performance)
        .service(cases::declare_default::declare_default)
        .service(cases::waive_obligation::waive_obligation)
        .service(cases::record_enforcement::record_enforcement)
        .service(cases::record_follow_up::record_follow_up)
        .service(cases::withdraw_application::withdraw_application)
        .service(cases::terminate_mediation::terminate_mediation)
        .service(cases::record_undisputed_facts::record_undisputed_facts)
        .service(cases::sign_undisputed_facts::sign_undisputed_facts)
        .service(cases::refuse_undisputed_facts::refuse_undisputed_facts)
        .service(cases::close_case::close_case);
}

fn confirmation(routes: &mut ServiceConfig<'_>) {
    routes
        .service(cases::prepare_confirmation::prepare_confirmation)
        .service(cases::sign_confirmation::sign_confirmation)
        .service(cases::file_confirmation::file_confirmation)
        .service(cases::supply_confirmation_documents::supply_confirmation_documents)
        .service(cases::record_court_step::record_court_step)
        .service(cases::receive_inquiry::receive_inquiry)
        .service(cases::answer_inquiry::answer_inquiry)
        .service(cases::abandon_confirmation::abandon_confirmation)
        .service(cases::lapse_confirmation::lapse_confirmation)
        .service(cases::record_other_route::record_other_route);
}

fn statistics(routes: &mut ServiceConfig<'_>) {
    routes
        .service(statistics::read_statistics_definitions::read_statistics_definitions)
        .service(statistics::read_annual_report::read_annual_report)
        .service(statistics::publish_statistics::publish_statistics)
        .service(statistics::restate_statistics::restate_statistics)
        .service(statistics::read_publication::read_publication)
        .service(statistics::read_statistics::read_statistics)
        .service(process_log::read_process_log)
        .service(live::watch_work_list::watch_work_list)
        .service(live::watch_case::watch_case);
}

fn referral(routes: &mut ServiceConfig<'_>) {
    routes
        .service(cases::register_referral::register_referral)
        .service(cases::sign_referral_receipt::sign_referral_receipt)
        .service(cases::report_referral::report_referral)
        .service(cases::propose_transfer::propose_transfer)
        .service(cases::accept_transfer::accept_transfer)
        .service(cases::decline_transfer::decline_transfer)
        .service(cases::withdraw_transfer::withdraw_transfer)
        .service(cases::dispute_transfer::dispute_transfer)
        .service(cases::decide_transfer::decide_transfer)
        .service(queries::read_referrals::read_referrals)
        .service(queries::read_transfers::read_transfers);
}

fn calendars(routes: &mut ServiceConfig<'_>) {
    routes
        .service(calendars::register_place::register_place)
        .service(calendars::set_availability::set_availability)
        .service(calendars::open_feed::open_feed)
        .service(calendars::revoke_feed::revoke_feed)
        .service(calendars::read_calendar::read_calendar)
        .service(calendars::read_calendars::read_calendars);
}

fn registers(routes: &mut ServiceConfig<'_>) {
    routes
        .service(registers::register_institution::register_institution)
        .service(registers::sign_memorandum::sign_memorandum)
        .service(registers::end_memorandum::end_memorandum)
        .service(registers::register_mediator::register_mediator)
        .service(registers::set_mediator_standing::set_mediator_standing)
        .service(registers::amend_mediator::amend_mediator)
        .service(registers::declare_interest::declare_interest)
        .service(registers::end_interest::end_interest);
}

fn centres(routes: &mut ServiceConfig<'_>) {
    routes
        .service(centres::establish_centre::establish_centre)
        .service(centres::amend_centre::amend_centre)
        .service(centres::void_number::void_number)
        .service(centres::read_numbers::read_numbers)
        .service(centres::read_centres::read_centres)
        .service(centres::read_centre::read_centre)
        .service(statutes::publish_holidays::publish_holidays)
        .service(statutes::read_holidays::read_holidays)
        .service(statutes::publish_rule_set::publish_rule_set)
        .service(statutes::read_rule_sets::read_rule_sets);
}

fn dockings(routes: &mut ServiceConfig<'_>) {
    routes
        .service(dockings::agree_docking::agree_docking)
        .service(dockings::end_docking::end_docking)
        .service(dockings::read_dockings::read_dockings)
        .service(dockings::read_docking_report::read_docking_report);
}

fn drafts(routes: &mut ServiceConfig<'_>) {
    routes
        .service(drafts::open_draft::open_draft)
        .service(drafts::amend_draft::amend_draft)
        .service(drafts::discard_draft::discard_draft)
        .service(drafts::submit_draft::submit_draft)
        .service(drafts::read_drafts::read_drafts)
        .service(drafts::read_draft::read_draft);
}

fn batches(routes: &mut ServiceConfig<'_>) {
    routes
        .service(batches::open_batch::open_batch)
        .service(batches::link_cases::link_cases)
        .service(batches::unlink_case::unlink_case)
        .service(batches::close_batch::close_batch)
        .service(batches::act_on_batch::act_on_batch)
        .service(bulk_actions::act_on_cases::act_on_cases)
        .service(batches::read_batches::read_batches)
        .service(batches::read_batch::read_batch);
}

fn access(routes: &mut ServiceConfig<'_>) {
    routes
        .service(access::search_access_journal::search_access_journal)
        .service(access::read_personal_number::read_personal_number)
        .service(access::inquire_settlements::inquire_settlements)
        .service(access::inquire_settlements_of_person::inquire_settlements_of_person)
        .service(access::open_emergency_access::open_emergency_access)
        .service(access::read_emergency_accesses::read_emergency_accesses)
        .service(access::review_emergency_access::review_emergency_access);
}

fn accounts(routes: &mut ServiceConfig<'_>) {
    routes
        .service(view_rebuilds::rebuild_views::rebuild_views)
        .service(view_rebuilds::roll_back_views::roll_back_views)
        .service(view_rebuilds::read_view_rebuild::read_view_rebuild)
        .service(parked_streams::read_parked_streams::read_parked_streams)
        .service(parked_streams::retry_parked_stream::retry_parked_stream)
        .service(parked_streams::discard_parked_stream::discard_parked_stream)
        .service(access::revoke_access::revoke_access)
        .service(access::read_access_revocations::read_access_revocations)
        .service(access::lift_access_revocation::lift_access_revocation)
        .service(accounts::sign_in::sign_in)
        .service(accounts::refresh_session::refresh_session)
        .service(accounts::sign_out::sign_out)
        .service(accounts::change_password::change_password)
        .service(accounts::enrol_second_factor::enrol_second_factor)
        .service(accounts::confirm_second_factor::confirm_second_factor)
        .service(accounts::add_account::add_account)
        .service(accounts::read_accounts::read_accounts)
        .service(accounts::reset_account::reset_account);
}

fn privacy(routes: &mut ServiceConfig<'_>) {
    routes
        .service(custody::set_legal_hold::set_legal_hold)
        .service(custody::lift_legal_hold::lift_legal_hold)
        .service(custody::restrict_processing::restrict_processing)
        .service(custody::lift_restriction::lift_restriction)
        .service(custody::archive_case::archive_case)
        .service(custody::read_archive::read_archive)
        .service(custody::release_archive::release_archive)
        .service(custody::read_custody::read_custody)
        .service(custody::read_retention::read_retention)
        .service(data_requests::receive_data_request::receive_data_request)
        .service(data_requests::verify_data_request::verify_data_request)
        .service(data_requests::propose_data_request::propose_data_request)
        .service(data_requests::refuse_data_request::refuse_data_request)
        .service(data_requests::send_back_data_request::send_back_data_request)
        .service(data_requests::withdraw_data_request::withdraw_data_request)
        .service(data_requests::approve_data_request::approve_data_request)
        .service(data_requests::read_data_requests::read_data_requests)
        .service(data_requests::read_data_request::read_data_request)
        .service(data_requests::read_erasure_certificate::read_erasure_certificate)
        .service(data_requests::read_personal_data::read_personal_data);
}

fn queries(routes: &mut ServiceConfig<'_>) {
    routes
        .service(queries::read_case::read_case)
        .service(queries::read_party_page::read_party_page)
        .service(queries::read_timeline::read_timeline)
        .service(queries::read_deadlines::read_deadlines)
        .service(queries::read_obligations::read_obligations)
        .service(queries::read_agreements::read_agreements)
        .service(queries::read_caucus_records::read_caucus_records)
        .service(queries::read_notes::read_notes)
        .service(queries::read_complaints::read_complaints)
        .service(queries::read_case_complaints::read_case_complaints)
        .service(queries::read_session_records::read_session_records)
        .service(queries::read_access_journal::read_access_journal)
        .service(queries::search_cases::search_cases)
        .service(queries::read_work_list::read_work_list)
        .service(queries::read_stalled_cases::read_stalled_cases)
        .service(queries::read_own_cases::read_own_cases)
        .service(queries::read_centre_desk::read_centre_desk)
        .service(queries::read_institution_desk::read_institution_desk)
        .service(queries::read_pending_approvals::read_pending_approvals)
        .service(queries::read_due_obligations::read_due_obligations)
        .service(queries::read_settlements::read_settlements)
        .service(queries::read_settlement::read_settlement)
        .service(queries::read_bundle::read_bundle)
        .service(queries::read_agreement_mark::read_agreement_mark)
        .service(queries::read_counts::read_counts)
        .service(queries::read_roster::read_roster)
        .service(queries::read_mediator::read_mediator)
        .service(queries::read_mediator_proposals::read_mediator_proposals)
        .service(queries::read_assignments::read_assignments)
        .service(queries::read_institutions::read_institutions)
        .service(queries::read_institution::read_institution);
}
