//! The one table of actions × roles. What is not in it is denied.
//!
//! A role that may do a thing may do it only where it belongs: its own centre, its own case, its own institution. That half is
//! judged by the case's rules and by the views, which know the case; here nobody does.

use domain::occasion::Role::{
    self, AuditAdministrator, Clerk, Court, DataProtection, Director, Federation, InstitutionAgent, Mediator,
    Party, SecurityAdministrator,
};

/// Whether an action changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// It appends to the log.
    Command,
    /// It reads a view.
    Query,
}

/// One action and who may do it.
#[derive(Debug)]
pub struct ActionRow {
    /// Its name; also the operation's name in the OpenAPI document.
    pub name: &'static str,
    /// Whether it changes something.
    pub kind: ActionKind,
    /// Who may.
    pub roles: &'static [Role],
}

/// A type that stands for one action.
pub trait Action: 'static {
    /// Its row of the table.
    const ROW: ActionRow;
}

macro_rules! actions {
    ($($kind:ident $type:ident $name:literal [$($role:ident)+];)+) => {
        $(
            #[doc = concat!("The right to `", $name, "`.")]
            #[derive(Debug)]
            pub struct $type;

            impl Action for $type {
                const ROW: ActionRow =
                    ActionRow { name: $name, kind: ActionKind::$kind, roles: &[$($role),+] };
            }
        )+

        /// Every action.
        pub const ACTIONS: &[ActionRow] = &[$($type::ROW),+];
    };
}

actions! {
    Command FileApplication "file_application" [Party InstitutionAgent Clerk];
    Command DecideSimilarity "decide_similarity" [Clerk Director];
    Command RequestSupplement "request_supplement" [Clerk Director];
    Command SubmitSupplement "submit_supplement" [Party InstitutionAgent Clerk];
    Command ExtendSupplement "extend_supplement" [Clerk Director];
    Command LapseApplication "lapse_application" [Clerk Director];
    Command AcceptCase "accept_case" [Clerk Director];
    Command ChangeTrack "change_track" [Clerk Director];
    Command RefuseAcceptance "refuse_acceptance" [Director];
    Command AppointRepresentative "appoint_representative" [Party InstitutionAgent Clerk];
    Command ChangeAuthority "change_authority" [Party InstitutionAgent Clerk];
    Command RevokeRepresentative "revoke_representative" [Party InstitutionAgent Clerk];
    Command RecordCapacity "record_capacity" [Clerk Director];
    Command JoinParty "join_party" [Clerk Director];
    Command RecordSpecialNeeds "record_special_needs" [Clerk Director Mediator];
    Command ScreenRisk "screen_risk" [Clerk Director Mediator];
    Command ReportRisk "report_risk" [Clerk Director Mediator];
    Command NotifyRespondent "notify_respondent" [Clerk Director];
    Command RecordConsent "record_consent" [Party InstitutionAgent Clerk];
    Command RefuseMediation "refuse_mediation" [Party InstitutionAgent Clerk];
    Command RevokeConsent "revoke_consent" [Party InstitutionAgent Clerk];
    Command ChooseMediator "choose_mediator" [Party InstitutionAgent Clerk];
    Command SendMediatorList "send_mediator_list" [Clerk Director];
    Command AnswerMediatorList "answer_mediator_list" [Party InstitutionAgent Clerk];
    Command CloseMediatorList "close_mediator_list" [Clerk Director];
    Command OfferMediator "offer_mediator" [Clerk Director];
    Command AcceptAssignment "accept_assignment" [Mediator];
    Command DeclineAssignment "decline_assignment" [Mediator];
    Command DiscloseConflict "disclose_conflict" [Mediator];
    Command WaiveConflict "waive_conflict" [Party InstitutionAgent Clerk];
    Command ScanConflicts "scan_conflicts" [Clerk Director];
    Command RequestRecusal "request_recusal" [Party InstitutionAgent Mediator Clerk];
    Command DecideRecusal "decide_recusal" [Director];
    Command ReplaceMediator "replace_mediator" [Director];
    Command NotifyRights "notify_rights" [Mediator];
    Command ScheduleSession "schedule_session" [Clerk Mediator];
    Command CancelSession "cancel_session" [Clerk Mediator];
    Command RescheduleSession "reschedule_session" [Clerk Mediator];
    Command AdjournSession "adjourn_session" [Mediator];
    Command RecordNoShow "record_no_show" [Clerk Mediator];
    Command SignMinutes "sign_minutes" [Party InstitutionAgent Mediator Clerk];
    Command RequestCorrection "request_correction" [Party InstitutionAgent Clerk];
    Command RecordCorrection "record_correction" [Mediator];
    Command OpenExchange "open_exchange" [Mediator];
    Command PostStatement "post_statement" [Party InstitutionAgent Clerk Mediator];
    Command RecordCaucus "record_caucus" [Mediator Party InstitutionAgent];
    Command WriteNote "write_note" [Mediator];
    Command FileComplaint "file_complaint" [Party InstitutionAgent Clerk];
    Command DecideComplaint "decide_complaint" [Director];
    Command RegisterPlace "register_place" [Clerk Director];
    Command SetAvailability "set_availability" [Clerk Director Mediator];
    Command OpenFeed "open_feed" [Clerk Director Mediator];
    Command RevokeFeed "revoke_feed" [Clerk Director Mediator];
    Command OpenSession "open_session" [Mediator];
    Command CloseSession "close_session" [Mediator];
    Command ExtendPeriod "extend_period" [Clerk Director Mediator];
    Command SuspendMediation "suspend_mediation" [Clerk Director Mediator];
    Command ResumeMediation "resume_mediation" [Clerk Director Mediator];
    Command CommissionAppraisal "commission_appraisal" [Clerk Director Mediator];
    Command ReceiveAppraisal "receive_appraisal" [Clerk Director Mediator];
    Command MakeProposal "make_proposal" [Party InstitutionAgent Clerk Mediator];
    Command AnswerProposal "answer_proposal" [Party InstitutionAgent Clerk];
    Command WithdrawProposal "withdraw_proposal" [Party InstitutionAgent Clerk Mediator];
    Command OpenBidding "open_bidding" [Mediator];
    Command CommitBid "commit_bid" [Party InstitutionAgent];
    Command RevealBid "reveal_bid" [Party InstitutionAgent];
    Command CloseBidding "close_bidding" [Clerk Mediator];
    Command DraftAgreement "draft_agreement" [Mediator];
    Command SignAgreement "sign_agreement" [Party InstitutionAgent Mediator Clerk];
    Command SealAgreement "seal_agreement" [Clerk Director];
    Command PrepareConfirmation "prepare_confirmation" [Party InstitutionAgent Clerk];
    Command SignConfirmation "sign_confirmation" [Party InstitutionAgent Clerk];
    Command FileConfirmation "file_confirmation" [Party InstitutionAgent Clerk];
    Command SupplyConfirmationDocuments "supply_confirmation_documents" [Party InstitutionAgent Clerk];
    Command RecordCourtStep "record_court_step" [Court Clerk];
    Command ReportPerformance "report_performance" [Party InstitutionAgent Clerk];
    Command WithdrawApplication "withdraw_application" [Party InstitutionAgent Clerk];
    Command TerminateMediation "terminate_mediation" [Clerk Director Mediator];
    Command CloseCase "close_case" [Clerk Director];
    Command RegisterReferral "register_referral" [Clerk Director Court];
    Command SignReferralReceipt "sign_referral_receipt" [Clerk Director];
    Command ReportReferral "report_referral" [Clerk Director];
    Command ProposeTransfer "propose_transfer" [Clerk Director];
    Command AcceptTransfer "accept_transfer" [Director];
    Command DeclineTransfer "decline_transfer" [Director];
    Command WithdrawTransfer "withdraw_transfer" [Clerk Director];
    Command DisputeTransfer "dispute_transfer" [Director];
    Command DecideTransfer "decide_transfer" [Federation];
    Command RegisterMediator "register_mediator" [Director Federation];
    Command SetMediatorStanding "set_mediator_standing" [Director Federation];
    Command AmendMediator "amend_mediator" [Director Federation];
    Command DeclareInterest "declare_interest" [Mediator Director];
    Command EndInterest "end_interest" [Mediator Director];
    Command RegisterInstitution "register_institution" [Clerk Director Federation];
    Command OpenDraft "open_draft" [Party InstitutionAgent Clerk];
    Command AmendDraft "amend_draft" [Party InstitutionAgent Clerk];
    Command SubmitDraft "submit_draft" [Party InstitutionAgent Clerk];
    Command DiscardDraft "discard_draft" [Party InstitutionAgent Clerk];
    Query ReadDraft "read_draft" [Party InstitutionAgent Clerk];
    Query ReadDrafts "read_drafts" [Party InstitutionAgent Clerk];
    Command EstablishCentre "establish_centre" [Federation];
    Command AmendCentre "amend_centre" [Federation];
    Command VoidNumber "void_number" [Director];
    Query ReadNumbers "read_numbers" [Clerk Director];
    Query ReadCentre "read_centre" [Clerk Director DataProtection Mediator Party InstitutionAgent Court Federation];
    Query ReadCentres "read_centres" [Clerk Director DataProtection Mediator Party InstitutionAgent Court Federation];
    Command SetLegalHold "set_legal_hold" [DataProtection Director];
    Command LiftLegalHold "lift_legal_hold" [Director];
    Command RestrictProcessing "restrict_processing" [DataProtection Director];
    Command LiftRestriction "lift_restriction" [Director];
    Command ReceiveDataRequest "receive_data_request" [Party Clerk DataProtection];
    Command VerifyDataRequest "verify_data_request" [Clerk DataProtection];
    Command ProposeDataRequest "propose_data_request" [DataProtection];
    Command RefuseDataRequest "refuse_data_request" [DataProtection];
    Command SendBackDataRequest "send_back_data_request" [Director];
    Command WithdrawDataRequest "withdraw_data_request" [Party Clerk DataProtection];
    Command ApproveDataRequest "approve_data_request" [Director];
    Command ArchiveCase "archive_case" [Clerk Director DataProtection];
    Command ReleaseArchive "release_archive" [Director DataProtection];
    Query ReadArchive "read_archive" [Clerk Director DataProtection];
    Query ReadCustody "read_custody" [DataProtection Director];
    Query ReadRetention "read_retention" [DataProtection Director];
    Query ReadDataRequests "read_data_requests" [Party Clerk DataProtection Director];
    Query ReadDataRequest "read_data_request" [Party Clerk DataProtection Director];
    Query ReadErasureCertificate "read_erasure_certificate" [Clerk DataProtection Director];
    Query ReadPersonalData "read_personal_data" [Party DataProtection];
    Query ReadCase "read_case" [Clerk Director DataProtection Mediator Party InstitutionAgent Court];
    Query ReadTimeline "read_timeline" [Clerk Director DataProtection Mediator Party InstitutionAgent Court];
    Query ReadSessionRecords "read_session_records" [Clerk Director Mediator Party InstitutionAgent];
    Query ReadCaucusRecords "read_caucus_records" [Mediator Party InstitutionAgent];
    Query ReadNotes "read_notes" [Mediator];
    Query ReadComplaints "read_complaints" [Director];
    Query ReadCaseComplaints "read_case_complaints" [Director Party InstitutionAgent];
    Query ReadAccessJournal "read_access_journal" [Director Party InstitutionAgent];
    Query SearchAccessJournal "search_access_journal" [AuditAdministrator];
    Query ReadPersonalNumber "read_personal_number" [Clerk Director Mediator];
    Query InquireSettlements "inquire_settlements" [Court];
    Command InquireSettlementsOfPerson "inquire_settlements_of_person" [Court];
    Command OpenEmergencyAccess "open_emergency_access" [Director];
    Command ReviewEmergencyAccess "review_emergency_access" [AuditAdministrator];
    Query ReadEmergencyAccesses "read_emergency_accesses" [AuditAdministrator Director];
    Command RevokeAccess "revoke_access" [SecurityAdministrator];
    Command LiftAccessRevocation "lift_access_revocation" [SecurityAdministrator];
    Query ReadAccessRevocations "read_access_revocations" [SecurityAdministrator AuditAdministrator];
    Command AddAccount "add_account" [SecurityAdministrator];
    Command ResetAccount "reset_account" [SecurityAdministrator];
    Query ReadAccounts "read_accounts" [SecurityAdministrator AuditAdministrator];
    Query ReadWorkList "read_work_list" [Clerk Director];
    Query ReadOwnCases "read_own_cases" [Mediator Party InstitutionAgent];
    Query ReadCalendar "read_calendar" [Clerk Director Mediator];
    Query ReadCalendars "read_calendars" [Clerk Director];
    Query ReadSettlements "read_settlements" [Court Clerk Director];
    Query ReadSettlement "read_settlement" [Court Clerk Director];
    Query ReadReferrals "read_referrals" [Court Clerk Director];
    Query ReadTransfers "read_transfers" [Clerk Director Federation];
    Query ReadBundle "read_bundle" [Court Clerk Director Mediator Party InstitutionAgent];
    Query ReadAgreementMark "read_agreement_mark" [Clerk Director Mediator Party InstitutionAgent];
    Query ReadCounts "read_counts" [Clerk Director Federation];
    Query ReadRoster "read_roster" [Clerk Director Federation Mediator Party InstitutionAgent];
    Query ReadMediator "read_mediator" [Clerk Director Federation Mediator Party InstitutionAgent];
    Query ReadMediatorProposals "read_mediator_proposals" [Clerk Director];
    Query ReadAssignments "read_assignments" [Clerk Director];
    Query ReadInstitution "read_institution" [Clerk Director Mediator Party InstitutionAgent Court Federation];
    Query ReadInstitutions "read_institutions" [Clerk Director Mediator Party InstitutionAgent Court Federation];
}

/// The table as a document.
#[must_use]
pub fn matrix() -> String {
    use std::fmt::Write as _;
    let mut page = String::from(
        "# Who may do what\n\nWritten from `crates/api/src/auth/actions.rs` by a test; change the table there.\n\
         A mark means: may, within the own centre, case, institution or court. No mark: refused with `forbidden`.\n\n",
    );
    let heads: Vec<_> = Role::ALL.iter().map(|role| role.wire_name()).collect();
    let _ =
        writeln!(page, "| Action | Kind | {} |\n|---|---|{}", heads.join(" | "), "---|".repeat(heads.len()));
    for row in ACTIONS {
        let kind = match row.kind {
            ActionKind::Command => "command",
            ActionKind::Query => "query",
        };
        let marks: Vec<_> =
            Role::ALL.iter().map(|role| if row.roles.contains(role) { "x" } else { "" }).collect();
        let _ = writeln!(page, "| `{}` | {kind} | {} |", row.name, marks.join(" | "));
    }
    page
}
